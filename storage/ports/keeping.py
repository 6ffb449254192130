"""What was read once and is true until somebody changes a table: kept in one process, beside its storage.

A unit that is given a `Seen` takes from the shelf what was put there under the versions that it has itself
seen when it was opened, and puts there what it reads. So nothing that was read before somebody's change is
kept under the version of after it, and nothing is known by time.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from storage.ports.unit_of_work import Storage, UnitOfWork

Read = TypeVar("Read")

CITY = (
    "year_settings",
    "opd_versions",
    "office_texts",
    "office_signatories",
    "rekap_sheets",
    "rekap_rows",
    "rekap_withdrawals",
)
"""What the city has settled: its years, its OPD, its office, and the tables of the Inspektorat."""

REPORTS = ("report_events", "report_tickets", "report_files")
"""What happened to the reports."""

FIGURES = ("report_events", "year_settings", "opd_versions")
"""All that a figure follows from."""

REACH = ("people", "role_events")
"""Who may do what, and who can be reached."""

CARDS = ("cards",)
"""What stands on people's screens."""

_ROOM = 4096
"""Things that the shelf holds: the reports that are being filled in, and the years that are asked for."""


class Shelf:
    """All that this process has kept, by what it is, with the version under which it was read."""

    def __init__(self) -> None:
        self.found: dict[Hashable, tuple[Hashable, object]] = {}

    def put(self, what: Hashable, version: Hashable, read: object) -> None:
        if len(self.found) >= _ROOM:
            self.found.clear()
        self.found[what] = version, read


class Seen:
    """What one unit may take from the shelf, and what it puts there.

    The versions are those of before it has read anything.
    """

    __slots__ = ("_as_of", "_shelf", "_versions")

    def __init__(self, shelf: Shelf, storage: "Storage") -> None:
        self._shelf = shelf
        self._as_of = storage.versions()
        self._versions: dict[tuple[str, ...], Hashable] = {}

    def version(self, tables: tuple[str, ...]) -> Hashable:
        """Return under which version this unit reads these tables: CITY, REPORTS, FIGURES or REACH."""
        if tables not in self._versions:
            self._versions[tables] = self._as_of(*tables)
        return self._versions[tables]

    async def once(
        self, tables: tuple[str, ...], what: Hashable, read: Callable[[], Awaitable[Read]]
    ) -> Read:
        """Return what is read of these tables under that name, as they are in this unit."""
        version = self.version(tables)
        held = self._shelf.found.get(what)
        if held is not None and held[0] == version:
            found: Read = held[1]  # type: ignore[assignment]  # what was put there under this very name
            return found
        found = await read()
        self._shelf.put(what, version, found)
        return found


async def once(
    uow: "UnitOfWork", tables: tuple[str, ...], what: Hashable, read: Callable[[], Awaitable[Read]]
) -> Read:
    """Return what is read of CITY, REPORTS or FIGURES, taken from the shelf where this unit may do so.

    What is kept is shared: nobody may change it. In a unit that has itself changed one of these tables, and
    where a decision needs what is so behind a lock, the port is asked itself.
    """
    return await (read() if uow.seen is None else uow.seen.once(tables, what, read))
