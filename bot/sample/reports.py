"""What the OPD have reported in the demonstration; every figure is invented.

Texts as an operator types them, in the order of the form's questions; the forms themselves read them, so
that a sample can never hold an answer that the bot would not have accepted.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from domain.forms.form import SKIPPED, Asked, Form, Place
from domain.forms.questions import WITHOUT_FILES
from domain.indicators.anjab import ANJAB_FORM, DONE, NOT_YET, Stage
from domain.indicators.ikm import IKM_FORM, PUBLISHED
from domain.indicators.ikm.answers import BY_UNITS
from domain.indicators.sakip import AS_WRITTEN, HIGHEST, LOWEST, SAKIP_FORM, predikat_of
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import format_decimal, parse_decimal
from domain.rekap.comparison import RekapRow, RowProblem
from domain.reports.expected import EXPECTED_MONTH, Month

Report: TypeAlias = tuple[str, IndicatorKey, Answers]

_SAKIP = {
    "SETDA": "78.40", "SETWAN": "66.15", "ITKOT": "82.35", "SATPOLPP": "63.20", "BPPKAD": "74.90",
    "BPBD": "58.75", "BKPSDM": "77.10", "BAKESBANGPOL": "60.00", "DKPPP": "68.45", "DKUP": "71.30",
    "DISHUB": "65.80", "DLH": "72.05", "DPMPTSP": "80.60", "DUKCAPIL": "76.25", "DISPERPUSIP": "55.40",
    "PUPRPKP": "70.01", "KEC-KEDOPOK": "62.70", "KEC-WONOASIH": "64.10",
}  # fmt: skip
_IKM = {
    "SETDA": "84.12", "SATPOLPP": "79.85", "BPPKAD": "82.40", "BAKESBANGPOL": "76.60", "DKUP": "83.95",
    "DISPERINAKER": "81.20", "DISHUB": "75.30", "DPMPTSP": "90.15", "DINSOSPPPA": "85.70",
    "DUKCAPIL": "88.31", "DISPERPUSIP": "86.05", "KEC-KADEMANGAN": "87.28", "KEC-KEDOPOK": "82.75",
    "KEC-WONOASIH": "84.60",
}  # fmt: skip
_OTHERWISE_IN_REKAP = {"BPBD": "56.75", "KEC-WONOASIH": "66.10"}
"""What the Inspektorat's table says of OPD that have reported something else."""
_AS_WRITTEN = {"PUPRPKP": ("BB", "70,00")}
"""What this year's document says although the two do not fit; so does the Inspektorat's table."""
_OTHERWISE_LAST_YEAR = {
    (IndicatorKey.SAKIP, "SETDA"): "78.40",  # this year's value once more
    (IndicatorKey.SAKIP, "DPMPTSP"): "62.10",  # more than 15 points from this year's
    **{(IndicatorKey.IKM, opd): "82.10" for opd in ("SETDA", "BPPKAD", "DKUP", "KEC-WONOASIH")},
}
"""What last year's documents said that deserves a second look (*Mutu data*); others said a little less."""
_OF_UNITS = {
    "KEC-KEDOPOK": "Kelurahan Kedopok 83,10 120\n"
    "Kelurahan Jrebeng Kulon 81,45 96\n"
    "Kelurahan Jrebeng Wetan 84,20 88\n"
    "Kelurahan Jrebeng Lor 79,90 110\n"
    "Kelurahan Kareng Lor 85,05 74"
}
"""This year's surveys of an OPD with several service units, pasted as they stand in its report."""
_TITLE_ROWS = 4
_NOT_OUT_YET = "DISPERINAKER"
"""Has said that its LHE is not out yet."""
_ANJAB_DONE = ("SETDA", "ITKOT", "BKPSDM", "BPPKAD", "DLH", "DPMPTSP", "DISPOPAR", "KEC-KADEMANGAN")
_ANJAB_NOT_YET = ("BPBD", "DISHUB", "PUPRPKP")
_BETTER_THAN_LAST_YEAR = Decimal("1.85")
_RESPONDENTS = "169 dari 300"


