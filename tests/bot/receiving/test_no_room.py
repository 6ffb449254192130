"""While nothing can be stored: people hear so once, and all is answered afterwards."""

import pytest
from telegram import Update
from telegram.error import NetworkError

from bot.receiving.intake import Intake
from bot.receiving.no_room import NoRoomWords
from bot.receiving.reader import Undelivered
from storage.ports import NoRoom
from tests.bot.support import FakeReader, QuickStop, clock, message
from tests.fakes.storage import FakeStorage


class FullStorage(FakeStorage):
    """A disk on which nothing can be stored while it `is_full`."""

    is_full = True

    async def enter(self) -> None:
        if self.is_full:
            raise NoRoom("database or disk is full")
        await super().enter()


async def test_whoever_writes_hears_once_and_is_answered_when_there_is_room() -> None:
    reader, storage = FakeReader(), FullStorage()
    intake = Intake(reader, storage, clock, QuickStop())
    came = [message(1, chat=7), message(2, chat=7), message(3, chat=8), message(4, chat=-100)]
    for _ in range(3):
        with pytest.raises(NoRoom):
            await intake.accept(came)
    assert reader.told_of_no_room == [7, 8]
    assert intake.traffic.received == 0
    storage.is_full = False
    await intake.accept(came)
    await intake.idle()
    assert sorted(reader.handled) == [1, 2, 3, 4]
    storage.is_full = True
    with pytest.raises(NoRoom):
        await intake.accept([message(5, chat=7)])
    assert reader.told_of_no_room == [7, 8, 7]


async def test_whoever_cannot_be_told_is_answered_all_the_same() -> None:
    class Away(FakeReader):
        async def say_no_room(self, chat_id: int) -> None:
            raise Undelivered(NetworkError(f"{chat_id} cannot be reached"))

    intake = Intake(Away(), FullStorage(), clock, QuickStop())
    with pytest.raises(NoRoom):
        await intake.accept([message(1)])


async def test_an_effect_that_cannot_be_stored_is_tried_again_and_its_sender_hears_once() -> None:
    tries = [NoRoom("full"), NoRoom("full"), None]

    async def handle(_: Update) -> None:
        if (error := tries.pop(0)) is not None:
            raise Undelivered(error)

    reader, storage = FakeReader(handle), FakeStorage()
    intake = Intake(reader, storage, clock, QuickStop())
    await intake.accept([message(1, chat=7)])
    await intake.idle()
    assert reader.told_of_no_room == [7]
    assert reader.handled == [1]


async def test_other_troubles_are_not_said_to_be_this_one() -> None:
    reader = FakeReader()
    await NoRoomWords(reader).hear(NetworkError("away"), 7)
    assert reader.told_of_no_room == []
