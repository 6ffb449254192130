"""The table of Telegram's refusals, and that nobody else reads its words."""

import re

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from domain.people.person import Unreachable
from handlers.telegram.errors import is_passing, nobody_is_there
from handlers.telegram.refusals import Meaning, Said, meaning_of, means, rows, unreachable_by
from tests.places import ROOT


@pytest.mark.parametrize(
    ("description", "meaning"),
    [
        (
            "Bad Request: message is not modified: specified new message content … are the same",
            Meaning.UNCHANGED,
        ),
        ("Bad Request: MESSAGE_NOT_MODIFIED", Meaning.UNCHANGED),
        (
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            Meaning.QUERY_OVER,
        ),
        ("Bad Request: QUERY_ID_INVALID", Meaning.QUERY_OVER),
        ("Bad Request: message to edit not found", Meaning.GONE),
        ("Bad Request: message can't be edited", Meaning.GONE),
        ("Bad Request: there is no text in the message to edit", Meaning.GONE),
        ("Bad Request: MESSAGE_ID_INVALID", Meaning.GONE),
        ("Bad Request: message identifier is not specified", Meaning.GONE),
        ("Bad Request: MESSAGE_EDIT_TIME_EXPIRED", Meaning.GONE),
        ("Bad Request: MESSAGE_AUTHOR_REQUIRED", Meaning.GONE),
        ("Bad Request: message to delete not found", Meaning.DELETED),
        ("Bad Request: wrong file_id or the file is temporarily unavailable", Meaning.BUSY),
        ("Bad Request: Group send failed", Meaning.BUSY),
        ("Bad Request: Logged out", Meaning.BUSY),
        ("Bad Request: FILE_REFERENCE_EXPIRED", Meaning.BUSY),
        ("Bad Request: MSG_WAIT_FAILED", Meaning.BUSY),
        ("Bad Request: Timeout", Meaning.BUSY),
        ("Bad Request: RPC_CALL_FAIL", Meaning.BUSY),
        ("Bad Request: WORKER_BUSY_TOO_LONG_RETRY", Meaning.BUSY),
        ("Bad Request: file is too big", Meaning.TOO_BIG),
        ("Request Entity Too Large", Meaning.TOO_BIG),
        ("Bad Request: chat not found", Unreachable.NEVER_STARTED),
        ("Bad Request: private chat not found", Unreachable.NEVER_STARTED),
        ("Bad Request: PEER_ID_INVALID", Unreachable.NEVER_STARTED),
        ("Bad Request: USER_DEACTIVATED", Unreachable.DEACTIVATED),
        ("Bad Request: USER_DEACTIVATED_BAN", Unreachable.DEACTIVATED),
        ("Bad Request: USER_IS_BLOCKED", Unreachable.BLOCKED),
        ("Bad Request: TOPIC_CLOSED", Meaning.SHUT),
        ("Bad Request: message thread not found", Meaning.SHUT),
        ("Bad Request: not enough rights to send text messages to the chat", Meaning.SHUT),
        ("Bad Request: have no rights to send a message", Meaning.SHUT),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", Meaning.SHUT),
        ("Bad Request: can't parse entities: unsupported start tag", None),
        ("Bad Request: message is too long", None),
        ("Bad Request: BUTTON_DATA_INVALID", None),
        ("Bad Request: what nobody has heard of yet", None),
    ],
)
def test_what_telegram_means(description: str, meaning: Said | None) -> None:
    assert meaning_of(BadRequest(description)) is meaning
    assert is_passing(BadRequest(description)) is (meaning is Meaning.BUSY)


@pytest.mark.parametrize(
    ("description", "why"),
    [
        ("Forbidden: bot was blocked by the user", Unreachable.BLOCKED),
        ("Forbidden: user is deactivated", Unreachable.DEACTIVATED),
        ("Forbidden: bot can't initiate conversation with a user", Unreachable.NEVER_STARTED),
        ("Forbidden: bot was kicked from the supergroup chat", None),
        ("Forbidden: the group chat was deleted", None),
        ("Forbidden: what nobody has heard of yet", None),
    ],
)
def test_who_cannot_be_reached(description: str, why: Unreachable | None) -> None:
    assert unreachable_by(Forbidden(description)) is why
    assert nobody_is_there(Forbidden(description))


@pytest.mark.parametrize(
    "error",
    [NetworkError("Bad Gateway"), RetryAfter(3), InvalidToken("Unauthorized"), LookupError("chat not found")],
)
def test_what_is_no_refusal_means_nothing(error: Exception) -> None:
    assert meaning_of(error) is None
    assert not means(error, Meaning.BUSY, Meaning.GONE)
    assert not nobody_is_there(error)


def test_every_row_is_written_as_it_is_looked_for_and_is_reached() -> None:
    words = list(rows())
    assert [one for one in words if one != one.lower()] == []
    for number, one in enumerate(words):
        assert not any(earlier in one for earlier in words[:number]), one


def test_nobody_else_reads_telegrams_words() -> None:
    words = [re.escape(one) for one in rows() if len(one) > len("logged out")]
    compared = re.compile("|".join([r"\bin (str\()?error\b", r"error\.message", *words]), re.IGNORECASE)
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("bot", "handlers")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path.name != "refusals.py" and "words" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if compared.search(line)
    ]
    assert guilty == []
