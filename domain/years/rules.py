"""The rules of one year, as data with defaults, and the labels of the capaian."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from domain.errors import InvalidAnswer, InvalidSetting
from domain.indicators.kelembagaan import VALIDITY_YEARS
from domain.indicators.ketatalaksanaan import ITEM_KEYS, REQUIRED
from domain.indicators.sakip import MINIMUM_CHOICES, Predikat, parse_predikat
from domain.keys import IndicatorKey
from domain.language.numbers import parse_decimal, parse_whole, round_half_up
from domain.years.steps import Steps, parse_days

LEGAL_BASIS: Mapping[IndicatorKey, str] = {
    IndicatorKey.SAKIP: "PermenPANRB 88/2021",
    IndicatorKey.KELEMBAGAAN: "PermenPANRB 20/2018",
    IndicatorKey.IKM: "PermenPANRB 14/2017",
    IndicatorKey.KETATALAKSANAAN: "PermenPANRB 35/2012, 19/2018, 15/2014",
    IndicatorKey.ANJAB: "PermenPANRB 1/2020",
}
"""What each rule rests on unless a year says otherwise."""

TARGET, DEADLINE, BASIS = "target", "deadline", "basis"
"""Kinds of settings that each indicator has; see `setting_key`."""
SAKIP_MINIMUM, VALIDITY, REQUIRED_ITEMS = "sakip.minimum", "kelembagaan.validity", "tatalaksana.required"
CLOSED_AT = "closed_at"
STEPS_BEFORE, STEPS_AFTER = "reminder.before", "reminder.after"
EXTENSION, DAY_OFF = "extension", "dayoff"
"""Kinds of settings that name what they are about: "extension.sakip.DINKES", "dayoff.2026-12-28"."""
WORKING = "kerja"
"""The value of a DAY_OFF that is a working day after all."""


def setting_key(kind: str, indicator: IndicatorKey) -> str:
    """Return the key of TARGET, DEADLINE or BASIS of one indicator: "target.sakip"."""
    return f"{kind}.{indicator}"


def extension_key(indicator: IndicatorKey, opd: str) -> str:
    """Return the key of one OPD's own deadline: "extension.sakip.DINKES"."""
    return f"{EXTENSION}.{indicator}.{opd}"


def day_off_key(day: date) -> str:
    """Return the key of a day that the city says is off, or is not: "dayoff.2026-12-28"."""
    return f"{DAY_OFF}.{day.isoformat()}"


