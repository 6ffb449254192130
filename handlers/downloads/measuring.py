"""What the measurement and the plan of action are made of, read from the storage."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from domain.documents.measured import is_over
from domain.documents.measurement import Mark, Measuring
from domain.documents.position import Position
from domain.documents.results import verdicts
from domain.documents.said import Said
from domain.documents.stamp import Stamp
from domain.documents.wanted import Wanted
from domain.figures.asking import Period
from domain.indicators import longest_validity
from domain.office.office import Office
from domain.people.person import Person
from domain.sentinel.notes import notes_of
from domain.years.rules import QUARTER_NUMBERS
from handlers.city.office import office_of
from handlers.city.watched import watched
from handlers.papers.paper import Reading
from handlers.papers.positions import position_at
from handlers.papers.stamping import stamp_of
from storage.ports import Document, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that a table of totals says."""

    of: Measuring
    stamp: Stamp
    office: Office


async def measured(uow: UnitOfWork, reading: Reading, document: Document) -> Measured:
    """Read how the year stands for what is wanted, its quarters that were over then, and the year before."""
    wanted = document.wanted
    now = await position_at(uow, wanted.year, wanted.quarter, reading.now)
    quarters = [
        await position_at(uow, wanted.year, quarter, reading.now)
        for quarter in QUARTER_NUMBERS
        if is_over(wanted.year, quarter, now.as_of)
    ]
    before = await position_at(uow, wanted.year - 1, 0, reading.now)
    return Measured(
        of=Measuring(now=now, quarters=quarters, before=before if _has_opd(before) else None),
        stamp=await stamp_of(uow, reading, document.id, now),
        office=await office_of(uow),
    )


def _has_opd(position: Position) -> bool:
    return any(figure.counts.total for figure in position.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who is named beside an OPD."""

    names: Mapping[int, str]
    verdicts: Mapping[int, int]
    """Who verified a submission, by its id."""


async def people(uow: UnitOfWork, reading: Reading, now: Position) -> People:
    """Read who reported and who verified, as it was known at the position's instant."""
    years = range(now.year - longest_validity() + 1, now.year + 1)
    until = None if now.as_of == reading.now else now.as_of
    events = await uow.reports.events(years=years, until=until)
    names = {one.id: one.name for one in await uow.people.everyone()}
    return People(names=names, verdicts=await asyncio.to_thread(verdicts, events))


async def marks(uow: UnitOfWork, reading: Reading, now: Position) -> tuple[Mark, ...]:
    """Read what in the reports of that year deserves a second look, as it was known at that instant."""
    when = Period(now.year, now.quarter, now.as_of, live=now.as_of == reading.now)
    # Beside the loop, as all that looks at every report of a city.
    seen = await asyncio.to_thread(notes_of, await watched(uow, when))
    return tuple(Mark(kind=kind, where=where, note=note) for kind, where, note in seen)


def knows_everybody(person: Person, _: Wanted) -> bool:
    """Return whether a person may have what names OPD and people."""
    return person.sees_everything


def is_somebody(person: Person, _: Wanted) -> bool:
    """Return whether a person may have the city's totals: an operator, too."""
    return bool(person.roles)


def in_brief(said: tuple[Said, ...]) -> list[str]:
    """Return the numbers as they stand below the file, a line each."""
    return [one.words for one in said]
