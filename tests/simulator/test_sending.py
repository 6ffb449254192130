import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden

from simulator.client import People
from tests.simulator.api import BUDI, SITI, Api, button, keyboard


async def test_a_message_arrives_as_telegram_shapes_it(bot: Bot, people: People) -> None:
    sent = await bot.send_message(
        SITI,
        "<b>Halo</b> &amp; selamat, /iku",
        parse_mode="HTML",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup(
            [[InlineKeyboardButton("Kirim", callback_data="a", style="success")]]
        ),
    )
    assert sent.text == "Halo & selamat, /iku"
    assert [entity.type for entity in sent.entities] == ["bold", "bot_command"]
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    assert (sent.chat.id, sent.chat.type, sent.chat.username) == (SITI, "private", "siti")
    shown = await people.last(SITI)
    assert shown is not None
    assert shown["html"] == "<b>Halo</b> &amp; selamat, /iku"
    assert shown["keyboard"] == [[{"text": "Kirim", "kind": "callback", "data": "a", "style": "success"}]]


async def test_a_reply_carries_what_it_answers(bot: Bot, people: People) -> None:
    asked = await people.text(SITI, "berapa?")
    sent = await bot.send_message(SITI, "82,4", reply_parameters=ReplyParameters(asked["message_id"]))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "berapa?"
    shown = await people.last(SITI)
    assert shown is not None
    assert shown["reply_to"] == asked["message_id"]


async def test_a_reply_to_nothing(api: Api) -> None:
    gone = {"message_id": 999}
    assert (
        await api.refusal("sendMessage", chat_id=SITI, text="x", reply_parameters=gone)
        == "Bad Request: message to be replied not found"
    )
    await api.sent(reply_parameters=gone | {"allow_sending_without_reply": True})


async def test_copies_and_forwards(bot: Bot, people: People) -> None:
    source = await people.text(SITI, "isi asli")
    copied = await bot.copy_message(SITI, SITI, source["message_id"])
    forwarded = await bot.forward_message(SITI, SITI, source["message_id"])
    assert forwarded.forward_origin is not None
    assert forwarded.text == "isi asli"
    texts = {message["message_id"]: message["text"] for message in await people.messages(SITI)}
    assert texts[copied.message_id] == "isi asli"


async def test_a_copy_may_have_its_own_caption(bot: Bot) -> None:
    source = await bot.send_document(SITI, b"abc", filename="a.txt", caption="<b>lama</b>", parse_mode="HTML")
    await bot.copy_message(SITI, SITI, source.message_id, caption="baru")
    forwarded = await bot.forward_message(SITI, SITI, source.message_id + 1)
    assert (forwarded.caption, forwarded.caption_entities) == ("baru", ())


async def test_typing_is_shown_until_the_message_comes(bot: Bot, people: People) -> None:
    assert (await people.chat(SITI))["typing"] is False
    await bot.send_chat_action(SITI, ChatAction.TYPING)
    assert (await people.chat(SITI))["typing"] is True
    await bot.send_message(SITI, "selesai")
    assert (await people.chat(SITI))["typing"] is False


async def test_whom_a_bot_cannot_reach(bot: Bot, people: People) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message("@someone", "x")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(BUDI, "x")
    await people.block(SITI)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(SITI, "x")
    await people.unblock(SITI)
    assert (await bot.send_message(SITI, "x")).text == "x"


