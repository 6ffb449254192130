"""Where a rekap stands that is being taken in, read with all that its cards are made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.forms.drafts import Draft
from domain.indicators.sakip import SAKIP
from domain.people.person import Person
from domain.rekap.comparison import RekapRow
from domain.rekap.form import Received, chosen_in, reading_in, received_in
from domain.rekap.names import Match, matched, settled, to_choose
from domain.rekap.preview import Preview, preview
from domain.rekap.sheet import Reading
from domain.reports.events import Standing, standing
from domain.reports.histories import by_report
from domain.units.opd import Opd, in_force_at
from handlers.conversation.texts import Sheet
from handlers.rekap import texts
from handlers.rekap.alike import alike
from handlers.telegram.buttons import fingerprint
from storage.ports import RekapSheet, UnitOfWork


def may_take(person: Person) -> bool:
    """Return whether the reports that a rekap is held beside are this person's to review."""
    return SAKIP.owner in person.sub_bagian


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Sheet):
    """What is known when a card is made; without a reading only which rekap was kept last."""

    opds: Mapping[str, Opd]
    newest: RekapSheet | None
    received: Received | None = None
    reading: Reading | None = None
    matches: Mapping[int, Match]
    open: tuple[RekapRow, ...] = ()
    """The rows of which has still to be chosen whose they are."""
    found: Preview | None = None

    @property
    def shown(self) -> str:
        """A fingerprint of all that keeping it would do."""
        rows = self.found.rows if self.found is not None else ()
        return fingerprint(repr((self.newest.id if self.newest is not None else 0, rows)))


async def state_of(uow: UnitOfWork, draft: Draft) -> State:
    opds = {one.code: one for one in in_force_at(await uow.opds.all(), draft.touched_at, draft.year)}
    newest = await uow.rekap.newest(draft.year)
    answers = draft.place.answers
    reading = reading_in(answers)
    matches = dict[int, Match]()
    rows: tuple[RekapRow, ...] = ()
    found = None
    if reading is not None:
        matches = matched(reading, tuple(opds.values()), await uow.rekap.remembered(), alike)
        chosen = chosen_in(answers)
        rows = tuple(to_choose(reading, matches, chosen))
        found = preview(
            settled(reading, matches, chosen, opds),
            await uow.rekap.comparisons(draft.year),
            tuple(opds.values()),
            await _standings(uow, draft.year),
            draft.touched_at,
        )
    return State(
        title=f"Rekap LHE {draft.year}",
        place="",
        present=texts.last(newest),
        opds=opds,
        newest=newest,
        received=received_in(answers),
        reading=reading,
        matches=matches,
        open=rows,
        found=found,
    )


async def _standings(uow: UnitOfWork, year: int) -> dict[str, Standing]:
    events = await uow.reports.events(indicator=SAKIP.key, years=[year])
    return {opd: standing(history) for (opd, _, _), history in by_report(events).items()}
