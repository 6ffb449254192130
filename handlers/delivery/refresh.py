"""How living cards change: a tick sees which of them say what is no longer so, the lane edits them.

Every effect leaves an entry in the audit trail, so a card knows up to which entry it has seen. Time alone
moves things as well (a deadline passes, a day begins): each full quarter of an hour all are looked at. The
tick reads what the cards share once, and queues a line for a card that differs; the line is worded when it
goes out, like every other. See docs/decisions, cards that live.
"""

import asyncio
import logging
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.errors import NotAllowed, NotPossible
from handlers.delivery.living import LIFE, LIVING, Worded, changed_at, print_of
from handlers.delivery.notices import Act
from handlers.telegram.chores import LOOK_AGAIN, Chore
from handlers.telegram.context import Context
from handlers.telegram.screen import edit
from storage.ports import Behind, Card, NotFound, Notice, NoticeState, Stale, Unavailable, Urgency

log = logging.getLogger(__name__)

CHANGED = "living"
GAP = timedelta(minutes=1)
"""A card changes by itself at most once in so long."""
_AT_MOST = 8
"""Seconds that one edit may take: whoever presses the card meanwhile waits for it a little longer."""
_BUSY = timedelta(seconds=15)
"""After so long the process that began it is taken for gone."""
_QUARTER = timedelta(minutes=15)
_LIVE_IN = ("cards", "people")


@dataclass(slots=True)
class _NothingLives:
    """What this process knows of a night in which nobody has a card: then even a quarter asks nothing."""

    version: Hashable = None
    """Of what was asked for living cards when there were none; None: there are some, or nobody knows."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A card to be looked at; what the cards of one tick share is read by the first that needs it."""

    card: Card
    seen: int
    shared: dict[Hashable, Any] = field(repr=False)


async def _behind(context: Context) -> list[_Look]:
    now = context.now
    nothing = context.services.kept(_NothingLives)
    if nothing.version is not None and nothing.version == context.services.storage.version(*_LIVE_IN):
        return []
    asked = Behind(
        now=now,
        shown_after=now - LIFE,
        edited_before=now - GAP,
        looked_before=_quarter(now),
        notice=CHANGED,
    )
    async with context.look() as uow:
        cards = await uow.cards.behind(asked)
        # Read before what the cards show: what is changed meanwhile is seen by the next look.
        seen = await uow.audit.newest() if cards else 0
    shared: dict[Hashable, Any] = {}
    return [_Look(card, seen, shared) for card in cards]


def _quarter(now: datetime) -> datetime:
    """Return the last instant at which a full quarter of an hour began, short of it by the least."""
    return now - timedelta(seconds=now.timestamp() % _QUARTER.total_seconds()) - timedelta.resolution


async def _look(context: Context, look: _Look) -> None:
    """Queue a line for a card that says what is no longer so; one that nobody may see any more stops."""
    card = look.card
    worded = await _worded(context, card, look.shared)
    async with context.aside() as uow:
        if worded is None:
            await uow.cards.stop(card.id)
        elif print_of(worded) == card.fingerprint:
            await uow.cards.looked(card.id, look.seen, context.now)
        else:
            await uow.notices.again(card.person, CHANGED, card.id, context.now, urgency=Urgency.DUTY)
        await uow.commit()


async def _next(context: Context) -> datetime | None:
    """Return when a card that is behind has rested, at the latest at the next quarter of an hour.

    One that is behind although it has rested has its line in the lane, and rests after that.
    """
    now, nothing = context.now, context.services.kept(_NothingLives)
    version = context.services.storage.version(*_LIVE_IN)
    quarter = _quarter(now) + timedelta.resolution + _QUARTER
    if nothing.version is not None and nothing.version == version:
        return quarter
    async with context.look() as uow:
        living, newest = await uow.cards.alive(now - LIFE), await uow.audit.newest()
    nothing.version = None if living else version
    edited = [card.edited_at for card in living if card.seen < newest]
    rested = [at + GAP if at is not None and now - GAP < at <= now else now + GAP for at in edited]
    return min([quarter, *rested])


look_at_cards = Chore(
    "living", _behind, _look, lambda look: f"card {look.card.id}", LOOK_AGAIN, next_due=_next
)


async def _worded(context: Context, card: Card, shared: dict[Hashable, Any] | None = None) -> Worded | None:
    """Return what a card shows now to the person that it belongs to, with the rights of this moment."""
    kind = LIVING.get(card.kind)
    if kind is None:
        return None
    async with context.look() as uow:
        person = await uow.people.get(card.person)
    if not person.grants:
        return None
    try:
        return await kind.render(context.of(person, shared), card.about)
    except (NotAllowed, NotPossible, NotFound, Stale):
        # A press on it would be told the same: there is nothing that this card could go on showing.
        return None


async def changed(context: Context, waiting: Notice) -> Act | NoticeState:
    """Bring a card up to date, unless something else stands there by now."""
    async with context.look() as uow:
        card = await uow.cards.get(waiting.about)
    if card is None or not _is_due(card, context.now):
        return NoticeState.STOPPED

    async def act(context: Context, _: int) -> int | None:
        turn = context.services.turns.of(card.chat_id)
        if turn.locked():
            raise Unavailable("the person is just being answered, perhaps in this very message")
        async with turn:
            return await _bring_up_to_date(context, card.id)

    return act


def _is_due(card: Card, now: datetime) -> bool:
    """Return whether a card may change now; within a minute of its last change the tick sees to it later."""
    is_rested = card.edited_at is None or not card.edited_at <= now < card.edited_at + GAP
    return bool(card.fingerprint) and now - card.shown_at < LIFE and is_rested


async def _bring_up_to_date(context: Context, card_id: int) -> int | None:
    """Let a card say how things stand; return its message, None where there is none to be changed."""
    async with context.look() as uow:
        card, seen = await uow.cards.get(card_id), await uow.audit.newest()
    if card is None or not _is_due(card, context.now):
        return None
    worded = await _worded(context, card)
    if worded is not None and print_of(worded) != card.fingerprint:
        return await _edit(context, card, worded, seen)
    async with context.aside() as uow:
        if worded is None:
            await uow.cards.stop(card.id)
        else:
            await uow.cards.looked(card.id, seen, context.now)
        await uow.commit()
    return None


async def _edit(context: Context, card: Card, worded: Worded, seen: int) -> int | None:
    """Change the message, with nobody else at it. Raises TimeoutError: nobody knows what became of it."""
    now = context.now
    async with context.aside() as uow:
        is_ours = await uow.cards.begin(card.id, now, now + _BUSY)
        await uow.commit()
    if not is_ours:
        return None
    is_changed: bool | None = None
    try:
        async with asyncio.timeout(_AT_MOST):
            is_changed = await edit(context, card.chat_id, card.message_id, worded(changed_at(card, now)))
    finally:
        await _note(context, card, worded, seen, is_changed)
    return card.message_id if is_changed else None


async def _note(context: Context, card: Card, worded: Worded, seen: int, is_changed: bool | None) -> None:
    """Note what came of it: None where nobody knows, False for a message that is gone from the chat."""
    async with context.aside() as uow:
        if is_changed:
            await uow.cards.edited(card.id, print_of(worded), seen, context.now)
        elif is_changed is None:
            await uow.cards.release(card.id)
        else:
            await uow.cards.stop(card.id)
        await uow.commit()
