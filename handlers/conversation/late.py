"""What is said to a press that came too late: only what is true of the draft as it is stored."""

from dataclasses import replace

from telegram import Update

from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Place
from domain.forms.late_presses import Late, late
from handlers.conversation import texts as cards
from handlers.conversation.aside import pressed_aside
from handlers.conversation.card import present
from handlers.conversation.flow import flow_of
from handlers.telegram.buttons import Button
from handlers.telegram.context import Context
from handlers.telegram.screen import answer, chat_of, ending, pressed_card, say
from handlers.words import problems


def _answered(draft: Draft) -> Draft:
    """Return the draft with its last answer alone: no other can be that of a button of one change ago.

    What a conversation keeps beside its answers is none, and two questions may have the same words.
    """
    form, given = flow_of(draft).form, draft.place.answers
    path, current = form.path(given, draft.place.at), form.current(draft.place)
    before = path if current is None else path[: path.index(current)]
    last = [question.key for question in before if question.key in given][-1:]
    return replace(draft, place=Place({key: given[key] for key in last}))


async def answered_late(
    update: Update, context: Context, button: Button | None, draft: Draft, holder: str
) -> bool:
    """Say what has become of the draft of a button that came too late; return whether that could be said.

    It cannot of one that stands above its conversation's newest. A card that is as it was and has a button
    that its question does not have (one of before a newer form, or a forged one) shows what is asked now.
    `holder` is the name of who fills the draft in.
    """
    version = getattr(button, "version", None)
    is_here = (draft.chat_id, draft.message_id) == (chat_of(update), pressed_card(update))
    if button is None:
        return False
    if version == draft.version:
        is_asked = draft.status is DraftStatus.OPEN and draft.holder == context.person.id
        if is_here and is_asked:
            await present(context, update, draft.id, problems.STALE_BUTTON_SHORT)
        return is_here and is_asked
    told = late(_answered(draft), context.person.id, button.wants(), version, getattr(button, "value", ""))
    if told is Late.ASIDE:
        await pressed_aside(update, context, draft)
    elif told is Late.TAKEN:
        await answer(context, update)
        await say(context, chat_of(update), ending(cards.moved_on(holder)))
    elif is_here:
        await _on_its_card(update, context, draft, told)
    elif told is Late.NOTED:
        await answer(context, update, problems.ALREADY_NOTED)
    else:
        return False
    return True


async def _on_its_card(update: Update, context: Context, draft: Draft, told: Late) -> None:
    """The pressed message is the draft's card, or the receipt or ending that its card became."""
    undone = flow_of(draft).undone
    toast = {
        Late.NOTED: problems.ALREADY_NOTED,
        Late.MOVED: problems.AS_IT_IS,
        Late.SENT: cards.pressed_sent(undone),
        Late.CANCELLED: cards.pressed_cancelled(undone),
    }[told]
    if draft.status is DraftStatus.OPEN:
        await present(context, update, draft.id, toast=toast)
    else:
        await answer(context, update, toast)
