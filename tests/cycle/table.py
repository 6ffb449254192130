"""Who is told what on which day: as the rehearsal's sheet foresees it, as it arrives, and as a table."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from domain.units.list import opds_from
from simulator.client import Json
from storage.foreign.spreadsheets import Rows, rows_of

Report = tuple[str, str]
"""The names of an OPD and of what it reports."""
Told = dict[tuple[date, str], frozenset[Report]]
"""The reports that one message names, by its day and its reader."""

_NAMED = re.compile(r"^\W+ (SAKIP|IKM|Analisis jabatan) – (?!sudah dilaporkan)")
REMINDER = "Pengingat laporan"
_LATE = re.compile(r"(SAKIP|IKM|Analisis jabatan) lewat tenggat")
_MORE = re.compile(r"dan (\d+) OPD lain")
_SAID = re.compile(r" \([^)]*\)")
"""What an OPD has said of it stands behind its name: "(belum terbit, perkiraan Des 2026)"."""
_LATE_OPDS = re.compile(r"\d+ OPD (?:belum lapor|perlu perbaikan): (.+)")
_NAME_OF = {
    opd.short_name: opd.name
    for opd in opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes()))
}


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


def lists_foreseen(sheet: Rows, reported: Mapping[Report, datetime]) -> Told:
    """Return the lists of late OPD: Tanggal, Jam, Hari, Kepada, Laporan, OPD, Tenggat."""
    told = defaultdict[tuple[date, str], set[Report]](set)
    for day, _, _, reader, report, opd, _ in sheet[1:]:
        at = reported.get((opd, report))
        if at is None or date.fromisoformat(day) <= at.date():
            told[date.fromisoformat(day), reader].add((opd, report))
    return {key: frozenset(reports) for key, reports in told.items()}


def lists_arrived(messages: Iterable[Json], readers: Mapping[int, str], expected: Told) -> Told:
    """Return the lists of late OPD among these messages; `readers` are those whom they are for.

    A message has room for so many names and counts the rest, "dan 2 OPD lain": if their number is right they
    are taken from what is expected.
    """
    told: Told = {}
    for message in messages:
        named, unnamed = _late(words_of(message))
        if named and message["person_id"] in readers:
            key = datetime.fromisoformat(message["date"]).date(), readers[message["person_id"]]
            assert key not in told, f"two lists on one day: {key}"
            rest = expected.get(key, frozenset()) - named
            told[key] = named | rest if len(rest) == unnamed else named
    return told


def words_of(message: Json) -> str:
    """Return what a message says: a morning's may stand below a picture."""
    return str(message.get("text") or message.get("caption") or "")


def _late(text: str) -> tuple[frozenset[Report], int]:
    """Return who is named as late with what, and how many more are only counted."""
    found, unnamed = set(), 0
    for paragraph in text.split("\n\n"):
        first, *lines = paragraph.splitlines()
        if report := _LATE.fullmatch(first):
            listed = [of[1] for line in lines if (of := _LATE_OPDS.fullmatch(line))]
            names = [name for one in listed for name in _SAID.sub("", one).split(", ")]
            found |= {(_NAME_OF[name], report[1]) for name in names if not _MORE.fullmatch(name)}
            unnamed += sum(int(more[1]) for name in names if (more := _MORE.fullmatch(name)))
    return frozenset(found), unnamed


def arrived(messages: Iterable[Json], readers: Mapping[int, str], opds: Iterable[str]) -> Told:
    """Return the reminders among these messages."""
    names = sorted(opds, key=len, reverse=True)
    told: Told = {}
    for message in messages:
        if any(line.startswith(REMINDER) for line in words_of(message).splitlines()):
            key = datetime.fromisoformat(message["date"]).date(), readers[message["person_id"]]
            assert key not in told, f"two reminders on one day: {key}"
            told[key] = _reports(words_of(message), names)
    return told


def _reports(text: str, opds: list[str]) -> frozenset[Report]:
    """Return what a reminder names below each OPD's name, or beside its heading where there is only one."""
    opd, found = "", set[Report]()
    for line in text.splitlines():
        if line.startswith(REMINDER):
            opd = line.partition(" · ")[2]
        elif line in opds:
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
