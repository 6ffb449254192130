"""The evidence of what was verified, for whoever audits it: which files, where they lie, what proves them.

Only what counts is in it: the reports that the figures of its position stand on. It comes in parts of which
each is whole by itself: with its own index, its own sums, and the audit trail of its own reports.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from domain.documents.position import Position
from domain.documents.results import result_of, verdicts
from domain.documents.said import Said, figures_said
from domain.documents.stamp import Stamp
from domain.figures.figure import Entry
from domain.files.paths import Paths, plain_folder, plain_name
from domain.forms.drafts import Evidence, FileState
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.language.dates import day_of, format_day
from domain.reports.events import Accepted, EventKind, ReportEvent
from domain.units.opd import Opd

COLUMNS = (
    "NO", "OPD", "INDIKATOR", "NILAI", "PREDIKAT", "NOMOR DAN TANGGAL DOKUMEN", "PEMERIKSA",
    "TANGGAL VERIFIKASI", "NAMA BERKAS", "SHA-256", "TIKET", "CATATAN",
)  # fmt: skip
MOST_OF_A_PART = 45_000_000
"""Bytes. Telegram takes 50 MB from a bot (Bot API, sendDocument)."""
NOTHING = "Belum ada laporan yang terverifikasi pada posisi ini."
NO_FILE = "tanpa berkas"
GONE = "berkas tidak ada lagi di penyimpanan"
DAMAGED = "isi berkas di penyimpanan tidak lagi sama; berkas tidak disertakan"
"""What whoever packs the files finds out: their bytes are no more those that were sent."""
_NEVER_HERE = {
    FileState.WAITING: "berkas belum selesai diunduh",
    FileState.REFUSED: "berkas ditolak karena isinya",
    FileState.LOST: "berkas tidak dapat diunduh",
}
_FOLDER = 60
"""Characters of the name of an OPD's folder."""
_ROW, _PART = 2_000, 100_000
"""Bytes that a line of the index with its sums and entries, and what every part has, are far below."""
_NAMED = 3
"""How many of the files that are not there are named; the others are in the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A line of the index: a file, or a report that has none, or none that is there."""

    number: int
    opd: str
    indicator: str
    nilai: Decimal | None
    grade: str
    document: str
    verifier: str
    verified_on: str
    path: str = ""
    """Where the file lies in the bundle; "" where it is not in it."""
    sha256: str = ""
    size: int = 0
    """Bytes."""
    ticket: str = ""
    note: str = ""
    """Why a file is not in it, or what else it was called."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An entry of the audit trail, as it is checked, and what it is about."""

    subject: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """What lies in one archive."""

    rows: tuple[EvidenceRow, ...] = ()
    trail: tuple[str, ...] = ()
    """Lines, in the order in which they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceContent:
    stamp: Stamp
    title: str
    """ "Bahan bukti SAKIP tahun 2026"."""
    heading: tuple[str, ...]
    """What stands above the index: the title, whose it is, as of when."""
    parts: tuple[EvidencePart, ...]
    """At least one."""
    reports: int
    """How many verified answers it is about."""
    missing: tuple[str, ...]
    """The files that nobody can have any more."""
    said: tuple[Said, ...]

    @property
    def rows(self) -> Iterator[EvidenceRow]:
        """All lines of the index."""
        for part in self.parts:
            yield from part.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """What is known of the reports beside the figures."""

    events: Sequence[ReportEvent] = ()
    """At least all of the reports that the figures stand on."""
    files: Mapping[int, Evidence] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    """How many bytes are there, by SHA-256."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Of people."""
    trail: Sequence[TrailLine] = ()
    """In the order in which it was written."""


def proven(position: Position, indicator: IndicatorKey | None) -> list[tuple[Opd, Accepted]]:
    """Return the verified answers that the figures stand on, of one indicator or of all, as in the form."""
    return [
        (entry.opd, accepted)
        for one in position.figures
        if indicator in (None, one.indicator)
        for entry in one.entries
        for accepted in _accepted(entry)
    ]


def subjects_of(event: ReportEvent) -> set[str]:
    """Return what the audit trail calls a report, and the files that prove it."""
    return {_subject(event), *map(_file_subject, event.files)}


def evidence_content(
    position: Position,
    indicator: IndicatorKey | None,
    proofs: Proofs,
    *,
    stamp: Stamp,
    region: str,
    most: int = MOST_OF_A_PART,
) -> EvidenceContent:
    """Return the evidence of what is verified, in parts of at most `most` bytes.

    A file that is gone stops none of the others: its line in the index says so.
    """
    found, paths = proven(position, indicator), Paths()
    by = verdicts(proofs.events)
    rows = [
        (row, event, file)
        for opd, accepted in found
        for row, event, file in _rows_of(opd, accepted, by, proofs, paths)
    ]
    numbered = [(replace(row, number=place), event, file) for place, (row, event, file) in enumerate(rows, 1)]
    of_what = "" if indicator is None else f" {by_key(indicator).title}"
    title = f"Bahan bukti{of_what} tahun {position.year}"
    return EvidenceContent(
        stamp=stamp,
        title=title,
        heading=(title.upper(), region, *stamp.lines[:1]),
        parts=tuple(_parts(numbered, proofs.trail, most)) or (EvidencePart(),),
        reports=len(found),
        missing=tuple(_missing(numbered)),
        said=tuple(one for one in figures_said(position) if indicator in (None, one.about)),
    )


def said_by(content: EvidenceContent) -> tuple[Said, ...]:
    return content.said


