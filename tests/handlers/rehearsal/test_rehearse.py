"""`/gladi`: a dry run of the reminders, as a calendar, a day's people, and a sheet. It sends nothing."""

from datetime import datetime, timedelta

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role, Unreachable
from domain.reminders.planned import Item, Reminder, Why
from storage.foreign.spreadsheets import rows_of
from tests.handlers.admins import admin_of
from tests.handlers.evaluation_files.sheets import opened
from tests.handlers.years.yearly import NEW_YEAR, closes, reported
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

SAKIP_DUE, IKM_DUE = "2026-12-02T16:00:00+07:00", "2026-12-09T16:00:00+07:00"


async def with_deadlines(town: Town) -> Talker:
    await town.set_year("deadline.sakip", SAKIP_DUE)
    await town.set_year("deadline.ikm", IKM_DUE)
    return await admin_of(town)


async def cannot_be_reached(town: Town, talker: Talker, why: Unreachable) -> None:
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        await uow.people.unreachable(person.id, why, town.now)
        await uow.commit()


async def rehearses(admin: Talker, label: str) -> Json:
    await admin.says("/gladi")
    return await admin.presses(label)


async def test_the_deadlines_that_there_are_can_be_rehearsed(town: Town) -> None:
    admin = await with_deadlines(town)
    shown = await admin.says("/gladi")
    assert shown["text"].endswith(
        "Tenggat 2026\nSAKIP: 2 Des 2026 16.00 WIB\nIKM: 9 Des 2026 16.00 WIB\n"
        "Analisis jabatan: belum ada tenggat"
    )
    assert labels(shown) == ["Semua tenggat 2026", "SAKIP", "IKM", "‹ Beranda"]


