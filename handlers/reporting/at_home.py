"""An operator's home: where the own OPD stands, and the report that is due first, one tap away.

It is `/status`, too. Somebody who has other roles as well, or several OPD, reads a line of each.
"""

from domain.people.person import Role
from domain.units.opd import Opd, in_force
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.reporting import texts
from handlers.reporting.buttons import History, OpenReport, Repair, Status
from handlers.reporting.overview import own_opds
from handlers.reporting.rows import evaluation_rows, report_rows
from handlers.reporting.texts import Row
from handlers.reporting.which_year import Years, years_of
from handlers.telegram.keys import key

MOST_OPD = 6
"""OPD that are told in a line each."""
_MOST_KEYS = 3


async def at_home(visit: Visit) -> Part:
    """Return what the operator owes, of the year that is on."""
    if Role.OPERATOR not in visit.roles:
        return NOTHING
    own = await own_opds(visit.uow, visit.context)
    open_now = [opd for opd in own if in_force(opd, visit.context.today)]
    if not own:
        return Part(texts.NO_OPD)
    if len(open_now or own) > 1:
        return await _several(visit, open_now or own)
    (opd,) = open_now or own
    return await _one(visit, opd, is_open=bool(open_now))


async def _one(visit: Visit, opd: Opd, *, is_open: bool) -> Part:
    years, now = await _years(visit, opd), visit.context.now
    rows = await report_rows(visit.uow, opd.code, years.shown)
    ways = [*(_ways(opd, years.shown, rows) if is_open else ()), _history(opd)]
    if len(visit.roles) > 1:
        text = texts.brief(opd.name, years.shown, rows, now)
    else:
        evaluated = await evaluation_rows(visit.uow, opd.code, years.shown)
        text = texts.status(opd.name, years.shown, rows, evaluated, now)
    other = years.other
    beside = (key(f"Status {other}", Status(opd.code, other)),) if other is not None else ()
    return Part(text, tuple(ways), beside)


async def _several(visit: Visit, own: list[Opd]) -> Part:
    """Return a line for each OPD, the most urgent first, and a key for the first of them."""
    now = visit.context.now
    found = []
    for opd in own:
        years = await _years(visit, opd)
        found.append((opd, years.shown, await report_rows(visit.uow, opd.code, years.shown)))
    found.sort(key=lambda one: _urgency(_owed(one[2])))
    year = found[0][1]
    lines = [
        # Each OPD goes over into the new year by itself: only what is of another year says so.
        texts.opd_line(opd.short_name if of == year else f"{opd.short_name} {of}", rows, _owed(rows)[:1], now)
        for opd, of, rows in found
    ]
    shown = found if len(found) <= _MOST_KEYS else found[: _MOST_KEYS - 1]
    ways = [Way(Rank.NEXT, opd.short_name, Status(opd.code)) for opd, _, _ in shown]
    if len(found) > len(shown):
        ways.append(Way(Rank.NEXT, "OPD lain", Status("")))
    return Part(texts.opd_lines(year, lines[:MOST_OPD], len(lines) - MOST_OPD), tuple(ways))


async def _years(visit: Visit, opd: Opd) -> Years:
    return await years_of(visit.uow, visit.context, opd, 0, to_follow=True)


def _owed(rows: list[Row]) -> list[Row]:
    """Return what the OPD has to send, the most urgent first."""
    return sorted((row for row in rows if row.is_open), key=lambda row: _urgency([row]))


def _urgency(rows: list[Row]) -> tuple[bool, bool, bool, float]:
    """Return by what the first of these rows is sorted: something first, returned first, then by deadline.

    What is not out yet comes last.
    """
    first = next(iter(rows), None)
    if first is None:
        return True, True, True, 0
    due = first.due.timestamp() if first.due is not None else float("inf")
    return False, _is_expected(first), first.standing.returned is None, due


def _is_expected(row: Row) -> bool:
    """Return whether its OPD has said that there is nothing to report yet, and nobody began to."""
    return row.standing.expected is not None and row.draft is None


def _ways(opd: Opd, year: int, rows: list[Row]) -> list[Way]:
    """Return a key for each report that is owed; one is coloured: the one to press first."""
    return [
        _way(opd, year, row, Rank.NEXT if number or _is_expected(row) else Rank.ASKED)
        for number, row in enumerate(_owed(rows))
    ]


def _way(opd: Opd, year: int, row: Row, rank: Rank) -> Way:
    """Return the key that leads straight into a report."""
    name, returned = row.indicator.title, row.standing.returned
    if row.draft is not None:
        return Way(rank, f"Lanjutkan {name}", OpenReport(opd.code, row.indicator.key, year))
    if returned is not None:
        return Way(rank, f"Perbaiki {name}", Repair(returned.id))
    return Way(rank, f"Lapor {name}", OpenReport(opd.code, row.indicator.key, year))


def _history(opd: Opd) -> Way:
    return Way(Rank.USUAL, "Riwayat", History(opd.code, 0))
