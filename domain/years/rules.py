"""The rules of one year, as data with defaults, and the labels of the capaian."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from domain.errors import InvalidAnswer, InvalidSetting
from domain.indicators import INDICATORS, key_of, yearly_rules
from domain.keys import IndicatorKey
from domain.language.dates import QUARTERS
from domain.language.numbers import parse_decimal, round_half_up
from domain.years.steps import Steps, parse_days

TARGET, DEADLINE, BASIS = "target", "deadline", "basis"
"""Kinds of settings that each indicator has; see `setting_key`."""
CLOSED_AT = "closed_at"
QUARTER_NUMBERS = tuple(range(1, QUARTERS + 1))
STEPS_BEFORE, STEPS_AFTER = "reminder.before", "reminder.after"
EXTENSION, DAY_OFF = "extension", "dayoff"
"""Kinds of settings that name what they are about: "extension.sakip.DINKES", "dayoff.2026-12-28"."""
WORKING = "kerja"
"""The value of a DAY_OFF that is a working day after all."""


def setting_key(kind: str, indicator: IndicatorKey) -> str:
    """Return the key of TARGET, DEADLINE or BASIS of one indicator: "target.sakip"."""
    return f"{kind}.{indicator}"


def target_key(indicator: IndicatorKey, quarter: int = 0) -> str:
    """Return the key of a target: the year's ("target.sakip"), or a quarter's (1–4, "target.sakip.tw2")."""
    of_year = setting_key(TARGET, indicator)
    return f"{of_year}.tw{quarter}" if quarter else of_year


def extension_key(indicator: IndicatorKey, opd: str) -> str:
    """Return the key of one OPD's own deadline: "extension.sakip.DINKES"."""
    return f"{EXTENSION}.{indicator}.{opd}"


def day_off_key(day: date) -> str:
    """Return the key of a day that the city says is off, or is not: "dayoff.2026-12-28"."""
    return f"{DAY_OFF}.{day.isoformat()}"


def setting_keys() -> frozenset[str]:
    """Return the keys that every year may have; beside them stand the kinds EXTENSION and DAY_OFF."""
    of_each = {setting_key(kind, one.key) for kind in (TARGET, DEADLINE, BASIS) for one in INDICATORS}
    of_quarters = {target_key(one.key, quarter) for one in INDICATORS for quarter in QUARTER_NUMBERS}
    return frozenset(
        of_each
        | of_quarters
        | {one.key for _, one in yearly_rules()}
        | {CLOSED_AT, STEPS_BEFORE, STEPS_AFTER}
    )


_Value = TypeVar("_Value")


def _usual_basis() -> dict[IndicatorKey, str]:
    return {one.key: one.legal_basis for one in INDICATORS}


@dataclass(frozen=True, slots=True)
class YearRules:
    """What holds in one year. Targets are percentages 0–100; deadlines are instants with a time zone."""

    year: int
    targets: Mapping[IndicatorKey, Decimal] = field(default_factory=dict)
    """Those of the year."""
    quarter_targets: Mapping[tuple[IndicatorKey, int], Decimal] = field(default_factory=dict)
    """Those that a quarter (1–4) has of its own (rencana aksi), by indicator and quarter."""
    deadlines: Mapping[IndicatorKey, datetime] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What it sets of its indicators' rules, by the setting's key (see `domain.indicators.Yearly`)."""
    legal_basis: Mapping[IndicatorKey, str] = field(default_factory=_usual_basis)
    """What the indicators' rules rest on."""
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

    def target(self, indicator: IndicatorKey, quarter: int = 0) -> tuple[Decimal | None, int]:
        """Return the target in percent that a quarter (0: the year) is judged against, and whose it is.

        A quarter's own where there is one, be it 0, else the year's, which is told by 0 as the quarter.
        None where neither is set. Source: domain.md, "Targets by quarter".
        """
        own = self.quarter_targets.get((indicator, quarter))
        return (self.targets.get(indicator), 0) if own is None else (own, quarter)

    def targets_of_quarters(self, indicator: IndicatorKey) -> dict[int, Decimal]:
        """Return the targets of its own that each quarter of an indicator has, by quarter."""
        found = {one: self.quarter_targets.get((indicator, one)) for one in QUARTER_NUMBERS}
        return {quarter: target for quarter, target in found.items() if target is not None}

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
            if key == indicator and (general is None or due > general)
        ]
        return {opd: due for due, opd in sorted(found)}


def rules_from(year: int, settings: Iterable[tuple[str, str]]) -> YearRules:
    """Return the rules of a year from its stored settings, in the order they were stored.

    The last value of a key holds, an empty one restores the default. Values: "target.sakip" percent,
    "target.sakip.tw2" that of a quarter;
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
    unknown = sorted(stored.keys() - setting_keys() - {key for key, _ in (*extensions, *days)})
    if unknown:
        raise InvalidSetting(unknown[0], "unknown setting")
    return YearRules(
        year=year,
        targets=_by_indicator(stored, TARGET, _percent),
        quarter_targets=_by_quarter(stored),
        deadlines=_by_indicator(stored, DEADLINE, _instant),
        chosen={
            one.key: _read(one.key, stored[one.key], one.read)
            for _, one in yearly_rules()
            if one.key in stored
        },
        legal_basis=_usual_basis() | _by_indicator(stored, BASIS, str),
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
    return key_of(indicator), opd


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
    keys = {one.key: setting_key(kind, one.key) for one in INDICATORS}
    return {indicator: _read(key, stored[key], read) for indicator, key in keys.items() if key in stored}


def _by_quarter(stored: Mapping[str, str]) -> dict[tuple[IndicatorKey, int], Decimal]:
    keys = {
        (one.key, quarter): target_key(one.key, quarter) for one in INDICATORS for quarter in QUARTER_NUMBERS
    }
    return {whose: _read(key, stored[key], _percent) for whose, key in keys.items() if key in stored}


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


class CapaianLabel(StrEnum):
    """What a capaian is called (Permendagri 86/2017), best first."""

    SANGAT_TINGGI = "Sangat Tinggi"
    TINGGI = "Tinggi"
    SEDANG = "Sedang"
    RENDAH = "Rendah"
    SANGAT_RENDAH = "Sangat Rendah"


CAPAIAN_FROM = {
    CapaianLabel.SANGAT_TINGGI: Decimal(91),
    CapaianLabel.TINGGI: Decimal(76),
    CapaianLabel.SEDANG: Decimal(66),
    CapaianLabel.RENDAH: Decimal(51),
}
"""From which capaian on each label holds, best first; below them all it is SANGAT_RENDAH."""


def capaian_label(capaian: Decimal | Fraction) -> CapaianLabel:
    """Return the label of a capaian in percent.

    It is compared as shown, rounded HALF_UP to two decimals, so that nobody reads "91,00 %" beside "Tinggi".
    """
    shown = round_half_up(capaian)
    return next(
        (label for label, lowest in CAPAIAN_FROM.items() if shown >= lowest), CapaianLabel.SANGAT_RENDAH
    )
