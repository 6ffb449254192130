"""What the screens and conversations of `/tenggat` are made of: who may change what, and who still owes."""

from collections.abc import Iterable
from datetime import datetime

from domain.errors import NotAllowed
from domain.figures.asking import period
from domain.forms.drafts import Draft
from domain.indicators import INDICATORS, Indicator, by_key
from domain.language.dates import WIB, day_of, year_of
from domain.people.person import Person, Role
from domain.units.opd import Opd, in_force
from domain.years.rules import DEADLINE, extension_key, setting_key
from handlers.city.calendar import workdays_around
from handlers.city.figures import known, pressed_indicator
from handlers.deadlines.texts import DeadlineFacts
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.context import Context
from handlers.years import year_facts
from storage.ports import Stale, UnitOfWork

ROLES = frozenset({Role.ADMIN, Role.VERIFIKATOR})
_SEPARATOR = "."


def may_set(person: Person, indicator: Indicator) -> bool:
    """Return whether this person sets that indicator's deadline: an admin, or its Sub Bagian."""
    return runs_the_bot(person) or indicator.owner in person.sub_bagian


def settable(context: Context, key: str) -> Indicator:
    """Return a button's indicator. Raises NotAllowed for another Sub Bagian's, Stale for a forged one."""
    indicator = pressed_indicator(key)
    if not may_set(context.person, indicator):
        raise NotAllowed
    return indicator


def extendable(context: Context, key: str) -> Indicator:
    """Return the indicator of a button, one that OPD report. Raises as `settable`, and Stale for others."""
    indicator = settable(context, key)
    if not indicator.reported_by_operator:
        raise Stale(f"no OPD owes {key}, so nobody can have an extension")
    return indicator


async def deadline_facts(uow: UnitOfWork, context: Context, year: int) -> DeadlineFacts:
    """Return everything about a year's deadlines to whoever runs the bot or reviews.

    Raises NotAllowed, and Stale as `year_facts`.
    """
    if ROLES.isdisjoint(context.person.roles):
        raise NotAllowed
    return DeadlineFacts(
        of_year=await year_facts(uow, context, year),
        workdays=await workdays_around(uow, year),
        now=context.now,
        mine=frozenset(one.key for one in INDICATORS if may_set(context.person, one)),
        runs_the_bot=runs_the_bot(context.person),
    )


async def owing(uow: UnitOfWork, indicator: Indicator, year: int, now: datetime) -> tuple[Opd, ...]:
    """Return the OPD that still owe that report, or whose evaluation is outstanding, by name.

    Nobody owes anything of a year that is closed or has not begun.
    """
    if year > year_of(now) or (await uow.years.rules(year)).closed_at is not None:
        return ()
    found = (await known(uow, period(year, 0, now))).figure(indicator)
    today = day_of(now)
    return tuple(one.opd for one in found.entries if one.is_owed and in_force(one.opd, today))


def concerned(people: Iterable[Person], indicator: Indicator, opds: Iterable[Opd], by: int) -> list[Person]:
    """Return who is told of these OPD's deadline: their operators, or who evaluates them (but not `by`)."""
    codes = {opd.code for opd in opds}
    if indicator.reported_by_operator:
        return [person for person in people if not codes.isdisjoint(person.opds)]
    return [one for one in people if codes and indicator.owner in one.sub_bagian and one.id != by]


def subject_of(indicator: Indicator, opd: str = "") -> str:
    """Return what a draft is about, as `about` reads it."""
    return f"{indicator.key}{_SEPARATOR}{opd}" if opd else str(indicator.key)


def about(draft: Draft) -> tuple[Indicator, str]:
    """Return the indicator of a draft of `/tenggat`, and the code of its OPD ("": of none)."""
    key, _, opd = draft.subject.partition(_SEPARATOR)
    return by_key(key), opd


def setting_of(draft: Draft) -> str:
    """Return the key of the deadline that a draft is about: everybody's, or that of its OPD."""
    indicator, opd = about(draft)
    return extension_key(indicator.key, opd) if opd else setting_key(DEADLINE, indicator.key)


def may_fill(person: Person, draft: Draft) -> bool:
    return may_set(person, about(draft)[0])


def iso(due: datetime | None) -> str:
    """Return a deadline as a year's settings hold it, "" for none."""
    return due.astimezone(WIB).isoformat() if due is not None else ""
