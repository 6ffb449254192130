"""The measurement of performance (pengukuran kinerja): the table of the LKjIP, and all that it is made of.

The columns are those of the LKjIP (PermenPANRB 53/2014) as its readers expect them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.documents.measured import NOTHING, PERCENT, Line, Quarter, is_over, lines, target_in_words
from domain.documents.position import Position
from domain.documents.results import Result, result_of
from domain.documents.said import Said, figures_said
from domain.documents.stamp import Stamp
from domain.figures.figure import Entry, Part
from domain.indicators import INDICATORS, Indicator, Yearly
from domain.language.dates import MONTHS, day_of, format_day
from domain.office.letterhead import SignatureBlock, signature_of
from domain.office.office import Office
from domain.reports.events import EventKind, ReportEvent
from domain.reports.expected import expected_month
from domain.reports.periods import ReportPeriod
from domain.units.opd import Opd
from domain.years.rules import CAPAIAN_FROM, QUARTER_NUMBERS, CapaianLabel, YearRules

TITLE = "PENGUKURAN KINERJA"
ROMAN = ("", "I", "II", "III", "IV")
QUARTERLY_HEADS = ("NO", "INDIKATOR", "CARA PENGUKURAN", "TARGET TAHUN")
"""Before the quarters."""
PRINTED_OF_QUARTER = ("TARGET", "REALISASI", "CAPAIAN")
COLUMNS_OF_QUARTER = ("TARGET", "MEMENUHI", "SELURUH PD", "REALISASI %", "CAPAIAN %")
ROWS_NOTE = (
    "ya: terverifikasi dan memenuhi · tidak: terverifikasi, belum memenuhi · –: belum terverifikasi, tetap "
    "dihitung dalam seluruh perangkat daerah · kosong: bukan perangkat daerah pada saat itu. Lembar LKjIP "
    "dan Per triwulan menghitung dari kolom MEMENUHI, kolom TW I sampai TW IV (keadaan pada akhir tiap "
    "triwulan; kosong seluruhnya bila belum berakhir), dan kolom tahun sebelumnya."
)
RULE_COLUMNS = (
    "INDIKATOR", "ATURAN", "DASAR HUKUM", "TENGGAT", "TARGET TAHUN", "TW I", "TW II", "TW III", "TW IV",
)  # fmt: skip
MARK_COLUMNS = ("JENIS", "PADA", "CATATAN")
MARKS_NOTE = "Yang terlihat dari data dan mungkin perlu dilihat lagi; bukan penilaian atas siapa pun."


def lkjip_columns(year: int) -> tuple[str, ...]:
    """Return the columns of the table of the LKjIP, and behind them what its percentages are made of."""
    before = year - 1
    return (
        *("NO", "SASARAN", "INDIKATOR", "SATUAN"),
        *(f"TARGET {before}", f"REALISASI {before}", f"TARGET {year}", f"REALISASI {year}"),
        *("CAPAIAN %", "KATEGORI"),
        *(f"MEMENUHI {before}", f"SELURUH PD {before}", f"MEMENUHI {year}", f"SELURUH PD {year}"),
        "NAMA PENDEK",
    )


def row_columns(year: int) -> tuple[str, ...]:
    """Return the columns of the table of OPD."""
    return (
        "NO", "INDIKATOR", "KODE", "PERANGKAT DAERAH", "NILAI", "PREDIKAT / HASIL", "MEMENUHI", "KEADAAN",
        "NOMOR DOKUMEN", "TANGGAL DOKUMEN", "PELAPOR", "PEMERIKSA", "TANGGAL VERIFIKASI", "TIKET",
        "TW I", "TW II", "TW III", "TW IV", str(year - 1),
    )  # fmt: skip


class Meets(StrEnum):
    """Whether an OPD meets an indicator at one time, as a cell has it; formulas count these words."""

    YES = "ya"
    NO = "tidak"
    OPEN = "–"
    """Nothing of it is verified: it is in the denominator all the same."""
    NOT_COUNTED = ""
    """It is not among the OPD of that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Where the report of an OPD stands as of the document's instant, and how it came to it."""

    state: str
    result: Result = field(default_factory=Result)
    """Of the answer that is verified; what waits is not told as a number."""
    reporter: str = ""
    """Who sent it; "" for what the Sub Bagian evaluated by itself."""
    verifier: str = ""
    verified: date | None = None
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdRow:
    """One OPD of one indicator, at each of the times that are counted."""

    title: str
    """The indicator's, by which formulas find it."""
    code: str
    name: str
    meets: Meets
    stands: Stands
    quarters: tuple[Meets | None, ...]
    """At the end of each of the four; None where that is still to come."""
    before: Meets | None
    """In the year before; None where that has no numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """What an indicator is measured by in this year."""

    indicator: str
    rules: tuple[str, ...]
    basis: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that the data shows, and that somebody may want to look at; it accuses nobody."""

    kind: str
    where: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementPdfContent:
    """The table of the LKjIP and the one by quarter: the city's totals, and no OPD by name."""

    stamp: Stamp
    year: int
    quarter: int
    """1–4, or 0 for the year."""
    office: Office
    """Whose measurement it is."""
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    said: tuple[Said, ...]
    """As `figures_said` has it."""
    signed: SignatureBlock
    """Of whoever held the post on the day that it is of."""

    @property
    def basis(self) -> str:
        """What the table rests on."""
        return f"Bentuk tabel menurut {self.office.report_basis}."

    @property
    def heading(self) -> tuple[str, ...]:
        """Return the title, whose it is and of when, line by line."""
        when = f"TAHUN {self.year}" + (f" TRIWULAN {ROMAN[self.quarter]}" if self.quarter else "")
        return (f"{TITLE} {when}", self.office.name, self.stamp.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementContent(MeasurementPdfContent):
    """The same, with every OPD behind it: what the workbook computes its percentages from."""

    rows: tuple[OpdRow, ...]
    rules: tuple[RuleRow, ...]
    marks: tuple[Mark, ...] = field(default=())
    """Empty: there is no sheet of them."""


def said_by(content: MeasurementPdfContent) -> tuple[Said, ...]:
    """Return what the document says of each indicator."""
    return content.said


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """What a measurement is made from."""

    now: Position
    """What is looked at."""
    quarters: Sequence[Position]
    """Those of the same year, each as of its last instant; what was not over then is left out."""
    before: Position | None
    """The year before; None where it has no OPD."""


def measurement_pdf(of: Measuring, stamp: Stamp, office: Office) -> MeasurementPdfContent:
    """Return the city's totals."""
    told = lines(of.now, of.quarters, of.before)
    return MeasurementPdfContent(
        stamp=stamp,
        year=of.now.year,
        quarter=of.now.quarter,
        office=office,
        lines=told,
        notes=(*common_notes(of.now, told), *_before_note(of.before)),
        said=figures_said(of.now),
        signed=signature_of(office, day_of(stamp.as_of)),
    )


def measurement(
    of: Measuring,
    stamp: Stamp,
    office: Office,
    *,
    names: Mapping[int, str],
    verdicts: Mapping[int, int],
    marks: tuple[Mark, ...] = (),
) -> MeasurementContent:
    """Return the totals and every OPD behind them.

    `names`: people by their ids; `verdicts`: who verified a submission, by its id (`results.verdicts`).
    """
    told = measurement_pdf(of, stamp, office)
    who = _Who(names, verdicts)
    return MeasurementContent(
        stamp=told.stamp,
        year=told.year,
        quarter=told.quarter,
        office=told.office,
        lines=told.lines,
        notes=told.notes,
        said=told.said,
        signed=told.signed,
        rows=tuple(row for one in INDICATORS for row in _rows(of, one, who)),
        rules=tuple(_rule(of.now.rules, one) for one in INDICATORS),
        marks=marks,
    )


def common_notes(now: Position, told: Sequence[Line]) -> tuple[str, ...]:
    """Return what has to be known to read any table of targets and results, a sentence a note."""
    return tuple(filter(None, (*_ALWAYS, _targets_note(now, told), _quarters_note(now), _carried_note(now))))


_LABELS = ", ".join(f"{label} mulai {lowest}" for label, lowest in CAPAIAN_FROM.items())
_ALWAYS = (
    (
        "Hanya hasil yang sudah diverifikasi yang dihitung; perangkat daerah yang hasilnya menunggu, perlu "
        "perbaikan, atau belum ada tetap termasuk dalam seluruh perangkat daerah."
    ),
    (
        "Realisasi = perangkat daerah yang memenuhi dibagi seluruh perangkat daerah, dikali 100. Capaian = "
        "realisasi dibagi target, dikali 100, dihitung dari angka yang belum dibulatkan."
    ),
    (f"Kategori capaian: {_LABELS}, di bawahnya {CapaianLabel.SANGAT_RENDAH} (Permendagri 86/2017)."),
)


def _before_note(before: Position | None) -> tuple[str, ...]:
    if before is None:
        return ()
    return (f"Realisasi {before.year}: {Stamp(as_of=before.as_of, final=before.final).position}.",)


def _targets_note(now: Position, told: Sequence[Line]) -> str:
    """Say whose the targets are, where a quarter is looked at; the year's own need no word."""
    own = [line.short for line in told if line.now.whose]
    of_year = [line for line in told if line.now.target is not None and not line.now.whose]
    if not now.quarter or not (own or of_year):
        return ""
    if not own:
        return f"Target {now.year} adalah target tahun; TW {ROMAN[now.quarter]} tidak punya target sendiri."
    others = " Yang lain memakai target tahun." if of_year else ""
    return f"Target TW {ROMAN[now.quarter]} sendiri: {', '.join(own)}.{others}"


def _quarters_note(now: Position) -> str:
    coming = [ROMAN[one] for one in QUARTER_NUMBERS if not is_over(now.year, one, now.as_of)]
    if not coming:
        return ""
    return f"Tanda {NOTHING} pada TW {', '.join(coming)}: belum berakhir pada posisi ini."


def _carried_note(now: Position) -> str:
    carried = [
        f"{one.short} {found.carried_over}"
        for one in INDICATORS
        if (found := now.figure(one.key)).carried_over
    ]
    return f"Termasuk hasil tahun sebelumnya yang masih berlaku: {', '.join(carried)}." if carried else ""


@dataclass(frozen=True, slots=True)
class _Who:
    names: Mapping[int, str]
    verdicts: Mapping[int, int]

    def name(self, person: int | None) -> str:
        return "" if person is None else self.names.get(person, "")

    def reported(self, event: ReportEvent | None) -> str:
        return "" if event is None or event.kind is EventKind.EVALUATED else self.name(event.by)

    def verified(self, event: ReportEvent | None) -> str:
        if event is None:
            return ""
        evaluated = event.kind is EventKind.EVALUATED
        return self.name(event.by if evaluated else self.verdicts.get(event.id))


_MEETS = {Part.MET: Meets.YES, Part.UNMET: Meets.NO}


def _by_code(position: Position | None, indicator: Indicator) -> dict[str, Entry]:
    entries = () if position is None else position.figure(indicator.key).entries
    return {entry.opd.code: entry for entry in entries}


def _meets(entries: Mapping[str, Entry], code: str) -> Meets:
    entry = entries.get(code)
    return Meets.NOT_COUNTED if entry is None else _MEETS.get(entry.part, Meets.OPEN)


def _rows(of: Measuring, indicator: Indicator, who: _Who) -> list[OpdRow]:
    """Return every OPD that counts at any of the times, by name; what it is called now goes first."""
    over = {one.quarter: one for one in of.quarters if is_over(one.year, one.quarter, of.now.as_of)}
    now, before = _by_code(of.now, indicator), _by_code(of.before, indicator)
    quarters = {number: _by_code(over[number], indicator) for number in sorted(over)}
    opds: dict[str, Opd] = {}
    for entries in (before, *quarters.values(), now):
        opds.update({code: entry.opd for code, entry in entries.items()})
    return [
        OpdRow(
            title=indicator.title,
            code=opd.code,
            name=opd.name,
            meets=_meets(now, opd.code),
            quarters=tuple(
                _meets(quarters[number], opd.code) if number in quarters else None
                for number in QUARTER_NUMBERS
            ),
            before=None if of.before is None else _meets(before, opd.code),
            stands=_stands(now.get(opd.code), indicator, who, day_of(of.now.as_of)),
        )
        for opd in sorted(opds.values(), key=lambda opd: (opd.name, opd.code))
    ]


def _stands(entry: Entry | None, indicator: Indicator, who: _Who, today: date) -> Stands:
    if entry is None:
        return Stands(state=f"tidak dihitung per {format_day(today)}")
    now = entry.standing
    told = now.verified or now.waiting or now.returned_sent
    return Stands(
        state=state_of(entry, indicator, today),
        result=Result() if now.verified is None else result_of(indicator, now.verified.answers),
        reporter=who.reported(told or now.expected),
        verifier=who.verified(now.verified),
        verified=None if now.verified_at is None else day_of(now.verified_at),
        ticket="" if told is None else told.ticket,
    )


def state_of(entry: Entry, indicator: Indicator, today: date) -> str:
    """Return in words where one OPD stands on that day: "terverifikasi, hasil 2025, koreksi menunggu"."""
    now = entry.standing
    if now.verified is not None:
        return ", ".join(filter(None, ("terverifikasi", *_of_verified(now.verified, entry, indicator))))
    if now.waiting is not None:
        return "menunggu verifikasi" + (" (dikirim ulang)" if now.returned is not None else "")
    if now.returned is not None:
        return "perlu perbaikan"
    if now.expected is not None:
        return _awaited(now.expected, indicator, today)
    return f"belum {'lapor' if indicator.reported_by_operator else 'dinilai'}"


def _of_verified(verified: ReportEvent, entry: Entry, indicator: Indicator) -> tuple[str, ...]:
    now, waits = entry.standing, entry.standing.period_waiting
    written = indicator.written and result_of(indicator, verified.answers).as_written
    return (
        f"hasil {entry.carried_from}" if entry.carried_from else "",
        verified.period.named if verified.period is not ReportPeriod.YEAR else "",
        f"menurut {indicator.written}" if written else "",
        "koreksi menunggu" if now.correction_waiting else "",
        "koreksi perlu perbaikan" if now.correction_returned else "",
        f"{waits.named} menunggu" if waits is not None else "",
    )


def _awaited(event: ReportEvent, indicator: Indicator, today: date) -> str:
    """Return "belum terbit, perkiraan September 2026"."""
    state = indicator.not_out.state if indicator.not_out is not None else "belum ada"
    month = expected_month(event)
    if month is None:
        return state
    over = " sudah lewat" if month.is_over(today) else ""
    return f"{state}, perkiraan {MONTHS[month.number - 1]} {month.year}{over}"


def _rule(rules: YearRules, indicator: Indicator) -> RuleRow:
    due = rules.deadlines.get(indicator.key)
    return RuleRow(
        indicator=f"{indicator.number} · {indicator.title}",
        rules=tuple(line for yearly in indicator.yearly for line in _set(rules, yearly)),
        basis=rules.legal_basis[indicator.key],
        due=None if due is None else day_of(due),
    )


def _set(rules: YearRules, yearly: Yearly) -> tuple[str, ...]:
    value = yearly.of(rules.chosen)
    stands_in = "belum dipilih, memakai " if yearly.is_open(rules.chosen) else ""
    return (
        f"{yearly.title}: {stands_in}{yearly.said(value)}",
        *(f"• {item}" for item in yearly.items(value)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """One row of a printed table."""

    number: str
    goal: str
    span: int
    """Over how many rows number and goal stand; 0 where they stand in a row above."""
    cells: tuple[str, ...]


def printed(content: MeasurementPdfContent) -> tuple[PrintedRow, ...]:
    """Return the rows of the LKjIP's table: each percentage beside its counts."""
    return tuple(
        PrintedRow(
            number="" if line.number is None else str(line.number),
            goal=line.goal,
            span=span,
            cells=(
                line.name,
                PERCENT,
                NOTHING if line.before is None else line.before.target_in_words,
                NOTHING if line.before is None else line.before.realised_in_words,
                line.now.target_in_words,
                line.now.realised_in_words,
                line.now.capaian_in_words,
                line.now.label or NOTHING,
            ),
        )
        for line, span in zip(content.lines, goal_spans(content.lines), strict=True)
    )


def goal_spans(lines: Sequence[Line]) -> list[int]:
    """Return over how many rows the goal of each line stands; 0 for a line whose goal stands above it."""
    spans: list[int] = []
    begun = 0
    for place, line in enumerate(lines):
        if place and lines[place - 1].goal == line.goal:
            spans[begun] += 1
            spans.append(0)
        else:
            begun = place
            spans.append(1)
    return spans


def printed_quarters(content: MeasurementPdfContent) -> tuple[PrintedRow, ...]:
    """Return the rows of the table by quarter: of each its target, what is realised, and the capaian."""
    return tuple(
        PrintedRow(
            number="" if line.number is None else str(line.number),
            goal=line.goal,
            span=span,
            cells=(
                line.name,
                line.how,
                target_in_words(line.of_year),
                *(cell for quarter in line.quarters for cell in _printed_quarter(quarter)),
            ),
        )
        for line, span in zip(content.lines, goal_spans(content.lines), strict=True)
    )


def _printed_quarter(quarter: Quarter) -> tuple[str, str, str]:
    there = quarter.measured
    if there is None:
        return (target_in_words(quarter.target), NOTHING, NOTHING)
    return (there.target_in_words, there.realised_in_words, there.capaian_in_words)
