"""The morning message: who is late, whom no reminder reaches, what waits, what to evaluate, what changed.

A section that has nothing to say is left out; a message without any is "" and is not sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.indicators import Indicator, by_key
from domain.language.dates import WIB, year_of
from domain.morning.told import Wait
from handlers.evaluation import ToEvaluate
from handlers.morning.digest_texts import Digest, changed, changed_headline
from handlers.morning.late_texts import Late, late, opd_name, unreached
from handlers.morning.late_texts import headline as late_headline
from handlers.words import words
from handlers.words.people import LONGEST_PERSON

_NAMED = (15, 8, 5, 3, 2, 1, 0)
"""How many are named in each list: fewer where the message would be too long."""
MOST_ELSEWHERE = 8
"""Named at most of what a press shows in full; only who is late is to be phoned from here."""
_IN_HEADLINE = 2
_NOON, _AFTERNOON = 11, 15
"""Hours (WIB) from which one wishes a good day, and a good afternoon."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A report that waits, with the short name of its OPD."""

    wait: Wait
    opd: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """All that one person is told this morning; the waiting reports in their order."""

    late: Late = field(default_factory=Late)
    waits: Sequence[Waits] = ()
    more_wait: int = 0
    """How many wait beside those."""
    evaluations: Sequence[ToEvaluate] = ()
    """Those of which a step is due today."""
    digest: Digest | None = None


def message(name: str, told: Morning, now: datetime) -> str:
    """Return everything that has something to say, in one message; "" where nothing has."""
    if not any((told.late.groups, told.waits, told.evaluations, told.digest)):
        return ""
    return words.fitting(lambda most: _message(name, told, now, most), _NAMED)


def _message(name: str, told: Morning, now: datetime, most: int) -> str:
    some = min(most, MOST_ELSEWHERE)
    return words.paragraphs(
        words.lines(
            words.bold(headline(told)),
            f"{_greeting(now)}, Bapak/Ibu {words.escape(words.cut(name, LONGEST_PERSON))}.",
        ),
        *(late(group, now, most) for group in told.late.groups),
        unreached(told.late.unreached, now, most),
        _waiting(told.waits, told.more_wait, now, some),
        _evaluations(told.evaluations, now),
        changed(told.digest, some) if told.digest is not None else "",
    )


def headline(told: Morning) -> str:
    """Return what a locked phone shows (not escaped): the most pressing of what follows."""
    evaluations = sum(one.left for one in told.evaluations)
    parts = [
        late_headline(told.late),
        f"{words.WAITING} {len(told.waits) + told.more_wait} laporan menunggu" if told.waits else "",
        f"{words.MISSING} {evaluations} OPD belum dinilai" if evaluations else "",
        changed_headline(told.digest) if told.digest is not None else "",
    ]
    return " · ".join([part for part in parts if part][:_IN_HEADLINE])


def _greeting(now: datetime) -> str:
    hour = now.astimezone(WIB).hour
    return "Selamat " + ("pagi" if hour < _NOON else "siang" if hour < _AFTERNOON else "sore")


def _waiting(waits: Sequence[Waits], more: int, now: datetime, most: int) -> str:
    if not waits:
        return ""
    return words.lines(
        words.bold(f"Menunggu verifikasi: {len(waits) + more} laporan"),
        *(_wait(one, now) for one in waits[:most]),
        words.more(len(waits) + more - most, "laporan"),
    )


def _wait(one: Waits, now: datetime) -> str:
    sent, clocks = one.wait.waiting.sent, one.wait.clocks
    sides = [f"{words.length(clocks.sub_bagian)} di Sub Bagian"]
    if clocks.opd:
        sides.append(f"{words.length(clocks.opd)} di OPD")
    name = _of_year(by_key(sent.indicator), sent.year, now)
    return " · ".join([f"{words.WAITING} {opd_name(one.opd)}", name, *sides])


def _evaluations(listed: Sequence[ToEvaluate], now: datetime) -> str:
    if not listed:
        return ""
    return words.lines(
        words.bold("Evaluasi Sub Bagian"),
        *(one.line(_of_year(one.indicator, one.year, now), now) for one in listed),
    )


def _of_year(indicator: Indicator, year: int, now: datetime) -> str:
    """Return the title, with the year where it is another than the present one."""
    return f"{indicator.title}{f' {year}' if year != year_of(now) else ''}"
