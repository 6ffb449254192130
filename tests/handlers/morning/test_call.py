"""The morning message: what waits, for how long on whose side, and when it is sent at all."""

from datetime import datetime

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from storage.ports import NoticeState
from tests.handlers.morning.mornings import lines_of, listens, sent, ticks, told, wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels


@pytest.fixture
async def dewi(town: Town) -> Talker:
    return await listens(await town.reviewer())


async def test_where_nothing_waits_nothing_is_sent(town: Town, dewi: Talker) -> None:
    assert await told(town, dewi, wib(1)) is None


async def test_what_waits_is_told_longest_first_with_the_days_of_either_side(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    town.now = wib(23, month=11)
    await sent(town, siti)
    town.now = wib(30, month=11)
    await town.send_back(HEALTH.code, "Nilai tidak cocok")
    await sent(town, siti, LIBRARY.code)
    town.now = wib(2)
    await sent(town, siti)
    assert await told(town, dewi, wib(3)) == (
        "🕓 2 laporan menunggu\nSelamat pagi, Bapak/Ibu Dewi.\n\n"
        "Menunggu verifikasi: 2 laporan\n"
        "🕓 DINKES · SAKIP · 8 hari di Sub Bagian · 2 hari di OPD\n"
        "🕓 DISPERPUSIP · SAKIP · 3 hari di Sub Bagian"
    )
    assert labels(await dewi.card()) == ["Verifikasi", "‹ Beranda"]


async def test_the_message_stays_and_the_oldest_report_opens_below_it(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    await sent(town, siti)
    letter = await told(town, dewi, wib(3))
    opened = await dewi.presses("Verifikasi")
    assert opened["text"].startswith("SAKIP 2026 · 1 dari 1\nDinas Kesehatan")
    assert (await dewi.chat())[-2]["text"] == letter
    assert labels((await dewi.chat())[-2]) == ["Verifikasi", "‹ Beranda"]


async def test_a_button_of_a_role_that_has_ended_shows_nothing(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    await sent(town, siti)
    await told(town, dewi, wib(3))
    person = await town.person(dewi)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, Grant(Role.OPERATOR, LIBRARY.code), by=None, at=town.now)
        await uow.people.end(person.id, Grant(Role.VERIFIKATOR, "kelembagaan"), by=None, at=town.now)
        await uow.commit()
    assert HEALTH.name not in (await dewi.presses("Verifikasi"))["text"]


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (wib(3, "07:59"), "too early"),
        (wib(3, "12:00"), "no news any more"),
        (wib(5), "a Saturday"),
        (wib(24), "cuti bersama"),
    ],
)
async def test_it_comes_on_the_morning_of_a_working_day_only(
    town: Town, dewi: Talker, siti: Talker, at: datetime, why: str
) -> None:
    await sent(town, siti)
    assert await told(town, dewi, at) is None, why


async def test_a_day_that_the_city_says_is_off_is_off(town: Town, dewi: Talker, siti: Talker) -> None:
    await sent(town, siti)
    await town.set_year("dayoff.2026-12-03", "Hari jadi kota")
    assert await told(town, dewi, wib(3)) is None
    assert await told(town, dewi, wib(4)) is not None


async def test_a_bot_that_was_away_makes_up_for_it_until_noon(town: Town, dewi: Talker, siti: Talker) -> None:
    await sent(town, siti)
    assert (await told(town, dewi, wib(3, "11:59")) or "").startswith(
        "🕓 1 laporan menunggu\nSelamat siang, Bapak/Ibu Dewi."
    )


async def test_ticks_and_restarts_make_one_message_a_day(town: Town, dewi: Talker, siti: Talker) -> None:
    await sent(town, siti)
    assert await told(town, dewi, wib(3)) is not None
    for clock in ("08:00", "08:01", "11:00", "16:59"):
        assert await told(town, dewi, wib(3, clock)) is None
    assert await told(town, dewi, wib(4)) is not None
    assert [one.about for one in lines_of(town)] == [20261203, 20261204]


async def test_what_was_settled_before_it_is_sent_is_not_told(town: Town, dewi: Talker, siti: Talker) -> None:
    await sent(town, siti)
    town.now = wib(3)
    await town.verify(HEALTH.code)
    assert await told(town, dewi) is None
    assert [one.state for one in lines_of(town)] == [NoticeState.FAILED]


