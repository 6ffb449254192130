"""The lane as a whole: its pace, chats that are slow or flooded, and a Telegram that is away."""

import asyncio
import time
from collections.abc import Collection
from datetime import timedelta

import pytest

from domain.people.person import Person
from handlers.delivery.in_hand import Lane
from handlers.delivery.lane import FIRST_WAIT, LONGEST_WAIT, MOST_TRIES, deliver
from handlers.delivery.pace import FAILURES_THAT_MEAN_ALL, LONGEST_QUIET, PACE, Pacer
from storage.ports import NoticeState
from tests.endurance.waiting import eventually
from tests.fakes.people import FakePeople
from tests.handlers.delivery.queueing import SAID, bring, queue, stored
from tests.town.dialogue import Talker, Town


async def crowd(town: Town, size: int) -> list[Talker]:
    """Bring people to town and queue a message for each."""
    people = [await bring(town, 1001 + number, f"Orang {number}") for number in range(size)]
    for one in people:
        await queue(town, one, SAID)
    return people


def states(town: Town) -> list[NoticeState]:
    return [one.state for one in stored(town)]


async def texts(talker: Talker) -> list[str]:
    return [message["text"] for message in await talker.chat() if message["text"] == "Kabar 1"]


async def begun(town: Town) -> asyncio.Task[None]:
    """Run the tick, and return when its first message is on its way."""
    on_its_way = asyncio.Event()
    town.request.before_next = on_its_way.set
    sending = asyncio.create_task(town.deliver_once())
    await on_its_way.wait()
    return sending


async def test_a_second_takes_no_more_messages_than_it_may(town: Town) -> None:
    await crowd(town, PACE.in_all + 3)
    await town.deliver_once()
    assert states(town).count(NoticeState.SENT) == PACE.in_all
    town.pass_time(seconds=1)
    await town.deliver_once()
    assert states(town).count(NoticeState.WAITING) == 0


async def test_a_person_gets_one_message_a_second(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID, SAID, SAID)
    for sent in (1, 2, 3):
        await town.deliver_once()
        assert states(town).count(NoticeState.SENT) == sent
        town.pass_time(seconds=1)


async def test_between_two_messages_lies_the_gap(town: Town) -> None:
    await crowd(town, 12)
    waits = list[float]()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    pacer = town.services.kept(Pacer)
    pacer.gap, pacer.sleep, pacer.clock = 0.04, sleep, lambda: 7.0
    await town.deliver_once()
    assert waits[:4] == pytest.approx([0.04, 0.08, 0.12, 0.16])


async def test_a_slow_chat_holds_up_no_other(town: Town) -> None:
    slow, *others = await crowd(town, 6)
    await town.people.fault("slow", method="sendMessage", chat_id=slow.id, seconds=30)
    sending = asyncio.create_task(town.deliver_once())
    while [await texts(one) for one in others] != [["Kabar 1"]] * 5:
        assert not sending.done()
        await asyncio.sleep(0.01)
    assert await texts(slow) == []
    town.hub.closing.set()  # enough of being slow
    await sending
    assert states(town) == [NoticeState.SENT] * 6


async def test_a_flooded_chat_is_let_alone_for_as_long_as_telegram_asks(town: Town) -> None:
    flooded, *others = await crowd(town, 4)
    await queue(town, flooded, SAID, SAID)
    await town.people.fault("429", method="sendMessage", chat_id=flooded.id, retry_after=40, times=1)
    await town.deliver_once()
    assert [await texts(one) for one in others] == [["Kabar 1"]] * 3
    [refused, *_] = stored(town)
    assert (refused.state, refused.unsure, refused.leased_until) == (NoticeState.WAITING, 0, None)
    assert refused.next_try == town.now + timedelta(seconds=40)
    for _ in range(39):
        town.pass_time(seconds=1)
        await town.deliver_once()
    assert [(one.attempts, one.state) for one in stored(town) if one.person == refused.person] == [
        (1, NoticeState.WAITING),
        (0, NoticeState.WAITING),
    ]
    town.pass_time(seconds=1)
    await town.send_notices()
    assert states(town) == [NoticeState.SENT] * 5


async def test_flood_control_of_the_lane_delays_no_reply(town: Town) -> None:
    flooded, other = await crowd(town, 2)
    await town.people.fault("429", method="sendMessage", chat_id=flooded.id, retry_after=40, times=1)
    await town.deliver_once()
    for one in (flooded, other):
        assert "Bantuan" in (await one.says("/bantuan"))["text"]


