"""Taking in a rekap as a conversation: it begins with a file, and nothing is kept before *Simpan*."""

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft
from domain.people.person import Person
from domain.rekap.form import FILE, REKAP_FORM, chosen_in
from handlers.city.working_year import year_at_work
from handlers.conversation.card import show_card
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.home import show_home_screen
from handlers.rekap import keyboards, receive, texts
from handlers.rekap.buttons import OpenRekap
from handlers.rekap.state import State, may_take, state_of
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from storage.ports import Stale, UnitOfWork


async def open_rekap(update: Update, context: Context, _: OpenRekap) -> None:
    """Ask for the rekap of the year that is worked on. Raises NotAllowed."""
    if not may_take(context.person):
        raise NotAllowed
    async with context.uow() as uow:
        draft = await begun(uow, context)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)


async def begun(uow: UnitOfWork, context: Context) -> Draft:
    """Return the conversation that this person has open, or a new one."""
    held = await uow.drafts.held_by(context.person.id)
    if held is not None and held.form == REKAP_FORM.key and FILE not in held.place.answers:
        return held
    year = await year_at_work(uow, context)
    return await uow.drafts.begin(REKAP_FORM.key, "", year, by=context.person.id, at=context.now)


def _may_fill(person: Person, draft: Draft) -> bool:
    return may_take(person) and draft.touched_by == person.id


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    return await state_of(uow, draft)


def card(_: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return what is to be done next: how to read the file, whose a row is, or the preview."""
    if not isinstance(sheet, State) or sheet.received is None:
        return None
    received, reading, found = sheet.received, sheet.reading, sheet.found
    if reading is None or found is None:
        text = texts.ways(sheet.title, received.name, received.readings, note)
        return Screen(text, keyboards.ways(draft, received.readings))
    if sheet.open:
        row = sheet.open[0]
        match = sheet.matches[row.row]
        text = texts.whose(sheet.title, row, match, len(sheet.open), sheet.opds, note, all_opds=False)
        return Screen(text, keyboards.whose(draft, row, match, sheet.opds))
    text = texts.overview(sheet.title, received.name, reading, found, draft.year, note)
    chosen = bool(chosen_in(draft.place.answers))
    return Screen(text, keyboards.preview(draft, found, sheet.shown, chosen=chosen))


async def _nothing_to_send(_: UnitOfWork, __: Context, ___: Draft) -> str:
    """A rekap is kept by a key that says what was shown, so only a forged button comes here."""
    raise Stale("a rekap is kept, not sent")


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show_home_screen(context, update)


REKAP = Flow(
    form=REKAP_FORM,
    may_fill=_may_fill,
    sheet=_sheet,
    finish=_nothing_to_send,
    leave=_leave,
    leave_label="‹ Beranda",
    undone="Rekap belum disimpan",
    takes_files=True,
    takes_csv=True,
    card=card,
    typed_at_end=texts.PRESS,
    arrived=receive.arrived,
)
