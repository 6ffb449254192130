"""The analisis jabatan report: done or not, with what follows from either (PermenPANRB 1/2020)."""

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import report_form
from domain.forms.form import Asked, Kind, Question
from domain.forms.questions import choose, counting, evidence, given
from domain.indicators.anjab import Stage, parse_jabatan, parse_month
from domain.keys import Answers
from domain.language.dates import parse_date, says_date
from domain.language.written import answered, seen

STATUS, DATE, NUMBER, JABATAN, STAGE, MONTH = "status", "tanggal", "nomor", "jabatan", "tahap", "bulan"
DONE, NOT_YET = "sudah", "belum"
LONGEST_NUMBER = 100
MONTHS_OFFERED = 4
MONTHS_A_YEAR = 12
_BETWEEN = " ,:"


def _read_date(text: str, asked: Asked) -> str:
    day = parse_date(text, asked.today)
    if day > asked.today:
        raise InvalidAnswer(Problem.DATE_IN_FUTURE)
    return day.isoformat()


def _done_on(text: str, asked: Asked) -> Answers | None:
    """Read "sudah, 12 Maret 2026" or that date alone where it is asked whether the analysis is done."""
    said = answered(text)
    if said.startswith(NOT_YET):
        return _not_yet_until(said.removeprefix(NOT_YET).lstrip(_BETWEEN), asked)
    day = said.removeprefix(DONE).lstrip(_BETWEEN)
    return {STATUS: DONE, DATE: _read_date(day, asked)} if says_date(day, asked.today) else None


def _not_yet_until(text: str, asked: Asked) -> Answers | None:
    try:
        return {STATUS: NOT_YET, MONTH: _read_month(text, asked)}
    except InvalidAnswer as wrong:
        if wrong.problem in (Problem.EMPTY, Problem.NOT_A_MONTH):
            return None
        raise


def _read_number(text: str, _: Asked) -> str:
    number = " ".join(text.split())
    if not seen(number).strip():
        raise InvalidAnswer(Problem.EMPTY)
    if len(number) > LONGEST_NUMBER:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(LONGEST_NUMBER)})
    return number


def _read_jabatan(text: str, _: Asked) -> str:
    analysed, total = parse_jabatan(text)
    return f"{analysed}/{total}"


def _read_month(text: str, asked: Asked) -> str:
    """A month typed without its year is the next one of that name."""
    this_month = f"{asked.today:%Y-%m}"
    month = parse_month(text, asked.today.year)
    if month < this_month:
        month = parse_month(text, asked.today.year + 1)
    if month < this_month:
        raise InvalidAnswer(Problem.DATE_IN_PAST)
    return month


def _coming_months(asked: Asked) -> tuple[str, ...]:
    months = (
        asked.today.year * MONTHS_A_YEAR + asked.today.month - 1 + ahead for ahead in range(MONTHS_OFFERED)
    )
    return tuple(f"{count // MONTHS_A_YEAR:04}-{count % MONTHS_A_YEAR + 1:02}" for count in months)


_done, _not_yet = given(STATUS, DONE), given(STATUS, NOT_YET)

ANJAB_FORM = report_form(
    "anjab",
    (
        choose(STATUS, (DONE, NOT_YET), spread=_done_on),
        Question(key=DATE, kind=Kind.TYPED, read=_read_date, when=_done),
        Question(key=NUMBER, kind=Kind.TYPED, read=_read_number, when=_done),
        Question(key=JABATAN, kind=Kind.TYPED, read=counting(_read_jabatan), when=_done, optional=True),
        choose(STAGE, tuple(Stage), when=_not_yet),
        Question(key=MONTH, kind=Kind.TYPED, read=_read_month, choices=_coming_months, when=_not_yet),
        evidence(),
    ),
)
