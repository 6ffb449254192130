"""What stands on people's screens: the newest card of each kind, and which of them change by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

SOMETHING_ELSE = ""
"""The kind of a message that was a card and has become something that no room has named."""
LEFT_BEHIND = ".left"
"""What the kind of a pinned message ends with that showed a kind, and shows something else just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message that shows a person something of this kind; one per person and kind, the newest.

    `about` says what exactly it shows, in its room's own words. It lives while it has a `fingerprint`: that
    of what it shows, apart from the time of day. `seen` is the newest entry of the audit trail that it knows
    of, `looked_at` when it was last compared with how things stand, `edited_at` when it last changed by
    itself. Until `busy_until` one process is changing it.
    """

    id: int = 0
    person: int
    kind: str
    about: str = ""
    chat_id: int
    message_id: int
    shown_at: datetime
    fingerprint: str = ""
    seen: int = 0
    looked_at: datetime | None = None
    edited_at: datetime | None = None
    busy_until: datetime | None = None
    is_pinned: bool = False


def left_of(kind: str) -> str:
    """Return the kind of a pinned message that showed this kind, and shows something else just now."""
    return kind if kind.endswith(LEFT_BEHIND) else f"{kind}{LEFT_BEHIND}"


@dataclass(frozen=True, slots=True)
class Noted:
    """What becomes of a person's cards when one is shown: every storage does the same."""

    card: Card
    """As it is to be stored, with what stays with its message."""
    former: Card | None
    """What of that kind was there before: the pinned one, if one is."""
    left: tuple[Card, ...]
    """Cards whose message is pinned and shows something else now; they stay, as such."""
    gone: frozenset[int]


def noted(card: Card, known: Sequence[Card]) -> Noted:
    """Return what showing a card does to all that is known of its person."""
    here = [one for one in known if (one.chat_id, one.message_id) == (card.chat_id, card.message_id)]
    same = [one for one in known if one.kind in (card.kind, left_of(card.kind))]
    pinned = [one for one in here if one.is_pinned and one not in same]
    left = tuple(replace(one, kind=left_of(one.kind), fingerprint="", busy_until=None) for one in pinned)
    kinds = {one.kind for one in left}
    stays = {one.id for one in left}
    gone = {one.id for one in known if one in here or one in same or one.kind in kinds} - stays
    edited = max((one.edited_at for one in here if one.edited_at is not None), default=None)
    is_pinned = any(one.is_pinned for one in same if one in here)
    stored = card
    if is_pinned or edited is not None:
        stored = replace(card, is_pinned=card.is_pinned or is_pinned, edited_at=card.edited_at or edited)
    former = next((one for one in same if one.is_pinned), None)
    former = former or next((one for one in same if one.kind == card.kind), None)
    return Noted(stored, former, left, frozenset(gone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Which living cards are to be looked at again.

    Shown later than `shown_after`, not edited since `edited_before`, and either behind the audit trail or not
    looked at since `looked_before` (time alone moves things, too). A card whose `notice` about it waits, or
    was set aside, is left to that.
    """

    now: datetime
    shown_after: datetime
    edited_before: datetime
    looked_before: datetime
    notice: str


class Cards(Protocol):
    """Not history: it says what stands in the chats. A card that is replaced never gets its id back."""

    async def show(self, card: Card) -> Card | None:
        """Note what a message shows; return the card of that kind that was the newest before, or is pinned.

        That one is forgotten, and so is whatever else the same message showed. When a message last changed by
        itself stays with it, and so does a pin: of which kind it is, is known until a card of that kind is
        shown. Raises NotFound for a person that there is not.
        """

    async def newest(self, person_id: int) -> Card | None:
        """Return what was shown to that person last: what is on the screen."""

    async def of(self, person_id: int, kind: str) -> Card | None: ...

    async def at(self, chat_id: int, message_id: int) -> Card | None: ...

    async def get(self, card_id: int) -> Card | None:
        """Return the card, unless it has been replaced."""

    async def leave(self, chat_id: int, message_id: int, at: datetime) -> bool:
        """Note that this message is about to show something else, so that nobody changes it back.

        Return False, and note nothing, while a process is changing it by itself.
        """

    async def behind(self, asked: Behind) -> list[Card]:
        """Return the living cards that are to be looked at, in the order in which they were shown."""

    async def alive(self, shown_after: datetime) -> list[Card]:
        """Return the living cards of whoever can be reached that were shown later than that."""

    async def oldest_pin(self) -> datetime | None:
        """Return when the first of the pinned cards was shown; None: none is pinned."""

    async def overdue_pins(self, shown_before: datetime) -> list[Card]:
        """Return the pinned cards that were shown at that instant or earlier."""

    async def looked(self, card_id: int, seen: int, at: datetime) -> None:
        """Note that a card shows how things stand."""

    async def begin(self, card_id: int, now: datetime, until: datetime) -> bool:
        """Begin to change a living card; return False where it lives no more, or another process does."""

    async def edited(self, card_id: int, fingerprint: str, seen: int, at: datetime) -> None:
        """End what was begun: it shows something else now."""

    async def release(self, card_id: int) -> None:
        """End what was begun: nobody knows whether it shows something else now."""

    async def stop(self, card_id: int) -> None:
        """Let a card not change by itself any more; it stays what its message shows."""

    async def pin(self, card_id: int, *, is_pinned: bool) -> None: ...
