"""Which OPD is meant: by its code, its short name, or words of its name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.language.written import compared
from domain.plain_words.wish import Near
from domain.units.opd import Opd

_JOINS = frozenset(
    {
        "dan", "dinas", "badan", "kecamatan", "kec", "kota", "kantor", "satuan", "opd", "instansi", "bagian",
        "perangkat",
    }
)  # fmt: skip
"""Words that say nothing of which OPD it is."""
_COMMON = frozenset({"daerah"})
"""What tells OPD apart only beside other words."""
_PART_OF_CODE = 4
"""Letters of the beginning of a code that may stand for it, as `dinsos` does for DINSOSPPPA."""
_PART_OF_NAME = 5
"""Letters of a word of a name that may stand for the whole."""


@dataclass(frozen=True, slots=True)
class Named:
    """The OPD that words fit. `sure`: by a code, a short name, or the words that a name begins with."""

    opds: tuple[Opd, ...] = ()
    sure: bool = False


def names_of(opds: Collection[Opd]) -> frozenset[str]:
    """Return every word that is of an OPD's name, code or short name."""
    return frozenset(word for opd in opds for word in (*_telling(opd), *_codes(opd)))


def named(words: Sequence[str], opds: Sequence[Opd], near: Near) -> Named:
    """Return the OPD that all these words are about; none where one word is of no OPD's name."""
    said = [part for word in words for part in word.split("-") if part not in _JOINS]
    if not set(said) - _COMMON:
        return Named()
    by_code = _by_code("".join(said), opds)
    if by_code:
        return Named(by_code, sure=len(by_code) == 1)
    known = {told for opd in opds for told in (*_telling(opd), *_codes(opd))}
    meant = [word if word in known else near(word, known) for word in said]
    fitting = tuple(opd for opd in opds if set(meant) <= {*_telling(opd), *_codes(opd)})
    if not fitting or max(map(len, said)) < _PART_OF_NAME:
        return Named()
    wholly = tuple(opd for opd in fitting if set(meant) >= set(_telling(opd)))
    found = wholly if len(wholly) == 1 else fitting
    begins = bool(wholly) or meant[0] == _telling(found[0])[0]
    return Named(found, sure=len(found) == 1 and begins and meant == said)


def _by_code(said: str, opds: Sequence[Opd]) -> tuple[Opd, ...]:
    whole = tuple(opd for opd in opds if said in _codes(opd))
    if whole or len(said) < _PART_OF_CODE:
        return whole
    begun = tuple(opd for opd in opds if any(code.startswith(said) for code in _codes(opd)))
    if begun or len(said) < _PART_OF_NAME:
        return begun
    return tuple(opd for opd in opds if any(said in code for code in _codes(opd)))


def _codes(opd: Opd) -> frozenset[str]:
    """Return what an OPD goes by in one word: KEC-MAYANGAN is said "kecmayangan" or "mayangan"."""
    told = [_plain(one) for one in (opd.code, opd.short) if one]
    bare = [[word for word in words if word not in _JOINS] for words in told]
    return frozenset("".join(words) for words in (*told, *bare) if words)


def _telling(opd: Opd) -> list[str]:
    """Return the words of a name that tell it from others, in its order."""
    words = _plain(opd.name)
    return [word for word in words if word not in _JOINS] or words


def _plain(name: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in compared(name)).split()
