"""`/tenggat`: the deadlines of a year, one indicator's card, and whom to give more time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.deadlines.due import Planned, has_passed, planned
from domain.deadlines.workdays import Workdays
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_of
from domain.units.opd import Opd
from domain.years.rules import DEADLINE, YearRules, extension_key, setting_key
from handlers.words import words
from handlers.words.steps import sent_on
from handlers.years import YearFacts

NOT_YOURS = (
    "Tenggat ini hanya untuk admin dan Sub Bagian pemilik indikatornya. "
    "Ketik /bantuan untuk melihat yang tersedia."
)
"""Said to whoever presses what is about deadlines, and neither runs the bot nor reviews that report."""
SEARCH_TITLE, SEARCH_ASK = "Cari OPD", "Nama OPD yang dicari?"
_EXTENSIONS = (8, 4, 2, 0)
"""How many extensions a card names, fewer where it would be too long; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineFacts:
    """Everything about the deadlines of one year. `mine`: what the reader may change."""

    of_year: YearFacts
    workdays: Workdays
    now: datetime
    mine: frozenset[IndicatorKey]
    runs_the_bot: bool

    @property
    def rules(self) -> YearRules:
        return self.of_year.rules

    @property
    def today(self) -> date:
        return day_of(self.now)

    @property
    def open(self) -> bool:
        """Whether anything of this year may still be set."""
        return self.rules.closed_at is None

    @property
    def coming(self) -> bool:
        """Whether the year still has days on which a deadline may fall."""
        return self.open and self.rules.year >= self.today.year

    def coming_steps(self, indicator: Indicator) -> tuple[Planned, ...]:
        """Return the reminders of everybody's deadline that are still to come."""
        due = self.rules.deadlines.get(indicator.key)
        if due is None or not self.open:
            return ()
        setting = self.of_year.settings.get(setting_key(DEADLINE, indicator.key))
        learned = day_of(setting.at) if setting is not None else None
        # Nobody is asked for a report of a year that has not begun.
        begun = max(self.today, date(self.rules.year, 1, 1))
        return planned(due, self.rules.steps, self.workdays, begun, learned)


def deadlines(facts: DeadlineFacts) -> str:
    return words.paragraphs(
        facts.of_year.head("Tenggat"),
        "\n".join(_listed(facts, one) for one in INDICATORS),
        _next_day_off(facts),
        facts.of_year.unless_closed(),
    )


def _listed(facts: DeadlineFacts, indicator: Indicator) -> str:
    due = facts.rules.deadlines.get(indicator.key)
    setting = facts.of_year.settings.get(setting_key(DEADLINE, indicator.key))
    longer = facts.rules.longer(indicator.key)
    more = f" · {len(longer)} OPD diperpanjang" if longer else ""
    return words.lines(
        words.bold(f"{indicator.number} · {indicator.short}"),
        f"{_short(due, facts.now)} · {left(due, facts.now)}{more}" if due is not None else words.NO_DEADLINE,
        facts.of_year.set_by(setting.key) if setting is not None and setting.by is not None else "",
    )


def _short(due: datetime, now: datetime) -> str:
    return f"{words.short_day(day_of(due)).removesuffix(f' {year_of(now)}')} pukul {words.clock(due)}"


def present(due: datetime | None) -> str:
    """Return the deadline that holds until another is set, for a card's head."""
    return f"kini {words.short_moment(due)}" if due is not None else words.NO_DEADLINE


def left(due: datetime, now: datetime) -> str:
    """Return "7 hari lagi", "besok", "hari ini", or for how long it has passed."""
    days = (day_of(due) - day_of(now)).days
    if has_passed(due, now):
        return f"lewat {-days} hari" if days else "lewat hari ini"
    return words.days_left(days)


def _next_day_off(facts: DeadlineFacts) -> str:
    """Return the next day that is no weekend and yet off: those are what moves reminders unexpectedly."""
    weekends = Workdays()
    coming = [day for day in facts.workdays.off if day >= facts.today and not weekends.is_off(day)]
    if not coming or not facts.coming:
        return ""
    return f"Libur berikutnya: {words.short_weekday(min(coming), facts.today.year)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One indicator's deadline as it is shown. `owing`: how many OPD still owe it."""

    facts: DeadlineFacts
    indicator: Indicator
    owing: int
    names: Mapping[str, str]
    """The OPD by code."""


