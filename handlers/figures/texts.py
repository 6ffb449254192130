"""`/iku`: the percentages and what may become of them; nothing monospaced, so any phone wraps it well."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.figures.asking import NotUnderstood, Period, Unclear
from domain.figures.figure import Entry, Figure, Part
from domain.indicators import INDICATORS, Indicator
from domain.language.dates import day_of, year_end
from domain.language.numbers import format_decimal, format_percent
from domain.years.rules import capaian_label
from handlers.figures.part_texts import state
from handlers.words import words

CANNOT_BE_COMPUTED = "tidak dapat dihitung (belum ada perangkat daerah)"
NO_TARGET = "belum ada target"
ROMAN = ("", "I", "II", "III", "IV")
HUNDRED = 100
MOST_OWN = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as this person sees it."""

    indicator: Indicator
    figure: Figure
    target: Decimal | None
    own: tuple[Entry, ...] = ()
    """The entries of the asker's own OPD, shown to operators."""
    waits_for_asker: bool = False
    reconciled: str = ""
    """What moved since the year was closed (HTML)."""


def overview(asked: Period, lines: Sequence[Line], closed: str = "", updated: str = "") -> str:
    """Return all indicators; `closed` says since when the year is closed (HTML).

    `updated` says when the card changed by itself, instead of when it was asked for.
    """
    total = lines[0].figure.counts.total
    return words.paragraphs(
        words.lines(
            f"{words.bold(f'IKU {asked.year}')}{f' · {updated}' if updated else when(asked)}",
            _denominator(asked, total),
            note(asked),
            closed,
        ),
        *(_block(line) for line in lines),
    )


def when(asked: Period) -> str:
    """Return " · TW II · per 30 Jun 2026 23.59 WIB"."""
    quarter = f" · TW {ROMAN[asked.quarter]}" if asked.quarter else ""
    return f"{quarter} · per {words.short_moment(asked.as_of)}"


def _denominator(asked: Period, total: int) -> str:
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


def _block(line: Line) -> str:
    return words.lines(
        words.bold(f"{line.indicator.number} · {line.indicator.short}"),
        *numbers(line),
        *_own(line),
    )


def numbers(line: Line) -> list[str]:
    """Return the official number first, then what could still become of it."""
    counts = line.figure.counts
    official, pending = counts.official, counts.including_pending
    if official is None or pending is None or counts.highest is None:
        return [CANNOT_BE_COMPUTED]
    return [
        f"<b>{format_percent(official)}</b>  ({counts.met} dari {counts.total})",
        f"{words.bar(official)}  {_target(line.target)}",
        f"termasuk menunggu: {format_percent(pending)}",
        f"mungkin: {format_decimal(official * HUNDRED)}–{format_percent(counts.highest)}",
        capaian_of(line.figure, line.target),
        _way_to_go(line),
        f"perlu perbaikan: {counts.returned} OPD" if counts.returned else "",
        f"{line.figure.carried_over} hasil dari tahun sebelumnya" if line.figure.carried_over else "",
        line.reconciled,
    ]


def _target(target: Decimal | None) -> str:
    return f"target {words.plain(target)} %" if target else NO_TARGET


def capaian_of(figure: Figure, target: Decimal | None) -> str:
    """Return "capaian 95,24 % · Sangat Tinggi", or nothing without a target."""
    capaian = figure.counts.capaian(target)
    if capaian is None:
        return ""
    return f"capaian {format_decimal(capaian)} % · {capaian_label(capaian)}"


def _way_to_go(line: Line) -> str:
    counts = line.figure.counts
    needed, waiting = counts.further_needed(line.target), counts.waiting_met + counts.waiting_unmet
    waiting += len(line.figure.corrections)
    parts = []
    if needed is not None:
        parts.append(f"Kurang {needed} OPD" if needed else "Target tercapai")
    if waiting:
        parts.append(f"{waiting} menunggu Anda" if line.waits_for_asker else f"{waiting} menunggu verifikasi")
    return " · ".join(parts)


def _own(line: Line) -> list[str]:
    """Return a line per own OPD, or one for them all where they would make the message too long."""
    if len(line.own) > MOST_OWN:
        met = sum(entry.part is Part.MET for entry in line.own)
        return [f"OPD Anda: {met} dari {len(line.own)} memenuhi"]
    return [words.escape(f"{entry.opd.name}: {state(line.indicator, entry)}") for entry in line.own]


_EXAMPLE = "Contoh: /iku 2025 tw2 sakip. Urutannya bebas; tanpa apa-apa berarti keadaan saat ini."


def not_understood(reason: NotUnderstood) -> str:
    """Return what was not understood, why, and how to ask."""
    said = words.quote(reason.said)
    return words.paragraphs(_WHY[reason.why].format(said=said), _fitting(reason), _EXAMPLE)


_WHY = {
    Unclear.WORDS: "Mohon maaf, saya belum mengenal indikator {said}.",
    Unclear.SEVERAL: "{said} cocok dengan lebih dari satu indikator; mohon sebut nomornya.",
    Unclear.YEAR: "Tahun {said} tidak bisa ditampilkan; sebutkan tahun dari 2000 sampai 2099.",
    Unclear.QUARTER: "Triwulan {said} tidak ada; satu tahun punya empat: tw1, tw2, tw3, tw4.",
    Unclear.TWICE: "{said} menyebut lebih dari satu waktu; mohon sebut satu tahun dan satu triwulan saja.",
}


def _fitting(reason: NotUnderstood) -> str:
    """Name the indicators one could have meant: all of them where nothing fits."""
    if reason.why not in (Unclear.WORDS, Unclear.SEVERAL):
        return ""
    return "\n".join(f"{one.number} · {words.escape(one.title)}" for one in reason.fitting or INDICATORS)
