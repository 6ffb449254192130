"""Cards that live: the newest of each kind changes by itself when what it shows does.

A room makes one known in its FEATURE (`living=(LivingCard("iku", overview),)`) and shows it with
`show_living`. What is said of it a second time is said by `handlers.delivery.refresh`.
"""

import json
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from telegram import Update

from domain.language.dates import day_of
from handlers.delivery.pins import move_pin
from handlers.telegram.buttons import fingerprint
from handlers.telegram.calls import keyboard
from handlers.telegram.cards import card_in, note
from handlers.telegram.context import Context
from handlers.telegram.known import Known
from handlers.telegram.screen import Screen, show
from handlers.words import words
from storage.ports import Card

LIFE = timedelta(hours=24)
"""So long a card changes by itself after it was shown."""

Worded: TypeAlias = Callable[[str], Screen]
"""What a card shows, given when it changed by itself: "diperbarui 09.15", "" for who has just asked for it.

That, and how many minutes or hours ago something was, is all that may depend on the time of day: what else
differs is taken for news."""
Render: TypeAlias = Callable[[Context, str], Awaitable[Worded | None]]
"""Reads what a card about this shows to `context.person` now; None where that person may not see it.

What several cards share is read by `context.once`: one look at all of them reads it once."""

_ANY_TIME = "diperbarui"


class KeptWords:
    """Words of a card that is kept for many readers: what tells it from another is found out once."""

    def __init__(self, worded: Worded) -> None:
        self._worded = worded
        self._print = ""

    def __call__(self, stamp: str) -> Screen:
        return self._worded(stamp)

    @property
    def print(self) -> str:
        self._print = self._print or _print_of(self._worded)
        return self._print


@dataclass(frozen=True, slots=True)
class LivingCard:
    """A kind of card, and how it is read anew."""

    kind: str
    render: Render


LIVING = Known[LivingCard]("living cards")


async def show_living(context: Context, update: Update, card: LivingCard, about: str = "") -> None:
    """Show a card and let it live, in place of the one of its kind that did before.

    Its render must not return None: whoever may not see it is told so before.
    """
    seen = await _newest_entry(context)
    worded = await card.render(context, about)
    if worded is None:
        raise LookupError(f"nothing to show of {card.kind} {about}")
    message_id = await show(context, update, worded(""))
    shown = replace(
        card_in(context, update, message_id, card.kind, about),
        fingerprint=print_of(worded),
        seen=seen,
        looked_at=context.now,
    )
    former = await note(context, update, shown)
    if former is not None and former.is_pinned and former.message_id != message_id:
        await move_pin(context, former, message_id)


class _Newest:
    """The newest entry of the audit trail, and the version of the trail under which that was read."""

    def __init__(self) -> None:
        self.entry = 0
        self.version: Hashable = None


async def _newest_entry(context: Context) -> int:
    """Return the newest entry of the audit trail: one that is older would only be looked at once more."""
    kept, version = context.services.kept(_Newest), context.services.storage.version("audit")
    if kept.version is None or kept.version != version:
        async with context.look() as uow:
            kept.entry = await uow.audit.newest()
        kept.version = version
    return kept.entry


def print_of(worded: Worded) -> str:
    """Return what tells this card from the same with other numbers, and not from the same at another time."""
    return worded.print if isinstance(worded, KeptWords) else _print_of(worded)


def _print_of(worded: Worded) -> str:
    screen = worded(_ANY_TIME)
    keys = json.dumps(keyboard(screen.keyboard)) if screen.keyboard is not None else ""
    return fingerprint(f"{words.AGE.sub('', screen.text)}\n{keys}")


def changed_at(card: Card, now: datetime) -> str:
    """Return "diperbarui 09.15", with the day once it is not the day of the message any more."""
    today = day_of(now)
    day = (
        "" if today == day_of(card.shown_at) else words.short_day(today).removesuffix(f" {today.year}") + " "
    )
    return f"diperbarui {day}{words.clock(now)}"
