"""What counts as an answer of Telegram, and what is an outage whatever number stands above it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.line.answers import Unanswered, answer_of, file_of
from tests.bot.line.rubbish import PAGES, STATUSES, Mocked

MESSAGE = {"message_id": 7, "date": 1_796_000_000, "chat": {"id": 11, "type": "private"}}
ME = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "iku_bot"}
FILE = {"file_id": "A", "file_unique_id": "B", "file_path": "documents/file_0.pdf"}


def ok(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


def no(code: object, description: object = "Bad Request: no", **more: object) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": description, **more}).encode()


async def posted(method: str, status: int, body: bytes) -> Any:  # noqa: ANN401 - a result of any shape
    async with Mocked(status, body) as request:
        return await request.post(f"http://telegram.invalid/bot1:secret/{method}")


@pytest.mark.parametrize(
    ("method", "result"),
    [
        ("sendMessage", MESSAGE),
        ("sendMediaGroup", [MESSAGE, MESSAGE | {"message_id": 8}]),
        ("editMessageText", MESSAGE),
        ("editMessageText", True),
        ("answerCallbackQuery", True),
        ("getMe", ME),
        ("getFile", FILE),
        ("getUpdates", []),
        ("getUpdates", [{"update_id": 1}, "what else"]),
        ("somethingNew", {"of": "2031"}),
    ],
)
async def test_an_answer_of_telegram_comes_through_as_it_is(method: str, result: object) -> None:
    assert await posted(method, 200, ok(result)) == result


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["sendMessage", "answerCallbackQuery", "getUpdates", "getMe", "getFile"])
def test_rubbish_is_an_outage_with_any_status(method: str, page: bytes) -> None:
    for status in STATUSES:
        with pytest.raises(Unanswered) as caught:
            answer_of(method, status, page)
        assert "secret" not in str(caught.value)


async def test_the_library_never_sees_rubbish(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Unanswered, match="HTML instead of an answer"):
        await posted("sendMessage", 403, PAGES[2])
    assert [record.name for record in caplog.records] == ["bot.line.outage"]


@pytest.mark.parametrize(
    ("method", "result"),
    [
        ("sendMessage", {}),
        ("sendMessage", True),
        ("sendMessage", None),
        ("sendMessage", MESSAGE | {"message_id": "7"}),
        ("sendMessage", MESSAGE | {"message_id": True}),
        ("sendMessage", MESSAGE | {"date": 10**20}),
        ("sendMessage", MESSAGE | {"chat": None}),
        ("sendPhoto", MESSAGE | {"chat": {"id": 11}}),
        ("sendMediaGroup", MESSAGE),
        ("sendMediaGroup", [MESSAGE, True]),
        ("editMessageText", False),
        ("answerCallbackQuery", {}),
        ("setMyCommands", "true"),
        ("getMe", {}),
        ("getMe", ME | {"username": None}),
        ("getFile", {"file_id": "A", "file_unique_id": "B"}),
        ("getFile", []),
        ("getUpdates", {}),
        ("getUpdates", None),
    ],
)
async def test_a_result_of_another_shape_is_an_outage(method: str, result: object) -> None:
    with pytest.raises(Unanswered, match=f"a result that {method} does not have"):
        await posted(method, 200, ok(result))


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (no(400), BadRequest),
        (no(401, "Unauthorized"), InvalidToken),
        (no(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (no(406, "Not Acceptable: what"), BadRequest),
        (no(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (no(413, "Request Entity Too Large"), BadRequest),
        (no(429, "Too Many Requests", parameters={"retry_after": 3}), RetryAfter),
        (
            no(400, "Bad Request: group chat was upgraded", parameters={"migrate_to_chat_id": -1001}),
            ChatMigrated,
        ),
        (no(400, parameters={"something": "of 2031"}), BadRequest),
    ],
)
@pytest.mark.parametrize("status", [200, 502])
async def test_a_refusal_of_telegrams_own_form_is_final_whatever_the_status_says(
    body: bytes, error: type[TelegramError], status: int
) -> None:
    with pytest.raises(error) as caught:
        await posted("sendMessage", status, body)
    assert type(caught.value) is error
    assert "unknown parameters" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        no(404, "Not Found"),
        no(408, "Request Timeout"),
        no(421, "Misdirected Request: unallowed token specified"),
        no(500, "Internal Server Error: restart"),
        no(502, "Bad Gateway"),
    ],
)
async def test_what_telegram_says_of_its_own_state_passes(body: bytes) -> None:
    with pytest.raises(Unanswered):
        await posted("sendMessage", 400, body)


async def test_a_429_that_names_no_pause_passes_too() -> None:
    with pytest.raises(NetworkError) as caught:
        await posted("sendMessage", 429, no(429, "Too Many Requests"))
    assert not isinstance(caught.value, BadRequest)


@pytest.mark.parametrize(
    "body",
    [
        no("403"),
        no(True),
        no(None),
        no(200),
        no(700),
        no(403, ""),
        no(403, None),
        no(429, parameters={"retry_after": "soon"}),
        no(429, parameters={"retry_after": 10**12}),
        no(429, parameters={"retry_after": -1}),
        no(429, parameters=[3]),
        no(400, parameters={"migrate_to_chat_id": "-1001"}),
        json.dumps({"ok": 0, "error_code": 403, "description": "Forbidden: bot was blocked"}).encode(),
        json.dumps({"error_code": 403, "description": "Forbidden: bot was blocked by the user"}).encode(),
        json.dumps({"ok": True, "error_code": 403, "description": "Forbidden"}).encode(),
    ],
)
async def test_json_that_is_nearly_telegrams_is_an_outage(body: bytes) -> None:
    with pytest.raises(Unanswered):
        await posted("sendMessage", 403, body)


async def test_a_message_in_words_of_a_newer_telegram_was_sent_nevertheless() -> None:
    newer = MESSAGE | {"entities": 5, "chat": MESSAGE["chat"] | {"photo": 3}}  # type: ignore[operator]
    assert await posted("sendMessage", 200, ok(newer)) == MESSAGE
    assert await posted("sendMediaGroup", 200, ok([MESSAGE, newer])) == [MESSAGE, MESSAGE]


@pytest.mark.parametrize("status", [200, 206])
def test_a_file_is_whatever_it_is(status: int) -> None:
    assert file_of(status, b"<html>") == (status, b"<html>")


@pytest.mark.parametrize("status", [302, 401, 404])
@pytest.mark.parametrize("page", [*PAGES, no(404, "Not Found"), no(403, "Forbidden"), no(400, "Bad Request")])
def test_instead_of_a_file_only_a_refused_token_is_final(status: int, page: bytes) -> None:
    with pytest.raises(Unanswered, match=f"{status} instead of a file"):
        file_of(status, page)
    assert file_of(status, no(401, "Unauthorized"))[0] == 401


_JSON = st.sampled_from(
    [None, True, False, 0, -1, 7, 403, 2**70, 1.5, "", "Forbidden", [], [1], {}, {"id": 1}]
)
_NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "ok": st.booleans() | _JSON,
        "result": _JSON,
        "error_code": st.integers(0, 700) | _JSON,
        "description": _JSON,
        "parameters": st.dictionaries(st.sampled_from(["retry_after", "migrate_to_chat_id", "x"]), _JSON)
        | _JSON,
    },
)


@given(
    method=st.sampled_from(
        [
            "sendMessage",
            "sendMediaGroup",
            "editMessageText",
            "getMe",
            "getFile",
            "getUpdates",
            "answerCallbackQuery",
        ]
    ),
    status=st.integers(100, 999),
    body=st.binary() | _NEARLY.map(lambda body: json.dumps(body).encode()),
)
def test_whatever_comes_is_an_answer_or_an_outage_and_nothing_else(
    method: str, status: int, body: bytes
) -> None:
    try:
        answered, said = answer_of(method, status, body)
    except Unanswered:
        return
    told = json.loads(said)
    assert told["ok"] is True or (answered == told["error_code"] and told["description"])
