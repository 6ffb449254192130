"""The IKM report: the published index, or computed from the nine unsur (PermenPANRB 14/2017)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import report_form
from domain.forms.form import Asked, Kind, Question
from domain.forms.questions import ask_back, choose, counting, evidence, given, one_of, without
from domain.indicators.ikm import (
    HIGHEST,
    HIGHEST_UNSUR,
    LOWEST,
    LOWEST_UNSUR,
    UNSUR,
    ikm_of,
    ikm_weighted,
    readings_differ,
)
from domain.indicators.unsur import count_of, parse_from
from domain.keys import Answers
from domain.language.dates import says_date
from domain.language.numbers import format_decimal, parse_decimal, parse_whole
from domain.language.written import answered, compared

WAY, NILAI, INTERVAL, UNSUR_GROUP, READING = "cara", "nilai", "interval", "unsur", "bacaan"
RESPONDENTS = "responden"
PUBLISHED, BY_UNSUR = "terbit", "unsur"
TIMES_25, NILAI_AGAIN = "kali25", "ulang"
NINTHS, WEIGHTED = "sembilan", "bobot"
UNSUR_KEYS = tuple(f"u{number}" for number in range(1, len(UNSUR) + 1))
MOST_PEOPLE = 10_000_000
_PEOPLE = re.compile(r"\s*\b(?:orang|responden|penduduk|jiwa|populasi)\b")
PLACES_TYPED = 4
"""Decimals a person may type; what is compared and shown is rounded to two (PermenPANRB 14/2017)."""


def unsur_of(answers: Answers) -> tuple[Decimal, ...] | None:
    """Return the nine averages, or None while one is missing or another way was chosen."""
    if answers.get(WAY) != BY_UNSUR or any(key not in answers for key in UNSUR_KEYS):
        return None
    return tuple(Decimal(answers[key]) for key in UNSUR_KEYS)


def nilai_of(answers: Answers) -> Decimal | None:
    """Return the IKM that these answers report (0,01 steps), or None while it is not known."""
    unsur = unsur_of(answers)
    if unsur is not None:
        return ikm_weighted(unsur) if answers.get(READING) == WEIGHTED else ikm_of(unsur)
    return Decimal(answers[NILAI]) if answers.get(WAY) == PUBLISHED and NILAI in answers else None


def _read_nilai(text: str, _: Asked) -> str:
    """A value of 1–4 is let through here because the doubt after it asks whether an interval was meant."""
    try:
        return str(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST, places=PLACES_TYPED))
    except InvalidAnswer as outside:
        if outside.problem is not Problem.OUT_OF_RANGE:
            raise
        try:
            return _read_unsur(text, _)
        except InvalidAnswer:
            raise outside from None


def _looks_like_interval(answers: Answers) -> bool:
    return given(WAY, PUBLISHED)(answers) and NILAI in answers and Decimal(answers[NILAI]) <= HIGHEST_UNSUR


def _settle_interval(answers: Answers, choice: str) -> Answers:
    rest = without(answers, INTERVAL, NILAI)
    return {**rest, NILAI: str(Decimal(answers[NILAI]) * 25)} if choice == TIMES_25 else rest


def _read_unsur(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=PLACES_TYPED))


def _the_rest(first: int) -> Callable[[str, Asked], Answers | None]:
    """Return a reader of a message of several numbers: all nine averages, or those from this one on.

    It leaves one number to the single question, and raises InvalidAnswer for several words that are neither.
    """

    def read(text: str, asked: Asked) -> Answers | None:
        said = compared(text)
        one_word = len(said.split()) == 1 and len(re.split("[;|/]", said)) == 1
        if one_word or not any(character.isdecimal() for character in said) or says_date(text, asked.today):
            return None
        return {f"u{number}": str(average) for number, average in parse_from(text, first).items()}

    return read


def _nine(text: str, _: Asked) -> Answers | None:
    """Read nine numbers at once, where they are not asked for yet, as the nine averages."""
    if count_of(text) != len(UNSUR):
        return None
    return {WAY: BY_UNSUR, **{f"u{number}": str(average) for number, average in parse_from(text, 1).items()}}


def _number_for_way(text: str, asked: Asked) -> Answers | None:
    """Read "85,5" where the way is asked as the published value; "1" may be the number of a choice."""
    nine = _nine(text, asked)
    if nine is not None:
        return nine
    try:
        nilai = _read_nilai(text, asked)
    except InvalidAnswer as wrong:
        if wrong.problem is Problem.NOT_A_NUMBER:
            return None
        raise
    is_choice = Decimal(nilai) <= HIGHEST_UNSUR and not re.search("[.,]", text)
    return None if is_choice else {WAY: PUBLISHED, NILAI: nilai}


def _readings_differ(answers: Answers) -> bool:
    unsur = unsur_of(answers)
    return unsur is not None and readings_differ(unsur)


def _read_reading(text: str, asked: Asked) -> str:
    """Read the weight or the value itself: it says as well which of the two was published."""
    unsur = unsur_of(asked.answers)
    ways = {"1/9": NINTHS, "0,11": WEIGHTED}
    if unsur is not None:
        ways |= {format_decimal(ikm_of(unsur)): NINTHS, format_decimal(ikm_weighted(unsur)): WEIGHTED}
    return one_of((NINTHS, WEIGHTED), ways.get(answered(text).replace(".", ","), text))


def _unsur_question(number: int) -> Question:
    return Question(
        key=f"u{number}",
        kind=Kind.TYPED,
        read=counting(_read_unsur),
        when=given(WAY, BY_UNSUR),
        group=UNSUR_GROUP,
        spread=_the_rest(number),
        doubts=(READING,),
    )


def _read_respondents(text: str, _: Asked) -> str:
    """Read "150", or with the population they stand for "150 dari 1.200"; "orang" may be said."""
    parts = re.split(r"\s*/\s*|\s+dari\s+", _PEOPLE.sub("", answered(text)), maxsplit=1)
    people = [parse_whole(part, minimum=1, maximum=MOST_PEOPLE) for part in parts]
    if len(people) > 1 and people[0] > people[1]:
        raise InvalidAnswer(Problem.MORE_THAN_TOTAL, {"analysed": str(people[0]), "total": str(people[1])})
    return "/".join(map(str, people))


def respondents_of(answers: Answers) -> tuple[int, int | None] | None:
    """Return (respondents, population or None), or None when the question was skipped."""
    given = answers.get(RESPONDENTS)
    if not given:
        return None
    respondents, _, population = given.partition("/")
    return int(respondents), int(population) if population else None


IKM_FORM = report_form(
    "ikm",
    (
        choose(WAY, (PUBLISHED, BY_UNSUR), spread=_number_for_way),
        Question(
            key=NILAI,
            kind=Kind.TYPED,
            read=counting(_read_nilai),
            when=given(WAY, PUBLISHED),
            doubts=(INTERVAL,),
            spread=_nine,
        ),
        ask_back(
            INTERVAL,
            (TIMES_25, NILAI_AGAIN),
            when=_looks_like_interval,
            settle=_settle_interval,
            corrects=(NILAI,),
        ),
        *(_unsur_question(number) for number in range(1, len(UNSUR) + 1)),
        replace(
            ask_back(READING, (NINTHS, WEIGHTED), when=_readings_differ, settle=lambda answers, _: answers),
            read=_read_reading,
        ),
        Question(key=RESPONDENTS, kind=Kind.TYPED, read=counting(_read_respondents), optional=True),
        evidence(),
    ),
)
