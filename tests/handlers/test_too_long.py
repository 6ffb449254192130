"""Nothing that the bot says is longer than Telegram takes, not even to whoever reports for sixty OPD."""

from dataclasses import replace

from domain.people.person import Grant, Role, Unreachable
from storage.ports import NoticeState
from tests.handlers.admins import admin_of
from tests.handlers.announcements.announcing import ticks, writes
from tests.handlers.deadlines.stage import DUE, moves, opens_card
from tests.handlers.reminders.reminding import wib
from tests.town.dialogue import HEALTH, Talker, Town, labels

OPDS = 60
NAME = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana & <KB>"


async def reports_for_sixty(town: Town) -> tuple[Talker, Talker]:
    """Return an admin, and the one operator of sixty OPD with long names; SAKIP and IKM have deadlines."""
    async with town.storage.uow() as uow:
        for number in range(OPDS):
            opd = replace(HEALTH, code=_code(number), name=f"{NAME} {number}")
            await uow.opds.record(opd, by=None, at=town.now)
        await uow.commit()
    for indicator in ("sakip", "ikm"):
        await town.set_year(f"deadline.{indicator}", DUE)
    admin = await admin_of(town)
    grants = (Grant(Role.OPERATOR, _code(number)) for number in range(OPDS))
    operator = await town.talker(1001, "Siti <Rahayu> & " + "y" * 48, *grants)
    for one in (admin, operator):
        await one.says("/start")
    return admin, operator


def _code(number: int) -> str:
    return f"OPD{number:02}"


async def test_the_home_screen_of_somebody_with_sixty_opd(town: Town) -> None:
    _, operator = await reports_for_sixty(town)
    home = await operator.says("/start")
    assert "dan 54 OPD lain" in home["text"]
    assert "OPD lain" in labels(home)


async def test_the_card_of_somebody_with_sixty_roles(town: Town) -> None:
    admin, _ = await reports_for_sixty(town)
    await admin.says("/pengguna")
    card = await admin.presses("Siti")
    assert f"{OPDS} peran" in card["text"]
    assert card["text"].count("• operator") == len([one for one in labels(card) if "Akhiri" in one]) == 4
    assert f"1/{OPDS // 4}" in labels(card)


async def test_a_reminder_of_what_sixty_opd_owe(town: Town) -> None:
    _, operator = await reports_for_sixty(town)
    await town.remind(wib(12, 1, 8))
    assert "laporan lain; semuanya ada di /lapor." in (await operator.card())["text"]


async def test_a_deadline_that_is_moved_for_sixty_opd_of_one_operator(town: Town) -> None:
    admin, operator = await reports_for_sixty(town)
    await moves(admin, "9 Des", why="<r>" * 100)
    town.pass_time(minutes=1)
    await town.send_notices()
    assert {one.state for one in town.storage.tables.notices.values()} == {NoticeState.SENT}
    told = await operator.card()
    assert told["text"].count("Menjadi: 9 Desember 2026") == 8
    assert "dan 52 OPD lain" in told["text"]
    assert len(labels(told)) == 9
    assert (await operator.presses("Laporan lain ›"))["text"] == "Untuk OPD mana?"


async def test_a_deadline_with_many_extensions_and_long_reasons(town: Town) -> None:
    admin, _ = await reports_for_sixty(town)
    person = await town.person(admin)
    await town.set_year("reminder.before", "60,50,40,30,20,14,7,3,1,0")
    await town.set_year("reminder.after", "1,2,3,4,5,6,7,8,9,60")
    async with town.storage.uow() as uow:
        for number in range(10):
            await uow.years.set(
                2026,
                f"extension.sakip.{_code(number)}",
                "2027-03-09T16:00:00+07:00",
                by=person.id,
                at=town.now,
                legal_basis="r" * 300,
            )
        await uow.commit()
    card = await opens_card(admin)
    assert "Perpanjangan (10)" in card["text"]
    assert "… dan 6 lagi" in card["text"]


async def test_a_rehearsed_day_of_sixty_opd(town: Town) -> None:
    admin, _ = await reports_for_sixty(town)
    await admin.says("/gladi")
    calendar = await admin.presses("Semua tenggat")
    day = next(label for label in labels(calendar) if "1 Des" in label)
    assert "dan 52 OPD lain" in (await admin.presses(day))["text"]


async def test_whoever_of_sixty_opd_cannot_be_reached(town: Town) -> None:
    admin, operator = await reports_for_sixty(town)
    person = await town.person(operator)
    async with town.storage.uow() as uow:
        await uow.people.unreachable(person.id, Unreachable.BLOCKED, town.now)
        await uow.commit()
    await admin.says("/gladi")
    await admin.presses("Semua tenggat")
    assert "dan 52 OPD lain" in (await admin.presses("Tak sampai (3)"))["text"]


async def test_the_lists_of_an_announcement_to_sixty_opd(town: Town) -> None:
    admin, operator = await reports_for_sixty(town)
    await writes(admin, "Operator")
    assert "dan 52 OPD lain" in (await admin.presses("Lihat daftar"))["text"]
    await admin.presses("‹ Kembali")
    await town.block_unheard(operator)
    await admin.presses("Kirim ke 1 orang")
    await town.send_notices()
    await ticks(town)
    assert "dan 52 OPD lain" in (await admin.presses("Yang belum menerima"))["text"]
