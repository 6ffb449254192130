"""A stranger: one polite line, and the way to ask for access; nothing else of the bot, whatever they send.

What they may see of the city is the list of OPD names, which is public. What they have said so far is kept in
their request; what they are shown follows from it alone.
"""

from collections.abc import Sequence

from telegram import Update, User

from domain.errors import InvalidAnswer
from domain.forms.search import LONGEST, mentions
from domain.joining.asking import (
    EVERY,
    MOST_BEGUN,
    Refusal,
    Standing,
    asks_too_soon,
    person_name,
    too_many,
)
from domain.language.written import answered, composed, seen
from domain.people.roster import admins
from domain.units.opd import Opd, in_force
from handlers.city.office import region_in
from handlers.joining import keyboards, texts
from handlers.joining.buttons import Join
from handlers.joining.waiting import how_many_wait
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words import problems
from storage.ports import AccessRequest, UnitOfWork

MET = "access"
ASKED = "access.asked"
OPD_A_PAGE, MOST_FOUND = 14, 6
_TYPED = {
    "minta akses": keyboards.ASK,
    "akses": keyboards.ASK,
    "batal": keyboards.DROP,
    "/batal": keyboards.DROP,
}
"""What somebody may type in place of a button."""
_LONGEST_NAME = 64
"""Characters that are kept of a name of Telegram's, which may be of any length and script."""


async def meet_stranger(update: Update, context: Context, user: User) -> None:
    """Answer somebody who has no role."""
    step = _step_of(update)
    typed = update.message.text if update.message is not None else None
    if typed is not None and answered(typed) in _TYPED:
        step = Join(_TYPED[answered(typed)], "")
    async with context.look() as uow:
        request = await uow.access_requests.newest(user.id)
    begun = request is not None and request.standing is Standing.BEGUN
    if step is not None:
        await _press(update, context, user, step)
    elif begun and typed is not None and not typed.startswith("/"):
        await _typed(update, context, user, typed)
    else:
        await _show(update, context, user)


def _step_of(update: Update) -> Join | None:
    """Return the stranger's step that was pressed, if it is one."""
    data = (update.callback_query.data if update.callback_query is not None else None) or ""
    try:
        return Join.unpack(data)
    except ValueError:
        # A button of somebody who had a role, or anything a hostile client sends: the polite line answers it.
        return None


async def _press(update: Update, context: Context, user: User, step: Join) -> None:
    if step.step == keyboards.LIST:
        await _show_list(update, context, user, int(step.value) if step.value.isdecimal() else 0)
        return
    note = ""
    async with context.uow() as uow:
        await uow.access_requests.lock()
        request = await _request(uow, context, user, begins=step.step in (keyboards.ASK, keyboards.OPD))
        if isinstance(request, AccessRequest):
            note = await _take(uow, context, request, step)
            await uow.commit(name_of(MET, request.id))
    if isinstance(request, Refusal):
        await _show(update, context, user, texts.TOO_MANY if request is Refusal.TOO_MANY else "")
    else:
        await _show(update, context, user, note)


async def _request(
    uow: UnitOfWork, context: Context, user: User, *, begins: bool
) -> AccessRequest | Refusal | None:
    """Return the request that this person fills in, a new one if there is none and they may ask."""
    asked, now = uow.access_requests, context.now
    newest = await asked.newest(user.id)
    if newest is not None and newest.standing is Standing.BEGUN:
        return newest
    if not begins:
        return None
    if newest is not None and newest.sent_at is not None:
        refusal = asks_too_soon(newest.standing, newest.sent_at, now)
        if refusal is not None:
            return refusal
    await asked.forget(now - EVERY)
    if await asked.begun(now - EVERY) >= MOST_BEGUN or await _is_full(uow, context):
        return Refusal.TOO_MANY
    called = composed(seen(user.full_name))[:_LONGEST_NAME]
    return await asked.begin(user.id, called, now)


async def _is_full(uow: UnitOfWork, context: Context) -> bool:
    sent = await uow.access_requests.sent(context.now - EVERY)
    return too_many(await how_many_wait(uow, context), sent, context.now)


async def _take(uow: UnitOfWork, context: Context, request: AccessRequest, step: Join) -> str:
    """Do a step; return what is to be said instead of where the request stands, if anything."""
    asked = uow.access_requests
    known = {opd.code for opd in await _opds(uow, context)}
    if step.step == keyboards.OPD and step.value in known:
        await asked.fill(request.id, opd=step.value, name=request.name)
    elif step.step == keyboards.WHERE:
        await asked.fill(request.id, opd="", name=request.name)
    elif step.step == keyboards.NAME:
        await asked.fill(request.id, opd=request.opd, name="")
    elif step.step == keyboards.DROP:
        await asked.drop(request.id)
        return texts.DROPPED
    elif step.step == keyboards.SEND and request.name and request.opd in known:
        if await _is_full(uow, context):
            return texts.TOO_MANY
        await asked.send(request.id, context.now)
        for admin in admins(await uow.people.everyone()):
            await uow.notices.add(admin.id, ASKED, request.id, context.now)
    return ""


