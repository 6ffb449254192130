"""Dates as people type and read them, and the instants at which a year and its quarters end, in WIB."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import InvalidAnswer, Problem
from domain.language.written import answered, seen

WIB = ZoneInfo("Asia/Jakarta")
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years a person may type; two digits mean these, anything outside is a slip of the finger."""
LONGEST_DATE = 40
"""Characters."""
QUARTERS, MONTHS_PER_QUARTER = 4, 3
_MONTHS_A_YEAR = 12

_MONTH_NAMES = (
    ("januari", "jan", "january"),
    ("februari", "pebruari", "feb", "peb", "february"),
    ("maret", "mar", "mrt", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("agustus", "agu", "agt", "ags", "agus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des", "dec", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
_WEEKDAY_NAMES = (
    ("senin", "sen", "monday", "mon"),
    ("selasa", "sel", "tuesday", "tue"),
    ("rabu", "rab", "wednesday", "wed"),
    ("kamis", "kam", "thursday", "thu"),
    ("jumat", "jum'at", "jum", "friday", "fri"),
    ("sabtu", "sab", "saturday", "sat"),
    ("minggu", "ahad", "min", "sunday", "sun"),
)
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names}
_DAYS_AWAY = {"hari ini": 0, "kemarin": -1, "besok": 1}
_SEPARATOR = r"(?:\s*[-/.,]\s*|\s+)"
_YEAR = r"'?(?P<year>[0-9]{4}|[0-9]{2})"
_BEFORE_DATE = re.compile(
    rf"(?:hari )?(?:(?P<weekday>{'|'.join(_WEEKDAYS)})\b[.,]?\s*)?(?:(?:tanggal|tgl)\b[.:]?\s*)?"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}|[a-z]+){_SEPARATOR}{_YEAR}"
)
_MONTH_FIRST = re.compile(rf"(?P<month>[a-z]+)\.? (?P<day>[0-9]{{1,2}})(?:, ?| ){_YEAR}")  # "Jan 15, 2026"
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_END_OF_DAY = time(23, 59, 59, 999999)
MONTHS = tuple(names[0].capitalize() for names in _MONTH_NAMES)
DAYS = tuple(names[0].capitalize() for names in _WEEKDAY_NAMES)
"""As the screen shows them; a week begins on Monday."""


def parse_date(text: str, today: date) -> date:
    """Return the day typed: "Kamis, 31 Desember 2026", "31/12/26", "2026-12-31", "kemarin", "hari ini".

    The day comes before the month, as Indonesians write, unless a year of four digits or the month's name
    comes first. Whether a day in the future fits is for the caller to say. Raises InvalidAnswer: EMPTY;
    NOT_A_DATE, also without a year; NO_SUCH_DAY for 31 February; OUT_OF_RANGE (minimum, maximum) for a year
    outside 2000–2099; OTHER_WEEKDAY (weekday, the right one) where the day's name contradicts the date: one
    of the two is a slip, and which one is not for us to say.
    """
    plain = plain_words(text, Problem.NOT_A_DATE)
    if plain in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[plain])
    return written_day(plain)


def written_day(plain: str, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> date:
    """Return the day that `answered` text says in figures or words, of a year from `first` to `last`.

    Raises InvalidAnswer as `parse_date`.
    """
    before = _BEFORE_DATE.match(plain)
    day = _day_of(plain[before.end() :] if before else plain, first, last)
    said = before["weekday"] if before else None
    if said is not None and _WEEKDAYS[said] != day.weekday():
        raise InvalidAnswer(Problem.OTHER_WEEKDAY, {"weekday": DAYS[day.weekday()]})
    return day


def _day_of(plain: str, first: int, last: int) -> date:
    found = (way.fullmatch(plain) for way in (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST))
    typed = next(filter(None, found), None)
    if typed is None:
        raise InvalidAnswer(Problem.NOT_A_DATE)
    year, month = full_year(typed["year"], first, last), month_number(typed["month"])
    if month is None:
        raise InvalidAnswer(Problem.NOT_A_DATE)
    if year is None:
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(first), "maximum": str(last)})
    try:
        return date(year, month, int(typed["day"]))
    except ValueError as impossible:
        raise InvalidAnswer(Problem.NO_SUCH_DAY) from impossible


