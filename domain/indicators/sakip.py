"""SAKIP: the predikat of an evaluation and the nilai it stands for (PermenPANRB 88/2021)."""

import re
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.language.written import answered, compared

LOWEST, HIGHEST = Decimal(0), Decimal(100)
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*")
_BESIDE = re.compile(r"\b(?:nilai|nilainya|skor)\b|[()/:;=,%·-]")
"""What stands between a grade and a nilai and is neither."""
LONGEST_PREDIKAT = 60
"""Characters looked at; no way to say a grade is that long."""
MINIMUM_CHOICES = ("B", "BB", "A")
"""What a year may ask for as "baik"; B is the default."""


class Predikat(StrEnum):
    """The grades, best first. The lower bound is exclusive, the upper bound inclusive.

    The bounds are not called `lower` and `upper` because a grade is a string, which has methods of
    those names.
    """

    AA = "AA"
    A = "A"
    BB = "BB"
    B = "B"
    CC = "CC"
    C = "C"
    D = "D"

    @property
    def label(self) -> str:
        """The grade in words, as the regulation writes it."""
        return _LABELS[self]

    @property
    def above(self) -> Decimal | None:
        """The nilai this grade lies above (exclusive); None for D, which begins at 0."""
        return _ABOVE.get(self)

    @property
    def up_to(self) -> Decimal:
        """The highest nilai of this grade (inclusive)."""
        return _UP_TO[self]

    @property
    def rank(self) -> int:
        """How good: 0 for D up to 6 for AA."""
        return _RANKS[self]


_LABELS = {
    Predikat.AA: "Sangat Memuaskan",
    Predikat.A: "Memuaskan",
    Predikat.BB: "Sangat Baik",
    Predikat.B: "Baik",
    Predikat.CC: "Cukup (Memadai)",
    Predikat.C: "Kurang",
    Predikat.D: "Sangat Kurang",
}
_ABOVE = {
    Predikat.AA: Decimal(90),
    Predikat.A: Decimal(80),
    Predikat.BB: Decimal(70),
    Predikat.B: Decimal(60),
    Predikat.CC: Decimal(50),
    Predikat.C: Decimal(30),
}
_UP_TO = dict(zip(Predikat, (HIGHEST, *_ABOVE.values()), strict=True))
_RANKS = {grade: rank for rank, grade in enumerate(reversed(Predikat))}


def predikat_of(nilai: Decimal) -> Predikat:
    """Return the grade of a nilai 0–100, compared exactly. Raises InvalidAnswer(OUT_OF_RANGE)."""
    if not LOWEST <= nilai <= HIGHEST:
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(LOWEST), "maximum": str(HIGHEST)})
    return next((grade for grade, above in _ABOVE.items() if nilai > above), Predikat.D)


def at_least(predikat: Predikat, minimum: Predikat) -> bool:
    """Return whether a grade is `minimum` or better."""
    return predikat.rank >= minimum.rank


def parse_predikat(text: str) -> Predikat:
    """Return the grade typed as letters, in words or both: "bb", "b b", "predikat BB", "BB (Sangat Baik)".

    Raises InvalidAnswer: EMPTY; NOT_A_CHOICE for anything else, like "B plus", "B+" or "B (Sangat Baik)".
    """
    meant = _plain(text)[:LONGEST_PREDIKAT]
    if not meant:
        raise InvalidAnswer(Problem.EMPTY)
    if meant not in _WAYS_TO_SAY:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return _WAYS_TO_SAY[meant]


def with_nilai(text: str) -> tuple[str, str] | None:
    """Return the grade and the nilai as they are written in "BB 75,50", "75,5 (BB)" or "nilai 75,5".

    The grade is "" where only the nilai is said. None for a text with no number in it, or with several.
    """
    said = compared(text)[:LONGEST_PREDIKAT]
    numbers = _NUMBER.findall(said)
    if len(numbers) != 1:
        return None
    return answered(_BESIDE.sub(" ", said.replace(numbers[0], " "))), numbers[0]


def _plain(text: str) -> str:
    """Return lower case words; brackets, a dash or colon between words and a final point are left out."""
    words = re.sub(r"[()]|(?<=\S)\s*:\s|\s-\s", " ", answered(text))
    return " ".join(words.split()).removeprefix("predikat ")


def _ways_to_say(grade: Predikat) -> set[str]:
    letters, label = grade.value.lower(), _plain(grade.label)
    words = {label, *(("cukup", "memadai") if grade is Predikat.CC else ())}
    return {letters, " ".join(letters), *words, *(f"{letters} {word}" for word in words)}


_WAYS_TO_SAY = {way: grade for grade in Predikat for way in _ways_to_say(grade)}
