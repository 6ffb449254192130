"""`/pengguna`: everybody by unit, a person's roles, and giving or ending one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from telegram import Update

from domain.errors import NotPossible, Problem
from domain.forms.drafts import Draft
from domain.forms.search import mentions
from domain.people.person import Grant, Person, Role
from domain.people.roster import Seat, admins, roster, without_operator
from handlers.city.names import opd_names, opd_short_names, people_names
from handlers.conversation.admin import begin
from handlers.conversation.flow import flow_of
from handlers.conversation.search import Search, Sought
from handlers.people import invite, keyboards, wishes
from handlers.people import texts as members
from handlers.people.buttons import (
    AskEnd,
    EndRole,
    FoundPeople,
    Give,
    People,
    PersonRoles,
    SearchPeople,
    ShowPerson,
)
from handlers.people.choose_role import check_unit, grant_in, grant_of
from handlers.people.nameless import may_be_forgotten
from handlers.people.role_news import GIVEN, tell, tell_admins
from handlers.people.texts import Held
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.menu import refresh_menu
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words.people import role
from storage.ports import AuditEntry, AuditSearch, Card, Stale, UnitOfWork

SEATS_A_PAGE, ROLES_A_PAGE = 8, 4
"""As many as one screen of a phone has room for, with their keys."""
_ENTRIES_AT_ONCE = 100
LIST = "people"
"""The kind of the list's card, which can be typed to."""


async def people_command(update: Update, context: Context) -> None:
    """`/pengguna`."""
    await show_people(update, context, People(0))


async def show_people(update: Update, context: Context, button: People) -> None:
    await show_as(context, update, await _roster(context, button.page), LIST)


async def heard(update: Update, context: Context, _: Card, said: str) -> bool:
    """Look for whom was typed while the list is on the screen; return whether there is anybody."""
    if not runs_the_bot(context.person):
        return False
    async with context.look() as uow:
        seats, shorts = await _seats_of(uow, context, said), await opd_short_names(uow)
    if seats:
        first = seats[:SEATS_A_PAGE]
        text = members.found(first, shorts, said, len(_people_in(seats)), len(seats) - len(first))
        await show_as(
            context, update, Screen(text, keyboards.people(_people_in(first), [], searched=True)), LIST
        )
    return bool(seats)


async def _roster(context: Context, number: int) -> Screen:
    async with context.look() as uow:
        everybody, opds = await _named(uow), await uow.opds.all()
        names = await opd_short_names(uow)
    taken = [seat for seat in roster(everybody, opds, context.today) if not _is_missed(seat)]
    page = page_of(taken, number, SEATS_A_PAGE)
    missed = [opd.short_name for opd in without_operator(everybody, opds, context.today)]
    text = members.roster(page.items, names, len(everybody), missed if page.number == 0 else ())
    return Screen(text, keyboards.people(_people_in(page.items), page.keys(People)))


async def _named(uow: UnitOfWork) -> list[Person]:
    """Return everybody who has a name still."""
    return [person for person in await uow.people.everyone() if not person.is_nameless]


def _is_missed(seat: Seat) -> bool:
    """Return whether this is an OPD without operator: those are told together."""
    return seat.person is None and seat.grant is not None and seat.grant.role is Role.OPERATOR


async def search(update: Update, context: Context, _: SearchPeople) -> None:
    await begin(update, context, SEARCH.key)


async def show_found(update: Update, context: Context, button: FoundPeople) -> None:
    await SEARCH.turn(update, context, button.draft, button.page)


async def _found(uow: UnitOfWork, context: Context, sought: Sought, number: int) -> Screen:
    said, shorts = sought.words, await opd_short_names(uow)
    found = await _seats_of(uow, context, said)
    page = page_of(found, number, SEATS_A_PAGE)
    text = members.found(page.items, shorts, said, len(_people_in(found)))
    turned = page.keys(lambda turned: FoundPeople(sought.draft.id, turned))
    return Screen(text, keyboards.people(_people_in(page.items), turned, searched=True))


async def _seats_of(uow: UnitOfWork, context: Context, said: str) -> list[Seat]:
    """Return the places of whoever has these words in the name, or in what they do and for whom."""
    names, shorts = await opd_names(uow), await opd_short_names(uow)
    seats = roster(await _named(uow), await uow.opds.all(), context.today)
    return [
        seat
        for seat in seats
        if seat.person and mentions(said, seat.person.name, _unit(seat, names), _unit(seat, shorts))
    ]


def _unit(seat: Seat, names: Mapping[str, str]) -> str:
    return role(seat.grant, names) if seat.grant is not None else ""


def _people_in(seats: Sequence[Seat]) -> list[Person]:
    return list({seat.person.id: seat.person for seat in seats if seat.person is not None}.values())


async def show_person(update: Update, context: Context, button: ShowPerson) -> None:
    await _show_card(context, update, button.person)