def says_date(text: str, today: date) -> bool:
    """Return whether a text is plainly a date."""
    try:
        parse_date(text, today)
    except InvalidAnswer:
        return False
    return True


def month_number(word: str) -> int | None:
    """Return 1–12 for a month's name, its usual short form or its number, else None."""
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= len(_MONTH_NAMES) else None
    return _MONTHS.get(word)


def full_year(digits: str, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> int | None:
    """Return the year of two or four digits, or None outside `first` to `last`; two digits mean 2000–2099."""
    year = int(digits) + (FIRST_YEAR if len(digits) <= len("26") else 0)
    return year if first <= year <= last else None


def format_day(value: date) -> str:
    """Return "31 Desember 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def format_short_day(value: date) -> str:
    """Return "31 Des 2026"."""
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def format_answered_day(iso: str) -> str:
    """Return "Rabu, 2 Des 2026" for a day as an answer holds it: "2026-12-02"."""
    value = date.fromisoformat(iso)
    return f"{DAYS[value.weekday()]}, {format_short_day(value)}"


def format_month(canonical: str) -> str:
    """Return "Maret 2027" for the canonical "2027-03"."""
    year, number = canonical.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; of 29 February, in a common year, 28 February."""
    return months_after(day, years * _MONTHS_A_YEAR)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or that month's last day where it has none."""
    count = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(count, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def format_age(day: date, today: date) -> str:
    """Return how old something of that day is, by the calendar: "6 tahun 2 bulan", "5 tahun 1 hari".

    Days are told only where there are no months beside the years; 0 days are "0 hari".
    """
    months = (today.year - day.year) * _MONTHS_A_YEAR + today.month - day.month
    if months_after(day, months) > today:
        months -= 1
    years, rest = divmod(months, _MONTHS_A_YEAR)
    days = (today - months_after(day, months)).days
    parts = [(years, "tahun"), (rest, "bulan"), (days if not rest else 0, "hari")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 hari"


def plain_words(text: str, problem: Problem) -> str:
    """Return the text as short answers are compared (see `domain.language.written`).

    Raises InvalidAnswer: EMPTY, or `problem` beyond LONGEST_DATE characters that can be seen.
    """
    if len(seen(text)) > LONGEST_DATE:
        raise InvalidAnswer(problem)
    plain = answered(text)
    if not plain:
        raise InvalidAnswer(Problem.EMPTY)
    return plain


def year_end(year: int) -> datetime:
    """Return the last instant of 31 December, WIB: the minute 23.59 belongs to the year (inclusive)."""
    return datetime.combine(date(year, 12, 31), _END_OF_DAY, tzinfo=WIB)


def quarter_end(year: int, quarter: int) -> datetime:
    """Return the last instant of the quarter (1–4), WIB. Raises ValueError for any other quarter."""
    if not 1 <= quarter <= QUARTERS:
        raise ValueError(f"a year has no quarter {quarter}")
    if quarter == QUARTERS:
        return year_end(year)
    last_day = date(year, quarter * MONTHS_PER_QUARTER + 1, 1) - timedelta(days=1)
    return datetime.combine(last_day, _END_OF_DAY, tzinfo=WIB)


def last_quarter_end(today: date) -> date:
    """Return the last day of the newest quarter that is over."""
    first_month = (today.month - 1) // MONTHS_PER_QUARTER * MONTHS_PER_QUARTER + 1
    return date(today.year, first_month, 1) - timedelta(days=1)


def day_of(instant: datetime) -> date:
    """Return the day of that instant in WIB. Raises ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone")
    return instant.astimezone(WIB).date()


def next_at(now: datetime, clock: time) -> datetime:
    """Return the next instant after now at which clocks in WIB show that time."""
    today = datetime.combine(day_of(now), clock, tzinfo=WIB)
    return today if today > now else datetime.combine(day_of(now) + timedelta(days=1), clock, tzinfo=WIB)


def year_of(instant: datetime) -> int:
    """Return the year of that instant in WIB. Raises ValueError for an instant without a time zone."""
    return day_of(instant).year
