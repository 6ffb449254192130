"""A document is made once for all who want the same in the same state, and none of it is ever made twice."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.documents.said import Said
from domain.documents.stamp import Stamp
from domain.documents.wanted import DocumentKind, Wanted
from storage.ports import (
    Document,
    DocumentFile,
    DocumentState,
    Made,
    NotFound,
    Stale,
    Storage,
    UnitOfWork,
    Wish,
)
from storage.sql.unit_of_work import Database
from tests.storage.samples import LATER, NOW, SAKIP, someone

FORM = Wanted(kind=DocumentKind.FORM, year=2026)
DAY = date(2026, 3, 2)
UNTIL = NOW + timedelta(minutes=1)
STAMP = Stamp(as_of=NOW, final=True, code="ABCD-EFGH", link="https://t.me/x?start=cek_ABCDEFGH", head="7:ab")
SAID = (Said("sakip", "20/28 target 75", "SAKIP baik 71,43 %"), Said("ikm", "a\ud800", "“kutip” & <b>"))


async def asked(uow: UnitOfWork, wanted: Wanted = FORM, seen: int = 7, day: date = DAY) -> Document:
    return await uow.documents.ask(wanted, seen=seen, day=day, at=NOW)


def made_of(*hashes: str) -> Made:
    files = [
        DocumentFile(part=part, name=f"IKU-{part}.pdf", sha256=sha256, size=9_000_000_000)
        for part, sha256 in enumerate(hashes, start=1)
    ]
    return Made(stamp=STAMP, said=SAID, caption="<b>Formulir</b>", files=files)


async def finished(uow: UnitOfWork, *hashes: str, seen: int = 7) -> Document:
    begun = await uow.documents.begin((await asked(uow, seen=seen)).id, NOW, UNTIL)
    assert begun is not None
    return await uow.documents.made(begun, made_of(*hashes), LATER)


async def wished(uow: UnitOfWork, document: Document, telegram_id: int = 1001) -> Wish:
    person = await someone(uow, telegram_id)
    return await uow.documents.wish(
        Wish(document=document.id, person=person.id, chat_id=telegram_id, asked_at=NOW)
    )


async def test_the_same_in_the_same_state_is_one_document(storage: Storage) -> None:
    one = Wanted(kind=DocumentKind.CHART, year=2026, quarter=2, indicator=SAKIP, scope="DINKES")
    others = (
        replace(one, kind=DocumentKind.EVIDENCE),
        replace(one, year=2025),
        replace(one, quarter=0),
        replace(one, indicator=None),
        replace(one, scope=""),
    )
    async with storage.uow() as uow:
        first = await asked(uow, one)
        await uow.commit()
    async with storage.uow() as uow:
        assert await asked(uow, one) == first == await uow.documents.get(first.id)
        assert (first.wanted, first.seen, first.day, first.state) == (one, 7, DAY, DocumentState.ASKED)
        ids = {(await asked(uow, other)).id for other in others}
        ids |= {(await asked(uow, one, seen=8)).id, (await asked(uow, one, day=DAY + timedelta(1))).id}
        assert len(ids | {first.id}) == len(others) + 3
        with pytest.raises(NotFound):
            await uow.documents.get(99)


async def test_what_is_made_is_kept_as_it_was_said(storage: Storage) -> None:
    async with storage.uow() as uow:
        made = await finished(uow, "aa", "bb")
        await uow.commit()
    async with storage.uow() as uow:
        stored = await uow.documents.get(made.id)
        assert (stored.state, stored.made_at, stored.stamp) == (DocumentState.MADE, LATER, STAMP)
        assert stored.said[0] == SAID[0]
        assert stored.said[1].words == SAID[1].words
        assert stored.caption == "<b>Formulir</b>"
        first, second = await uow.documents.files(made.id)
        assert (first.part, first.sha256, first.size, first.document) == (1, "aa", 9_000_000_000, made.id)
        assert await uow.documents.file(second.id) == second
        await uow.documents.known_as(second.id, "BQAC")
        assert (await uow.documents.file(second.id)).file_id == "BQAC"
        assert await asked(uow) == stored
        assert await uow.documents.due(LATER, 9) == []
        with pytest.raises(NotFound):
            await uow.documents.file(99)
        with pytest.raises(NotFound):
            await uow.documents.known_as(99, "")


async def test_who_begins_has_it_until_the_lease_is_over(storage: Storage) -> None:
    async with storage.uow() as uow:
        other = await asked(uow, replace(FORM, year=2025))
        mine = await asked(uow)
        assert await uow.documents.due(NOW, 9) == [other, mine]
        assert await uow.documents.due(NOW, 1) == [other]
        begun = await uow.documents.begin(mine.id, NOW, UNTIL)
        assert begun is not None
        assert (begun.attempts, begun.leased_until) == (1, UNTIL)
        assert await uow.documents.due(NOW, 9) == [other]
        assert await uow.documents.begin(mine.id, NOW, UNTIL) is None
        await uow.documents.hold(begun, UNTIL + timedelta(minutes=1))
        assert await uow.documents.begin(mine.id, UNTIL, LATER) is None
        again = await uow.documents.begin(mine.id, UNTIL + timedelta(minutes=1), LATER)
        assert again is not None
        assert again.attempts == 2
        assert await uow.documents.begin(99, NOW, UNTIL) is None
        await uow.commit()


async def test_an_attempt_that_another_one_has_followed_says_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        mine = await asked(uow)
        begun = await uow.documents.begin(mine.id, NOW, UNTIL)
        again = await uow.documents.begin(mine.id, UNTIL, LATER)
        assert begun is not None
        assert again is not None
        with pytest.raises(Stale):
            await uow.documents.hold(begun, LATER)
        with pytest.raises(Stale):
            await uow.documents.made(begun, made_of("aa"), LATER)
        with pytest.raises(Stale):
            await uow.documents.failed(begun, "died", LATER)
        await uow.documents.made(again, made_of("aa"), LATER)
        with pytest.raises(Stale):
            await uow.documents.made(again, made_of("aa"), LATER)
        assert len(await uow.documents.files(mine.id)) == 1


async def test_what_could_not_be_made_is_asked_for_anew(storage: Storage) -> None:
    async with storage.uow() as uow:
        begun = await uow.documents.begin((await asked(uow)).id, NOW, UNTIL)
        assert begun is not None
        left = await uow.documents.failed(begun, "too slow", LATER)
        assert (left.state, left.reason, left.made_at) == (DocumentState.FAILED, "too slow", LATER)
        assert await uow.documents.due(LATER, 9) == []
        anew = await asked(uow)
        assert (anew.id != left.id, anew.state) == (True, DocumentState.ASKED)
        assert await asked(uow) == anew


async def test_who_waits_is_known_until_it_is_settled(storage: Storage) -> None:
    async with storage.uow() as uow:
        document = await asked(uow)
        first, second = await wished(uow, document), await wished(uow, document, 1002)
        again = await wished(uow, document)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.documents.wishes(document.id) == [first, second, again]
        assert await uow.documents.newest_wish(document.id, first.person) == again
        assert await uow.documents.newest_wish(document.id, 99) is None
        await uow.documents.update_wish(replace(first, message_id=7, sent=1, settled_at=LATER, chat_id=3))
        assert await uow.documents.get_wish(first.id) == replace(
            first, message_id=7, sent=1, settled_at=LATER
        )
        assert await uow.documents.wishes(document.id) == [second, again]
        with pytest.raises(NotFound):
            await uow.documents.get_wish(99)
        with pytest.raises(NotFound):
            await uow.documents.update_wish(replace(first, id=99))
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.documents.wish(replace(first, document=99))
        with pytest.raises(NotFound):
            await uow.documents.wish(replace(first, person=99))


async def test_a_wish_that_was_never_placed_is_found_once_its_document_is_there(storage: Storage) -> None:
    async with storage.uow() as uow:
        document = await asked(uow)
        left, placed = await wished(uow, document), await wished(uow, document, 1002)
        gone = await wished(uow, document, 1003)
        await uow.documents.update_wish(replace(placed, message_id=7))
        await uow.documents.update_wish(replace(gone, settled_at=NOW))
        assert await uow.documents.unplaced(LATER) == []
        begun = await uow.documents.begin(document.id, NOW, UNTIL)
        assert begun is not None
        await uow.documents.made(begun, made_of("aa"), LATER)
        assert await uow.documents.unplaced(NOW - timedelta(seconds=1)) == []
        assert await uow.documents.unplaced(NOW) == [left]


async def test_bytes_are_old_once_everything_that_has_them_is(storage: Storage) -> None:
    async with storage.uow() as uow:
        await finished(uow, "aa", "bb")
        await uow.commit()
    async with storage.uow() as uow:
        begun = await uow.documents.begin((await asked(uow, seen=8)).id, NOW, UNTIL)
        assert begun is not None
        await uow.documents.made(begun, made_of("bb"), LATER + timedelta(days=1))
        assert await uow.documents.old_contents(LATER, 9) == []
        assert await uow.documents.old_contents(LATER + timedelta(hours=1), 9) == ["aa"]
        assert await uow.documents.old_contents(LATER + timedelta(days=2), 9) == ["aa", "bb"]
        assert await uow.documents.old_contents(LATER + timedelta(days=2), 1) == ["aa"]
        await uow.documents.drop("aa", LATER)
        assert await uow.documents.old_contents(LATER + timedelta(days=2), 9) == ["bb"]
        (dropped, kept), (newer,) = await uow.documents.files(1), await uow.documents.files(begun.id)
        assert (dropped.dropped_at, kept.dropped_at, newer.dropped_at) == (LATER, None, None)


async def test_two_instances_that_are_asked_at_once_have_one_document(database: Database) -> None:
    async def ask() -> int:
        async with database.uow() as uow:
            document = await asked(uow)
            await asyncio.sleep(0.05)
            await uow.commit()
            return document.id

    first, second = await asyncio.gather(ask(), ask())
    assert first == second