async def show_roles(update: Update, context: Context, button: PersonRoles) -> None:
    await _show_card(context, update, button.person, button.page)


async def _show_card(context: Context, update: Update, person_id: int, number: int = 0) -> None:
    async with context.look() as uow:
        person, names = await uow.people.get(person_id), await opd_names(uow)
        held, shorts = await _held(uow, person), await opd_short_names(uow)
    page = page_of(held, number, ROLES_A_PAGE)
    from_settings = person.telegram_id in context.services.admins
    text = members.person(person, page, names, from_settings=from_settings)
    turned = page.keys(lambda turned: PersonRoles(person_id, turned))
    ends = [(one.grant, role(one.grant, shorts)) for one in page.items]
    may = may_be_forgotten(context, person)
    keyboard = keyboards.person(person, ends, turned, may_be_forgotten=may)
    await show(context, update, Screen(text, keyboard))


async def _held(uow: UnitOfWork, person: Person) -> list[Held]:
    """Return the person's roles with since when and by whom, as the audit trail tells it."""
    told: dict[Grant, AuditEntry] = {}
    subject = f"person {person.id}"
    about = AuditSearch(subjects=frozenset({subject}))
    entries = await uow.audit.entries(search=about, limit=_ENTRIES_AT_ONCE)
    while entries and not person.grants <= set(told):
        for entry in entries:
            if entry.kind == GIVEN and entry.subject == subject:
                told.setdefault(grant_in(entry.after), entry)
        entries = await uow.audit.entries(search=about, before=entries[-1].id, limit=_ENTRIES_AT_ONCE)
    names = await people_names(uow)
    return [
        Held(grant, told[grant].at, names.get(told[grant].by or 0, "")) if grant in told else Held(grant)
        for grant in sorted(person.grants, key=lambda grant: (grant.role, grant.unit))
    ]


async def give(update: Update, context: Context, button: Give) -> None:
    """Give a role, or an invitation to one, or ask a second admin. Raises Stale for a role that is none."""
    grant = grant_of(button.role, button.unit)
    if not button.person:
        await invite.invite(update, context, button, grant)
        return
    by, at = context.person.id, context.now
    async with context.uow() as uow:
        await check_unit(uow, context, grant)
        person = await uow.people.get(button.person)
        if person.is_nameless:
            raise Stale(f"person {person.id} is nobody any more")
        waits = await wishes.needs_consent(uow, context.person, person, grant)
        if waits:
            wished = await wishes.wish(uow, context, grant, button.pack())
            shown = await wishes.ask(uow, context, wished, person)
        elif grant not in person.grants:
            await uow.people.grant(person.id, grant, by=by, at=at)
            await tell(uow, context, person.id)
            await tell_admins(uow, context, person.id, grant, but=by)
        await uow.commit(shown if waits else name_of("person", person.id))
    if waits:
        await wishes.show_wished(context, update, wished.id)
    else:
        await show_changed(context, update, person.id)


async def ask_end(update: Update, context: Context, button: AskEnd) -> None:
    grant = grant_of(button.role, button.unit)
    async with context.look() as uow:
        person, names = await uow.people.get(button.person), await opd_names(uow)
    if grant not in person.grants:
        raise Stale(f"person {person.id} has no such role any more")
    await show(
        context, update, Screen(members.ask_end(person, grant, names), keyboards.ask_end(person, grant))
    )


async def end(update: Update, context: Context, button: EndRole) -> None:
    """End a role. Raises Stale when it has ended already, NotPossible for the last admin's."""
    grant = grant_of(button.role, button.unit)
    async with context.uow() as uow:
        person = await uow.people.get(button.person)
        if grant not in person.grants:
            raise Stale(f"person {person.id} has no such role any more")
        await uow.people.end(person.id, grant, by=context.person.id, at=context.now)
        await _put_aside(uow, await uow.people.get(person.id))
        await tell(uow, context, person.id)
        # Only now: reading the trail has made this unit wait for any other that was ending a role.
        if not admins(await uow.people.everyone()):
            raise NotPossible(Problem.LAST_ADMIN)
        await uow.commit(name_of("person", person.id))
    await show_changed(context, update, person.id)


async def _put_aside(uow: UnitOfWork, person: Person) -> None:
    """Let go of what the person may no longer fill in; a colleague finds it as it was left, and by whom."""
    draft = await uow.drafts.held_by(person.id)
    if draft is not None and not flow_of(draft).may_fill(person, draft):
        await uow.drafts.save(replace(draft, holder=None), by=draft.touched_by, at=draft.touched_at)


async def show_changed(context: Context, update: Update, person_id: int) -> None:
    """Show a person's card, and bring that person's menu up to date."""
    async with context.look() as uow:
        person = await uow.people.get(person_id)
    await _show_card(context, update, person_id)
    await refresh_menu(context, person)


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await show_people(update, context, People(0))


SEARCH = Search("cari-orang", members.SEARCH_TITLE, members.SEARCH_ASK, _found, _leave)
