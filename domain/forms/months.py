"""A month to come, as people are asked for one: when something is expected that is not there yet."""

import re
from dataclasses import replace

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Kind, Question
from domain.forms.questions import Condition
from domain.forms.words import Wording
from domain.language.dates import format_month, full_year, month_number, plain_words

MONTHS_OFFERED = 4
MONTHS_A_YEAR = 12
HINT = "Tekan bulan, atau ketik. Contoh: Maret 2027"
_MONTHS_TYPED = (
    re.compile(r"(?P<month>[0-9]{1,2}|[a-z]+)"),
    re.compile(r"(?P<month>[0-9]{1,2}|[a-z]+)(?:\s*[-/.]\s*|\s+)(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})"),
)


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


def read_coming_month(text: str, asked: Asked) -> str:
    """Return the month typed, this one or one to come; without its year it is the next one of that name.

    Raises InvalidAnswer as `parse_month`, and DATE_IN_PAST.
    """
    this_month = f"{asked.today:%Y-%m}"
    month = parse_month(text, asked.today.year)
    if month < this_month:
        month = parse_month(text, asked.today.year + 1)
    if month < this_month:
        raise InvalidAnswer(Problem.DATE_IN_PAST)
    return month


def coming_months(asked: Asked) -> tuple[str, ...]:
    """Return this month and the next ones, as they are offered on keys."""
    months = (
        asked.today.year * MONTHS_A_YEAR + asked.today.month - 1 + ahead for ahead in range(MONTHS_OFFERED)
    )
    return tuple(f"{count // MONTHS_A_YEAR:04}-{count % MONTHS_A_YEAR + 1:02}" for count in months)


def coming_month(key: str, words: Wording, when: Condition) -> Question:
    """Return a question for a month to come, where these words say no hint with the usual one."""
    return Question(
        key=key,
        kind=Kind.TYPED,
        read=read_coming_month,
        choices=coming_months,
        when=when,
        words=words if words.hint else replace(words, hint=HINT),
        shown=format_month,
    )
