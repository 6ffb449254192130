"""The delivery ledger: what is queued, who may send it when, and what became of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.ports import (
    Backlog,
    NotFound,
    Notice,
    NoticeState,
    Pace,
    Stale,
    Storage,
    Tally,
    UnitOfWork,
    Urgency,
)
from tests.storage.samples import LATER, NOW, someone

PACE = Pace(in_all=25, lease=timedelta(seconds=45))
KIND = "report.returned"
SECOND, MOMENT = timedelta(seconds=1), timedelta(milliseconds=1)


async def queued(uow: UnitOfWork, *abouts: int, person: int = 1, at: datetime = NOW) -> None:
    for about in abouts:
        await uow.notices.add((await someone(uow, person)).id, KIND, about, at)


async def crowd(uow: UnitOfWork, size: int) -> list[int]:
    return [(await someone(uow, 1000 + number)).id for number in range(size)]


async def claimed(uow: UnitOfWork, now: datetime, pace: Pace = PACE) -> list[int]:
    """Claim until nothing can be had just now; return what the messages are about."""
    found = []
    while (notice := await uow.notices.claim(now, pace)) is not None:
        found.append(notice.about)
    return found


async def test_a_message_waits_with_what_it_is_about(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.add(person.id, KIND, 41, NOW, urgency=Urgency.DUTY)
        await uow.commit()
    async with storage.uow() as uow:
        [notice] = await uow.notices.about(KIND, 41)
        assert await uow.notices.get(notice.id) == notice
        assert await uow.notices.find(person.id, KIND, 41) == notice
        assert await uow.notices.find(person.id, KIND, 42) is None
    assert notice == Notice(
        id=notice.id,
        person=person.id,
        kind=KIND,
        about=41,
        created_at=NOW,
        state=NoticeState.WAITING,
        urgency=Urgency.DUTY,
    )


async def test_the_same_message_is_queued_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        [sent] = await uow.notices.about(KIND, 41)
        await uow.notices.update(replace(sent, state=NoticeState.SENT))
        await queued(uow, 41, at=LATER)
        assert await claimed(uow, LATER) == []
        await queued(uow, 41, person=2, at=LATER)
        await queued(uow, 42)
        states = [one.state for one in await uow.notices.about(KIND, 41)]
        assert states == [NoticeState.SENT, NoticeState.WAITING]
        assert await claimed(uow, LATER) == [42, 41]


async def test_a_thousand_are_queued_at_once_and_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        people = await crowd(uow, 1000)
        await uow.notices.add_all(people[:3], KIND, 7, NOW, urgency=Urgency.BULK)
        await uow.notices.add_all(people, KIND, 7, LATER, urgency=Urgency.BULK)
        await uow.notices.add_all([], KIND, 7, LATER, urgency=Urgency.BULK)
        await uow.commit()
    async with storage.uow() as uow:
        lines = await uow.notices.about(KIND, 7)
        assert [one.person for one in lines] == people
        assert [one.created_at for one in lines] == [NOW] * 3 + [LATER] * 997
        assert await uow.notices.tally(KIND, 7) == {NoticeState.WAITING: Tally(lines=1000)}
        assert await uow.notices.tally(KIND, 8) == {}


async def test_an_attempt_begins_with_the_claim_and_is_in_doubt_until_its_end_is_known(
    storage: Storage,
) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        notice = await uow.notices.claim(LATER, PACE)
        assert notice is not None
        assert notice == await uow.notices.get(notice.id)
        assert (notice.state, notice.attempts, notice.unsure) == (NoticeState.WAITING, 1, 1)
        assert (notice.claimed_at, notice.leased_until) == (LATER, LATER + PACE.lease)
        ended = replace(
            notice,
            state=NoticeState.SENT,
            unsure=0,
            leased_until=None,
            message_id=8_000_000_001,
            settled_at=LATER,
            reason="at last",
        )
        await uow.notices.update(replace(ended, kind="not what update is for", urgency=Urgency.BULK))
        assert await uow.notices.get(notice.id) == ended


async def test_a_lease_keeps_others_away_until_it_is_over(storage: Storage) -> None:
    over = NOW + PACE.lease
    async with storage.uow() as uow:
        await queued(uow, 41)
        first = await uow.notices.claim(NOW, PACE)
        assert first is not None
        assert await claimed(uow, over - MOMENT) == []
        assert await uow.notices.claim(over, PACE, but=[first.id]) is None
        second = await uow.notices.claim(over, PACE)
        assert second is not None
    assert (second.id, second.attempts, second.unsure) == (first.id, 2, 2)


async def test_what_comes_after_a_newer_attempt_says_nothing_any_more(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        first = await uow.notices.claim(NOW, PACE)
        second = await uow.notices.claim(NOW + PACE.lease, PACE)
        assert first is not None
        assert second is not None
        with pytest.raises(Stale):
            await uow.notices.update(replace(first, state=NoticeState.SENT))
        await uow.notices.update(replace(second, state=NoticeState.BLOCKED))
        assert (await uow.notices.get(first.id)).state is NoticeState.BLOCKED


async def test_a_next_try_is_waited_for(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        notice = await uow.notices.claim(NOW, PACE)
        assert notice is not None
        await uow.notices.update(replace(notice, unsure=0, leased_until=None, next_try=LATER))
        assert await claimed(uow, LATER - MOMENT) == []
        assert await claimed(uow, LATER) == [41]


@pytest.mark.parametrize("state", [state for state in NoticeState if state is not NoticeState.WAITING])
async def test_what_is_settled_is_not_claimed(storage: Storage, state: NoticeState) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        [notice] = await uow.notices.about(KIND, 41)
        await uow.notices.update(replace(notice, state=state, settled_at=LATER))
        assert await claimed(uow, LATER) == []


async def test_the_urgent_go_first_and_then_the_oldest(storage: Storage) -> None:
    async with storage.uow() as uow:
        for person, at, urgency in (
            (3, LATER, Urgency.DUTY),
            (1, NOW, Urgency.DUTY),
            (2, NOW, Urgency.DUTY),
            (4, LATER, Urgency.ANSWER),
            (5, NOW, Urgency.BULK),
        ):
            await uow.notices.add((await someone(uow, person)).id, KIND, person, at, urgency=urgency)
        assert await claimed(uow, LATER) == [4, 1, 2, 3, 5]


async def test_one_person_is_sent_one_message_a_second(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41, 42)
        await queued(uow, 43, person=2)
        assert await claimed(uow, NOW) == [41, 43]
        assert await claimed(uow, NOW + SECOND - MOMENT) == []
        assert await claimed(uow, NOW + SECOND) == [42]


async def test_within_any_second_no_more_leave_than_may(storage: Storage) -> None:
    pace = Pace(in_all=3, lease=PACE.lease)
    async with storage.uow() as uow:
        await uow.notices.add_all(await crowd(uow, 9), KIND, 7, NOW, urgency=Urgency.BULK)
        assert len(await claimed(uow, NOW, pace)) == 3
        assert await claimed(uow, NOW + SECOND - MOMENT, pace) == []
        assert len(await claimed(uow, NOW + SECOND, pace)) == 3
        assert await claimed(uow, NOW + SECOND, pace) == []


async def test_a_clock_that_was_set_back_holds_up_nobody_else(storage: Storage) -> None:
    pace = Pace(in_all=1, lease=PACE.lease)
    async with storage.uow() as uow:
        await queued(uow, 41, at=NOW - MOMENT)
        await queued(uow, 42, person=2)
        assert await claimed(uow, LATER, pace) == [41]
        # Another instance's clock may be a little behind; the second is the same.
        assert await claimed(uow, LATER - MOMENT, pace) == []
        assert await claimed(uow, NOW, pace) == [42]


async def test_who_is_paused_is_left_alone_and_nobody_else(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        await queued(uow, 42, person=2)
        await uow.people.pause((await someone(uow, 1)).id, LATER)
        assert await claimed(uow, LATER - MOMENT) == [42]
        assert await claimed(uow, LATER) == [41]
        with pytest.raises(NotFound):
            await uow.people.pause(99, LATER)


async def test_a_pause_is_never_cut_short(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        person = (await someone(uow, 1)).id
        await uow.people.pause(person, LATER)
        await uow.people.pause(person, NOW)
        await uow.people.pause_all(NOW + SECOND)
        assert await claimed(uow, LATER - MOMENT) == []
        assert await claimed(uow, LATER) == [41]


async def test_a_pause_for_all_holds_for_everybody(storage: Storage) -> None:
    async with storage.uow() as uow:
        for number in range(3):
            await queued(uow, number, person=number)
        await uow.people.pause((await someone(uow, 1)).id, NOW + SECOND)
        await uow.people.pause_all(LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await claimed(uow, LATER - MOMENT) == []
        assert await claimed(uow, LATER) == [0, 1, 2]


async def test_what_is_stopped_goes_out_no_more_and_what_is_on_its_way_is_not_stopped(
    storage: Storage,
) -> None:
    async with storage.uow() as uow:
        people = await crowd(uow, 4)
        await uow.notices.add_all(people, KIND, 7, NOW, urgency=Urgency.BULK)
        await uow.notices.add(people[0], KIND, 8, NOW, urgency=Urgency.BULK)
        sent, on_its_way, refused = [await uow.notices.claim(NOW, PACE) for _ in range(3)]
        assert sent is not None
        assert refused is not None
        assert on_its_way is not None
        await uow.notices.update(replace(sent, state=NoticeState.SENT, leased_until=None))
        await uow.notices.update(replace(refused, leased_until=None, next_try=LATER))

        assert await uow.notices.stop(KIND, 7, NOW + SECOND) == 2
        lines = {one.id: one for one in await uow.notices.about(KIND, 7)}
        assert lines[on_its_way.id] == on_its_way
        assert lines[sent.id].state is NoticeState.SENT
        assert lines[refused.id].state is NoticeState.STOPPED
        assert lines[refused.id].settled_at == NOW + SECOND
        tallies = await uow.notices.tally(KIND, 7)
        assert {state: tally.lines for state, tally in tallies.items()} == {
            NoticeState.SENT: 1,
            NoticeState.WAITING: 1,
            NoticeState.STOPPED: 2,
        }
        assert [one.state for one in await uow.notices.about(KIND, 8)] == [NoticeState.WAITING]
        assert await uow.notices.stop(KIND, 7, NOW + PACE.lease) == 1


async def test_what_became_of_it_is_counted_by_state(storage: Storage) -> None:
    async with storage.uow() as uow:
        people = await crowd(uow, 5)
        await uow.notices.add_all(people, KIND, 7, NOW, urgency=Urgency.BULK)
        await uow.notices.add(people[0], KIND, 8, NOW, urgency=Urgency.BULK)
        first, second, third, blocked, _ = await uow.notices.about(KIND, 7)
        for one, unsure, at in ((first, 0, LATER), (second, 2, NOW), (third, 1, NOW)):
            await uow.notices.update(replace(one, state=NoticeState.SENT, unsure=unsure, settled_at=at))
        await uow.notices.update(replace(blocked, state=NoticeState.BLOCKED, settled_at=NOW))
        assert await uow.notices.tally(KIND, 7) == {
            NoticeState.SENT: Tally(lines=3, in_doubt=2, settled_at=LATER),
            NoticeState.BLOCKED: Tally(lines=1, settled_at=NOW),
            NoticeState.WAITING: Tally(lines=1),
        }


async def test_only_lines_in_the_states_that_are_asked_for_are_read(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.notices.add_all(await crowd(uow, 3), KIND, 7, NOW, urgency=Urgency.BULK)
        sent, failed, waiting = await uow.notices.about(KIND, 7)
        await uow.notices.update(replace(sent, state=NoticeState.SENT))
        await uow.notices.update(replace(failed, state=NoticeState.FAILED))
        asked = [NoticeState.WAITING, NoticeState.FAILED]
        found = await uow.notices.about(KIND, 7, states=asked)
        assert [one.id for one in found] == [failed.id, waiting.id]
        assert await uow.notices.about(KIND, 7, states=[]) == []


async def test_messages_are_for_known_people(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        with pytest.raises(NotFound):
            await uow.notices.add(person.id + 1, KIND, 41, NOW)
        with pytest.raises(NotFound):
            await uow.notices.add_all([person.id, person.id + 1], KIND, 41, NOW, urgency=Urgency.BULK)
        await uow.notices.add(person.id, KIND, 41, NOW)
        [notice] = await uow.notices.about(KIND, 41)
        with pytest.raises(NotFound):
            await uow.notices.update(replace(notice, id=notice.id + 1))
        with pytest.raises(NotFound):
            await uow.notices.get(notice.id + 1)


async def test_what_is_queued_for_later_waits_until_then(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.add_all([person.id], KIND, 41, NOW, urgency=Urgency.DUTY, not_before=LATER)
        assert await uow.notices.claim(LATER - timedelta(seconds=1), PACE) is None
        claimed = await uow.notices.claim(LATER, PACE)
    assert claimed is not None
    assert claimed.about == 41


async def test_several_are_claimed_together_in_their_order(storage: Storage) -> None:
    async with storage.uow() as uow:
        people = await crowd(uow, 4)
        for about, person in enumerate(people):
            await uow.notices.add(person, KIND, about, NOW + about * MOMENT)
        await uow.notices.add(people[0], KIND, 9, NOW)
        claimed = await uow.notices.claim_some(LATER, PACE, 3)
        assert [one.about for one in claimed.lines] == [0, 1, 2]
        assert claimed.full_until is None
        for one in claimed.lines:
            assert (one.attempts, one.unsure, one.claimed_at) == (1, 1, LATER)
            assert await uow.notices.get(one.id) == one
        rest = await uow.notices.claim_some(LATER, PACE, 3)
        assert [one.about for one in rest.lines] == [3]
        assert (await uow.notices.claim_some(LATER, PACE, 3)).lines == ()
        again = await uow.notices.claim_some(LATER + SECOND, PACE, 3)
        assert [(one.person, one.about) for one in again.lines] == [(people[0], 9)]


async def test_a_full_second_says_until_when_it_is_full(storage: Storage) -> None:
    pace = Pace(in_all=3, lease=PACE.lease)
    async with storage.uow() as uow:
        for person in await crowd(uow, 5):
            await uow.notices.add(person, KIND, 1, NOW)
        assert len((await uow.notices.claim_some(LATER, pace, 2)).lines) == 2
        assert len((await uow.notices.claim_some(LATER + MOMENT, pace, 2)).lines) == 1
        full = await uow.notices.claim_some(LATER + 2 * MOMENT, pace, 2)
        assert (full.lines, full.full_until) == ((), LATER + SECOND)
        assert len((await uow.notices.claim_some(LATER + SECOND, pace, 5)).lines) == 2


async def test_of_several_people_those_that_there_are_come_back(storage: Storage) -> None:
    async with storage.uow() as uow:
        people = await crowd(uow, 3)
        found = await uow.people.several([people[2], people[0], 999])
        assert found == [await uow.people.get(people[0]), await uow.people.get(people[2])]


async def test_the_backlog_is_what_could_be_claimed_whatever_the_pace(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.notices.backlog(NOW) == Backlog()
        assert await uow.notices.by_state() == {}
        await queued(uow, 41, 42, 43)
        await queued(uow, 44, person=2)
        person = await someone(uow, 1)
        await uow.notices.add_all(
            [person.id], KIND, 45, NOW, urgency=Urgency.BULK, not_before=NOW + SECOND * 30
        )
        assert await uow.notices.backlog(NOW) == Backlog(4, NOW)
        first = await uow.notices.claim(NOW, PACE)
        assert first is not None
        assert await uow.notices.backlog(NOW) == Backlog(3, NOW)
        await uow.notices.update(replace(first, state=NoticeState.SENT, leased_until=None))
        await uow.people.pause((await someone(uow, 2)).id, LATER)
        assert await uow.notices.backlog(NOW + SECOND * 30) == Backlog(3, NOW)
        assert await uow.notices.by_state() == {NoticeState.SENT: 1, NoticeState.WAITING: 4}
        assert await uow.notices.stop(KIND, 42, NOW) == await uow.notices.stop(KIND, 43, NOW) == 1
        assert await uow.notices.backlog(NOW + SECOND * 31) == Backlog(1, NOW + SECOND * 30)
