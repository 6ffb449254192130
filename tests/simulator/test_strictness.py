"""What Telegram refuses and what it overlooks, word for word as its server and TDLib say it."""

import json

import pytest

from simulator.client import People
from tests.simulator.api import SITI, Api, button, keyboard

UNSUPPORTED = "can't parse MessageEntity: Unsupported type specified"
REFUSED_ENTITIES: list[tuple[dict[str, object], str]] = [
    ({"type": "blink", "offset": 0, "length": 1}, UNSUPPORTED),
    ({"type": "Bold", "offset": 0, "length": 1}, UNSUPPORTED),
    ({"type": "", "offset": 0, "length": 1}, "can't parse MessageEntity: Type is not specified"),
    ({"type": "text_link", "offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"url\""),
    ({"type": "bold", "offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
    ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
    ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
    (
        {"type": "bold", "offset": 9, "length": 1},
        "entity begins after the end of the text at UTF-16 offset 9",
    ),
    (
        {"type": "bold", "offset": 1, "length": 9},
        "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10",
    ),
    (
        {"type": "bold", "offset": 2, "length": 1},
        "entity begins in a middle of a UTF-16 symbol at byte offset 5",
    ),
    (
        {"type": "bold", "offset": 0, "length": 2},
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
    ),
]


@pytest.mark.parametrize(("entity", "reason"), REFUSED_ENTITIES)
async def test_entities_that_telegram_refuses(api: Api, entity: dict[str, object], reason: str) -> None:
    wanted = f"Bad Request: {reason}"
    assert await api.refusal("sendMessage", chat_id=SITI, text="x😀y", entities=[entity]) == wanted
    files = {"document": ("a.txt", b"abc")}
    fields = {"chat_id": SITI, "caption": "x😀y", "caption_entities": json.dumps([entity])}
    assert (await api.form("sendDocument", fields, files))["description"] == wanted


async def test_entities_that_telegram_overlooks(api: Api) -> None:
    overlooked = [{"type": "mention", "offset": 0, "length": 1}, {"type": "bold", "offset": 1, "length": 0}]
    message = await api.result("sendMessage", chat_id=SITI, text="xy", entities=overlooked)
    assert "entities" not in message
    wrong = [{"type": "blink", "offset": 0, "length": 1}]
    parsed = await api.result("sendMessage", chat_id=SITI, text="<b>x</b>", parse_mode="HTML", entities=wrong)
    assert [entity["type"] for entity in parsed["entities"]] == ["bold"]


@pytest.mark.parametrize(
    ("ids", "reason"),
    [
        ([], "message identifiers are not specified"),
        ([0], "invalid message identifier specified"),
        ([-5], "invalid message identifier specified"),
        ([1] * 101, "too many message identifiers specified"),
    ],
)
async def test_messages_that_cannot_be_deleted(api: Api, ids: list[int], reason: str) -> None:
    assert await api.refusal("deleteMessages", chat_id=SITI, message_ids=ids) == f"Bad Request: {reason}"


@pytest.mark.parametrize("code", ["xx1", "x", "ID", "id-ID", "i1"])
@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("setMyCommands", {"commands": []}),
        ("getMyCommands", {}),
        ("deleteMyCommands", {}),
        ("setMyName", {"name": "x"}),
        ("getMyName", {}),
        ("setMyDescription", {}),
        ("getMyShortDescription", {}),
    ],
)
async def test_languages_there_are_not(api: Api, method: str, more: dict[str, object], code: str) -> None:
    refused = await api.refusal(method, language_code=code, **more)
    assert refused == "Bad Request: invalid language code specified"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://contoh.id/a", "Unsupported URL protocol"),
        ("javascript://contoh.id", "Unsupported URL protocol"),
        ("localhost", "Wrong HTTP URL"),
        ("http://localhost:80/", "Wrong HTTP URL"),
        ("mailto:a@contoh.id", None),
        ("https://", "URL host is empty"),
        ("https://contoh.id:99999", "Wrong port number specified in the URL"),
        ("https://contoh.id:0", "Wrong port number specified in the URL"),
        ("https://[::zz]/", "Wrong IPv6 address specified in the URL"),
        ("https://con<toh.id", "Disallowed character in URL host"),
        ("https://con%zztoh.id", "Wrong percent-encoded symbol in URL host"),
        ("https://a b@contoh.id", "Disallowed character in URL userinfo"),
        ("http://.", "Host is invalid"),
        ("tg://us.er", "Unallowed characters in URL host"),
        ("tg://http://x", "Wrong tg URL"),
        ("ton://a@b", "Wrong ton URL"),
        ("tg://", "URL host is empty"),
        ("contoh.id", None),
        ("CONTOH.id/jalan?a=1#b", None),
        ("https://user:sandi@contoh.id:8080/", None),
        ("https://kota.probolinggo.go.id/é", None),
        ("https://[::1]/", None),
        ("tg://user?id=5", None),
        ("tg:user?id=5", None),
        ("tonsite://contoh.ton", None),
    ],
)
async def test_addresses_in_buttons(api: Api, url: str, problem: str | None) -> None:
    answer = await api.call(
        "sendMessage", chat_id=SITI, text="x", reply_markup=keyboard({"text": "A", "url": url})
    )
    wanted = f"Bad Request: inline keyboard button URL '{url}' is invalid: {problem}"
    assert answer.get("description") == (wanted if problem else None)


