"""`/belum`: how many OPD still owe a report, until when, and at which of them nobody can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.figures.asking import is_number
from domain.indicators import Indicator
from domain.language.dates import day_of, year_of
from domain.overdue.alike import Alike, Pressing, many
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
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
class Counted:
    """One report or evaluation, and how many OPD owe it in which way.

    `expecting` are the first that have said that it is not out yet, by what they are called.
    """

    indicator: Indicator
    due: datetime | None
    total: int
    owed: Sequence[Alike]
    expecting: Sequence[tuple[str, ReportEvent]] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One OPD of a list, and how pressing what it owes is."""

    opd: Opd
    pressing: Pressing

    @property
    def icon(self) -> str:
        return _ICONS[self.pressing]


_ICONS = {
    Pressing.LATE: words.LATE,
    Pressing.RETURNED: words.RETURNED,
    Pressing.MISSING: words.MISSING,
}


@dataclass(frozen=True, slots=True)
class Named:
    """The first OPD of some, and how many they are."""

    first: Sequence[str]
    total: int


_NOBODY = Named((), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the list says beside its keys: of each indicator what is owed, and where nobody is reached."""

    scope: Scope
    year: int
    counted: Sequence[Counted] = ()
    total: int
    """OPD of all pages."""
    without: Named = _NOBODY
    silent: Named = _NOBODY
    sought: str = ""


def overdue(told: Listed, now: datetime, shown: int, updated: str = "") -> str:
    """Return the list's text; the OPD themselves, `shown` of them, stand on its keys.

    `updated` says when it changed by itself.
    """
    if told.sought:
        return words.paragraphs(words.bold(f"Belum lapor {told.year}"), _found(told, shown))
    return words.paragraphs(
        words.lines(words.bold(f"Belum lapor {told.year} · {told.scope.sub_bagian.short_name}"), updated),
        *(_counted(one, now) for one in told.counted),
        words.lines(_named("Tanpa operator", told.without), _named("Tidak terjangkau", told.silent)),
    )


def _found(told: Listed, shown: int) -> str:
    found = told.total
    if not found and is_number(told.sought):
        return no_such_number(told.sought)
    if not found:
        return (
            f"Tidak ada OPD yang belum lapor dan cocok dengan {words.quote(told.sought)}. "
            "Ketik sebagian nama lain."
        )
    more = f" Ini {shown} yang pertama; ketik lebih lengkap." if found > shown else ""
    return f"{found} OPD cocok dengan {words.quote(told.sought)}.{more}"


def _counted(one: Counted, now: datetime) -> str:
    """Return an indicator with how many OPD are missing, and until when everybody has."""
    title, owed = words.bold(one.indicator.title), many(one.owed)
    if not owed:
        return f"{words.VERIFIED} {title} · sudah lengkap"
    if one.indicator.reported_by_operator:
        back = many(alike for alike in one.owed if alike.returned)
        missing = missing_of(owed - back, back, f" dari {one.total}")
    else:
        missing = f"{owed} belum dinilai"
    return words.lines(f"{title} · {missing}", deadline(one.due, now), _expected(one, now))


def _expected(one: Counted, now: datetime) -> str:
    """Return which of the OPD have said that there is nothing to report yet, and when there will be."""
    said = many(alike for alike in one.owed if alike.expected)
    if not said:
        return ""
    named = [f"{name} ({when(event, day_of(now)) or '?'})" for name, event in one.expecting]
    return words.escape(f"{said} {state_of(one.indicator)}: {words.some(named, MOST_EXPECTED, said)}")


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


def _named(what: str, found: Named) -> str:
    if not found.total:
        return ""
    return f"{what}: {words.escape(words.some(found.first, MOST_NAMED, found.total))}"


def until(due: datetime | None, now: datetime) -> str:
    """Return an OPD's own deadline in few characters: "2 Des 16.00, 9 hari lagi", "lewat 3 hari (20 Nov)"."""
    if due is None:
        return words.NO_DEADLINE
    days = (day_of(due) - day_of(now)).days
    when = f"{words.short_day(day_of(due)).removesuffix(f' {year_of(now)}')} {words.clock(due)}"
    if has_passed(due, now):
        return f"lewat {-days} hari ({when})" if days else f"lewat sejak pukul {words.clock(due)}"
    return f"{when}, {words.unbroken(words.days_left(days))}"
