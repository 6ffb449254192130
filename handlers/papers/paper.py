"""What a room says of a kind of document that it can hand over.

A room gives its papers to the bot by `Feature(papers=(Paper(...),))`. Asking for one, making it, sending it
and saying what went wrong is all done here on the floor; a room says what is in it, who may have it, and how
it is spoken of.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from telegram import InlineKeyboardMarkup

from domain.documents.said import Said
from domain.documents.wanted import DocumentKind, Wanted
from domain.language.dates import day_of
from domain.people.person import Person
from handlers.telegram.buttons import Button
from handlers.telegram.known import Known
from storage.ports import Document, EvidenceStore, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a content is gathered with: no Telegram is in it, so the command line gathers the same."""

    now: datetime
    """The moment at which it is made."""
    files: EvidenceStore
    """The bytes of the evidence."""

    @property
    def today(self) -> date:
        return day_of(self.now)


Gather: TypeAlias = Callable[[UnitOfWork, Reading, Document], Awaitable[object]]
"""Reads what is needed and returns the content, a frozen dataclass with a field `stamp: Stamp`.

    async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> FormContent:
        position = await position_at(uow, document.wanted.year, document.wanted.quarter, reading.now)
        stamp = await stamp_of(uow, reading, document.id, position)
        return form_content(position, stamp=stamp, …)

It only reads: the unit is rolled back. The `stamp` of the document is None then, and becomes this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of document, and all that the floor asks of the room that has it."""

    kind: DocumentKind
    title: str
    """What it is called on keys and in sentences, at most 20 characters: "Formulir IKU"."""
    gather: Gather
    may: Callable[[Person, Wanted], bool]
    """Whether that person may have it: asked at the press, and again when it is sent."""
    said: Callable[[Any], tuple[Said, ...]]
    """What a content says: kept, to be compared with what holds when its code is checked."""
    caption: Callable[[Any, Document], str]
    """What stands below the file (HTML, at most 1024 characters): see `handlers.papers.captions.caption`."""
    offer: str = ""
    """One line in *Unduh*: what it is and for whom. "" for what is offered elsewhere."""
    by_quarter: bool = True
    """Whether it is another document for another quarter; else it is the year's whatever is on the screen."""
    by_indicator: bool = False
    """Whether it can be of one indicator; else it is of all five whatever is on the screen."""
    as_photo: bool = False
    """Whether it is a picture that is to be seen in the chat at once."""
    keep: Callable[[UnitOfWork, Any], Awaitable[None]] | None = None
    """What else is stored in the unit that says that it is made."""
    once: bool = False
    """Whether its bytes are let go of as soon as they have come, and Telegram is never asked for them again:
    what it holds is a secret of who has asked for it."""
    again: Callable[[Wanted], Button] | None = None
    """What *Coba lagi* does, if not the same once more: to look first whether it still is what is wanted."""
    keys: Callable[[Document], InlineKeyboardMarkup] | None = None
    """The keys below it, in place of the way home alone; they must open below it (`keys.below`)."""
    keys_for: Callable[[UnitOfWork, Person, Document], Awaitable[InlineKeyboardMarkup]] | None = None
    """The same, where they depend on who gets it."""

    def narrowed(self, wanted: Wanted) -> Wanted:
        """Return what is wanted without what makes no difference to this kind."""
        return replace(
            wanted,
            quarter=wanted.quarter if self.by_quarter else 0,
            indicator=wanted.indicator if self.by_indicator else None,
        )


PAPERS = Known[Paper]("papers")
"""What the rooms can hand over, by kind."""


def paper_of(kind: DocumentKind) -> Paper:
    """Return the paper of that kind. Raises KeyError for one that no room has."""
    return PAPERS[kind.value]
