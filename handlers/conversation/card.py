"""The one card of a conversation: built from the draft as it is stored, put where the person sees it.

A press changes the card in place. Anything that the person sent stands below the card, so the next card is
sent below that again, and the old one is taken away: nine answers in a row leave nine answers and one card.
What was answered is said by the next card. An album's later pictures find the new card below them already
and change that one.
"""

import logging
from dataclasses import dataclass
from datetime import date

from telegram import Update
from telegram.error import BadRequest, Forbidden

from domain.forms.correction import is_correction
from domain.forms.drafts import MOST_FILES, Draft, DraftStatus
from domain.forms.form import Asked, Kind
from handlers.conversation import keyboards
from handlers.conversation import texts as cards
from handlers.conversation.flow import Flow, flow_of
from handlers.conversation.knowing import informed
from handlers.conversation.listening import DRAFT
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.errors import nobody_is_there
from handlers.telegram.screen import (
    Screen,
    answer,
    beside,
    change,
    chat_of,
    edit,
    ending,
    leave_behind,
    pressed_card,
    say,
    show,
    take_away,
)
from handlers.words import ways_on, words
from storage.ports import CARDS, Card, Stale, UnitOfWork, once

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """All that a card shows, read in one unit of work."""

    draft: Draft
    flow: Flow
    sheet: Sheet


async def view(uow: UnitOfWork, draft_id: int, today: date) -> View:
    """Read what the card of that draft shows on that day. Raises NotFound."""
    return await viewed(uow, await uow.drafts.get(draft_id), today)


async def viewed(uow: UnitOfWork, draft: Draft, today: date) -> View:
    """Read what the card of a draft shows beside it."""
    draft, flow = await informed(uow, draft, today), flow_of(draft)
    return View(draft, flow, await flow.sheet(uow, draft))


def screen(shown: View, context: Context, note: str = "") -> Screen:
    """Return the card: the question being asked, or the summary."""
    draft, flow, sheet = shown.draft, shown.flow, shown.sheet
    own = flow.card(context, draft, sheet, note) if flow.card is not None else None
    if own is not None:
        return own
    asked = flow.form.current(draft.place)
    if asked is None:
        becomes = flow.becomes or ("dikirim" if flow.send_label == cards.SEND else "disimpan")
        body = cards.summary(sheet, flow.form, draft, becomes, more_files=_takes_more(flow, draft))
        return Screen(words.paragraphs(note, cards.head(sheet), body), keyboards.summary(flow, draft))
    given = draft.place.answers
    # A repair or correction asks a few answers out of the middle: "2/3" would promise more than come. What is
    # offered is no step at all.
    few = draft.only or is_correction(given) or asked.offered
    head = cards.head(sheet, None if few else flow.form.step(asked, given))
    body = cards.question(flow.form, sheet, asked, given, draft.files)
    choices = asked.choices(Asked(given, context.today, len(draft.usable_files)))
    return Screen(words.paragraphs(note, head, body), keyboards.question(flow, draft, asked, choices))


def _takes_more(flow: Flow, draft: Draft) -> bool:
    return flow.takes_files and flow.arrived is None and len(draft.usable_files) < MOST_FILES


async def show_card(
    context: Context, update: Update, draft_id: int, note: str = "", *, restored: bool = False
) -> None:
    """Show the draft's card to whoever fills it in now; see `present`.

    An old update does not bring back a draft that has ended, or take one from a colleague who went on.
    """
    async with context.look() as uow:
        shown = await _in_hand(uow, context, draft_id) or await uow.drafts.get(draft_id)
        if isinstance(shown, Draft) and _is_asked(context, shown):
            shown = await viewed(uow, shown, context.today)
        other = shown.holder if isinstance(shown, Draft) and shown.status is DraftStatus.OPEN else None
        holder = await uow.people.get(other) if other not in (None, context.person.id) else None
    if isinstance(shown, View):
        await _present(context, update, shown, note, restored=restored)
    elif holder is not None:
        await show(context, update, ending(words.escape(cards.moved_on(holder.name))))
    else:
        await show(context, update, ending(ways_on.stale_button(context.person.roles)))


