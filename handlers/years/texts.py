"""`/tahun`, `/target` and `/aturan`: the settings of a year, who set them when, and on what basis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.indicators import INDICATORS, Indicator, Yearly, by_key, yearly_rules
from domain.indicators.sakip import MINIMUM
from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.years.rules import (
    CLOSED_AT,
    QUARTER_NUMBERS,
    YearRules,
    target_key,
)
from handlers.figures import Official, closed_line, closing_lines, moved_line
from handlers.words import words
from handlers.words.steps import steps_line
from storage.ports import Setting

NOT_YOURS = "Pengaturan tahun hanya untuk admin. Ketik /bantuan untuk melihat yang tersedia."
"""Said to whoever presses what sets something for a year, and does not run the bot."""
LONGEST_BASIS = 60
"""Characters of a legal basis on the screen of all rules."""
NOTHING_TO_OPEN = "Tahun berikutnya sudah dibuka."
OPENING_CHANGED = "⚠️ Pengaturannya berubah setelah pratinjau dibuat. Mohon periksa lagi."


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """Everything that is known about one year. `settings`: the last of each key; `names`: who set them."""

    rules: YearRules
    this_year: int
    years: tuple[int, ...]
    settings: Mapping[str, Setting]
    names: Mapping[int, str]
    official: Official | None

    def head(self, what: str) -> str:
        """Return the heading of a screen about the year: "Target 2026 · berjalan"."""
        return f"{words.bold(f'{what} {self.rules.year}')} · {state(self.rules, self.this_year)}"

    def unless_closed(self, said: str = "") -> str:
        """Return how the year is changed, or else that it cannot be any more."""
        if self.rules.closed_at is None:
            return said
        return "Tahun ini sudah ditutup, jadi tidak bisa diubah."

    def set_by(self, key: str, *, basis: bool = True) -> str:
        """Return who set a key and when, with the basis they named; nothing where it was never set."""
        setting = self.settings.get(key)
        if setting is None:
            return ""
        by = self.names.get(setting.by, "") if setting.by is not None else "saat bot disiapkan"
        named = f" · {words.escape(setting.legal_basis)}" if basis and setting.legal_basis else ""
        return f"<i>{words.escape(by)}, {words.short_day(day_of(setting.at))}{named}</i>"


def state(rules: YearRules, this_year: int) -> str:
    """Return where a year stands: "berjalan", "ditutup 15 Jan 2027" (not escaped, it needs none)."""
    if rules.closed_at is not None:
        return closed_line(rules)
    if rules.closings:
        return "dibuka kembali"
    if rules.year == this_year:
        return "berjalan"
    return "disiapkan" if rules.year > this_year else "terbuka"


def year_list(shown: Sequence[YearRules], this_year: int, note: str = "") -> str:
    return words.paragraphs(
        note,
        words.bold("Tahun"),
        words.lines(*(f"{_list_line(rules, this_year)}" for rules in shown)),
        "Tekan tahun untuk melihat pengaturannya.",
    )


def _list_line(rules: YearRules, this_year: int) -> str:
    held = f"{len(rules.targets)} target, {len(rules.deadlines)} tenggat"
    return f"{words.bold(str(rules.year))} · {state(rules, this_year)}\n{held}"


def label(rules: YearRules, this_year: int) -> str:
    """Return the label of a year's button."""
    return f"{rules.year} · {state(rules, this_year)}"


def card(facts: YearFacts, note: str = "") -> str:
    rules = facts.rules
    return words.paragraphs(
        note,
        words.lines(facts.head("Tahun"), facts.set_by(CLOSED_AT, basis=False) if rules.closed_at else ""),
        settings(rules),
        *_since_closing(facts),
    )


def settings(rules: YearRules) -> str:
    """Return the targets, deadlines and rules of a year."""
    return words.paragraphs(
        words.lines(words.bold("Target"), *(_target(one, rules) for one in INDICATORS)),
        words.lines(words.bold("Tenggat"), *_deadlines(rules)),
        words.lines(words.bold("Aturan"), *_rule_lines(rules)),
    )


def _target(indicator: Indicator, rules: YearRules) -> str:
    return f"{indicator.number} · {indicator.title}: {targets_of(rules, indicator.key)}"


def target_of(rules: YearRules, key: IndicatorKey) -> str:
    """Return "72,5 %", or that there is none (0 is none, domain.md)."""
    target = rules.targets.get(key)
    return percent(target) if target else "belum ada target"


def targets_of(rules: YearRules, key: IndicatorKey) -> str:
    """Return the year's target, and those of its quarters: "75 % · TW I–IV 20 · 40 · – · 75 %"."""
    return " · ".join(part for part in (target_of(rules, key), _of_quarters(rules, key)) if part)


def _of_quarters(rules: YearRules, key: IndicatorKey) -> str:
    """Return the targets that quarters have of their own, a dash where there is none; "" if all have none."""
    own = rules.targets_of_quarters(key)
    if not own:
        return ""
    told = [words.plain(own[one]) if one in own else "–" for one in QUARTER_NUMBERS]
    return f"TW I–IV {' · '.join(told)} %"


def percent(target: Decimal) -> str:
    return f"{words.plain(target)} %"


def _deadlines(rules: YearRules) -> list[str]:
    told = [
        f"{one.title}: {words.short_moment(rules.deadlines[one.key])}{_longer(rules, one)}"
        for one in INDICATORS
        if one.key in rules.deadlines
    ]
    return [*(told or [words.NO_DEADLINE]), f"Pengingat: {steps_line(rules.steps)}"]


