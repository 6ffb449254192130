"""The keys of `/tahun`, `/target` and `/aturan`."""

from collections.abc import Callable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.indicators import INDICATORS, Yearly, yearly_rules
from domain.indicators.sakip import MINIMUM_CHOICES, labelled
from handlers.telegram.buttons import Button
from handlers.telegram.home import home_key
from handlers.telegram.keys import DANGER, PRIMARY, Keys, key, markup, packed
from handlers.telegram.paging import Page
from handlers.words import words
from handlers.years.buttons import (
    CloseYear,
    Deadlines,
    OpenWith,
    OpenYear,
    PreviewClosing,
    PreviewOpening,
    ReopenYear,
    Rules,
    SetRule,
    SetTarget,
    Targets,
    YearCard,
    Years,
)
from handlers.years.texts import YearFacts


def years(shown: Sequence[tuple[int, str]], page: Page[object], opening: int | None) -> InlineKeyboardMarkup:
    """Return a key per year of this page, each with its label, and the year that may be opened."""
    return markup(
        *([key(label, YearCard(year))] for year, label in shown),
        page.keys(Years),
        [key(f"Buka tahun {opening}", PreviewOpening(), PRIMARY)] if opening is not None else [],
        [home_key()],
    )


def card(facts: YearFacts) -> InlineKeyboardMarkup:
    year = facts.rules.year
    act = []
    if facts.rules.closed_at is not None:
        act = [key(f"Buka kembali tahun {year}", ReopenYear(year))]
    elif year < facts.this_year:
        act = [key(f"Tutup tahun {year}", PreviewClosing(year))]
    return markup(
        [key("Target", Targets(year)), key("Aturan", Rules(year))],
        [key("Tenggat", Deadlines(year))],
        *(
            [key(_change(yearly, facts), SetRule(year, yearly.key), PRIMARY)]
            for _, yearly in yearly_rules()
            if yearly.is_open(facts.rules.chosen) and facts.rules.closed_at is None
        ),
        act,
        [key("‹ Daftar tahun", Years(0)), home_key()],
    )


def opening(year: int, fingerprint: str) -> InlineKeyboardMarkup:
    return markup(
        [key("Pilih batas SAKIP ›", OpenYear(year, fingerprint), PRIMARY)],
        [key("‹ Daftar tahun", Years(0))],
    )


def threshold(year: int, fingerprint: str) -> InlineKeyboardMarkup:
    """Return a key for each threshold with which the year may be opened; none of them is suggested."""
    return markup(
        *([key(f"Buka dengan {labelled(one)}", OpenWith(year, fingerprint, one))] for one in MINIMUM_CHOICES),
        [key("‹ Pratinjau", PreviewOpening())],
    )


def closing(year: int, fingerprint: str) -> InlineKeyboardMarkup:
    return markup(
        [key(f"Tutup tahun {year}", CloseYear(year, fingerprint), DANGER)],
        [key(f"‹ Tahun {year}", YearCard(year))],
    )


def targets(facts: YearFacts) -> InlineKeyboardMarkup:
    year = facts.rules.year
    change = [key(f"{one.number} · {one.short}", SetTarget(year, one.key)) for one in INDICATORS]
    return _settings(facts, change, Targets, key("Aturan", Rules(year)))


def rules(facts: YearFacts) -> InlineKeyboardMarkup:
    year = facts.rules.year
    change = [key(_change(yearly, facts), SetRule(year, yearly.key)) for _, yearly in yearly_rules()]
    return _settings(facts, change, Rules, key("Target", Targets(year)))


def _change(yearly: Yearly, facts: YearFacts) -> str:
    verb = "Pilih" if yearly.is_open(facts.rules.chosen) else "Ubah"
    return f"{verb} {words.within(yearly.title)}"


def _settings(
    facts: YearFacts, change: Keys, turn: Callable[[int], Button], other: InlineKeyboardButton
) -> InlineKeyboardMarkup:
    """Return what changes an open year's settings, the same settings of other years, and others of this."""
    year = facts.rules.year
    return markup(
        *([one] for one in change if facts.rules.closed_at is None),
        beside(facts, turn),
        *packed([other, key(f"Tahun {year}", YearCard(year)), home_key()]),
    )


def beside(facts: YearFacts, turn: Callable[[int], Button]) -> Keys:
    """Return the nearest earlier and later year of the list."""
    year = facts.rules.year
    earlier = [one for one in facts.years if one < year]
    later = [one for one in facts.years if one > year]
    return [
        *([key(f"‹ {max(earlier)}", turn(max(earlier)))] if earlier else []),
        *([key(f"{min(later)} ›", turn(min(later)))] if later else []),
    ]
