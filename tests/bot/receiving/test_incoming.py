"""What comes in is read with nothing taken for granted, and kept as far as it can be."""

import json
from typing import Any

import pytest

from bot.receiving.incoming import (
    BIGGEST,
    LONGEST_TEXT,
    MOST_KEPT,
    Unread,
    UnreadableError,
    chat_of,
    decoded,
    id_of,
    is_asked_for,
    received,
    update_in,
)
from tests.bot.support import NOW, message


def nested(levels: int) -> Any:  # noqa: ANN401 - lists in lists
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def test_bytes_that_are_no_utf8_lose_nothing() -> None:
    came = decoded(b'{"update_id": 5, "callback_query": {"data": "a\xff\xfe"}}')
    assert came == {"update_id": 5, "callback_query": {"data": "a\udcff\udcfe"}}
    row = received(came, NOW)
    assert row.payload.isascii()
    assert json.loads(row.payload) == came
    assert update_in(row)["callback_query"]["data"] == "a\ufffd\ufffd"


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[" * 100_000, b"\xff", b"9" * 5000, b"[" * 500 + b"]" * 500, b'{"a": 1} {"b": 2}']
)
def test_what_is_no_json_is_unread_and_kept_in_letters_that_every_database_holds(raw: bytes) -> None:
    came = decoded(raw)
    assert came == Unread(raw)
    row = received(came, NOW)
    assert row.payload.isascii()
    assert row.payload.encode("ascii").decode("unicode_escape").encode("latin-1") == raw[:MOST_KEPT]
    with pytest.raises(UnreadableError):
        update_in(row)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert decoded(b'\xef\xbb\xbf{"update_id": 5}') == {"update_id": 5}


def test_number_and_chat_are_found_even_where_nothing_else_can_be_read() -> None:
    raw = b'{"update_id": 5, "message": {"chat": {"type": "private", "id": 11}, "x": ' + b"[" * 3000
    row = received(decoded(raw), NOW)
    assert (row.update_id, row.chat_id) == (5, 11)


@pytest.mark.parametrize("number", [None, True, 0, -5, 5.0, "5", [5], 2**63, 2**70, float("nan")])
def test_a_number_that_is_not_telegrams_is_replaced_by_one_of_our_own(number: object) -> None:
    update = message(1) | {"update_id": number}
    assert id_of(update) is None
    row = received(update, NOW)
    assert -BIGGEST <= row.update_id < 0
    assert received(update, NOW) == row
    assert received(update | {"x": 1}, NOW).update_id != row.update_id
    with pytest.raises(UnreadableError, match="update_id"):
        update_in(row)


@pytest.mark.parametrize("came", [None, 1, "x", [], [message(1)], True])
def test_what_is_no_object_is_a_row_for_nobody(came: object) -> None:
    row = received(came, NOW)
    assert row.chat_id == 0
    assert is_asked_for(came)
    with pytest.raises(UnreadableError):
        update_in(row)


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": None, "callback_query": None}, None),
        ({"message": {"chat": None, "from": {"id": 9}}}, 9),
        ({"message": {"chat": [], "from": []}}, None),
        ({"message": {"chat": {"id": 2**63}, "from": {"id": 9}}}, 9),
        ({"message": {"chat": {"id": True}}}, None),
        ({"message": {"chat": {"id": "7"}}}, None),
        ({"message": [], "edited_message": {"chat": {"id": 7}}}, 7),
        ({"callback_query": {"message": {"chat": None}, "from": {"id": 9}}}, 9),
        ({"callback_query": []}, None),
        ([], None),
    ],
)
def test_the_chat_is_found_in_json_of_any_shape(update: object, chat: int | None) -> None:
    assert chat_of(update) == chat


def test_kinds_that_were_not_asked_for_have_nobody_who_waits() -> None:
    assert not is_asked_for({"update_id": 5, "poll": {}})
    assert not is_asked_for({"update_id": 5})
    assert is_asked_for({"update_id": 5, "message": None})
    assert is_asked_for({"poll": {}})


@pytest.mark.parametrize("odd", [2**63, -(2**70), float("inf"), float("nan")])
def test_numbers_that_no_database_holds_make_an_update_unreadable(odd: float) -> None:
    update = message(1)
    update["message"]["from"]["id"] = odd
    with pytest.raises(UnreadableError, match="number"):
        update_in(received(update, NOW))


def test_what_is_nested_too_deeply_is_unreadable_and_the_rest_is_cleaned() -> None:
    deep, sound = message(1) | {"x": nested(150)}, message(2, text="catatan \ud83d\0") | {"x": nested(50)}
    with pytest.raises(UnreadableError, match="deeply"):
        update_in(received(deep, NOW))
    assert update_in(received(sound, NOW))["message"]["text"] == "catatan \ufffd"


def test_a_text_longer_than_telegrams_is_unreadable() -> None:
    """One of a megabyte once took the process that answers everybody up to 47 seconds."""
    assert update_in(received(message(1, text="a" * LONGEST_TEXT), NOW))["message"]["text"]
    with pytest.raises(UnreadableError, match="32769 characters"):
        update_in(received(message(1, text="a" * (LONGEST_TEXT + 1)), NOW))
