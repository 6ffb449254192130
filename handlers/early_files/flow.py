"""The conversation that holds such files: durable like any other, and over after ten minutes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import Update

from domain.errors import InvalidAnswer, Problem
from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.words import Wording
from domain.people.person import Person, Role
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.early_files import keyboards, texts
from handlers.early_files.reports import offered
from handlers.home import show_home_screen
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, ending
from storage.ports import Stale, UnitOfWork

KEPT = timedelta(minutes=10)


def _no_answer(_: str, __: Asked) -> str:
    raise InvalidAnswer(Problem.NOT_A_CHOICE)


FORM = Form(
    "berkas_awal",
    (
        Question(
            key="laporan",
            kind=Kind.EVIDENCE,
            read=_no_answer,
            words=Wording("Laporan", texts.WHICH, "Pilih laporannya."),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice(Sheet):
    """`opds` are short names by code."""

    opds: dict[str, str]


def is_early(draft: Draft | None) -> bool:
    """Return whether a draft only holds files until it is said what they are for."""
    return draft is not None and draft.form == FORM.key


def until(draft: Draft) -> datetime:
    """Return until when its files are kept: ten minutes after the last of them."""
    return max((file.added_at for file in draft.files), default=draft.touched_at) + KEPT


async def expire(context: Context) -> None:
    """Drop files that this person sent more than ten minutes ago and has not said what they are for."""
    async with context.aside() as uow:
        held = await uow.drafts.held_by(context.person.id)
        if held is not None and is_early(held) and context.now >= until(held):
            await drop(uow, context, held)
            await uow.commit()


async def drop(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    """End such a draft and let go of its files."""
    ended = replace(draft, status=DraftStatus.CANCELLED, holder=None)
    await uow.drafts.save(ended, by=context.person.id, at=context.now)
    for file in draft.files:
        await uow.evidence.remove(file.id, context.now)


def _may_fill(person: Person, draft: Draft) -> bool:
    return Role.OPERATOR in person.roles and draft.touched_by == person.id


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    several = len({one.opd for one in offered(draft)}) > 1
    opds = {opd.code: opd.short_name for opd in await uow.opds.all()} if several else {}
    return _Choice(title=texts.TITLE, place="", opds=opds)


def _card(context: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the question, or that the files are gone: the next message drops what is kept too long."""
    if context.now >= until(draft):
        return ending(texts.DROPPED)
    opds = sheet.opds if isinstance(sheet, _Choice) else {}
    return Screen(texts.which(draft, until(draft), note), keyboards.which(draft, offered(draft), opds))


async def _nothing_to_send(_: UnitOfWork, __: Context, ___: Draft) -> str:
    """Such files end in a report's conversation, so only a forged button comes here."""
    raise Stale("files without a report cannot be sent")


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show_home_screen(context, update)


EARLY = Flow(
    form=FORM,
    may_fill=_may_fill,
    sheet=_sheet,
    finish=_nothing_to_send,
    leave=_leave,
    leave_label="‹ Beranda",
    undone=texts.UNDONE,
    kept=texts.KEPT,
    takes_files=True,
    card=_card,
)
