"""The units through which an OPD serves people, each with its IKM, and the IKM of the OPD that they make.

The OPD's IKM is their mean weighted by respondents, or the plain mean where respondents are not known of all
(domain.md, "How reports really arrive"). Everything is exact until it is rounded once, HALF_UP, at the end.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from domain.indicators.ikm.mutu import Mutu, mutu_of
from domain.indicators.ikm.unsur import HIGHEST_UNSUR
from domain.indicators.indicator import JUMP
from domain.language.numbers import format_decimal, format_whole, round_half_up
from domain.language.written import compared

MOST_UNITS = 80
"""A kecamatan has a dozen of them, the city's biggest OPD some forty."""
LONGEST_NAME = 60
"""Characters."""
_CONVERSION = 25


@dataclass(frozen=True, slots=True)
class ServiceUnit:
    """One unit: its published IKM (25–100), or else its nine unsur (1–4); neither while it is not known."""

    name: str
    nilai: Decimal | None = None
    respondents: int | None = None
    unsur: tuple[Decimal, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The IKM of this unit, exact; None while it is not known."""
        if self.unsur:
            return sum(map(Fraction, self.unsur), Fraction(0)) / len(self.unsur) * _CONVERSION
        return Fraction(self.nilai) if self.nilai is not None else None

    @property
    def may_be_interval(self) -> bool:
        """Whether its value is so low that only the mean of a survey (1–4) can be meant."""
        return self.nilai is not None and self.nilai <= HIGHEST_UNSUR

    @property
    def mutu(self) -> Mutu | None:
        """The mutu of this unit; None while its value is not known, or may be an interval."""
        return None if self.value is None or self.may_be_interval else mutu_of(self.value)


Units = tuple[ServiceUnit, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the units from one report to the next, each by its name in the newer one."""

    added: Units
    removed: Units
    changed: tuple[tuple[ServiceUnit, ServiceUnit], ...]


def valued(units: Iterable[ServiceUnit]) -> Units:
    """Return the units whose value is known, in their order."""
    return tuple(unit for unit in units if unit.value is not None)


def respondents_of_all(units: Iterable[ServiceUnit]) -> int | None:
    """Return the respondents of all units with a value, or None where one does not say how many."""
    counted = [unit.respondents for unit in valued(units)]
    known = [people for people in counted if people is not None]
    return sum(known) if known and len(known) == len(counted) else None


def mean_of(units: Iterable[ServiceUnit]) -> Fraction | None:
    """Return the exact mean of the units with a value, weighted by respondents where all have some.

    None without any value.
    """
    counted = [(unit.value, unit.respondents) for unit in units if unit.value is not None]
    if not counted:
        return None
    weighs = all(people is not None for _, people in counted)
    weights = [people if weighs and people is not None else 1 for _, people in counted]
    total = sum((value * weight for (value, _), weight in zip(counted, weights, strict=True)), Fraction(0))
    return total / sum(weights)


def ikm_of_units(units: Iterable[ServiceUnit]) -> Decimal | None:
    """Return the IKM that the units make (two decimals, HALF_UP once), or None without any value."""
    mean = mean_of(units)
    return round_half_up(mean) if mean is not None else None


def how_computed(units: Sequence[ServiceUnit]) -> str:
    """Return in words how the units make one number: "rata-rata tertimbang 5 unit, 1.240 responden"."""
    counted = len(valued(units))
    number = f"{counted} unit" if counted == len(units) else f"{counted} dari {len(units)} unit"
    people = respondents_of_all(units)
    if people is not None:
        return f"rata-rata tertimbang {number}, {format_whole(people)} responden"
    some = any(unit.respondents is not None for unit in valued(units))
    return f"rata-rata sederhana {number}: responden {'belum lengkap' if some else 'tidak diisi'}"


def told(unit: ServiceUnit) -> str:
    """Return one unit on a line, plain: "Puskesmas Satu: 82,50 · B · 120 resp."."""
    if unit.value is None:
        return f"{unit.name}: belum ada nilai"
    mutu = f" · {unit.mutu}" if unit.mutu is not None else ""
    people = f" · {format_whole(unit.respondents)} resp." if unit.respondents is not None else ""
    return f"{unit.name}: {format_decimal(unit.value)}{mutu}{people}"


def extremes(units: Iterable[ServiceUnit]) -> tuple[ServiceUnit, ServiceUnit] | None:
    """Return the lowest and the highest unit, the first of several; None where all have the same value."""
    found = [(unit.value, unit) for unit in units if unit.value is not None]
    if len({value for value, _ in found}) <= 1:
        return None
    return min(found, key=lambda one: one[0])[1], max(found, key=lambda one: one[0])[1]


def same_name(one: str, other: str) -> bool:
    """Return whether two names are those of one unit: case, blanks and what nobody sees tell none apart."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """Return a name as it is compared."""
    return compared(name).replace(".", "")


def changes(before: Iterable[ServiceUnit], after: Iterable[ServiceUnit]) -> Changed:
    """Return what became of the units; one that was renamed is removed and added."""
    then, now = ({name_key(unit.name): unit for unit in units} for units in (before, after))
    return Changed(
        added=tuple(unit for key, unit in now.items() if key not in then),
        removed=tuple(unit for key, unit in then.items() if key not in now),
        changed=tuple(
            (then[key], unit)
            for key, unit in now.items()
            if key in then and _answer(then[key]) != _answer(unit)
        ),
    )


def _answer(unit: ServiceUnit) -> tuple[Fraction | None, int | None]:
    return unit.value, unit.respondents


def jumps(before: Iterable[ServiceUnit], after: Iterable[ServiceUnit]) -> tuple[tuple[str, Fraction], ...]:
    """Return the units of which the IKM moved by more than 15 points, and by how many (negative: down)."""
    moved = [
        (now.name, now.value - then.value)
        for then, now in changes(before, after).changed
        if now.value is not None and then.value is not None
    ]
    return tuple((name, points) for name, points in moved if abs(points) > JUMP)


def told_changes(before: Iterable[ServiceUnit], after: Iterable[ServiceUnit]) -> tuple[str, ...]:
    """Return each change on a line of plain text: "Puskesmas Satu: 82,50 → 84,00"."""
    found = changes(before, after)
    return (
        *(f"{now.name}: {_in_short(then, now)} → {_in_short(now, then)}" for then, now in found.changed),
        *(f"+ {told(unit)}" for unit in found.added),
        *(f"− {told(unit)}" for unit in found.removed),
    )


def _in_short(unit: ServiceUnit, other: ServiceUnit) -> str:
    """Return what a unit says that differs from the other one of its name."""
    value = format_decimal(unit.value) if unit.value is not None else "belum ada nilai"
    if unit.respondents == other.respondents:
        return value
    people = f"{format_whole(unit.respondents)} resp." if unit.respondents is not None else "tanpa responden"
    return people if unit.value == other.value else f"{value} ({people})"


def to_text(units: Iterable[ServiceUnit]) -> str:
    """Return the canonical text of these units: what a report stores for ever."""
    return json.dumps([packed(unit) for unit in units], ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Units:
    """Return the units of a canonical text; none of an empty one."""
    return tuple(map(unpacked, json.loads(text))) if text else ()


def packed(unit: ServiceUnit) -> dict[str, Any]:
    """Return a unit as JSON keeps it, without what is not known."""
    said: dict[str, Any] = {"nama": unit.name}
    if unit.nilai is not None:
        said["nilai"] = str(unit.nilai)
    if unit.unsur:
        said["unsur"] = list(map(str, unit.unsur))
    if unit.respondents is not None:
        said["responden"] = unit.respondents
    return said


def unpacked(said: dict[str, Any]) -> ServiceUnit:
    """Return a unit that was packed."""
    nilai = said.get("nilai")
    return ServiceUnit(
        name=said["nama"],
        nilai=Decimal(nilai) if nilai is not None else None,
        respondents=said.get("responden"),
        unsur=tuple(map(Decimal, said.get("unsur", ()))),
    )


def names_only(text: str) -> str:
    """Return the canonical text of the same units without their values: what next year begins with."""
    return to_text(ServiceUnit(unit.name) for unit in from_text(text))
