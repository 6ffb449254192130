"""How one OPD stands in a figure, in words: its group, its value, since when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.figures.figure import Entry, Part
from domain.figures.kept import Totals
from domain.indicators import Indicator
from domain.units.opd import Opd
from handlers.words import words
from handlers.words.expected import awaited
from handlers.words.names import outcome
from storage.ports import Reviewer, Stood, StoodIn, stood_in


class Group(StrEnum):
    """What the OPD of an indicator are ordered by: who has to act now first, what is done last."""

    MINE = "mine"  # waits for the person who looks
    WAITING = "waiting"
    RETURNED = "returned"
    MISSING = "missing"
    UNMET = "unmet"
    MET = "met"


_GROUP_OF = {
    Part.MET: Group.MET,
    Part.UNMET: Group.UNMET,
    Part.WAITING_MET: Group.WAITING,
    Part.WAITING_UNMET: Group.WAITING,
    Part.RETURNED: Group.RETURNED,
    Part.MISSING: Group.MISSING,
}
GROUPS = {
    StoodIn.WAITING: Group.WAITING,
    StoodIn.RETURNED: Group.RETURNED,
    StoodIn.MISSING: Group.MISSING,
    StoodIn.UNMET: Group.UNMET,
    StoodIn.MET: Group.MET,
}
"""What those that are listed are called here that wait for nobody in particular."""
ICONS = {
    Group.MINE: words.WAITING,
    Group.WAITING: words.WAITING,
    Group.RETURNED: words.RETURNED,
    Group.MISSING: words.MISSING,
    Group.UNMET: words.UNMET,
    Group.MET: words.VERIFIED,
}
_NAMES = {
    Group.MINE: "menunggu Anda",
    Group.WAITING: "menunggu verifikasi",
    Group.RETURNED: "perlu perbaikan",
    Group.UNMET: "belum memenuhi",
    Group.MET: "memenuhi",
}
_MET = {Part.MET, Part.WAITING_MET}
IsMine = Callable[[Entry], bool]
"""Whether something of an OPD waits for the person who looks."""


@dataclass(frozen=True, slots=True)
class Listed:
    group: Group
    opd: Opd


def listed(entries: Sequence[Entry], is_mine: IsMine) -> list[Listed]:
    """Return the OPD by group and short name; a correction that waits is a reason to stand at the front."""
    order = {group: number for number, group in enumerate(Group)}
    every = [Listed(_group(entry, is_mine), entry.opd) for entry in entries]
    return sorted(every, key=lambda one: (order[one.group], one.opd.short_name.casefold()))


def _group(entry: Entry, is_mine: IsMine) -> Group:
    if not entry.waits:
        return _GROUP_OF[entry.part]
    return Group.MINE if is_mine(entry) else Group.WAITING


def name_of(indicator: Indicator, group: Group) -> str:
    if group is Group.MISSING:
        return f"belum {'lapor' if indicator.reported_by_operator else 'dinilai'}"
    return _NAMES[group]


def listed_kept(stood: Sequence[Stood], asked: Reviewer | None) -> list[Listed]:
    """Return the OPD as `listed`, from what is kept; `asked`: whose verdict something may wait for."""
    order = {group: number for number, group in enumerate(Group)}
    every = [(order[(group := group_kept(one, asked))], Listed(group, one.opd)) for one in stood]
    return [one for _, one in sorted(every, key=lambda it: (it[0], it[1].opd.short_name.casefold()))]


def group_kept(one: Stood, asked: Reviewer | None) -> Group:
    if one.kept is not None and asked is not None and asked.asks(one.kept):
        return Group.MINE
    return GROUPS[stood_in(one.kept)]


def many_in(totals: Totals, mine: int) -> dict[Group, int]:
    """Return how many OPD are listed in each group; `mine` of those that wait do for who looks."""
    counts = totals.counts
    atop_unmet = totals.corrections + totals.beside - totals.atop_met
    return {
        Group.MINE: mine,
        Group.WAITING: totals.waiting - mine,
        Group.RETURNED: counts.returned,
        Group.MISSING: counts.missing,
        Group.UNMET: counts.unmet - atop_unmet,
        Group.MET: counts.met - totals.atop_met,
    }


def sizes(indicator: Indicator, totals: Totals, mine: int) -> str:
    """Return how many OPD of the whole city are in each group: "🕓 3 menunggu Anda · ✅ 20 memenuhi".

    `mine`: how many of those that wait do for the person who looks. A correction that waits, or the value of
    another period, is counted beside the answer that stands.
    """
    # What has a correction waiting on top is counted here where it stands, and as waiting.
    counts = totals.counts
    many = many_in(totals, mine) | {Group.UNMET: counts.unmet, Group.MET: counts.met}
    atop = [
        f"{totals.corrections} koreksi" if totals.corrections else "",
        f"{totals.beside} periode lain" if totals.beside else "",
    ]
    corrections = f" ({', '.join(filter(None, atop))})" if any(atop) else ""
    first_waiting = Group.MINE if mine else Group.WAITING
    return " · ".join(
        f"{words.unbroken(f'{ICONS[group]} {count} {name_of(indicator, group)}')}"
        f"{corrections if group is first_waiting else ''}"
        for group, count in many.items()
        if count
    )


def state(indicator: Indicator, entry: Entry, today: date) -> str:
    """Return in a few words where one OPD stands on that day: "✅ BB · 75,50" (not escaped)."""
    group, expected = _GROUP_OF[entry.part], entry.standing.expected
    if expected is not None:
        return f"{ICONS[group]} {awaited(expected, today)}"
    event = entry.standing.verified or entry.standing.waiting
    if event is None:
        return f"{ICONS[group]} {name_of(indicator, group)}"
    carried = f" ({entry.carried_from})" if entry.carried_from else ""
    unmet = words.but_unmet(met=entry.part in _MET)
    correction = " · koreksi menunggu" if entry.correction_waiting else ""
    if entry.standing.period_waiting is not None:
        correction = f" · {entry.standing.period_waiting.named} menunggu"
    return f"{ICONS[group]} {outcome(indicator.key, event.answers)}{carried}{unmet}{correction}"


def tally(entries: Sequence[Entry]) -> str:
    """Return how several OPD stand, by icons: "✅ 2 · 🕓 1 · ⬜ 1"."""
    groups = [_GROUP_OF[entry.part] for entry in entries]
    return " · ".join(
        f"{ICONS[group]}\u00a0{groups.count(group)}" for group in reversed(Group) if group in groups
    )
