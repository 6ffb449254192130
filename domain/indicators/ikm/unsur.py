"""The unsur of an IKM survey: their averages, read however people write them, and the IKM they make.

The regulation names nine; there are surveys with fewer or more.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked
from domain.language.numbers import LONGEST_NUMBER, parse_decimal, round_half_up
from domain.language.written import compared, seen

LOWEST_UNSUR, HIGHEST_UNSUR = Decimal("1.00"), Decimal("4.00")
UNSUR = (
    "Persyaratan",
    "Sistem, mekanisme dan prosedur",
    "Waktu penyelesaian",
    "Biaya/tarif",
    "Produk spesifikasi jenis pelayanan",
    "Kompetensi pelaksana",
    "Perilaku pelaksana",
    "Penanganan pengaduan, saran dan masukan",
    "Sarana dan prasarana",
)
IN_SHORT = (
    "Persyaratan",
    "Sistem dan prosedur",
    "Waktu penyelesaian",
    "Biaya/tarif",
    "Produk pelayanan",
    "Kompetensi pelaksana",
    "Perilaku pelaksana",
    "Pengaduan dan saran",
    "Sarana dan prasarana",
)
"""The same for a line of a narrow phone that has room for its average, too."""
FEWEST, MOST = 2, 20
"""Unsur of a survey that has not the nine of the regulation."""
LONGEST_MESSAGE = 1000
"""Characters in which averages are looked for."""

_CONVERSION = 25  # an average of 1–4 becomes 25–100
_UNSUR_DECIMALS = 4
_MANY = 4
_NUMBERING = re.compile(r"(?<![\w.,])([uU]?(?:1[0-9]|20|[1-9]))\s*[):=]")  # "1) 3,31", "U1: 3,31", "1=3,31"
_NUMBER = re.compile(r"[uU]?(1[0-9]|20|[1-9])\.?")
_COMMA_AFTER_POINT = re.compile(  # "3.31,3.35"
    r"(?<=[0-9]\.[0-9]),|(?<=[0-9]\.[0-9]{2}),|(?<=[0-9]\.[0-9]{3}),"
)


def ikm_of(unsur: Sequence[Decimal]) -> Decimal:
    """Return the IKM of the averages: their mean, as an exact fraction, × 25, two decimals HALF_UP."""
    return ikm_weighted(unsur, Fraction(1, len(unsur)))


def ikm_weighted(unsur: Sequence[Decimal], weight: Fraction) -> Decimal:
    """Return the IKM with each of the averages weighed by `weight`, two decimals HALF_UP."""
    return round_half_up(sum(map(Fraction, unsur), Fraction(0)) * weight * _CONVERSION)


def lowest_of(unsur: Sequence[Decimal]) -> frozenset[int]:
    """Return the numbers (1–9) of the lowest averages; none where all are the same."""
    lowest = frozenset(number for number, value in enumerate(unsur, start=1) if value == min(unsur))
    return lowest if len(lowest) < len(unsur) else frozenset()


def parse_unsur(text: str) -> tuple[Decimal, ...]:
    """Return the nine averages (1,00–4,00) of one message, in the order of UNSUR.

    Blanks, new lines, semicolons and ", " separate them; lines numbered 1–9 or U1–U9 may come in any order.
    Raises InvalidAnswer: EMPTY, TOO_LONG, WRONG_COUNT (expected, given), or what parse_decimal raises
    for one of them, with its `position` (1–9) and `name` added to the details.
    """
    return tuple(parse_from(text, 1).values())


def parse_from(text: str, first: int, names: Sequence[str] = UNSUR) -> dict[int, Decimal]:
    """Return the averages from that of the `first` name (1 …) to the last, or all where all are given.

    They go by their place among the names. Raises InvalidAnswer as `parse_unsur`.
    """
    if len(seen(text)) > LONGEST_MESSAGE:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(LONGEST_MESSAGE)})
    tokens, every = _tokens(compared(text)), range(1, len(names) + 1)
    has_all = len(tokens) in (len(every), 2 * len(every))
    values = _in_order(tokens, every if has_all else range(first, every.stop))
    return {position: _read_unsur(position, value, names) for position, value in values.items()}


def count_of(text: str) -> int:
    """Return how many words there are that may be averages, their numbering not counted."""
    return len(_listed(_tokens(compared(text))))


def is_list_of_averages(text: str) -> bool:
    """Return whether a text is nothing but averages; of many, one may be mistyped."""
    try:
        values = [_read_any(value) for value in _listed(_tokens(compared(text)))]
    except InvalidAnswer:
        return False
    wrong = sum(not LOWEST_UNSUR <= value <= HIGHEST_UNSUR for value in values)
    return wrong <= int(len(values) >= _MANY)


def _read_any(value: str) -> Decimal:
    return parse_decimal(value, minimum=Decimal(0), maximum=Decimal(_CONVERSION * 4), places=LONGEST_NUMBER)


def _listed(tokens: list[str]) -> list[str]:
    """Return the values of a list, be it numbered "1 3,31 2 3,35", "1. 3,31 2. 3,35" or not at all."""
    numbers = [_number(token) for token in tokens[::2]]
    paired = len(tokens) == 2 * len(numbers) and numbers == list(range(1, len(numbers) + 1))
    return tokens[1::2] if paired and len(numbers) > 1 else _values(tokens)


def _tokens(text: str) -> list[str]:
    spaced = _COMMA_AFTER_POINT.sub(" ", _NUMBERING.sub(r"\1. ", text))
    tokens = [token.strip(",") for token in re.split(r"[\s;|]+", spaced)]
    return [token for token in tokens if token]


def _values(tokens: list[str]) -> list[str]:
    return [token for token in tokens[:-1] if not _is_numbering(token)] + tokens[-1:]


def _in_order(tokens: list[str], wanted: range) -> dict[int, str]:
    """Return the values without their numbering, or raise EMPTY or WRONG_COUNT."""
    if not tokens:
        raise InvalidAnswer(Problem.EMPTY)
    values = _values(tokens)
    if len(tokens) == len(values) == len(wanted):
        return dict(zip(wanted, tokens, strict=True))
    numbered = dict(zip(map(_number, tokens[::2]), tokens[1::2], strict=False))
    if len(tokens) == 2 * len(wanted) and set(numbered) == set(wanted):
        return dict(sorted(numbered.items()))
    # As many values as wanted, under numbers that do not fit, are counted with these: it were no reason else.
    given = len(tokens) if len(values) == len(wanted) else len(values)
    raise InvalidAnswer(Problem.WRONG_COUNT, {"expected": str(len(wanted)), "given": str(given)})


def _is_numbering(token: str) -> bool:
    """Return whether a token can only be a number of a list: "4." or "U4", unlike "4"."""
    return _number(token) > 0 and not token.isdecimal()


def _number(token: str) -> int:
    """Return the number of an unsur that a token like "1", "1." or "U1" stands for, else 0."""
    typed = _NUMBER.fullmatch(token)
    return int(typed[1]) if typed else 0


def read_average(text: str, _: Asked) -> str:
    """Return one average (1,00–4,00) as it is stored. Raises InvalidAnswer as parse_decimal."""
    return str(parse_decimal(text, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=_UNSUR_DECIMALS))


def _read_unsur(position: int, value: str, names: Sequence[str]) -> Decimal:
    try:
        return parse_decimal(value, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=_UNSUR_DECIMALS)
    except InvalidAnswer as wrong:
        which = {"position": str(position), "name": names[position - 1]}
        raise InvalidAnswer(wrong.problem, {**wrong.details, **which}) from wrong
