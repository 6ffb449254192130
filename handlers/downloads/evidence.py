"""What the evidence for auditors is gathered from: the reports that the figures of a position stand on."""

import asyncio
from collections.abc import Collection

from domain.documents.evidence import (
    EvidenceContent,
    Proofs,
    TrailLine,
    evidence_content,
    proven,
    said_by,
    subjects_of,
    summary,
)
from domain.documents.wanted import DocumentKind, Wanted
from domain.forms.drafts import Evidence
from domain.people.person import Person
from handlers.city.names import people_names
from handlers.city.office import office_of
from handlers.papers.captions import caption
from handlers.papers.paper import Paper, Reading
from handlers.papers.positions import position_at
from handlers.papers.stamping import stamp_of
from storage.ports import Document, UnitOfWork

TITLE = "Bahan bukti"
_AT_ONCE = 1000
"""Rows that are asked for by their ids in one statement."""


async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> EvidenceContent:
    """Return what proves the verified reports of that year, quarter and indicator, file by file."""
    wanted = document.wanted
    position = await position_at(uow, wanted.year, wanted.quarter, reading.now)
    answers = await asyncio.to_thread(
        lambda: [accepted.event for _, accepted in proven(position, wanted.indicator)]
    )
    years = {event.year for event in answers}
    files = await _files(uow, {number for event in answers for number in event.files})
    links = await uow.audit.about({subject for event in answers for subject in subjects_of(event)})
    events = await uow.reports.events(indicator=wanted.indicator, years=years) if years else []
    sizes = await reading.files.sizes({file.sha256 for file in files.values()})
    names, office = await people_names(uow), await office_of(uow)
    stamp = await stamp_of(uow, reading, document.id, position)

    def content() -> EvidenceContent:
        trail = [TrailLine(link.entry.subject, link.entry.id, link.line()) for link in links]
        proofs = Proofs(events=events, files=files, sizes=sizes, names=names, trail=trail)
        return evidence_content(position, wanted.indicator, proofs, stamp=stamp, region=office.region)

    # Of 500 OPD it takes half a second, in which everybody else is to be answered.
    return await asyncio.to_thread(content)


async def _files(uow: UnitOfWork, numbers: Collection[int]) -> dict[int, Evidence]:
    found, ordered = dict[int, Evidence](), sorted(numbers)
    for start in range(0, len(ordered), _AT_ONCE):
        found |= {file.id: file for file in await uow.evidence.several(ordered[start : start + _AT_ONCE])}
    return found


def may_have(person: Person, _: Wanted) -> bool:
    """Return whether somebody sees the evidence of every OPD: verifikator, pimpinan and admin do."""
    return person.sees_everything


def told(content: EvidenceContent, _: Document) -> str:
    return caption(content.title, content.stamp, summary(content))


EVIDENCE = Paper(
    kind=DocumentKind.EVIDENCE,
    title=TITLE,
    gather=gather,
    may=may_have,
    said=said_by,
    caption=told,
    offer="ZIP berkas bukti yang terverifikasi, dengan indeks dan sidiknya; untuk pemeriksa.",
    by_indicator=True,
)
