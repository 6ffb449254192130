"""A setting of a year as the audit trail tells it: what it is about, and its value in words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from domain.indicators import by_key
from domain.reminders.changed import about_of
from domain.years.rules import DAY_OFF, STEPS_AFTER, STEPS_BEFORE, WORKING
from handlers.words import steps, words

_STEPS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    STEPS_BEFORE: ("pengingat sebelum tenggat", steps.before),
    STEPS_AFTER: ("pengingat sesudah tenggat", steps.after),
}


def subject(said: str, opds: Mapping[str, str]) -> str:
    """Return what "2026 extension.sakip.DISHUB" is about: "perpanjangan SAKIP 2026 Dinas Perhubungan"."""
    year, _, key = said.partition(" ")
    about = about_of(key)
    if about is not None:
        what = "perpanjangan" if about.opd else "tenggat"
        whose = f" {opds.get(about.opd, about.opd)}" if about.opd else ""
        return f"{what} {by_key(about.indicator).title} {year}{whose}"
    if key in _STEPS:
        return f"{_STEPS[key][0]} {year}"
    if key.startswith(f"{DAY_OFF}."):
        return f"hari libur {words.short_day(date.fromisoformat(key.removeprefix(f'{DAY_OFF}.')))}"
    return said


def value(said: str, stored: str) -> str:
    """Return the value of the setting that `said` names in words; what needs none is returned as it is."""
    key = said.partition(" ")[2]
    if not stored:
        return stored
    if about_of(key) is not None:
        return words.short_moment(datetime.fromisoformat(stored))
    if key in _STEPS:
        return _STEPS[key][1](stored)
    return "hari kerja" if key.startswith(f"{DAY_OFF}.") and stored == WORKING else stored
