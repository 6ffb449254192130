"""Which OPD a row of a rekap is about: by what is written, and where that leaves a doubt, by a person.

A name is *sure* where it is, but for its writing, an OPD's code, short name or whole name, or where somebody
has said before which OPD it is. Anything else is proposed at most: no likeness, however great, chooses. What
is likeness is injected (`Alike`), as slips are in `domain.plain_words`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from domain.language.written import compared
from domain.rekap.comparison import RekapRow, RowProblem, as_held
from domain.rekap.sheet import Reading
from domain.units.opd import Opd

Alike: TypeAlias = Callable[[str, str], float]
"""Returns how alike two texts are, from 0 to 100."""

NOT_AN_OPD, SKIPPED = "-", "?"
"""What may be chosen for a name in place of an OPD's code: that it is none, or to leave the row out."""
MOST_PROPOSED = 3
_LIKELY = 72
"""From here on an OPD is proposed."""
_NEAR_BEST = 18
"""And only those that are hardly less alike than the most alike one."""
_SHORTEST_PART = 3
"""Letters of an abbreviation with a full stop, that may stand for the whole word."""

_NUMBERED = re.compile(r"\s*(?:\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)]|[-•*])\s+")
_WORDS = re.compile(r"[^\W_]+\.?")
_CITY = frozenset({"kota", "kabupaten", "kab"})
_JOINS = frozenset({"dan", "serta", "pada", "di"})
_GENERIC = frozenset({"dinas", "badan", "kantor", "satuan", "daerah", "kecamatan", "kota", "sekretariat"})
"""What tells OPD from each other only beside other words."""
_WRITTEN_OUT = {
    "din": "dinas", "dns": "dinas", "bdn": "badan", "kec": "kecamatan", "sekr": "sekretariat",
    "kel": "kelurahan", "bag": "bagian", "insp": "inspektorat", "pusk": "puskesmas",
}  # fmt: skip
_PARTS = frozenset(
    {
        "kelurahan", "bagian", "bidang", "puskesmas", "uptd", "upt", "rsud", "rumah", "sekolah", "sdn",
        "smpn", "seksi", "labkesda", "perusahaan", "perumda", "perumdam", "bumd",
    }
)  # fmt: skip
"""What is usually below an OPD, or beside them."""


@dataclass(frozen=True, slots=True)
class Match:
    """`opd` is the code of a sure match, NOT_AN_OPD where somebody has said so, "" while it is open."""

    opd: str = ""
    proposed: tuple[str, ...] = ()
    """Codes of OPD that may be meant, the most alike first."""
    is_part: bool = False
    """Whether it is called like something below an OPD, and no OPD is called so."""


def matched(
    reading: Reading, opds: Sequence[Opd], remembered: Mapping[str, str], alike: Alike
) -> dict[int, Match]:
    """Return what the name of each row comes to, by row; `remembered` is by the name as it is compared.

    An OPD that is not there any more is not remembered.
    """
    known = _Known(opds)
    return {
        one.row: _match(one.name, reading.codes.get(one.row, ""), known, remembered, alike)
        for one in reading.rows
    }


def _match(name: str, code: str, known: "_Known", remembered: Mapping[str, str], alike: Alike) -> Match:
    said = remembered.get(compared(name))
    if said is not None and (not said or said in known.opds):
        return Match(said or NOT_AN_OPD)
    sure = {*known.sure(name), *known.sure_by_code(code)}
    if len(sure) == 1:
        return Match(sure.pop())
    is_part = bool(_PARTS & set(_plain(name)) - known.words)
    return Match("", tuple(sorted(sure)) or known.proposed(name, alike), is_part)