def _is_asked(context: Context, draft: Draft) -> bool:
    """Return whether this person fills in that draft now."""
    is_held = draft.status is DraftStatus.OPEN and draft.holder == context.person.id
    return is_held and flow_of(draft).may_fill(context.person, draft)


async def _in_hand(uow: UnitOfWork, context: Context, draft_id: int) -> View | None:
    """Return what this very update has stored of the draft, while nobody has changed it since.

    Files come and go without another version, so a draft that has some is read again.
    """
    shown = context.in_hand
    if not isinstance(shown, View) or shown.draft.id != draft_id or shown.draft.files:
        return None
    return shown if _is_asked(context, shown.draft) and await uow.drafts.stands(shown.draft) else None


async def present(
    context: Context,
    update: Update,
    draft_id: int,
    note: str = "",
    toast: str | None = None,
    *,
    restored: bool = False,
) -> None:
    """Show the card of a draft that this person holds, as it is stored now. Raises Stale if it has ended.

    What was said when a draft was cancelled need not stand where its card stood: `restored` sends the card
    anew if something has to stand right above it.
    """
    async with context.look() as uow:
        shown = await view(uow, draft_id, context.today)
    if shown.draft.status is not DraftStatus.OPEN:
        raise Stale
    await _present(context, update, shown, note, toast, restored=restored)


async def _present(
    context: Context,
    update: Update,
    shown: View,
    note: str = "",
    toast: str | None = None,
    *,
    restored: bool = False,
) -> None:
    anew = restored and shown.flow.above is not None
    card = screen(shown, context, note)
    answering = answer(context, update, toast, said_below=True)
    await beside(answering, put(context, update, shown.draft, card, anew=anew))


async def put(context: Context, update: Update, draft: Draft, card: Screen, *, anew: bool = False) -> None:
    """Put a draft's card in front of the person, and remember where it is."""
    chat_id = chat_of(update)
    here = None if anew else _place_to_change(update, draft, chat_id)
    changed = here is not None and await _change(context, draft, chat_id, here, card)
    shown = here if changed and here is not None else await _say_anew(context, chat_id, draft, card)
    await _leave_old_card(context, draft, chat_id, shown)


async def _change(context: Context, draft: Draft, chat_id: int, here: int, card: Screen) -> bool:
    """Change a message into the card; one that is this draft's card already goes on being it."""
    stands = await context.standing()
    goes_on = stands is not None and _is_card_of(stands, draft, chat_id, here)
    return await (edit if goes_on else change)(context, chat_id, here, card)


def _is_card_of(stands: Card, draft: Draft, chat_id: int, message_id: int) -> bool:
    is_here = (stands.chat_id, stands.message_id) == (chat_id, message_id)
    return is_here and (stands.kind, stands.about) == (DRAFT, str(draft.id)) and not stands.is_pinned


async def note_pressed(uow: UnitOfWork, context: Context, update: Update, draft: Draft) -> None:
    """Note with the effect of a press that the draft's card, which was pressed, is what is on the screen.

    It is changed in place a moment later; killed before that, the update is answered again.
    """
    here, chat_id = pressed_card(update), chat_of(update)
    if here is None or (draft.chat_id, draft.message_id) != (chat_id, here):
        return
    person = context.person.id
    newest = await once(uow, CARDS, ("newest card", person), lambda: uow.cards.newest(person))
    if newest is not None and (newest.chat_id, newest.message_id) == (chat_id, here):
        context.it_stands(newest)
    stands = await context.standing(uow)
    if stands is None or not _is_card_of(stands, draft, chat_id, here):
        return
    if newest is None or newest.id != stands.id:
        await uow.cards.show(_on_screen(context, draft, chat_id, here))
    context.left = await uow.drafts.left_by(context.person.id)
    context.is_on_screen, context.noted = True, (chat_id, here)


async def _say_anew(context: Context, chat_id: int, draft: Draft, card: Screen) -> int:
    """Send the card, below what has to stand above it; return its message id."""
    above = flow_of(draft).above
    if above is not None:
        await above(context, chat_id, draft)
    return await say(context, chat_id, card)


