"""The keys of `/tenggat`."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.indicators import INDICATORS, Indicator
from domain.units.opd import Opd
from handlers.deadlines.buttons import (
    DaysOff,
    DeadlineCard,
    Extend,
    Extensions,
    PickExtension,
    ReminderSteps,
    RevokeExtension,
    SearchExtension,
    SetDeadline,
)
from handlers.deadlines.texts import DeadlineFacts
from handlers.evaluation import Evaluate
from handlers.reporting import OTHER_REPORTS, REPAIR, OpenReport
from handlers.telegram.home import home_key
from handlers.telegram.keys import DANGER, PRIMARY, Keys, below, key, markup, short
from handlers.telegram.paging import Page
from handlers.years import Deadlines, beside

MOST_OPDS = 8
"""OPD of one reader that have a key of their own; Telegram takes no more than 100 keys."""


def deadlines(facts: DeadlineFacts) -> InlineKeyboardMarkup:
    """Return a key per indicator that the reader may change, the neighbouring years, steps and days off."""
    year = facts.rules.year
    return markup(
        *(
            [key(f"{one.number} · {one.short}", DeadlineCard(year, one.key))]
            for one in INDICATORS
            if one.key in facts.mine
        ),
        beside(facts.of_year, Deadlines),
        [key("Pengingat", ReminderSteps(year)), key("Hari libur", DaysOff(year, 0))],
        [home_key()],
    )


def card(facts: DeadlineFacts, indicator: Indicator) -> InlineKeyboardMarkup:
    year, mine = facts.rules.year, facts.open and indicator.key in facts.mine
    held = indicator.key in facts.rules.deadlines
    set_it = SetDeadline(year, indicator.key)
    extends = mine and held and indicator.reported_by_operator and year <= facts.today.year
    return markup(
        [key("Ubah tenggat" if held else "Tetapkan tenggat", set_it, PRIMARY)]
        if mine and facts.coming
        else [],
        [key("Perpanjang satu OPD", PickExtension(year, indicator.key, 0))] if extends else [],
        [key("Cabut perpanjangan", Extensions(year, indicator.key, 0))]
        if mine and facts.rules.longer(indicator.key)
        else [],
        [key("‹ Tenggat", Deadlines(year)), home_key()],
    )


def opds(indicator: Indicator, year: int, listed: Sequence[Opd], turned: Keys) -> InlineKeyboardMarkup:
    """Return a page of OPD that still owe a report, its page keys, and the search."""
    return markup(
        *([key(short(opd.name), Extend(year, indicator.key, opd.code))] for opd in listed),
        turned,
        [key("Cari nama OPD", SearchExtension(year, indicator.key))],
        _back(indicator, year),
    )


def extensions(indicator: Indicator, year: int, page: Page[Opd]) -> InlineKeyboardMarkup:
    revoked = ((opd.name, RevokeExtension(year, indicator.key, opd.code)) for opd in page.items)
    return markup(
        *([key(short(name), button, DANGER)] for name, button in revoked),
        page.keys(lambda turned: Extensions(year, indicator.key, turned)),
        _back(indicator, year),
    )


def _back(indicator: Indicator, year: int) -> Keys:
    return [key("‹ Kembali", DeadlineCard(year, indicator.key))]


def told(indicator: Indicator, year: int, opds: Sequence[Opd]) -> InlineKeyboardMarkup:
    """Return the way to the report of each OPD, or to the evaluation where none reports.

    What they open is said below, so that the deadline can still be read.
    """
    if not opds:
        return markup([below("Buka evaluasi", Evaluate(indicator.key, year), PRIMARY)])
    shown = opds[:MOST_OPDS]
    labels = ["Lapor sekarang"] if len(opds) == 1 else [short(f"Lapor {opd.name}") for opd in shown]
    return markup(
        *(
            [below(label, OpenReport(opd.code, indicator.key, year, REPAIR), PRIMARY)]
            for label, opd in zip(labels, shown, strict=True)
        ),
        [OTHER_REPORTS] if len(shown) < len(opds) else [],
    )
