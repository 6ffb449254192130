"""A whole deadline cycle, from H-14 to H+7: who got what equals what `/gladi` foresaw."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import httpx
import pytest
from openpyxl import load_workbook

from bot.sample.calendar import deadlines
from bot.sample.people import NEVER_STARTED
from domain.language.dates import WIB
from domain.reminders.planned import MORNING
from storage.foreign.spreadsheets import Rows, rows_of
from tests.cycle.living import SUNDAY_EVENING, Living
from tests.cycle.reporting import IKM, SAKIP, reports
from tests.cycle.table import (
    Report,
    Told,
    arrived,
    foreseen,
    lists_arrived,
    lists_foreseen,
    rows_in,
    table,
    words_of,
)

pytestmark = [pytest.mark.cycle, pytest.mark.usefixtures("unhurried")]

ADMIN, YUNI, SITI, ARIF, HENDRA, UMI, BAYU = 1001, 1025, 1021, 1026, 1027, 1119, 1118
KASUBBAG = {1011: "Kasubbag Kelembagaan", 1012: "Kasubbag Tatalaksana", 1013: "Kasubbag Analisis jabatan"}
HEALTH = "Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana"
EDUCATION, KANIGARAN = "Dinas Pendidikan dan Kebudayaan", "Kecamatan Kanigaran"
WORKS = "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan dan Kawasan Permukiman"
PLANNING = "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan"

# After that morning's reminders: who reports what of which OPD, how, and what that settles.
ON_THE_WAY = {
    date(2026, 11, 24): (YUNI, "DIKBUD:sakip", SAKIP, (EDUCATION, "SAKIP")),
    date(2026, 11, 27): (UMI, "KEC-KADEMANGAN:sakip", SAKIP, ("Kecamatan Kademangan", "SAKIP")),
    date(2026, 11, 30): (SITI, "DINKES:sakip", SAKIP, (HEALTH, "SAKIP")),
    date(2026, 12, 2): (ARIF, "BAPPEDA:sakip", SAKIP, (PLANNING, "SAKIP")),
    date(2026, 12, 4): (BAYU, "PUPRPKP:ikm", IKM, (WORKS, "IKM")),
    date(2026, 12, 7): (HENDRA, "KEC-KANIGARAN:ikm", IKM, (KANIGARAN, "IKM")),
}


async def rehearsal(city: Living) -> bytes:
    """Go through `/gladi` as the admin and return the sheet of all deadlines."""
    people = city.people
    sent = await people.text(ADMIN, "/gladi")
    card = await people.wait_for(
        ADMIN, lambda message: "Gladi" in words_of(message), after=sent["message_id"]
    )
    await people.press(ADMIN, card["message_id"], "Semua tenggat 2026")
    await people.wait_for(ADMIN, lambda message: "Unduh XLSX" in str(message.get("keyboard")))
    await people.press(ADMIN, card["message_id"], "Unduh XLSX")
    sheet = await people.wait_for(ADMIN, lambda message: "document" in message, after=card["message_id"])
    async with httpx.AsyncClient(trust_env=False) as client:
        file = await client.get(f"{city.simulator.url}/sim/files/{sheet['document']['file_id']}")
    return file.content


@pytest.mark.endurance
@pytest.mark.timeout(300)
async def test_what_arrives_is_what_was_foreseen_less_what_was_reported(
    city: Living, show: Callable[[str], None]
) -> None:
    book = await rehearsal(city)
    rows, late = rows_in(rows_of(book)), sheet_of(book, "Daftar terlambat")
    opds = {row.report[0] for row in rows}
    readers = {one["id"]: f"{one['first_name']} {one['last_name']}" for one in await city.people.all()}
    told: Told = {}
    lists: Told = {}
    reported: dict[Report, datetime] = {}
    for at in moments(max(row.day for row in rows)):
        messages = await city.move_to(at)
        came = arrived(messages, readers, opds)
        assert {day for day, _ in came} <= ({at.date()} if at.time() == MORNING else set())
        told |= came
        lists |= lists_arrived(messages, KASUBBAG, lists_foreseen(late, reported))
        if at.time() == MORNING and at.date() in ON_THE_WAY:
            person, pressed, answers, report = ON_THE_WAY[at.date()]
            await reports(city.people, person, pressed, answers)
            reported[report] = at
    first = foreseen(rows, {})
    show(table(told, first))
    show(
        f"  foreseen {len(first)} reminders; {len(reported)} reports came in on the way; {len(told)} arrived,"
        f" and {len(lists)} lists of late OPD"
    )
    assert told == foreseen(rows, reported)
    assert lists == lists_foreseen(late, reported)
    assert {reader for _, reader in lists} == set(KASUBBAG.values())
    assert len(told) < len(first)
    assert {row.clock for row in rows} == {"08.00"}
    assert await city.people.messages(NEVER_STARTED[0].telegram_id) == []


def sheet_of(book: bytes, name: str) -> Rows:
    rows = load_workbook(io.BytesIO(book))[name].iter_rows(values_only=True)
    return [[str(cell.date() if isinstance(cell, datetime) else cell or "") for cell in row] for row in rows]


def moments(last: date) -> list[datetime]:
    """Return every morning up to the last step of all, those with nothing to tell too, and every deadline."""
    first = SUNDAY_EVENING.date()
    mornings = [
        datetime.combine(first + timedelta(days=number), MORNING, tzinfo=WIB)
        for number in range(1, (last - first).days + 2)
    ]
    return sorted({*mornings, *deadlines(SUNDAY_EVENING).values()})
