"""What would lift a figure to its target, in words: how many OPD are missing, and from where."""

from decimal import Decimal

from domain.figures.figure import Counts
from domain.indicators import Indicator


def what_lifts(indicator: Indicator, counts: Counts, target: Decimal | None, *, live: bool) -> str:
    """Return "butuh 3 OPD lagi: cukup dari 4 yang menunggu", or that the target is reached.

    "" without a target or without any OPD. What is not `live` cannot be acted upon any more, so that it is
    only said how many there were. `target` is in percent.
    """
    needed = counts.further_needed(target)
    if needed is None:
        return ""
    if not needed:
        return "target tercapai"
    further = f"butuh {needed} OPD lagi"
    return f"{further}{_from_where(indicator, counts, needed)}" if live else further


def _from_where(indicator: Indicator, counts: Counts, needed: int) -> str:
    """Return from where so many further OPD can come, as far as that can be said in short."""
    ready = counts.waiting_met
    possible = counts.total - counts.unmet - counts.met
    if not possible:
        return "; tanpa koreksi tidak ada lagi yang bisa"
    if needed > possible:
        return f"; paling banyak {possible} yang masih bisa"
    if ready >= needed:
        return f": cukup dari {ready} yang menunggu"
    if not ready or needed - ready > counts.missing + counts.returned:
        # Some would have to come from what waits and does not meet the rule as it was sent.
        return ""
    rest = "belum lapor" if indicator.reported_by_operator else "belum dinilai"
    if needed - ready > counts.missing:
        rest = f"{rest} atau perlu perbaikan" if counts.missing else "perlu perbaikan"
    return f": {ready} yang menunggu, {needed - ready} yang {rest}"
