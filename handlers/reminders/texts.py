"""What a reminder says: everything that is owed and by when, and what has become of it since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.deadlines.due import has_passed
from domain.language.dates import day_of, year_of
from domain.reminders.snoozing import Wish
from domain.reports.events import ReportEvent
from domain.reports.expected import expected_month
from domain.units.opd import Opd
from handlers.reporting import Row
from handlers.words import words
from handlers.words.expected import awaited

_NAMED = (20, 12, 8)
"""How many reports one message names: fewer where it would be too long."""
DAYS_IN_A_WEEK = 7

NOTED = "Sudah dicatat. Terima kasih!"
ALL_DONE = f"{words.VERIFIED} Semua sudah dilaporkan. Terima kasih!"
NOTHING_OWED = "Tidak ada lagi yang perlu dilaporkan. Terima kasih!"
LATE_IS_WELCOME = "Yang lewat tenggat tetap bisa dikirim."
NOT_YOURS = "Tombol pengingat ini hanya untuk penerimanya."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One report that a reminder names, as it stands now. `reader` is the id of whoever is reminded."""

    opd: Opd
    year: int
    row: Row
    owed: bool
    reader: int

    @property
    def expected(self) -> ReportEvent | None:
        return self.row.standing.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """All that a reminder shows. `lines`: most pressing first; `again_at`: when it was asked for again."""

    name: str
    lines: Sequence[Line]
    repeated: bool = False
    again_at: datetime | None = None
    asker: str = ""
    """Who asked for it, with their unit; "": nobody but the calendar."""

    @property
    def owed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.owed)

    @property
    def noted(self) -> tuple[Line, ...]:
        """What its OPD has said since it went out: it is not out yet."""
        return tuple(line for line in self.lines if not line.owed and line.expected is not None)


def reminder(told: Reminding, now: datetime) -> str:
    """Return the message, as it is sent and as it is edited whenever a report comes in or goes back."""
    if not told.lines:
        return NOTHING_OWED
    return words.fitting(lambda most: _reminder(told, now, most), _NAMED)


def _reminder(told: Reminding, now: datetime, most: int) -> str:
    years = {line.year for line in told.lines}
    late = any(has_passed(line.row.due, now) for line in told.owed)
    return words.paragraphs(
        words.lines(words.bold(first_line(told, now)), _about(told, years)),
        _opening(told),
        *_blocks(told, now, most, name_years=len(years) > 1),
        LATE_IS_WELCOME if late else "",
        again(told.again_at, now) if told.again_at is not None and told.owed else "",
        "" if told.owed else NOTED if told.noted else ALL_DONE,
    )


def first_line(told: Reminding, now: datetime) -> str:
    """Return all that a locked phone shows (not escaped): "⏰ SAKIP besok 16.00 (+2 lagi) – Dinkes"."""
    opds = {line.opd.code: line.opd.short_name for line in told.lines}
    whose = next(iter(opds.values())) if len(opds) == 1 else f"{len(opds)} OPD"
    if not told.owed and told.noted:
        return f"{words.MISSING} Sudah dicatat – {whose}"
    if not told.owed:
        return f"{words.VERIFIED} Sudah dilaporkan – {whose}"
    first, others = told.owed[0], len(told.owed) - 1
    repair = "Perbaikan " if first.row.standing.returned is not None else ""
    name = f"{repair}{_name(first, name_year=first.year != year_of(now))}"
    icon = f"{words.LATE} " if _presses(first.row.due, now) else ""
    more = f" (+{others} lagi)" if others else ""
    return f"{icon}{name} {_soon(first.row.due, now)}{more} – {whose}"


def _presses(due: datetime | None, now: datetime) -> bool:
    """Return whether it is due until tomorrow, or late."""
    return due is not None and (day_of(due) - day_of(now)).days <= 1


def _soon(due: datetime | None, now: datetime) -> str:
    """Return until when, in few characters: "besok 16.00", "31 Des 16.00", "lewat 1 hari"."""
    if due is None:
        return "belum dikirim"
    days = (day_of(due) - day_of(now)).days
    if has_passed(due, now):
        return f"lewat {-days} hari" if days else f"lewat sejak {words.clock(due)}"
    day = words.days_left(days) if days <= 1 else words.short_day(day_of(due))
    return f"{day.removesuffix(f' {year_of(now)}')} {words.clock(due)}"


def _about(told: Reminding, years: Collection[int]) -> str:
    opds = {line.opd.code: line.opd.name for line in told.lines}
    heading = f"Pengingat laporan{f' {min(years)}' if len(years) == 1 else ''}"
    return f"{heading} · {words.escape(*opds.values())}" if len(opds) == 1 else heading


def _opening(told: Reminding) -> str:
    if not told.owed:
        return ""
    name = words.escape(told.name)
    if told.asker:
        return f"Bapak/Ibu {name}, {words.escape(told.asker)} mengingatkan. Yang masih perlu dikirim:"
    if told.repeated:
        return f"Bapak/Ibu {name}, seperti diminta, kami ingatkan lagi. Yang masih perlu dikirim:"
    return f"Bapak/Ibu {name}, yang masih perlu dikirim:"


