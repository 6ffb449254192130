"""The numbers behind a unit's name on a line: its IKM or nine unsur, and its respondents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer
from domain.indicators.ikm.mutu import HIGHEST, LOWEST
from domain.indicators.ikm.service_units import LONGEST_NAME
from domain.indicators.ikm.unsur import HIGHEST_UNSUR, LOWEST_UNSUR, UNSUR
from domain.language.numbers import parse_decimal, parse_whole
from domain.language.written import compared, seen

MOST_RESPONDENTS = 10_000_000
PLACES = 15
"""Decimals that a value may have: a spreadsheet computes with as many digits."""
_FEW = 3
"""Averages that may stand behind a name by chance; more of them are unsur, and some are missing."""


class LineProblem(StrEnum):
    """Why a line is no unit."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_NUMBER = "not_a_number"
    RESPONDENTS = "respondents"  # no whole number from 1 up
    TOO_MANY_NUMBERS = "too_many_numbers"
    UNSUR_COUNT = "unsur_count"  # some of nine unsur, but not all
    ERROR_CELL = "error_cell"
    TOO_MANY_UNITS = "too_many_units"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What stands behind a unit's name."""

    nilai: Decimal | None = None
    respondents: int | None = None
    unsur: tuple[Decimal, ...] = ()


class LineError(ValueError):
    """A line or numbers that fit no unit, and why."""

    def __init__(self, problem: LineProblem) -> None:
        super().__init__(problem)
        self.problem = problem


