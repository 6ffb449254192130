"""An admin's answer to a stranger: one tap, once; whoever comes second is told who was first."""

import logging

from telegram import Update
from telegram.error import TelegramError

from domain.joining.asking import Standing
from domain.people.person import Grant, Person, Role
from domain.people.roster import ended
from handlers.city.names import people_names
from handlers.joining import keyboards, texts
from handlers.joining.buttons import SettleRequest, WaitingRequests
from handlers.joining.waiting import is_in, waiting_in
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.context import Context
from handlers.telegram.menu import refresh_menu
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, say, show
from storage.ports import AccessRequest, NotFound, Notice, Stale, UnitOfWork

log = logging.getLogger(__name__)

ACCEPTED = "access.accepted"


async def asked(context: Context, waiting: Notice) -> Screen | None:
    """Ask an admin, unless it was answered meanwhile or they do not run the bot any more."""
    async with context.look() as uow:
        request = await uow.access_requests.get(waiting.about)
        if request not in await waiting_in(uow, context):
            return None
        if not runs_the_bot(await uow.people.get(waiting.person)):
            return None
        text = await _question(uow, request)
    return Screen(text, keyboards.asked(request))


async def _question(uow: UnitOfWork, request: AccessRequest) -> str:
    operators = sorted(one.name for one in await uow.people.operators([request.opd]))
    return texts.asked(request, (await uow.opds.get(request.opd)).name, operators)


async def show_waiting(update: Update, context: Context, button: WaitingRequests) -> None:
    """Show the requests that wait, one at a time."""
    async with context.look() as uow:
        page = page_of(await waiting_in(uow, context), button.page, 1)
        text = await _question(uow, page.items[0]) if page.items else texts.NOBODY_WAITS
    await show(context, update, Screen(text, keyboards.waiting(page)))


async def settle(update: Update, context: Context, button: SettleRequest) -> None:
    """Let somebody in, or not. Raises NotFound for what nobody has sent, Stale when its OPD has ended."""
    standing = Standing.ACCEPTED if button.accepted else Standing.REFUSED
    async with context.uow() as uow:
        request = await uow.access_requests.get(button.request)
        if request.standing is Standing.BEGUN:
            raise NotFound(request.id)
        # Whoever came in otherwise meanwhile is neither welcomed again nor told that they are refused.
        first = not await is_in(uow, request) and await _settled(uow, context, request, standing)
        person = await _let_in(uow, context, request) if first and button.accepted else None
        if first:
            await uow.commit(name_of("access_settled", request.id))
    await show_settled(context, update, request.id)
    if person is not None:
        await refresh_menu(context, person)
    elif first:
        await tell_refused(context, request)


async def _settled(uow: UnitOfWork, context: Context, request: AccessRequest, standing: Standing) -> bool:
    """Settle it; return False when another admin has."""
    try:
        await uow.access_requests.settle(request.id, standing, by=context.person.id, at=context.now)
    except Stale:
        return False
    return True


async def _let_in(uow: UnitOfWork, context: Context, request: AccessRequest) -> Person:
    """Give the role that was asked for, under the name that was given; the newcomer is told at once."""
    if ended(await uow.opds.get(request.opd), context.today):
        raise Stale(f"{request.opd} has ended")
    at = context.now
    person = await uow.people.by_telegram_id(request.telegram_id)
    if person is None:
        person = await uow.people.add(request.telegram_id, request.name, at)
    await uow.people.grant(person.id, Grant(Role.OPERATOR, request.opd), by=context.person.id, at=at)
    await uow.notices.add(person.id, ACCEPTED, request.id, at)
    return await uow.people.get(person.id)


async def show_settled(context: Context, update: Update, request_id: int) -> None:
    """Show what was decided, and by whom; or that nothing was left to decide."""
    async with context.look() as uow:
        request, names = await uow.access_requests.get(request_id), await people_names(uow)
        opd = await uow.opds.get(request.opd)
        left = len(await waiting_in(uow, context))
    text = texts.settled(request, opd.name, names.get(request.settled_by or 0, ""))
    await show(context, update, Screen(text, keyboards.settled(left)))


async def tell_refused(context: Context, request: AccessRequest) -> None:
    """Tell a stranger, who has no place in the ledger; they read it at their next message all the same."""
    async with context.look() as uow:
        opd = await uow.opds.get(request.opd)
    try:
        await say(context, request.telegram_id, Screen(texts.refused(opd.name)))
    except TelegramError as error:
        log.info("A stranger could not be told of a refusal: %s", error)


async def accepted(context: Context, waiting: Notice) -> Screen | None:
    """Welcome the newcomer, unless the role has ended meanwhile."""
    async with context.look() as uow:
        request = await uow.access_requests.get(waiting.about)
        person, opd = await uow.people.get(waiting.person), await uow.opds.get(request.opd)
    if not person.may_report_for(opd.code):
        return None
    return Screen(texts.accepted(request, opd.name), keyboards.accepted())