async def _typed(update: Update, context: Context, user: User, text: str) -> None:
    """Take what was typed for what is asked just now: a part of an OPD's name, or a person's."""
    async with context.uow() as uow:
        request = await uow.access_requests.newest(user.id)
        opds = await _opds(uow, context)
        if request is None or request.standing is not Standing.BEGUN:
            note: Screen | str = ""
        elif request.opd not in {opd.code for opd in opds}:
            note = _found(opds, text)
        else:
            note = await _name(uow, request, text)
            if not note:
                await uow.commit(name_of(MET, request.id))
    if isinstance(note, Screen):
        await show(context, update, note)
    else:
        await _show(update, context, user, wrong=note)


async def _name(uow: UnitOfWork, request: AccessRequest, text: str) -> str:
    """Keep the name; return what is wrong with one that cannot be kept."""
    try:
        name = person_name(text)
    except InvalidAnswer as wrong:
        return problems.answer(wrong, seen(text))
    await uow.access_requests.fill(request.id, opd=request.opd, name=name)
    return ""


def _found(opds: Sequence[Opd], text: str) -> Screen:
    wanted = " ".join(seen(text).split())[:LONGEST]
    hits = [opd for opd in opds if wanted and mentions(wanted, opd.name, opd.short, opd.code)]
    shown = hits[:MOST_FOUND]
    return Screen(texts.found(wanted, len(shown), len(hits)), keyboards.found(shown))


async def _opds(uow: UnitOfWork, context: Context) -> list[Opd]:
    """Return the OPD that are in force today, by what they are called."""
    opds = [opd for opd in await uow.opds.all() if in_force(opd, context.today)]
    return sorted(opds, key=lambda opd: (opd.short_name.casefold(), opd.code))


async def _show_list(update: Update, context: Context, user: User, number: int) -> None:
    """Show a page of the OPD to somebody who is asked for theirs."""
    async with context.look() as uow:
        request, opds = await uow.access_requests.newest(user.id), await _opds(uow, context)
    if request is None or request.standing is not Standing.BEGUN or request.opd:
        await _show(update, context, user)
        return
    await show(context, update, _list(opds, number))


def _list(opds: Sequence[Opd], number: int) -> Screen:
    return Screen(texts.which_opd(), keyboards.opds(page_of(opds, number, OPD_A_PAGE)))


async def _show(update: Update, context: Context, user: User, said: str = "", *, wrong: str = "") -> None:
    """Show where that person's request stands, or `said`; `wrong` stands above the question."""
    async with context.look() as uow:
        request = await uow.access_requests.newest(user.id)
        opds = {opd.code: opd for opd in await uow.opds.all()}
        valid = [opd.code for opd in await _opds(uow, context)]
        region = await region_in(uow)
    if said or request is None:
        screen = Screen(texts.stranger(region, said), keyboards.stranger())
    elif request.standing is not Standing.BEGUN:
        screen = _sent(context, request, opds[request.opd].name, region)
    elif request.opd not in valid:
        screen = _list([opds[code] for code in valid], 0)
    elif not request.name:
        screen = Screen(texts.which_name(opds[request.opd], wrong), keyboards.name())
    else:
        screen = Screen(texts.summary(request, opds[request.opd], wrong), keyboards.summary())
    await show(context, update, screen)


def _sent(context: Context, request: AccessRequest, opd_name: str, region: str) -> Screen:
    refusal = asks_too_soon(request.standing, request.sent_at or request.begun_at, context.now)
    if refusal is None:
        return Screen(texts.stranger(region), keyboards.stranger())
    return Screen(texts.status(request, opd_name, region))


async def show_again(context: Context, update: Update, _: int) -> None:
    """Show a stranger where their request stands; one that was let in meanwhile is in already."""
    user = update.effective_user
    if user is None or (context.knows_person and context.person.grants):
        await is_in_already(update, context, Join(keyboards.ASK, ""))
    else:
        await _show(update, context, user)


async def is_in_already(update: Update, context: Context, _: Join) -> None:
    """Tell somebody who has a role that there is nothing to ask for."""
    await show(context, update, Screen(texts.IS_IN, keyboards.at_home()))
