"""`/belum`: who still owes what, by when, and whether anybody there can be reached."""

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from tests.handlers.morning.mornings import wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels


async def verifikator(town: Town, unit: str = "kelembagaan") -> Talker:
    return await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, unit))


async def test_a_verifikator_sees_the_own_sub_bagian_first(town: Town) -> None:
    await town.set_year("deadline.ikm", "2026-12-31T16:00:00+07:00")
    await town.operator()
    dewi = await verifikator(town, "tatalaksana")
    shown = await dewi.says("/belum")
    assert shown["text"] == (
        "Belum lapor 2026 · Tatalaksana\n\n"
        "IKM · 2 dari 2 OPD belum lapor\ntenggat 31 Des pukul 16.00 (38 hari lagi)\n\n"
        "Ketatalaksanaan · 2 belum dinilai\nbelum ada tenggat\n\n"
        "Tanpa operator: DISPERPUSIP"
    )
    assert labels(shown) == [
        "⬜ DINKES", "⬜ DISPERPUSIP", "Unduh daftar", "Belum dinilai", "Kelembagaan", "Analisis jabatan",
        "Sematkan", "‹ Beranda",
    ]  # fmt: skip
    other = await dewi.presses("Analisis jabatan")
    assert other["message_id"] == shown["message_id"]
    assert other["text"].startswith("Belum lapor 2026 · Analisis jabatan\n")


async def test_what_the_sub_bagian_evaluates_itself_is_listed_apart(town: Town) -> None:
    await town.evaluated(HEALTH.code, IndicatorKey.KETATALAKSANAAN, {"sop": "unmet"})
    dewi = await verifikator(town, "tatalaksana")
    await dewi.says("/belum")
    shown = await dewi.presses("Belum dinilai")
    assert shown["text"] == (
        "Belum lapor 2026 · Tatalaksana\n\nKetatalaksanaan · 1 belum dinilai\nbelum ada tenggat"
    )
    assert labels(shown) == [
        "⬜ DISPERPUSIP",
        "Tatalaksana",
        "Kelembagaan",
        "Analisis jabatan",
        "Sematkan",
        "‹ Beranda",
    ]
    assert "Ketatalaksanaan · belum dinilai Sub Bagian" in (await dewi.presses("⬜ DISPERPUSIP"))["text"]
    assert (await dewi.presses("‹ Belum lapor"))["text"] == shown["text"]


async def test_who_has_reported_is_no_longer_listed(town: Town, eka: Talker, siti: Talker) -> None:
    dewi = await verifikator(town)
    before = await dewi.says("/belum")
    assert "SAKIP · 2 dari 2 OPD belum lapor" in before["text"]
    await siti.reports_sakip()
    after = await dewi.says("/belum")
    assert "SAKIP · 1 dari 2 OPD belum lapor\nbelum ada tenggat\n" in after["text"]
    assert labels(after)[:3] == ["⬜ DISPERPUSIP", "Unduh daftar", "Belum dinilai"]
    await eka.reports_sakip()
    done = await dewi.says("/belum")
    assert "✅ SAKIP · sudah lengkap\n\n" in done["text"]
    assert "Tanpa operator" not in done["text"]


@pytest.mark.parametrize(
    ("due", "said", "icon"),
    [
        ("2026-11-20T16:00:00+07:00", "lewat tenggat 20 Nov pukul 16.00 (3 hari lalu)", "⏰"),
        ("2026-11-23T08:00:00+07:00", "lewat tenggat 23 Nov pukul 08.00\n", "⏰"),
        ("2026-11-23T16:00:00+07:00", "tenggat hari ini pukul 16.00", "⬜"),
        ("2026-11-24T16:00:00+07:00", "tenggat 24 Nov pukul 16.00 (besok)", "⬜"),
    ],
)
async def test_the_deadline_says_what_is_left_or_how_late_it_is(
    town: Town, due: str, said: str, icon: str
) -> None:
    await town.set_year("deadline.sakip", due)
    dewi = await verifikator(town)
    shown = await dewi.says("/belum")
    assert said in shown["text"]
    assert "Tanpa operator: DINKES, DISPERPUSIP" in shown["text"]
    assert labels(shown)[:2] == [f"{icon} DINKES", f"{icon} DISPERPUSIP"]


