import asyncio
from contextlib import aclosing
from typing import Any

import pytest

from simulator.client import People
from simulator.control_api import ControlApi
from simulator.events import Event
from simulator.hub import Hub
from simulator.server import Simulator
from simulator.state import World
from tests.simulator.api import BUDI, SITI, Api, button, keyboard

Seen = list[tuple[str, dict[str, Any]]]


async def test_everything_that_happens_is_told(api: Api, people: People) -> None:
    async with aclosing(people.events()) as events:
        assert await anext(events) == ("connected", {})
        await people.text(SITI, "halo")
        await api.result("sendChatAction", chat_id=SITI, action="typing")
        ours = await api.sent("satu", reply_markup=keyboard(button()))
        await api.result(
            "editMessageText", chat_id=SITI, message_id=ours, text="dua", reply_markup=keyboard(button())
        )
        query = await people.press(SITI, ours, "Kirim")
        await api.result("answerCallbackQuery", callback_query_id=query, text="Ya")
        await api.result("editMessageReplyMarkup", chat_id=SITI, message_id=ours)
        await people.read(SITI)
        await api.result("deleteMessage", chat_id=SITI, message_id=ours)
        await api.result("setMyCommands", commands=[{"command": "iku", "description": "Angka"}])
        await people.move_clock(advance_seconds=60)
        await people.block(BUDI)
        seen: Seen = [await anext(events) for _ in range(15)]
    assert [name for name, _ in seen] == [
        *("message", "unread", "typing", "message", "unread", "edit", "answer", "markup", "unread"),
        *("delete", "unread", "commands", "commands", "clock", "people"),
    ]
    assert [data["unread"] for name, data in seen if name == "unread"] == [0, 1, 0, 0]
    told = dict(seen)
    assert (told["edit"]["text"], told["edit"]["person_id"]) == ("dua", SITI)
    assert told["answer"]["callback_query_id"] == query
    assert "keyboard" not in told["markup"]
    assert (told["delete"]["message_id"], told["delete"]["deleted"]) == (ours, True)
    assert told["commands"]["commands"][0]["command"] == "iku"
    assert told["clock"]["offset_seconds"] == 60
    assert (told["people"]["person_id"], told["people"]["blocked"]) == (BUDI, True)


async def test_one_persons_events_are_theirs_and_everyones(api: Api, people: People) -> None:
    async with aclosing(people.events(BUDI)) as events:
        assert await anext(events) == ("connected", {})
        await api.sent("bukan untuk Budi")
        await people.move_clock(advance_seconds=1)
        await people.text(BUDI, "halo")
        assert [(await anext(events))[0] for _ in range(2)] == ["clock", "message"]


async def test_listeners_are_let_go_when_the_simulator_stops(people: People, simulator: Simulator) -> None:
    async with aclosing(people.events()) as events:
        assert await anext(events) == ("connected", {})
        stopping = asyncio.create_task(simulator.stop())
        with pytest.raises(StopAsyncIteration):
            await anext(events)
        await stopping


async def test_a_quiet_stream_is_kept_alive(world: World) -> None:
    hub = Hub(world)
    async with aclosing(ControlApi(hub, keep_alive=0.01).stream(None)) as lines:
        assert await anext(lines) == ": connected\n\n"
        assert await anext(lines) == ": still here\n\n"
        hub.events.publish(Event("clock", {"now": "é"}))
        assert await anext(lines) == 'event: clock\ndata: {"now": "é"}\n\n'
        hub.close()
        with pytest.raises(StopAsyncIteration):
            await anext(lines)
