"""A code is checked: scanned, tapped, pasted or typed; by who was let in, and by strangers."""

from telegram import Update

from domain.documents.codes import LONGEST_TYPED, START, Checked, is_like_code, read_code
from domain.language.written import compared
from domain.plain_words.understand import tickets_in
from handlers.papers.buttons import asks
from handlers.proof import texts
from handlers.proof.buttons import ProofPage
from handlers.proof.reading import Proof, issued, may_read, proof_of
from handlers.proof.receipts import receipt, show_receipt, was_sent
from handlers.proof.strangers import Patience
from handlers.telegram.context import Context
from handlers.telegram.home import home_key
from handlers.telegram.keys import below, markup
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, ending, show
from storage.ports import NotFound, Stale, UnitOfWork

_INVITATION = 32
"""Characters of an invitation's token, which may begin like the payload of a code by chance."""


def is_check(payload: str) -> bool:
    """Return whether what a link carries is, or is meant as, the code of something."""
    return payload.lower().startswith(START) and len(payload) < _INVITATION


async def checked(update: Update, context: Context, text: str) -> bool:
    """Answer a text that is, or holds, a code of ours; return False for any other text, and say nothing."""
    async with context.look() as uow:
        document = await _number(uow, text, Checked.DOCUMENT)
        event = await _number(uow, text, Checked.TICKET) if document is None else None
    if document is not None:
        await _show_document(update, context, document, 0)
    elif event is not None:
        await show_receipt(update, context, event)
    else:
        return False
    return True


async def not_known(update: Update, context: Context, text: str) -> bool:
    """Say that a code is none of ours, where the text is meant as one; else return False."""
    if not is_like_code(text):
        return False
    await show(context, update, ending(texts.unknown(text.strip())))
    return True


async def opened(update: Update, context: Context, payload: str) -> None:
    """Answer what a link or QR carries, which begins as those of ours do."""
    if not context.knows_person or not context.person.grants:
        await answer_stranger(update, context, payload)
    elif not await checked(update, context, payload) and not await _checked_ticket(update, context, payload):
        await show(context, update, ending(texts.unknown(payload.removeprefix(START))))


async def asked_by_stranger(update: Update, context: Context, text: str) -> bool:
    """Answer a stranger's text that holds a code, or is meant as one; return False for any other."""
    async with context.look() as uow:
        is_meant = is_like_code(text) or await _is_ours(uow, text)
    if is_meant:
        await answer_stranger(update, context, text)
    return is_meant


async def answer_stranger(update: Update, context: Context, text: str) -> None:
    """Say to somebody without a role whether a code is of this bot, and nothing else; not too often."""
    asking = update.effective_user.id if update.effective_user is not None else 0
    if not context.services.kept(Patience).allows(asking, context.now):
        await show(context, update, Screen(texts.TOO_OFTEN))
        return
    async with context.look() as uow:
        is_known = await _is_ours(uow, text)
    said = texts.KNOWN_TO_STRANGERS if is_known else texts.UNKNOWN_TO_STRANGERS
    await show(context, update, Screen(said))


async def show_page(update: Update, context: Context, button: ProofPage) -> None:
    """Turn to another page of a checked document.

    Raises Stale for one that was never issued, or that this person is told nothing of: its card has one page,
    and whoever tries numbers is not to be given codes.
    """
    async with context.look() as uow:
        try:
            document = await issued(uow, button.document)
        except NotFound:
            document = None
        if document is None or not may_read(context.person, document):
            raise Stale(f"a page of document {button.document}")
    await _show_document(update, context, button.document, button.page)


async def _number(uow: UnitOfWork, text: str, of: Checked) -> int | None:
    return read_code(await uow.installation.secret(), text, of) if len(text) <= LONGEST_TYPED else None


async def _is_ours(uow: UnitOfWork, text: str) -> bool:
    """Return whether a text holds the code of something that was handed over."""
    document = await _number(uow, text, Checked.DOCUMENT)
    if document is not None:
        try:
            return await issued(uow, document) is not None
        except NotFound:
            # An older copy of the data was put back: only this bot can have made the code.
            return True
    event = await _number(uow, text, Checked.TICKET)
    return event is not None and await was_sent(uow, event)


async def _checked_ticket(update: Update, context: Context, text: str) -> bool:
    """Answer the link of a plain ticket, to who may see the report: tickets can be guessed, codes cannot."""
    found = tickets_in(compared(text.replace("_", " ")))
    if not found:
        return False
    async with context.look() as uow:
        told = await receipt(uow, context, int(found[0].number.rpartition("-")[2]), found[0].number)
    if told is None:
        return False
    await show(context, update, told)
    return True


async def _show_document(update: Update, context: Context, document_id: int, page: int) -> None:
    async with context.look() as uow:
        try:
            document = await issued(uow, document_id)
        except NotFound:
            said = ending(texts.NOT_KEPT)
        else:
            said = (
                _screen(await proof_of(uow, context, document), context, page)
                if document is not None
                else ending(texts.NEVER_MADE)
            )
    await show(context, update, said)


def _screen(proof: Proof, context: Context, number: int) -> Screen:
    page = page_of(texts.shown(proof, context.person), number, 1)
    wanted = proof.document.wanted
    newer = []
    if proof.paper is not None and may_read(context.person, proof.document):
        newer = [below("Buat yang terbaru", asks(wanted))]
    return Screen(
        page.items[0],
        markup(page.keys(lambda turned: ProofPage(proof.document.id, turned)), newer, [home_key()]),
    )
