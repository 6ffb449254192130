"""How one OPD stands in a figure, in words: its group, its value, since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.figures.figure import Entry, Figure, Part
from domain.indicators import Indicator
from domain.language.dates import day_of
from handlers.words import words
from handlers.words.names import outcome


class Group(StrEnum):
    """What the list of an indicator is ordered by: what counts first, what lacks last."""

    MET = "met"
    UNMET = "unmet"
    WAITING = "waiting"
    RETURNED = "returned"
    MISSING = "missing"
    CORRECTION = "correction"  # listed once more: the number stands on the verified answer


_GROUP_OF = {
    Part.MET: Group.MET,
    Part.UNMET: Group.UNMET,
    Part.WAITING_MET: Group.WAITING,
    Part.WAITING_UNMET: Group.WAITING,
    Part.RETURNED: Group.RETURNED,
    Part.MISSING: Group.MISSING,
}
_HEADS = {
    Group.MET: f"{words.VERIFIED} Memenuhi",
    Group.UNMET: f"{words.UNMET} Belum memenuhi",
    Group.WAITING: f"{words.WAITING} Menunggu verifikasi",
    Group.RETURNED: f"{words.RETURNED} Perlu perbaikan",
    Group.CORRECTION: f"{words.WAITING} Koreksi menunggu",
}
_MET = {Part.MET, Part.WAITING_MET}


@dataclass(frozen=True, slots=True)
class Listed:
    group: Group
    entry: Entry


def listed(entries: Sequence[Entry]) -> list[Listed]:
    """Return the OPD by group and name; one whose correction waits is in the list a second time."""
    every = [Listed(_GROUP_OF[entry.part], entry) for entry in entries]
    every += [Listed(Group.CORRECTION, entry) for entry in entries if entry.correction_waiting]
    order = {group: number for number, group in enumerate(Group)}
    return sorted(every, key=lambda one: (order[one.group], one.entry.opd.name))


def head(indicator: Indicator, group: Group) -> str:
    if group is Group.MISSING:
        return f"{words.MISSING} Belum {'lapor' if indicator.reported_by_operator else 'dinilai'}"
    return _HEADS[group]


def size(figure: Figure, group: Group) -> int:
    """Return how many OPD of the whole city are in that group."""
    if group is Group.CORRECTION:
        return len(figure.corrections)
    return sum(len(figure.of(part)) for part, of in _GROUP_OF.items() if of is group)


def line(indicator: Indicator, one: Listed) -> str:
    """Return the line of one OPD below its group's head (HTML)."""
    said = " · ".join(words.escape(part) for part in _details(indicator, one) if part)
    return f"• {words.escape(one.entry.opd.name)}{f' – {said}' if said else ''}"


def _details(indicator: Indicator, one: Listed) -> list[str]:
    now = one.entry.standing
    if one.group in (Group.WAITING, Group.CORRECTION) and now.waiting is not None:
        verdict = ""
        if one.group is Group.WAITING:
            verdict = words.verdict(met=one.entry.part in _MET)
        sent = "dikirim ulang" if now.returned is not None else "dikirim"
        said = outcome(indicator.key, now.waiting.answers)
        return [said, verdict, f"{sent} {_day(now.waiting.at)}"]
    if one.group is Group.RETURNED and now.returned is not None:
        return [f"dikembalikan {_day(now.returned.at)}", words.cut(now.returned.reason, words.LONGEST_QUOTE)]
    if now.verified is not None and now.verified_at is not None:
        carried = f"hasil dari {one.entry.carried_from}" if one.entry.carried_from else ""
        correction = "koreksi menunggu" if one.entry.correction_waiting else ""
        return [outcome(indicator.key, now.verified.answers), _day(now.verified_at), carried, correction]
    return []


def _day(instant: datetime) -> str:
    return words.short_day(day_of(instant))


def state(indicator: Indicator, entry: Entry) -> str:
    """Return in a few words where one OPD stands: "✅ BB · 75,50" (not escaped)."""
    group = _GROUP_OF[entry.part]
    icon, name = head(indicator, group).split(" ", 1)
    event = entry.standing.verified or entry.standing.waiting
    if event is None:
        return f"{icon} {name.lower()}"
    carried = f" ({entry.carried_from})" if entry.carried_from else ""
    unmet = words.but_unmet(met=entry.part in _MET)
    correction = " · koreksi menunggu" if entry.correction_waiting else ""
    return f"{icon} {outcome(indicator.key, event.answers)}{carried}{unmet}{correction}"
