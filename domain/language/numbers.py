"""Numbers as people type them and as the screen shows them; never a float."""

import re
from decimal import Decimal
from fractions import Fraction

from domain.errors import InvalidAnswer, Problem
from domain.language.written import folded

LONGEST_NUMBER = 32
"""Characters. Nothing longer is looked at, so a pasted novel costs nothing."""

_TYPED = re.compile(r"(?P<sign>[+-]?)\s*(?P<digits>[0-9.,]*[0-9])[.,]?\s*%?")
_GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,"}
_THOUSAND = 1000


def parse_decimal(text: str, *, minimum: Decimal, maximum: Decimal, places: int = 2) -> Decimal:
    """Return the number typed, without trailing zeros, within minimum and maximum (both inclusive).

    A comma and a point both mark decimals ("85,5", "85.5"); with both present the last one does. A percent
    sign, a mark left at the end ("85,") and blanks around are ignored. One point before exactly three
    digits groups thousands only where the range reaches a thousand. Raises InvalidAnswer: EMPTY,
    NOT_A_NUMBER (other scripts' digits, exponents and words included), OUT_OF_RANGE, or TOO_MANY_DECIMALS
    beyond `places`, zeros counted: "85,500" might mean thousands, so it is asked again.
    """
    value, decimals = _read(text, thousands=maximum >= _THOUSAND)
    _check_range(value, minimum, maximum)
    if decimals > places:
        raise InvalidAnswer(Problem.TOO_MANY_DECIMALS, {"limit": str(places)})
    return _plain(value)


def parse_whole(text: str, *, minimum: int, maximum: int) -> int:
    """Return the whole number typed, within minimum and maximum (both inclusive); "1.200" is 1200.

    Either mark groups thousands. Raises InvalidAnswer: EMPTY, NOT_A_NUMBER, NOT_A_WHOLE_NUMBER, OUT_OF_RANGE.
    """
    value, _ = _read(text, thousands=True, grouping=".,")
    if value != value.to_integral_value():
        raise InvalidAnswer(Problem.NOT_A_WHOLE_NUMBER)
    _check_range(value, Decimal(minimum), Decimal(maximum))
    return int(value)


def round_half_up(value: Decimal | Fraction, places: int = 2) -> Decimal:
    """Return the value with exactly `places` decimals; a half goes away from zero (domain rule: HALF_UP)."""
    scaled = Fraction(value) * 10**places
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    negative = value < 0 and whole > 0
    return Decimal((int(negative), tuple(map(int, str(whole))), -places))


def format_decimal(value: Decimal | Fraction, places: int = 2) -> str:
    """Return the value rounded HALF_UP with a decimal comma and no thousands separator: "71,43"."""
    return f"{round_half_up(value, places):f}".replace(".", ",")


def format_whole(number: int) -> str:
    """Return a whole number with a point between its thousands: "1.200"."""
    return f"{number:,}".replace(",", ".")


def format_shortest(value: Decimal) -> str:
    """Return the value as people write it, without decimals that say nothing: "75", "72,5"."""
    return format_decimal(value).removesuffix("0").removesuffix("0").removesuffix(",")


def format_percent(ratio: Decimal | Fraction) -> str:
    """Return a ratio (1 is all) as a percentage with two decimals: 20/28 is "71,43 %"."""
    return f"{format_decimal(Fraction(ratio) * 100)} %"


def _read(text: str, *, thousands: bool, grouping: str = ".") -> tuple[Decimal, int]:
    """Return the number and how many decimals were typed, or raise EMPTY or NOT_A_NUMBER."""
    typed = _TYPED.fullmatch(_visible(text))
    if typed is None:
        raise InvalidAnswer(Problem.NOT_A_NUMBER)
    whole, fraction = _split(typed["digits"], grouping if thousands else "")
    if typed["sign"] == "-":
        whole = f"-{whole}"
    return Decimal(f"{whole}.{fraction}"), len(fraction)


def _visible(text: str) -> str:
    """Return what can be seen of the text, as most people write it."""
    if len(text) > 4 * LONGEST_NUMBER:
        raise InvalidAnswer(Problem.NOT_A_NUMBER)
    seen = folded(text)
    if not seen:
        raise InvalidAnswer(Problem.EMPTY)
    if len(seen) > LONGEST_NUMBER:
        raise InvalidAnswer(Problem.NOT_A_NUMBER)
    return seen


def _split(digits: str, grouping: str) -> tuple[str, str]:
    """Return the digits before and after the decimal mark; `grouping` marks may stand alone in thousands."""
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return digits, ""
    last = marks[-1]
    if len(marks) > 1 and marks.count(last) == len(marks):
        return _ungrouped(digits, last), ""
    if len(marks) == 1 and last in grouping and _GROUPED[last].fullmatch(digits):
        return digits.replace(last, ""), ""
    whole, _, fraction = digits.rpartition(last)
    if len(marks) > 1:
        whole = _ungrouped(whole, marks[0])
    return whole or "0", fraction


def _ungrouped(digits: str, mark: str) -> str:
    if not _GROUPED[mark].fullmatch(digits):
        raise InvalidAnswer(Problem.NOT_A_NUMBER)
    return digits.replace(mark, "")


def _check_range(value: Decimal, minimum: Decimal, maximum: Decimal) -> None:
    if not minimum <= value <= maximum:
        shown = {"minimum": str(minimum), "maximum": str(maximum)}
        raise InvalidAnswer(
            Problem.OUT_OF_RANGE, {key: text.replace(".", ",") for key, text in shown.items()}
        )


def _plain(value: Decimal) -> Decimal:
    """One value, one text: what people type as "85,50" and "85.5" is stored as the same answer."""
    text = f"{value or Decimal(0):f}"  # "-0" is 0
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