async def _leave_old_card(context: Context, draft: Draft, chat_id: int, shown: int) -> None:
    """Take away the card that was the newest before, and remember which one is now: what is on the screen."""
    is_new = (draft.chat_id, draft.message_id) != (chat_id, shown)
    if not is_new and context.noted == (chat_id, shown):
        return
    # The new place is stored first: if tidying up fails and is tried again, there is still one live card.
    async with context.aside() as uow:
        noted = _on_screen(context, draft, chat_id, shown)
        # The card before the draft: who has left something behind is learned before this unit changes any.
        await uow.cards.show(noted)
        if is_new:
            await uow.drafts.place_card(draft.id, chat_id, shown)
        left = await uow.drafts.left_by(noted.person)
        await uow.commit(soon=True)
    context.is_on_screen, context.left = True, left
    if not is_new:
        return
    if draft.chat_id == chat_id and draft.message_id is not None:
        await take_away(context, chat_id, draft.message_id, Screen(cards.GOES_ON_BELOW))
    elif draft.chat_id is not None and draft.message_id is not None:
        await _tell_colleague(context, draft, draft.chat_id, draft.message_id)


def _on_screen(context: Context, draft: Draft, chat_id: int, message_id: int) -> Card:
    person = context.person.id if context.knows_person else draft.holder or draft.touched_by
    return Card(
        person=person,
        kind=DRAFT,
        about=str(draft.id),
        chat_id=chat_id,
        message_id=message_id,
        shown_at=context.now,
    )


def _place_to_change(update: Update, draft: Draft, chat_id: int) -> int | None:
    pressed = pressed_card(update)
    if pressed is not None:
        return pressed
    said = update.effective_message.message_id if update.effective_message else 0
    below = draft.chat_id == chat_id and draft.message_id is not None and draft.message_id > said
    return draft.message_id if below else None


async def _tell_colleague(context: Context, draft: Draft, chat_id: int, message_id: int) -> None:
    """Let the card of whoever held the draft before say who goes on with it."""
    async with context.look() as uow:
        sheet = await flow_of(draft).sheet(uow, draft)
    note = words.paragraphs(words.bold(sheet.title), words.escape(cards.moved_on(context.person.name)))
    # They may have blocked the bot meanwhile; that must not stop the colleague who goes on.
    await leave_behind(context, chat_id, message_id, ending(note))


async def refresh(context: Context, draft_id: int, note: str = "") -> None:
    """Bring the card of a draft that is held up to date from a tick; with a note it is sent anew.

    Whoever blocked the bot sees it when they come back.
    """
    async with context.look() as uow:
        chat_id = (await uow.drafts.get(draft_id)).chat_id
    if chat_id is None:
        return
    async with context.services.turns.of(chat_id):
        try:
            await _refresh(context, draft_id, note)
        except (BadRequest, Forbidden) as error:
            if not nobody_is_there(error):
                raise
            log.info("The card of draft %d is shown to nobody: %s", draft_id, error)


async def _refresh(context: Context, draft_id: int, note: str) -> None:
    async with context.look() as uow:
        shown = await view(uow, draft_id, context.today)
    draft = shown.draft
    if draft.status is not DraftStatus.OPEN or draft.chat_id is None or draft.holder is None:
        return  # a card that was set aside says so, and has no buttons that would send anything
    card = screen(shown, context, note)
    if not note and draft.message_id is not None and _shows_files(shown):
        await change(context, draft.chat_id, draft.message_id, card)
    elif note:
        await _leave_old_card(context, draft, draft.chat_id, await say(context, draft.chat_id, card))


def _shows_files(shown: View) -> bool:
    """Elsewhere in the conversation, or once the person left it, the card has other things to show."""
    asked = shown.flow.form.current(shown.draft.place)
    return asked is None or asked.kind is Kind.EVIDENCE


async def close(context: Context, update: Update, draft: Draft, end: Screen) -> None:
    """Show how a conversation ended; its card becomes the ending, or is taken away above it."""
    await answer(context, update)
    chat_id = chat_of(update)
    if draft.holder not in (None, context.person.id):
        # Told again after somebody else went on with it: their card is not ours to change.
        await say(context, chat_id, end)
        return
    here = _place_to_change(update, draft, chat_id)
    changed = here is not None and await change(context, chat_id, here, end)
    shown = here if changed and here is not None else await say(context, chat_id, end)
    await _leave_old_card(context, draft, chat_id, shown)