def _blocks(told: Reminding, now: datetime, most: int, *, name_years: bool) -> list[str]:
    """Return a paragraph for each report, or, where there are several OPD, for each OPD."""
    shown = [(line, _line(line, now, name_year=name_years)) for line in told.lines[:most]]
    opds = {line.opd.code: line.opd.name for line in told.lines}
    rest = len(told.lines) - len(shown)
    more = [f"… dan {rest} laporan lain; semuanya ada di /lapor."] if rest else []
    if len(opds) == 1:
        return [*(text for _, text in shown), *more]
    named = dict.fromkeys(line.opd.code for line, _ in shown)
    of_opd = {code: [text for line, text in shown if line.opd.code == code] for code in named}
    return [*(words.lines(words.bold(opds[code]), *texts) for code, texts in of_opd.items()), *more]


def _line(line: Line, now: datetime, *, name_year: bool) -> str:
    name = words.bold(_name(line, name_year=name_year))
    if not line.owed and line.expected is not None:
        return f"{words.MISSING} {name} – {words.escape(awaited(line.expected, day_of(now)))}"
    if not line.owed:
        return f"{words.VERIFIED} {name} – sudah dilaporkan"
    returned = ["perlu perbaikan"] if line.row.standing.returned is not None else []
    due = line.row.due
    return words.lines(
        f"{line.row.icon(now)} {name} – {', '.join([*returned, left(due, now)])}",
        words.moment(due) if due is not None and day_of(due) != day_of(now) else "",
        _expected(line, now),
        _draft(line, now),
    )


def _expected(line: Line, now: datetime) -> str:
    """Return what the OPD has said of it: that it is expected this month, or when."""
    if line.expected is None:
        return ""
    month, not_out = expected_month(line.expected), line.row.indicator.not_out
    if month is not None and not_out is not None and month.first <= day_of(now) < month.after:
        return f"Bulan ini {not_out.arrives}."
    return words.escape(awaited(line.expected, day_of(now)))


def _name(line: Line, *, name_year: bool) -> str:
    return f"{line.row.indicator.title}{f' {line.year}' if name_year else ''}"


def left(due: datetime | None, now: datetime) -> str:
    """Return what is left until a deadline, or by how many days it has passed."""
    if due is None:
        return words.NO_DEADLINE
    days = (day_of(due) - day_of(now)).days
    if days == 0:
        return f"{'lewat tenggat' if has_passed(due, now) else 'hari ini'} pukul {words.clock(due)} WIB"
    return f"lewat {-days} hari" if days < 0 else words.days_left(days)


def _draft(line: Line, now: datetime) -> str:
    draft = line.row.draft
    if draft is None:
        return ""
    whose = "Bapak/Ibu" if draft.touched_by == line.reader else words.escape(line.row.touched_by)
    return f"draf {whose}, {words.ago(draft.touched_at, now)}"


def again(at: datetime, now: datetime) -> str:
    """Return when the reminder comes again, as the reminder and the answer to a press say it."""
    return f"Baik, kami ingatkan lagi {_when(at, now)}."


def too_near(due: datetime, now: datetime) -> str:
    """Return why nothing can be put off any more."""
    return f"Tenggatnya {_when(due, now)}, jadi pengingat tidak bisa ditunda lagi."


def _when(at: datetime, now: datetime) -> str:
    day, clock = day_of(at), f"pukul {words.clock(at)}"
    days = (day - day_of(now)).days
    if days <= 1:
        return f"{words.days_left(days)} {clock}"
    return f"{words.DAYS[day.weekday()]}, {words.day(day)} {clock}"


def open_label(line: Line, *, alone: bool, several: bool, name_year: bool) -> str:
    """Return what the key of a report is called: what to do, with its name unless it is alone; or its OPD."""
    if line.row.draft is not None:
        verb = "Lanjutkan"
    else:
        verb = "Perbaiki" if line.row.standing.returned is not None else "Lapor"
    if alone:
        return f"{verb} sekarang"
    name = _name(line, name_year=name_year)
    return f"{name} · {line.opd.name}" if several else f"{verb} {name}"


def snooze_label(wish: Wish, until: datetime, now: datetime) -> str:
    """Return what will happen: "2 jam lagi", or the moment where it is another."""
    if wish is Wish.TWO_HOURS and until - now == timedelta(hours=2):
        return "2 jam lagi"
    day, clock = day_of(until), words.clock(until)
    days = (day - day_of(now)).days
    if days <= 1:
        return f"{'Besok' if days else 'Hari ini'} {clock}"
    if days < DAYS_IN_A_WEEK:
        return f"{words.DAYS[day.weekday()]} {clock}"
    return f"{day.day} {words.MONTHS[day.month - 1]} {clock}"
