"""`/evaluasi` after New Year: last year's evaluations are finished while their year is open."""

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from tests.handlers.evaluation_files.sheets import filled
from tests.handlers.evaluation_files.test_receive import sent
from tests.handlers.morning.mornings import listens, told, wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

KEY = IndicatorKey.KELEMBAGAAN
JANUARY = wib(5, month=1, year=2027)
CLOSED = JANUARY.isoformat()


@pytest.fixture
async def january(town: Town) -> Town:
    """A Tuesday after New Year: one of two OPD has its result of 2026, and the deadline has passed."""
    await town.set_year("deadline.kelembagaan", "2026-12-31T16:00:00+07:00")
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat"})
    town.go_to(JANUARY)
    return town


@pytest.fixture
async def dewi(january: Town) -> Talker:
    return await january.reviewer()


async def head_of_both(town: Town) -> Talker:
    both = (Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.VERIFIKATOR, "tatalaksana"))
    return await town.talker(2007, "Kepala", *both)


async def test_what_is_unfinished_of_last_year_comes_first(town: Town, dewi: Talker) -> None:
    asked = await dewi.says("/evaluasi")
    assert asked["text"] == (
        "Evaluasi mana yang akan diisi?\n\n"
        "⏰ Tepat tugas dan fungsi 2026: 1 OPD belum dinilai, "
        "tenggat 31 Desember 2026 pukul 16.00 WIB (5 hari lalu)\n\n"
        "⬜ Tepat tugas dan fungsi 2027: 1 OPD belum dinilai"
    )
    assert labels(asked) == [
        "Tepat tugas dan fungsi 2026 (1)",
        "Tepat tugas dan fungsi 2027 (1)",
        "‹ Beranda",
    ]
    overview = await dewi.presses("2026")
    assert overview["text"].startswith("Evaluasi Tepat tugas dan fungsi 2026\n")
    card = await dewi.presses("Mulai menilai")
    assert f"Tepat tugas dan fungsi 2026 · sisa 1\n{LIBRARY.name}" in card["text"]
    done = await dewi.presses("Tepat")
    assert "Evaluasi Tepat tugas dan fungsi 2026" in done["text"]
    assert "Semua OPD pada daftar ini sudah dinilai" in done["text"]
    assert [event.year for event in await town.events(LIBRARY.code)] == [2026]
    assert "Tahun 2027" in labels(done)


async def test_when_last_year_is_complete_the_present_one_opens_at_once(town: Town, dewi: Talker) -> None:
    await town.evaluated(LIBRARY.code, KEY, {"hasil": "tepat"})
    overview = await dewi.says("/evaluasi")
    assert overview["text"].startswith("Evaluasi Tepat tugas dan fungsi 2027\n")
    assert labels(overview)[-3:] == ["Unduh isian", "Tahun 2026", "‹ Beranda"]
    assert "Evaluasi Tepat tugas dan fungsi 2026" in (await dewi.presses("Tahun 2026"))["text"]
    assert "Evaluasi Tepat tugas dan fungsi 2027" in (await dewi.presses("Tahun 2027"))["text"]


async def test_everything_behind_the_year_stays_in_it(town: Town, dewi: Talker) -> None:
    await dewi.says("/evaluasi 2026")
    listed = await dewi.presses("Sudah dinilai (1)")
    assert listed["text"].startswith("Tepat tugas dan fungsi 2026\nSudah dinilai")
    card = await dewi.presses(HEALTH.code)
    assert card["text"].startswith("Tepat tugas dan fungsi 2026")
    asked = await dewi.presses("Dengan skor, catatan, bukti")
    assert "Tepat tugas dan fungsi 2026" in asked["text"]
    await dewi.says("/evaluasi 2026")
    found = await dewi.says("perpus")
    assert found["text"].startswith("Tepat tugas dan fungsi 2026\nMencari")
    await dewi.presses(LIBRARY.code)
    await dewi.presses("Perlu")
    assert [(one.year, one.answers["hasil"]) for one in await town.events(LIBRARY.code)] == [(2026, "perlu")]


async def test_a_checklist_of_last_year_is_saved_in_it(town: Town) -> None:
    town.go_to(JANUARY)
    agus = await town.reviewer("tatalaksana")
    await agus.walks("/evaluasi", press("Ketatalaksanaan 2026 (2)", "Mulai menilai"))
    card = await agus.presses("Semua wajib")
    assert "Ketatalaksanaan 2026 · sisa 1" in card["text"]
    assert [event.year for event in await town.events(HEALTH.code)] == [2026]


