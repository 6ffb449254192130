"""The morning after a deadline: who is late, and at which OPD the reminders do not reach everybody."""

from dataclasses import replace

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role, Unreachable
from tests.handlers.morning.mornings import listens, sent, told, wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels

DUE = "2026-12-08T16:00:00+07:00"
SCHOOLS = replace(HEALTH, code="DIKBUD", name="Dinas Pendidikan dan Kebudayaan")


@pytest.fixture
async def dewi(town: Town) -> Talker:
    await town.set_year("deadline.sakip", DUE)
    return await listens(await town.reviewer())


async def lost(town: Town, talker: Talker, why: Unreachable) -> None:
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        await uow.people.unreachable(person.id, why, wib(2))
        await uow.commit()


async def found(town: Town) -> None:
    async with town.storage.uow() as uow:
        await uow.opds.record(SCHOOLS, by=None, at=town.now)
        await uow.commit()


async def invite(town: Town, opd: str) -> None:
    async with town.storage.uow() as uow:
        await uow.invitations.add("1" * 64, Grant(Role.OPERATOR, opd), by=None, at=wib(7), expires_at=wib(14))
        await uow.commit()


async def test_the_late_are_named_and_who_of_them_is_not_reminded(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    await found(town)
    await town.operator(1002, "Tono")
    await town.operator(1003, "Yuni", SCHOOLS.code)
    await lost(town, siti, Unreachable.BLOCKED)
    assert await told(town, dewi, wib(9)) == (
        "⏰ 3 OPD belum lapor SAKIP\nSelamat pagi, Bapak/Ibu Dewi.\n\n"
        "SAKIP lewat tenggat\n"
        "8 Desember 2026 pukul 16.00 WIB\n3 OPD belum lapor: DIKBUD, DINKES, DISPERPUSIP\n\n"
        "Pengingat tidak sampai\n"
        "• DISPERPUSIP – belum ada operator\n"
        "• DINKES\n"
        "   Siti: memblokir bot sejak 2 Des\n"
        "   rekan: Tono"
    )
    letter = await dewi.card()
    assert labels(letter) == ["⏰ DIKBUD", "⏰ DINKES", "⏰ DISPERPUSIP", "Belum lapor", "‹ Beranda"]
    opened = await dewi.presses("⏰ DINKES")
    assert opened["text"].startswith("Dinas Kesehatan\nBelum lapor 2026\n\n⏰ SAKIP · lewat 1 hari")
    assert "Ingatkan sekarang" in labels(opened)
    listed = await dewi.presses("Belum lapor", letter)
    assert listed["text"].startswith("Belum lapor 2026 · Kelembagaan\n")
    assert labels(await dewi.message(letter["message_id"])) == labels(letter)


async def test_a_pimpinan_hears_of_all_who_are_late_once_and_may_only_look(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.set_year("deadline.anjab", "2026-12-08T12:00:00+07:00")
    await listens(boss)
    assert await told(town, boss, wib(8)) is None
    await sent(town, siti)
    said = await told(town, boss, wib(9))
    assert said is not None
    assert said.startswith("⏰ 2 OPD lewat tenggat\nSelamat pagi, Bapak/Ibu Kepala Bagian.\n\n")
    assert "1 OPD belum lapor: DISPERPUSIP\n" in said
    assert "2 OPD belum lapor: DINKES, DISPERPUSIP\n" in said
    opened = await boss.presses("⏰ DINKES")
    assert labels(opened) == ["Kartu OPD", "‹ Belum lapor", "‹ Beranda"]
    for later in (wib(9, "09:00"), wib(10), wib(11)):
        assert "lewat tenggat" not in (await told(town, boss, later) or "")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Unreachable.DEACTIVATED, "Siti: akun Telegram tidak aktif sejak 2 Des"),
        (Unreachable.NEVER_STARTED, "Siti: belum pernah memulai bot"),
    ],
)
async def test_why_somebody_is_not_reached(
    town: Town, dewi: Talker, siti: Talker, why: Unreachable, said: str
) -> None:
    await lost(town, siti, why)
    await invite(town, LIBRARY.code)
    text = await told(town, dewi, wib(9))
    assert text is not None
    assert f"   {said}\n   tidak ada operator lain" in text
    assert "• DISPERPUSIP – undangan operatornya belum dipakai" in text


