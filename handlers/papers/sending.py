"""The document in the chat: the message that said "Sedang disiapkan" becomes the file, part after part."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

from telegram import InlineKeyboardMarkup, InputFile, InputMediaDocument, InputMediaPhoto, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from domain.people.person import Person, Unreachable
from handlers.delivery.notices import Long
from handlers.delivery.pace import Pacer
from handlers.papers import texts
from handlers.papers.asking import CARD
from handlers.papers.busy import looking_busy
from handlers.papers.forgetting import let_go
from handlers.papers.paper import Paper, paper_of
from handlers.telegram.context import Context, Turns
from handlers.telegram.errors import is_passing
from handlers.telegram.refusals import Meaning, meaning_of
from handlers.telegram.screen import Screen, edit, say
from storage.ports import (
    Card,
    Document,
    DocumentFile,
    DocumentState,
    NotFound,
    Notice,
    NoticeState,
    Unavailable,
    UnitOfWork,
    Wish,
)

log = logging.getLogger(__name__)

FOR_A_MESSAGE = timedelta(seconds=35)
"""What a small file needs at most: as long as any message may take."""
SLOWEST = 150_000
"""Bytes a second with which a file of 45 MB is still brought, in five minutes."""
LONGEST = timedelta(minutes=15)
"""After so long it goes on with the next part at the next try."""
PATIENCE = 120.0
"""Seconds without a byte, or until Telegram has looked at what it was sent."""
_NOTE_AGAIN = 0.2  # seconds after which it is noted again that something has come
_Content: TypeAlias = str | Path


class _NotTaken(Exception):
    """Telegram takes this file in no way, or nobody has its bytes any more."""


class Uploads(Turns):
    """One after another brings the same file to Telegram: the second sends what it is known by then."""


async def brought(context: Context, waiting: Notice) -> Long | NoticeState:
    """Return how a wish is fulfilled, or why not is said, with the rights of this moment."""
    async with context.look() as uow:
        wish = await uow.documents.get_wish(waiting.about)
        document = await uow.documents.get(wish.document)
        files = await uow.documents.files(document.id)
        person = await uow.people.get(wish.person)
    paper = paper_of(document.wanted.kind)
    if wish.settled_at is not None:
        # Whoever noted that it has come may have been killed before its secret was let go of.
        await _let_go_of_secrets(context, paper, files)
        return NoticeState.STOPPED
    if document.state is DocumentState.ASKED:
        return NoticeState.STOPPED
    if not person.grants or not paper.may(person, document.wanted):
        await _let_go_of_secrets(context, paper, files)
        return Long(partial(_tell, wish, texts.no_longer(paper, document.wanted)), FOR_A_MESSAGE)
    if document.state is DocumentState.FAILED or not files:
        return Long(partial(_tell, wish, texts.failed(paper, document.wanted)), FOR_A_MESSAGE)
    async with context.look() as uow:
        keys = await _keys(uow, paper, person, document)
    bringing = _Bringing(paper, document, tuple(files), wish.id, keys)
    return Long(bringing, bringing.within(wish.sent))


async def _let_go_of_secrets(context: Context, paper: Paper, files: list[DocumentFile]) -> None:
    for file in files:
        if paper.once and file.dropped_at is None:
            await let_go(context.services, file.sha256)


async def _keys(uow: UnitOfWork, paper: Paper, person: Person, document: Document) -> InlineKeyboardMarkup:
    """Return the keys below a document for that person."""
    if paper.keys_for is not None:
        return await paper.keys_for(uow, person, document)
    return paper.keys(document) if paper.keys is not None else texts.home_keys()


async def _tell(wish: Wish, screen: Screen, context: Context, chat_id: int) -> int:
    """Let the message that said that it is being made say this instead; say it below where it cannot."""
    message_id = wish.message_id
    if message_id is None or wish.sent or not await edit(context, chat_id, message_id, screen):
        message_id = await say(context, chat_id, screen)
        await _note_card(context, wish, message_id)
    await _settle(context, wish)
    return message_id


@dataclass(frozen=True)
class _Bringing:
    """An act of the lane: brings what has not come yet. Doing it again goes on where it was cut off."""

    paper: Paper
    document: Document
    files: tuple[DocumentFile, ...]
    wish_id: int
    keys: InlineKeyboardMarkup

    def within(self, sent: int) -> timedelta:
        """Return how long it may take: what Telegram knows already needs no time."""
        new = sum(file.size for file in self.files[sent:] if not file.file_id)
        return min(FOR_A_MESSAGE * len(self.files[sent:]) + timedelta(seconds=new / SLOWEST), LONGEST)

    async def __call__(self, context: Context, chat_id: int) -> int:
        async with context.look() as uow:
            wish = await uow.documents.get_wish(self.wish_id)
        message_id = wish.message_id or 0
        for file in self.files[wish.sent :]:
            if wish.sent:
                await context.services.kept(Pacer).turn()
            try:
                message_id = await self._part(context, chat_id, wish, file)
            except _NotTaken as error:
                log.error("Document %d is not taken by Telegram: %s", self.document.id, error)  # noqa: TRY400
                return await _tell(wish, texts.failed(self.paper, self.document.wanted), context, chat_id)
            wish = replace(wish, sent=file.part)
            await self._note(context, wish)
            if self.paper.once:
                await let_go(context.services, file.sha256)
        return message_id

    async def _part(self, context: Context, chat_id: int, wish: Wish, file: DocumentFile) -> int:
        """Bring one file and return its message. Raises _NotTaken, and what the lane tries again."""
        placing = _Placing(
            context, chat_id, self.paper, self.document, wish, file, len(self.files), self.keys
        )
        async with context.services.kept(Uploads).of(file.id):
            async with context.look() as uow:
                file = await uow.documents.file(file.id)
            if file.file_id:
                try:
                    return await placing.put(file.file_id)
                except _NotTaken as refused:
                    # A bot under another token, or a file that Telegram has let go.
                    log.info("File %d is brought anew: %s", file.id, refused)
            try:
                path = await context.services.papers.find(file.sha256)
            except NotFound as gone:
                raise _NotTaken(f"the bytes of file {file.id} are gone") from gone
            async with looking_busy(context, [chat_id], photo=self.paper.as_photo):
                return await placing.put(path)

    async def _note(self, context: Context, wish: Wish) -> None:
        """Note that a part has come, however long the database is away: else it would come twice."""
        ends = wish.sent == len(self.files)
        while True:
            try:
                async with context.aside() as uow:
                    await uow.documents.update_wish(replace(wish, settled_at=context.now if ends else None))
                    await uow.commit()
            except Unavailable:
                await asyncio.sleep(_NOTE_AGAIN)
            else:
                return


@dataclass(frozen=True)
class _Placing:
    """One file on its way into one chat."""

    context: Context
    chat_id: int
    paper: Paper
    document: Document
    wish: Wish
    file: DocumentFile
    parts: int
    keys: InlineKeyboardMarkup

    async def put(self, content: _Content) -> int:
        """Put the file where its making was announced, or below; return its message. Raises _NotTaken.

        A picture that Telegram takes for none is sent as a file.
        """
        if not self.paper.as_photo:
            return await self._put(content, photo=False)
        try:
            return await self._put(content, photo=True)
        except _NotTaken as refused:
            if isinstance(content, str):
                raise
            log.warning("File %d is sent as a file: %s", self.file.id, refused)
            return await self._put(content, photo=False)

    async def _put(self, content: _Content, *, photo: bool) -> int:
        here = self.wish.message_id if self.file.part == 1 else None
        if here is not None and await self._is_changed(here, content, photo=photo):
            return here
        try:
            message = await self._below(content, photo=photo)
        except BadRequest as error:
            raise self._refused(error) from error
        await self._note(message)
        try:
            await _note_card(self.context, self.wish, message.message_id)
        except Unavailable as error:
            log.warning("It is not noted that document %d is on a screen: %s", self.document.id, error)
        return message.message_id

    async def _is_changed(self, here: int, content: _Content, *, photo: bool) -> bool:
        """Let that message become the file; return False where it cannot be changed any more."""
        try:
            message = await self._edited(here, content, photo=photo)
        except BadRequest as error:
            match meaning_of(error):
                case Meaning.UNCHANGED:
                    return True
                case Meaning.GONE:
                    return False
                case _:
                    refusal = self._refused(error)
                    if isinstance(content, Path) and isinstance(refusal, _NotTaken):
                        # Whatever is wrong with the file, it is refused below, too.
                        log.warning("A message cannot become file %d: %s", self.file.id, error)
                        return False
                    raise refusal from error
        await self._note(message)
        return True

    def _refused(self, error: BadRequest) -> Exception:
        """Return what a refusal means: that the lane has to see to it, or that this file is not taken."""
        meaning = meaning_of(error)
        if is_passing(error) or meaning is Meaning.SHUT or isinstance(meaning, Unreachable):
            return error
        return _NotTaken(str(error))

    async def _edited(self, here: int, content: _Content, *, photo: bool) -> Message:
        if isinstance(content, str):
            return await self._edit(here, content, photo=photo)
        with await asyncio.to_thread(content.open, "rb") as handle:
            # The line reads it bit by bit; read at once, a bundle would stand in memory several times.
            upload = InputFile(handle, filename=self.file.name, attach=True, read_file_handle=False)
            return await self._edit(here, upload, photo=photo)

    async def _edit(self, here: int, medium: str | InputFile, *, photo: bool) -> Message:
        kind = InputMediaPhoto if photo else InputMediaDocument
        edited = await self.context.bot.edit_message_media(
            kind(medium, caption=self._caption, parse_mode=ParseMode.HTML),
            chat_id=self.chat_id,
            message_id=here,
            reply_markup=self._keys,
            write_timeout=PATIENCE,
            read_timeout=PATIENCE,
        )
        if not isinstance(edited, Message):
            raise TypeError("only a message of an inline query is changed without being returned")
        return edited

    async def _below(self, content: _Content, *, photo: bool) -> Message:
        if isinstance(content, str):
            return await self._send(content, photo=photo)
        with await asyncio.to_thread(content.open, "rb") as handle:
            return await self._send(
                InputFile(handle, filename=self.file.name, read_file_handle=False), photo=photo
            )

    async def _send(self, medium: str | InputFile, *, photo: bool) -> Message:
        send = self.context.bot.send_photo if photo else self.context.bot.send_document
        return await send(
            self.chat_id,
            medium,
            caption=self._caption,
            parse_mode=ParseMode.HTML,
            reply_markup=self._keys,
            write_timeout=PATIENCE,
            read_timeout=PATIENCE,
        )

    @property
    def _caption(self) -> str:
        return texts.part_of(self.document.caption, self.file.part, self.parts)

    @property
    def _keys(self) -> InlineKeyboardMarkup | None:
        """The ways on, below the last part."""
        return self.keys if self.file.part == self.parts else None

    async def _note(self, message: Message) -> None:
        """Note by what Telegram knows the file now."""
        sent = message.photo[-1] if message.photo else message.document
        if self.paper.once:
            return
        if sent is None or sent.file_id == self.file.file_id:
            return
        try:
            async with self.context.aside() as uow:
                await uow.documents.known_as(self.file.id, sent.file_id)
                await uow.commit()
        except Unavailable as error:
            # It has come: to try again would bring it twice. The next one who wants it is brought the bytes.
            log.warning("It is not noted what Telegram calls file %d: %s", self.file.id, error)


async def _note_card(context: Context, wish: Wish, message_id: int) -> None:
    """Note that the newest on that person's screen is this message now."""
    async with context.aside() as uow:
        await uow.cards.show(
            Card(
                person=wish.person,
                kind=CARD,
                about=str(wish.id),
                chat_id=wish.chat_id,
                message_id=message_id,
                shown_at=context.now,
            )
        )
        await uow.commit()


async def _settle(context: Context, wish: Wish) -> None:
    async with context.aside() as uow:
        await uow.documents.update_wish(replace(wish, settled_at=context.now))
        await uow.commit()