@pytest.mark.parametrize("typed", ["2026", "tahun lalu", "2026 kelembagaan", "tahun 2026"])
async def test_a_year_can_be_typed_as_for_iku(dewi: Talker, typed: str) -> None:
    assert "Evaluasi Tepat tugas dan fungsi 2026" in (await dewi.says(f"/evaluasi {typed}"))["text"]


@pytest.mark.parametrize("typed", ["2027", "tahun ini"])
async def test_the_present_year_too(dewi: Talker, typed: str) -> None:
    assert "Evaluasi Tepat tugas dan fungsi 2027" in (await dewi.says(f"/evaluasi {typed}"))["text"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2028", "Evaluasi 2028 belum bisa diisi, karena tahunnya belum mulai"),
        ("2025", "Evaluasi 2025 tidak bisa diisi lagi; yang bisa diisi hanya 2027 dan 2026"),
        ("1826", "saya belum memahami permintaan itu"),
        ("2026 tw4", "saya belum memahami permintaan itu"),
        ("2026 sakip", "bukan evaluasi Sub Bagian Anda"),
        ("2026 tatalaksana", "bukan evaluasi Sub Bagian Anda"),
        ("<b>apa</b>", "saya belum memahami permintaan itu"),
    ],
)
async def test_what_cannot_be_opened_is_refused_kindly(
    town: Town, dewi: Talker, typed: str, why: str
) -> None:
    assert why in (await dewi.says(f"/evaluasi {typed}"))["text"]
    assert await town.held(dewi) is None


async def test_a_closed_year_is_not_offered_and_says_so(town: Town, dewi: Talker) -> None:
    offered = await dewi.says("/evaluasi")
    await town.set_year("closed_at", CLOSED)
    assert "Tahun itu sudah ditutup" in (await dewi.presses("2026", offered))["text"]
    refused = (await dewi.says("/evaluasi 2026"))["text"]
    assert refused.startswith("Tahun 2026 sudah ditutup, jadi evaluasinya tidak bisa diubah.")
    assert await town.held(dewi) is None
    overview = await dewi.says("/evaluasi")
    assert overview["text"].startswith("Evaluasi Tepat tugas dan fungsi 2027\n")
    assert "Tahun 2026" not in labels(overview)


async def test_nobody_begins_what_a_closed_year_would_refuse(january: Town) -> None:
    kepala, town = await head_of_both(january), january
    await kepala.says("/evaluasi 2027 tatalaksana")
    await town.set_year("closed_at", CLOSED)
    before = await town.held(kepala)
    for data in (
        "zd:DINKES:2026",
        "zt:0:0:DINKES:2026:sop",
        "zo:kelembagaan:2026:DINKES",
        "zx:tatalaksana:2026",
    ):
        assert "sudah ditutup" in (await kepala.forges(data))["text"]
    assert await town.held(kepala) == before


async def test_last_year_is_offered_until_april_where_nobody_set_a_deadline(town: Town) -> None:
    dewi = await town.reviewer()
    town.go_to(wib(31, month=3, year=2027))
    assert "Tepat tugas dan fungsi 2026 (2)" in labels(await dewi.says("/evaluasi"))
    town.go_to(wib(1, month=4, year=2027))
    overview = await dewi.says("/evaluasi")
    assert overview["text"].startswith("Evaluasi Tepat tugas dan fungsi 2027\n")
    assert "Tahun 2026" not in labels(overview)
    assert "fungsi 2026" in (await dewi.says("/evaluasi tahun lalu"))["text"]


async def test_a_deadline_of_last_year_in_spring_is_pursued_as_reports_are(town: Town) -> None:
    await town.set_year("deadline.kelembagaan", "2027-03-31T16:00:00+07:00")
    dewi = await town.reviewer()
    town.go_to(wib(30, month=5, year=2027))
    assert "Tepat tugas dan fungsi 2026 (2)" in labels(await dewi.says("/evaluasi"))
    town.go_to(wib(31, month=5, year=2027))
    assert (await dewi.says("/evaluasi"))["text"].startswith("Evaluasi Tepat tugas dan fungsi 2027\n")