SETTING_KEYS = frozenset(
    {setting_key(kind, indicator) for kind in (TARGET, DEADLINE, BASIS) for indicator in IndicatorKey}
    | {SAKIP_MINIMUM, VALIDITY, REQUIRED_ITEMS, CLOSED_AT, STEPS_BEFORE, STEPS_AFTER}
)
"""The keys that are the same in every year; beside them stand the open kinds EXTENSION and DAY_OFF."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class YearRules:
    """What holds in one year. Targets are percentages 0–100; deadlines are instants with a time zone."""

    year: int
    targets: Mapping[IndicatorKey, Decimal] = field(default_factory=dict)
    deadlines: Mapping[IndicatorKey, datetime] = field(default_factory=dict)
    sakip_minimum: Predikat = Predikat.B
    kelembagaan_validity: int = VALIDITY_YEARS
    ketatalaksanaan_required: frozenset[str] = REQUIRED
    legal_basis: Mapping[IndicatorKey, str] = field(default_factory=lambda: dict(LEGAL_BASIS))
    closed_at: datetime | None = None
    """Since when nothing of the year may change (see `domain.closing.official`); None while it is open."""
    closings: tuple[datetime, ...] = ()
    """Every instant at which the year was closed; an open year that has any was reopened."""
    extensions: Mapping[tuple[IndicatorKey, str], datetime] = field(default_factory=dict)
    """The deadlines of single OPD, by indicator and code."""
    steps: Steps = field(default_factory=Steps)
    days_off: Mapping[date, str] = field(default_factory=dict)
    """Days off that the city added, with their names."""
    working_days: frozenset[date] = frozenset()
    """Days that calendars call off and the city does not."""

    def due(self, indicator: IndicatorKey, opd: str) -> datetime | None:
        """Return the deadline of one OPD: its own or that of everybody, the later; None where there is none.

        An extension never shortens: when everybody's deadline is moved beyond it, that one holds.
        """
        known = (self.extensions.get((indicator, opd)), self.deadlines.get(indicator))
        return max((due for due in known if due is not None), default=None)

    def longer(self, indicator: IndicatorKey) -> dict[str, datetime]:
        """Return the OPD that have longer than everybody, with their deadlines, the earliest first."""
        general = self.deadlines.get(indicator)
        found = [
            (due, opd)
            for (key, opd), due in self.extensions.items()
            if key is indicator and (general is None or due > general)
        ]
        return {opd: due for due, opd in sorted(found)}


def rules_from(year: int, settings: Iterable[tuple[str, str]]) -> YearRules:
    """Return the rules of a year from its stored settings, in the order they were stored.

    The last value of a key holds, an empty one restores the default. Values: "target.sakip" percent;
    "deadline.ikm" ISO date and time with its zone; "basis.anjab" text; "sakip.minimum" B, BB or A;
    "kelembagaan.validity" 1–3 years; "tatalaksana.required" item keys between commas; "closed_at" ISO date
    and time with its zone, empty to reopen the year. Raises InvalidSetting naming a key that is unknown or
    whose value is broken. "extension.sakip.DINKES" is an instant like a deadline; "reminder.before" and
    ".after" are days between commas; "dayoff.2026-12-28" the day's name, or "kerja" for a working day.
    """
    told = list(settings)
    stored = {key: value.strip() for key, value in dict(told).items() if value.strip()}
    extensions = _named(stored, EXTENSION, _whose)
    days = _named(stored, DAY_OFF, _day)
    unknown = sorted(stored.keys() - SETTING_KEYS - {key for key, _ in (*extensions, *days)})
    if unknown:
        raise InvalidSetting(unknown[0], "unknown setting")
    return YearRules(
        year=year,
        targets=_by_indicator(stored, TARGET, _percent),
        deadlines=_by_indicator(stored, DEADLINE, _instant),
        sakip_minimum=_one(stored, SAKIP_MINIMUM, _sakip_minimum, Predikat.B),
        kelembagaan_validity=_one(stored, VALIDITY, _validity, VALIDITY_YEARS),
        ketatalaksanaan_required=_one(stored, REQUIRED_ITEMS, _required_items, REQUIRED),
        legal_basis={**LEGAL_BASIS, **_by_indicator(stored, BASIS, str)},
        closed_at=_one(stored, CLOSED_AT, _instant, None),
        closings=tuple(
            _read(key, value, _instant) for key, value in told if key == CLOSED_AT and value.strip()
        ),
        extensions={whose: _read(key, stored[key], _instant) for key, whose in extensions},
        steps=Steps(
            before=_one(stored, STEPS_BEFORE, _days_before, Steps().before),
            after=_one(stored, STEPS_AFTER, _days_after, Steps().after),
        ),
        days_off={day: stored[key] for key, day in days if stored[key] != WORKING},
        working_days=frozenset(day for key, day in days if stored[key] == WORKING),
    )


def readable_rules(
    year: int, settings: Iterable[tuple[str, str]]
) -> tuple[YearRules, tuple[InvalidSetting, ...]]:
    """Return the rules like `rules_from`, and what of the settings cannot be read.

    Of such a key the value before it holds, or the default: one of them must not take the others with it.
    """
    told, broken = list(settings), list[InvalidSetting]()
    while True:
        try:
            return rules_from(year, told), tuple(broken)
        except InvalidSetting as error:
            broken.append(error)
            last = max(number for number, (key, _) in enumerate(told) if key == error.key)
            del told[last]


def _named(
    stored: Mapping[str, str], kind: str, read: Callable[[str], _Value]
) -> tuple[tuple[str, _Value], ...]:
    """Return the keys of a kind, each with what the rest of its name reads as."""
    return tuple(
        (key, _read(key, key.removeprefix(f"{kind}."), read)) for key in stored if key.startswith(f"{kind}.")
    )


def _whose(name: str) -> tuple[IndicatorKey, str]:
    indicator, _, opd = name.partition(".")
    if not opd:
        raise ValueError("no OPD")
    return IndicatorKey(indicator), opd


def _day(name: str) -> date:
    """One day has one key; `date.fromisoformat` would also read "20261228"."""
    day = date.fromisoformat(name)
    if name != day.isoformat():
        raise ValueError("not written as a date")
    return day


def _days_before(text: str) -> tuple[int, ...]:
    return parse_days(text, overdue=False)


def _days_after(text: str) -> tuple[int, ...]:
    return parse_days(text, overdue=True)


def _by_indicator(
    stored: Mapping[str, str], kind: str, read: Callable[[str], _Value]
) -> dict[IndicatorKey, _Value]:
    keys = {indicator: setting_key(kind, indicator) for indicator in IndicatorKey}
    return {indicator: _read(key, stored[key], read) for indicator, key in keys.items() if key in stored}


def _one(stored: Mapping[str, str], key: str, read: Callable[[str], _Value], default: _Value) -> _Value:
    return _read(key, stored[key], read) if key in stored else default


def _read(key: str, text: str, read: Callable[[str], _Value]) -> _Value:
    try:
        return read(text)
    except (InvalidAnswer, ValueError) as broken:
        raise InvalidSetting(key, f"{text!r} does not fit") from broken


def _percent(text: str) -> Decimal:
    return parse_decimal(text, minimum=Decimal(0), maximum=Decimal(100))


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("no time zone")
    return instant


def _sakip_minimum(text: str) -> Predikat:
    predikat = parse_predikat(text)
    if predikat not in MINIMUM_CHOICES:
        raise ValueError("not a minimum a year may set")
    return predikat


def _validity(text: str) -> int:
    """At most what the law allows; the storage loads no more earlier years than that either."""
    return parse_whole(text, minimum=1, maximum=VALIDITY_YEARS)


def _required_items(text: str) -> frozenset[str]:
    keys = frozenset(key.strip() for key in text.split(","))
    if not keys <= ITEM_KEYS:
        raise ValueError("not an item of the checklist")
    return keys


class CapaianLabel(StrEnum):
    """What a capaian is called (Permendagri 86/2017), best first."""

    SANGAT_TINGGI = "Sangat Tinggi"
    TINGGI = "Tinggi"
    SEDANG = "Sedang"
    RENDAH = "Rendah"
    SANGAT_RENDAH = "Sangat Rendah"


_LABEL_FROM = {
    CapaianLabel.SANGAT_TINGGI: Decimal(91),
    CapaianLabel.TINGGI: Decimal(76),
    CapaianLabel.SEDANG: Decimal(66),
    CapaianLabel.RENDAH: Decimal(51),
}


def capaian_label(capaian: Decimal | Fraction) -> CapaianLabel:
    """Return the label of a capaian in percent.

    It is compared as shown, rounded HALF_UP to two decimals, so that nobody reads "91,00 %" beside "Tinggi".
    """
    shown = round_half_up(capaian)
    return next(
        (label for label, lowest in _LABEL_FROM.items() if shown >= lowest), CapaianLabel.SANGAT_RENDAH
    )
