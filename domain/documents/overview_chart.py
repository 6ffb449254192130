"""The picture of all five indicators: a bar each, with its target and what last year was."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.documents import figure_words as words
from domain.documents.position import Counted, Numbers
from domain.documents.said import Said, figures_said
from domain.documents.stamp import Stamp
from domain.figures.lifting import what_lifts
from domain.indicators import by_key
from domain.language.numbers import format_percent
from domain.language.written import cut

_ALL = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One indicator. All lengths are parts of the whole bar (1 is 100 %), and stand one behind the other."""

    name: str
    percent: str
    counted: str
    verified: Fraction
    """What counts."""
    waiting: Fraction
    """What would count beside it if all that waits is accepted as it was sent."""
    possible: Fraction
    """What may still come beside that; 0 where nothing can come any more."""
    including_waiting: str
    """What it would be then, in words; "" where nothing waits that would count."""
    target: Fraction | None
    target_words: str
    last: Fraction | None
    last_words: str
    capaian: str
    lift: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewChartContent:
    """What stands on the picture; whoever draws it adds no word and no number."""

    stamp: Stamp
    title: str
    whose: str
    """Whose numbers these are: the unit and its government."""
    counted: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    """What of the bars is explained ("verified", "waiting", "possible", "target", "last"), and how."""
    note: str
    said: tuple[Said, ...]


def overview_chart(
    stamp: Stamp,
    position: Numbers[Counted],
    last: Numbers[Counted] | None,
    *,
    live: bool,
    whose: str = "",
) -> OverviewChartContent:
    """Return the picture of a position.

    `last` is the same time a year before; None where nothing is told of it. `live` says whether the
    position is of now: what was possible in the past is none any more.
    """
    bars = tuple(_bar(position, last, one, live=live) for one in position.figures)
    return OverviewChartContent(
        stamp=stamp,
        title=f"IKU {words.period(position)}",
        whose=cut(whose, words.LONGEST_WHOSE),
        counted=words.denominator(position),
        bars=bars,
        legend=_legend(bars, last),
        note=words.VERIFIED_ONLY,
        said=figures_said(position),
    )


def said_by(content: OverviewChartContent) -> tuple[Said, ...]:
    """Return what the picture says, an indicator each."""
    return content.said


def _bar(position: Numbers[Counted], last: Numbers[Counted] | None, figure: Counted, *, live: bool) -> Bar:
    indicator, counts = by_key(figure.indicator), figure.counts
    target = position.target(figure.indicator)
    verified, waiting = counts.official or Fraction(0), (counts.including_pending or Fraction(0))
    highest = (counts.highest or Fraction(0)) if live else waiting
    before = words.before(last, figure.indicator)
    return Bar(
        name=f"{indicator.number} · {indicator.short}",
        percent=words.percent(counts),
        counted=words.counted(counts),
        verified=verified,
        waiting=waiting - verified,
        possible=highest - waiting,
        including_waiting=f"termasuk menunggu {format_percent(waiting)}" if waiting > verified else "",
        target=Fraction(target) / _ALL if target else None,
        target_words=words.target(position, figure.indicator),
        last=before,
        last_words=f"{words.period(last)}: {format_percent(before)}" if last and before is not None else "",
        capaian=words.capaian(counts, target),
        lift=what_lifts(indicator, counts, target, live=False).removeprefix("target "),
    )


def _legend(bars: Sequence[Bar], last: Numbers[Counted] | None) -> tuple[tuple[str, str], ...]:
    """Return only what can be seen."""
    seen = [("verified", "terverifikasi memenuhi", True)]
    seen.append(("waiting", "menunggu, bila diterima", any(one.waiting for one in bars)))
    seen.append(("possible", "masih mungkin", any(one.possible for one in bars)))
    seen.append(("target", "target", any(one.target is not None for one in bars)))
    if last is not None:
        seen.append(("last", f"realisasi {words.period(last)}", any(one.last is not None for one in bars)))
    return tuple((what, said) for what, said, is_seen in seen if is_seen)