LONG = "x" * 4097
REFUSED_TEXTS: list[tuple[dict[str, object], str]] = [
    ({"text": LONG}, "message is too long"),
    ({"text": f"<b>{'y' * 4097}</b>", "parse_mode": "HTML"}, "message is too long"),
    ({"text": "€" * 11_000}, "text is too long"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    (
        {"text": "<h1>x</h1>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
    ),
    ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({"text": "*x*", "parse_mode": "MarkdownV2"}, "the simulator parses HTML only"),
]


@pytest.mark.parametrize(("params", "reason"), REFUSED_TEXTS)
async def test_texts_that_telegram_refuses(api: Api, params: dict[str, object], reason: str) -> None:
    assert await api.refusal("sendMessage", chat_id=SITI, **params) == f"Bad Request: {reason}"


async def test_the_longest_text_counts_what_is_left_after_parsing(api: Api) -> None:
    markup = f"<b>{'🏟' * 4096}</b>"
    message = await api.result("sendMessage", chat_id=SITI, text=markup, parse_mode="HTML")
    assert len(message["text"]) == 4096


async def test_entities_may_be_given_instead_of_markup(api: Api) -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    message = await api.result("sendMessage", chat_id=SITI, text="xy", entities=[bold])
    assert message["entities"] == [bold]


NO_ACTION = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
REFUSED_BUTTONS: list[tuple[dict[str, object], str]] = [
    ({"text": "A", "callback_data": "é" * 32 + "x"}, "BUTTON_DATA_INVALID"),
    ({"text": "A"}, NO_ACTION),
    ({"text": "A", "callback_data": ""}, NO_ACTION),
    ({"text": " ", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
    (
        {"text": "A", "callback_data": "a", "url": "https://a.id"},
        "can't parse inline keyboard button: exactly one action must be specified",
    ),
    (
        {"text": "A", "callback_data": "a", "style": "warning"},
        "can't parse inline keyboard button: invalid button style specified",
    ),
    (
        {"text": "A", "pay": True},
        "can't parse inline keyboard button: the simulator does not support pay",
    ),
    (
        {"text": "A", "url": "tidak ada"},
        "inline keyboard button URL 'tidak ada' is invalid: Disallowed character in URL host",
    ),
    (
        {"text": "A", "url": "http://localhost/"},
        "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ),
    ({"text": "A", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"text": "A", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
]


@pytest.mark.parametrize(("wrong", "reason"), REFUSED_BUTTONS)
async def test_buttons_that_telegram_refuses(
    api: Api, people: People, wrong: dict[str, object], reason: str
) -> None:
    refusal = await api.refusal("sendMessage", chat_id=SITI, text="x", reply_markup=keyboard(wrong))
    assert refusal == f"Bad Request: {reason}"
    assert await people.last(SITI) is None


@pytest.mark.parametrize(
    "right",
    [
        {"text": "A", "callback_data": "x" * 64},
        {"text": "A", "url": "https://t.me/iku_bot?start=x"},
        {"text": "A", "url": "tg://user?id=5"},
        {"text": "A", "copy_text": {"text": "x" * 256}, "style": "danger"},
    ],
)
async def test_buttons_at_the_edge(api: Api, right: dict[str, object]) -> None:
    message = await api.result("sendMessage", chat_id=SITI, text="x", reply_markup=keyboard(right))
    assert message["reply_markup"] == keyboard(right)


async def test_more_than_a_hundred_buttons(api: Api) -> None:
    refusal = await api.refusal(
        "sendMessage", chat_id=SITI, text="x", reply_markup=keyboard(*[button()] * 101)
    )
    assert refusal == "Bad Request: reply markup is too long"


async def test_other_keyboards(api: Api) -> None:
    assert (
        await api.refusal("sendMessage", chat_id=SITI, text="x", reply_markup={"keyboard": [[{"text": "A"}]]})
        == "Bad Request: the simulator shows inline keyboards only"
    )
    removed = await api.result("sendMessage", chat_id=SITI, text="x", reply_markup={"remove_keyboard": True})
    empty = await api.result("sendMessage", chat_id=SITI, text="x", reply_markup={"inline_keyboard": [[]]})
    assert "reply_markup" not in removed
    assert "reply_markup" not in empty


async def test_a_wrong_action(api: Api) -> None:
    refusal = await api.refusal("sendChatAction", chat_id=SITI, action="dancing")
    assert refusal == "Bad Request: wrong parameter action in request"