async def test_who_evaluates_both_sees_all_that_is_open(january: Town) -> None:
    kepala = await head_of_both(january)
    shown = labels(await kepala.says("/evaluasi"))
    assert shown == [
        "Tepat tugas dan fungsi 2026 (1)",
        "Ketatalaksanaan 2026 (2)",
        "Tepat tugas dan fungsi 2027 (1)",
        "Ketatalaksanaan 2027 (2)",
        "‹ Beranda",
    ]
    await kepala.presses("Ketatalaksanaan 2026")
    assert labels(await kepala.presses("Evaluasi lain")) == shown
    assert "Ketatalaksanaan 2026" in labels(await kepala.says("/evaluasi tatalaksana"))[0]


async def test_a_sheet_says_itself_of_which_year_it_is(town: Town, dewi: Talker) -> None:
    await dewi.says("/evaluasi 2026")
    content = filled(await town.download(await dewi.presses("Unduh isian")), {"D4": "Tepat"})
    await dewi.says("/evaluasi 2027")
    preview = await sent(town, dewi, content)
    assert preview["text"].startswith("Isian Tepat tugas dan fungsi 2026")
    assert "Evaluasi Tepat tugas dan fungsi 2026" in (await dewi.presses("Terapkan 1"))["text"]
    assert [event.year for event in await town.events(LIBRARY.code)] == [2026]
    town.pass_time(days=1)
    await dewi.says("/batal")
    assert (await sent(town, dewi, content, caption="/evaluasi"))["text"].startswith(
        "Isian Tepat tugas dan fungsi 2026"
    )


async def test_a_sheet_of_a_closed_year_is_refused(town: Town, dewi: Talker) -> None:
    await dewi.says("/evaluasi 2026")
    content = filled(await town.download(await dewi.presses("Unduh isian")), {"D4": "Tepat"})
    await town.set_year("closed_at", CLOSED)
    assert "untuk tahun “2026”, yang tidak bisa diisi sekarang" in (await sent(town, dewi, content))["text"]


async def test_the_morning_of_a_step_names_last_year_and_opens_it(town: Town, dewi: Talker) -> None:
    await listens(dewi)
    # H+7 of 31 December.
    said = await told(town, dewi, wib(7, month=1, year=2027))
    assert said is not None
    assert (
        "Evaluasi Sub Bagian\n⏰ Tepat tugas dan fungsi 2026: 1 OPD belum dinilai, "
        "tenggat 31 Desember 2026 pukul 16.00 WIB (7 hari lalu)"
    ) in said
    opened = await dewi.presses("Evaluasi")
    assert opened["text"].startswith("Evaluasi Tepat tugas dan fungsi 2026\n")


async def test_the_morning_says_nothing_of_a_closed_year(town: Town, dewi: Talker) -> None:
    await listens(dewi)
    await town.set_year("closed_at", CLOSED)
    assert "Evaluasi Sub Bagian" not in (await told(town, dewi, wib(7, month=1, year=2027)) or "")


async def test_evaluations_of_two_years_have_a_key_each(town: Town, dewi: Talker) -> None:
    await town.set_year("deadline.kelembagaan", "2027-01-14T16:00:00+07:00", 2027)
    await listens(dewi)
    said = await told(town, dewi, wib(7, month=1, year=2027)) or ""
    assert "Tepat tugas dan fungsi 2026: 1 OPD" in said
    assert "⬜ Tepat tugas dan fungsi: 1 OPD belum dinilai, tenggat 14 Januari 2027" in said
    assert labels(await dewi.card())[:2] == [
        "Evaluasi Tepat tugas dan fungsi 2026",
        "Evaluasi Tepat tugas dan fungsi 2027",
    ]
    assert "fungsi 2027\n" in (await dewi.presses("2027"))["text"]


async def test_what_is_complete_says_so_in_the_choice(january: Town) -> None:
    kepala = await head_of_both(january)
    await january.evaluated(LIBRARY.code, KEY, {"hasil": "tepat"})
    # Both results count in the new year, too, so nothing is left of either year.
    asked = await kepala.says("/evaluasi")
    assert "✅ Tepat tugas dan fungsi 2027: sudah lengkap" in asked["text"]
    assert labels(asked) == [
        "Ketatalaksanaan 2026 (2)",
        "Tepat tugas dan fungsi 2027",
        "Ketatalaksanaan 2027 (2)",
        "‹ Beranda",
    ]