async def test_a_report_that_was_returned_was_reported(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await town.send_back(HEALTH.code, "Nilai keliru")
    assert "SAKIP · 1 dari 2 OPD belum lapor · 1 perlu perbaikan\n" in (await dewi.says("/belum"))["text"]
    assert "⬜ SAKIP · 1 OPD belum lapor · 1 perlu perbaikan\n" in (await dewi.says("/menu"))["text"]


async def test_a_pimpinan_sees_every_sub_bagian(boss: Talker) -> None:
    assert "2026 · Kelembagaan\n" in (await boss.says("/belum"))["text"]
    assert "2026 · Tatalaksana\n" in (await boss.presses("Tatalaksana"))["text"]


async def test_a_long_list_is_paged(town: Town) -> None:
    await town.found_opds(20)
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    await boss.says("/belum")
    first = await boss.presses("Analisis jabatan")
    assert sum("⬜" in label for label in labels(first)) == 8
    assert labels(first)[8:11] == ["·", "1/3", "›"]
    await boss.presses("›")
    last = await boss.presses("›")
    assert sum("⬜" in label for label in labels(last)) == 6
    assert "Analisis jabatan · 22 dari 22 OPD belum lapor" in last["text"]
    assert "Tanpa operator: DINKES, DISPERPUSIP, OPD0, OPD1 dan 18 lainnya" in last["text"]
    await boss.presses("⬜ OPD9" if "⬜ OPD9" in labels(last) else "⬜ DISPERPUSIP")
    assert labels(await boss.presses("‹ Belum lapor")) == labels(last)


@pytest.mark.parametrize("grant", [Grant(Role.OPERATOR, HEALTH.code), Grant(Role.ADMIN)])
async def test_others_are_refused_by_command_and_by_button(town: Town, grant: Grant) -> None:
    someone = await town.talker(4001, "Lain", grant)
    assert "bukan untuk peran Anda" in (await someone.says("/belum"))["text"]
    said = await someone.forges("kb:anjab:0:0")
    assert HEALTH.name not in said["text"]
    assert "Belum lapor" not in said["text"]


async def test_a_sub_bagian_that_there_is_not_is_refused(town: Town) -> None:
    dewi = await verifikator(town)
    await dewi.says("/belum")
    for data in (
        "kb:nothing:0:0",
        "kb:kelembagaan:2024:0",
        "kb:kelembagaan:2027:0",
        "kb:kelembagaan:0",
        "kb:i.nothing:0:0",
        "kb:sakip:0:0",
        "ko:DINKES:2024:sakip:0",
        "ku:DINKES:2024:anjab:0",
    ):
        assert "sudah tidak berlaku" in (await dewi.forges(data))["text"]


async def test_an_end_of_the_role_holds_at_the_next_press(town: Town) -> None:
    dewi = await verifikator(town)
    card = await dewi.says("/belum")
    opened = await dewi.presses("⬜ DINKES")
    person = await town.person(dewi)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, Grant(Role.OPERATOR, HEALTH.code), by=None, at=town.now)
        await uow.people.end(person.id, Grant(Role.VERIFIKATOR, "kelembagaan"), by=None, at=town.now)
        await uow.commit()
    for data in ("kb:kelembagaan:0:0", "ko:DINKES:2026:kelembagaan:0", "ku:DINKES:2026:kelembagaan:0"):
        said = await dewi.forges(data)
        assert said["message_id"] != card["message_id"]
        assert "Belum lapor" not in said["text"]
    assert opened["message_id"] == card["message_id"]


@pytest.fixture
async def january(town: Town) -> Town:
    """A Tuesday after New Year; one of two OPD has reported SAKIP of 2026, whose deadline has passed."""
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    await (await town.operator()).reports_sakip()
    town.go_to(wib(5, month=1, year=2027))
    return town


