"""How alike two names are, by rapidfuzz: in any order of their words, and where one is part of the other."""

_OF_A_PART = 0.95
"""A name that holds all words of another is a little less like it than the same words misspelt."""


def alike(one: str, other: str) -> float:
    """Return from 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only who sends a rekap pays for it

    return max(fuzz.token_sort_ratio(one, other), fuzz.token_set_ratio(one, other) * _OF_A_PART)
