"""The small change of every screen: escaping, dates, sizes, icons."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from html import escape as _escape

from domain.deadlines.due import has_passed
from domain.language import dates, numbers, written
from domain.language.dates import WIB
from domain.reports.events import State

DAYS, MONTHS = dates.DAYS, dates.MONTHS
day, short_day, month = dates.format_day, dates.format_short_day, dates.format_month
grouped, plain, cut = numbers.format_whole, numbers.format_shortest, written.cut
within = written.within
"""As the forms write them, too."""

MISSING, DRAFT, WAITING, VERIFIED, RETURNED, LATE = "⬜", "📝", "🕓", "✅", "🔁", "⏰"
UNMET = "🔶"
"""Verified, and the rule of the year is not met: neither done (✅) nor refused."""
ICONS = {
    State.MISSING: MISSING,
    State.WAITING: WAITING,
    State.VERIFIED: VERIFIED,
    State.RETURNED: RETURNED,
}


def verified(*, met: bool) -> str:
    """Return the icon of a verified answer: whether it was checked and whether it counts are two things."""
    return VERIFIED if met else UNMET


def verdict(*, met: bool) -> str:
    return "memenuhi" if met else "belum memenuhi"


def but_unmet(*, met: bool) -> str:
    """Return what stands behind a verified answer that does not count; nothing behind all others."""
    return "" if met else " · belum memenuhi"


SAVED = "✅ Tersimpan."
NO_DEADLINE = "belum ada tenggat"
SEARCH_AGAIN = "Untuk mencoba kata lain, tekan Cari nama OPD."
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
BAR_LENGTH = 10
LONGEST_QUOTE = 40
LONGEST_MESSAGE = 4096
"""Characters that Telegram takes; counted with the markup, so a message is surely short enough."""


def escape(text: str) -> str:
    """Return the text with what HTML would read as markup made harmless."""
    return _escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def unbroken(text: str) -> str:
    """Return a text that no phone breaks into two lines."""
    return text.replace(" ", "\u00a0")


def quote(text: str) -> str:
    """Return what a person typed, short enough to be named in a sentence, between Indonesian quotes."""
    line = " ".join(text.split())
    return f"“{escape(cut(line, LONGEST_QUOTE))}”"


def some(names: Sequence[str], most: int, total: int = 0) -> str:
    """Return the first names, and how many of all (`total`) are beside them (not escaped)."""
    count = max(total, len(names))
    others = f" dan {count - most} lainnya" if count > most else ""
    return f"{', '.join(names[:most])}{others}"


def more(left: int, what: str = "OPD") -> str:
    """Return how many are not named, or nothing."""
    return f"dan {left} {what} lain" if left > 0 else ""


def weekday(value: date) -> str:
    """Rabu, 2 Desember 2026."""
    return f"{DAYS[value.weekday()]}, {day(value)}"


def short_weekday(value: date, this_year: int) -> str:
    """Rabu 2 Des, with the year only if it is another."""
    return f"{DAYS[value.weekday()]} {short_day(value).removesuffix(f' {this_year}')}"


def clock(instant: datetime) -> str:
    """09.15 (WIB, without saying so)."""
    return f"{instant.astimezone(WIB):%H.%M}"


def moment(instant: datetime) -> str:
    """31 Desember 2026 pukul 16.00 WIB."""
    return f"{day(instant.astimezone(WIB).date())} pukul {clock(instant)} WIB"


def short_moment(instant: datetime) -> str:
    """22 Nov 2026 09.15 WIB."""
    return f"{short_day(instant.astimezone(WIB).date())} {clock(instant)} WIB"


AGE = re.compile(r"baru saja|\d+ (?:menit|jam) lalu")
"""How `ago` and `length` say what is not yet a day old: it is another with every minute."""


def ago(then: datetime, now: datetime) -> str:
    """Return how long ago that was, in the largest unit that is not zero."""
    passed = max(now - then, timedelta())
    return "baru saja" if passed < timedelta(minutes=1) else f"{length(passed)} lalu"


def length(passed: timedelta) -> str:
    """Return a length of time in the largest unit of which a whole one has passed: "3 hari", "0 menit"."""
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)} menit"
    if passed < timedelta(days=1):
        return f"{passed // timedelta(hours=1)} jam"
    return f"{passed.days} hari"


def deadline(due: datetime, now: datetime) -> str:
    """Return the deadline with what is left of it, or that it has passed; the year only if it is another."""
    day_due, today = due.astimezone(WIB).date(), now.astimezone(WIB).date()
    days = (day_due - today).days
    when = short_day(day_due).removesuffix(f" {today.year}") + f" pukul {clock(due)}"
    if has_passed(due, now):
        return f"lewat tenggat {when}"
    if days == 0:
        return f"tenggat hari ini pukul {clock(due)}"
    return f"tenggat {when} ({days_left(days)})"


def days_left(days: int) -> str:
    """Return how far off a day is that is not past: "hari ini", "besok", "3 hari lagi"."""
    return "hari ini" if days == 0 else "besok" if days == 1 else f"{days} hari lagi"


def bar(ratio: Fraction) -> str:
    """Return ten blocks; a started tenth is not shown as a full one, so only 100 % looks full."""
    full = int(ratio * BAR_LENGTH)
    return "▓" * full + "░" * (BAR_LENGTH - full)


def size(count: int) -> str:
    """Return a number of bytes as people read it: 120 KB, 1,2 MB."""
    if count < MEGABYTE:
        return f"{max(1, round(count / KILOBYTE))} KB"
    return f"{count / MEGABYTE:.1f} MB".replace(".", ",")


def paragraphs(*parts: str) -> str:
    """Return the parts that say something, with an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def folded(parts: Sequence[str]) -> str:
    """Return lines of plain text that take three lines of the screen until they are opened; "" for none."""
    return f"<blockquote expandable>{escape(chr(10).join(parts))}</blockquote>" if parts else ""


def fitting(tell: Callable[[int], str], most: Iterable[int]) -> str:
    """Return what is told with the first of these numbers that one message has room for, or the last."""
    text = ""
    for many in most:
        text = tell(many)
        if len(text) <= LONGEST_MESSAGE:
            break
    return text
