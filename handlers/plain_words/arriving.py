"""Whose message it is: the answer to a question, or something said where nothing is asked."""

from dataclasses import dataclass

from telegram import Update

from domain.forms.drafts import Draft
from domain.plain_words.understand import understand, way_out
from domain.plain_words.wish import Command, Handed, Polite, Speaker, Ticket, Unsure, Wish
from handlers import proof
from handlers.city.kept import kept_opds
from handlers.city.office import region_in
from handlers.conversation import answers
from handlers.conversation.ending import held_draft
from handlers.conversation.listening import DRAFT, heard, is_listening
from handlers.early_files import expire, is_early, told
from handlers.home import above_home_keys
from handlers.plain_words import texts
from handlers.plain_words.asking import ask_back, run
from handlers.plain_words.handing import hand_over
from handlers.plain_words.near import near
from handlers.plain_words.ticket import show_ticket
from handlers.telegram.cards import scroll_on
from handlers.telegram.command import declared
from handlers.telegram.context import Context
from handlers.telegram.screen import show
from handlers.words import problems
from storage.ports import Card


async def typed(update: Update, context: Context) -> None:
    """Read what was typed as meant for what stands on the screen, or as the answer to what is asked.

    Where nothing is, it is a wish.
    """
    text = (update.message.text if update.message is not None else None) or ""
    out = way_out(text)
    if out is not None:
        await run(update, context, out)
        return
    stands = await _answered(update, context)
    if stands is None:
        return
    if is_listening(stands.newest):
        if not await heard(update, context, text):
            await _wished(update, context, text, texts.nothing_like(text))
    elif stands.draft is None:
        await _wished(update, context, text)
    elif is_early(stands.draft):
        await expire(context)
        if not await told(update, context, text, near):
            await _wished(update, context, text)
    else:
        await _wished_or_answered(update, context, text)


async def _wished_or_answered(update: Update, context: Context, text: str) -> None:
    """Take for a wish what is one: another screen stands below the question. What is none answers it."""
    wish = await _understood(context, text)
    if isinstance(wish, Command):
        await run(update, context, wish)
    elif isinstance(wish, Handed):
        await scroll_on(context, update)
        await hand_over(update, context, wish)
    else:
        await answers.typed(update, context)


@dataclass(frozen=True, slots=True)
class _Stands:
    """What is on somebody's screen when they type, and what they are asked."""

    newest: Card | None
    draft: Draft | None

    @property
    def is_asked(self) -> bool:
        """Whether what was typed is an answer: nothing that hears words stands below the question."""
        is_question = self.draft is not None and not is_early(self.draft)
        return is_question and not is_listening(self.newest) and not self._is_below

    @property
    def _is_below(self) -> bool:
        """Whether another screen was sent below the question that waits.

        Then a plain wish is none of its answers; what is no wish answers it nevertheless. Screens without a
        kind are not known here, such as those of an evaluation: where the question's own card stands tells.
        """
        draft, newest = self.draft, self.newest
        if draft is None or draft.message_id is None or newest is None or newest.kind == DRAFT:
            return False
        return newest.chat_id == draft.chat_id and newest.message_id > draft.message_id


async def _answered(update: Update, context: Context) -> _Stands | None:
    """Take what was typed as the answer to what is asked, in the unit that finds that it is asked.

    Return None, and how things stand where it is not, or may be something else.
    """
    async with context.uow() as uow:
        stands = _Stands(await uow.cards.newest(context.person.id), await held_draft(uow, context))
        if not stands.is_asked or stands.draft is None or update.message is None:
            return stands
        told = await answers.taken(uow, context, stands.draft, update.message)
    await answers.show_told(update, context, told)
    return None


async def other_message(update: Update, context: Context) -> None:
    """Answer kindly what is no text and no file, with the question again or the way on."""
    if await _is_asked(context):
        await answers.other_message(update, context)
    else:
        await show(context, update, await above_home_keys(context, problems.NOT_TEXT))


async def edited(update: Update, context: Context) -> None:
    """Say that a message changed after it was sent is not read again."""
    if await _is_asked(context):
        await answers.edited(update, context)
    else:
        await show(context, update, await above_home_keys(context, problems.EDITED))


async def _is_asked(context: Context) -> bool:
    """Return whether a question waits for an answer; which report files are for is none that is typed."""
    await expire(context)
    async with context.look() as uow:
        draft = await held_draft(uow, context)
    return draft is not None and not is_early(draft)


async def _understood(context: Context, text: str) -> Wish | None:
    async with context.look() as uow:
        opds, region = tuple(await kept_opds(uow)), await region_in(uow)
    may = frozenset(command.name for command in declared() if command.is_for(context.person))
    return understand(text, Speaker(may, context.year, opds, region), near)


async def _wished(update: Update, context: Context, text: str, otherwise: str = texts.NOT_UNDERSTOOD) -> None:
    if await proof.checked(update, context, text):
        return
    wish = await _understood(context, text)
    if (wish is None or isinstance(wish, Unsure)) and await proof.not_known(update, context, text):
        return
    if not isinstance(wish, Command):  # a command notes by itself what stands above it
        await scroll_on(context, update)
    match wish:
        case Command() as command:
            await run(update, context, command)
        case Ticket() as ticket:
            await show_ticket(update, context, ticket.number)
        case Handed() as document:
            await hand_over(update, context, document)
        case Polite() as word:
            await show(context, update, await above_home_keys(context, texts.polite(word, context.now)))
        case Unsure() as unsure:
            await ask_back(update, context, unsure)
        case _:
            await show(context, update, await above_home_keys(context, otherwise))
