"""A document is made beside everything else; what goes wrong ends in one sentence with a way on."""

import asyncio
from datetime import timedelta

import pytest

from handlers.papers import making
from handlers.papers.making import AGAIN_AFTER, HOLD_EVERY, LEASE, MOST_ATTEMPTS, make
from storage.ports import DocumentState, UnitOfWork
from tests.endurance.waiting import eventually
from tests.handlers.papers.sheets import WANTED, Sheet, SheetContent, asks_for
from tests.town.dialogue import Talker, Town, labels

FAILED = "Formulir IKU 2026\nMohon maaf, berkas ini belum berhasil disiapkan. Silakan tekan Coba lagi."


async def test_what_cannot_be_drawn_is_said_in_place_and_can_be_tried_again(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    town.drawn.cannot[SheetContent] = "died"
    await town.make_papers()
    told = await siti.card()
    assert (told["message_id"], told["text"]) == (said["message_id"], FAILED)
    assert labels(told) == ["Coba lagi", "‹ Beranda"]
    await town.make_papers()
    assert len(town.drawn.drawn) == 1
    town.drawn.cannot.clear()
    again = await siti.presses("Coba lagi")
    assert again["message_id"] == said["message_id"]
    assert "Sedang disiapkan" in again["text"]
    await town.make_papers()
    assert (await siti.card())["message_id"] == said["message_id"]
    assert "document" in await siti.card()


async def test_a_renderer_that_is_away_is_asked_again_before_anybody_is_told(
    town: Town, siti: Talker
) -> None:
    said = await asks_for(siti)
    town.drawn.is_away = True
    await town.make_papers()
    assert (await siti.card())["text"] == said["text"]
    await town.make_papers()
    assert len(town.drawn.drawn) == 1
    town.drawn.is_away = False
    town.pass_time(seconds=AGAIN_AFTER[0].total_seconds())
    await town.make_papers()
    assert "document" in await siti.card()


async def test_a_renderer_that_stays_away_is_said(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    town.drawn.is_away = True
    for wait in AGAIN_AFTER:
        await town.make_papers()
        assert (await siti.card())["text"] == said["text"]
        town.pass_time(seconds=wait.total_seconds())
    await town.make_papers()
    assert (await siti.card())["text"] == FAILED
    assert len(town.drawn.drawn) == 1 + len(AGAIN_AFTER)


async def test_a_gathering_that_breaks_and_what_has_no_files_are_said(
    town: Town, siti: Talker, eka: Talker, sheet: Sheet
) -> None:
    async def breaks(*_: object) -> object:
        raise RuntimeError("a bug")

    sheet.is_like(gather=breaks)
    await asks_for(siti)
    await town.make_papers()
    assert (await siti.card())["text"] == FAILED
    town.drawn.parts[SheetContent] = 0
    sheet.is_like()
    await asks_for(eka)
    await town.make_papers()
    assert (await eka.card())["text"] == FAILED
    assert town.papers.stored() == []


async def test_who_ends_while_it_waits_for_another_attempt_leaves_it_to_the_next(
    town: Town, siti: Talker
) -> None:
    await asks_for(siti)
    town.drawn.is_away = True
    town.drawn.may_go_on.clear()
    slow = asyncio.create_task(make(town.app.context_types.context(town.app)))
    await eventually(lambda: len(town.drawn.drawn) == 1)
    async with town.storage.uow() as uow:
        later = town.now + timedelta(hours=1)
        assert await uow.documents.begin(1, later, later + LEASE) is not None
        await uow.commit()
    town.drawn.may_go_on.set()
    await slow
    assert town.storage.tables.documents[1].leased_until == later + LEASE


async def test_one_that_hangs_holds_up_no_other_and_no_answer(town: Town, siti: Talker, eka: Talker) -> None:
    town.drawn.may_go_on.clear()
    await asks_for(siti)
    making_it = asyncio.create_task(make(town.app.context_types.context(town.app)))
    await eventually(lambda: len(town.drawn.drawn) == 1)
    assert (await eka.says("/iku"))["text"].startswith("IKU 2026")
    town.drawn.may_go_on.set()
    await making_it
    await town.send_notices()
    assert "document" in await siti.card()


async def test_killed_while_it_is_made_it_is_made_after_the_lease(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    await _begin(town)
    await town.restart()
    await town.make_papers()
    assert town.drawn.drawn == []
    town.pass_time(seconds=LEASE.total_seconds())
    await town.make_papers()
    assert "document" in await siti.card()


async def test_what_kills_everybody_who_makes_it_is_given_up(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    for _ in range(MOST_ATTEMPTS):
        await _begin(town)
        town.pass_time(seconds=LEASE.total_seconds())
    await town.make_papers()
    assert (await siti.card())["text"] == FAILED
    assert town.drawn.drawn == []


async def test_who_is_slow_is_not_taken_for_dead(
    town: Town, siti: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "HOLD_EVERY", 0.01)
    assert LEASE.total_seconds() / 2 > HOLD_EVERY
    town.drawn.may_go_on.clear()
    await asks_for(siti)
    making_it = asyncio.create_task(make(town.app.context_types.context(town.app)))
    await eventually(lambda: len(town.drawn.drawn) == 1)
    town.pass_time(seconds=50)
    until = town.now + LEASE
    await eventually(lambda: town.storage.tables.documents[1].leased_until == until)
    town.storage.fail_next()
    await asyncio.sleep(0.05)
    town.drawn.may_go_on.set()
    await making_it
    assert town.storage.tables.documents[1].state is DocumentState.MADE


async def test_what_somebody_else_has_made_meanwhile_is_made_once(
    town: Town, siti: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "HOLD_EVERY", 0.01)
    town.drawn.may_go_on.clear()
    await asks_for(siti)
    slow = asyncio.create_task(make(town.app.context_types.context(town.app)))
    await eventually(lambda: len(town.drawn.drawn) == 1)
    # A process that slept for longer than its lease, as far as everybody else could tell.
    async with town.storage.uow() as uow:
        lease = town.storage.tables.documents[1].leased_until
        assert lease is not None
        again = await uow.documents.begin(1, lease + timedelta(hours=1), lease + timedelta(hours=2))
        assert again is not None
        await uow.commit()
    await asyncio.sleep(0.05)
    town.drawn.may_go_on.set()
    await slow
    assert town.storage.tables.documents[1].state is DocumentState.ASKED
    assert town.storage.tables.document_files == {}
    town.drawn.cannot[SheetContent] = "died"
    await town.make_papers()
    assert (await siti.card())["text"].endswith("Berkasnya muncul di sini.")


async def test_what_is_kept_with_it_is_stored_with_it(town: Town, siti: Talker, sheet: Sheet) -> None:
    async def keep(uow: UnitOfWork, content: object) -> None:
        await uow.installation.set("kept", str(type(content).__name__))

    sheet.is_like(keep=keep)
    await asks_for(siti)
    await town.make_papers()
    async with town.storage.uow() as uow:
        assert await uow.installation.get("kept") == "SheetContent"


async def test_a_database_that_is_away_is_waited_for(town: Town, siti: Talker, sheet: Sheet) -> None:
    first = [True]
    gather = sheet.is_like().gather

    async def falls(*args: object) -> object:
        if first.pop() if first else False:
            town.storage.fail_next()
        return await gather(*args)  # type: ignore[arg-type] # as it is called

    sheet.is_like(gather=falls)
    await asks_for(siti)
    await town.make_papers()
    assert town.storage.tables.documents[1].state is DocumentState.ASKED
    town.pass_time(seconds=LEASE.total_seconds())
    await town.make_papers()
    assert "document" in await siti.card()
    assert town.storage.tables.documents[1].wanted == WANTED


async def _begin(town: Town) -> None:
    """Be a process that is killed in the middle of making what was asked for."""
    async with town.storage.uow() as uow:
        (document,) = await uow.documents.due(town.now, 9)
        assert await uow.documents.begin(document.id, town.now, town.now + LEASE) is not None
        await uow.commit()