async def test_a_bot_that_is_flooded_is_quiet_for_all_in_every_instance_and_goes_on(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    people = await crowd(town, 60)
    await town.people.fault("429", method="sendMessage", retry_after=30, times=3)
    await town.deliver_once()
    assert f"nobody is sent a notice before {town.now + timedelta(seconds=30)}" in caplog.text
    refused = [one for one in stored(town) if one.reason]
    assert len(refused) == 3
    tried = sum(one.attempts for one in stored(town))
    town.pass_time(seconds=29)
    await town.deliver_once()
    await deliver(await town.elsewhere())
    assert sum(one.attempts for one in stored(town)) == tried
    assert "Bantuan" in (await people[-1].says("/bantuan"))["text"]
    town.pass_time(seconds=1)
    await town.send_notices()
    assert states(town) == [NoticeState.SENT] * 60
    assert [await texts(one) for one in people] == [["Kabar 1"]] * 60


async def test_a_message_whose_fate_is_unknown_stays_in_doubt_and_is_repeated(town: Town) -> None:
    [siti] = await crowd(town, 1)
    await town.people.fault("drop_after", method="sendMessage", times=1)
    await town.deliver_once()
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure) == (NoticeState.WAITING, 1, 1)
    assert line.next_try == town.now + FIRST_WAIT
    town.pass_time(seconds=FIRST_WAIT.total_seconds())
    await town.send_notices()
    [line] = stored(town)
    assert (line.state, line.attempts, line.unsure) == (NoticeState.SENT, 2, 1)
    assert await texts(siti) == ["Kabar 1"] * 2


async def test_what_never_left_is_in_no_doubt(town: Town) -> None:
    await crowd(town, 1)
    town.request.is_cut_off = True
    await town.deliver_once()
    assert [(one.state, one.attempts, one.unsure) for one in stored(town)] == [(NoticeState.WAITING, 1, 0)]
    town.request.is_cut_off = False
    town.pass_time(seconds=FIRST_WAIT.total_seconds())
    await town.send_notices()
    assert [(one.state, one.attempts, one.unsure) for one in stored(town)] == [(NoticeState.SENT, 2, 0)]


async def test_an_outage_costs_a_crowd_few_tries_and_nobody_a_message(town: Town) -> None:
    people = await crowd(town, 40)
    town.request.is_cut_off = True
    for _ in range(3600):
        await town.deliver_once()
        town.pass_time(seconds=1)
    assert max(one.attempts for one in stored(town)) < MOST_TRIES / 4
    town.request.is_cut_off = False
    town.pass_time(seconds=LONGEST_QUIET)
    town.pass_time(seconds=LONGEST_WAIT.total_seconds())
    await town.send_notices()
    assert [await texts(one) for one in people] == [["Kabar 1"]] * 40


async def test_waiting_grows_with_every_try_and_ends_after_about_a_day(town: Town) -> None:
    await crowd(town, 1)
    await town.people.fault("500", method="sendMessage", times=1000)
    begun, waits = town.now, []
    while stored(town)[0].state is NoticeState.WAITING:
        await town.deliver_once()
        [line] = stored(town)
        waits.append(line.next_try - town.now if line.next_try is not None else None)
        town.pass_time(seconds=LONGEST_WAIT.total_seconds())
    assert waits[:4] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4, FIRST_WAIT * 8]
    assert waits[-2:] == [LONGEST_WAIT, None]
    assert len(waits) == MOST_TRIES
    assert timedelta(hours=20) < town.now - begun < timedelta(hours=30)
    [line] = stored(town)
    assert (line.state, line.unsure) == (NoticeState.FAILED, MOST_TRIES)


async def test_an_outage_of_a_long_weekend_costs_nobody_a_message(town: Town) -> None:
    [siti] = await crowd(town, 1)
    town.request.is_cut_off = True
    for _ in range(2 * MOST_TRIES):
        await town.deliver_once()
        town.pass_time(seconds=LONGEST_WAIT.total_seconds())
    town.request.is_cut_off = False
    await town.send_notices()
    [line] = stored(town)
    assert (line.state, line.unsure) == (NoticeState.SENT, 0)
    assert await texts(siti) == ["Kabar 1"]


async def test_a_closed_lane_finishes_what_is_on_its_way_and_begins_nothing(town: Town) -> None:
    slow, *_ = await crowd(town, 3)
    town.services.kept(Pacer).gap = 0.6
    town.services.kept(Pacer).clock = time.monotonic
    await town.people.fault("slow", method="sendMessage", chat_id=slow.id, seconds=0.3)
    sending = await begun(town)
    assert await town.services.kept(Lane).close(within=5) == 0
    await sending
    assert states(town) == [NoticeState.SENT, NoticeState.WAITING, NoticeState.WAITING]
    assert [one.attempts for one in stored(town)] == [1, 0, 0]


