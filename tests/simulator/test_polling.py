import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from simulator.client import People
from simulator.errors import ApiError
from simulator.server import Simulator
from simulator.state import Webhook, World
from simulator.updates import UpdateQueue
from tests.simulator.api import SITI, Api, ptb_bot


async def texts(api: Api, **params: object) -> list[str]:
    return [update["message"]["text"] for update in await api.updates(**params)]


async def test_updates_stay_until_an_offset_confirms_them(api: Api, people: People) -> None:
    for text in ("satu", "dua", "tiga"):
        await people.text(SITI, text)
    numbers = [update["update_id"] for update in await api.updates()]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert await texts(api) == ["satu", "dua", "tiga"]
    assert await texts(api, limit=2) == ["satu", "dua"]
    assert await texts(api, offset=numbers[1]) == ["dua", "tiga"]
    assert await texts(api) == ["dua", "tiga"]
    assert await texts(api, offset=numbers[2] + 1) == []


async def test_a_negative_offset_keeps_the_last_ones(api: Api, people: People) -> None:
    for text in ("satu", "dua", "tiga"):
        await people.text(SITI, text)
    assert await texts(api, offset=-1) == ["tiga"]
    assert await texts(api) == ["tiga"]


async def test_limits_are_brought_into_bounds(api: Api, people: People) -> None:
    await people.text(SITI, "satu")
    await people.text(SITI, "dua")
    assert await texts(api, limit=0) == ["satu"]
    assert await texts(api, limit=1000, timeout=-5) == ["satu", "dua"]


async def test_only_the_kinds_that_were_asked_for_arrive(api: Api, people: People) -> None:
    await api.updates(allowed_updates=["edited_message"])
    message = await people.text(SITI, "lama")
    await people.edit(SITI, message["message_id"], "baru")
    (update,) = await api.updates()
    assert update["edited_message"]["text"] == "baru"
    await api.updates(allowed_updates=[])
    await people.text(SITI, "lagi")
    assert "message" in (await api.updates())[-1]


async def test_a_long_poll_is_answered_as_soon_as_there_is_something(bot: Bot, people: People) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await people.text(SITI, "halo")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "halo"


async def test_of_two_bots_that_poll_the_older_poll_meets_a_conflict(
    simulator: Simulator, bot: Bot, people: People
) -> None:
    async with ptb_bot(simulator) as other:
        polls = {asyncio.create_task(each.get_updates(timeout=30)) for each in (bot, other)}
        ended, left = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await ended.pop()
        await people.text(SITI, "halo")
        assert len(await left.pop()) == 1


async def test_no_polling_while_a_webhook_is_set(api: Api) -> None:
    await api.result("setWebhook", url="http://127.0.0.1:9/hook")
    assert await api.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.result("deleteWebhook")
    assert await api.updates() == []


async def test_setting_a_webhook_ends_the_waiting_poll(world: World) -> None:
    queue = UpdateQueue(world)
    poll = asyncio.create_task(queue.poll(0, 100, 30))
    # One turn of the loop brings the poll to where it waits.
    await asyncio.sleep(0)
    world.webhook = Webhook("http://127.0.0.1:9/")
    queue.wake()
    with pytest.raises(ApiError) as ended:
        await poll
    assert (ended.value.code, ended.value.description) == (
        409,
        "Conflict: terminated by setWebhook request",
    )


async def test_a_poll_without_news_ends_empty_in_its_time(world: World) -> None:
    assert await UpdateQueue(world).poll(0, 100, 0.01) == []


async def test_a_closing_queue_answers_the_waiting_poll(world: World) -> None:
    queue = UpdateQueue(world)
    poll = asyncio.create_task(queue.poll(0, 100, 50))
    await asyncio.sleep(0)
    queue.close()
    assert await poll == []
