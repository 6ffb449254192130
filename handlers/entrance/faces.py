"""Who people are, kept as long as nobody's roles change: most updates ask nothing of the database for it.

What somebody may do is decided anew for each update, from the person as they are stored now.
"""

from collections.abc import Hashable

from domain.people.person import Person
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

MOST = 50_000
"""People; strangers are not kept, so that nobody fills the memory by knocking."""


class Faces:
    """The people with a role, by Telegram id, as they were at one version of their tables."""

    def __init__(self) -> None:
        self._version: Hashable = None
        self._known = dict[int, Person]()

    def find(self, telegram_id: int, version: Hashable) -> Person | None:
        """Return the person if they are known as of that version."""
        return self._known.get(telegram_id) if version == self._version else None

    def keep(self, person: Person, version: Hashable) -> None:
        """Know this person, who was read after that version was asked for; older faces are forgotten."""
        if version != self._version or len(self._known) >= MOST:
            self._known.clear()
            self._version = version
        if person.grants:
            self._known[person.telegram_id] = person


def known(context: Context, telegram_id: int) -> Person | None:
    """Return the person as they are stored, if that can be said without asking the database."""
    return context.services.kept(Faces).find(telegram_id, _version(context))


async def recognised(uow: UnitOfWork, context: Context, telegram_id: int) -> Person | None:
    """Return the person as they are stored, None for a stranger."""
    version = _version(context)
    faces = context.services.kept(Faces)
    person = faces.find(telegram_id, version)
    if person is None:
        person = await uow.people.by_telegram_id(telegram_id)
        if person is not None:
            faces.keep(person, version)
    return person


def _version(context: Context) -> Hashable:
    return context.services.storage.version("people", "role_events")