def summary(content: EvidenceContent) -> tuple[str, ...]:
    """Return what stands below the file: how much there is, and what is not there any more."""
    if not content.reports:
        return (NOTHING,)
    files = [row for row in content.rows if row.path]
    parts = f" dalam {len(content.parts)} bagian" if len(content.parts) > 1 else ""
    lines = [f"{content.reports} laporan terverifikasi, {len(files)} berkas{parts}."]
    if content.missing:
        more = len(content.missing) - _NAMED
        others = f", dan {more} lainnya" if more > 0 else ""
        named = "; ".join(content.missing[:_NAMED])
        lines.append(f"Tidak disertakan karena berkasnya tidak ada: {named}{others}. Lihat indeks.")
    return tuple(lines)


def how_to_check(content: EvidenceContent) -> str:
    """Return the text that lies beside the index: what is in the archive, and how it is checked."""
    return "\n".join(
        (
            *content.heading,
            "",
            "indeks.xlsx   daftar berkas, dengan hasil yang dibuktikannya",
            "SHA256SUMS    sidik setiap berkas; periksa dengan: sha256sum -c SHA256SUMS",
            "audit.jsonl   jejak perubahan laporan-laporan ini; setiap baris membawa sidiknya sendiri dan",
            "              sidik sebelumnya; periksa dengan: python -m bot audit verify --file audit.jsonl",
            "",
            "Hanya laporan yang sudah terverifikasi yang disertakan.",
            "",
        )
    )


def _accepted(entry: Entry) -> tuple[Accepted, ...]:
    return entry.standing.accepted


def _subject(event: ReportEvent) -> str:
    return f"{event.opd}/{event.indicator}/{event.year}"


def _file_subject(number: int) -> str:
    return f"file {number}"


def _rows_of(
    opd: Opd, accepted: Accepted, by: Mapping[int, int], proofs: Proofs, paths: Paths
) -> Iterator[tuple[EvidenceRow, ReportEvent, int | None]]:
    """Yield the lines of one verified answer, each with the file that it is about."""
    event = accepted.event
    indicator = by_key(event.indicator)
    result = result_of(indicator, event.answers)
    verifier = event.by if event.kind is EventKind.EVALUATED else by.get(event.id, 0)
    row = EvidenceRow(
        number=0,
        opd=f"{opd.code} – {opd.name}",
        indicator=indicator.title,
        nilai=result.nilai,
        grade=result.grade,
        document=" · ".join(filter(None, (result.number, format_day(result.day) if result.day else ""))),
        verifier=proofs.names.get(verifier, ""),
        verified_on=format_day(day_of(accepted.at)),
        ticket=event.ticket,
    )
    folder = f"{plain_folder(indicator.key.upper(), 'IKU')}/{_folder(opd)}"
    files = [proofs.files[number] for number in event.files if number in proofs.files]
    for file in files:
        yield _with_file(row, file, proofs.sizes, folder, paths), event, file.id
    if not files:
        yield replace(row, note=NO_FILE), event, None


def _folder(opd: Opd) -> str:
    return plain_folder(f"{opd.code}-{opd.name}", "OPD", _FOLDER)


def _with_file(
    row: EvidenceRow, file: Evidence, sizes: Mapping[str, int], folder: str, paths: Paths
) -> EvidenceRow:
    called = f"dikirim sebagai {file.name}"
    if file.state is not FileState.STORED:
        return replace(row, note=f"{_NEVER_HERE[file.state]}; {called}")
    if file.sha256 not in sizes:
        return replace(row, sha256=file.sha256, note=f"{GONE}; {called}")
    path = paths.new(folder, plain_name(file.name, "berkas"))
    return replace(
        row,
        path=path,
        sha256=file.sha256,
        size=sizes[file.sha256],
        note="" if path.endswith(f"/{file.name}") else called,
    )


def _missing(rows: Iterable[tuple[EvidenceRow, ReportEvent, int | None]]) -> Iterator[str]:
    for row, event, file in rows:
        if file is not None and not row.path:
            yield f"{event.opd} {row.indicator}, {row.note.rpartition('dikirim sebagai ')[2]}"


def _parts(
    rows: Sequence[tuple[EvidenceRow, ReportEvent, int | None]], trail: Iterable[TrailLine], most: int
) -> Iterator[EvidencePart]:
    """Yield the parts: a part ends where the next line, with its file and entries, would make it too big."""
    about = defaultdict[str, list[TrailLine]](list)
    for line in trail:
        about[line.subject].append(line)
    here, subjects, size = list[EvidenceRow](), set[str](), _PART
    for row, event, file in rows:
        own = {_subject(event)} | ({_file_subject(file)} if file is not None else set())
        more = row.size + _ROW + _weight(own - subjects, about)
        if here and size + more > most:
            yield _part(here, subjects, about)
            here, subjects, size = [], set(), _PART
            more = row.size + _ROW + _weight(own, about)
        here.append(row)
        subjects |= own
        size += more
    if here:
        yield _part(here, subjects, about)


def _weight(subjects: Collection[str], about: Mapping[str, Sequence[TrailLine]]) -> int:
    return sum(len(line.text.encode()) + 1 for one in subjects for line in about.get(one, ()))


def _part(
    rows: Iterable[EvidenceRow], subjects: Iterable[str], about: Mapping[str, Sequence[TrailLine]]
) -> EvidencePart:
    lines = sorted((line for one in subjects for line in about.get(one, ())), key=lambda line: line.number)
    return EvidencePart(tuple(rows), tuple(line.text for line in lines))
