"""The IKU form: what it says of the office and of each indicator, word for word, and who signs it.

Source of the layout: the form of PER/20/M.PAN/11/2008 as the Bagian Organisasi fills it in. The wording of
the indicators is theirs (`domain.indicators`), that of the office the office's own (`domain.office`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.documents.said import Said
from domain.documents.stamp import Stamp
from domain.indicators import INDICATORS, Indicator
from domain.language.dates import day_of
from domain.office.letterhead import SignatureBlock, signature_of
from domain.office.office import Lines, Office

COLUMNS = (
    "NO",
    "KINERJA UTAMA/SASARAN/OUTCOME",
    "INDIKATOR KINERJA UTAMA",
    "PENJELASAN/FORMULASI PERHITUNGAN",
    "SUMBER DATA",
    "PENANGGUNG JAWAB",
)
"""As the form has them."""
_FRACTION = re.compile(r"(?P<numerator>.+?) / (?P<denominator>.+?) × (?P<times>\S.*)")
_LETTERS = re.compile(r"[a-z]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """How an indicator is computed, as the form sets it; a formula that is no fraction is the numerator."""

    numerator: str
    denominator: str = ""
    times: str = ""
    """ "100%"."""

    @property
    def words(self) -> str:
        """The same on one line."""
        if not self.denominator:
            return self.numerator
        return f"{self.numerator} / {self.denominator} × {self.times}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One indicator."""

    key: str
    name: str
    formula: Formula
    source: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGoal:
    """One sasaran, and the rows beside which it stands."""

    number: str
    goal: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContent:
    """The form of a year."""

    stamp: Stamp
    title: str
    office: str
    goals: Lines
    duty: Lines
    functions: Lines
    columns: Lines
    table: tuple[FormGoal, ...]
    basis: str
    """What the form rests on, as it stands below the table; "" where the office names none."""
    signed: SignatureBlock
    logo: bytes = b""


def form_content(
    year: int,
    office: Office,
    *,
    stamp: Stamp,
    logo: bytes = b"",
    indicators: Sequence[Indicator] | None = None,
) -> FormContent:
    """Return the form of a year, signed by whoever held the post on the day that it is of.

    `indicators` are all of them unless said otherwise, and in the order of the form.
    """
    return FormContent(
        stamp=stamp,
        title=f"INDIKATOR KINERJA UTAMA TAHUN {year}",
        office=office.name,
        goals=office.goals,
        duty=office.duty,
        functions=office.functions,
        columns=COLUMNS,
        table=_table(INDICATORS if indicators is None else indicators),
        basis=f"Dasar: {office.form_basis}" if office.form_basis else "",
        signed=signature_of(office, day_of(stamp.as_of)),
        logo=logo,
    )


def _table(indicators: Sequence[Indicator]) -> tuple[FormGoal, ...]:
    """Return the goals in order: indicators of one goal that follow each other share its cell and number."""
    return tuple(
        FormGoal(number=number, goal=goal, rows=tuple(map(_row, rows)))
        for (number, goal), rows in groupby(indicators, lambda one: (_number(one), one.goal))
    )


def _number(indicator: Indicator) -> str:
    return _LETTERS.sub("", indicator.number)


def _row(indicator: Indicator) -> FormRow:
    return FormRow(
        key=indicator.key,
        name=indicator.name,
        formula=formula_of(indicator.formula),
        source=indicator.source,
        owner=indicator.owner.full_name,
    )


def formula_of(text: str) -> Formula:
    """Return "A / B × 100%" as a fraction; any other text stands as it is."""
    found = _FRACTION.fullmatch(text)
    return Formula(**found.groupdict()) if found else Formula(numerator=text)


def said_by(content: FormContent) -> tuple[Said, ...]:
    """Return what the form says of the office and of each indicator; it has no figures."""
    signed = content.signed
    return (
        Said("instansi", content.office, f"Instansi: {content.office}"),
        *(
            Said(f"formulir {row.key}", _all_of(row), f"{row.name}: {row.formula.words}")
            for goal in content.table
            for row in goal.rows
        ),
        Said("penanda tangan", signed.name, f"Penanda tangan: {signed.title}, {_signs(signed)}"),
    )


def _all_of(row: FormRow) -> str:
    return f"{row.name} | {row.formula.words} | {row.source} | {row.owner}"


def _signs(signed: SignatureBlock) -> str:
    return signed.name if signed.is_signed else "belum diisi"
