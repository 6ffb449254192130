"""Who an announcement would reach: the people as they are now, chosen by what their OPD owe now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.announcements.audience import as_asked, named, people_of
from domain.announcements.form import audience_of
from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key
from domain.keys import IndicatorKey
from domain.language.dates import year_of
from domain.overdue.debts import debts, is_pursued
from domain.people.person import Person
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules
from handlers.announcements import texts
from handlers.conversation.texts import Sheet
from handlers.telegram.buttons import fingerprint
from storage.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Meant:
    """An audience with all that it depends on said, and the people who are meant by it."""

    audience: str
    people: tuple[Person, ...]

    @property
    def fingerprint(self) -> str:
        return fingerprint(repr((self.audience, [person.id for person in self.people])))


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceSheet(Sheet):
    """All that is needed to say who is meant.

    `years` are those around the one in which the draft was begun, in order: it may be sent after New Year.
    """

    draft: Draft
    people: tuple[Person, ...]
    years: tuple[YearRules, ...]
    opds: tuple[Opd, ...]
    events: tuple[ReportEvent, ...]

    @property
    def opd_names(self) -> Mapping[str, str]:
        return {opd.code: opd.name for opd in self.opds}

    def meant(self, now: datetime) -> Meant:
        """Return who is meant at that moment, for what they owe of any year that is still asked for."""
        begun = [rules for rules in self.years if rules.year <= year_of(now)]
        owed = [
            debt
            for rules in begun
            for debt in debts(rules, self.opds, self.events, now)
            if is_pursued(debt, now)
        ]
        audience = as_asked(audience_of(self.draft.place.answers), owed, begun[-1].steps, now)
        return Meant(audience, people_of(audience, self.people, owed))


def report_of(audience: str) -> Indicator | None:
    """Return the report that an announcement is about: the one that its readers still owe."""
    about = named(audience)
    return by_key(about) if isinstance(about, IndicatorKey) else None


async def audience_sheet(uow: UnitOfWork, draft: Draft) -> AudienceSheet:
    years = range(draft.year - 1, draft.year + 2)
    return AudienceSheet(
        title=texts.TITLE,
        place="",
        draft=draft,
        people=tuple(await uow.people.everyone()),
        years=tuple([await uow.years.rules(year) for year in years]),
        opds=tuple(await uow.opds.all()),
        events=tuple(await uow.reports.events(years=years)),
    )