def _longer(rules: YearRules, indicator: Indicator) -> str:
    longer = rules.longer(indicator.key)
    return f" ({len(longer)} OPD diperpanjang)" if longer else ""


def rule(indicator: Indicator, yearly: Yearly, rules: YearRules) -> str:
    """Return what a year asks for, in one line: "SAKIP: minimal B (Baik)" (not escaped, it needs none).

    What somebody still has to choose is told as such: the default only stands in.
    """
    said = yearly.said(yearly.of(rules.chosen))
    stands_in = "belum dipilih, memakai " if yearly.is_open(rules.chosen) else ""
    return f"{indicator.title}: {stands_in}{said}"


def _items(yearly: Yearly, rules: YearRules) -> list[str]:
    return [f"• {words.escape(item)}" for item in yearly.items(yearly.of(rules.chosen))]


def _rule_lines(rules: YearRules) -> list[str]:
    return [
        line
        for indicator, yearly in yearly_rules()
        for line in (rule(indicator, yearly, rules), *_items(yearly, rules))
    ]


def _since_closing(facts: YearFacts) -> list[str]:
    official = facts.official
    if official is None:
        return []
    moved = [
        f"{by_key(key).number} · {by_key(key).title}: {moved_line(official, key, names=True)}"
        for key in official.moved
    ]
    return [
        closing_lines(official, names=True) if official.reopened is not None else "",
        words.lines(words.bold("Rekonsiliasi"), *moved) if moved else "",
    ]


def opening(rules: YearRules, source: int, note: str = "") -> str:
    """Return what a new year would take over."""
    return words.paragraphs(
        note,
        words.bold(f"Buka tahun {rules.year}?"),
        f"Disalin dari {source}; tenggat bergeser ke tahun {rules.year} "
        "(akhir pekan: ke hari kerja sebelumnya). Perpanjangan dan hari libur tambahan tidak ikut.",
        settings(rules),
        "Batas SAKIP baik dipilih di langkah berikutnya. Semuanya masih bisa diubah setelah tahun dibuka.",
    )


def threshold(year: int, source: YearRules, effects: str) -> str:
    """Return the choice that opens a year; `effects`: what each threshold would give (not escaped)."""
    was = rule(by_key(IndicatorKey.SAKIP), MINIMUM, source)
    return words.paragraphs(
        words.bold(f"Batas SAKIP baik {year}?"),
        "Predikat paling rendah yang dianggap baik. Tahun dibuka dengan pilihan Bapak/Ibu, dan itu tercatat.",
        words.escape(effects),
        words.lines(
            f"{source.year} · {was}", f"Dasar: {words.escape(source.legal_basis[IndicatorKey.SAKIP])}"
        ),
    )


def targets(facts: YearFacts, note: str = "") -> str:
    rules = facts.rules
    return words.paragraphs(
        note,
        facts.head("Target"),
        words.lines(
            *(
                words.lines(
                    f"{one.number} · {words.escape(one.short)}: {words.bold(target_of(rules, one.key))}",
                    facts.set_by(target_key(one.key)),
                    _of_quarters(rules, one.key),
                    _quarters_set_by(facts, one.key),
                )
                for one in INDICATORS
            )
        ),
        facts.unless_closed(),
    )


def _quarters_set_by(facts: YearFacts, key: IndicatorKey) -> str:
    """Return who set the quarters' targets last, unless the year's was set with them."""
    keys = [target_key(key, one) for one in facts.rules.targets_of_quarters(key)]
    newest = max(keys, key=lambda one: facts.settings[one].id, default="")
    told = facts.set_by(newest) if newest else ""
    return "" if told == facts.set_by(target_key(key)) else told


def rules_screen(facts: YearFacts, note: str = "") -> str:
    return words.paragraphs(
        note,
        facts.head("Aturan"),
        *(
            words.lines(*(_with_basis(one, yearly, facts) for yearly in one.yearly))
            for one in INDICATORS
            if one.yearly
        ),
        facts.unless_closed(),
    )


def _with_basis(indicator: Indicator, yearly: Yearly, facts: YearFacts) -> str:
    """Return a rule in two lines and its items: what is asked for, on what basis, and who set it when."""
    behind = facts.set_by(yearly.key, basis=False)
    basis = words.escape(words.cut(_basis(indicator, yearly, facts), LONGEST_BASIS))
    return words.lines(
        words.bold(rule(indicator, yearly, facts.rules)),
        *_items(yearly, facts.rules),
        " · ".join(part for part in (f"Dasar: {basis}", behind) if part),
    )


def _basis(indicator: Indicator, yearly: Yearly, facts: YearFacts) -> str:
    """Return what a rule rests on; only the rule itself rests on the indicator's own basis."""
    own = facts.settings.get(yearly.key)
    if own is not None and own.value and own.legal_basis:
        return own.legal_basis
    of_rule = indicator.rules_by(yearly)
    return facts.rules.legal_basis[indicator.key] if of_rule else indicator.legal_basis


def not_open(year: int, this_year: int) -> str:
    """Return that a year is not open, and what its SAKIP is counted by if it runs all the same."""
    title = f"⬜ {words.bold(f'Tahun {year} belum dibuka')}"
    return words.lines(title, _stands_in(YearRules(year))) if year == this_year else title


def not_chosen(rules: YearRules) -> str:
    return words.lines(f"⬜ {words.bold(f'Batas SAKIP baik {rules.year} belum dipilih')}", _stands_in(rules))


def _stands_in(rules: YearRules) -> str:
    return f"Sementara SAKIP dihitung {MINIMUM.said(MINIMUM.of(rules.chosen))}."
