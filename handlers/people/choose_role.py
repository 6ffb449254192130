"""Choosing a role and its unit: for somebody to be invited, or for a person who is in already."""

import json
from collections.abc import Sequence

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.search import mentions
from domain.people.person import Grant, Role, SubBagian
from domain.people.roster import ended, without_operator
from domain.units.opd import Opd
from handlers.conversation.admin import begin
from handlers.conversation.search import Search, Sought
from handlers.joining import how_many_wait
from handlers.people import invitation_texts as invitations
from handlers.people import keyboards
from handlers.people import texts as members
from handlers.people.buttons import FoundUnits, PickRole, PickUnit, SearchUnit
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from storage.ports import NotFound, Stale, UnitOfWork

OPD_A_PAGE = 8


def grant_of(role: str, unit: str) -> Grant:
    """Return the grant that a button names. Raises Stale for a role and unit that do not belong together."""
    grant = Grant(Role(role), unit) if role in set(Role) else None
    if grant is None or (grant.role is Role.VERIFIKATOR and unit not in set(SubBagian)):
        raise Stale(f"no role {role} of {unit}")
    if bool(unit) != (grant.role in (Role.OPERATOR, Role.VERIFIKATOR)):
        raise Stale(f"no role {role} of {unit}")
    return grant


def grant_in(said: str) -> Grant:
    """Return the grant that one side of an audit entry tells of."""
    told = json.loads(said)
    return grant_of(told["role"], told["unit"])


async def check_unit(uow: UnitOfWork, context: Context, grant: Grant) -> None:
    """Raises Stale when the OPD of that role has ended or never was: nobody could report for it."""
    if grant.role is not Role.OPERATOR:
        return
    try:
        opd = await uow.opds.get(grant.unit)
    except NotFound as unknown:
        raise Stale(f"no OPD {grant.unit}") from unknown
    if ended(opd, context.today):
        raise Stale(f"{grant.unit} has ended")


def nonce(context: Context) -> int:
    """Return what tells the buttons of this screen from those of every other one."""
    return context.update_id or 0


async def choose_role(update: Update, context: Context, button: PickRole) -> None:
    await show(context, update, await role_screen(context, button.person))


async def role_screen(context: Context, person_id: int) -> Screen:
    async with context.look() as uow:
        who = await _who(uow, person_id)
        waiting = len(await uow.invitations.open(context.now))
        asking = await how_many_wait(uow, context)
        missed = without_operator(await uow.people.everyone(), await uow.opds.all(), context.today)
    text = members.pick_role(who) if who else invitations.PICK_ROLE
    return Screen(text, keyboards.roles(person_id, nonce(context), waiting, len(missed), asking))


async def choose_unit(update: Update, context: Context, button: PickUnit) -> None:
    async with context.look() as uow:
        who = await _who(uow, button.person)
        opds = await _choosable(uow, context)
    if button.role == Role.VERIFIKATOR:
        keyboard = keyboards.sub_bagian(button.person, nonce(context))
        await show(context, update, Screen(invitations.pick_sub_bagian(who), keyboard))
        return
    page = page_of(opds, button.page, OPD_A_PAGE)
    turned = page.keys(lambda turned: PickUnit(button.person, button.role, turned))
    keyboard = keyboards.units(button.person, nonce(context), page.items, turned)
    await show(context, update, Screen(invitations.pick_unit(who), keyboard))


async def search(update: Update, context: Context, button: SearchUnit) -> None:
    """Ask for part of an OPD's name. Raises NotFound for a person that there is not."""
    async with context.look() as uow:
        await _who(uow, button.person)
    await begin(update, context, SEARCH.key, str(button.person))


async def show_found(update: Update, context: Context, button: FoundUnits) -> None:
    await SEARCH.turn(update, context, button.draft, button.page)


async def _found(uow: UnitOfWork, context: Context, sought: Sought, number: int) -> Screen:
    person_id = int(sought.draft.subject)
    who = await _who(uow, person_id)
    found = [opd for opd in await _choosable(uow, context) if mentions(sought.words, opd.name, opd.code)]
    page = page_of(found, number, OPD_A_PAGE)
    turned = page.keys(lambda turned: FoundUnits(sought.draft.id, turned))
    keyboard = keyboards.units(person_id, nonce(context), page.items, turned)
    return Screen(invitations.found_units(who, sought.words, page.total), keyboard)


async def _who(uow: UnitOfWork, person_id: int) -> str:
    return (await uow.people.get(person_id)).name if person_id else ""


async def _choosable(uow: UnitOfWork, context: Context) -> Sequence[Opd]:
    alive = [opd for opd in await uow.opds.all() if not ended(opd, context.today)]
    return sorted(alive, key=lambda opd: (opd.name, opd.code))


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await choose_unit(update, context, PickUnit(int(draft.subject), Role.OPERATOR.value, 0))


SEARCH = Search("cari-unit", invitations.SEARCH_TITLE, invitations.SEARCH_ASK, _found, _leave)
