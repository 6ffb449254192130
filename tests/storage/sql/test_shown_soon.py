"""Cards that are noted with whatever is stored next: nobody can tell them from those noted in a unit."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database import Disk
from storage.engines import writer
from storage.ports import Card, Unavailable
from storage.sql.shown import Shown
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.databases import Shelf
from tests.storage.samples import NOW, clock, someone, started

PEOPLE = (1001, 2002)
KINDS = ("iku", "home", "draft")


@dataclass(frozen=True)
class Act:
    """What happens to somebody: a card is shown, pinned or left, or a conversation is left behind."""

    does: str
    person: int
    kind: str
    message: int


acts = st.builds(
    Act,
    does=st.sampled_from(["show", "show", "show", "show", "show", "pin", "unpin", "leave", "let go", "said"]),
    person=st.sampled_from(PEOPLE),
    kind=st.sampled_from(KINDS),
    message=st.integers(1, 6),
)


@asynccontextmanager
async def opened(migrated: Path) -> AsyncIterator[Database]:
    with TemporaryDirectory() as folder:
        file = shutil.copy(migrated, Path(folder) / "bot.db")
        storage = open_storage(f"sqlite:///{file}", clock)
        try:
            async with storage.uow() as uow:
                for number in PEOPLE:
                    await someone(uow, number)
                await uow.commit()
            yield storage
        finally:
            await storage.close()


async def done(storage: Database, act: Act, place: int, *, soon: bool) -> bool:
    """Do it; return whether a card was shown soon."""
    now = NOW + timedelta(minutes=place)
    # A message is new when it is shown soon: nothing has stood there before.
    message = 100 + place if soon else act.message
    async with storage.uow(now=now) as uow:
        person = await someone(uow, act.person)
        card = Card(
            person=person.id,
            kind=act.kind,
            chat_id=act.person,
            message_id=100 + place if act.does == "show" else message,
            shown_at=now,
        )
        stands = await uow.cards.of(person.id, act.kind)
        if act.does in ("pin", "unpin") and stands is not None:
            await uow.cards.pin(stands.id, is_pinned=act.does == "pin")
        elif act.does == "leave" and stands is not None:
            await uow.cards.leave(stands.chat_id, stands.message_id, now)
        elif act.does == "let go" and await uow.drafts.held_by(person.id) is None:
            await started(uow, person, opd=f"OPD{place}")
            await uow.drafts.let_go(person.id)
        elif act.does == "said":
            for draft in await uow.drafts.left_by(person.id):
                await uow.drafts.said_aside(draft.id)
        await uow.commit()
    if act.does != "show":
        return False
    if soon and storage.show_soon(card):
        return True
    async with storage.uow(now=now) as uow:
        await uow.cards.show(card)
        # As whoever notes a card does: what was left behind is read with it.
        await uow.drafts.left_by(card.person)
        await uow.commit(soon=True)
    return False


async def stand(storage: Database) -> list[Card]:
    async with storage.look() as uow:
        found = [
            await uow.cards.of((await someone(uow, number)).id, kind)
            for number in PEOPLE
            for kind in (*KINDS, *(f"{kind}.left" for kind in KINDS), "")
        ]
    return [replace(card, id=0) for card in found if card is not None]


@given(story=st.lists(acts, min_size=1, max_size=25))
def test_it_leaves_what_showing_them_one_by_one_leaves(story: Sequence[Act], migrated: Path) -> None:
    async def run() -> None:
        async with opened(migrated) as soon, opened(migrated) as slow:
            for place, act in enumerate(story):
                await done(soon, act, place, soon=True)
                await done(slow, act, place, soon=False)
            assert await stand(soon) == await stand(slow)

    asyncio.run(run())


@given(
    shown=st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(KINDS), st.integers(1, 4)), max_size=12)
)
def test_many_at_once_leave_what_they_leave_one_by_one(
    shown: Sequence[tuple[int, str, int]], migrated: Path
) -> None:
    """Places come again here, as where a message shows something else: the later card is what stands."""

    async def run() -> None:
        async with opened(migrated) as soon, opened(migrated) as slow:
            for storage in (soon, slow):
                for number in PEOPLE:
                    await done(storage, Act("show", number, "iku", 1), 0, soon=False)
            for place, (number, kind, message) in enumerate(shown):
                async with slow.uow() as uow:
                    person = await someone(uow, number)
                    card = Card(
                        person=person.id,
                        kind=kind,
                        chat_id=number,
                        message_id=message,
                        shown_at=NOW + timedelta(minutes=place),
                    )
                    await uow.cards.show(card)
                    await uow.commit()
                assert soon.show_soon(card)
            assert await stand(soon) == await stand(slow)

    asyncio.run(run())


@pytest.fixture
async def bot(tmp_path: Path, shelf: Shelf) -> AsyncIterator[tuple[Database, Path, Card]]:
    """Give a storage, its file, and a newer card of somebody of whom nothing else has to be looked at."""
    url = await shelf.take("sqlite", tmp_path)
    storage = open_storage(url, clock, patience=0.2)
    async with storage.uow() as uow:
        person = await someone(uow)
        card = Card(person=person.id, kind="iku", chat_id=1001, message_id=5, shown_at=NOW)
        await uow.cards.show(card)
        await uow.commit()
    yield storage, tmp_path / "bot.db", replace(card, message_id=9)
    await storage.close()


def messages(file: Path) -> list[int]:
    """Return what another process sees."""
    with closing(sqlite3.connect(file)) as other:
        return [number for (number,) in other.execute("SELECT message_id FROM cards ORDER BY id")]


async def test_it_is_stored_without_anybody_asking(
    bot: tuple[Database, Path, Card], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PUT_OFF", 0.001)
    storage, file, card = bot
    stored = asyncio.Event()
    storage.subscribe(lambda _: stored.set())
    assert storage.show_soon(card)
    assert messages(file) == [5]
    await stored.wait()
    assert messages(file) == [9]


async def test_it_is_stored_with_whatever_is_stored_next(bot: tuple[Database, Path, Card]) -> None:
    storage, file, card = bot
    before = storage.counts.copy()
    assert storage.show_soon(card)
    async with storage.uow() as uow:
        await someone(uow, 2002)
        await uow.commit()
    assert messages(file) == [9]
    assert (storage.counts - before).groups == 1


async def test_closing_stores_it(bot: tuple[Database, Path, Card]) -> None:
    storage, file, card = bot
    assert storage.show_soon(card)
    await storage.close()
    assert messages(file) == [9]


async def test_a_version_that_was_asked_for_before_it_holds_no_more(bot: tuple[Database, Path, Card]) -> None:
    storage, _, card = bot
    before = storage.version("cards")
    assert storage.version("cards") == before
    assert storage.show_soon(card)
    assert storage.version("cards") != before


async def test_one_that_cannot_be_stored_keeps_no_other_away(
    bot: tuple[Database, Path, Card], caplog: pytest.LogCaptureFixture
) -> None:
    storage, file, card = bot
    nobody = replace(card, person=999_999, message_id=7)
    assert storage.show_soon(nobody)
    assert storage.show_soon(card)
    async with storage.look() as uow:
        assert await uow.cards.at(1001, 7) is None
    assert messages(file) == [9]
    assert [one.getMessage() for one in caplog.records] == [f"This could not be stored: {nobody}"]


async def test_within_a_unit_nothing_is_put_off(bot: tuple[Database, Path, Card]) -> None:
    """Else whoever only looks would have to wait until that unit ends."""
    storage, file, card = bot
    async with storage.uow() as uow:
        await someone(uow, 2002)
        assert not storage.show_soon(card)
        async with storage.look() as looking:
            stands = await looking.cards.of(card.person, "iku")
        assert stands is not None
        assert stands.message_id == 5
    assert messages(file) == [5]


async def test_what_another_process_stores_may_be_a_pin(bot: tuple[Database, Path, Card]) -> None:
    storage, file, card = bot
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE cards SET is_pinned = 1")
    await asyncio.sleep(0)
    assert not storage.show_soon(card)


async def test_who_looks_is_not_refused_for_it_while_another_process_writes(
    bot: tuple[Database, Path, Card],
) -> None:
    storage, file, card = bot
    assert storage.show_soon(card)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with storage.look() as uow:
            stands = await uow.cards.of(card.person, "iku")
    assert stands is not None
    assert stands.message_id == 5
    async with storage.look() as uow:
        stands = await uow.cards.of(card.person, "iku")
    assert stands is not None
    assert stands.message_id == 9


async def test_where_sqlite_ends_the_transaction_it_is_done_with_the_next(
    bot: tuple[Database, Path, Card], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does by itself when a disk is full."""
    storage, file, card = bot
    raw = storage._engine._writer.raw  # type: ignore[attr-defined] # noqa: SLF001 - the one that must fail

    def ended(*_: object) -> None:
        raw.execute("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    assert storage.show_soon(card)
    with monkeypatch.context() as patched:
        patched.setattr(Shown, "do", ended)
        async with storage.uow() as uow:
            with pytest.raises(Unavailable):
                await someone(uow, 2002)
    async with storage.uow() as uow:
        await someone(uow, 2002)
        await uow.commit()
    assert messages(file) == [9]


@pytest.mark.parametrize("why", ["pinned", "left"])
@pytest.mark.parametrize("ends", ["rolled back", "lost"])
async def test_what_was_undone_is_not_known(
    why: str, ends: str, bot: tuple[Database, Path, Card], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that a transaction has filled must not outlive it (stellar/stellar-core#690)."""
    storage, _, card = bot
    async with storage.uow() as uow:
        stands = await uow.cards.of(card.person, "iku")
        assert stands is not None
        if why == "pinned":
            await uow.cards.pin(stands.id, is_pinned=True)
            await uow.cards.show(replace(card, kind="home", message_id=6))
        else:
            draft = await started(uow, await someone(uow))
            await uow.drafts.let_go(card.person)
        await uow.commit()
    assert not storage.show_soon(card)

    def refused(_: Disk) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        if ends == "lost":
            patched.setattr(Disk, "commit", refused)
        async with storage.uow() as uow:
            if why == "pinned":
                await uow.cards.pin(stands.id, is_pinned=False)
                await uow.cards.show(replace(card, kind="home", message_id=7))
            else:
                await uow.drafts.said_aside(draft.id)
                assert await uow.drafts.left_by(card.person) == []
            if ends == "lost":
                await uow.commit(soon=True)
        if ends == "lost":
            # Of another unit of the same transaction, which the disk has not taken yet.
            async with storage.uow() as uow:
                await uow.cards.show(replace(card, kind="home", message_id=8))
                assert await uow.drafts.left_by(card.person) == []
                with pytest.raises(Unavailable):
                    await uow.commit()
    assert not storage.show_soon(card)
    async with storage.look() as uow:
        left = await uow.drafts.left_by(card.person)
        pins = await uow.cards.overdue_pins(NOW)
    assert len(left) + len(pins) == 1
