"""An OPD's card: its five indicators, what it owes until when, and who reports for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.figures.asking import Period
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.language.dates import day_of
from domain.people.person import Person
from domain.units.opd import Opd
from handlers.figures.part_texts import state
from handlers.figures.texts import when
from handlers.words import people, words

MOST_OPERATORS = 4
OPERATORS_REACHED = "terjangkau"
CHOOSE_ONE = "OPD yang mana? Tekan namanya."
YOURS = "Tekan nama OPD Bapak/Ibu."


@dataclass(frozen=True, slots=True)
class Reported:
    """One indicator of an OPD. `entry` None: it is not counted there; `due` None: nothing is owed."""

    indicator: Indicator
    entry: Entry | None
    due: datetime | None
    is_mine: bool


def opd_card(
    asked: Period, shown: Opd, lines: Sequence[Reported], operators: Sequence[Person], closed: str
) -> str:
    """Return the card of one OPD; `closed` says since when the year is closed (HTML)."""
    return words.paragraphs(
        words.lines(
            words.bold(shown.name),
            f"{words.escape(shown.short_name)} · {asked.year}{when(asked)}",
            closed,
        ),
        words.lines(*(_line(one, asked.as_of) for one in lines)),
        _operators(operators, asked.year),
    )


def _line(one: Reported, now: datetime) -> str:
    name = f"<b>{one.indicator.number}</b> · {words.escape(one.indicator.title)}"
    if one.entry is None:
        return f"{name}: tidak dihitung"
    mine = " · menunggu Anda" if one.is_mine else ""
    due = f"\n{words.deadline(one.due, now)}" if one.due is not None else ""
    return f"{name}: {words.escape(state(one.indicator, one.entry, day_of(now)))}{mine}{due}"


def _operators(operators: Sequence[Person], year: int) -> str:
    if not operators:
        return f"Operator: {people.NO_OPERATOR}"
    rest = words.more(len(operators) - MOST_OPERATORS, "operator")
    return words.lines("Operator:", *(_operator(one, year) for one in operators[:MOST_OPERATORS]), rest)


def _operator(one: Person, year: int) -> str:
    why = people.unreachable_since(one, year)
    return f"{people.person_name(one)} – {f'tidak terjangkau: {why}' if why else OPERATORS_REACHED}"


def choice(sought: str, total: int) -> str:
    """Return what is asked where several OPD fit; `sought` "": they are one's own."""
    if not sought:
        return YOURS
    return f"{total} OPD bernama {words.quote(sought)}. {CHOOSE_ONE}"
