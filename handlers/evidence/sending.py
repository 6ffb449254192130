"""The papers of a report sent into somebody's chat, as albums where Telegram lets there be any.

Telegram's albums have two to ten items, photos or documents and never both. Several captions in an album of
photos are shown nowhere until one is opened, so its first photo speaks for all; documents keep one each.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from telegram import InputMediaDocument, InputMediaPhoto, Message
from telegram.error import BadRequest, NetworkError, RetryAfter

from domain.forms.drafts import BIGGEST_FILE, Evidence, FileState
from handlers.evidence.captions import Captions, in_order
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing
from storage.ports import NotFound

log = logging.getLogger(__name__)

PHOTO = "photo"
MOST_IN_ALBUM = 10
MOST_FROM_STORE = BIGGEST_FILE
"""Bytes that are read for one album; what Telegram hands out itself needs none."""
_Medium: TypeAlias = InputMediaPhoto | InputMediaDocument


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that stands in the chat now."""

    file: Evidence
    message: Message
    about: int
    """How many files its caption speaks for: 1 its own, more for an album, 0 where another one does."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the files that were to be sent."""

    papers: list[Paper] = field(default_factory=list)
    not_yet: list[Evidence] = field(default_factory=list)
    """Nobody has looked at their content so far."""
    gone: list[Evidence] = field(default_factory=list)
    """Neither Telegram nor the store has them."""
    late: list[Evidence] = field(default_factory=list)
    """Telegram does not take them just now."""


async def send_files(
    context: Context, chat_id: int, files: Sequence[Evidence], captions: Captions
) -> Outcome:
    """Send what can be opened of a report's files; one that cannot be sent stops none of the others.

    Once Telegram turned out to be away no more is tried. Raises Forbidden where nobody can be reached.
    """
    sending = _Sending(context, chat_id, captions)
    usable = [file for file in files if file.id in captions]
    sending.found.not_yet.extend(file for file in usable if not _is_judged(file))
    for group in _groups([file for file in usable if _is_judged(file)]):
        await sending.group(group)
    return sending.found


def _is_judged(file: Evidence) -> bool:
    """Return whether a file may be handed out: its content was looked at, or Telegram made it anew."""
    return file.state is not FileState.WAITING or file.kind == PHOTO


def _groups(files: Sequence[Evidence]) -> list[list[Evidence]]:
    """Return files as albums may hold them; a group of one is no album."""
    groups = list[list[Evidence]]()
    for file in in_order(files):
        last = groups[-1] if groups else []
        fits = last and last[0].kind == file.kind and len(last) < MOST_IN_ALBUM
        if fits and sum(one.size for one in (*last, file) if one.renamed) <= MOST_FROM_STORE:
            last.append(file)
        else:
            groups.append([file])
    return groups


@dataclass
class _Sending:
    context: Context
    chat_id: int
    captions: Captions
    found: Outcome = field(default_factory=Outcome)
    is_away: bool = False

    async def group(self, files: Sequence[Evidence]) -> None:
        if len(files) == 1 or not await self._album(files):
            for file in files:
                await self._alone(file)

    async def _album(self, files: Sequence[Evidence]) -> bool:
        """Send files as one album; return False where each has to be tried by itself."""
        abouts = [_about(place, files) for place in range(len(files))]
        media = await self._media(files, abouts)
        if self.is_away or media is None:
            return False
        try:
            messages = await self.context.bot.send_media_group(self.chat_id, media)
        except BadRequest as error:
            # One item that Telegram does not take refuses them all, and is not always the one it names.
            log.info("An album is sent file by file: %s", error)
            return False
        except (NetworkError, RetryAfter) as error:
            log.warning("An album could not be sent: %s", error)
            self.is_away = True
            return False
        self.found.papers.extend(map(Paper, files, messages, abouts))
        return True

    async def _media(self, files: Sequence[Evidence], abouts: Sequence[int]) -> list[_Medium] | None:
        """Return the items of an album; None if one of them is nowhere to be had."""
        media = list[_Medium]()
        for file, about in zip(files, abouts, strict=True):
            caption = self.captions.of(file.id, about) if about else None
            if file.kind == PHOTO:
                media.append(InputMediaPhoto(file.file_id, caption))
            elif not file.renamed:
                media.append(InputMediaDocument(file.file_id, caption))
            elif (content := await self._stored(file)) is not None:
                # Telegram has it under the name that its sender gave it.
                media.append(InputMediaDocument(content, caption, filename=file.name))
            else:
                return None
        return media

    async def _alone(self, file: Evidence) -> None:
        if self.is_away:
            self.found.late.append(file)
            return
        try:
            message = await self._known(file) or await self._uploaded(file)
        except BadRequest as error:
            log.warning("Evidence %d is not taken by Telegram: %s", file.id, error)
            (self.found.late if is_passing(error) else self.found.gone).append(file)
        except (NetworkError, RetryAfter) as error:
            log.warning("Evidence %d could not be sent: %s", file.id, error)
            self.is_away = True
            self.found.late.append(file)
        else:
            if message is None:
                self.found.gone.append(file)
            else:
                self.found.papers.append(Paper(file, message, 1))

    async def _known(self, file: Evidence) -> Message | None:
        """Send a file as Telegram knows it; return None where it has to come from the store."""
        if file.renamed:
            return None
        caption = self.captions.of(file.id)
        try:
            if file.kind == PHOTO:
                return await self.context.bot.send_photo(self.chat_id, file.file_id, caption=caption)
            return await self.context.bot.send_document(self.chat_id, file.file_id, caption=caption)
        except BadRequest as error:
            if is_passing(error) and not file.sha256:
                raise
            # A bot under another token, or a restored database: Telegram does not know the file any more.
            log.info("Evidence %d is sent from the store: %s", file.id, error)
            return None

    async def _uploaded(self, file: Evidence) -> Message | None:
        content, caption = await self._stored(file), self.captions.of(file.id)
        if content is None:
            return None
        if file.kind == PHOTO:
            return await self.context.bot.send_photo(self.chat_id, content, caption=caption)
        return await self.context.bot.send_document(
            self.chat_id, content, filename=file.name, caption=caption
        )

    async def _stored(self, file: Evidence) -> bytes | None:
        if not file.sha256:
            return None
        try:
            return await self.context.services.files.get(file.sha256)
        except NotFound:
            log.exception("Evidence %d is not in the store.", file.id)
            return None


def _about(place: int, files: Sequence[Evidence]) -> int:
    """Return for how many files the caption at that place of an album speaks."""
    if files[0].kind != PHOTO:
        return 1
    return 0 if place else len(files)
