"""What a document said, and what holds now: read for whoever checks its code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.closing.official import Reconciliation, reconciliation
from domain.documents.proof import Compared, compared, counted
from domain.documents.said import Said, figure_said
from domain.errors import DomainError
from domain.figures.asking import Period, period
from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.people.person import Person, SubBagian
from domain.years.rules import YearRules
from handlers.city.figures import known
from handlers.city.official import frozen
from handlers.papers.making import NotMade
from handlers.papers.paper import PAPERS, Paper, Reading
from handlers.papers.positions import position_at
from handlers.telegram.context import Context
from storage.ports import Document, DocumentState, NotFound, Stale, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A document that was handed over, as one person may see it."""

    document: Document
    code: str
    paper: Paper | None
    """None for a kind that nobody hands over any more."""
    whose: str
    """Whom or what of the city it is about, where it is not all of it (not escaped)."""
    rules: YearRules
    rows: tuple[Compared, ...] | None
    """None where this person may not see what it says."""
    comparable: bool
    """Whether it could be said what the same document would say now."""
    moved: Mapping[str, Reconciliation]
    """Per indicator, from the document's instant to now."""
    listed_otherwise: bool
    """Whether other OPD are counted for then than the document says: one was entered or ended since."""


async def issued(uow: UnitOfWork, document_id: int) -> Document | None:
    """Return the document, None where none was handed over: it failed, or is not made yet.

    Raises NotFound where nothing is known of it, as after an older copy of the data was put back.
    """
    document = await uow.documents.get(document_id)
    return document if document.state is DocumentState.MADE and document.stamp is not None else None


def may_read(person: Person, document: Document) -> bool:
    """Return whether that person may be told what it says: who may have the document may."""
    paper = PAPERS.get(document.wanted.kind.value)
    return person.sees_everything if paper is None else paper.may(person, document.wanted)


async def proof_of(uow: UnitOfWork, context: Context, document: Document) -> Proof:
    """Return what a document that was issued said and what holds now, as far as the person may see it."""
    stamp = document.stamp
    if stamp is None:
        raise NotFound(document.id)
    rules = await uow.years.rules(document.wanted.year)
    may = may_read(context.person, document)
    now = await _said_now(uow, context, document) if may else None
    rows = compared(document.said, now or ()) if may else None
    moved, listed_otherwise = await _moved(uow, document, rules, context.now) if may else ({}, False)
    return Proof(
        document=document,
        code=stamp.code,
        paper=PAPERS.get(document.wanted.kind.value),
        whose=await _whose(uow, document) if may else "",
        rules=rules,
        rows=rows,
        comparable=now is not None,
        moved=moved,
        listed_otherwise=listed_otherwise,
    )


async def _said_now(uow: UnitOfWork, context: Context, document: Document) -> tuple[Said, ...] | None:
    """Return what the same document would say if it were made now; None where it could not be made any more.

    Figures are those of the whole year as they stand, also of a document that is of a quarter: what held on
    its last day never changes, and is no news.
    """
    figures = await _figures_now(uow, document, context.now)
    paper = PAPERS.get(document.wanted.kind.value)
    if document.said and len(figures) == len(document.said):
        return figures
    if paper is None:
        return None
    reading = Reading(now=context.now, files=context.services.files)
    try:
        others = paper.said(await paper.gather(uow, reading, document))
    except (DomainError, NotFound, NotMade, Stale):
        return None
    return *figures, *(one for one in others if counted(one) is None)


async def _figures_now(uow: UnitOfWork, document: Document, now: datetime) -> tuple[Said, ...]:
    wanted = document.wanted
    about = _indicators(document.said)
    if not about:
        return ()
    position = replace(await position_at(uow, wanted.year, 0, now), quarter=wanted.quarter)
    return tuple(figure_said(position, position.figure(one)) for one in about)


def _indicators(said: Sequence[Said]) -> list[IndicatorKey]:
    of_figures = {one.about for one in said if counted(one) is not None}
    return [one.key for one in INDICATORS if one.key in of_figures]


async def _moved(
    uow: UnitOfWork, document: Document, rules: YearRules, now: datetime
) -> tuple[dict[str, Reconciliation], bool]:
    """Return what moved since the document, and whether the OPD of then are others today."""
    about, stamp, year = _indicators(document.said), document.stamp, document.wanted.year
    if not about or stamp is None:
        return {}, False
    then = await known(uow, Period(year, 0, stamp.as_of, live=False))
    today = await known(uow, frozen(rules, period(year, 0, now)))
    told = {one.about: counted(one) for one in document.said}
    found, listed_otherwise = dict[str, Reconciliation](), False
    for indicator in INDICATORS:
        if indicator.key not in about:
            continue
        before = then.figure(indicator)
        moved = reconciliation(before, today.figure(indicator))
        if moved is not None:
            found[indicator.key] = moved
        listed_otherwise |= told[indicator.key] != (before.counts.met, before.counts.total)
    return found, listed_otherwise


async def _whose(uow: UnitOfWork, document: Document) -> str:
    """Return the OPD or Sub Bagian that it is of; what else makes it another file as it is."""
    scope = document.wanted.scope
    if scope in set(SubBagian):
        return SubBagian(scope).full_name
    return next((opd.name for opd in await uow.opds.all() if opd.code == scope), scope)
