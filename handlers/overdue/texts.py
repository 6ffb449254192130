"""`/belum`: which OPD still owe a report, by when, and who of them nobody can be reached at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.language.dates import day_of
from domain.people.person import Person, SubBagian
from handlers.words import words
from handlers.words.people import NO_OPERATOR

NOBODY_REACHED = "OPD tanpa operator tidak menerima pengingat; mintalah admin mengundang lewat /undang."
UNREACHED = "operator tidak terjangkau"
HOW_TO_REACH = "Operator yang tidak terjangkau perlu membuka bot dan menekan Mulai; hubungi dengan cara lain."


@dataclass(frozen=True, slots=True)
class Owed:
    """One OPD of the list. `due` is its own: later than everybody's by an extension, or by a review."""

    entry: Entry
    due: datetime | None
    operators: tuple[Person, ...]

    @property
    def is_unreached(self) -> bool:
        """Whether there are operators and the bot's messages reach none of them."""
        return bool(self.operators) and all(one.unreachable is not None for one in self.operators)


@dataclass(frozen=True, slots=True)
class Owing:
    """One indicator and the OPD of which nothing (or only a returned report) is there."""

    indicator: Indicator
    due: datetime | None
    total: int
    opds: tuple[Owed, ...]


def overdue(
    sub_bagian: SubBagian,
    year: int,
    owing: Sequence[Owing],
    page: Sequence[tuple[Owing, Owed]],
    now: datetime,
) -> str:
    """Return one page: every indicator with its count, and the OPD on this page below theirs."""
    reports = [one for one in owing if one.indicator.reported_by_operator]
    owing_reports = [owed for one in reports for owed in one.opds]
    return words.paragraphs(
        words.lines(words.bold(f"Belum lapor {year}"), words.escape(sub_bagian.full_name)),
        *(_section(one, [owed for of, owed in page if of is one], now) for one in owing),
        words.lines(
            NOBODY_REACHED if any(not owed.operators for owed in owing_reports) else "",
            HOW_TO_REACH if any(owed.is_unreached for owed in owing_reports) else "",
        ),
    )


def _section(one: Owing, opds: Sequence[Owed], now: datetime) -> str:
    verb = "belum lapor" if one.indicator.reported_by_operator else "belum dinilai Sub Bagian"
    missing = f"{len(one.opds)} dari {one.total} OPD {verb}" if one.opds else "sudah lengkap"
    return words.lines(
        words.bold(one.indicator.title),
        missing,
        deadline(one.due, now) if one.opds else "",
        *(_line(one, owed, now) for owed in opds),
    )


def deadline(due: datetime | None, now: datetime) -> str:
    """Return the deadline with the days left, or how many days ago it was."""
    if due is None:
        return words.NO_DEADLINE
    late = (day_of(now) - day_of(due)).days
    return f"{words.deadline(due, now)}{f' ({late} hari lalu)' if late > 0 else ''}"


def _line(one: Owing, owed: Owed, now: datetime) -> str:
    returned = owed.entry.standing.returned
    late = words.LATE if has_passed(owed.due, now) else words.MISSING
    icon = words.RETURNED if returned is not None else late
    said = [f"perlu perbaikan sejak {words.short_day(day_of(returned.at))}"] if returned is not None else []
    said += _own_deadline(one, owed, now)
    if one.indicator.reported_by_operator and not owed.operators:
        said.append(NO_OPERATOR)
    if one.indicator.reported_by_operator and owed.is_unreached:
        said.append(UNREACHED)
    told = " – " + ", ".join(said) if said else ""
    return f"{icon} {words.escape(owed.entry.opd.name)}{told}"


def _own_deadline(one: Owing, owed: Owed, now: datetime) -> list[str]:
    """Return until when this OPD has time where that is not until when everybody has."""
    if owed.due is None or owed.due == one.due:
        return []
    until = words.short_day(day_of(owed.due)).removesuffix(f" {day_of(now).year}")
    late = " (lewat)" if has_passed(owed.due, now) else ""
    reviewed = owed.entry.standing.returned is not None
    return [f"{'waktunya' if reviewed else 'perpanjangan'} s.d. {until}{late}"]
