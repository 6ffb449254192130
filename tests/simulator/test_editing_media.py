"""editMessageMedia: a text, or a file, becomes another file in the same message."""

import io

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.error import BadRequest

from simulator import files
from simulator.client import People
from simulator.state import World
from tests.simulator import pictures
from tests.simulator.api import SITI, Api, button, keyboard
from tests.simulator.test_editing import NOT_MODIFIED

KEY = InlineKeyboardMarkup([[InlineKeyboardButton("A", callback_data="a")]])


async def edited(bot: Bot, message_id: int, media: InputMediaDocument | InputMediaPhoto) -> Message:
    changed = await bot.edit_message_media(media, SITI, message_id, reply_markup=KEY)
    assert isinstance(changed, Message)
    return changed


def pdf(caption: str = "", name: str = "IKU-2026-formulir.pdf") -> InputMediaDocument:
    return InputMediaDocument(pictures.PDF, caption=caption, parse_mode="HTML", filename=name)


async def test_a_text_becomes_a_document(bot: Bot, people: People) -> None:
    sent = await bot.send_message(SITI, "<i>Sedang disiapkan…</i> https://a.id", parse_mode="HTML")
    changed = await edited(bot, sent.message_id, pdf("<b>Formulir</b> IKU"))
    assert (changed.message_id, changed.text, changed.entities) == (sent.message_id, None, ())
    assert (changed.caption, len(changed.caption_entities)) == ("Formulir IKU", 1)
    assert changed.edit_date is not None
    assert changed.link_preview_options is None
    assert changed.document is not None
    assert changed.document.file_name == "IKU-2026-formulir.pdf"
    file = await bot.get_file(changed.document.file_id)
    assert bytes(await file.download_as_bytearray()) == pictures.PDF
    (shown,) = await people.messages(SITI)
    assert (shown["html"], "text" in shown) == ("<b>Formulir</b> IKU", False)
    assert shown["document"]["file_name"] == "IKU-2026-formulir.pdf"
    assert shown["keyboard"][0][0]["text"] == "A"


async def test_a_text_becomes_a_photo_and_that_a_document(bot: Bot, people: People) -> None:
    sent = await bot.send_message(SITI, "Sedang disiapkan…")
    picture = await edited(bot, sent.message_id, InputMediaPhoto(pictures.png(1080, 1350), caption="Grafik"))
    assert [size.height for size in picture.photo] == [90, 320, 800, 1280]
    (shown,) = await people.messages(SITI)
    assert shown["photo"]["file_id"] == picture.photo[-1].file_id
    document = await edited(bot, sent.message_id, pdf())
    assert (document.photo, document.caption) == ((), None)
    (shown,) = await people.messages(SITI)
    assert "photo" not in shown
    assert shown["document"]["file_name"] == "IKU-2026-formulir.pdf"


async def test_what_was_sent_is_used_again(bot: Bot, world: World) -> None:
    first = await bot.send_document(SITI, pictures.PDF, filename="a.pdf")
    picture = await bot.send_photo(SITI, pictures.png())
    waiting = await bot.send_message(SITI, "Sedang disiapkan…")
    assert first.document is not None
    kept = len(world.files)
    changed = await edited(bot, waiting.message_id, InputMediaDocument(first.document.file_id))
    assert changed.document == first.document
    changed = await edited(bot, waiting.message_id, InputMediaPhoto(picture.photo[-1].file_id))
    assert changed.photo[-1].file_unique_id == picture.photo[-1].file_unique_id
    assert len(world.files) == kept


async def test_the_events_of_the_page_carry_the_file(api: Api, people: People) -> None:
    message = await api.sent("Sedang disiapkan…")
    answer = await api.form(
        "editMessageMedia",
        {"chat_id": SITI, "message_id": message, "media": '{"type":"document","media":"attach://f"}'},
        {"f": ("IKU.pdf", pictures.PDF, "application/pdf")},
    )
    assert answer["ok"], answer
    shown = await people.wait_for(SITI, lambda one: "document" in one)
    assert (shown["document"]["file_name"], "edit_date" in shown) == ("IKU.pdf", True)


async def test_an_edit_that_changes_nothing(bot: Bot, api: Api) -> None:
    document = await bot.send_document(
        SITI, pictures.PDF, filename="a.pdf", caption="<b>x</b>", parse_mode="HTML"
    )
    picture = await bot.send_photo(SITI, pictures.png(1600, 1200), caption="x")
    assert document.document is not None
    media = {
        "type": "document",
        "media": document.document.file_id,
        "caption": "<b>x</b>",
        "parse_mode": "HTML",
    }
    same = {"chat_id": SITI, "message_id": document.message_id}
    assert await api.refusal("editMessageMedia", media=media, **same) == NOT_MODIFIED
    await api.result("editMessageMedia", media={**media, "caption": "y"}, **same)
    photo = {"type": "photo", "media": picture.photo[0].file_id, "caption": "x"}
    same = {"chat_id": SITI, "message_id": picture.message_id}
    assert await api.refusal("editMessageMedia", media=photo, **same) == NOT_MODIFIED
    await api.result("editMessageMedia", media=photo, reply_markup=keyboard(button()), **same)