def card(shown: Card, note: str = "") -> str:
    return words.fitting(lambda most: _card(shown, note, most), _EXTENSIONS)


def _card(shown: Card, note: str, most: int) -> str:
    facts, indicator = shown.facts, shown.indicator
    due = facts.rules.deadlines.get(indicator.key)
    return words.paragraphs(
        note,
        words.bold(f"Tenggat {indicator.title} {facts.rules.year}"),
        words.lines(
            *(_due_lines(facts, due) if due is not None else [words.NO_DEADLINE]),
            facts.of_year.set_by(setting_key(DEADLINE, indicator.key)),
        ),
        _owing(shown),
        _reminders(facts, indicator) if due is not None else "",
        _extensions(shown, most),
        facts.of_year.unless_closed(),
    )


def _due_lines(facts: DeadlineFacts, due: datetime) -> list[str]:
    told = f"{words.weekday(day_of(due))} pukul {words.clock(due)} WIB"
    return [words.bold(told), left(due, facts.now), day_off_warning(due, facts.workdays)]


def day_off_warning(due: datetime, workdays: Workdays) -> str:
    """Return that the deadline falls on a day off, and why; nothing on a working day."""
    day = day_of(due)
    if not workdays.is_off(day):
        return ""
    why = workdays.off.get(day, words.DAYS[day.weekday()])
    return f"⚠️ {words.escape(why)}, bukan hari kerja."


def _owing(shown: Card) -> str:
    verb = "belum lapor" if shown.indicator.reported_by_operator else "belum dinilai"
    if shown.facts.rules.year > shown.facts.today.year or not shown.facts.open:
        return ""
    return f"{shown.owing} OPD {verb}" if shown.owing else "Semua OPD sudah lengkap."


def _reminders(facts: DeadlineFacts, indicator: Indicator) -> str:
    if not indicator.reported_by_operator:
        return "Diisi Sub Bagian sendiri, jadi OPD tidak menerima pengingat."
    coming = facts.coming_steps(indicator)
    if not coming:
        return "Tidak ada pengingat yang masih akan dikirim."
    lines = [sent_on(one, facts.workdays, facts.today.year) for one in coming]
    return words.lines(words.bold("Pengingat, pukul 08.00"), *lines)


def _extensions(shown: Card, most: int) -> str:
    longer = shown.facts.rules.longer(shown.indicator.key)
    if not longer:
        return ""
    told = list(longer.items())[:most]
    rest = len(longer) - len(told)
    return words.lines(
        words.bold(f"Perpanjangan ({len(longer)})"),
        *(_extension(shown, opd, due) for opd, due in told),
        f"… dan {rest} lagi" if rest else "",
    )


def _extension(shown: Card, opd: str, due: datetime) -> str:
    key = extension_key(shown.indicator.key, opd)
    return words.lines(
        f"• {words.escape(shown.names.get(opd, opd))}: {words.short_moment(due)}",
        shown.facts.of_year.set_by(key),
    )


def pick_opd(indicator: Indicator, year: int, count: int) -> str:
    return words.paragraphs(
        words.bold(f"Perpanjang {indicator.title} {year}"),
        f"{count} OPD belum lapor. OPD mana yang diberi waktu lebih?" if count else NOBODY_OWES,
    )


NOBODY_OWES = "Semua OPD sudah lapor, jadi tidak ada yang perlu diperpanjang."


def found_opds(indicator: Indicator, year: int, wanted: str, count: int) -> str:
    said = (
        f"{count} OPD cocok dengan {words.quote(wanted)}. Pilih OPD."
        if count
        else f"Tidak ada OPD yang belum lapor dan cocok dengan {words.quote(wanted)}. {words.SEARCH_AGAIN}"
    )
    return words.paragraphs(words.bold(f"Perpanjang {indicator.title} {year}"), said)


def pick_extension(indicator: Indicator, year: int, opds: Sequence[Opd]) -> str:
    ask = "Perpanjangan OPD mana yang dicabut?" if opds else "Belum ada perpanjangan."
    return words.paragraphs(words.bold(f"Cabut perpanjangan {indicator.title} {year}"), ask)


def not_set(year: int, titles: Sequence[str]) -> str:
    """Return which reports of a year nobody has set a deadline for; nobody is reminded of them."""
    return f"{words.MISSING} {words.bold(f'Tenggat {year} belum diatur')}: {words.escape(', '.join(titles))}"
