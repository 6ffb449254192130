"""Keep what is sent before anybody asked, and ask which report it is for."""

from dataclasses import replace

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.plain_words.understand import report_named
from domain.plain_words.wish import Near
from handlers import rekap
from handlers.conversation.answers import complain
from handlers.conversation.card import present
from handlers.conversation.ending import current_draft
from handlers.early_files import texts
from handlers.early_files.choose import moved_to, reply_of
from handlers.early_files.flow import FORM, expire, is_early
from handlers.early_files.reports import Open, kept, offered, open_reports
from handlers.evidence import receive
from handlers.home import above_home_keys
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import show
from storage.ports import UnitOfWork


async def received(update: Update, context: Context) -> None:
    """Take a file where one is asked for; where nothing is, keep it and ask which report it is for.

    A caption that names one of the open reports says it at once, for all that came before it, too.
    """
    if update.message is None:
        return
    await expire(context)
    async with context.look() as uow:
        draft = await current_draft(uow, context)
        reports = await open_reports(uow, context) if draft is None else []
    if draft is not None and not is_early(draft):
        await receive.received(update, context)
    elif draft is None and not reports and await rekap.took(update, context):
        return
    elif draft is None and not reports:
        note = texts.NOTHING_OPEN if context.person.opds else texts.NOBODY_ASKED
        await show(context, update, await above_home_keys(context, note))
    else:
        await _keep(update, context, reports)


async def _keep(update: Update, context: Context, reports: list[Open]) -> None:
    if update.message is None:
        return
    stored = ""
    async with context.uow() as uow:
        draft = await current_draft(uow, context) or await _begun(uow, context, reports)
        refusal = await receive.take(uow, context, draft, update.message)
        if refusal is None:
            draft = await uow.drafts.get(draft.id)
            stored = await _named_in_caption(uow, context, draft, update.message.caption or "")
            await uow.commit(stored)
    if refusal is None:
        await show_again(context, update, stored)
    elif reports:
        await show(context, update, await above_home_keys(context, refusal))
    else:
        await complain(update, context, refusal)


async def _named_in_caption(uow: UnitOfWork, context: Context, draft: Draft, caption: str) -> str:
    """Let the files be for the report that a caption names, if it takes any; return the reply's name."""
    meant = named_by(draft, caption)
    if meant is None:
        return name_of("card", draft.id)
    moved = await moved_to(uow, context, draft, meant)
    return reply_of(moved) if moved is not None else name_of("early_not_open", draft.id)


async def told(update: Update, context: Context, said: str, near: Near) -> bool:
    """Let kept files be for the report that somebody types; return whether the words name one of those.

    Where only a slip keeps them from it, the question is asked again: nothing is chosen by a guess.
    """
    stored = ""
    async with context.uow() as uow:
        draft = await current_draft(uow, context)
        if draft is None or not is_early(draft):
            return False
        meant = named_by(draft, said)
        moved = await moved_to(uow, context, draft, meant) if meant is not None else None
        if moved is not None:
            stored = reply_of(moved)
            await uow.commit(stored)
    if meant is None:
        return await _asked_again(update, context, draft, report_named(said, near))
    if stored:
        await show_again(context, update, stored)
    else:
        await present(context, update, draft.id, texts.NOT_OPEN)
    return True


async def _asked_again(update: Update, context: Context, draft: Draft, perhaps: IndicatorKey | None) -> bool:
    """Ask for the key of the report that was perhaps meant; return False where none of those offered was."""
    if perhaps not in {one.indicator for one in offered(draft)}:
        return False
    await present(context, update, draft.id, texts.press(by_key(perhaps).title))
    return True


async def _begun(uow: UnitOfWork, context: Context, reports: list[Open]) -> Draft:
    by, at = context.person.id, context.now
    begun = await uow.drafts.begin(FORM.key, "", context.year, by=by, at=at)
    return await uow.drafts.save(replace(begun, place=Place(kept(reports))), by=by, at=at)


def named_by(draft: Draft, said: str) -> Open | None:
    """Return the one report of those offered that these words name."""
    indicator = report_named(said)
    named = [one for one in offered(draft) if one.indicator == indicator]
    return named[0] if len(named) == 1 else None
