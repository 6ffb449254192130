"""A setting of a year as the audit trail tells it: what it is about, and its value in words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from domain.errors import InvalidAnswer
from domain.indicators import Indicator, by_key, yearly_rules
from domain.indicators.indicator import Yearly
from domain.language.numbers import parse_decimal
from domain.reminders.changed import about_of
from domain.years.rules import (
    BASIS,
    CLOSED_AT,
    DAY_OFF,
    STEPS_AFTER,
    STEPS_BEFORE,
    TARGET,
    WORKING,
    setting_keys,
)
from domain.years.target_form import ROMAN
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
    return f"{_of_year(key)} {year}"


def _of_year(key: str) -> str:
    """Return what "target.sakip", "basis.anjab", "sakip.minimum" or "closed_at" are about."""
    kind, _, about = key.partition(".")
    if key not in setting_keys():
        return "ketentuan"
    if kind == TARGET:
        indicator, _, quarter = about.partition(".tw")
        return f"target {by_key(indicator).title}{f' TW {ROMAN[int(quarter)]}' if quarter else ''}"
    if kind == BASIS:
        return f"dasar hukum {by_key(about).title}"
    yearly = _yearly().get(key)
    if yearly is not None:
        return _rule(*yearly)
    return "tahun"


def _rule(indicator: Indicator, yearly: Yearly) -> str:
    """Return "aturan SAKIP", and which it is where the indicator has several."""
    which = f", {words.within(yearly.title)}" if len(indicator.yearly) > 1 else ""
    return f"aturan {indicator.title}{which}"


def _yearly() -> Mapping[str, tuple[Indicator, Yearly]]:
    return {yearly.key: (indicator, yearly) for indicator, yearly in yearly_rules()}


def value(said: str, stored: str) -> str:
    """Return the value of the setting that `said` names in words; what needs none is returned as it is."""
    key = said.partition(" ")[2]
    if key == CLOSED_AT and not stored:
        return "terbuka"
    try:
        return _told(key, stored) if stored else stored
    except (InvalidAnswer, ValueError):
        return stored


def _told(key: str, stored: str) -> str:
    """Raises InvalidAnswer or ValueError for what this program cannot read."""
    if about_of(key) is not None:
        return words.short_moment(datetime.fromisoformat(stored))
    if key == CLOSED_AT:
        return f"ditutup {words.short_moment(datetime.fromisoformat(stored))}"
    if key in _STEPS:
        return _STEPS[key][1](stored)
    if key in _yearly():
        yearly = _yearly()[key][1]
        return yearly.said(yearly.read(stored))
    if key.startswith(f"{TARGET}.") and key in setting_keys():
        return f"{words.plain(parse_decimal(stored, minimum=Decimal(0), maximum=Decimal(100)))} %"
    return "hari kerja" if key.startswith(f"{DAY_OFF}.") and stored == WORKING else stored
