"""Who signs: the list, and entering, correcting, ending and striking somebody off."""

from dataclasses import replace

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.office.form import END_FORM, OF_UNIT, SIGNATORY_FORM, SINCE, answers_of, ended, signatory_of
from domain.office.office import HEAD, Office, Signatory
from handlers.city.office import office_of
from handlers.conversation.admin import may_fill
from handlers.conversation.card import close, show_card
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.office import keyboards, texts
from handlers.office.buttons import AskStrike, ChangeSignatory, ShowSignatory, Signatories, Strike
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words import words
from storage.ports import NotFound, Stale, UnitOfWork

A_PAGE = 8


async def show_signatories(update: Update, context: Context, button: Signatories) -> None:
    await show(context, update, await _list_screen(context, button.page))


async def _list_screen(context: Context, page: int = 0, note: str = "") -> Screen:
    """Return a page of the list: who took a post last stands first."""
    async with context.look() as uow:
        office = await office_of(uow)
    listed = sorted(office.signatories, key=lambda one: (one.since, one.id), reverse=True)
    shown = page_of(listed, page, A_PAGE)
    text = texts.signatories(office, shown.items, context.today, note)
    return Screen(text, keyboards.signatories(shown))


async def show_signatory(update: Update, context: Context, button: ShowSignatory) -> None:
    """Show one of them. Raises Stale for somebody who is not on the list."""
    await show(context, update, await _screen(context, button.number))


async def _screen(context: Context, number: int) -> Screen:
    async with context.look() as uow:
        office = await office_of(uow)
    one = _found(office, number)
    return Screen(texts.signatory(office, one), keyboards.signatory(one))


def _found(office: Office, number: int) -> Signatory:
    found = next((one for one in office.signatories if one.id == number), None)
    if found is None:
        raise Stale(f"nobody signs under number {number}")
    return found


async def change_signatory(update: Update, context: Context, button: ChangeSignatory) -> None:
    """Begin at the first question for somebody new, else with what is known of them. Raises Stale."""
    ends = button.form == END_FORM.key
    if button.form not in FORMS or (ends and not button.number):
        raise Stale(f"a button to begin {button.form}")
    by, at = context.person.id, context.now
    async with context.uow() as uow:
        office = await office_of(uow)
        answers = {OF_UNIT: office.title(HEAD)}
        if button.number:
            one = _found(office, button.number)
            answers |= {SINCE: one.since.isoformat()} if ends else answers_of(one)
        subject = str(button.number) if button.number else ""
        draft = await uow.drafts.begin(button.form, subject, context.year, by=by, at=at)
        draft = await uow.drafts.save(replace(draft, place=Place(answers)), by=by, at=at)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)


def _number(draft: Draft) -> int:
    return int(draft.subject or 0)


def _meant(office: Office, draft: Draft) -> Signatory:
    """Return whom the complete draft makes of it. Raises Stale for somebody who was struck off meanwhile."""
    number = _number(draft)
    if draft.form == END_FORM.key:
        return ended(_found(office, number), draft.place.answers)
    return signatory_of(draft.place.answers, number)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    office, number = await office_of(uow), _number(draft)
    known = next((one.name for one in office.signatories if one.id == number), "")
    title = "Akhiri masa jabatan" if draft.form == END_FORM.key else "Penanda tangan"
    form = FORMS[draft.form]
    ready = form.current(draft.place) is None and draft.form == SIGNATORY_FORM.key
    notes = texts.effect(office, _meant(office, draft)) if ready else ()
    return Sheet(title=title, place=known, notes=notes)


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Store a version. Raises Stale for somebody who was struck off meanwhile."""
    by, at = context.person.id, context.now
    meant = _meant(await office_of(uow), draft)
    try:
        await (uow.office.correct if meant.id else uow.office.appoint)(meant, by=by, at=at)
    except NotFound as gone:
        raise Stale(f"signatory {meant.id} was struck off") from gone
    return name_of("office_signatory", draft.id)


async def show_saved(context: Context, update: Update, draft_id: int) -> None:
    """Show the list with whoever was stored."""
    async with context.look() as uow:
        draft = await uow.drafts.get(draft_id)
    await close(context, update, draft, await _list_screen(context, note=words.SAVED))


async def ask_strike(update: Update, context: Context, button: AskStrike) -> None:
    """Ask once more. Raises Stale as `show_signatory`."""
    async with context.look() as uow:
        one = _found(await office_of(uow), button.number)
    await show(context, update, Screen(texts.ask_strike(one), keyboards.ask_strike(one)))


async def strike(update: Update, context: Context, button: Strike) -> None:
    """Take somebody off the list. Raises Stale for somebody who is not on it."""
    async with context.uow() as uow:
        _found(await office_of(uow), button.number)
        await uow.office.strike(button.number, by=context.person.id, at=context.now)
        await uow.commit(name_of("office_struck", button.number))
    await show_struck(context, update, button.number)


async def show_struck(context: Context, update: Update, _: int) -> None:
    """Show the list without them."""
    await show(context, update, await _list_screen(context, note=texts.STRUCK))


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show(context, update, await _list_screen(context))


FORMS = {form.key: form for form in (SIGNATORY_FORM, END_FORM)}
FLOWS = tuple(
    Flow(
        form=form,
        may_fill=may_fill,
        sheet=_sheet,
        finish=_finish,
        leave=_leave,
        leave_label="‹ Penanda tangan",
        send_label="Simpan",
    )
    for form in FORMS.values()
)
