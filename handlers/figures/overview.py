"""The screen of the five percentages, for any person at any moment: for who asks, and to keep it fresh."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from telegram import InlineKeyboardMarkup, Update

from domain.figures.asking import Period, ended_quarters, period
from domain.indicators import INDICATORS
from domain.language.dates import day_of, year_end
from domain.people.person import Person
from handlers.delivery.living import KeptWords, LivingCard, Worded, show_living
from handlers.figures import keyboards, texts
from handlers.figures.buttons import Iku, OpdCard, OpdChoice
from handlers.figures.official import standing
from handlers.figures.official_texts import closing_line
from handlers.telegram.buttons import Button
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen
from storage.ports import CITY, FIGURES, UnitOfWork, once

_ROOM = 512


@dataclass(frozen=True)
class Overview:
    """What a person sees of a year or quarter."""

    when: Period
    lines: tuple[texts.Line, ...]
    closed: str
    keyboard: InlineKeyboardMarkup | None

    @cached_property
    def asked(self) -> Screen:
        """The screen for who asks for it."""
        return Screen(texts.overview(self.when, self.lines, self.closed), self.keyboard)

    @cached_property
    def words(self) -> KeptWords:
        return KeptWords(self.screen)

    def screen(self, stamp: str = "") -> Screen:
        """Return the screen; `stamp` stands where the moment does, which nothing else of it tells."""
        if not stamp:
            return self.asked
        return Screen(texts.overview(self.when, self.lines, self.closed, stamp), self.keyboard)


class Shown:
    """The screens that this process has made, by all that they depend on beside the version of the tables."""

    def __init__(self) -> None:
        self.found = OrderedDict[Hashable, tuple[Hashable, Overview]]()

    def put(self, what: Hashable, version: Hashable, made: Overview) -> None:
        self.found[what] = version, made
        self.found.move_to_end(what)
        while len(self.found) > _ROOM:
            self.found.popitem(last=False)


async def overview(context: Context, year: int, quarter: int) -> Overview:
    """Return how the five figures stand for `context.person`, now or as of the end of a quarter (0: none).

    It is kept for everybody with the same rights, for as long as nobody has changed anything and the minute
    is the same.
    """
    shown, version = context.services.kept(Shown), context.services.storage.version(*FIGURES)
    person, minute = context.person, context.now.replace(second=0, microsecond=0)
    # Whose verdict is asked for is told who else has sent something: that differs from one to the next.
    who = person.id if person.sub_bagian else 0
    what = (year, quarter, who, frozenset(person.grants))
    held = shown.found.get(what)
    if held is not None and held[0] == (version, minute):
        return held[1]
    made = await _overview(context, year, quarter)
    shown.put(what, (version, minute), made)
    return made


async def _overview(context: Context, year: int, quarter: int) -> Overview:
    person, stands = context.person, await standing(context, period(year, quarter, context.now))
    lines = tuple(stands.line(person, one, names=person.sees_everything) for one in INDICATORS)
    if not lines[0].totals.counts.total:
        keyboard = keyboards.nothing(stands.when, this_year=context.year)
    else:
        keyboard = keyboards.overview(
            stands.when,
            quarters=ended_quarters(year, context.now),
            this_year=context.year,
            has_last_year=await _had_opds(context, year - 1),
            own=_own(person, year),
        )
    return Overview(stands.when, lines, closing_line(stands.official), keyboard)


async def _had_opds(context: Context, year: int) -> bool:
    """Return whether any OPD was counted on the last day of that year."""
    async with context.look() as uow:
        return await once(uow, CITY, ("had opds", year), lambda: _counts_any(uow, year))


async def _counts_any(uow: UnitOfWork, year: int) -> bool:
    totals = await uow.standings.totals(year, day_of(year_end(year)))
    return any(one.counts.total for one in totals.values())


async def _living(context: Context, about: str) -> Worded:
    return (await overview(context, int(about), 0)).words


LIVING_IKU = LivingCard("iku", _living)


async def show_overview(context: Context, update: Update, year: int, quarter: int) -> None:
    """Show all five; what was so at the end of a quarter stays so, all else goes on changing by itself."""
    if quarter:
        screen = (await overview(context, year, quarter)).screen()
        await show_as(context, update, screen, "iku.quarter", Iku(year, quarter).pack())
    else:
        await show_living(context, update, LIVING_IKU, str(year))


def _own(person: Person, year: int) -> Button | None:
    """Return what leads to the own OPD of an operator."""
    if not person.opds:
        return None
    return OpdCard(person.opds[0], year) if len(person.opds) == 1 else OpdChoice(year, 0, "")
