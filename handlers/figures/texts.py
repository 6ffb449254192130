"""`/iku` on one screen: two lines an indicator; nothing monospaced, so any phone wraps it well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from domain.figures.asking import NotUnderstood, Period, Unclear
from domain.figures.figure import Counts, Entry
from domain.figures.kept import Totals
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_end
from domain.language.numbers import format_decimal, format_percent
from domain.years.rules import YearRules, capaian_label
from handlers.figures.part_texts import state, tally
from handlers.words import words
from handlers.words.names import no_such_number

CANNOT_BE_COMPUTED = "tidak dapat dihitung (belum ada perangkat daerah)"
NO_TARGET = "belum ada target"
REACHED = "✓"
ROMAN = ("", "I", "II", "III", "IV")
BAR_LENGTH = 5
"""Blocks: what fits beside target and what is missing on a phone 360 px wide; ten would wrap every line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as this person sees it."""

    indicator: Indicator
    totals: Totals
    as_of: datetime
    target: Decimal | None
    whose: str = ""
    """Whose target that is, where it could be another: "TW II", "tahun"."""
    own: tuple[Entry, ...] = ()
    """The entries of the asker's own OPD, shown to operators."""
    mine: int = 0
    """How many OPD wait for a verdict of the asker."""
    reconciled: str = ""
    """What moved since the year was closed (HTML)."""
    together: str = ""
    """What the verified answers of all OPD come to beside the number; "" where nothing, or not asked for."""


def overview(asked: Period, lines: Sequence[Line], closed: str = "", stamp: str = "") -> str:
    """Return all indicators; `closed` says since when the year is closed (HTML).

    `stamp` stands in place of the moment, for a card that says when it was last changed.
    """
    total, mine = lines[0].totals.counts.total, sum(line.mine for line in lines)
    counted = f"{denominator(asked, total)}{f' · {mine} menunggu Anda' if mine else ''}"
    if not total:
        counted = f"Belum ada perangkat daerah yang dihitung pada tahun {asked.year}."
    return words.paragraphs(
        words.lines(
            f"{words.bold(f'IKU {asked.year}')}{when(asked, stamp)}",
            counted,
            note(asked),
            closed,
            _moved(lines),
        ),
        *(_block(line) for line in lines if total),
    )


def when(asked: Period, stamp: str = "") -> str:
    """Return " · 23 Nov 2026 09.15 WIB", or " · TW II · per 30 Jun 2026 23.59 WIB" of the past.

    `stamp` stands in place of the present moment, and after the instant of a year that was closed.
    """
    quarter = f" · TW {ROMAN[asked.quarter]}" if asked.quarter else ""
    if asked.live:
        return f"{quarter} · {stamp or words.short_moment(asked.as_of)}"
    return f"{quarter} · per {words.short_moment(asked.as_of)}{f' · {stamp}' if stamp else ''}"


def denominator(asked: Period, total: int) -> str:
    counted = min(day_of(asked.as_of), day_of(year_end(asked.year)))
    past = f" per {words.short_day(counted)}" if counted != day_of(asked.as_of) else ""
    return f"{total} perangkat daerah{past}"


def note(asked: Period) -> str:
    """Return why the figures are those of now, if a time was asked for that is still to come."""
    if asked.year > day_of(asked.as_of).year:
        return f"<i>Tahun {asked.year} belum dimulai; ini keadaan saat ini.</i>"
    if asked.unfinished:
        return f"<i>TW {ROMAN[asked.quarter]} belum berakhir; ini keadaan saat ini.</i>"
    return ""


def _moved(lines: Sequence[Line]) -> str:
    """Return which numbers have moved since the year was closed; how, their own cards say."""
    moved = [line.indicator.number for line in lines if line.reconciled]
    return f"Berubah sejak ditutup: {' · '.join(moved)}" if moved else ""


def _block(line: Line) -> str:
    name = f"<b>{line.indicator.number}</b> · {words.escape(line.indicator.short)}"
    return words.lines(f"{name}  {official(line.totals.counts)}", _progress(line), _own(line))


def official(counts: Counts) -> str:
    """Return the number that is defended: "71,43 %  (20/28)" (HTML)."""
    if counts.official is None:
        return CANNOT_BE_COMPUTED
    return f"<b>{format_percent(counts.official)}</b>  ({counts.met}/{counts.total})"


