"""How calls arrive, and what is refused before a method looks at them."""

import httpx
import pytest

from simulator.server import Simulator
from tests.simulator.api import SITI, Api, button, keyboard


async def test_the_same_call_by_address_form_and_json(api: Api) -> None:
    by_address = await api.get("sendMessage", chat_id=SITI, text="satu")
    by_form = await api.form("sendMessage", {"chat_id": SITI, "text": "dua"})
    by_json = await api.call("SENDMESSAGE", chat_id=SITI, text="tiga")
    by_parts = await api.form("sendDocument", {"chat_id": SITI}, {"document": ("a.txt", b"abc")})
    texts = [answer["result"].get("text") for answer in (by_address, by_form, by_json, by_parts)]
    assert texts == ["satu", "dua", "tiga", None]
    assert by_parts["result"]["document"]["file_name"] == "a.txt"


async def test_json_inside_a_form_is_read(api: Api) -> None:
    fields = {
        "chat_id": str(SITI),
        "text": "x",
        "reply_markup": '{"inline_keyboard":[[{"text":"A","url":"a.id"}]]}',
    }
    answer = await api.form("sendMessage", fields | {"protect_content": "True"})
    assert answer["result"]["reply_markup"] == {"inline_keyboard": [[{"text": "A", "url": "a.id"}]]}
    assert answer["result"]["has_protected_content"] is True


async def test_a_wrong_token_is_unauthorized(simulator: Simulator, http: httpx.AsyncClient) -> None:
    for path in ("bot1:wrong/getMe", "file/bot1:wrong/documents/file_1.txt"):
        response = await http.get(f"{simulator.url}/{path}")
        assert response.status_code == 401
        assert response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


@pytest.mark.parametrize(
    ("method", "params", "sentence"),
    [
        ("sendNothing", {}, "Not Found: method not found"),
        ("sendPoll", {}, "Bad Request: the simulator does not support the method sendPoll"),
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("deleteMessage", {"message_id": 1}, "Bad Request: chat identifier is not specified"),
        (
            "answerCallbackQuery",
            {"text": "x"},
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
        ("sendMessage", {"chat_id": SITI}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": SITI, "text": ""}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": SITI, "text": None}, "Bad Request: message text is empty"),
        ("sendPhoto", {"chat_id": SITI}, "Bad Request: there is no photo in the request"),
        ("sendMediaGroup", {"chat_id": SITI}, 'Bad Request: parameter "media" is required'),
        (
            "deleteMessage",
            {"chat_id": SITI, "message_id": "--5"},
            'Bad Request: field "message_id" must be of type Integer',
        ),
        ("getMe", {"x": 1}, 'Bad Request: unexpected field "x"'),
        (
            "deleteMessage",
            {"chat_id": SITI, "message_id": "x"},
            'Bad Request: field "message_id" must be of type Integer',
        ),
        (
            "deleteMessage",
            {"chat_id": SITI, "message_id": True},
            'Bad Request: field "message_id" must be of type Integer',
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "disable_notification": "perhaps"},
            'Bad Request: field "disable_notification" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": 5},
            'Bad Request: field "text" must be of type String',
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": "{"},
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": []},
            "Bad Request: object expected as reply markup",
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": {"something": 1}},
            "Bad Request: object expected as reply markup",
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": {"inline_keyboard": [{"text": "a"}]}},
            'Bad Request: field "inline_keyboard" must be of type Array',
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": keyboard({"callback_data": "a"})},
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": keyboard(button() | {"colour": "red"})},
            'Bad Request: can\'t parse inline keyboard button: unexpected field "colour"',
        ),
        (
            "sendMessage",
            {"chat_id": SITI, "text": "x", "reply_markup": keyboard({"text": "a", "callback_data": 5})},
            'Bad Request: can\'t parse inline keyboard button: Field "callback_data" must be of type String',
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a"}]},
            "Bad Request: can't parse BotCommand: Can't find field \"description\"",
        ),
        (
            "getMyCommands",
            {"scope": {"type": "everywhere"}},
            "Bad Request: can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "getMyCommands",
            {"scope": {"type": "chat"}},
            "Bad Request: can't parse BotCommandScope: Can't find field \"chat_id\"",
        ),
        (
            "getMyCommands",
            {"scope": {"chat_id": 5}},
            "Bad Request: can't parse BotCommandScope: Can't find field \"type\"",
        ),
        (
            "setChatMenuButton",
            {"menu_button": {"type": "round"}},
            "Bad Request: can't parse menu button: MenuButton has unsupported type",
        ),
        (
            "sendMediaGroup",
            {"chat_id": SITI, "media": [{"type": "poll", "media": "x"}]},
            'Bad Request: can\'t parse InputMedia: type "poll" is unsupported',
        ),
        (
            "sendMediaGroup",
            {"chat_id": SITI, "media": [{"type": "animation", "media": "x"}]},
            "Bad Request: can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        (
            "editMessageMedia",
            {"chat_id": SITI, "message_id": 1},
            'Bad Request: parameter "media" is required',
        ),
        (
            "editMessageMedia",
            {"chat_id": SITI, "message_id": 1, "media": "no json"},
            "Bad Request: can't parse input media JSON object",
        ),
        (
            "editMessageMedia",
            {"chat_id": SITI, "message_id": 1, "media": []},
            "Bad Request: can't parse InputMedia: expected an Object",
        ),
        (
            "editMessageMedia",
            {"chat_id": SITI, "message_id": 1, "media": {"media": "x"}},
            "Bad Request: can't parse InputMedia: Can't find field \"type\"",
        ),
        (
            "editMessageMedia",
            {"chat_id": SITI, "message_id": 1, "media": {"type": "sticker", "media": "x"}},
            'Bad Request: can\'t parse InputMedia: type "sticker" is unsupported',
        ),
        (
            "editMessageMedia",
            {"chat_id": SITI, "message_id": 1, "media": {"type": "photo"}},
            "Bad Request: can't parse InputMedia: Can't find field \"media\"",
        ),
        (
            "editMessageMedia",
            {
                "chat_id": SITI,
                "message_id": 1,
                "media": {"type": "document", "media": "x", "has_spoiler": True},
            },
            'Bad Request: can\'t parse InputMedia: unexpected field "has_spoiler"',
        ),
    ],
)
async def test_calls_that_do_not_fit_the_bot_api(
    api: Api, method: str, params: dict[str, object], sentence: str
) -> None:
    assert await api.refusal(method, **params) == sentence


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text":"\\ud800"}', b"[" * 100_000, b'{"text":"\xff"}'])
async def test_a_body_that_is_no_json_object(
    simulator: Simulator, http: httpx.AsyncClient, body: bytes
) -> None:
    url = f"{simulator.bot_api_url}{simulator.token}/getMe"
    response = await http.post(url, content=body, headers={"Content-Type": "application/json"})
    assert response.json()["description"] == "Bad Request: can't parse JSON object"


async def test_an_upload_that_no_field_asks_for(api: Api) -> None:
    answer = await api.form("sendMessage", {"chat_id": SITI, "text": "x"}, {"file": ("a.txt", b"abc")})
    assert answer["description"] == 'Bad Request: unexpected field "file"'


async def test_a_path_that_is_not_there(simulator: Simulator, http: httpx.AsyncClient) -> None:
    response = await http.get(f"{simulator.bot_api_url}{simulator.token}")
    assert response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (await http.get(f"{simulator.url}/sim/nothing")).json() == {"error": "Not Found"}
