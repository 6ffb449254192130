"""Shared by the tests of the delivery lane: somebody to write to, and a kind of message to queue."""

from collections.abc import Callable

from handlers.delivery.notices import KINDS, NoticeKind, Render
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, lasting
from storage.ports import Notice
from tests.town.dialogue import Talker, Town

SAID = "test-said"


def notice(kind: str, *, to_anybody: bool = False) -> Callable[[Render], Render]:
    """Make a kind of notices known that only a test has."""

    def known(render: Render) -> Render:
        KINDS.learn([(kind, NoticeKind(kind, render, to_anybody))])
        return render

    return known


@notice(SAID)
async def _said(_: Context, one: Notice) -> Screen | None:
    return lasting(f"Kabar {one.about}")


async def bring(town: Town, telegram_id: int = 1001, name: str = "Siti") -> Talker:
    """Bring an operator to town who has talked to the bot, so that it may write."""
    talker = await town.operator(telegram_id, name)
    await talker.says("/bantuan")
    return talker


async def queue(town: Town, talker: Talker, *kinds: str) -> None:
    """Queue a message of each kind; they are about 1, 2, 3 and so on."""
    for about, kind in enumerate(kinds, start=1):
        await ask_for(town, talker, kind, about)


async def ask_for(town: Town, talker: Talker, kind: str, about: int | None) -> None:
    person = await town.person(talker)
    assert about is not None
    async with town.storage.uow() as uow:
        await uow.notices.add(person.id, kind, about, town.now)
        await uow.commit()


def stored(town: Town) -> list[Notice]:
    return list(town.storage.tables.notices.values())
