import pytest
from telegram import Bot
from telegram.error import BadRequest

from simulator.client import People
from simulator.state import World
from tests.simulator.api import SITI, Api


async def pinned(people: People) -> list[int]:
    return [shown["message_id"] for shown in await people.messages(SITI) if shown.get("pinned")]


async def test_a_pin_is_reported_to_the_bot_itself_and_its_undoing_to_nobody(
    bot: Bot, api: Api, people: People
) -> None:
    sent = await api.sent("IKU")
    await api.updates(offset=-1)
    assert await bot.pin_chat_message(SITI, sent, disable_notification=True)
    *_, update = await api.updates()
    assert update["message"]["from"]["is_bot"]
    assert update["message"]["chat"]["id"] == SITI
    assert update["message"]["pinned_message"]["text"] == "IKU"
    assert await pinned(people) == [sent]
    assert (await people.messages(SITI))[-1]["service"] == "pinned_message"
    assert await bot.unpin_chat_message(SITI, sent)
    assert await api.updates(offset=update["update_id"] + 1) == []
    assert await pinned(people) == []


async def test_what_cannot_be_pinned(api: Api, people: People) -> None:
    sent = await api.sent("IKU")
    pin = {"chat_id": SITI, "message_id": sent}
    assert await api.refusal("pinChatMessage", message_id=sent) == "Bad Request: chat_id is empty"
    assert await api.refusal("pinChatMessage", chat_id=99, message_id=sent) == "Bad Request: chat not found"
    assert (
        await api.refusal("pinChatMessage", chat_id=SITI, message_id=999)
        == "Bad Request: message to pin not found"
    )
    assert await api.refusal("unpinChatMessage", **pin) == "Bad Request: CHAT_NOT_MODIFIED"
    assert await api.refusal("unpinChatMessage", chat_id=SITI) == "Bad Request: message to unpin not found"
    assert await api.result("pinChatMessage", **pin)
    assert await api.refusal("pinChatMessage", **pin) == "Bad Request: CHAT_NOT_MODIFIED"
    report = (await people.messages(SITI))[-1]["message_id"]
    assert (
        await api.refusal("pinChatMessage", chat_id=SITI, message_id=report)
        == "Bad Request: service messages can't be pinned"
    )
    await people.block(SITI)
    assert await api.refusal("unpinChatMessage", **pin) == "Forbidden: bot was blocked by the user"


async def test_the_bot_sees_the_newest_pinned_message_whichever_was_pinned_last(bot: Bot, api: Api) -> None:
    older, newer = await api.sent("satu"), await api.sent("dua")
    assert (await bot.get_chat(SITI)).pinned_message is None
    for sent in (newer, older):
        await bot.pin_chat_message(SITI, sent)
    seen = (await bot.get_chat(SITI)).pinned_message
    assert seen is not None
    assert seen.message_id == newer
    assert await bot.unpin_chat_message(SITI)
    seen = (await bot.get_chat(SITI)).pinned_message
    assert seen is not None
    assert seen.message_id == older


async def test_a_pin_follows_its_message(bot: Bot, people: People) -> None:
    sent = (await bot.send_message(SITI, "satu")).message_id
    await bot.pin_chat_message(SITI, sent)
    await bot.edit_message_text("dua", SITI, sent)
    assert await pinned(people) == [sent]
    seen = (await bot.get_chat(SITI)).pinned_message
    assert seen is not None
    assert seen.text == "dua"
    await bot.delete_message(SITI, sent)
    assert (await bot.get_chat(SITI)).pinned_message is None


async def test_the_bot_may_delete_the_report_of_its_pin(bot: Bot, people: People) -> None:
    sent = (await bot.send_message(SITI, "satu")).message_id
    await bot.pin_chat_message(SITI, sent)
    report = (await people.messages(SITI))[-1]["message_id"]
    assert await bot.delete_message(SITI, report)
    assert await pinned(people) == [sent]


async def test_a_person_takes_a_pin_down_and_the_bot_hears_nothing(
    bot: Bot, api: Api, people: People, world: World
) -> None:
    sent = (await bot.send_message(SITI, "satu")).message_id
    await bot.pin_chat_message(SITI, sent)
    before = len(world.updates)
    await people.unpin(SITI, sent)
    assert len(world.updates) == before
    assert await api.refusal("unpinChatMessage", chat_id=SITI, message_id=sent) == (
        "Bad Request: CHAT_NOT_MODIFIED"
    )
    with pytest.raises(BadRequest, match="Chat_not_modified"):
        await bot.unpin_chat_message(SITI, sent)
