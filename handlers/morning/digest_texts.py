"""What changed in the five numbers between two digests, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.closing.official import Cause, Moved
from domain.figures.figure import Counts
from domain.indicators import Indicator
from domain.language.dates import day_of, year_of
from domain.language.numbers import format_percent
from handlers.words import words

_CAUSES = {
    Cause.VERIFIED: ("diterima", "diterima, belum memenuhi"),
    Cause.EVALUATED: ("dinilai memenuhi", "dinilai belum memenuhi"),
    Cause.CORRECTED: ("dikoreksi", "dikoreksi, belum memenuhi"),
    Cause.UNDONE: ("keputusan diurungkan", "keputusan diurungkan"),
    Cause.RULE: ("aturan berubah", "aturan berubah"),
    Cause.JOINED: ("masuk hitungan", "masuk hitungan"),
    Cause.LEFT: ("keluar hitungan", "keluar hitungan"),
}
"""What is said of an OPD that is a gain, and of one that is none."""
_SIGNS = {1: "+", 0: "", -1: "−"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One number at both moments, and the OPD that make the difference."""

    indicator: Indicator
    year: int
    before: Counts
    after: Counts
    moved: Sequence[Moved]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many reports wait for a verdict and for a repair, and are not out yet, in all indicators."""

    waiting: int
    returned: int
    expected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What changed since that instant, in the order in which it is told; never empty."""

    since: datetime
    until: datetime
    changes: Sequence[Changed]
    before: Totals
    after: Totals

    @property
    def year(self) -> int:
        """The latest year of which a number changed: in January often only last year's do."""
        return max(one.year for one in self.changes)


def changed(told: Digest, most: int) -> str:
    """Return every number that changed with the OPD behind it, the first `most` by name."""
    return words.paragraphs(
        words.bold(f"Perubahan angka sejak {words.short_day(day_of(told.since))}"),
        *(_number(one, year_of(told.until), most) for one in told.changes),
        _totals(told.before, told.after),
    )


def changed_headline(told: Digest) -> str:
    """Return the change in few characters: the number itself where it is only one (not escaped)."""
    if len(told.changes) > 1:
        return f"{len(told.changes)} angka IKU berubah"
    only = told.changes[0]
    return f"{only.indicator.title} {_percent(only.before)} → {_percent(only.after)}"


def _number(one: Changed, this_year: int, most: int) -> str:
    before, after = one.before, one.after
    year = f" {one.year}" if one.year != this_year else ""
    return words.lines(
        words.bold(f"{one.indicator.number} · {one.indicator.short}{year}"),
        f"{_percent(before)} → <b>{_percent(after)}</b> ({_counts(before, after)})",
        *(_cause(list(opds), most) for _, opds in groupby(_by_cause(one.moved), key=_kind)),
    )


def _percent(counts: Counts) -> str:
    official = counts.official
    return "tidak dapat dihitung" if official is None else format_percent(official)


def _counts(then: Counts, now: Counts) -> str:
    base = f" dari {then.total}" if then.total != now.total else ""
    return f"{then.met}{base} → {now.met} dari {now.total}"


def _by_cause(moved: Sequence[Moved]) -> list[Moved]:
    """Return gains before losses, those of one cause together, otherwise as they were."""
    causes = list(Cause)
    return sorted(moved, key=lambda one: (-one.change, causes.index(one.cause)))


def _kind(one: Moved) -> tuple[int, Cause]:
    return one.change, one.cause


def _cause(opds: Sequence[Moved], most: int) -> str:
    """Return "+2 diterima: Dinkes, Dishub" of OPD that moved alike."""
    change, cause = _kind(opds[0])
    head = f"{_SIGNS[change]}{len(opds)} {_CAUSES[cause][change < 1]}"
    named = [words.escape(one.opd.short_name) for one in opds[:most]]
    return f"{head}: {', '.join(filter(None, (*named, words.more(len(opds) - most))))}" if named else head


def _totals(before: Totals, after: Totals) -> str:
    said = [
        _total("menunggu verifikasi", before.waiting, after.waiting),
        _total("perlu perbaikan", before.returned, after.returned),
        _total("belum terbit/belum ada", before.expected, after.expected),
    ]
    return f"Seluruh laporan: {' · '.join(filter(None, said))}" if any(said) else ""


def _total(name: str, before: int, after: int) -> str:
    return f"{name} {before} → {after}" if before != after else ""
