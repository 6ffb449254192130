"""What Telegram means by its refusals: the only place that reads its words.

Telegram has hundreds of descriptions and promises none of them. A row is the part of one that does not
change, in lower case, as the Bot API server writes it (its `Client.cpp`, "server" below) or as Telegram's
own API does, whose upper-case names the server hands on as they are ("API", core.telegram.org/api/errors).
The first row that fits counts.
"""

from collections.abc import Iterable
from enum import Enum, auto
from typing import TypeAlias

from telegram.error import BadRequest, Forbidden

from domain.people.person import Unreachable


class Meaning(Enum):
    """What a refusal means for what is done next."""

    UNCHANGED = auto()
    """The message shows this already."""
    QUERY_OVER = auto()
    """The press was answered before, or is too old for a toast."""
    GONE = auto()
    """That message cannot be changed any more: what it was to say is said anew."""
    DELETED = auto()
    """What is to be deleted is not there any more."""
    BUSY = auto()
    """Telegram cannot do it now: the same again, a little later."""
    TOO_BIG = auto()
    """The file is bigger than a bot may have."""
    SHUT = auto()
    """Nobody lets the bot write there: a closed or deleted topic, a group without it or that right."""


Said: TypeAlias = Meaning | Unreachable

_TABLE: tuple[tuple[str, Said], ...] = (
    # server: MESSAGE_NOT_MODIFIED in fail_query_with_error; the second for a message of other servers.
    ("message is not modified", Meaning.UNCHANGED),
    ("message_not_modified", Meaning.UNCHANGED),
    # API: CHAT_NOT_MODIFIED (400) of a pin that is there, or one that is not to be taken down.
    ("chat_not_modified", Meaning.UNCHANGED),
    # server: QUERY_ID_INVALID in fail_query_with_error; API: QUERY_ID_INVALID (400).
    ("query is too old", Meaning.QUERY_OVER),
    ("query id is invalid", Meaning.QUERY_OVER),
    ("query_id_invalid", Meaning.QUERY_OVER),
    # server: check_message(… "message to edit"); TelegramBotAPI/errors#7.
    ("message to edit not found", Meaning.GONE),
    # server: editMessageText of another's message; TelegramBotAPI/errors#6.
    ("message can't be edited", Meaning.GONE),
    # server: a press below a picture cannot become a text there.
    ("there is no text in the message", Meaning.GONE),
    ("there is no caption in the message", Meaning.GONE),
    # API: MESSAGE_ID_INVALID (400), "the provided message ID is invalid".
    ("message_id_invalid", Meaning.GONE),
    # server: get_message_id; yagop/node-telegram-bot-api#175.
    ("message identifier is not specified", Meaning.GONE),
    # API: MESSAGE_EDIT_TIME_EXPIRED (400).
    ("message_edit_time_expired", Meaning.GONE),
    # API: MESSAGE_AUTHOR_REQUIRED (403); the server makes a 400 of an upper-case 403.
    ("message_author_required", Meaning.GONE),
    # server: MESSAGE_NOT_FOUND where no other words are given.
    ("message_not_found", Meaning.GONE),
    # server: check_message(… "message to delete").
    ("message to delete not found", Meaning.DELETED),
    # server: on_update_file, "also includes all 5xx and 429 errors"; tdlib/telegram-bot-api#32, #82.
    ("temporarily unavailable", Meaning.BUSY),
    # server: on_message_send_failed, for every error that is not the message's own.
    ("group send failed", Meaning.BUSY),
    # server: get_closing_error while the bot moves to another server; ClientManager.cpp after `close`.
    ("logged out", Meaning.BUSY),
    ("the bot has already been closed", Meaning.BUSY),
    # API: FILE_REFERENCE_EXPIRED (400), which TDLib mends by asking for the file's message again.
    ("file_reference_", Meaning.BUSY),
    # API: MSG_WAIT_FAILED (400), and the -503 and 500 that the server makes a 400 of.
    ("msg_wait_", Meaning.BUSY),
    ("call_fail", Meaning.BUSY),
    ("mcget_fail", Meaning.BUSY),
    ("worker_busy", Meaning.BUSY),
    ("bad request: timeout", Meaning.BUSY),
    ("timedout", Meaning.BUSY),
    ("request aborted", Meaning.BUSY),
    # API: RANDOM_ID_DUPLICATE (500): a message of the same second was sent twice.
    ("random_id_duplicate", Meaning.BUSY),
    # server: on_update_file, getFile beyond 20 MB; nginx and the server's own limit for uploads (413).
    ("file is too big", Meaning.TOO_BIG),
    ("request entity too large", Meaning.TOO_BIG),
    # server: INPUT_USER_DEACTIVATED and check_chat_access; API: USER_DEACTIVATED, USER_DEACTIVATED_BAN (401).
    ("user is deactivated", Unreachable.DEACTIVATED),
    ("user_deactivated", Unreachable.DEACTIVATED),
    # server: USER_IS_BLOCKED in fail_query_with_error; API: USER_IS_BLOCKED (400).
    ("bot was blocked by the user", Unreachable.BLOCKED),
    ("user_is_blocked", Unreachable.BLOCKED),
    # TelegramBotAPI/errors: forbidden-cant-initiate-conversation.json.
    ("can't initiate conversation", Unreachable.NEVER_STARTED),
    # API: PEER_ID_INVALID, USER_ID_INVALID (400): "when the bot has not seen the user".
    ("peer_id_invalid", Unreachable.NEVER_STARTED),
    ("user_id_invalid", Unreachable.NEVER_STARTED),
    # server: check_chat and check_chat_access, "private chat not found" too.
    ("chat not found", Unreachable.NEVER_STARTED),
    # API: TOPIC_CLOSED, TOPIC_DELETED (400); server: TdOnCheckForumTopicCallback, tdlib/telegram-bot-api#693.
    ("topic_closed", Meaning.SHUT),
    ("topic_deleted", Meaning.SHUT),
    ("message thread not found", Meaning.SHUT),
    # server: check_chat_access, for groups and supergroups.
    ("bot was kicked", Meaning.SHUT),
    ("bot is not a member", Meaning.SHUT),
    ("chat was deleted", Meaning.SHUT),
    # TelegramBotAPI/errors: group-deactivated, not-enough-rights-text.
    ("group is deactivated", Meaning.SHUT),
    ("not enough rights", Meaning.SHUT),
    ("have no rights to send", Meaning.SHUT),
    ("need administrator rights", Meaning.SHUT),
    # API: CHAT_WRITE_FORBIDDEN, CHAT_SEND_PLAIN_FORBIDDEN, CHAT_RESTRICTED, CHANNEL_PRIVATE (400, 403).
    ("chat_write_forbidden", Meaning.SHUT),
    ("chat_send_", Meaning.SHUT),
    ("chat_restricted", Meaning.SHUT),
    ("channel_private", Meaning.SHUT),
)


def meaning_of(error: BaseException) -> Said | None:
    """Return what a refusal means; None for one that is nobody's case, and for what is no refusal."""
    return meaning_in(error.message) if isinstance(error, BadRequest | Forbidden) else None


def meaning_in(reason: str) -> Said | None:
    """Return what the words of a refusal mean, as `meaning_of`."""
    # The library takes "Bad Request: " away and writes the rest in capitals of its own.
    said = f"bad request: {reason}".lower()
    return next((meaning for words, meaning in _TABLE if words in said), None)


def means(error: BaseException, *meanings: Said) -> bool:
    """Return whether Telegram refused something for one of these reasons."""
    return meaning_of(error) in meanings


def unreachable_by(error: BaseException) -> Unreachable | None:
    """Return why no message reaches that person, if that is what Telegram says."""
    said = meaning_of(error)
    return said if isinstance(said, Unreachable) else None


def too_big() -> BadRequest:
    """Return the refusal of a file that Telegram itself would give, but not to us."""
    return BadRequest("file is too big")


def rows() -> Iterable[str]:
    """Yield the words of every row."""
    return (words for words, _ in _TABLE)
