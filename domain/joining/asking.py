"""When a stranger may ask for access, and what may be their name: it comes from people nobody knows."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.questions import one_line
from domain.language.written import composed, seen

EVERY = timedelta(days=1)
"""A stranger asks at most once in so long."""
STAYS = timedelta(days=7)
"""How long a request waits for an admin; then it may be made again."""
MOST_WAITING, MOST_A_DAY = 20, 30
"""Requests that may wait at once, and that may be sent in 24 hours: no admin gets more messages than that."""
MOST_BEGUN = 200
"""Requests that may be begun in 24 hours and not sent: what is kept of people who only try is bounded."""
LONGEST_PERSON, FEWEST_LETTERS = 60, 3
"""Characters and letters of a person's name."""
_BESIDE_LETTERS = frozenset(" .,'-()")
_QUOTES = dict.fromkeys("‘’`´", "'")


class Standing(StrEnum):
    """Where a request is."""

    BEGUN = "begun"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a stranger cannot ask now."""

    WAITING = "waiting"  # for an answer to what they asked before
    TOO_SOON = "too_soon"
    TOO_MANY = "too_many"  # strangers, just now


def asks_too_soon(standing: Standing, sent_at: datetime, now: datetime) -> Refusal | None:
    """Return why somebody whose last request was sent then, and stands so, cannot ask again yet."""
    if standing is Standing.WAITING and now - sent_at < STAYS:
        return Refusal.WAITING
    return Refusal.TOO_SOON if now - sent_at < EVERY else None


def too_many(waiting: int, sent: Sequence[datetime], now: datetime) -> bool:
    """Return whether so many requests wait, or were sent since yesterday, that admins would be flooded."""
    return waiting >= MOST_WAITING or sum(now - at < EVERY for at in sent) >= MOST_A_DAY


def person_name(text: str) -> str:
    """Return a person's name on one line, as it may be shown to anybody.

    Only Latin letters and what stands between them in names and titles: no digits, signs, links or markup,
    nothing unseen, and no letters of another script that look like ours or turn the line around.
    Raises InvalidAnswer: EMPTY; TOO_LONG (limit); NOT_A_NAME.
    """
    whole = "".join(_QUOTES.get(sign, sign) for sign in composed(seen(text)))
    name = one_line(whole, LONGEST_PERSON)
    letters = [sign for sign in name if sign not in _BESIDE_LETTERS]
    if len(letters) < FEWEST_LETTERS or not all(map(_is_latin, letters)) or not _is_latin(name[0]):
        raise InvalidAnswer(Problem.NOT_A_NAME)
    return name


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN ")
