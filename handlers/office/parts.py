"""Changing one part of the office: asked for, shown, stored beside what was there before."""

from collections.abc import Mapping

from telegram import Update

from domain.forms.drafts import Draft
from domain.office.form import PART_FORMS, TEXT, PartForm, lines_of
from domain.office.office import SEVERAL, Office, Part
from handlers.city.office import office_of
from handlers.conversation.admin import begin, may_fill
from handlers.conversation.card import close
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.office import texts
from handlers.office.buttons import ChangePart
from handlers.office.overview import group_screen
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import show
from handlers.words import words
from storage.ports import Stale, UnitOfWork

_PARTS: Mapping[str, PartForm] = {one.form.key: one for one in PART_FORMS.values()}
_GROUP_OF = {part: which for which, (_, parts) in texts.GROUPS.items() for part in parts}


async def change_part(update: Update, context: Context, button: ChangePart) -> None:
    """Ask for a part anew. Raises Stale for a part that is not asked for."""
    asked = next((one for part, one in PART_FORMS.items() if part.value == button.part), None)
    if asked is None:
        raise Stale(f"a button to change {button.part}")
    await begin(update, context, asked.form.key)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    asked = _PARTS[draft.form]
    return Sheet(title=asked.name, place="", present=_present(await office_of(uow), asked.part))


def _present(office: Office, part: Part) -> str:
    lines = lines_of(office, part)
    if part in SEVERAL and len(lines) > 1:
        return f"kini {len(lines)} baris"
    return f"kini {PART_FORMS[part].form.question(TEXT).told(lines[0], {})}" if lines else "kini kosong"


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    asked = _PARTS[draft.form]
    text = asked.text_of(draft.place.answers)
    await uow.office.set(asked.part, text, by=context.person.id, at=context.now)
    return name_of("office_part", draft.id)


async def show_saved(context: Context, update: Update, draft_id: int) -> None:
    """Show the parts among which it stands, as they are now."""
    async with context.look() as uow:
        draft = await uow.drafts.get(draft_id)
    which = _GROUP_OF[_PARTS[draft.form].part]
    await close(context, update, draft, await group_screen(context, which, words.SAVED))


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await show(context, update, await group_screen(context, _GROUP_OF[_PARTS[draft.form].part]))


PART_FLOWS = tuple(
    Flow(
        form=one.form,
        may_fill=may_fill,
        sheet=_sheet,
        finish=_finish,
        leave=_leave,
        leave_label="‹ Kembali",
        send_label="Simpan",
    )
    for one in PART_FORMS.values()
)
