"""When a tick has to look again: the storage says it, so that nobody asks while nothing is due."""

from dataclasses import replace
from datetime import date, timedelta

from domain.documents.wanted import DocumentKind, Wanted
from domain.forms.drafts import FileState
from domain.people.person import Unreachable
from domain.reminders.planned import Item, Reminder, Why
from storage.ports import Card, NoticeState, Pace, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, SAKIP, file_of, someone, started

PACE = Pace(in_all=25, lease=timedelta(seconds=45))
KIND = "report.returned"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


async def test_a_notice_waits_for_whatever_is_last(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.notices.next_due() is None
        person = await someone(uow)
        await uow.notices.add(person.id, KIND, 41, NOW)
        due = await uow.notices.next_due()
        assert due is not None
        assert due < NOW
        tried = await uow.notices.claim(NOW, PACE)
        assert tried is not None
        assert await uow.notices.next_due() == NOW + PACE.lease
        await uow.people.pause(person.id, LATER)
        await uow.notices.update(replace(tried, leased_until=None, next_try=NOW + MINUTE))
        assert await uow.notices.next_due() == max(LATER, NOW + MINUTE)
        await uow.notices.update(replace(tried, leased_until=None, next_try=LATER + DAY))
        assert await uow.notices.next_due() == LATER + DAY
        other = await someone(uow, 2)
        await uow.notices.add_all([other.id], KIND, 41, NOW, urgency=tried.urgency, not_before=LATER + MINUTE)
        assert await uow.notices.next_due() == LATER + MINUTE
        await uow.notices.stop(KIND, 41, LATER + DAY)
        assert await uow.notices.next_due() is None


async def test_what_is_settled_is_due_no_more(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.notices.add((await someone(uow)).id, KIND, 41, NOW)
        tried = await uow.notices.claim(NOW, PACE)
        assert tried is not None
        await uow.notices.update(replace(tried, state=NoticeState.SENT, leased_until=None))
        assert await uow.notices.next_due() is None


async def test_a_file_is_due_when_it_was_sent_or_is_tried_again(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.evidence.next_due() is None
        draft = await started(uow, await someone(uow))
        file = await uow.evidence.add(file_of(draft))
        assert await uow.evidence.next_due() == file.added_at
        assert await uow.evidence.next_due([file.id]) is None
        await uow.evidence.update(replace(file, next_try=LATER), at=NOW)
        assert await uow.evidence.next_due() == LATER
        other = await uow.evidence.add(file_of(draft, unique_id="AQADother"))
        assert await uow.evidence.next_due() == other.added_at
        await uow.evidence.remove(other.id, LATER)
        assert await uow.evidence.next_due() == LATER
        # It is stored, and its card shows it not yet.
        await uow.evidence.update(
            replace(file, state=FileState.STORED, sha256="ab", next_try=LATER + DAY), at=NOW
        )
        assert await uow.evidence.next_due() == LATER + DAY
        await uow.evidence.update(replace(file, state=FileState.STORED, sha256="ab", next_try=None), at=NOW)
        assert await uow.evidence.next_due() is None


async def test_a_document_is_due_when_it_is_in_nobodys_hands(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.documents.next_due() is None
        wanted = Wanted(kind=DocumentKind.FORM, year=2026)
        asked = await uow.documents.ask(wanted, seen=7, day=date(2026, 3, 2), at=NOW)
        assert await uow.documents.next_due() == NOW
        begun = await uow.documents.begin(asked.id, NOW, LATER)
        assert begun is not None
        assert await uow.documents.next_due() == LATER
        await uow.documents.failed(begun, "no", LATER)
        assert await uow.documents.next_due() is None


async def card(uow: UnitOfWork, telegram_id: int, **changes: object) -> Card:
    person = await someone(uow, telegram_id)
    shown = Card(
        person=person.id, kind="iku", chat_id=telegram_id, message_id=5, shown_at=NOW, fingerprint="f"
    )
    await uow.cards.show(replace(shown, **changes))  # type: ignore[arg-type] # fields of a card
    found = await uow.cards.of(person.id, "iku")
    assert found is not None
    return found


async def test_the_cards_that_live_are_those_that_can_change(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.cards.alive(NOW - DAY) == []
        newer, older = await card(uow, 1), await card(uow, 2, shown_at=NOW - MINUTE)
        await card(uow, 3, fingerprint="")
        away = await card(uow, 4)
        await uow.people.unreachable(away.person, Unreachable.BLOCKED, NOW)
        assert await uow.cards.alive(NOW - DAY) == [older, newer]
        assert await uow.cards.alive(NOW - MINUTE) == [newer]


async def test_the_first_pin_is_the_one_to_be_taken_down_next(storage: Storage) -> None:
    async with storage.uow() as uow:
        await card(uow, 1, shown_at=NOW - DAY)
        assert await uow.cards.oldest_pin() is None
        await card(uow, 2, is_pinned=True)
        first = await card(uow, 3, shown_at=NOW - MINUTE, is_pinned=True)
        assert await uow.cards.oldest_pin() == NOW - MINUTE
        await uow.cards.pin(first.id, is_pinned=False)
        assert await uow.cards.oldest_pin() == NOW


async def test_the_next_wish_for_a_reminder_is_the_first_after_now(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.reminders.next_again(NOW) is None
        for telegram_id, at in enumerate((NOW, LATER + MINUTE, LATER), start=1):
            item = Item(opd="DINKES", indicator=SAKIP, year=2026, due=LATER, step=-1)
            person = await someone(uow, telegram_id)
            line = await uow.reminders.add(Reminder(person=person.id, why=Why.STEP, items=(item,)), NOW)
            await uow.reminders.snooze(line.id, at)
        assert await uow.reminders.next_again(NOW - MINUTE) == NOW
        assert await uow.reminders.next_again(NOW) == LATER
        assert await uow.reminders.next_again(LATER + MINUTE) is None
