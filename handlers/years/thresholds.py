"""The threshold of "baik" for SAKIP: what each would have come to on last year's data, read and in words."""

from datetime import datetime
from fractions import Fraction

from domain.closing.thresholds import Thresholds, thresholds
from domain.figures.asking import period
from domain.indicators.sakip import labelled
from domain.language.numbers import format_percent
from handlers.city.figures import known
from handlers.city.official import frozen
from storage.ports import UnitOfWork


async def thresholds_before(uow: UnitOfWork, now: datetime, year: int) -> Thresholds:
    """Return what each threshold would give on the year before that one: as closed, if it was."""
    last = year - 1
    then = await known(uow, frozen(await uow.years.rules(last), period(last, 0, now)))
    return thresholds(last, then.period.as_of, then.opds, then.events)


def each_minimum(told: Thresholds) -> str:
    """Return a line for each threshold: "BB (Sangat Baik): 21/28 = 75,00 %" (not escaped)."""
    if not told.verified:
        return f"Belum ada jawaban SAKIP terverifikasi pada {told.year}, jadi pengaruhnya belum terlihat."
    lines = [f"Jika dihitung dari jawaban terverifikasi {told.year}:"]
    for minimum, counts in told.counts.items():
        official = counts.official or Fraction(0)
        lines.append(f"{labelled(minimum)}: {counts.met}/{counts.total} = {format_percent(official)}")
    total = next(iter(told.counts.values())).total
    if told.verified < total:
        lines.append(f"{total - told.verified} OPD belum terverifikasi, dihitung belum baik.")
    return "\n".join(lines)