async def test_after_new_year_it_shows_what_is_still_asked_for_of_last_year(january: Town) -> None:
    dewi = await verifikator(january)
    shown = await dewi.says("/belum")
    assert shown["text"].startswith("Belum lapor 2026 · Kelembagaan\n")
    assert (
        "SAKIP · 1 dari 2 OPD belum lapor\nlewat tenggat 31 Des 2026 pukul 16.00 (5 hari lalu)\n"
    ) in shown["text"]
    assert "Tanpa operator: DISPERPUSIP" in shown["text"]
    assert labels(shown)[0] == "⏰ DISPERPUSIP"
    assert labels(shown)[-3:] == ["Tahun 2027", "Sematkan", "‹ Beranda"]
    this_year = await dewi.presses("Tahun 2027")
    assert "Belum lapor 2027" in this_year["text"]
    assert "Belum lapor 2026" in (await dewi.presses("Tahun 2026"))["text"]


async def test_when_nothing_of_last_year_is_asked_for_any_more_it_shows_the_present_one(
    january: Town,
) -> None:
    dewi = await verifikator(january)
    january.go_to(wib(2, month=3, year=2027))
    shown = await dewi.says("/belum")
    assert shown["text"].startswith("Belum lapor 2027 · Kelembagaan\n")
    assert "Tahun 2026" in labels(shown)
    january.go_to(wib(1, month=4, year=2027))
    assert "Tahun 2026" not in labels(await dewi.says("/belum"))


async def test_a_closed_year_owes_nothing(january: Town) -> None:
    dewi = await verifikator(january)
    shown = await dewi.says("/belum")
    await january.set_year("closed_at", "2027-01-05T08:00:00+07:00")
    assert "sudah ditutup" in (await dewi.presses("⏰ DISPERPUSIP", shown))["text"]
    assert "sudah ditutup" in (await dewi.forges("kb:kelembagaan:2026:0"))["text"]
    again = await dewi.says("/belum")
    assert again["text"].startswith("Belum lapor 2027 · Kelembagaan\n")
    assert "Tahun 2026" not in labels(again)


async def test_an_opd_that_ended_with_the_year_is_not_asked_for_its_report(january: Town) -> None:
    await january.close_opd(LIBRARY)
    dewi = await verifikator(january)
    await dewi.says("/belum")
    assert "⏰ DISPERPUSIP" not in labels(await dewi.forges("kb:anjab:2026:0"))


async def test_a_report_or_a_year_behind_the_command_goes_straight_there(january: Town) -> None:
    boss = await january.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    assert (await boss.says("/belum ikm 2027"))["text"].startswith(
        "Belum lapor 2027 · Tatalaksana\n\nIKM · 2 dari 2 OPD belum lapor\n"
    )
    shown = await boss.says("/belum sakip")
    assert shown["text"].startswith("Belum lapor 2026 · Kelembagaan\n\nSAKIP · 1 dari 2")
    assert "Tepat tugas" not in shown["text"]
    assert labels(shown)[:4] == ["⏰ DISPERPUSIP", "Nota dinas", "Unduh daftar", "Kelembagaan"]


async def test_words_behind_the_command_search_the_opd_that_owe_anything(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    found = await boss.says("/belum kesehatan")
    assert found["text"] == "Belum lapor 2026\n\n1 OPD cocok dengan “kesehatan”."
    assert labels(found) == ["⬜ DINKES", "‹ Semua", "‹ Beranda"]
    assert "Dinas Kesehatan" in (await boss.presses("⬜ DINKES"))["text"]
    nothing = await boss.says("/belum <kebun>")
    assert "Tidak ada OPD yang belum lapor dan cocok dengan “<kebun>”" in nothing["text"]
    await town.found_opds(20)
    many = await boss.says("/belum dinas")
    assert "22 OPD cocok dengan “dinas”. Ini 8 yang pertama" in many["text"]
