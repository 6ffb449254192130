"""Slips of the finger, by rapidfuzz: what a thumb does on a small keyboard, and nothing else."""

from collections.abc import Collection

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORTEST = 5
"""Letters of a word of which a slip is read over: shorter ones are too like each other."""
_LONG, _LONGER = 7, 9
"""Letters from which any letter may be wrong, and from which two may."""


def near(word: str, choices: Collection[str]) -> str | None:
    """Return the one of these words that was meant; None for none, or where two are as near.

    The first letter is hardly ever wrong. In a short word only a slip of the thumb counts: a letter left out,
    doubled, swapped with the next, or that of a neighbouring key. *Sakit* is no *sakip*.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only whoever mistypes pays for it

    most = 2 if len(word) >= _LONGER else 1
    found: dict[str, int] = {}
    for choice in choices:
        if choice[:1] != word[:1] or len(choice) < _SHORTEST:
            continue
        distance = OSA.distance(word, choice, score_cutoff=most)
        if distance <= most and (len(word) >= _LONG or _is_slip(word, choice)):
            found[choice] = distance
    best = [choice for choice, distance in found.items() if distance == min(found.values())]
    return best[0] if len(best) == 1 else None


def _is_slip(word: str, choice: str) -> bool:
    """Return whether two words that differ by one edit do so as a thumb would have it."""
    if len(word) != len(choice) or sorted(word) == sorted(choice):
        return True
    ((typed, wanted),) = ((a, b) for a, b in zip(word, choice, strict=True) if a != b)
    return typed in NEIGHBOURS[wanted] if wanted in NEIGHBOURS else False


def _neighbours() -> dict[str, frozenset[str]]:
    """Return the keys around each key of a phone's keyboard."""
    places = {char: (row, at + row / 2) for row, chars in enumerate(_ROWS) for at, char in enumerate(chars)}
    return {
        one: frozenset(
            other
            for other, (row, at) in places.items()
            if other != one and abs(row - places[one][0]) <= 1 and abs(at - places[one][1]) <= 1
        )
        for one in places
    }


NEIGHBOURS = _neighbours()