async def test_what_takes_too_long_at_the_end_is_cut_off_and_stays_in_doubt(town: Town) -> None:
    [slow] = await crowd(town, 1)
    await town.people.fault("slow", method="sendMessage", chat_id=slow.id, seconds=5)
    sending = await begun(town)
    assert await town.services.kept(Lane).close(within=0.1) == 1
    await sending
    assert [(one.state, one.unsure) for one in stored(town)] == [(NoticeState.WAITING, 1)]


async def test_two_instances_with_one_ledger_send_nothing_twice(town: Town) -> None:
    people = await crowd(town, 20)
    await asyncio.gather(town.deliver_once(), deliver(await town.elsewhere()))
    assert [await texts(one) for one in people] == [["Kabar 1"]] * 20


async def test_a_pause_ends_for_everybody_though_one_chat_is_still_slow(town: Town) -> None:
    slow, *others = await crowd(town, 6)
    await town.people.fault("slow", method="sendMessage", chat_id=slow.id, seconds=30)
    await town.people.fault("502", method="sendMessage", times=FAILURES_THAT_MEAN_ALL)
    sending = asyncio.create_task(town.deliver_once())
    await eventually(lambda: town.services.kept(Pacer).is_paused)
    town.pass_time(seconds=FIRST_WAIT.total_seconds())
    await eventually(lambda: states(town).count(NoticeState.SENT) == len(others), within=10)
    assert await texts(slow) == []
    town.hub.closing.set()  # enough of being slow
    await sending


async def test_what_is_being_claimed_when_the_lane_is_closed_goes_its_way_first(town: Town) -> None:
    await crowd(town, 2)
    async with town.storage.uow():
        sending = asyncio.create_task(town.deliver_once())
        await asyncio.sleep(0)  # it waits for this unit now
        closing = asyncio.create_task(town.services.kept(Lane).close(within=5))
        await asyncio.sleep(0)
    assert await closing == 0
    assert [(one.state, one.attempts) for one in stored(town)] == [
        (NoticeState.SENT, 1),
        (NoticeState.WAITING, 0),
    ]
    await sending


async def test_a_claim_that_the_database_holds_up_does_not_hold_up_the_end(town: Town) -> None:
    await crowd(town, 1)
    async with town.storage.uow():
        sending = asyncio.create_task(town.deliver_once())
        await asyncio.sleep(0)
        assert await town.services.kept(Lane).close(within=0.1) == 0
        assert not sending.done()
    await sending


async def test_a_lane_knows_what_it_has_in_hand() -> None:
    lane = Lane(room=1)
    lane.start(41, asyncio.sleep(0))
    assert (lane.has_room, lane.is_empty, sorted(lane.lines)) == (False, False, [41])
    await lane.idle()
    assert (lane.has_room, lane.is_empty, sorted(lane.lines)) == (True, True, [])


async def test_what_is_claimed_together_leaves_one_after_the_other(town: Town) -> None:
    await crowd(town, 12)
    pacer, turns = town.services.kept(Pacer), list[float]()

    async def sleep(seconds: float) -> None:
        turns.append(seconds)

    pacer.gap, pacer.sleep, pacer.clock = 0.04, sleep, lambda: 7.0
    assert pacer.at_once == 5
    claims = town.storage.opened
    await town.deliver_once()
    assert states(town) == [NoticeState.SENT] * 12
    # Six turns are made up for, and every other has its own moment.
    assert len(turns) >= 6
    assert town.storage.opened - claims < 2 * 12 + 12


async def test_a_reader_who_cannot_be_read_keeps_none_of_those_claimed_with_them(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crowd(town, 5)
    town.services.kept(Pacer).gap = 0.001
    broken = stored(town)[2].person
    get, several = FakePeople.get, FakePeople.several

    async def one(people: FakePeople, person_id: int) -> Person:
        if person_id == broken:
            raise ValueError("a row that nobody can read")
        return await get(people, person_id)

    async def some(people: FakePeople, ids: Collection[int]) -> list[Person]:
        return await several(people, [i for i in ids if i != broken])

    monkeypatch.setattr(FakePeople, "get", one)
    monkeypatch.setattr(FakePeople, "several", some)
    await town.deliver_once()
    sent = NoticeState.SENT
    assert states(town) == [sent, sent, NoticeState.FAILED, sent, sent]
