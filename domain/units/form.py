"""What a decree says about an OPD, as guided conversations: found, rename, close, merge, keep open."""

from datetime import date

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import reads_text
from domain.language.dates import last_quarter_end, parse_date
from domain.language.written import compared, folded
from domain.units.list import LONGEST_DECREE, LONGEST_NAME, is_code

CODE, NAME, KIND, DAY, DECREE = "kode", "nama", "jenis", "tanggal", "dasar"
KINDS = ("dinas", "badan", "kecamatan", "sekretariat", "inspektorat", "satuan")
"""The usual kinds; another one may be typed."""
LONGEST_KIND = 30
"""Characters."""


def _read_code(text: str, _: Asked) -> str:
    code = folded(text).upper()
    if not is_code(code):
        raise InvalidAnswer(Problem.NOT_A_CODE)
    return code


def _read_kind(text: str, asked: Asked) -> str:
    return compared(reads_text(LONGEST_KIND)(text, asked))


def _read_day(text: str, asked: Asked) -> str:
    return parse_date(text, asked.today).isoformat()


def _read_last_day(text: str, asked: Asked) -> str:
    """A last day before the end of a quarter that is over would change figures that were read out."""
    day, earliest = parse_date(text, asked.today), last_quarter_end(asked.today)
    if day < earliest:
        raise InvalidAnswer(
            Problem.CHANGES_PAST, {"minimum": f"{earliest.day}/{earliest.month}/{earliest.year}"}
        )
    return day.isoformat()


def _read_past_day(text: str, asked: Asked) -> str:
    """A new name is used from its day on, so it is entered on that day or later."""
    day = parse_date(text, asked.today)
    if day > asked.today:
        raise InvalidAnswer(Problem.NAME_NOT_YET)
    return day.isoformat()


def _year_end(asked: Asked) -> tuple[str, ...]:
    return (date(asked.today.year, 12, 31).isoformat(),)


def _today(asked: Asked) -> tuple[str, ...]:
    return (asked.today.isoformat(),)


_code = Question(key=CODE, kind=Kind.TYPED, read=_read_code)
_name = Question(key=NAME, kind=Kind.TYPED, read=reads_text(LONGEST_NAME))
_kind = Question(key=KIND, kind=Kind.CHOICE, read=_read_kind, choices=lambda _: KINDS)
_first_day = Question(key=DAY, kind=Kind.TYPED, read=_read_day, choices=_today)
_day_of_name = Question(key=DAY, kind=Kind.TYPED, read=_read_past_day, choices=_today)
_last_day = Question(key=DAY, kind=Kind.TYPED, read=_read_last_day, choices=_year_end)
_decree = Question(key=DECREE, kind=Kind.TYPED, read=reads_text(LONGEST_DECREE))

FOUND_FORM = Form("opd-baru", (_code, _name, _kind, _first_day, _decree))
RENAME_FORM = Form("opd-nama", (_name, _day_of_name, _decree))
CLOSE_FORM = Form("opd-tutup", (_last_day, _decree))
MERGE_FORM = Form("opd-gabung", (_last_day, _decree))
KEEP_FORM = Form("opd-lanjut", (_decree,))
