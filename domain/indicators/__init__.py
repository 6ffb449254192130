"""The indicators of the IKU form, as data: menus, `/iku`, reports, exports and the guide follow from them.

The wording is that of the form "Indikator Kinerja Utama" of the Bagian Organisasi, to the letter.
"""

from domain.indicators.anjab import ANJAB
from domain.indicators.ikm import IKM
from domain.indicators.indicator import Chosen, Indicator, Yearly
from domain.indicators.kelembagaan import KELEMBAGAAN
from domain.indicators.ketatalaksanaan import KETATALAKSANAAN
from domain.indicators.sakip import SAKIP
from domain.keys import IndicatorKey

INDICATORS: list[Indicator] = [
    SAKIP,
    KELEMBAGAAN,
    IKM,
    KETATALAKSANAAN,
    ANJAB,
]
"""In the order of the form. Whoever wants some of them asks at the time, so that none is ever forgotten."""


def find(key: str) -> Indicator | None:
    """Return the indicator that is stored under that key, None for a key that none has."""
    return next((indicator for indicator in INDICATORS if indicator.key == key), None)


def by_key(key: str) -> Indicator:
    """Return the indicator that is stored under that key. Raises ValueError for a key that none has."""
    found = find(key)
    if found is None:
        raise ValueError(f"{key!r} is not a valid indicator")
    return found


def place_of(key: str) -> int:
    """Return where in the form it stands, counted from 0. Raises ValueError as `by_key`."""
    return INDICATORS.index(by_key(key))


def key_of(text: str) -> IndicatorKey:
    """Return the key that a text is. Raises as `by_key`."""
    return by_key(text).key


def reported() -> tuple[Indicator, ...]:
    """Return those that operators report."""
    return tuple(indicator for indicator in INDICATORS if indicator.reported_by_operator)


def evaluated() -> tuple[Indicator, ...]:
    """Return those that the Sub Bagian evaluate by themselves."""
    return tuple(indicator for indicator in INDICATORS if not indicator.reported_by_operator)


def yearly_rules() -> tuple[tuple[Indicator, Yearly], ...]:
    """Return what a year may set, beside the indicator whose rule it is about."""
    return tuple((one, yearly) for one in INDICATORS for yearly in one.yearly)


def longest_validity() -> int:
    """Return in how many years, its own included, the longest-lived result may count."""
    return max(indicator.longest_validity for indicator in INDICATORS)


__all__ = [
    "INDICATORS",
    "Chosen",
    "Indicator",
    "Yearly",
    "by_key",
    "evaluated",
    "find",
    "key_of",
    "longest_validity",
    "place_of",
    "reported",
    "yearly_rules",
]