def this_year(today: date) -> Iterator[Report]:
    """Yield what was reported so far in the year of `today`."""
    yield from _reports(today, Decimal(0), _ANJAB_DONE, _ANJAB_NOT_YET)


def not_out_yet(today: date) -> Iterator[Report]:
    """Yield what was said instead of a report: the LHE is expected next month."""
    month = f"{Month(today.year, today.month).after:%Y-%m}"
    yield _NOT_OUT_YET, IndicatorKey.SAKIP, {EXPECTED_MONTH: month}


def rekap(names: Mapping[str, str]) -> Iterator[RekapRow]:
    """Yield the rows of the Inspektorat's table: of every OPD that has an LHE, by its full name."""
    for row, (opd, reported) in enumerate(_SAKIP.items(), start=_TITLE_ROWS + 1):
        nilai = Decimal(_OTHERWISE_IN_REKAP.get(opd, reported))
        kategori, problem = predikat_of(nilai).value, None
        if opd in _AS_WRITTEN:
            kategori, said = _AS_WRITTEN[opd]
            nilai, problem = parse_decimal(said, minimum=LOWEST, maximum=HIGHEST), RowProblem.CONTRADICTION
        yield RekapRow(row=row, name=names[opd], opd=opd, nilai=nilai, kategori=kategori, problem=problem)


def last_year(end: date) -> Iterator[Report]:
    """Yield what was reported, and verified, in the year that ended on `end`."""
    yield from _reports(end, _BETTER_THAN_LAST_YEAR, (*_ANJAB_DONE, *_ANJAB_NOT_YET), ())


def _reports(today: date, less: Decimal, done: tuple[str, ...], not_yet: tuple[str, ...]) -> Iterator[Report]:
    for opd, nilai in _SAKIP.items():
        said = _sakip(_value(IndicatorKey.SAKIP, opd, nilai, less))
        if not less and opd in _AS_WRITTEN:
            said = (*_AS_WRITTEN[opd], AS_WRITTEN, WITHOUT_FILES)
        yield opd, IndicatorKey.SAKIP, _answers(today, SAKIP_FORM, *said)
    for opd, nilai in _IKM.items():
        value = _value(IndicatorKey.IKM, opd, nilai, less)
        survey = (PUBLISHED, format_decimal(value), _RESPONDENTS, WITHOUT_FILES)
        if not less and opd in _OF_UNITS:
            survey = (BY_UNITS, _OF_UNITS[opd], "lanjut", WITHOUT_FILES)
        yield opd, IndicatorKey.IKM, _answers(today, IKM_FORM, *survey)
    for number, opd in enumerate(done, start=1):
        day = date(today.year, 1, 10 + number).isoformat()
        typed = (
            DONE,
            min(day, today.isoformat()),
            f"000.8.3.2/{number:03}/{today.year}",
            SKIPPED,
            WITHOUT_FILES,
        )
        yield opd, IndicatorKey.ANJAB, _answers(today, ANJAB_FORM, *typed)
    for opd in not_yet:
        planned = (NOT_YET, Stage.PENGOLAHAN, f"{today:%Y-%m}", WITHOUT_FILES)
        yield opd, IndicatorKey.ANJAB, _answers(today, ANJAB_FORM, *planned)


def _value(indicator: IndicatorKey, opd: str, nilai: str, less: Decimal) -> Decimal:
    """Return what an OPD reported: this year's value, or what that of last year was."""
    otherwise = _OTHERWISE_LAST_YEAR.get((indicator, opd)) if less else None
    return Decimal(otherwise) if otherwise is not None else Decimal(nilai) - less


def _sakip(nilai: Decimal) -> tuple[str, ...]:
    return predikat_of(nilai), format_decimal(nilai), WITHOUT_FILES


def _answers(today: date, form: Form, *typed: str) -> Answers:
    place = Place()
    for text in typed:
        place = form.answer(place, text, Asked(place.answers, today))
    return form.complete(place.answers)