async def test_one_deadline_as_a_calendar(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator()
    await town.operator(1004, "Eka", HEALTH.code, LIBRARY.code)
    shown = await rehearses(admin, "SAKIP")
    assert shown["text"] == (
        "Gladi pengingat 2026\nSAKIP baik · tenggat 2 Desember 2026 pukul 16.00 WIB\n\n"
        "Rabu 25 Nov 08.00 · H‑7\n2 orang dari 2 OPD: SAKIP\n\n"
        "Jumat 27 Nov 08.00 · H‑3 (dari Minggu)\n2 orang dari 2 OPD: SAKIP\n\n"
        "Selasa 1 Des 08.00 · H‑1\n2 orang dari 2 OPD: SAKIP\n\n"
        "Rabu 2 Des 08.00 · hari‑H\n2 orang dari 2 OPD: SAKIP\n\n"
        "Kamis 3 Des 08.00 · H+1\n2 orang dari 2 OPD: SAKIP\n"
        "Kasubbag Kelembagaan: daftar yang terlambat (2 OPD)\n\n"
        "Rabu 9 Des 08.00 · H+7\n2 orang dari 2 OPD: SAKIP\n\n"
        "Bila tidak ada lagi yang melapor. Gladi tidak mengirim apa pun."
    )
    days = ["25 Nov", "27 Nov", "1 Des", "2 Des", "3 Des", "9 Des"]
    assert labels(shown) == [*days, "Unduh XLSX", "‹ Tenggat lain", "‹ Beranda"]


async def test_a_day_opens_to_its_people_with_everything_they_would_read(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator(1001, "Siti <3")
    await town.operator(1004, "Eka", HEALTH.code, LIBRARY.code)
    calendar = await rehearses(admin, "SAKIP")
    shown = await admin.presses("3 Des", calendar)
    also = "SAKIP H+1; juga IKM, Analisis jabatan"
    assert shown["text"] == (
        "Kamis, 3 Desember 2026 pukul 08.00 WIB\n2 orang dari 2 OPD\n\n"
        f"Siti <3\n{HEALTH.code}: {also}\n\n"
        f"Eka\n{HEALTH.code}: {also}\n{LIBRARY.code}: {also}\n\n"
        "Kasubbag Kelembagaan: daftar yang terlambat (2 OPD)"
    )
    assert (await admin.presses("‹ Kalender"))["text"] == calendar["text"]


async def test_all_deadlines_of_the_year_are_told_in_one_message_a_day(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator()
    first = await rehearses(admin, "Semua tenggat 2026")
    assert "Rabu 25 Nov 08.00\n1 orang dari 1 OPD: SAKIP H‑7, IKM H‑14\n" in first["text"]
    assert first["text"].startswith("Gladi pengingat 2026\nTenggat: SAKIP 2 Des · IKM 9 Des\n\n")
    assert first["text"].count("08.00") == 4
    assert labels(first)[4:7] == ["·", "1/3", "›"]
    second = await admin.presses("›")
    assert "Rabu 9 Des 08.00\n1 orang dari 1 OPD: SAKIP H+7, IKM hari‑H\n" in second["text"]
    last = await admin.presses("›")
    assert last["text"].count("08.00") == 2
    assert "Kamis 10 Des 08.00 · H+1\n1 orang dari 1 OPD: IKM\nKasubbag Tatalaksana: " in last["text"]


async def test_who_has_reported_is_not_in_it_and_nothing_is_sent(town: Town) -> None:
    admin = await with_deadlines(town)
    siti = await town.operator()
    await town.operator(1004, "Eka", LIBRARY.code)
    await siti.reports_sakip()
    before = [len(await siti.chat()), len(town.storage.tables.notices)]
    shown = await rehearses(admin, "SAKIP")
    assert "1 orang dari 1 OPD: SAKIP" in shown["text"]
    assert f"{LIBRARY.code}: SAKIP H‑7" in (await admin.presses("25 Nov"))["text"]
    await town.send_notices()
    assert [len(await siti.chat()), len(town.storage.tables.notices)] == before
    assert town.storage.tables.reminders == {}


async def test_what_will_never_arrive_is_named_with_the_reason(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.found_opds(1)
    blocked, absent = await town.operator(), await town.operator(1004, "Eka", LIBRARY.code)
    await cannot_be_reached(town, blocked, Unreachable.BLOCKED)
    await cannot_be_reached(town, absent, Unreachable.NEVER_STARTED)
    shown = await rehearses(admin, "SAKIP")
    assert "orang dari" not in shown["text"]
    assert "⚠️ Tidak akan sampai: 2 orang, 1 OPD tanpa operator" in shown["text"]
    named = await admin.presses("Tak sampai (3)")
    assert named["text"].startswith(
        f"Tidak akan sampai (3)\n\n• Siti ({HEALTH.code}) – memblokir bot\n"
        f"• Eka ({LIBRARY.code}) – belum pernah memulai bot\n• OPD0 – belum ada operator\n\n"
    )
    assert (await admin.presses("‹ Kalender"))["text"] == shown["text"]


async def test_the_sheet_has_a_row_for_everything_a_message_names(town: Town) -> None:
    admin = await with_deadlines(town)
    siti = await town.operator(1001, '=HYPERLINK("x")')
    eka = await town.operator(1004, "Eka", LIBRARY.code)
    await cannot_be_reached(town, eka, Unreachable.BLOCKED)
    await rehearses(admin, "SAKIP")
    sheet = await admin.presses("Unduh XLSX")
    assert sheet["document"]["file_name"] == "Gladi pengingat SAKIP 2026.xlsx"
    content = await town.download(sheet)
    rows = rows_of(content, formula="RUMUS")
    assert rows[0] == ["Tanggal", "Jam", "Hari", "Nama", "OPD", "Laporan", "Langkah", "Tenggat"]
    name, due = (await town.person(siti)).name, "2 Desember 2026 pukul 16.00 WIB"
    friday = ["2026-11-27", "08.00", "Jumat", name, HEALTH.name]
    assert [row for row in rows if row[0] == "2026-11-27"] == [
        [*friday, "SAKIP", "H-3 (dari Minggu)", due],
        [*friday, "IKM", "ikut disebut", "9 Desember 2026 pukul 16.00 WIB"],
        [*friday, "Analisis jabatan", "ikut disebut", "belum ada tenggat"],
    ]
    book = opened(content)
    assert book.sheetnames == ["Pengingat", "Daftar terlambat", "Tidak akan sampai"]
    assert (book["Pengingat"]["D2"].data_type, book["Pengingat"]["D2"].quotePrefix) == ("s", True)
    late = [[cell.value for cell in row][1:] for row in book["Daftar terlambat"].iter_rows(min_row=2)]
    assert late == [
        ["08.00", "Kamis", "Kasubbag Kelembagaan", "SAKIP", opd.name, due] for opd in (HEALTH, LIBRARY)
    ]
    never = [[cell.value for cell in row] for row in book["Tidak akan sampai"].iter_rows(min_row=2)]
    assert never == [["Eka", LIBRARY.name, "memblokir bot"]]


async def test_a_step_that_was_missed_is_made_up_for_now(town: Town) -> None:
    await town.set_year("deadline.sakip", SAKIP_DUE)
    admin = await admin_of(town)
    await town.operator()
    town.pass_time(days=3)
    shown = await rehearses(admin, "SAKIP")
    assert "Kamis 26 Nov 09.15 · H‑7 (susulan)\n1 orang dari 1 OPD: SAKIP\n" in shown["text"]


async def test_a_snooze_stands_at_the_hour_that_was_asked_for(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator()
    dewi = await town.person(await town.operator(1002, "Dewi"))
    async with town.storage.uow() as uow:
        due = datetime.fromisoformat(SAKIP_DUE)
        said = Item(opd=HEALTH.code, indicator=IndicatorKey.SAKIP, year=2026, due=due, step=None)
        line = await uow.reminders.add(Reminder(person=dewi.id, why=Why.STEP, items=(said,)), town.now)
        await uow.reminders.snooze(line.id, town.now + timedelta(hours=2))
        await uow.commit()
    shown = await rehearses(admin, "SAKIP")
    assert "Senin 23 Nov 11.15\n1 orang dari 1 OPD: diminta lagi\n" in shown["text"]
    opened_day = await admin.presses("23 Nov")
    assert f"Dewi\n{HEALTH.code}: SAKIP, IKM, Analisis jabatan" in opened_day["text"]


@pytest.mark.parametrize(
    ("deadlines", "reports", "later", "said"),
    [
        ({}, False, 0, "Belum ada tenggat; tetapkan lewat /tenggat."),
        ({"deadline.sakip": SAKIP_DUE}, True, 0, "semua laporannya sudah masuk"),
        ({"deadline.sakip": SAKIP_DUE}, False, 30, "semua langkahnya sudah lewat"),
    ],
)
async def test_an_empty_calendar_says_why(
    town: Town, deadlines: dict[str, str], reports: bool, later: int, said: str
) -> None:
    for key, value in deadlines.items():
        await town.set_year(key, value)
    admin, siti = await admin_of(town), await town.operator()
    await town.close_opd(LIBRARY)
    if reports:
        await siti.reports_sakip()
    town.pass_time(days=later)
    await admin.says("/gladi")
    shown = await admin.forges("gk:2026:sakip:0")
    assert said in shown["text"]
    assert "Unduh XLSX" not in labels(shown)


async def test_a_day_that_nobody_is_left_on_leads_back_to_the_calendar(town: Town) -> None:
    admin = await with_deadlines(town)
    siti = await town.operator()
    await town.close_opd(LIBRARY)
    calendar = await rehearses(admin, "SAKIP")
    await siti.reports_sakip()
    shown = await admin.presses("25 Nov", calendar)
    assert shown["text"].startswith("⚠️ Pada hari itu tidak ada pengingat lagi.\n\nGladi pengingat 2026")


async def test_what_is_left_of_last_year_is_rehearsed_too(town: Town) -> None:
    await town.set_year("deadline.ikm", "2026-12-30T16:00:00+07:00")
    admin, siti = await admin_of(town), await town.operator()
    town.now = datetime.fromisoformat("2027-01-04T09:15:00+07:00")
    shown = await admin.says("/gladi")
    assert labels(shown) == ["Semua tenggat 2026", "IKM", "‹ Beranda"]
    assert "Rabu 6 Jan 08.00 · H+7\n1 orang dari 1 OPD: IKM" in (await admin.presses("IKM"))["text"]
    await reported(town, siti)
    town.now = NEW_YEAR
    await closes(admin)
    assert "Tahun 2026 sudah ditutup" in (await admin.forges("gk:2026:ikm:0"))["text"]


async def test_a_deadline_of_ones_own_is_counted(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator()
    await town.set_year(f"extension.sakip.{HEALTH.code}", "2026-12-16T16:00:00+07:00")
    shown = await rehearses(admin, "SAKIP")
    assert "pukul 16.00 WIB\n1 OPD dengan tenggat sendiri\n\n" in shown["text"]
    assert "Rabu 2 Des 08.00 · H‑14\n1 orang dari 1 OPD: SAKIP" in shown["text"]


async def test_an_extension_that_everybody_has_got_meanwhile_is_no_deadline_of_its_own(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator()
    await town.set_year(f"extension.sakip.{HEALTH.code}", "2026-12-04T16:00:00+07:00")
    await town.set_year("deadline.sakip", "2026-12-04T16:00:00+07:00")
    assert "dengan tenggat sendiri" not in (await rehearses(admin, "SAKIP"))["text"]
    assert "dengan tenggat sendiri" not in (await rehearses(admin, "Semua tenggat 2026"))["text"]


async def test_a_step_that_was_moved_for_some_only_is_named_once(town: Town) -> None:
    admin = await with_deadlines(town)
    await town.operator()
    await town.operator(1004, "Eka", LIBRARY.code)
    await town.set_year(f"extension.sakip.{HEALTH.code}", "2026-12-05T16:00:00+07:00")
    await town.set_year(f"extension.sakip.{LIBRARY.code}", "2026-12-04T16:00:00+07:00")
    shown = await rehearses(admin, "SAKIP")
    assert "Jumat 27 Nov 08.00 · H‑7\n2 orang dari 2 OPD: SAKIP\n" in shown["text"]


@pytest.mark.parametrize(
    "data", ["gk:2026:kelembagaan:0", "gk:2020::0", "gd:2026:sakip:99:0", "gd:2026:sakip:20261399:0"]
)
async def test_a_forged_button_is_refused(town: Town, data: str) -> None:
    admin = await with_deadlines(town)
    await admin.says("/gladi")
    assert "sudah tidak berlaku" in (await admin.forges(data))["text"]


@pytest.mark.parametrize("grant", [Grant(Role.PIMPINAN), Grant(Role.OPERATOR, HEALTH.code)])
async def test_others_see_nothing_of_it(town: Town, grant: Grant) -> None:
    await with_deadlines(town)
    someone = await town.talker(4001, "Lain", grant)
    assert "bukan untuk peran Anda" in (await someone.says("/gladi"))["text"]
    assert "Hanya admin bot" in (await someone.forges("gk:2026:sakip:0"))["text"]
