"""Messages to people who did not ask just now: each kind says here how it reads at the moment of sending.

They are queued with an effect, in its transaction (`uow.notices`), and go out by `handlers.delivery.lane`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from domain.people.person import Person
from handlers.telegram.context import Context
from handlers.telegram.known import Known
from handlers.telegram.screen import Screen, say
from storage.ports import Notice, NoticeState

NOT_WORTH_SENDING = "outdated"

Act: TypeAlias = Callable[[Context, int], Awaitable[int | None]]
"""What is done in a chat, given its id: send, change or delete. Returns the message's id if there is one.

An act may be repeated after a crash, so it must be harmless to do twice as far as Telegram allows."""


@dataclass(frozen=True, slots=True)
class Long:
    """An act that takes longer than a message does, such as bringing a big file; and how long it may."""

    act: Act
    within: timedelta


Render: TypeAlias = Callable[[Context, Notice], Awaitable[Screen | Act | Long | NoticeState | None]]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What becomes of notices of that kind at the moment of sending.

    A screen is sent, an act is done. What is not to be sent any more ends in the state returned; None means
    FAILED. Whoever has lost every role meanwhile is told nothing more, unless the kind is `to_anybody`.
    """

    name: str
    render: Render
    to_anybody: bool = False


KINDS = Known[NoticeKind]("kinds of notices")


async def act_of(context: Context, waiting: Notice, person: Person) -> Act | Long | NoticeState:
    """Return what is to be done about a notice, or the state in which it ends without.

    Raises LookupError for an unknown kind.
    """
    kind = KINDS.get(waiting.kind)
    if kind is None:
        raise LookupError(f"unknown kind {waiting.kind}")
    if not person.grants and not kind.to_anybody:
        return NoticeState.FAILED
    rendered = await kind.render(context, waiting)
    if isinstance(rendered, Screen):
        return _saying(rendered)
    return rendered if rendered is not None else NoticeState.FAILED


def _saying(screen: Screen) -> Act:
    async def act(context: Context, chat_id: int) -> int:
        return await say(context, chat_id, screen)

    return act
