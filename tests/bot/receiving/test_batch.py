"""An answer of getUpdates: taken apart where it cannot be read whole, acknowledged only as far as it goes."""

import json

import pytest
from telegram.error import NetworkError

from bot.receiving.batch import batch_of, offset_after
from bot.receiving.incoming import Came, Unread
from tests.bot.support import message


def answer(*members: bytes) -> bytes:
    return b'{"ok": true, "result": [%s]}' % b",".join(members)


def said(update: Came) -> bytes:
    return json.dumps(update).encode()


def test_an_answer_that_is_sound_is_its_list() -> None:
    assert batch_of(answer()) == []
    assert batch_of(answer(said(message(1)), b"null", b"[7]")) == [message(1), None, [7]]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"<html>",
        b'{"ok":true}',
        b'{"ok":true,"result":null}',
        b'{"ok":true,"result":[{"up',
    ],
)
def test_what_is_no_list_of_updates_is_an_outage(body: bytes) -> None:
    with pytest.raises(NetworkError):
        batch_of(body)


def test_a_member_that_is_too_deep_or_too_long_a_number_is_unread() -> None:
    deep = b'{"update_id":2,"x":%s1%s}' % (b"[" * 150, b"]" * 150)
    huge = b'{"update_id":3,"x":%s}' % (b"7" * 5000)
    first, second, third, last = batch_of(answer(said(message(1)), deep, huge, said(message(4))))
    assert (first, last) == (message(1), message(4))
    assert second == Unread(deep)
    assert isinstance(third, Unread)
    assert offset_after([third], None) == 4


def test_what_was_cut_off_is_left_for_the_next_time() -> None:
    whole = answer(said(message(1)), said(message(2)))
    assert batch_of(whole[:-20]) == [message(1)]


def test_what_looks_like_an_update_within_a_text_is_none() -> None:
    odd = message(1, text='{"update_id": 99}')
    assert batch_of(answer(said(odd), b"{'rotten", said(message(2))))[::2] == [odd, message(2)]


@pytest.mark.parametrize(
    ("numbers", "offset", "after"),
    [
        ([7, 8], None, 9),
        ([8, 7], 7, 9),
        ([], 7, 7),
        (["8", 2**70, None, -3], 7, 7),
        (
            [7, 2**40],
            None,
            8,
        ),  # no number of Telegram's: all to come would be acknowledged with it
        ([2**40], 8, 8),
        ([2**40], None, None),  # neither where it is the first that ever came
        ([2**31 - 1], 8, 2**31),
        ([100], 2**30, 101),  # after a quiet week the numbers begin anew
    ],
)
def test_only_what_can_be_telegrams_is_acknowledged(
    numbers: list[object], offset: int | None, after: int | None
) -> None:
    assert offset_after([{"update_id": number} for number in numbers], offset) == after
