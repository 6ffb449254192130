"""What a new deadline means, said before it is stored, and what it tells those concerned afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import Planned
from domain.deadlines.workdays import Workdays
from domain.indicators import Indicator
from domain.language.dates import day_of, year_of
from domain.reminders.changed import Moved
from handlers.deadlines.texts import day_off_warning, left
from handlers.words import words
from handlers.words.steps import sent_on

_NAMED = (15, 8)
"""How many OPD of one reader are named: fewer where the message would be too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A deadline that is about to be stored. `opds` and `people`: whose it is, and who will be told."""

    indicator: Indicator
    due: datetime | None
    now: datetime
    workdays: Workdays
    opds: int
    people: int
    following: Planned | None
    """The next reminder of it."""
    reviewed_until: datetime | None = None
    """The deadline with the days of a review, where that is later."""
    year_has_begun: bool = True


def effect(shown: Effect) -> str:
    return words.lines(
        *(_meaning(shown, shown.due) if shown.due is not None else ["Sesudahnya tidak ada tenggat."]),
        _reviewed(shown.reviewed_until),
        _concerned(shown),
        _following(shown),
    )


def _meaning(shown: Effect, due: datetime) -> list[str]:
    when = f"{words.weekday(day_of(due))} pukul {words.clock(due)} WIB"
    return [f"Menjadi {words.bold(when)} ({left(due, shown.now)})", day_off_warning(due, shown.workdays)]


def _reviewed(until: datetime | None) -> str:
    if until is None:
        return ""
    return f"Ditambah lamanya pemeriksaan, waktu OPD ini sampai {words.short_moment(until)}."


def _concerned(shown: Effect) -> str:
    if not shown.year_has_begun:
        return "Tahunnya belum berjalan, jadi belum ada yang diberi tahu."
    reports = shown.indicator.reported_by_operator
    verb = "belum lapor" if reports else "belum dinilai"
    who = "operator" if reports else "verifikator lain"
    if not shown.people:
        return f"{shown.opds} OPD {verb}; tidak ada {who} yang perlu diberi tahu."
    return f"{shown.opds} OPD {verb}; {shown.people} {who} akan diberi tahu."


def _following(shown: Effect) -> str:
    if not shown.indicator.reported_by_operator:
        return ""
    if shown.following is None:
        return "Tidak ada pengingat lagi sesudahnya."
    return f"Pengingat berikutnya: {sent_on(shown.following, shown.workdays, day_of(shown.now).year)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A deadline that was set, as one reader of it is told. `opds` is empty for those who evaluate."""

    indicator: Indicator
    year: int
    opds: Sequence[tuple[str, Moved]]
    general: Moved | None
    outstanding: int
    """How many OPD are still to be evaluated."""
    of_one_opd: bool
    """Whether an extension was given or revoked."""
    revoked: bool
    reason: str
    by: str
    now: datetime


def news(told: News) -> str:
    """Return what was set, from when to when, why and by whom."""
    return words.fitting(lambda most: _news(told, most), _NAMED)


def _first_line(told: News, moved: Sequence[Moved]) -> str:
    """Return until when the report is due now, and what was done: all that a locked phone shows."""
    this_year = year_of(told.now)
    name = f"Tenggat {told.indicator.title}{f' {told.year}' if told.year != this_year else ''}"
    if told.revoked:
        done = "perpanjangan dicabut"
    elif all(change.before is None for change in moved):
        done = "ditetapkan"
    else:
        done = "diperpanjang" if told.of_one_opd else "diubah"
    ends = {change.after for change in moved}
    (end,) = ends if len(ends) == 1 else (None,)
    if end is None:
        return f"{name} – {done}"
    return f"{name}: {words.short_day(day_of(end)).removesuffix(f' {this_year}')} {words.clock(end)} – {done}"


def _news(told: News, most: int) -> str:
    moved = [change for _, change in told.opds] + ([told.general] if told.general is not None else [])
    return words.paragraphs(
        words.bold(_first_line(told, moved)),
        *(words.lines(words.escape(opd), _moved(change, told.now)) for opd, change in told.opds[:most]),
        words.more(len(told.opds) - most),
        words.lines(_moved(told.general, told.now), f"{told.outstanding} OPD belum dinilai")
        if told.general is not None
        else "",
        words.lines(
            f"Alasan: {words.escape(told.reason)}" if told.reason else "",
            f"Oleh: {words.escape(told.by)}",
        ),
    )


def _moved(change: Moved, now: datetime) -> str:
    after = change.after
    became = (
        f"{words.bold(words.moment(after))} ({left(after, now)})" if after is not None else words.NO_DEADLINE
    )
    if change.before is None:
        return became
    return words.lines(f"Semula: {words.moment(change.before)}", f"Menjadi: {became}")
