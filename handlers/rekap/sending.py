"""A file that is a rekap without being asked for: by its caption, or as a table from a reviewer of SAKIP."""

from telegram import Update

from handlers.evidence import receive as evidence
from handlers.evidence.content import table_fault
from handlers.rekap.flow import begun
from handlers.rekap.state import may_take
from handlers.telegram.context import Context
from handlers.telegram.screen import ending, show
from handlers.words import problems

_TABLES = (".xlsx", ".csv")


async def captioned(update: Update, context: Context) -> None:
    """Take a file with the caption /rekap, whatever the person was doing."""
    if not may_take(context.person):
        await show(context, update, ending(problems.NOT_FOR_YOU))
        return
    await _take(update, context)


async def took(update: Update, context: Context) -> bool:
    """Take a table that a reviewer of SAKIP sends while nothing is asked of them; return whether it was."""
    document = update.message.document if update.message is not None else None
    if document is None or not may_take(context.person):
        return False
    name = (document.file_name or "").casefold()
    if not name.endswith(_TABLES) or table_fault(name, document.mime_type or "") is not None:
        return False
    await _take(update, context)
    return True


async def _take(update: Update, context: Context) -> None:
    async with context.aside() as uow:
        await begun(uow, context)
        await uow.commit()
    await evidence.received(update, context)
