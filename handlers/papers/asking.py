"""Asking for a document: it is noted, "Sedang disiapkan" is said at once, and nothing slow happens here."""

from dataclasses import replace
from datetime import timedelta

from telegram import Chat, Update

from domain.documents.wanted import Wanted
from domain.errors import NotAllowed
from handlers.papers import texts
from handlers.papers.buttons import AskPaper
from handlers.papers.paper import PAPERS, paper_of
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, answer, ending, show
from storage.ports import Document, DocumentState, NoticeState, Stale, UnitOfWork, Wish

CARD = "paper"
"""Its kind among what stands on somebody's screen, until the file and after."""
PAPER = "paper"
"""The notice that brings a document to who wished for it, or the word that there is none; about the wish."""
ASKED = "paper"
"""The reply to who asked; about the wish."""
_DOUBLE_TAP = timedelta(seconds=10)


async def pressed(update: Update, context: Context, button: AskPaper) -> None:
    """Ask for what the button says. Raises as `ask_for`, and Stale for what no button of ours asks for."""
    wanted = button.wanted()
    if wanted is None:
        raise Stale(f"a button of {button.kind}")
    await ask_for(update, context, wanted)


async def ask_for(update: Update, context: Context, wanted: Wanted) -> None:
    """Let somebody have a document as soon as it is made.

    Who asks twice while it is being made waits for the same one. Raises NotAllowed for who may not have it,
    and Stale for a kind that no room has.
    """
    if update.effective_chat is None or update.effective_chat.type != Chat.PRIVATE:
        await show(context, update, Screen(texts.ONLY_IN_PRIVATE))
        return
    paper = PAPERS.get(wanted.kind.value)
    if paper is None:
        raise Stale(f"nobody hands over {wanted.kind}")
    wanted = paper.narrowed(wanted)
    if not paper.may(context.person, wanted):
        raise NotAllowed
    async with context.uow() as uow:
        seen = await uow.audit.newest()
        document = await uow.documents.ask(wanted, seen=seen, day=context.today, at=context.now)
        comes_anyway = await _comes_anyway(uow, context, document)
        if not comes_anyway:
            new = Wish(
                document=document.id,
                person=context.person.id,
                chat_id=update.effective_chat.id,
                asked_at=context.now,
            )
            wish = await uow.documents.wish(new)
            await uow.commit(name_of(ASKED, wish.id))
    if comes_anyway:
        await _tell(update, context, comes_anyway)
    else:
        await show_asked(context, update, wish.id)


async def _comes_anyway(uow: UnitOfWork, context: Context, document: Document) -> str:
    """Return what is said to who has just asked for this already, or nothing.

    What Telegram did not take, because somebody had blocked the bot, does not come any more.
    """
    former = await uow.documents.newest_wish(document.id, context.person.id)
    if former is None:
        return ""
    if former.settled_at is not None:
        is_double = former.settled_at <= context.now < former.settled_at + _DOUBLE_TAP
        return texts.JUST_SENT if is_double else ""
    if document.state is DocumentState.ASKED:
        return texts.STILL_PREPARED
    line = await uow.notices.find(context.person.id, PAPER, former.id)
    return texts.STILL_PREPARED if line is None or line.state is NoticeState.WAITING else ""


async def _tell(update: Update, context: Context, sentence: str) -> None:
    """Say it with a toast to who pressed, else below."""
    if update.callback_query is not None:
        await answer(context, update, sentence)
    else:
        await show(context, update, ending(sentence))


async def show_asked(context: Context, update: Update, wish_id: int) -> None:
    """Say that it is being made, where that was not said yet; that message is what becomes the file."""
    async with context.look() as uow:
        wish = await uow.documents.get_wish(wish_id)
        document = await uow.documents.get(wish.document)
    if wish.message_id is not None or wish.settled_at is not None:
        await answer(context, update)
        return
    screen = texts.preparing(paper_of(document.wanted.kind), document.wanted)
    message_id = await show_as(context, update, screen, CARD, str(wish.id))
    async with context.aside() as uow:
        # Whoever ends its making meanwhile looks for the wishes under the same lock.
        await uow.documents.lock(document.id)
        await uow.documents.update_wish(replace(wish, message_id=message_id))
        if (await uow.documents.get(document.id)).state is not DocumentState.ASKED:
            await uow.notices.add(wish.person, PAPER, wish.id, context.now)
        await uow.commit()