@pytest.mark.parametrize(
    "markup", [{"remove_keyboard": True}, {"keyboard": [[{"text": "A"}]]}, {"force_reply": True}]
)
@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup"])
async def test_an_edited_message_has_inline_keyboards_only(
    api: Api, method: str, markup: dict[str, object]
) -> None:
    sent = await api.sent()
    more = {"text": "y"} if method == "editMessageText" else {}
    refused = await api.refusal(method, chat_id=SITI, message_id=sent, reply_markup=markup, **more)
    assert refused == "Bad Request: inline keyboard expected"


@pytest.mark.parametrize("empty", [{}, "{}", {"inline_keyboard": []}, {"remove_keyboard": False}])
async def test_an_empty_keyboard_is_none(api: Api, empty: object) -> None:
    sent = await api.result("sendMessage", chat_id=SITI, text="x", reply_markup=empty)
    assert "reply_markup" not in sent
    card = await api.sent("kartu", reply_markup=keyboard(button()))
    edited = await api.result("editMessageReplyMarkup", chat_id=SITI, message_id=card, reply_markup=empty)
    assert "reply_markup" not in edited


async def test_no_keyboard_at_all_is_no_list(api: Api) -> None:
    """What a library sends for a keyboard that was built from nothing."""
    refused = await api.refusal("sendMessage", chat_id=SITI, text="x", reply_markup={"inline_keyboard": None})
    assert refused == 'Bad Request: field "inline_keyboard" must be of type Array'


async def test_what_no_keyboard_can_be_read_from(api: Api) -> None:
    for text in ('{"inline_keyboard":[[{"text":"\\ud800"}]]}', "[" * 100_000, "{'a':1}"):
        answer = await api.form("sendMessage", {"chat_id": SITI, "text": "x", "reply_markup": text})
        assert answer["description"] == "Bad Request: can't parse reply keyboard markup JSON object"


@pytest.mark.parametrize("hide", [True, False])
async def test_a_mark_of_telegraf_is_overlooked(api: Api, *, hide: bool) -> None:
    given = keyboard(button() | {"hide": hide})
    sent = await api.result("sendMessage", chat_id=SITI, text="x", reply_markup=given)
    assert sent["reply_markup"] == keyboard(button())


async def test_the_method_may_stand_among_the_fields(api: Api) -> None:
    """Telegraf puts it there with every upload."""
    fields = {"chat_id": SITI, "method": "sendDocument"}
    assert (await api.form("sendDocument", fields, {"document": ("a.txt", b"abc")}))["ok"]


async def test_a_style_may_be_the_usual_one(api: Api) -> None:
    given = keyboard(button() | {"style": "default"}, button("B") | {"style": "SUCCESS"})
    sent = await api.result("sendMessage", chat_id=SITI, text="x", reply_markup=given)
    assert sent["reply_markup"] == keyboard(button(), button("B") | {"style": "success"})


async def test_the_reply_of_old(api: Api, people: People) -> None:
    said = (await people.text(SITI, "halo"))["message_id"]
    for method, more in (
        ("sendMessage", {"text": "x"}),
        ("copyMessage", {"from_chat_id": SITI, "message_id": said}),
    ):
        await api.result(method, chat_id=SITI, reply_to_message_id=said, **more)
        shown = await people.last(SITI)
        assert shown is not None
        assert shown["reply_to"] == said
    refused = await api.refusal("sendMessage", chat_id=SITI, text="x", reply_to_message_id=999)
    assert refused == "Bad Request: message to be replied not found"
    lenient = {"reply_to_message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.result("sendMessage", chat_id=SITI, text="x", **lenient)
    # The new parameter alone counts, even where it asks for nothing.
    both = {"reply_to_message_id": 999, "reply_parameters": {"message_id": said}}
    assert "reply_to_message" in await api.result("sendMessage", chat_id=SITI, text="x", **both)
    assert "reply_to_message" not in await api.result(
        "sendMessage", chat_id=SITI, text="x", reply_parameters={}
    )
    no_id = await api.refusal("sendMessage", chat_id=SITI, text="x", reply_parameters={"quote": "x"})
    assert no_id == 'Bad Request: can\'t find field "message_id"'


async def test_the_preview_of_old(api: Api) -> None:
    sent = await api.result("sendMessage", chat_id=SITI, text="contoh.id", disable_web_page_preview=True)
    assert sent["link_preview_options"] == {"is_disabled": True}
