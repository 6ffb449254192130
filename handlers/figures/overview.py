"""The screen of the five percentages, for any person at any moment: for who asks, and to keep it fresh."""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Update

from domain.figures.asking import Period, ended_quarters, period
from domain.indicators import INDICATORS
from domain.language.dates import year_end
from domain.people.person import Person
from domain.units.opd import in_force_at
from handlers.delivery.living import LivingCard, Worded, show_living
from handlers.figures import keyboards, texts
from handlers.figures.buttons import Iku, OpdCard, OpdChoice
from handlers.figures.official import Standing, standing
from handlers.figures.official_texts import closing_line
from handlers.telegram.buttons import Button
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen


@dataclass(frozen=True, slots=True)
class Overview:
    """What a person sees of a year or quarter."""

    when: Period
    lines: tuple[texts.Line, ...]
    closed: str
    keyboard: InlineKeyboardMarkup | None

    def screen(self, stamp: str = "") -> Screen:
        """Return the screen; `stamp` stands where the moment does, which nothing else of it tells."""
        return Screen(texts.overview(self.when, self.lines, self.closed, stamp), self.keyboard)


async def overview(context: Context, year: int, quarter: int) -> Overview:
    """Return how the five figures stand for `context.person`, now or as of the end of a quarter (0: none)."""
    person, stands = context.person, await standing(context, period(year, quarter, context.now))
    lines = tuple(stands.line(person, one, names=person.sees_everything) for one in INDICATORS)
    if not lines[0].figure.counts.total:
        keyboard = keyboards.nothing(stands.when, this_year=context.year)
    else:
        keyboard = keyboards.overview(
            stands.when,
            quarters=ended_quarters(year, context.now),
            this_year=context.year,
            has_last_year=_has_opd(stands, year - 1),
            own=_own(person, year),
        )
    return Overview(stands.when, lines, closing_line(stands.official), keyboard)


async def _living(context: Context, about: str) -> Worded:
    return (await overview(context, int(about), 0)).screen


LIVING_IKU = LivingCard("iku", _living)


async def show_overview(context: Context, update: Update, year: int, quarter: int) -> None:
    """Show all five; what was so at the end of a quarter stays so, all else goes on changing by itself."""
    if quarter:
        screen = (await overview(context, year, quarter)).screen()
        await show_as(context, update, screen, "iku.quarter", Iku(year, quarter).pack())
    else:
        await show_living(context, update, LIVING_IKU, str(year))


def _has_opd(stands: Standing, year: int) -> bool:
    return bool(in_force_at(stands.then.opds, year_end(year), year))


def _own(person: Person, year: int) -> Button | None:
    """Return what leads to the own OPD of an operator."""
    if not person.opds:
        return None
    return OpdCard(person.opds[0], year) if len(person.opds) == 1 else OpdChoice(year, 0, "")
