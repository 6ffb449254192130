"""Who an announcement would reach: the people as they are now, chosen by what their OPD owe now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from domain.audience import people_of
from domain.debts import debts
from domain.drafts import Draft
from domain.opd import Opd
from domain.people import Person
from domain.reports import ReportEvent
from domain.years import YearRules
from handlers.texts import announcements as texts
from handlers.texts.cards import Sheet
from storage.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceSheet(Sheet):
    """All that is needed to say who is meant."""

    people: tuple[Person, ...]
    rules: YearRules
    opds: tuple[Opd, ...]
    events: tuple[ReportEvent, ...]

    @property
    def opd_names(self) -> Mapping[str, str]:
        return {opd.code: opd.name for opd in self.opds}

    def chosen(self, audience: str, now: datetime) -> tuple[Person, ...]:
        """Return who is meant at that moment."""
        return people_of(audience, self.people, debts(self.rules, self.opds, self.events, now))


async def audience_sheet(uow: UnitOfWork, draft: Draft) -> AudienceSheet:
    return AudienceSheet(
        title=texts.TITLE,
        place="",
        people=tuple(await uow.people.everyone()),
        rules=await uow.years.rules(draft.year),
        opds=tuple(await uow.opds.all()),
        events=tuple(await uow.reports.events(years=[draft.year])),
    )


def fingerprint(people: tuple[Person, ...]) -> str:
    """Return a few characters that tell one audience from another; they guard against change, not forgery."""
    return f"{crc32(repr([person.id for person in people]).encode()):08x}"