async def test_what_cannot_be_edited(api: Api, bot: Bot, people: People) -> None:
    theirs = (await people.text(SITI, "milik saya"))["message_id"]
    text = await api.sent()
    known = await bot.send_document(SITI, pictures.PDF, filename="a.pdf")
    assert known.document is not None
    media = {"type": "document", "media": known.document.file_id}

    async def refusal(message: int, **changes: object) -> str:
        told = {"media": {**media, **changes}}
        return (await api.refusal("editMessageMedia", chat_id=SITI, message_id=message, **told)).partition(
            ": "
        )[2]

    assert await api.refusal("editMessageMedia", media=media) == "Bad Request: chat_id is empty"
    assert await refusal(999) == "message to edit not found"
    assert await refusal(theirs) == "message can't be edited"
    assert await refusal(text, caption="x" * 1025) == "message caption is too long"
    await api.result(
        "editMessageMedia", chat_id=SITI, message_id=text, media={**media, "caption": "x" * 1024}
    )
    assert (
        await refusal(text, caption="<b>x", parse_mode="HTML")
        == "can't parse InputMedia: Can't parse entities: Can't find end tag corresponding to start tag \"b\""
    )
    assert await refusal(text, type="photo") == "can't use file of type Document as Photo"
    assert await refusal(text, media="attach://nothing") == "can't parse InputMedia: media not found"
    assert await refusal(text, type="video") == "the simulator does not support editing a message to video"
    wrong = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
    assert await refusal(text, media="unknown") == wrong


async def test_a_refused_edit_leaves_the_message_and_no_file(api: Api, people: People, world: World) -> None:
    message = await api.sent("Sedang disiapkan…")

    async def refused(media: str, *, file: bytes = pictures.PDF, **fields: object) -> str:
        asked = {"chat_id": SITI, "message_id": message, "media": media, **fields}
        answer = await api.form("editMessageMedia", asked, {"f": ("a.pdf", file)})
        return str(answer["description"])

    document = '{"type":"document","media":"attach://f"}'
    assert await refused(document, file=b"") == "Bad Request: file must be non-empty"
    assert await refused('{"type":"photo","media":"attach://f"}') == "Bad Request: IMAGE_PROCESS_FAILED"
    wrong = '{"inline_keyboard":[[{"text":"A"}]]}'
    assert "Text buttons are unallowed" in await refused(document, reply_markup=wrong)
    (shown,) = await people.messages(SITI)
    assert (shown["text"], "edit_date" in shown) == ("Sedang disiapkan…", False)
    assert world.files == {}


async def test_an_upload_over_50_mb(api: Api, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    message = await api.sent()
    monkeypatch.setattr(files, "MAX_UPLOAD", 10)
    fields = {"chat_id": SITI, "message_id": message, "media": '{"type":"document","media":"attach://f"}'}
    answer = await api.form("editMessageMedia", fields, {"f": ("a.pdf", b"x" * 11)})
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    assert world.files == {}


async def test_an_album_keeps_its_kind(bot: Bot) -> None:
    first, _ = await bot.send_media_group(SITI, [pdf(), pdf(name="b.pdf")])
    with pytest.raises(BadRequest, match="Can't change media type in the album"):
        await edited(bot, first.message_id, InputMediaPhoto(pictures.png()))
    changed = await edited(bot, first.message_id, pdf(name="c.pdf"))
    assert changed.document is not None
    assert (changed.document.file_name, changed.media_group_id) == ("c.pdf", first.media_group_id)


async def test_a_message_without_any_content_to_replace(api: Api, bot: Bot, people: People) -> None:
    """What somebody sent and the bot copied: a sticker is no text, and no file that can be replaced."""
    sticker = (await people.other(SITI, "sticker"))["message_id"]
    copied = (await bot.copy_message(SITI, SITI, sticker)).message_id
    picture = await bot.send_photo(SITI, io.BytesIO(pictures.png()))
    media = {"type": "photo", "media": picture.photo[-1].file_id}
    assert (
        await api.refusal("editMessageMedia", chat_id=SITI, message_id=copied, media=media)
        == "Bad Request: there is no media in the message to edit"
    )