class _Known:
    """The OPD, with what they go by."""

    def __init__(self, opds: Sequence[Opd]) -> None:
        self.opds = {opd.code: opd for opd in opds}
        self.words = {word for opd in opds for word in _plain(opd.name)}
        self._by_key = defaultdict[str, set[str]](set)
        for opd in opds:
            for name in (opd.code, opd.short, opd.name):
                if name:
                    self._by_key[_key(name)].add(opd.code)

    def sure(self, name: str) -> set[str]:
        """Return the OPD that is called so; several only where they share a name."""
        return self._by_key.get(_key(name), set()) or self._as_one_word(name) or self._written_short(name)

    def sure_by_code(self, code: str) -> set[str]:
        return {one for one in self.opds if compared(one) == compared(code)}

    def _as_one_word(self, name: str) -> set[str]:
        """Read "Dinas PUPR-PKP" as PUPR-PKP, and "Din. Kes" as Dinkes."""
        words = [word.rstrip(".") for word in _spoken(name)]
        bare = words[1:] if words and _WRITTEN_OUT.get(words[0], words[0]) in _GENERIC else words
        short = {key for opd in self.opds.values() for one in (opd.code, opd.short) if (key := _key(one))}
        keys = {"".join(words), "".join(bare)} & short
        return {code for key in keys for code in self._by_key[key]}

    def _written_short(self, name: str) -> set[str]:
        """Read "Dinas Kepend. dan Penc. Sipil": each word is whole, or begun and ended with a full stop."""
        words = _spoken(name)
        return {code for code, opd in self.opds.items() if _shortens(words, _plain(opd.name))}

    def proposed(self, name: str, alike: Alike) -> tuple[str, ...]:
        words, spoken = _telling(_plain(name)), "".join(word.rstrip(".") for word in _spoken(name))
        scores = dict[str, float]()
        for code, opd in self.opds.items():
            shorts = (alike(spoken, _key(one)) for one in (opd.code, opd.short) if one)
            # What is all of words that tell nothing (Sekretariat Daerah) is compared as a whole.
            whole = _plain(opd.name)
            told = _plain(name) if set(whole) <= _GENERIC else words
            scores[code] = max(alike(" ".join(told), " ".join(_telling(whole))), *shorts)
        best = max(scores.values(), default=0)
        likely = [code for code, score in scores.items() if score >= max(_LIKELY, best - _NEAR_BEST)]
        return tuple(sorted(likely, key=lambda code: (-scores[code], code))[:MOST_PROPOSED])


def _shortens(words: Sequence[str], whole: Sequence[str]) -> bool:
    return len(words) == len(whole) and all(
        word.rstrip(".") == full
        or (word.endswith(".") and len(word) > _SHORTEST_PART and full.startswith(word.rstrip(".")))
        for word, full in zip(words, whole, strict=True)
    )


def _key(name: str) -> str:
    return "".join(_plain(name))


def _plain(name: str) -> list[str]:
    """Return the words of a name written out, without what stands around them in lists."""
    return [_WRITTEN_OUT.get(bare, bare) for bare in (word.rstrip(".") for word in _spoken(name))]


def _spoken(name: str) -> list[str]:
    """Return the words of a name as they are compared, with the full stop of an abbreviation."""
    said = _NUMBERED.sub("", compared(name), count=1) if _NUMBERED.match(compared(name)) else compared(name)
    words = [word for word in _WORDS.findall(said.replace("&", " dan ")) if word not in _JOINS]
    is_of_city = len(words) > len(_CITY) - 1 and words[-2].rstrip(".") in _CITY
    return words[:-2] if is_of_city else words


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _GENERIC] or list(words)


def to_choose(reading: Reading, matches: Mapping[int, Match], chosen: Mapping[int, str]) -> list[RekapRow]:
    """Return the rows of which a person has still to say whose they are, in their order.

    A row that is refused anyway is not asked about.
    """
    return [
        one
        for one in reading.rows
        if not _is_refused(one) and not matches[one.row].opd and one.row not in chosen
    ]


def settled(
    reading: Reading, matches: Mapping[int, Match], chosen: Mapping[int, str], codes: Collection[str]
) -> tuple[RekapRow, ...]:
    """Return the rows with their OPD and everything that keeps them from being held beside a report.

    Two rows of one OPD that say different things are both refused; of those that say the same, one counts.
    A name without a value that is no OPD's is a heading, and left out. `codes` are of the OPD there are.
    """
    rows = [_named(one, chosen.get(one.row) or matches[one.row].opd, codes) for one in reading.rows]
    rows = [one for one in rows if one.opd or one.problem is not RowProblem.NOTHING_SAID]
    counted = Counter(one.opd for one in rows if one.counts)
    several = {opd for opd, count in counted.items() if count > 1}
    first = dict[str, RekapRow]()
    differ = {
        one.opd
        for one in rows
        if one.counts and one.opd in several and not _says_as(first.setdefault(one.opd, one), one)
    }
    return tuple(_once(one, differ, first) for one in rows)


def _named(row: RekapRow, opd: str, codes: Collection[str]) -> RekapRow:
    if opd in codes:
        return replace(row, opd=opd)
    if _is_refused(row):
        return row
    problem = RowProblem.NOT_AN_OPD if opd == NOT_AN_OPD else RowProblem.UNKNOWN_NAME
    return replace(row, problem=problem)


def _once(row: RekapRow, differ: Collection[str], first: Mapping[str, RekapRow]) -> RekapRow:
    if not row.counts or row.opd not in first:
        return row
    if row.opd in differ:
        return replace(row, problem=RowProblem.TWICE)
    return row if row is first[row.opd] else replace(row, problem=RowProblem.REPEATED)


def _says_as(one: RekapRow, other: RekapRow) -> bool:
    """Return whether two rows would be held as the same beside a report."""
    return as_held(one) == as_held(other)


def _is_refused(row: RekapRow) -> bool:
    return row.problem is not None and row.problem.refuses
