"""`/belum`: how many OPD still owe a report, until when, and at which of them nobody can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.figures.asking import is_number
from domain.language.dates import day_of, year_of
from handlers.overdue.owing import Debtor, Owing
from handlers.overdue.scope import Scope
from handlers.words import words
from handlers.words.expected import state_of, when
from handlers.words.names import no_such_number

MOST_NAMED = 4
"""OPD named in one line; the others are marked on their own card."""
MOST_EXPECTED = 2
"""OPD named with the month in which they expect their report."""
NOT_YOURS = "Daftar ini hanya untuk Bagian Organisasi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """All that the list shows: of each indicator what is owed, and the OPD, those sought if any were."""

    scope: Scope
    year: int
    owing: Sequence[Owing]
    debtors: Sequence[Debtor]
    sought: str = ""


def overdue(told: Listed, now: datetime, shown: int, updated: str = "") -> str:
    """Return the list's text; the OPD themselves, `shown` of them, stand on its keys.

    `updated` says when it changed by itself.
    """
    if told.sought:
        return words.paragraphs(words.bold(f"Belum lapor {told.year}"), _found(told, shown))
    return words.paragraphs(
        words.lines(words.bold(f"Belum lapor {told.year} · {told.scope.sub_bagian.short_name}"), updated),
        *(_counted(one, now) for one in told.owing),
        words.lines(
            _named("Tanpa operator", [one for one in told.debtors if one.reports and not one.operators]),
            _named("Tidak terjangkau", [one for one in told.debtors if one.reports and one.is_unreached]),
        ),
    )


def _found(told: Listed, shown: int) -> str:
    found = len(told.debtors)
    if not found and is_number(told.sought):
        return no_such_number(told.sought)
    if not found:
        return (
            f"Tidak ada OPD yang belum lapor dan cocok dengan {words.quote(told.sought)}. "
            "Ketik sebagian nama lain."
        )
    more = f" Ini {shown} yang pertama; ketik lebih lengkap." if found > shown else ""
    return f"{found} OPD cocok dengan {words.quote(told.sought)}.{more}"


def _counted(one: Owing, now: datetime) -> str:
    """Return an indicator with how many OPD are missing, and until when everybody has."""
    title = words.bold(one.indicator.title)
    if not one.owed:
        return f"{words.VERIFIED} {title} · sudah lengkap"
    if one.indicator.reported_by_operator:
        back = sum(owed.is_returned for owed in one.owed)
        missing = missing_of(len(one.owed) - back, back, f" dari {one.total}")
    else:
        missing = f"{len(one.owed)} belum dinilai"
    return words.lines(f"{title} · {missing}", deadline(one.due, now), _expected(one, now))


def _expected(one: Owing, now: datetime) -> str:
    """Return which of the OPD have said that there is nothing to report yet, and when there will be."""
    said = [(owed.opd, owed.expected) for owed in one.owed]
    told = [(opd.short_name, event) for opd, event in said if event is not None]
    if not told:
        return ""
    named = [f"{name} ({when(event, day_of(now)) or '?'})" for name, event in told]
    return words.escape(f"{len(told)} {state_of(told[0][1])}: {words.some(named, MOST_EXPECTED)}")


def missing_of(unreported: int, returned: int, total: str = "") -> str:
    """Return how many OPD have not reported, and at how many a report is back: those did report."""
    counts = (
        f"{unreported}{total} OPD belum lapor" if unreported else "",
        f"{returned}{'' if unreported else f'{total} OPD'} perlu perbaikan" if returned else "",
    )
    return " · ".join(count for count in counts if count)


def deadline(due: datetime | None, now: datetime) -> str:
    """Return the deadline with the days left, or how many days ago it was."""
    if due is None:
        return words.NO_DEADLINE
    late = (day_of(now) - day_of(due)).days
    return f"{words.deadline(due, now)}{f' ({late} hari lalu)' if late > 0 else ''}"


def _named(what: str, debtors: Sequence[Debtor]) -> str:
    if not debtors:
        return ""
    return f"{what}: {words.escape(words.some([one.opd.short_name for one in debtors], MOST_NAMED))}"


def until(due: datetime | None, now: datetime) -> str:
    """Return an OPD's own deadline in few characters: "2 Des 16.00, 9 hari lagi", "lewat 3 hari (20 Nov)"."""
    if due is None:
        return words.NO_DEADLINE
    days = (day_of(due) - day_of(now)).days
    when = f"{words.short_day(day_of(due)).removesuffix(f' {year_of(now)}')} {words.clock(due)}"
    if has_passed(due, now):
        return f"lewat {-days} hari ({when})" if days else f"lewat sejak pukul {words.clock(due)}"
    return f"{when}, {words.unbroken(words.days_left(days))}"
