"""Drafts that are known without asking: always what is stored, whoever changed them last."""

import asyncio
import shutil
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Place
from domain.keys import IndicatorKey
from storage.ports import NotFound, Stale, UnitOfWork
from storage.sql import remembered
from storage.sql.remembered import Remembered
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.samples import LATER, NOW, clock, file_of, someone


class Others:
    """What is known of other processes."""

    said: Hashable = 1

    def __call__(self) -> Hashable:
        return self.said


@pytest.fixture
def others() -> Others:
    return Others()


def test_what_is_stored_is_known_until_it_is_changed_again(others: Others) -> None:
    known = Remembered[str, int](others)
    assert known.get("a") is None
    remember = known.change("a")
    assert known.get("a") is None
    remember(1)
    assert known.get("a") == 1
    known.change("a")
    assert known.get("a") is None


def test_whoever_comes_back_late_does_not_bring_back_the_old(others: Others) -> None:
    known = Remembered[str, int](others)
    early, late = known.change("a"), known.change("a")
    late(2)
    early(1)
    assert known.get("a") == 2
    early = known.change("a")
    known.forget_all()
    early(3)
    assert known.get("a") is None


def test_what_another_process_may_have_changed_is_not_known(others: Others) -> None:
    known = Remembered[str, int](others)
    known.change("a")(1)
    others.said = 2
    assert known.get("a") is None
    before = known.change("a")
    others.said = 3
    before(2)
    assert known.get("a") is None
    others.said = None
    known.change("a")(3)
    assert known.get("a") is None


def test_only_so_many_are_known(others: Others, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_ROOM", 2)
    known = Remembered[int, int](others)
    for number in range(3):
        known.change(number)(number)
    assert [known.get(number) for number in range(3)] == [None, 1, 2]


DOES = (
    "save", "save", "save", "cancel", "take", "let go", "place", "forget card", "said", "file", "no file",
    "forget old", "forget person",
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """What happens to one of two drafts, and how the unit in which it does ends."""

    does: str
    draft: int
    person: int
    ends: str
    elsewhere: bool


acts = st.builds(
    Act,
    does=st.sampled_from(DOES),
    draft=st.integers(0, 1),
    person=st.integers(0, 1),
    ends=st.sampled_from(["commit", "commit", "soon", "leave"]),
    elsewhere=st.sampled_from([False, False, False, True]),
)
_names = count()


async def acted(uow: UnitOfWork, act: Act, known: Draft) -> None:  # noqa: C901 - a line for each act
    person = await someone(uow, 1001 + act.person)
    # As the row is, not as it is remembered: what is stored in the end is what is compared.
    match act.does:
        case "save" | "cancel":
            place = Place(answers={"predikat": f"{next(_names)}"})
            status = DraftStatus.OPEN if act.does == "save" else DraftStatus.CANCELLED
            holder = person.id if act.does == "save" else None
            moved = replace(known, place=place, status=status, holder=holder)
            await uow.drafts.save(moved, by=person.id, at=LATER)
        case "take":
            await uow.drafts.take(known, by=person.id, at=LATER)
        case "let go":
            await uow.drafts.let_go(person.id)
        case "place":
            await uow.drafts.place_card(known.id, 1001, next(_names))
        case "forget card":
            await uow.drafts.forget_card(known.id)
        case "said":
            await uow.drafts.said_aside(known.id)
        case "file":
            await uow.evidence.add(file_of(known, unique_id=f"{next(_names)}", added_by=person.id))
        case "no file":
            for file in known.files:
                await uow.evidence.remove(file.id, LATER)
        case "forget old":
            await uow.drafts.forget(NOW)
        case "forget person":
            await uow.traces.forget(person, LATER)


@given(story=st.lists(acts, min_size=1, max_size=14))
def test_a_draft_is_what_another_process_reads(story: Sequence[Act], migrated: Path) -> None:
    async def run() -> None:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{shutil.copy(migrated, Path(folder) / 'bot.db')}"
            storage, other = open_storage(url, clock), open_storage(url, clock)
            try:
                numbers = await _begun(storage)
                for act in story:
                    await _lived(other if act.elsewhere else storage, act, numbers[act.draft])
                    await asyncio.sleep(0)
                    for number in numbers:
                        await _compared(storage, url, number)
            finally:
                await storage.close()
                await other.close()

    asyncio.run(run())


@pytest.mark.parametrize("ends", ["commit", "soon", "leave"])
@pytest.mark.parametrize("does", sorted(set(DOES)))
async def test_every_change_is_seen_by_who_knew_the_draft(does: str, ends: str, migrated: Path) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{shutil.copy(migrated, Path(folder) / 'bot.db')}"
        storage = open_storage(url, clock)
        first, _ = await _begun(storage)
        await _lived(storage, Act("place", 0, 0, "commit", elsewhere=False), first)
        await _lived(storage, Act("save", 0, 0, "commit", elsewhere=False), first)
        before = storage.counts.statements
        async with storage.look() as uow:
            known = await uow.drafts.get(first)
            assert await uow.drafts.stands(known)
        assert storage.counts.statements == before, "it is not known"
        await _lived(storage, Act(does, 0, 0, ends, elsewhere=False), first)
        await _compared(storage, url, first)
        await storage.close()


async def test_one_that_is_forgotten_is_not_known_either(migrated: Path) -> None:
    with TemporaryDirectory() as folder:
        storage = open_storage(f"sqlite:///{shutil.copy(migrated, Path(folder) / 'bot.db')}", clock)
        first, _ = await _begun(storage)
        await _lived(storage, Act("cancel", 0, 0, "commit", elsewhere=False), first)
        async with storage.uow() as uow:
            assert await uow.drafts.forget(LATER + timedelta(days=1)) == 1
            await uow.commit()
        async with storage.look() as uow:
            with pytest.raises(NotFound):
                await uow.drafts.get(first)
        await storage.close()


async def _begun(storage: Database) -> list[int]:
    async with storage.uow() as uow:
        people = [await someone(uow, number) for number in (1001, 1002)]
        found = [
            await uow.drafts.start("DINKES", indicator, 2026, by=person.id, at=NOW)
            for indicator, person in zip((IndicatorKey.SAKIP, IndicatorKey.IKM), people, strict=True)
        ]
        await uow.commit()
    return [draft.id for draft in found]


async def _lived(storage: Database, act: Act, number: int) -> None:
    try:
        async with storage.uow() as uow:
            await acted(uow, act, await uow.drafts.get(number))
            if act.ends != "leave":
                await uow.commit(soon=act.ends == "soon")
    except Stale:
        pass  # somebody else holds it, or it has ended: nothing is stored


async def _compared(storage: Database, url: str, number: int) -> None:
    async with storage.look() as uow:
        known = await uow.drafts.get(number)
        stands = await uow.drafts.stands(known)
    fresh = open_storage(url, clock)
    async with fresh.look() as uow:
        stored = await uow.drafts.get(number)
    await fresh.close()
    assert known == stored
    assert stands
