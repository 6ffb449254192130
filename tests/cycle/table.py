"""Who is told what on which day: as the rehearsal's sheet foresees it, as it arrives, and as a table."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handlers.spreadsheets import Rows
from simulator.client import Json

Report = tuple[str, str]
"""The names of an OPD and of what it reports."""
Told = dict[tuple[date, str], frozenset[Report]]
"""The reports that one message names, by its day and its reader."""

_NAMED = re.compile(r"^\W+ (SAKIP|IKM|Analisis jabatan) – (?!sudah dilaporkan)")
REMINDER = "⏰ Pengingat laporan"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet. `is_reason`: its step is why the message comes; else it is only named along."""

    day: date
    clock: str
    reader: str
    report: Report
    is_reason: bool


def rows_in(sheet: Rows) -> list[Row]:
    """Return what `/gladi` foresees: Tanggal, Jam, Hari, Nama, OPD, Laporan, Langkah, Tenggat."""
    return [
        Row(date.fromisoformat(day), clock, reader, (opd, report), step.upper().startswith(("H", "HARI")))
        for day, clock, _, reader, opd, report, step, _ in sheet[1:]
    ]


def foreseen(rows: Iterable[Row], reported: Mapping[Report, datetime]) -> Told:
    """Return the messages of these rows without what was reported before them, and without its messages."""
    messages = defaultdict[tuple[date, str], list[Row]](list)
    for row in rows:
        at = reported.get(row.report)
        if at is None or row.day <= at.date():
            messages[row.day, row.reader].append(row)
    return {
        key: frozenset(row.report for row in left)
        for key, left in messages.items()
        if any(row.is_reason for row in left)
    }


def arrived(messages: Iterable[Json], readers: Mapping[int, str], opds: Iterable[str]) -> Told:
    """Return the reminders among these messages."""
    names = sorted(opds, key=len, reverse=True)
    told: Told = {}
    for message in messages:
        if message["text"].startswith(REMINDER):
            key = datetime.fromisoformat(message["date"]).date(), readers[message["person_id"]]
            assert key not in told, f"two reminders on one day: {key}"
            told[key] = _reports(message["text"], names)
    return told


def _reports(text: str, opds: list[str]) -> frozenset[Report]:
    """Return what a reminder names: below each OPD's name, or of the one OPD in its first sentence."""
    opd = next((name for name in opds if f" {name} masih perlu mengirim:" in text), "")
    found = set()
    for line in text.splitlines():
        if line in opds:
            opd = line
        elif named := _NAMED.match(line):
            found.add((opd, named[1]))
    return frozenset(found)


def table(told: Told, first: Told) -> str:
    """Return a line for each reader, a column for each day.

    S(AKIP), I(KM), A(nalisis jabatan) are the reports that arrived as named; ✓: foreseen at first, and spared
    because everything was reported meanwhile.
    """
    days = sorted({day for day, _ in first | told})
    lines = [" " * 19 + "".join(f"{day:%d.%m}".ljust(8) for day in days)]
    for reader in sorted({reader for _, reader in first | told}):
        cells = (
            _initials(told[day, reader]) if (day, reader) in told else "✓" if (day, reader) in first else "·"
            for day in days
        )
        lines.append(f"{reader:<19}" + "".join(cell.ljust(8) for cell in cells).rstrip())
    return "\n".join(lines)


def _initials(reports: frozenset[Report]) -> str:
    by_opd = defaultdict[str, list[str]](list)
    for opd, report in reports:
        by_opd[opd].append(report[0])
    return "+".join("".join(sorted(one, key="SIA".index)) for _, one in sorted(by_opd.items()))
