"""*Buat sekarang*, and what whoever asked is told of it; *Kirim berkas*, where the file is encrypted."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from telegram import InputFile, Update
from telegram.constants import FileSizeLimit, ParseMode

from handlers.backups import keyboards, texts, wish
from handlers.backups.buttons import MakeBackup, SendBackup
from handlers.backups.overview import overview
from handlers.delivery.notices import Long
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, answer, ending, show
from storage.ports import Backup, NotFound, Notice

ANSWER, FILE = "backup.answer", "backup.file"
"""Kinds of notices; about the second of Unix time at which it was asked for, or at which it was made."""
WANTED, SENDING = "backup_wanted", "backup_sending"
"""Replies."""
_MOST = int(FileSizeLimit.FILESIZE_UPLOAD)
_SLOWEST = 50_000
"""Bytes per second."""


async def make_backup(update: Update, context: Context, _: MakeBackup) -> None:
    """Note that one is wanted; pressed twice it is one."""
    if not context.services.backups.is_on:
        await show(context, update, await overview(context))
        return
    async with context.uow() as uow:
        if await wish.wanted(uow) is None:
            await wish.want(uow, wish.Wanted(context.person.id, int(context.now.timestamp())))
        await uow.commit(name_of(WANTED, 0))
    await show(context, update, await overview(context))


async def send_backup(update: Update, context: Context, button: SendBackup) -> None:
    """Queue the file for whoever pressed."""
    async with context.uow() as uow:
        await uow.notices.again(context.person.id, FILE, button.made, context.now)
        await uow.commit(name_of(SENDING, 0))
    await show_sending(context, update, 0)


async def show_sending(context: Context, update: Update, _: int) -> None:
    await answer(context, update, texts.SENDING)


async def answered(context: Context, waiting: Notice) -> Screen | None:
    """Say how it went; it was asked for at the second that the notice is about."""
    if not await _still_admin(context, waiting):
        return None
    found = await context.services.backups.all()
    async with context.look() as uow:
        why = await wish.why_not(uow)
    if found and found[0].made_at.timestamp() > waiting.about:
        return Screen(texts.made(found[0], context.now), keyboards.told())
    return Screen(texts.not_made(why), keyboards.told())


async def file(context: Context, waiting: Notice) -> Screen | Long | None:
    """Return how the file is sent, or what is said in its place."""
    if not await _still_admin(context, waiting):
        return None
    found = await context.services.backups.all()
    wanted = next((one for one in found if int(one.made_at.timestamp()) == waiting.about), None)
    if wanted is None:
        return ending(texts.NOT_THERE)
    if wanted.archive_size > _MOST:
        return ending(texts.too_big(wanted, context.now))
    try:
        path = await context.services.backups.file(wanted.name)
    except NotFound:
        return ending(texts.NOT_SENT)
    within = timedelta(seconds=30 + wanted.archive_size / _SLOWEST)
    return Long(partial(_send, path, wanted, context.now, within), within)


async def _send(
    path: Path, backup: Backup, now: datetime, within: timedelta, context: Context, chat_id: int
) -> int:
    with await asyncio.to_thread(path.open, "rb") as handle:
        sent = await context.bot.send_document(
            chat_id,
            InputFile(handle, filename=path.name, read_file_handle=False),
            caption=texts.caption(backup, now),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboards.told(),
            write_timeout=within.total_seconds(),
            read_timeout=within.total_seconds(),
        )
    return sent.message_id


async def _still_admin(context: Context, waiting: Notice) -> bool:
    async with context.look() as uow:
        return runs_the_bot(await uow.people.get(waiting.person))
