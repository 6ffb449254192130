"""The home screen of one person: what each room has to say, and the three keys that matter most."""

from collections.abc import Collection

from domain.people.person import Role
from handlers.city.at_home import AT_HOME, Visit
from handlers.home import keyboards, texts
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen

MOST_WAYS = 3


async def home_screen(context: Context, note: str = "", roles: Collection[Role] = ()) -> Screen:
    """Return the home screen of whoever speaks, all of it read in one unit of work.

    `note` (HTML) is what is said before anything else; `roles` are those it is made for, if not for all.
    """
    person = context.person
    async with context.aside() as uow:
        visit = Visit(uow, context, frozenset(roles) or person.roles)
        parts = [await of_room(visit) for of_room in AT_HOME]
    ways = sorted((way for part in parts for way in part.ways), key=lambda way: way.rank)[:MOST_WAYS]
    beside = [one for part in parts for one in part.beside]
    told = [part.text for part in sorted(parts, key=lambda part: not part.leads) if part.text]
    return Screen(texts.home(person, note, told), keyboards.home(ways, beside))
