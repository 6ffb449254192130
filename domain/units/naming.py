"""Which OPD is meant by a few words: its code, its short name, or part of its name."""

import re
from collections.abc import Iterable, Sequence

from domain.language.written import compared
from domain.units.opd import Opd

SHORTEST_PART = 3
"""Letters that may stand for a word which they are only part of; fewer have to be a whole word."""


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without signs, in lower case."""
    return tuple(re.sub(r"[\W_]+", " ", compared(text)).split())


def called(opds: Iterable[Opd], words: Sequence[str]) -> tuple[Opd, ...]:
    """Return the OPD that go by these words, in any order, by name.

    Whose code, short name or whole name they are comes alone; otherwise it is all in whose names every word
    is found. No words, and digits alone, mean none.
    """
    if not words or all(word.isdecimal() for word in words):
        return ()
    known = sorted(opds, key=lambda opd: (opd.name, opd.code))
    exact = tuple(opd for opd in known if "".join(words) in _whole(opd))
    return exact or tuple(opd for opd in known if all(_is_in(word, opd) for word in words))


def _whole(opd: Opd) -> set[str]:
    return {"".join(plain_words(name)) for name in (opd.code, opd.short, opd.name) if name}


def _is_in(word: str, opd: Opd) -> bool:
    names = plain_words(f"{opd.code} {opd.short} {opd.name}")
    if word in names:
        return True
    return len(word) >= SHORTEST_PART and not word.isdecimal() and any(word in name for name in names)
