"""What stands on people's screens: the newest card of each kind, and which of them are behind."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.people.person import Grant, Person, Role, Unreachable
from domain.units.opd import Opd
from storage.ports import Behind, Card, NotFound, NoticeState, Pace, Storage, UnitOfWork
from storage.ports.cards import SOMETHING_ELSE
from tests.storage.samples import LATER, NOW, someone, started, submission

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LIVING = "living"


async def shown(uow: UnitOfWork, kind: str = "iku", /, **changes: Any) -> Card:  # noqa: ANN401 - any field of a card
    """Show somebody a card; return it as it is stored."""
    fields: dict[str, Any] = {"chat_id": 1001, "message_id": 5, "shown_at": NOW, "fingerprint": "f"}
    if "person" not in changes:
        fields["person"] = (await someone(uow)).id
    card = Card(kind=kind, **fields | changes)
    await uow.cards.show(card)
    stored = await uow.cards.of(card.person, kind)
    assert stored is not None
    return stored


def asked(now: datetime) -> Behind:
    return Behind(
        now=now,
        shown_after=now - DAY,
        edited_before=now - MINUTE,
        looked_before=NOW - MINUTE,
        notice=LIVING,
    )


async def behind(uow: UnitOfWork, now: datetime = LATER) -> list[int]:
    await uow.audit.newest()  # what this unit has noted is in the trail only once somebody asks, or commits
    return [card.id for card in await uow.cards.behind(asked(now))]


async def test_a_card_comes_back_as_it_was_shown(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow, about="i:2026:0", chat_id=2**40, seen=7)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.cards.newest(card.person) == card
        assert await uow.cards.of(card.person, "iku") == card
        assert await uow.cards.at(2**40, 5) == card
        assert await uow.cards.get(card.id) == card
    assert card == Card(
        id=card.id,
        person=card.person,
        kind="iku",
        about="i:2026:0",
        chat_id=2**40,
        message_id=5,
        shown_at=NOW,
        fingerprint="f",
        seen=7,
    )


async def test_nothing_stands_where_nothing_was_shown(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        assert await uow.cards.newest(person.id) is None
        assert await uow.cards.of(person.id, "iku") is None
        assert await uow.cards.at(1001, 5) is None
        assert await uow.cards.get(1) is None
        assert await uow.cards.leave(1001, 5, NOW)
        with pytest.raises(NotFound):
            await uow.cards.show(Card(person=99, kind="iku", chat_id=1, message_id=1, shown_at=NOW))


async def test_the_newest_of_a_kind_replaces_the_one_before_and_never_gets_its_number(
    storage: Storage,
) -> None:
    async with storage.uow() as uow:
        first = await shown(uow)
        assert await uow.cards.show(replace(first, message_id=9, shown_at=LATER)) == first
        second = await uow.cards.newest(first.person)
    assert second is not None
    assert (second.message_id, second.id > first.id) == (9, True)
    async with storage.uow() as uow:
        person = await someone(uow)
        card = Card(person=person.id, kind="iku", chat_id=1001, message_id=5, shown_at=NOW)
        assert await uow.cards.show(card) is None


async def test_what_was_shown_last_is_on_the_screen_whatever_its_kind(storage: Storage) -> None:
    async with storage.uow() as uow:
        iku = await shown(uow, "iku", message_id=5)
        inbox = await shown(uow, "review.inbox", message_id=8, shown_at=LATER)
        other = await shown(uow, "iku", message_id=5, person=(await someone(uow, 7)).id, chat_id=7)
        assert await uow.cards.newest(iku.person) == inbox
        again = await shown(uow, "iku", message_id=5, shown_at=LATER + MINUTE)
        assert await uow.cards.newest(iku.person) == again
        assert await uow.cards.newest(other.person) == other


async def test_a_message_shows_one_thing(storage: Storage) -> None:
    async with storage.uow() as uow:
        iku = await shown(uow, "iku")
        detail = await shown(uow, "iku.indicator", fingerprint="", shown_at=LATER)
        assert await uow.cards.of(iku.person, "iku") is None
        assert await uow.cards.at(1001, 5) == detail
        assert await behind(uow) == []


async def test_a_message_that_shows_something_unnamed_is_no_card_any_more(storage: Storage) -> None:
    async with storage.uow() as uow:
        inbox = await shown(uow, "review.inbox", message_id=3)
        card = await shown(uow, "iku", shown_at=NOW + MINUTE)
        assert await uow.cards.leave(1001, 5, LATER)
        newest = await uow.cards.newest(card.person)
        assert newest is not None
        assert (newest.kind, newest.about, newest.message_id) == (SOMETHING_ELSE, "", 5)
        assert (newest.fingerprint, newest.shown_at) == ("", LATER)
        assert await uow.cards.of(card.person, "iku") is None
        assert await uow.cards.of(card.person, "review.inbox") == inbox
        assert await uow.cards.get(card.id) is None


async def test_a_pin_stays_with_its_message_and_its_kind(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        await uow.cards.pin(card.id, is_pinned=True)
        await uow.cards.leave(1001, 5, LATER)
        # What stands there meanwhile is not what was pinned, whatever else is shown and typed elsewhere.
        await shown(uow, "draft", fingerprint="", shown_at=LATER)
        await shown(uow, SOMETHING_ELSE, fingerprint="", message_id=7, shown_at=LATER)
        stands = await uow.cards.at(1001, 5)
        assert stands is not None
        assert (stands.kind, stands.is_pinned) == ("draft", False)
        assert [one.message_id for one in await uow.cards.overdue_pins(NOW)] == [5]
        back = await shown(uow, shown_at=LATER)
        assert (back.is_pinned, back.message_id) == (True, 5)
        assert await uow.cards.overdue_pins(NOW) == []


async def test_who_shows_the_newest_of_a_kind_is_told_what_of_it_is_pinned(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        await uow.cards.pin(card.id, is_pinned=True)
        await shown(uow, "home", fingerprint="", shown_at=LATER)
        former = await uow.cards.show(replace(card, message_id=9, shown_at=LATER))
        assert former is not None
        assert (former.message_id, former.is_pinned) == (5, True)
        elsewhere = await uow.cards.of(card.person, "iku")
        assert elsewhere is not None
        assert not elsewhere.is_pinned
        assert await uow.cards.overdue_pins(LATER) == []
        home = await uow.cards.at(1001, 5)
        assert home is not None
        assert (home.kind, home.is_pinned) == ("home", False)


async def test_shown_anew_a_message_is_let_alone_for_the_rest_of_its_minute(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        await uow.cards.edited(card.id, "g", 0, NOW)
        await uow.cards.leave(1001, 5, NOW)
        back = await shown(uow)
        assert (back.edited_at, back.looked_at) == (NOW, None)
        assert await behind(uow, NOW + timedelta(seconds=59)) == []
        assert await behind(uow, NOW + MINUTE) == [back.id]
        elsewhere = await shown(uow, message_id=9)
        assert elsewhere.edited_at is None


async def test_a_pin_is_overdue_once_it_is_as_old_as_that(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        assert await uow.cards.overdue_pins(NOW) == []
        await uow.cards.pin(card.id, is_pinned=True)
        assert await uow.cards.overdue_pins(NOW - MINUTE) == []
        assert await uow.cards.overdue_pins(NOW) == [replace(card, is_pinned=True)]
        await uow.cards.pin(card.id, is_pinned=False)
        assert await uow.cards.overdue_pins(NOW) == []


async def test_a_card_is_behind_when_something_was_changed_that_it_does_not_know(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        newest = await uow.audit.newest()
        card = await shown(uow, person=person.id, seen=newest, looked_at=LATER)
        assert await behind(uow) == []
        await someone(uow, 2002)
        assert await uow.audit.newest() == newest + 1
        assert await behind(uow) == [card.id]
        await uow.cards.looked(card.id, newest + 1, LATER)
        assert await behind(uow) == []


async def test_a_card_is_behind_when_nobody_has_looked_for_long(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow, seen=10**6, looked_at=NOW - MINUTE)
        assert await behind(uow) == [card.id]
        await uow.cards.looked(card.id, 10**6, NOW)
        assert await behind(uow) == []
        # A clock that was set back: what was looked at in the future is looked at.
        assert await behind(uow, NOW - MINUTE) == [card.id]


async def test_only_what_lives_is_behind(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        still = await shown(uow, "review.inbox", message_id=1, fingerprint="")
        old = await shown(uow, "status", message_id=2, shown_at=NOW - DAY)
        card = await shown(uow, "iku", message_id=3)
        assert await behind(uow) == [card.id]
        assert await behind(uow, NOW - MINUTE) == [old.id, card.id]
        await uow.people.unreachable(person.id, Unreachable.BLOCKED, NOW)
        assert await behind(uow) == []
        await uow.people.unreachable(person.id, None, NOW)
        await uow.cards.stop(card.id)
        assert await behind(uow) == []
        stopped, same = await uow.cards.get(card.id), await uow.cards.get(still.id)
    assert (stopped, same) == (replace(card, fingerprint=""), still)


async def test_a_card_is_let_alone_for_a_while_after_it_changed(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        assert await uow.cards.begin(card.id, NOW, LATER)
        await uow.cards.edited(card.id, "g", 0, NOW)
        assert await behind(uow, NOW + timedelta(seconds=59)) == []
        assert await behind(uow, NOW + MINUTE) == [card.id]
        assert await behind(uow, NOW - MINUTE) == [card.id]  # the clock was set back
        edited = await uow.cards.get(card.id)
    assert edited == replace(card, fingerprint="g", looked_at=NOW, edited_at=NOW)


async def test_what_waits_in_the_ledger_or_was_set_aside_is_left_to_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        await uow.notices.add(card.person, "other", card.id, NOW)
        assert await behind(uow) == [card.id]
        await uow.notices.again(card.person, LIVING, card.id, NOW)
        assert await behind(uow) == []
        line = await uow.notices.find(card.person, LIVING, card.id)
        assert line is not None
        for state in NoticeState:
            await uow.notices.update(replace(line, state=state))
            is_left = state in (NoticeState.WAITING, NoticeState.FAILED)
            assert await behind(uow) == ([] if is_left else [card.id]), state


async def test_one_at_a_time_changes_a_card(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        until = NOW + MINUTE
        assert await uow.cards.begin(card.id, NOW, until)
        assert not await uow.cards.begin(card.id, NOW, until)
        assert not await uow.cards.leave(1001, 5, NOW)
        assert (await uow.cards.of(card.person, "iku")) is not None
        await uow.cards.release(card.id)
        assert await uow.cards.begin(card.id, NOW, until)
        assert await uow.cards.begin(card.id, until, LATER)  # whoever had begun is gone
        assert await uow.cards.leave(1001, 5, LATER)
        assert not await uow.cards.begin(card.id, LATER, LATER + MINUTE)


async def test_a_card_that_was_replaced_is_nothing_to_anybody(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await shown(uow)
        second = await shown(uow, message_id=9, shown_at=LATER)
        assert not await uow.cards.begin(first.id, LATER, LATER + MINUTE)
        await uow.cards.edited(first.id, "g", 9, LATER)
        await uow.cards.stop(first.id)
        await uow.cards.pin(first.id, is_pinned=True)
        assert await uow.cards.newest(first.person) == second


async def test_a_clock_that_is_set_back_leaves_no_card_in_somebodys_hands(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        await uow.cards.begin(card.id, LATER, LATER + MINUTE)
        await uow.waits.end_from_the_future(LATER)
        assert not await uow.cards.leave(1001, 5, LATER)
        await uow.waits.end_from_the_future(NOW)
        assert await uow.cards.leave(1001, 5, NOW)


@pytest.mark.parametrize("state", NoticeState)
async def test_what_has_come_to_its_end_goes_out_once_more(storage: Storage, state: NoticeState) -> None:
    pace = Pace(in_all=25, lease=timedelta(seconds=45))
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.again(person.id, LIVING, 3, NOW)
        line = await uow.notices.claim(NOW, pace)
        assert line is not None
        ended = replace(line, state=state, settled_at=NOW, leased_until=None, message_id=5, reason="why")
        await uow.notices.update(ended)
        await uow.notices.again(person.id, LIVING, 3, LATER)
        again = await uow.notices.get(line.id)
    if state in (NoticeState.SENT, NoticeState.STOPPED, NoticeState.BLOCKED):
        assert (again.state, again.created_at, again.attempts) == (NoticeState.WAITING, LATER, 0)
        assert (again.unsure, again.settled_at, again.reason) == (0, None, "")
    else:
        assert again == replace(ended, unsure=1)


async def _reported(uow: UnitOfWork, person: Person) -> None:
    await uow.reports.append(submission(person))


async def _role_given(uow: UnitOfWork, person: Person) -> None:
    await uow.people.grant(person.id, Grant(Role.OPERATOR, "DINKES"), by=None, at=NOW)


async def _role_ended(uow: UnitOfWork, person: Person) -> None:
    await uow.people.end(person.id, Grant(Role.PIMPINAN), by=None, at=NOW)


async def _target_set(uow: UnitOfWork, _: Person) -> None:
    await uow.years.set(2026, "target.sakip", "75", by=None, at=NOW)


async def _deadline_set(uow: UnitOfWork, _: Person) -> None:
    await uow.years.set(2026, "deadline.sakip", "2026-12-01T16:00:00+07:00", by=None, at=NOW)


async def _opd_recorded(uow: UnitOfWork, _: Person) -> None:
    await uow.opds.record(Opd("DINKES", "Dinas Kesehatan", "dinas", NOW.date()), by=None, at=NOW)


@pytest.mark.parametrize(
    "effect", [_reported, _role_given, _role_ended, _target_set, _deadline_set, _opd_recorded]
)
async def test_whatever_moves_a_number_leaves_a_card_behind(
    storage: Storage, effect: Callable[[UnitOfWork, Person], Awaitable[None]]
) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=NOW)
        card = await shown(uow, seen=await uow.audit.newest(), looked_at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await behind(uow) == []
        await effect(uow, person)
        await uow.commit()
    async with storage.uow() as uow:
        assert await behind(uow) == [card.id]


async def known_of(storage: Storage, person: int) -> list[tuple[str, int]]:
    async with storage.look() as uow:
        return [
            (kind, card.message_id)
            for kind in ("iku", "home")
            if (card := await uow.cards.of(person, kind)) is not None
        ]


async def test_what_is_shown_soon_is_seen_by_every_later_unit(storage: Storage) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        await uow.commit()
    newer = replace(card, message_id=9, shown_at=LATER)
    if not storage.show_soon(newer):
        # Where it cannot be, nothing was noted: it has to be shown in a unit.
        assert await known_of(storage, card.person) == [("iku", 5)]
        async with storage.uow() as uow:
            await uow.cards.show(newer)
            await uow.commit(soon=True)
    assert await known_of(storage, card.person) == [("iku", 9)]
    async with storage.uow() as uow:
        newest = await uow.cards.newest(card.person)
        assert newest is not None
        assert (newest.message_id, newest.fingerprint) == (9, "f")
        assert newest.id > card.id


@pytest.mark.parametrize("why", ["pinned", "left"])
async def test_nothing_is_shown_soon_where_more_has_to_be_done(storage: Storage, why: str) -> None:
    async with storage.uow() as uow:
        card = await shown(uow)
        person = await someone(uow)
        if why == "pinned":
            await uow.cards.pin(card.id, is_pinned=True)
        else:
            draft = await started(uow, person)
            await uow.drafts.let_go(person.id)
            assert [one.id for one in await uow.drafts.left_by(person.id)] == [draft.id]
        await uow.commit()
    assert not storage.show_soon(replace(card, message_id=9, shown_at=LATER))
    async with storage.uow() as uow:
        await shown(uow, "home", shown_at=LATER, message_id=7)
        await uow.commit()
    assert not storage.show_soon(replace(card, message_id=9, shown_at=LATER))
    assert await known_of(storage, card.person) == [("iku", 5), ("home", 7)]