_NUMBER = re.compile(r"\d[\d.,]*%?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_MARKED = re.compile(r"\d[\d.,]*[.,]\d+")
_COMMA_AFTER_POINT = re.compile(r"(?<=\.\d),(?=\d)|(?<=\.\d{2}),(?=\d)|(?<=\.\d{3}),(?=\d)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOISE = _words(
    "a b c d sangat baik kurang tidak cukup mutu orang responden resp respondent ikm skm nilai jumlah jml r n"
    " predikat kategori unsur - / = & · dan dari"
)
"""Words that may stand among the numbers of a line and say nothing more."""
_BEFORE_PEOPLE = _words("orang responden resp respondent jumlah jml - / : = , ·") | {""}
_PEOPLE = _words("orang responden resp respondent")
_BEFORE_NUMBERS = _words("nilai ikm skm skor nilainya = : - / ,")


def clean_name(text: str) -> str:
    """Return the name of a unit on one line, without what stood between it and its value.

    Raises LineError: NO_NAME without a letter, NAME_TOO_LONG, TOO_MANY_NUMBERS where a value stands in it.
    """
    words = seen(text).split()
    while len(words) > 1 and compared(words[-1]) in _BEFORE_NUMBERS:
        words.pop()
    name = " ".join(words).strip(" :=,;-–—")
    if not any(letter.isalpha() for letter in name):
        raise LineError(LineProblem.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise LineError(LineProblem.NAME_TOO_LONG)
    if _MARKED.search(name):
        raise LineError(LineProblem.TOO_MANY_NUMBERS)
    return name


def numbers_of(text: str) -> Numbers | None:
    """Return what a text of numbers alone says of a unit: "82,5 120", or nine unsur; None where it has words.

    Raises LineError for numbers that fit no unit.
    """
    name, tokens = split(text)
    if name or not tokens:
        return None
    named, numbers = numbers_in(tokens)
    if numbers == Numbers():
        raise LineError(LineProblem.OUT_OF_RANGE)
    if named:
        turned = turned_round("", tokens)
        if turned is None or turned.name:
            raise LineError(LineProblem.TOO_MANY_NUMBERS)
        return turned.numbers
    return numbers


def split(said: str) -> tuple[str, list[str]]:
    """Return the words before the last run of numbers, and that run with what stands among it."""
    spaced = re.sub(r"[()\[\];|]", " ", re.sub(r"(?<=\d)/(?=\d)", " / ", said))
    spaced = re.sub(r"(?<=[^\W\d])\s*[,:=](?=\s*\d)", " ", _COMMA_AFTER_POINT.sub(" ", spaced))
    words = spaced.split()
    first = len(words)
    for at in range(len(words) - 1, -1, -1):
        if is_number(words[at]):
            first = at
        elif (said_of := _bare(words[at])) and said_of not in _NOISE:
            break
    return " ".join(words[:first]), words[first:]


def _bare(word: str) -> str:
    """Return a word as it is compared, without what stands at its end."""
    return compared(word).rstrip(".,:;")


def is_number(token: str) -> bool:
    """Return whether a word is written as a number."""
    return _NUMBER.fullmatch(token) is not None


def numbers_in(tokens: Sequence[str]) -> tuple[list[str], Numbers]:
    """Return the tokens that belong to the name, and what the last numbers say. Raises LineError."""
    at = [place for place, token in enumerate(tokens) if is_number(token)]
    found = [tokens[place].rstrip("%,.") for place in at]
    used, numbers = _last_numbers(found)
    return list(tokens[: at[len(found) - used] if used else len(tokens)]) if found else [], numbers


@dataclass(frozen=True, slots=True)
class Turned:
    """What a line says if its respondents stand before its IKM."""

    name: str
    numbers: Numbers
    is_certain: bool
    """Whether its words say so: "120 orang, nilai 82,5"."""
    in_doubt: bool
    """Whether it is as likely as a name that ends with that number, or an average: "1.240 82"."""
    may_be_name: bool
    """Whether the number may as well belong to the name: "Puskesmas 2 82,5"."""


def turned_round(name: str, tokens: Sequence[str]) -> Turned | None:
    """Return a line of a name and the numbers behind it read the other way round, if it can be."""
    at = [place for place, token in enumerate(tokens) if is_number(token)]
    if len(at) <= 1:
        return None
    first, last = (tokens[place].rstrip("%,.") for place in at[-2:])
    nilai = _nilai(last)
    if nilai is None or not _may_be_people(first) or (nilai < LOWEST and _GROUPED.fullmatch(last)):
        return None
    try:
        people = people_in(first)
    except LineError:
        return None
    before_it = _nilai(first)
    is_pair = before_it is not None and _may_be_people(last)
    before = [*name.split(), *tokens[: at[-2]]]
    said = bool(before) and _bare(before[-1]) in _PEOPLE
    between = any(_bare(word) in _PEOPLE for word in tokens[at[-2] : at[-1]])
    while before and _bare(before[-1]) in _BEFORE_PEOPLE:
        before.pop()
    return Turned(
        name=" ".join(before),
        numbers=Numbers(nilai, people),
        is_certain=said or (between and not is_pair),
        in_doubt=before_it is not None and before_it < LOWEST if is_pair else people >= LOWEST,
        may_be_name=not is_pair,
    )


def _last_numbers(found: Sequence[str]) -> tuple[int, Numbers]:
    """Return how many of these numbers, from the last, say something, and what. Raises LineError."""
    if not found:
        return 0, Numbers()
    for people in (1, 0):
        nine = found[len(found) - len(UNSUR) - people : len(found) - people]
        counts = not people or _may_be_people(found[-1])
        if counts and len(found) >= len(UNSUR) + people and all(map(is_average, nine)):
            counted = people_in(found[-1]) if people else None
            return len(UNSUR) + people, Numbers(respondents=counted, unsur=tuple(map(average, nine)))
    if sum(bool(_MARKED.fullmatch(one)) and is_average(one) for one in found) > _FEW:
        raise LineError(LineProblem.UNSUR_COUNT)
    before = _nilai(found[-2]) if len(found) > 1 else None
    if before is not None and _may_be_people(found[-1]):
        return 2, Numbers(before, people_in(found[-1]))
    nilai = _nilai(found[-1])
    if nilai is not None:
        return 1, Numbers(nilai)
    if before is not None:
        raise LineError(LineProblem.RESPONDENTS)
    if len(found) == 1 and found[0].isdecimal() and int(found[0]) < LOWEST:
        return 0, Numbers()  # "Puskesmas 2": the number of its name
    raise LineError(LineProblem.OUT_OF_RANGE)


def _may_be_people(token: str) -> bool:
    return token.isdecimal() or _GROUPED.fullmatch(token) is not None


def people_in(token: str) -> int:
    """Return the respondents that a number says. Raises LineError(RESPONDENTS)."""
    try:
        return parse_whole(token, minimum=1, maximum=MOST_RESPONDENTS)
    except InvalidAnswer as wrong:
        raise LineError(LineProblem.RESPONDENTS) from wrong


def decimal_in(token: str, minimum: Decimal, maximum: Decimal) -> Decimal | None:
    """Return the number of a word, or None where it is none of this range."""
    try:
        return parse_decimal(token, minimum=minimum, maximum=maximum, places=PLACES)
    except InvalidAnswer:
        return None


def _nilai(token: str) -> Decimal | None:
    """Return the IKM that a number can be, or the mean of a survey (1–4); that needs decimals to be told."""
    nilai = decimal_in(token, LOWEST, HIGHEST)
    return average(token) if nilai is None and _MARKED.fullmatch(token) and is_average(token) else nilai


def is_average(token: str) -> bool:
    """Return whether a number can be the average of an unsur (1–4)."""
    return decimal_in(token, LOWEST_UNSUR, HIGHEST_UNSUR) is not None


def average(token: str) -> Decimal:
    """Return the average of an unsur. Raises InvalidAnswer."""
    return parse_decimal(token, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=PLACES)
