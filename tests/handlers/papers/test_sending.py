"""A made document gets into the chat, whatever stands in its way, and a kill neither loses nor doubles it."""

from collections.abc import Callable

import httpx
import pytest

from handlers.delivery.pace import PACE
from handlers.papers import sending
from handlers.papers.forgetting import KEPT_FOR, forget
from handlers.papers.making import make
from storage.ports import NoticeState, Unavailable
from storage.rendering.drawing import DRAWINGS, Drawing
from tests.handlers.papers.sheets import Sheet, SheetContent, asks_for
from tests.town.dialogue import Json, Talker, Town, labels

EDIT, DOCUMENT, PHOTO = "editMessageMedia", "sendDocument", "sendPhoto"


def refusing(reason: str, *methods: str, times: int = 99) -> Callable[[str], httpx.Response | None]:
    left = [times]

    def instead(method: str) -> httpx.Response | None:
        if method not in methods or not left[0]:
            return None
        left[0] -= 1
        said = {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
        return httpx.Response(400, json=said)

    return instead


async def files_in(talker: Talker) -> list[Json]:
    return [one for one in await talker.chat() if "document" in one or "photo" in one]


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited", "whatever it is"])
async def test_where_the_message_cannot_become_it_the_file_comes_below(
    town: Town, siti: Talker, reason: str
) -> None:
    said = await asks_for(siti)
    town.request.line.instead = refusing(reason, EDIT)
    await town.make_papers()
    (file,) = await files_in(siti)
    assert file["message_id"] > said["message_id"]
    assert labels(file) == ["‹ Beranda"]
    # It is the newest on the screen: typed words are not meant for anything older.
    person = await town.person(siti)
    async with town.storage.uow() as uow:
        newest = await uow.cards.newest(person.id)
    assert newest is not None
    assert (newest.kind, newest.message_id) == ("paper", file["message_id"])


async def test_a_file_that_telegram_knows_no_more_is_brought_anew(
    town: Town, siti: Talker, eka: Talker
) -> None:
    await asks_for(siti)
    await town.make_papers()
    await asks_for(eka)
    town.request.line.instead = refusing("wrong file identifier/HTTP URL specified", EDIT, times=1)
    await town.make_papers()
    (file,) = await files_in(eka)
    assert await town.download(file) == town.papers.stored()[0].read_bytes()


async def test_an_answer_that_was_lost_leaves_one_file(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    lost = [True]

    def afterwards(method: str) -> httpx.Response | None:
        return httpx.Response(502, text="bad gateway") if method == EDIT and lost and lost.pop() else None

    town.request.line.afterwards = afterwards
    await town.make_papers()
    town.pass_time(seconds=60)
    await town.send_notices()
    assert [one["message_id"] for one in await files_in(siti)] == [said["message_id"]]


async def test_killed_while_it_is_brought_it_comes_once(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    await _make_only(town)
    await town.claim_and_die()
    await town.restart()
    town.pass_time(seconds=PACE.lease.total_seconds() + 1)
    await town.send_notices()
    assert len(await files_in(siti)) == 1


async def test_who_has_blocked_the_bot_stops_nobody_and_may_ask_again(
    town: Town, siti: Talker, eka: Talker
) -> None:
    await asks_for(siti)
    await asks_for(eka)
    await town.block_unheard(siti)
    await town.make_papers()
    assert len(await files_in(eka)) == 1
    await town.unblock_unheard(siti)
    town.pass_time(minutes=1)
    said = await asks_for(siti)
    await town.make_papers()
    assert (await siti.message(said["message_id"]))["document"]


async def test_parts_come_in_their_order_and_go_on_where_they_were_cut_off(town: Town, siti: Talker) -> None:
    town.drawn.parts[SheetContent] = 3
    await asks_for(siti)
    sent = [0]

    def instead(method: str) -> httpx.Response | None:
        sent[0] += method == DOCUMENT
        return httpx.Response(502, text="bad gateway") if method == DOCUMENT and sent[0] == 2 else None

    town.request.line.instead = instead
    await town.make_papers()
    assert len(await files_in(siti)) == 2
    town.pass_time(seconds=30)
    await town.send_notices()
    files = await files_in(siti)
    names = [file["document"]["file_name"] for file in files]
    assert names == [f"IKU-2026-formulir-{part}dari3.pdf" for part in (1, 2, 3)]
    assert [labels(file) for file in files] == [[], [], ["‹ Beranda"]]
    assert files[1]["caption"].endswith("\n\nBagian 2 dari 3")


async def test_a_picture_is_seen_and_one_that_is_none_to_telegram_is_a_file(
    town: Town, siti: Talker, eka: Talker, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet.is_like(as_photo=True)
    monkeypatch.setitem(DRAWINGS, SheetContent, Drawing(drawn_by="nobody:draws", suffix="png"))
    await asks_for(siti)
    await town.make_papers()
    (picture,) = await files_in(siti)
    assert "photo" in picture
    town.pass_time(days=1)
    await asks_for(eka)
    town.request.line.instead = refusing("PHOTO_INVALID_DIMENSIONS", EDIT, PHOTO, times=2)
    await town.make_papers()
    (file,) = await files_in(eka)
    assert file["document"]["file_name"].startswith("IKU-2026-formulir")


async def test_what_telegram_takes_in_no_way_is_said(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    town.request.line.instead = refusing("file is too big", EDIT, DOCUMENT)
    await town.make_papers()
    told = await siti.message(said["message_id"])
    assert told["text"].endswith("Silakan tekan Coba lagi.")
    assert await files_in(siti) == []


async def test_what_has_come_below_comes_once_though_the_database_goes_away(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    town.request.line.instead = refusing("message to edit not found", EDIT)

    def afterwards(method: str) -> httpx.Response | None:
        if method == DOCUMENT:
            town.storage.fail_next(3)
        return None

    town.request.line.afterwards = afterwards
    await town.make_papers()
    town.pass_time(seconds=60)
    await town.send_notices()
    assert len(await files_in(siti)) == 1


@pytest.mark.parametrize("lost", [True, False])
async def test_a_secret_that_has_come_or_never_will_is_let_go_of(
    town: Town, siti: Talker, sheet: Sheet, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    sheet.is_like(once=True)
    await asks_for(siti)
    await _make_only(town)
    assert len(town.papers.stored()) == 1
    if lost:
        sheet.is_like(once=True, may=lambda *_: False)
    else:
        # Killed once it was noted that it has come, and before the bytes were let go of.
        async def killed(*_: object) -> None:
            raise Unavailable("killed")

        with monkeypatch.context() as patched:
            patched.setattr(sending, "let_go", killed)
            await town.send_notices()
        assert len(town.papers.stored()) == 1
        town.pass_time(minutes=5)
    await town.send_notices()
    assert town.papers.stored() == []
    assert len(await files_in(siti)) == (0 if lost else 1)


async def test_a_busy_telegram_is_waited_for(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    town.request.line.instead = refusing("temporarily unavailable", EDIT, times=1)
    await town.make_papers()
    assert await files_in(siti) == []
    town.pass_time(seconds=30)
    await town.send_notices()
    assert len(await files_in(siti)) == 1


async def test_bytes_that_are_gone_are_said(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    await _make_only(town)
    for path in town.papers.stored():
        path.unlink()
    await town.send_notices()
    assert (await siti.card())["text"].endswith("Silakan tekan Coba lagi.")


async def test_old_bytes_are_let_go_and_what_was_said_stays(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    await town.make_papers()
    context = town.app.context_types.context(town.app)
    town.pass_time(seconds=KEPT_FOR.total_seconds())
    await forget(context)
    assert len(town.papers.stored()) == 1
    town.pass_time(hours=1)
    await forget(context)
    assert town.papers.stored() == []
    async with town.storage.uow() as uow:
        document = await uow.documents.get(1)
        (file,) = await uow.documents.files(1)
    assert (len(document.said), file.dropped_at) == (5, town.now)
    await forget(context)


async def test_a_line_for_what_is_settled_says_nothing(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    await town.make_papers()
    person = await town.person(siti)
    async with town.storage.uow() as uow:
        await uow.notices.again(person.id, "paper", 1, town.now)
        await uow.commit()
    await town.send_notices()
    assert len(await files_in(siti)) == 1
    async with town.storage.uow() as uow:
        assert (await uow.notices.get(1)).state is NoticeState.STOPPED


async def _make_only(town: Town) -> None:
    await make(town.app.context_types.context(town.app))