def _progress(line: Line) -> str:
    needed = line.totals.counts.further_needed(line.target)
    # With a quarter's name beside it, the last word would not fit on the line any more.
    further = f"{needed} OPD" if line.whose else f"{needed} OPD lagi"
    missing = "" if needed is None else f" · butuh {further}" if needed else f" {REACHED}"
    return f"{bar_of(line.totals.counts)} {target(line)}{missing}"


def target(line: Line) -> str:
    """Return "target 75 %", or whose it is: "target TW II 40 %", "target tahun 75 %"."""
    if not line.target:
        return f"{NO_TARGET} {line.whose}".rstrip()
    return " ".join(part for part in ("target", line.whose, f"{words.plain(line.target)} %") if part)


def whose_target(rules: YearRules, key: IndicatorKey, quarter: int) -> tuple[Decimal | None, str]:
    """Return the target that a quarter (0: the year) is judged against, and whose it is as `Line` has it."""
    target, own = rules.target(key, quarter)
    if own:
        return target, f"TW {ROMAN[own]}"
    return target, "tahun" if target and (quarter or rules.targets_of_quarters(key)) else ""


def bar_of(counts: Counts) -> str:
    """Return the bar: ▓ what counts, ▒ what would if all that waits is accepted as sent, ░ the rest."""
    return bar(counts.official or Fraction(0), counts.including_pending or Fraction(0))


def bar(official: Fraction, including_pending: Fraction) -> str:
    """Return blocks to the nearest; only 100 % looks full, and what waits is seen however little it is."""
    full = round(official * BAR_LENGTH)
    if official < 1:
        full = min(full, BAR_LENGTH - 1)
    pending = min(round(including_pending * BAR_LENGTH), BAR_LENGTH) - full
    pending = max(pending, 1) if including_pending > official else 0
    return "▓" * full + "▒" * pending + "░" * (BAR_LENGTH - full - pending)


def capaian_of(counts: Counts, target: Decimal | None) -> str:
    """Return "capaian 95,24 % · Sangat Tinggi", or nothing without a target."""
    capaian = counts.capaian(target)
    if capaian is None:
        return ""
    return f"capaian {format_decimal(capaian)} % · {capaian_label(capaian)}"


def _own(line: Line) -> str:
    """Return how the own OPD stand, in one line however many they are."""
    if not line.own:
        return ""
    if len(line.own) == 1:
        (entry,) = line.own
        return words.escape(f"{entry.opd.short_name}: {state(line.indicator, entry, day_of(line.as_of))}")
    return f"OPD Anda: {tally(line.own)}"


_EXAMPLE = (
    "Contoh: /iku 2025 tw2 sakip, /iku dinkes. Urutannya bebas; tanpa apa-apa berarti keadaan saat ini."
)


def not_understood(reason: NotUnderstood) -> str:
    """Return what was not understood, why, and how to ask."""
    if reason.why is Unclear.NUMBER:
        why = no_such_number(reason.said)
    else:
        why = _WHY[reason.why].format(said=words.quote(reason.said))
    return words.paragraphs(why, _fitting(reason), _EXAMPLE)


_WHY = {
    Unclear.WORDS: "Mohon maaf, saya belum mengenal indikator atau OPD {said}.",
    Unclear.SEVERAL: "{said} cocok dengan lebih dari satu indikator; mohon sebut nomornya.",
    Unclear.YEAR: "Tahun {said} tidak bisa ditampilkan; sebutkan tahun dari 2000 sampai 2099.",
    Unclear.QUARTER: "Triwulan {said} tidak ada; satu tahun punya empat: tw1, tw2, tw3, tw4.",
    Unclear.TWICE: "{said} menyebut lebih dari satu waktu; mohon sebut satu tahun dan satu triwulan saja.",
}


def _fitting(reason: NotUnderstood) -> str:
    """Name the indicators one could have meant: all of them where nothing fits."""
    if reason.why not in (Unclear.WORDS, Unclear.NUMBER, Unclear.SEVERAL):
        return ""
    return "\n".join(f"{one.number} · {words.escape(one.title)}" for one in reason.fitting or INDICATORS)
