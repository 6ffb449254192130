"""What is true of a button that came too late: the draft has moved on since its card was shown.

Nothing is said to be noted unless what that very button wanted is what is stored.
"""

from enum import StrEnum

from domain.forms.drafts import Draft, DraftStatus


class Wish(StrEnum):
    """What a button of a draft's card wants."""

    SEND = "send"
    CANCEL = "cancel"
    HOLD = "hold"  # to fill it in: take it over, take it up, bring it back
    ANSWER = "answer"
    MOVE = "move"  # back, to another question, to another page


class Late(StrEnum):
    """What has become of the draft, seen by whoever pressed."""

    NOTED = "noted"  # the effect of this very button: it was pressed twice
    MOVED = "moved"  # theirs still, and further on
    ASIDE = "aside"  # let go of: neither sent nor lost
    TAKEN = "taken"  # a colleague fills it in now
    SENT = "sent"
    CANCELLED = "cancelled"


def late(draft: Draft, by: int, wish: Wish, version: int | None, value: str = "") -> Late:
    """Return what is true of the button that this person pressed on a card of that version of the draft.

    `version` is None for a button that fits any, `value` the answer of an ANSWER. A button whose effect
    would leave no trace (back, another page) is never said to be noted.
    """
    one_later = version is not None and draft.version == version + 1
    if one_later and _is_stored(draft, by, wish, value):
        return Late.NOTED
    if draft.status is DraftStatus.SENT:
        return Late.SENT
    if draft.aside is not None or (draft.status is DraftStatus.OPEN and draft.holder is None):
        return Late.ASIDE
    if draft.status is DraftStatus.CANCELLED:
        return Late.CANCELLED
    return Late.MOVED if draft.holder == by else Late.TAKEN


def _is_stored(draft: Draft, by: int, wish: Wish, value: str) -> bool:
    """Return whether the draft is as that button alone would have left it."""
    if wish is Wish.SEND:
        return draft.status is DraftStatus.SENT
    if wish is Wish.CANCEL:
        return draft.status is DraftStatus.CANCELLED and draft.aside is None
    if wish is Wish.HOLD:
        return draft.status is DraftStatus.OPEN and draft.holder == by
    if wish is Wish.ANSWER and value in draft.place.answers.values():
        # Its only question may have been the last one, and its answer have sent it.
        return draft.status is DraftStatus.SENT or draft.holder == by
    return False
