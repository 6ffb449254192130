"""A paper of the tests' own in the place of the form: what the floor does is the same for every kind."""

from dataclasses import dataclass, replace

import pytest

from domain.documents.said import Said, figures_said
from domain.documents.stamp import Stamp
from domain.documents.wanted import DocumentKind, Wanted
from domain.people.person import Person
from handlers.papers.buttons import asks
from handlers.papers.captions import caption
from handlers.papers.paper import PAPERS, Paper, Reading
from handlers.papers.positions import position_at
from handlers.papers.stamping import stamp_of
from storage.ports import Document, UnitOfWork
from tests.town.dialogue import Json, Talker

KIND = DocumentKind.FORM
WANTED = Wanted(kind=KIND, year=2026)


@dataclass(frozen=True)
class SheetContent:
    """What the tests hand over."""

    stamp: Stamp
    said: tuple[Said, ...]


async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> SheetContent:
    position = await position_at(uow, document.wanted.year, document.wanted.quarter, reading.now)
    stamp = await stamp_of(uow, reading, document.id, position)
    return SheetContent(stamp, figures_said(position))


def may(person: Person, wanted: Wanted) -> bool:
    return person.sees_everything or (not wanted.scope and bool(person.grants))


SHEET = Paper(
    kind=KIND,
    title="Formulir IKU",
    gather=gather,
    may=may,
    said=lambda content: content.said,
    caption=lambda content, _: caption(
        "Formulir <IKU>", content.stamp, [one.words for one in content.said[:2]]
    ),
    offer="Formulir untuk ditandatangani",
)


class Sheet:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def is_like(self, **other: object) -> Paper:
        paper = replace(SHEET, **other)  # type: ignore[arg-type] # fields of a paper
        known = PAPERS.__class__.get
        self._patch.setattr(PAPERS, "get", lambda name: paper if name == KIND.value else known(PAPERS, name))
        return paper


async def asks_for(talker: Talker, wanted: Wanted = WANTED) -> Json:
    """Let somebody press the button of a document, wherever it stands; return the newest message."""
    await talker.says("/menu")
    return await talker.forges(asks(wanted).pack(below=True))
