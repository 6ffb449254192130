"""Taking an announcement back: it is deleted in every chat, as long as Telegram lets a bot do so."""

from dataclasses import replace

from telegram import Update
from telegram.error import BadRequest

from handlers.announcements import keyboards
from handlers.announcements import progress_texts as texts
from handlers.announcements.buttons import AskRecall, Recall
from handlers.announcements.progress import ANNOUNCEMENT, RECALL, progress_of, show_progress
from handlers.delivery.notices import Act
from handlers.telegram.context import Context
from handlers.telegram.refusals import Meaning, meaning_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Notice, NoticeState, Stale, Urgency


async def ask_recall(update: Update, context: Context, button: AskRecall) -> None:
    """Ask once more. Raises Stale while it is still being sent, and where there is nothing to take back."""
    async with context.look() as uow:
        progress = await progress_of(uow, button.announcement)
    if not progress.can_be_recalled:
        raise Stale(f"announcement {button.announcement} cannot be taken back now")
    await show(context, update, Screen(texts.ask_recall(progress), keyboards.ask_recall(button.announcement)))


async def recall(update: Update, context: Context, button: Recall) -> None:
    """Queue the deletion for everybody who got it; pressed twice, it changes nothing."""
    async with context.uow() as uow:
        await uow.announcements.lock(button.announcement)
        progress = await progress_of(uow, button.announcement)
        if progress.can_be_recalled:
            said, now = progress.announcement, context.now
            # The card has something new to count.
            recalled = replace(said, recalled_at=now, finished_at=None)
            await uow.announcements.update(recalled, by=context.person.id, at=now)
            sent = await uow.notices.about(ANNOUNCEMENT, said.id, states=[NoticeState.SENT])
            readers = [one.person for one in sent]
            await uow.notices.add_all(readers, RECALL, said.id, now, urgency=Urgency.DUTY)
            await uow.commit(name_of("announcement", said.id))
    await show_progress(context, update, button.announcement)


async def recalling(context: Context, waiting: Notice) -> Act | None:
    async with context.look() as uow:
        sent = await uow.notices.find(waiting.person, ANNOUNCEMENT, waiting.about)
    if sent is None or sent.message_id is None:
        return None
    message_id = sent.message_id

    async def act(context: Context, chat_id: int) -> None:
        try:
            await context.bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            # The reader deleted it, or a former try did; after 48 hours Telegram refuses otherwise.
            if meaning_of(error) is not Meaning.DELETED:
                raise
        async with context.aside() as uow:
            await uow.notices.update(replace(sent, state=NoticeState.RECALLED))
            await uow.commit()

    return act
