"""What a reviewer works with: the reports that wait for their Sub Bagian, and what came before them."""

from dataclasses import dataclass
from datetime import date

from domain.indicators import Indicator, reported
from domain.people.person import Person
from domain.reports.events import ReportEvent
from domain.review.inbox import Waiting, decidable_by, inbox
from domain.units.opd import Opd
from handlers.city.open_years import closed
from storage.ports import UnitOfWork


def owned(person: Person) -> tuple[Indicator, ...]:
    """Return the indicators that this person reviews."""
    return tuple(one for one in reported() if one.owner in person.sub_bagian)


def may_review(person: Person, indicator: Indicator) -> bool:
    return indicator in owned(person)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose it is, the history of their indicators, the OPD by code, and what waits, oldest first."""

    person: Person
    events: tuple[ReportEvent, ...]
    opds: dict[str, Opd]
    waiting: tuple[Waiting, ...]

    @property
    def mine(self) -> tuple[Waiting, ...]:
        """What waits for this very person: "n menunggu Anda" counts these and no others."""
        return decidable_by(self.person, self.waiting)

    def history(self, sent: ReportEvent) -> list[ReportEvent]:
        """Return the events of that submission's OPD and indicator, of all years."""
        return [e for e in self.events if (e.opd, e.indicator) == (sent.opd, sent.indicator)]


async def desk_of(uow: UnitOfWork, person: Person, today: date) -> Desk:
    """Return what a reviewer works with on that day."""
    events = [
        event for indicator in owned(person) for event in await uow.reports.events(indicator=indicator.key)
    ]
    opds = await uow.opds.all()
    waiting = inbox(events, opds, today)
    # What still waits when its year is closed cannot be decided, until the year is reopened.
    shut = {year for year in {one.sent.year for one in waiting} if await closed(uow, year)}
    open_years = tuple(one for one in waiting if one.sent.year not in shut)
    return Desk(person, tuple(events), {opd.code: opd for opd in opds}, open_years)
