"""What the sentinel looks at, read from the storage: for its card, and for the sheet of the workbook."""

from datetime import datetime

from domain.figures.asking import Period
from domain.forms.drafts import Evidence
from domain.sentinel.watched import Watched
from handlers.city.figures import rules_as_of
from storage.ports import UnitOfWork

_AT_ONCE = 1000
"""Files that are asked for in one go: a database takes only so many at once."""


async def watched(uow: UnitOfWork, when: Period) -> Watched:
    """Return the reports of a year, and of the one before, as they were known at the period's instant."""
    until = None if when.live else when.as_of
    rules = await (uow.years.rules(when.year) if when.live else rules_as_of(uow, when.year, when.as_of))
    events = await uow.reports.events(years=(when.year - 1, when.year), until=until)
    ids = sorted({file for event in events if event.year == when.year for file in event.files})
    files, opened = dict[int, Evidence](), dict[int, datetime]()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        files |= {file.id: file for file in await uow.evidence.several(some)}
        opened |= await uow.evidence.first_opened(some)
    return Watched(when.year, when.as_of, rules, tuple(await uow.opds.all()), tuple(events), files, opened)
