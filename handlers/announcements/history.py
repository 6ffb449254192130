"""Looking back: the last announcements, and who did not get one and why."""

from telegram import Update

from domain.people.person import Unreachable
from handlers.announcements import keyboards, progress_texts, texts
from handlers.announcements.buttons import Announcements, Unreached
from handlers.announcements.progress import ANNOUNCEMENT, progress_of
from handlers.city.names import opd_names
from handlers.delivery.notices import NOT_WORTH_SENDING
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.refusals import meaning_in
from handlers.telegram.screen import Screen, show
from storage.ports import Notice, NoticeState

LAST = 5
PEOPLE_A_PAGE = 10


async def show_recent(update: Update, context: Context, _: Announcements) -> None:
    """Show the last announcements, newest first."""
    async with context.look() as uow:
        newest = await uow.announcements.newest(LAST)
        listed = [await progress_of(uow, one.id) for one in newest]
    await show(context, update, Screen(progress_texts.recent(listed), keyboards.recent(newest)))


async def show_unreached(update: Update, context: Context, button: Unreached) -> None:
    """Show a page of those who did not get it. Raises NotFound."""
    async with context.look() as uow:
        await uow.announcements.get(button.announcement)
        missed = await uow.notices.about(ANNOUNCEMENT, button.announcement, states=progress_texts.MISSED)
        page = page_of(missed, button.page, PEOPLE_A_PAGE)
        people = [(await uow.people.get(one.person), _why(one)) for one in page.items]
        names = await opd_names(uow)
    text = texts.unreached(people, names, page.total)
    await show(context, update, Screen(text, keyboards.unreached(button.announcement, page)))


def _why(line: Notice) -> texts.Why:
    if line.state is NoticeState.BLOCKED:
        why = meaning_in(line.reason)
        return why if isinstance(why, Unreachable) else Unreachable.BLOCKED
    return texts.NO_ROLE if line.reason == NOT_WORTH_SENDING else texts.FAILED
