"""What is announced: read from an admin's message with its formatting, and sent exactly so to anybody."""

import json

from telegram import InlineKeyboardMarkup, Message, MessageEntity

from domain.announcements.form import (
    CONTENT,
    LONGEST_CLOSING,
    LONGEST_MESSAGE,
    LONGEST_WITH_FILE,
    REST,
    WHAT_FOLLOWS,
    Content,
    to_answer,
    written_in,
)
from domain.forms.form import Question
from domain.keys import Answers
from domain.language.written import answered, cut
from domain.people.person import Person
from handlers.announcements import texts
from handlers.conversation.flow import Unfit
from handlers.evidence.content import may_be_announced
from handlers.telegram.calls import call
from handlers.telegram.context import Context
from handlers.words.people import sender
from storage.ports import Announcement

_FOUND_BY_TELEGRAM = frozenset(
    {
        MessageEntity.MENTION,
        MessageEntity.HASHTAG,
        MessageEntity.CASHTAG,
        MessageEntity.BOT_COMMAND,
        MessageEntity.URL,
        MessageEntity.EMAIL,
        MessageEntity.PHONE_NUMBER,
    }
)
"""What Telegram marks in any text by itself, and will again; the rest was chosen by the writer."""
_APART = "\n\n"


def read(asked: Question, answers: Answers, message: Message) -> str:
    """Return the answer that a message gives: what is to be announced, or plain text. Raises Unfit."""
    has_file = bool(message.photo) or message.document is not None
    if asked.key != CONTENT and not (has_file and _is_too_long(asked, answers)):
        if has_file:
            raise Unfit(texts.CONTENT_IS_THERE)
        return _what_follows(message) if asked.key == REST else message.text or ""
    if message.media_group_id is not None:
        raise Unfit(texts.ONE_FILE)
    return to_answer(_with_file(message) if has_file else _with_text(message))


def _is_too_long(asked: Question, answers: Answers) -> bool:
    """Whether a file is what was just advised instead of the text."""
    written = written_in(answers)
    return asked.key == REST and written is not None and not written.fits


def _what_follows(message: Message) -> str:
    """Return the second part of a text that an app has sent in two, or the words of a button."""
    said = message.text or ""
    is_choice = answered(said) in {answered(label) for label in WHAT_FOLLOWS.values()}
    return said if is_choice else to_answer(_with_text(message))


def _with_text(message: Message) -> Content:
    return Content(text=message.text or "", entities=_kept(message.entities))


def _with_file(message: Message) -> Content:
    said, entities = message.caption or "", _kept(message.caption_entities)
    document = message.document
    if document is None:
        return Content(text=said, entities=entities, file_id=message.photo[-1].file_id, file_kind="photo")
    name = document.file_name or ""
    # An animation comes as a document too, but cannot be sent as one.
    if message.animation is not None or not may_be_announced(name, document.mime_type or ""):
        raise Unfit(texts.wrong_kind(name))
    return Content(
        text=said, entities=entities, file_id=document.file_id, file_kind="document", file_name=name
    )


def _kept(entities: tuple[MessageEntity, ...]) -> str:
    chosen = [entity.to_dict() for entity in entities if entity.type not in _FOUND_BY_TELEGRAM]
    return json.dumps(chosen) if chosen else ""


def closing(by: Person) -> str:
    """Return the last line of an announcement: who sends it."""
    return cut(f"— {sender(by)}", LONGEST_CLOSING - len(_APART))


def _signed(content: Content | Announcement, by: Person) -> str:
    """Return the text with its last line; what was written before there was one may have no room for it."""
    signed = f"{content.text}{_APART if content.text else ''}{closing(by)}"
    return (
        signed if len(signed) <= (LONGEST_WITH_FILE if content.file_id else LONGEST_MESSAGE) else content.text
    )


async def send(
    context: Context,
    chat_id: int,
    content: Content | Announcement,
    by: Person,
    keyboard: InlineKeyboardMarkup | None = None,
) -> int:
    """Send it as everybody gets it, with who sends it below; return the message's id."""
    text = _signed(content, by)
    chosen = json.loads(content.entities or "[]")
    if not content.file_id:
        said = await call(
            context.bot,
            "sendMessage",
            chat_id=chat_id,
            text=text,
            entities=chosen or None,
            reply_markup=keyboard,
        )
        return int(said["message_id"])
    entities = [MessageEntity.de_json(entity, context.bot) for entity in chosen]
    if content.file_kind == "photo":
        sent = await context.bot.send_photo(
            chat_id, content.file_id, caption=text, caption_entities=entities, reply_markup=keyboard
        )
    else:
        sent = await context.bot.send_document(
            chat_id, content.file_id, caption=text, caption_entities=entities, reply_markup=keyboard
        )
    return sent.message_id
