import asyncio

from bot.receiving.lanes import AT_ONCE, Lanes
from bot.receiving.stop import Stop
from storage.ports import Received
from tests.bot.support import NOW


def row(update_id: int, chat_id: int = 1) -> Received:
    return Received(update_id=update_id, chat_id=chat_id, payload="{}", received_at=NOW)


class Work:
    """Work that waits for `gate`; `begun` and `done` are the update ids in the order it came to them."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.first = asyncio.Event()
        self.begun: list[int] = []
        self.done: list[int] = []

    async def __call__(self, received: Received) -> None:
        self.begun.append(received.update_id)
        self.first.set()
        await self.gate.wait()
        self.done.append(received.update_id)


async def test_the_end_lets_the_work_in_hand_finish_and_begins_nothing_new() -> None:
    work, stop = Work(), Stop()
    lanes = Lanes(work, stop)
    lanes.add([row(1), row(2)])
    await work.first.wait()
    stop.request()
    work.gate.set()
    assert await lanes.close(within=5) == 0
    assert work.done == [1]
    assert work.begun == [1]


async def test_work_that_does_not_finish_in_time_is_cut_off() -> None:
    work, stop = Work(), Stop()
    lanes = Lanes(work, stop)
    lanes.add([row(1, chat_id=1), row(2, chat_id=2)])
    await work.first.wait()
    stop.request()
    assert await lanes.close(within=0) == 2
    assert work.done == []


async def test_closing_without_work_has_nothing_to_wait_for() -> None:
    assert await Lanes(Work(), Stop()).close(within=5) == 0


async def test_a_lane_that_ran_empty_opens_again() -> None:
    work = Work()
    work.gate.set()
    lanes = Lanes(work, Stop())
    lanes.add([row(1)])
    await lanes.idle()
    lanes.add([row(2)])
    await lanes.idle()
    assert work.done == [1, 2]


async def test_no_more_chats_are_answered_at_once_than_there_are_turns() -> None:
    work = Work()
    lanes = Lanes(work, Stop())
    lanes.add([row(number, chat_id=number) for number in range(1, 3 * AT_ONCE)])
    await work.first.wait()
    await asyncio.sleep(0)
    assert len(work.begun) <= AT_ONCE
    work.gate.set()
    await lanes.idle()
    assert len(work.done) == 3 * AT_ONCE - 1


async def test_who_rests_gives_the_turn_to_others() -> None:
    gate, others, done = asyncio.Event(), asyncio.Event(), list[int]()

    async def work(row: Received) -> None:
        if row.update_id <= AT_ONCE:
            with lanes.rest():
                await gate.wait()
        done.append(row.update_id)
        if len(done) == 2:
            others.set()

    lanes = Lanes(work, Stop())
    lanes.add([row(number, chat_id=number) for number in range(1, AT_ONCE + 3)])
    await others.wait()
    assert done == [AT_ONCE + 1, AT_ONCE + 2]
    gate.set()
    await lanes.idle()
    assert len(done) == AT_ONCE + 2


async def test_many_rows_of_one_chat_keep_no_other_waiting() -> None:
    done = list[int]()

    async def work(row: Received) -> None:
        await asyncio.sleep(0)
        done.append(row.update_id)

    lanes = Lanes(work, Stop())
    lanes.add([row(number, chat_id=1 + number % AT_ONCE) for number in range(10 * AT_ONCE)])
    lanes.add([row(9_999, chat_id=9_999)])
    await lanes.idle()
    assert done.index(9_999) <= 2 * AT_ONCE
