"""Figures of the past that were folded: they hold until something is stored that reaches back behind them."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from domain.figures.asking import Period
from domain.indicators import longest_validity
from domain.language.dates import WIB
from handlers.city.figures import Known, known
from handlers.telegram.context import Context
from storage.ports import FIGURES, AuditEntry, UnitOfWork

_EVENTS = 20_000
"""So many events are held at most, by however many instants; the newest instant is held whatever it has."""
_NOW = datetime.max.replace(tzinfo=WIB)
_LATELY = 200
"""So many entries of the audit trail are looked through; after more than that it is folded anew."""


@dataclass(slots=True)
class _Held:
    """`version` and `seen` (the newest audit entry) are from before it was read."""

    version: Hashable
    seen: int
    known: Known


class Past:
    """What this process holds of the past, the last used last."""

    def __init__(self) -> None:
        self.held = OrderedDict[tuple[int, datetime], _Held]()

    def put(self, key: tuple[int, datetime], held: _Held) -> None:
        self.held[key] = held
        self.held.move_to_end(key)
        while len(self.held) > 1 and sum(len(one.known.events) for one in self.held.values()) > _EVENTS:
            self.held.popitem(last=False)


async def known_then(uow: UnitOfWork, context: Context, when: Period) -> Known:
    """Return what was known at an instant of the past, with its figures folded.

    Of a past year also what is known now: its OPD are those of its last day, and stay.
    """
    past, key = context.services.kept(Past), (when.year, _NOW if when.live else when.as_of)
    version: Hashable = uow.seen.version(FIGURES) if uow.seen is not None else object()
    held = past.held.get(key)
    if held is not None and held.version == version:
        return held.known
    seen = await uow.audit.newest()
    if held is None or not await still_holds(uow, when, held.seen):
        found = await known(uow, when)
        await found.fold()
        held = _Held(version, seen, found)
    held.version, held.seen = version, seen
    past.put(key, held)
    return held.known


async def still_holds(uow: UnitOfWork, when: Period, seen: int) -> bool:
    """Return whether nothing that was stored since that audit entry moves what was known then."""
    lately = await uow.audit.entries(limit=_LATELY)
    since = [entry for entry in lately if entry.id > seen]
    return len(since) < _LATELY and not any(_reaches(entry, when) for entry in since)


def _reaches(entry: AuditEntry, when: Period) -> bool:
    """Return whether an entry tells of what may be part of that past."""
    happened = when.live or entry.at <= when.as_of
    if entry.kind.startswith("report."):
        year = int(entry.subject.rpartition("/")[2])
        return happened and when.year - longest_validity() < year <= when.year
    if entry.kind == "year.set":
        return happened and entry.subject.startswith(f"{when.year} ")
    return entry.kind == "opd.recorded"
