"""The numbers of a figure as pictures write them; no number of a picture is worded anywhere else."""

from decimal import Decimal
from fractions import Fraction

from domain.documents.position import Counted, Numbers
from domain.documents.said import CANNOT_BE_COMPUTED
from domain.figures.figure import Counts
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_end
from domain.language.numbers import format_decimal, format_percent, format_shortest
from domain.years.rules import capaian_label

NO_TARGET = "belum ada target"
LONGEST_WHOSE = 60
"""Characters of whose numbers they are: one line of a picture."""
ROMAN = ("", "I", "II", "III", "IV")
VERIFIED_ONLY = "Hanya yang terverifikasi; capaian dari nilai tak dibulatkan."


def percent(counts: Counts) -> str:
    """Return "71,43 %", or that it cannot be computed."""
    return CANNOT_BE_COMPUTED if counts.official is None else format_percent(counts.official)


def was_reported(counts: Counts) -> bool:
    """Return whether anybody has reported or was evaluated: else 0 % would say what nobody knows."""
    return counts.missing < counts.total


def before(last: Numbers[Counted] | None, indicator: IndicatorKey) -> Fraction | None:
    """Return what an indicator was a year before; None where nobody reported it then."""
    if last is None:
        return None
    counts = last.figure(indicator).counts
    return counts.official if was_reported(counts) else None


def counted(counts: Counts) -> str:
    """Return "20 dari 28"; "" where there is no OPD."""
    return f"{counts.met} dari {counts.total}" if counts.total else ""


def target(position: Numbers[Counted], indicator: IndicatorKey) -> str:
    """Return "target 75 %", "target TW II 40 %", or that there is none."""
    found, own = position.rules.target(indicator, position.quarter)
    whose = f" TW {ROMAN[own]}" if own else ""
    if not whose and found and (position.quarter or position.rules.targets_of_quarters(indicator)):
        whose = " tahun"
    # A target of 0 is none: nothing can be divided by it.
    return f"target{whose} {format_shortest(found)} %" if found else f"{NO_TARGET}{whose}"


def capaian(counts: Counts, wanted: Decimal | None) -> str:
    """Return "Capaian 95,24 % · Sangat Tinggi"; "" without a target or without any OPD."""
    found = counts.capaian(wanted)
    return "" if found is None else f"Capaian {format_decimal(found)} % · {capaian_label(found)}"


def period(position: Numbers[Counted]) -> str:
    """Return "2026", or "2026 · TW II"."""
    return f"{position.year}{f' · TW {ROMAN[position.quarter]}' if position.quarter else ''}"


def denominator(position: Numbers[Counted]) -> str:
    """Return "28 perangkat daerah", and as of which day where that is not the day of the position."""
    total = position.figures[0].counts.total
    if not total:
        return f"Belum ada perangkat daerah pada tahun {position.year}"
    end = day_of(year_end(position.year))
    past = f" per 31 Desember {position.year}" if end < day_of(position.as_of) else ""
    return f"{total} perangkat daerah{past}"
