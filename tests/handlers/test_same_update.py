"""Two instances hold one update: its effect is stored once, and the slower one takes no answer away."""

import asyncio
from typing import cast

import pytest
from telegram import Update

from bot.app import BotApplication
from bot.receiving.reader import Undelivered
from domain.reports.events import EventKind
from handlers.entrance import access
from handlers.telegram.context import BotApplication as Application
from handlers.telegram.context import Context
from storage.ports import Stale
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town


async def at_once(town: Town, talker: Talker) -> list[str]:
    """Let two instances let the newest update in before either handles it; return what its sender is sent."""
    (update,) = await town.waiting()
    before = len(await talker.chat())
    peer = cast("BotApplication", (await town.elsewhere()).application)
    is_in, first_is_done = asyncio.Event(), asyncio.Event()

    async def let_in_and_wait(update: Update, context: Context) -> None:
        await access.let_in(update, context)
        is_in.set()
        await first_is_done.wait()

    peer.steps = (let_in_and_wait, *peer.steps[1:])
    slower = asyncio.create_task(handled(peer, update))
    await is_in.wait()
    await handled(town.app, update)
    first_is_done.set()
    await slower
    return [message["text"] for message in (await talker.chat())[before:] if message["from"] == "bot"]


async def handled(app: Application, update: Update) -> None:
    """Handle it as a lane of the intake does, which tries again what a peer has stored meanwhile."""
    try:
        await app.process_update(update)
    except Undelivered:
        await app.process_update(update)


async def test_the_receipt_is_shown_by_whoever_is_there(town: Town, siti: Talker) -> None:
    card = await siti.fills_sakip()
    await siti.taps("Kirim", card)
    await at_once(town, siti)
    assert [event.kind for event in await town.events(HEALTH.code)] == [EventKind.SUBMITTED]
    assert "terkirim" in (await siti.card())["text"].lower()
    assert "Sudah dicatat." not in await siti.toasts()


async def test_an_answer_by_button_is_never_called_noted_by_the_slower_one(town: Town, siti: Talker) -> None:
    card = await siti.opens("SAKIP")
    await siti.taps("BB", card)
    await at_once(town, siti)
    assert "2/3" in (await siti.card())["text"]
    assert "Sudah dicatat." not in await siti.toasts()


async def test_a_verdict_is_shown_and_not_refused_as_decided_already(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    card = await opens_report(dewi)
    await dewi.taps("Terima", card)
    said = await at_once(town, dewi)
    assert "✅ Diterima oleh Dewi" in (await dewi.card())["text"]
    assert not [text for text in said if "sudah lebih dulu" in text]


@pytest.mark.parametrize("typed", ["75,5", "BB"])
async def test_a_typed_answer_is_not_read_as_the_next_one(town: Town, siti: Talker, typed: str) -> None:
    await siti.opens("SAKIP")
    if typed == "75,5":
        await siti.says("BB")
    await town.people.text(siti.id, typed)
    said = await at_once(town, siti)
    assert not [text for text in said if "⚠️" in text]


async def test_a_late_stale_of_a_message_shows_what_it_has_brought_about(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    update = await siti.typed("BB")
    await town.deliver(update)
    before = len(town.hub.world.calls)
    with pytest.raises(Undelivered):
        await town.app.process_error(update, Stale("a peer was faster"))
    await town.process(update)
    shown = [str(call.params.get("text")) for call in town.hub.world.calls[before:]]
    assert any("2/3" in text for text in shown)
    assert "2/3" in (await siti.card())["text"]


async def test_a_stale_of_an_update_that_has_brought_nothing_about_is_said(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    update = await siti.typed("BB")
    await town.app.process_error(update, Stale("a colleague was faster"))
    assert "belum dicatat" in (await siti.card())["text"]
