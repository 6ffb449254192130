"""What is kept of somebody beside their own row goes with the name, and nobody else's does."""

from dataclasses import replace

from domain.joining.asking import Standing
from domain.people.person import NAMELESS, Person, Unreachable
from domain.people.preferences import Preference
from storage.ports import Card, NoticeState, Storage, UnitOfWork
from storage.ports.traces import NOBODY
from tests.storage.contract.test_announcements import announced
from tests.storage.samples import LATER, NOW, received, someone, started

SRI, OTHER = 1001, 2002


async def _live(uow: UnitOfWork, telegram_id: int) -> Person:
    """Let somebody leave traces everywhere."""
    person = await someone(uow, telegram_id)
    card = Card(
        id=0, person=person.id, kind="iku", about="", chat_id=telegram_id, message_id=7, shown_at=NOW,
        fingerprint="f", seen=0,
    )  # fmt: skip
    await uow.cards.show(card)
    draft = await started(uow, person, opd=f"OPD{telegram_id}")
    await uow.drafts.place_card(draft.id, telegram_id, 8)
    await uow.inbox.store(
        [received(telegram_id, chat_id=telegram_id), received(-telegram_id, chat_id=telegram_id)]
    )
    await uow.inbox.finish(telegram_id, NOW)
    await uow.people.prefer(person.id, next(iter(Preference)), wanted=True, at=NOW)
    await uow.people.unreachable(person.id, Unreachable.BLOCKED, NOW)
    await uow.subscriptions.add(person.id, None, NOW)
    await uow.notices.add(person.id, "news", 1, NOW)
    first = await announced(uow, f"kata {telegram_id}")
    await uow.announcements.update(replace(first, chat_id=telegram_id, message_id=9), by=None, at=NOW)
    await uow.troubles.note("lane", f"item {telegram_id}", "why", NOW, raw=f'{{"id": {telegram_id}}}')
    begun = await uow.access_requests.begin(telegram_id, "sri", NOW)
    await uow.access_requests.fill(begun.id, opd="DINKES", name="Sri Wahyuni")
    await uow.access_requests.send(begun.id, NOW)
    await uow.access_requests.settle(begun.id, Standing.REFUSED, by=person.id, at=LATER)
    await uow.access_requests.begin(telegram_id, "sri again", LATER)
    return person


async def _forget(uow: UnitOfWork, person: Person) -> None:
    await uow.access_requests.forget_person(person.telegram_id, person.id, by=person.id, at=LATER)
    await uow.drafts.let_go(person.id)
    await uow.traces.forget(person, LATER)
    await uow.people.forget(person.id, by=person.id, at=LATER)


async def test_nothing_names_who_was_made_nameless(storage: Storage) -> None:
    async with storage.uow() as uow:
        sri = await _live(uow, SRI)
        await _live(uow, OTHER)
        await uow.commit()
    async with storage.uow() as uow:
        await _forget(uow, sri)
        await uow.commit()
    async with storage.uow() as uow:
        nobody = await uow.people.get(sri.id)
        assert (nobody.is_nameless, nobody.name, nobody.unreachable) == (True, NAMELESS, None)
        assert await uow.people.by_telegram_id(SRI) is None
        assert await uow.cards.at(SRI, 7) is None
        assert await uow.cards.at(OTHER, 7) is not None
        assert await uow.drafts.held_by(sri.id) is None
        assert {row.update_id for row in await uow.inbox.unfinished()} == {-SRI, -OTHER}
        assert await uow.inbox.reply_to(SRI) is None
        assert not await uow.access_requests.newest(SRI)
        left = await uow.access_requests.newest(-sri.id)
        assert left is not None
        assert (left.name, left.telegram_name, left.standing) == (NAMELESS, "", Standing.REFUSED)
        kept = await uow.access_requests.newest(OTHER)
        assert kept is not None
        assert kept.telegram_name == "sri again"
        assert await uow.audit.first_broken() is None
        told = [
            entry for entry in await uow.audit.entries(limit=100) if entry.subject in _about(sri.id, left.id)
        ]
        assert "Sri" not in str(told)
        assert f"Orang {SRI}" not in str(told)
        assert str(SRI) not in "".join(entry.before + entry.after for entry in told)
        assert [one.raw for one in await uow.troubles.open(9)].count("") == 1


def _about(person: int, request: int) -> frozenset[str]:
    return frozenset({f"person {person}", f"access {request}"})


async def test_what_waits_for_nobody_is_stopped(storage: Storage) -> None:
    async with storage.uow() as uow:
        sri, other = await _live(uow, SRI), await _live(uow, OTHER)
        await uow.traces.forget(sri, LATER)
        await uow.commit()
    async with storage.uow() as uow:
        mine = await uow.notices.find(sri.id, "news", 1)
        assert mine is not None
        assert (mine.state, mine.reason, mine.settled_at) == (NoticeState.STOPPED, NOBODY, LATER)
        theirs = await uow.notices.find(other.id, "news", 1)
        assert theirs is not None
        assert theirs.state is NoticeState.WAITING
