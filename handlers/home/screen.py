"""The home screen of one person: what each room has to say, and the three keys that matter most."""

from collections.abc import Collection

from telegram import Update

from domain.people.person import Role
from handlers.city.at_home import AT_HOME, Visit
from handlers.delivery.living import LivingCard, Worded, show_living
from handlers.home import keyboards, texts
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen

MOST_WAYS = 3


async def home_screen(context: Context, note: str = "", roles: Collection[Role] = ()) -> Screen:
    """Return the home screen of whoever speaks, all of it read in one unit of work.

    `note` (HTML) is what is said before anything else; `roles` are those it is made for, if not for all.
    With a note it is of the moment, and does not change by itself.
    """
    return (await _worded(context, note, roles))("")


async def show_home_screen(context: Context, update: Update, roles: Collection[Role] = ()) -> None:
    """Show the home screen, which changes by itself from now on."""
    await show_living(context, update, LIVING_HOME, " ".join(roles))


async def _living(context: Context, about: str) -> Worded | None:
    roles = {Role(one) for one in about.split()}
    # A home made for roles that its person has lost says nothing to them; one for all follows their roles.
    return await _worded(context, "", roles) if roles <= context.person.roles else None


LIVING_HOME = LivingCard("home", _living)


async def _worded(context: Context, note: str, roles: Collection[Role]) -> Worded:
    person = context.person
    async with context.look() as uow:
        visit = Visit(uow, context, frozenset(roles) or person.roles)
        parts = [await of_room(visit) for of_room in AT_HOME]
    ways = sorted((way for part in parts for way in part.ways), key=lambda way: way.rank)[:MOST_WAYS]
    beside = [one for part in parts for one in part.beside]
    told = [part.text for part in sorted(parts, key=lambda part: not part.leads) if part.text]
    keyboard = keyboards.home(ways, beside, lives=not note)
    return lambda updated: Screen(texts.home(person, note, told, updated), keyboard)


async def above_home_keys(context: Context, line: str) -> Screen:
    """Return one line (HTML) with the keys of the home screen: the way on where there is no more to say."""
    return Screen(line, (await home_screen(context, line)).keyboard)
