"""Analisis jabatan: the stages before it is done, and the counts and months typed (PermenPANRB 1/2020)."""

import re
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.language.dates import full_year, month_number, plain_words
from domain.language.numbers import parse_whole

MOST_JABATAN = 100_000
NUMBERS_ASKED = 2

_BETWEEN = re.compile(r"\s*/\s*|\s+dari\s+|\s+")
_UNIT = re.compile(r"\s*\bjabatan\b")
_MONTHS_TYPED = (
    re.compile(r"(?P<month>[0-9]{1,2}|[a-z]+)"),
    re.compile(r"(?P<month>[0-9]{1,2}|[a-z]+)(?:\s*[-/.]\s*|\s+)(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})"),
)


class Stage(StrEnum):
    """How far an analysis is that is not done yet, in order."""

    PERSIAPAN = "persiapan"
    PENGUMPULAN = "pengumpulan"
    PENGOLAHAN = "pengolahan"
    VERIFIKASI = "verifikasi"


def parse_jabatan(text: str) -> tuple[int, int]:
    """Return (analysed, all) from "120 dari 140", "120/140" or "120 140", the word "jabatan" allowed.

    Raises InvalidAnswer: EMPTY; WRONG_COUNT (expected, given) unless there are two numbers; what
    parse_whole raises for one of them; MORE_THAN_TOTAL (analysed, total).
    """
    plain = _UNIT.sub("", plain_words(text, Problem.NOT_A_NUMBER)).strip()
    typed = [number for number in _BETWEEN.split(plain) if number]
    if len(typed) != NUMBERS_ASKED:
        raise InvalidAnswer(Problem.WRONG_COUNT, {"expected": str(NUMBERS_ASKED), "given": str(len(typed))})
    analysed = parse_whole(typed[0], minimum=0, maximum=MOST_JABATAN)
    total = parse_whole(typed[1], minimum=1, maximum=MOST_JABATAN)
    if analysed > total:
        raise InvalidAnswer(Problem.MORE_THAN_TOTAL, {"analysed": str(analysed), "total": str(total)})
    return analysed, total


def parse_month(text: str, year: int) -> str:
    """Return the month typed as "YYYY-MM": "Maret", "maret 2027", "03/2027", "2027-03", "3".

    A month without a year is in `year`. Whether a past month fits is for the caller to say.
    Raises InvalidAnswer: EMPTY, NOT_A_MONTH (a year outside 2000–2099 included).
    """
    plain = plain_words(text, Problem.NOT_A_MONTH)
    typed = next(filter(None, (pattern.fullmatch(plain) for pattern in _MONTHS_TYPED)), None)
    if typed is None:
        raise InvalidAnswer(Problem.NOT_A_MONTH)
    named = typed.groupdict()
    month, stated = month_number(named["month"]), full_year(named.get("year") or str(year))
    if month is None or stated is None:
        raise InvalidAnswer(Problem.NOT_A_MONTH)
    return f"{stated:04}-{month:02}"