async def test_a_person_of_two_sub_bagian_gets_one_message(town: Town, siti: Talker) -> None:
    both = (Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.VERIFIKATOR, "anjab"))
    rini = await listens(await town.talker(2005, "Rini", *both))
    await sent(town, siti, indicator=IndicatorKey.ANJAB)
    town.pass_time(days=1)
    await sent(town, siti)
    said = await told(town, rini, wib(3))
    assert said is not None
    assert "Menunggu verifikasi: 2 laporan" in said
    assert said.index("Analisis jabatan · 9 hari") < said.index("SAKIP · 8 hari")


async def test_another_sub_bagian_is_not_told(town: Town, siti: Talker) -> None:
    agus = await listens(await town.reviewer("tatalaksana"))
    await sent(town, siti)
    assert await told(town, agus, wib(3)) is None


async def test_a_long_list_names_the_first_eight(town: Town, dewi: Talker, siti: Talker) -> None:
    await town.found_opds(12)
    for number in range(12):
        await sent(town, siti, f"OPD{number}")
        town.pass_time(minutes=1)
    said = await told(town, dewi, wib(3))
    assert said is not None
    assert "Menunggu verifikasi: 12 laporan\n🕓 OPD0 · SAKIP · " in said
    assert said.count("\n🕓") == 8
    assert said.endswith("dan 4 laporan lain")


async def test_whoever_is_in_a_conversation_is_told_afterwards(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    agus = await listens(await town.reviewer("kelembagaan", 2002, "Agus"))
    await sent(town, siti)
    town.now = wib(3)
    await dewi.says("/evaluasi")
    assert await told(town, dewi) is None
    assert (await agus.card())["text"].startswith("🕓 1 laporan menunggu\nSelamat pagi")
    assert await told(town, dewi, wib(3, "08:31")) is not None


async def test_a_message_that_telegram_took_only_at_night_is_not_sent_any_more(
    town: Town, dewi: Talker, siti: Talker
) -> None:
    await sent(town, siti)
    await town.people.fault("502", method="sendMessage", times=1)
    assert await told(town, dewi, wib(3)) is None
    assert await told(town, dewi, wib(3, "20:00")) is None
    assert await told(town, dewi, wib(4)) is not None


DUE = "2026-12-31T16:00:00+07:00"


async def test_on_a_step_day_the_evaluation_that_is_not_complete_is_named(town: Town) -> None:
    await town.set_year("deadline.tatalaksana", DUE)
    await town.evaluated(HEALTH.code, IndicatorKey.KETATALAKSANAAN, {"sop": "unmet"})
    agus = await listens(await town.reviewer("tatalaksana"))
    assert await told(town, agus, wib(22)) is None
    # Seven days before is cuti bersama, so it is told the day before that.
    assert await told(town, agus, wib(23)) == (
        "⬜ 1 OPD belum dinilai\nSelamat pagi, Bapak/Ibu Dewi.\n\n"
        "Evaluasi Sub Bagian\n"
        "⬜ Ketatalaksanaan: 1 OPD belum dinilai, "
        "tenggat 31 Desember 2026 pukul 16.00 WIB (8 hari lagi)"
    )
    assert labels(await agus.card()) == ["Evaluasi", "‹ Beranda"]
    assert "Ketatalaksanaan" in (await agus.presses("Evaluasi"))["text"]
    last = await told(town, agus, wib(31))
    assert last is not None
    assert "(hari ini)" in last


async def test_a_complete_evaluation_is_not_named(town: Town) -> None:
    await town.set_year("deadline.kelembagaan", DUE)
    dewi = await listens(await town.reviewer())
    for opd in (HEALTH, LIBRARY):
        await town.evaluated(opd.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    town.now = wib(1)
    await ticks(town)  # what changed in the numbers is told before
    assert await told(town, dewi, wib(30)) is None


async def test_an_evaluation_beyond_its_deadline_says_so(town: Town, dewi: Talker) -> None:
    await town.set_year("deadline.kelembagaan", "2026-12-08T16:00:00+07:00")
    said = await told(town, dewi, wib(9))
    assert said is not None
    assert "⏰ Tepat tugas dan fungsi: 2 OPD belum dinilai" in said
    assert said.endswith("tenggat 8 Desember 2026 pukul 16.00 WIB (1 hari lalu)")
