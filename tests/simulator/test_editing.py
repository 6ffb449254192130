import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from simulator.client import People
from simulator.state import World
from tests.simulator.api import BUDI, SITI, Api, button, keyboard

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


async def test_an_edit_changes_text_and_keyboard_in_place(bot: Bot, people: People) -> None:
    sent = await bot.send_message(
        SITI, "satu", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a")]])
    )
    edited = await bot.edit_message_text("<i>dua</i>", SITI, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    (shown,) = await people.messages(SITI)
    assert shown["html"] == "<i>dua</i>"
    assert "edit_date" in shown
    assert "keyboard" not in shown


async def test_an_edit_that_changes_nothing(api: Api) -> None:
    markup = keyboard(button())
    sent = await api.sent("<b>x</b>", parse_mode="HTML", reply_markup=markup)
    same = {"chat_id": SITI, "message_id": sent, "reply_markup": markup}
    assert await api.refusal("editMessageText", text="<b>x</b>", parse_mode="HTML", **same) == NOT_MODIFIED
    assert await api.refusal("editMessageReplyMarkup", **same) == NOT_MODIFIED
    await api.result("editMessageText", text="x", **same)
    assert await api.refusal("editMessageText", text="x", **same) == NOT_MODIFIED


async def test_a_keyboard_can_be_taken_away_alone(api: Api, people: People) -> None:
    sent = await api.sent(reply_markup=keyboard(button()))
    await api.result("editMessageReplyMarkup", chat_id=SITI, message_id=sent)
    (shown,) = await people.messages(SITI)
    assert (shown["text"], "keyboard" in shown) == ("halo", False)


async def test_a_caption_can_be_changed_and_taken_away(bot: Bot) -> None:
    sent = await bot.send_document(SITI, b"abc", filename="a.txt", caption="satu")
    changed = await bot.edit_message_caption(SITI, sent.message_id, caption="<b>dua</b>", parse_mode="HTML")
    assert isinstance(changed, Message)
    assert (changed.caption, len(changed.caption_entities)) == ("dua", 1)
    emptied = await bot.edit_message_caption(SITI, sent.message_id)
    assert isinstance(emptied, Message)
    assert (emptied.caption, emptied.caption_entities) == (None, ())


async def test_what_cannot_be_edited(api: Api, people: People) -> None:
    theirs = (await people.text(SITI, "milik saya"))["message_id"]
    text = await api.sent()
    document = await api.form("sendDocument", {"chat_id": SITI}, {"document": ("a.txt", b"abc")})
    file_id = document["result"]["message_id"]
    edit = {"chat_id": SITI, "text": "x"}
    assert await api.refusal("editMessageText", text="x") == "Bad Request: chat_id is empty"
    assert await api.refusal("editMessageText", **edit) == "Bad Request: message to edit not found"
    assert (
        await api.refusal("editMessageText", **edit, message_id=999)
        == "Bad Request: message to edit not found"
    )
    assert (
        await api.refusal("editMessageText", **edit, message_id=theirs)
        == "Bad Request: message can't be edited"
    )
    assert (
        await api.refusal("editMessageText", **edit, message_id=file_id)
        == "Bad Request: there is no text in the message to edit"
    )
    assert (
        await api.refusal("editMessageText", chat_id=SITI, message_id=text)
        == "Bad Request: message text is empty"
    )
    assert (
        await api.refusal("editMessageCaption", chat_id=SITI, message_id=text, caption="x")
        == "Bad Request: there is no caption in the message to edit"
    )
    assert (
        await api.refusal("editMessageCaption", chat_id=SITI, message_id=file_id, caption="x" * 1025)
        == "Bad Request: message caption is too long"
    )


async def test_deleted_messages_are_gone(bot: Bot, people: People) -> None:
    ours = await bot.send_message(SITI, "x")
    theirs = await people.text(SITI, "y")
    assert await bot.delete_message(SITI, ours.message_id)
    assert await bot.delete_message(SITI, theirs["message_id"])
    assert await people.messages(SITI) == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(SITI, ours.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("z", SITI, ours.message_id)


async def test_several_are_deleted_at_once_and_missing_ones_skipped(api: Api, people: People) -> None:
    first, second = await api.sent("1"), await api.sent("2")
    assert await api.result("deleteMessages", chat_id=SITI, message_ids=[first, 999, second, first])
    assert await people.messages(SITI) == []
    assert (
        await api.refusal("deleteMessages", chat_id=SITI, message_ids=list(range(1, 102)))
        == "Bad Request: too many message identifiers specified"
    )


async def test_after_48_hours_a_message_stays(api: Api, world: World) -> None:
    sent = await api.sent()
    world.clock.advance(48 * 3600 + 2)
    assert (
        await api.refusal("deleteMessage", chat_id=SITI, message_id=sent)
        == "Bad Request: message can't be deleted for everyone"
    )


async def test_deleting_where_nobody_is(api: Api) -> None:
    assert await api.refusal("deleteMessage", chat_id=BUDI, message_id=1) == "Bad Request: chat not found"
