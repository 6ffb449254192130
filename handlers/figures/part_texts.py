"""How one OPD stands in a figure, in words: its group, its value, since when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.figures.figure import Entry, Figure, Part
from domain.indicators import Indicator
from handlers.words import words
from handlers.words.expected import awaited
from handlers.words.names import outcome


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
    entry: Entry


def listed(entries: Sequence[Entry], is_mine: IsMine) -> list[Listed]:
    """Return the OPD by group and short name; a correction that waits is a reason to stand at the front."""
    order = {group: number for number, group in enumerate(Group)}
    every = [Listed(_group(entry, is_mine), entry) for entry in entries]
    return sorted(every, key=lambda one: (order[one.group], one.entry.opd.short_name.casefold()))


def _group(entry: Entry, is_mine: IsMine) -> Group:
    if not entry.waits:
        return _GROUP_OF[entry.part]
    return Group.MINE if is_mine(entry) else Group.WAITING


def name_of(indicator: Indicator, group: Group) -> str:
    if group is Group.MISSING:
        return f"belum {'lapor' if indicator.reported_by_operator else 'dinilai'}"
    return _NAMES[group]


def sizes(indicator: Indicator, figure: Figure, mine: int) -> str:
    """Return how many OPD of the whole city are in each group: "🕓 3 menunggu Anda · ✅ 20 memenuhi".

    `mine`: how many of those that wait do for the person who looks. A correction that waits, or the value of
    another period, is counted beside the answer that stands.
    """
    many = dict.fromkeys(Group, 0)
    for entry in figure.entries:
        many[_GROUP_OF[entry.part]] += 1
    many[Group.WAITING] += len(figure.corrections) + len(figure.beside) - mine
    many[Group.MINE] = mine
    atop = [
        f"{len(figure.corrections)} koreksi" if figure.corrections else "",
        f"{len(figure.beside)} periode lain" if figure.beside else "",
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
