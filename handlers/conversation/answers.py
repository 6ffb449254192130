"""The one handler of every guided conversation: answers pressed or typed, back, keep, skip, change.

Where a person stands is in the stored draft alone. A typed message answers whatever that draft asks now, so
it does not matter which process, instance or phone the question was asked from.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Message, Update

from domain.errors import InvalidAnswer
from domain.forms.correction import is_correction
from domain.forms.drafts import Draft
from domain.forms.form import SKIPPED, Asked, Form, Kind, Place, Question
from domain.indicators.not_out import is_not_out
from domain.language.written import answered
from handlers.conversation import texts as cards
from handlers.conversation.buttons import Answer, DropFile, Edit, Move
from handlers.conversation.card import note_pressed, present, show_card
from handlers.conversation.ending import (
    cancel_draft,
    current_draft,
    held_draft,
    left_for,
    own_draft,
    store_moved,
)
from handlers.conversation.flow import Unfit, flow_of
from handlers.conversation.knowing import informed
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import ending, show
from handlers.words import problems, ways_on
from storage.ports import UnitOfWork

SKIP_WORDS = frozenset({"lewati", "skip", "-"})


async def pressed_answer(update: Update, context: Context, button: Answer) -> None:
    await _move(update, context, button, lambda form, draft: _answered(form, draft, button.value, context))


async def pressed_edit(update: Update, context: Context, button: Edit) -> None:
    await _move(update, context, button, lambda form, draft: _edited(form, draft, button.question))


async def pressed_move(update: Update, context: Context, button: Move) -> None:
    """Go back, keep the answer, skip the question or what is left of its group.

    Back from the first question leads to the list.
    """
    moves: dict[str, Callable[[Form, Draft], Place | None]] = {
        "back": lambda form, draft: form.back(draft.place),
        "keep": lambda form, draft: form.keep(draft.place),
        "skip": lambda form, draft: _answered(form, draft, SKIPPED, context),
        "past": lambda form, draft: form.pass_by(draft.place),
    }
    await _move(update, context, button, moves.get(button.to, lambda _, draft: draft.place))


def _answered(form: Form, draft: Draft, text: str, context: Context) -> Place:
    return form.answer(draft.place, text, Asked(draft.place.answers, context.today, len(draft.usable_files)))


def _edited(form: Form, draft: Draft, key: str) -> Place:
    """A key that the form does not ask now (a forged or outdated button) changes nothing."""
    try:
        return form.edit(draft.place, key)
    except KeyError:
        return draft.place


async def _move(
    update: Update,
    context: Context,
    button: Answer | Move | Edit,
    move: Callable[[Form, Draft], Place | None],
) -> None:
    """Apply one press to the draft, or leave it where the press leads out of it.

    Raises NotAllowed, Stale or InvalidAnswer (for a forged value).
    """
    async with context.uow() as uow:
        draft = await own_draft(uow, context, button.draft, button.version)
        place = move(flow_of(draft).form, draft)
        if place is not None:
            stored = await _store(uow, context, draft, place)
            if stored == name_of("card", draft.id):
                await note_pressed(uow, context, update, draft)
            await uow.commit(stored)
    if place is None:
        await left_for(update, context, draft)
    else:
        await show_again(context, update, stored)


async def _store(uow: UnitOfWork, context: Context, draft: Draft, place: Place) -> str:
    """Store where an answer or a step has led; return the name of the reply.

    What was reported once is there: that it is not out yet ends a repair or correction without a change.
    """
    is_of_reported = draft.repairs is not None or is_correction(draft.place.answers)
    if is_of_reported and is_not_out(flow_of(draft).form, place.answers):
        await cancel_draft(uow, context, draft)
        return name_of("not_yet", draft.id)
    return await store_moved(uow, context, replace(draft, place=place))


async def typed(update: Update, context: Context) -> None:
    """Read a typed message as the answer to what is being asked."""
    if update.message is None:
        return
    async with context.uow() as uow:
        draft = await held_draft(uow, context)
        told = await taken(uow, context, draft, update.message) if draft is not None else None
    if told is not None:
        await show_told(update, context, told)
    else:
        await show(context, update, ending(ways_on.nothing_asked(context.person.roles)))


@dataclass(frozen=True, slots=True)
class Taken:
    """What has become of a typed answer to a draft: the stored reply's name, or why nothing was stored."""

    draft: int
    stored: str = ""
    note: str = ""


async def taken(uow: UnitOfWork, context: Context, held: Draft, message: Message) -> Taken:
    """Store what was typed as the answer to what that draft asks; it is said once the unit has ended."""
    draft = await informed(uow, held, context.today)
    try:
        stored = await _typed_answer(uow, context, draft, message)
        await uow.commit(stored)
    except Unfit as unfit:
        return Taken(draft.id, note=str(unfit))
    return Taken(draft.id, stored=stored)


async def show_told(update: Update, context: Context, told: Taken) -> None:
    """Show what comes of a typed answer: the next question, or the same with what is wrong."""
    if told.note:
        await present(context, update, told.draft, told.note)
    else:
        await show_again(context, update, told.stored)


async def _typed_answer(uow: UnitOfWork, context: Context, draft: Draft, message: Message) -> str:
    """Store what was typed; return the name of the reply. Raises Unfit: then nothing may be stored."""
    flow = flow_of(draft)
    asked = flow.form.current(draft.place)
    if asked is None:
        raise Unfit(flow.typed_at_end or cards.typed_at_end(flow.send_label))
    text = message.text or "" if flow.reads is None else flow.reads(asked, draft.place.answers, message)
    meant = _meant(asked, draft, text, context)
    try:
        return await _store(uow, context, draft, _answered(flow.form, draft, meant, context))
    except InvalidAnswer as error:
        said = message.text or message.caption or ""
        unfit = problems.FILE_WANTED if asked.kind is Kind.EVIDENCE else problems.answer(error, said)
        raise Unfit(unfit) from error


def _meant(asked: Question, draft: Draft, text: str, context: Context) -> str:
    """Return the value of the choice whose words were typed, or the text as it is."""
    said = answered(text)
    if asked.optional and said in SKIP_WORDS:
        return SKIPPED
    given = draft.place.answers
    files = len(draft.usable_files)
    for value in asked.choices(Asked(given, context.today, files)):
        if answered(cards.choice(asked, value, given, files)) == said:
            return value
    return text


async def other_message(update: Update, context: Context) -> None:
    """Answer kindly what is no text and no file (sticker, voice, place …), and show the question again."""
    await complain(update, context, problems.NOT_TEXT, wanting_files=problems.FILE_WANTED)


async def edited(update: Update, context: Context) -> None:
    """A message changed after it was sent is not read again; say so and show where the person stands."""
    await complain(update, context, problems.EDITED)


async def complain(update: Update, context: Context, note: str, *, wanting_files: str = "") -> None:
    """Say why the message cannot be used, with the current card if there is one."""
    async with context.look() as uow:
        draft = await current_draft(uow, context)
    if draft is None:
        await show(context, update, ending(f"{note}\n\n{ways_on.nothing_asked(context.person.roles)}"))
        return
    asked = flow_of(draft).form.current(draft.place)
    wants_files = asked is not None and asked.kind is Kind.EVIDENCE
    await present(context, update, draft.id, wanting_files if wants_files and wanting_files else note)


async def drop_file(update: Update, context: Context, button: DropFile) -> None:
    """Take one file out of the draft."""
    async with context.uow() as uow:
        draft = await own_draft(uow, context, button.draft, button.version)
        if any(file.id == button.file for file in draft.files):
            await uow.evidence.remove(button.file, context.now)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)
