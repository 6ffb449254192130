"""The reports that a file may be meant for: what the person's OPD still owe, and no colleague is at."""

from dataclasses import dataclass
from typing import Self

from domain.forms.drafts import Draft
from domain.keys import Answers
from domain.units.opd import in_force
from handlers.reporting import ASKED_FOR, report_rows, years_of
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

_OFFERED = "laporan_terbuka"
"""Stands among the answers of a draft that holds such files: the reports that its card offers."""


@dataclass(frozen=True, slots=True)
class Open:
    """A report that can take evidence."""

    opd: str
    indicator: str
    year: int

    @classmethod
    def read(cls, kept: str) -> Self:
        opd, indicator, year = kept.rsplit("/", 2)
        return cls(opd, indicator, int(year))

    def __str__(self) -> str:
        return f"{self.opd}/{self.indicator}/{self.year}"


def kept(reports: list[Open]) -> Answers:
    """Return the reports as a draft keeps them."""
    return {_OFFERED: "\n".join(map(str, reports))}


def offered(draft: Draft) -> list[Open]:
    """Return the reports that a draft offers; what has become of one is asked when it is chosen."""
    return [Open.read(one) for one in draft.place.answers.get(_OFFERED, "").splitlines()]


async def open_reports(uow: UnitOfWork, context: Context) -> list[Open]:
    """Return them OPD by OPD, in the form's order; none for whoever reports for nobody."""
    found = []
    for opd in await uow.opds.all():
        if context.person.may_report_for(opd.code) and in_force(opd, context.today):
            years = await years_of(uow, context, opd, ASKED_FOR, to_follow=False)
            found += [
                Open(opd.code, row.indicator.key, years.shown)
                for row in await report_rows(uow, opd.code, years.shown)
                if row.owed and row.standing.waiting is None
                if row.draft is None or row.draft.touched_by == context.person.id
            ]
    return found