async def test_who_has_reported_in_time_is_not_late_while_it_is_reviewed(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    await sent(town, siti)
    said = await told(town, dewi, wib(9))
    assert said is not None
    assert "8 Desember 2026 pukul 16.00 WIB\n1 OPD belum lapor: DISPERPUSIP\n\n" in said
    assert "🕓 DINKES · SAKIP" in said
    assert labels(await dewi.card()) == ["⏰ DISPERPUSIP", "Verifikasi", "Belum lapor", "‹ Beranda"]


async def test_an_extension_is_not_late_before_its_own_deadline(town: Town, dewi: Talker) -> None:
    await town.set_year(f"extension.sakip.{HEALTH.code}", "2026-12-10T12:00:00+07:00")
    first = await told(town, dewi, wib(9))
    assert first is not None
    assert HEALTH.code not in first
    second = await told(town, dewi, wib(11))
    assert second is not None
    assert "10 Desember 2026 pukul 12.00 WIB\n1 OPD belum lapor: DINKES" in second
    assert LIBRARY.code not in second


async def test_the_days_of_review_are_given_back_before_a_returned_report_is_late(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    town.now = wib(7, "09:00")
    await sent(town, siti)
    town.now = wib(8, "15:00")
    await town.send_back(HEALTH.code, "Nilai tidak cocok")
    first = await told(town, dewi, wib(9))
    assert first is not None
    assert HEALTH.code not in first
    later = await told(town, dewi, wib(11))
    assert later is not None
    assert "10 Desember 2026 pukul 16.00 WIB\n1 OPD perlu perbaikan: DINKES" in later


async def test_deadlines_of_one_day_make_one_message(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.set_year("deadline.anjab", "2026-12-08T12:00:00+07:00")
    both = (Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.VERIFIKATOR, "anjab"))
    rini = await listens(await town.talker(2005, "Rini", *both))
    await sent(town, siti, indicator=IndicatorKey.ANJAB)
    said = await told(town, rini, wib(9))
    assert said is not None
    assert "\n\nSAKIP lewat tenggat\n8 Desember 2026 pukul 16.00 WIB\n2 OPD" in said
    assert "\n\nAnalisis jabatan lewat tenggat\n8 Desember 2026 pukul 12.00 WIB\n1 OPD" in said
    assert said.count("DISPERPUSIP – belum ada operator") == 1


async def test_before_a_weekend_it_is_told_on_monday(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-11T16:00:00+07:00")
    dewi = await listens(await town.reviewer())
    assert await told(town, dewi, wib(12)) is None
    assert "lewat tenggat" in (await told(town, dewi, wib(14)) or "")


async def test_what_was_told_is_not_told_again_and_what_was_missed_is(town: Town, dewi: Talker) -> None:
    agus = await town.reviewer("kelembagaan", 2002, "Agus")
    assert await told(town, dewi, wib(9)) is not None
    await listens(agus)
    # He had never pressed Start when it was sent.
    assert "lewat tenggat" in (await told(town, agus, wib(10, "16:00")) or "")
    assert (await dewi.card())["text"].count("Desember") == 1
    assert await told(town, dewi, wib(11)) is None


async def test_a_long_list_stays_a_message(town: Town, dewi: Talker) -> None:
    async with town.storage.uow() as uow:
        for number in range(40):
            name = f"Dinas {number:02} yang menangani sangat banyak urusan & <segala> hal lain"
            await uow.opds.record(replace(HEALTH, code=f"OPD{number}", name=name), by=None, at=town.now)
        await uow.commit()
    for number in range(40):
        operator = await town.operator(
            5000 + number, f"Operator Bernama Sangat Panjang {number}", f"OPD{number}"
        )
        await lost(town, operator, Unreachable.BLOCKED)
    said = await told(town, dewi, wib(9))
    assert said is not None
    assert "42 OPD belum lapor" in said
    assert "dan 27 OPD lain" in said
    assert len(said) <= 4096
    assert "&lt;" not in said


async def test_a_sub_bagian_is_not_told_of_what_another_one_verifies(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    agus = await listens(await town.reviewer("tatalaksana"))
    assert await told(town, agus, wib(9)) is None


async def test_after_new_year_the_key_opens_the_year_that_is_late(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    dewi = await listens(await town.reviewer())
    await town.operator()
    said = await told(town, dewi, wib(4, month=1, year=2027))
    assert said is not None
    assert "\n\nSAKIP 2026 lewat tenggat\n" in said
    opened = await dewi.presses("Belum lapor")
    assert opened["text"].startswith("Belum lapor 2026 · Kelembagaan\n")
    assert "SAKIP · 2 dari 2 OPD belum lapor\nlewat tenggat 31 Des 2026" in opened["text"]
