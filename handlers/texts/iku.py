"""`/iku` and what is behind each of its numbers; no line of monospace, so any phone wraps it well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from domain.iku import Entry, Figure, Part
from domain.indicators import Indicator
from domain.numbers import format_decimal, format_percent
from domain.years import capaian_label
from handlers.texts import words
from handlers.texts.indicators import outcome

CANNOT_BE_COMPUTED = "tidak dapat dihitung (belum ada perangkat daerah)"
NO_TARGET = "belum ada target"
BAR_LENGTH = 10
HUNDRED = 100

PARTS = {
    Part.MET: f"{words.VERIFIED} Memenuhi",
    Part.UNMET: "❌ Belum memenuhi",
    Part.WAITING_MET: f"{words.WAITING} Menunggu verifikasi, memenuhi",
    Part.WAITING_UNMET: f"{words.WAITING} Menunggu verifikasi, belum memenuhi",
    Part.RETURNED: f"{words.RETURNED} Perlu perbaikan",
    Part.MISSING: f"{words.MISSING} Belum ada",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator as this person sees it."""

    indicator: Indicator
    figure: Figure
    target: Decimal | None
    own: tuple[Entry, ...] = ()
    """The entries of the asker's own OPD, shown to operators."""
    waits_for_asker: bool = False


def overview(year: int, as_of: datetime, lines: Sequence[Line]) -> str:
    total = lines[0].figure.counts.total
    return words.paragraphs(
        words.lines(
            f"{words.bold(f'IKU {year}')} · per {words.short_moment(as_of)}",
            f"{total} perangkat daerah",
        ),
        *(_block(line) for line in lines),
    )


def _block(line: Line) -> str:
    return words.lines(
        words.bold(f"{line.indicator.number} · {line.indicator.short}"),
        *numbers(line),
        *(_own(line, entry) for entry in line.own),
    )


def numbers(line: Line) -> list[str]:
    """Return the official number first, then what could still become of it."""
    counts = line.figure.counts
    official, pending = counts.official, counts.including_pending
    if official is None or pending is None or counts.highest is None:
        return [CANNOT_BE_COMPUTED]
    return [
        f"<b>{format_percent(official)}</b>  ({counts.met} dari {counts.total})",
        f"{bar(official)}  {_target(line.target)}",
        f"termasuk menunggu: {format_percent(pending)}",
        f"mungkin: {format_decimal(official * HUNDRED)}–{format_percent(counts.highest)}",
        _capaian(line),
        _way_to_go(line),
        f"{line.figure.carried_over} hasil dari tahun sebelumnya" if line.figure.carried_over else "",
    ]


def bar(ratio: Fraction) -> str:
    """Return ten blocks; a started tenth is not shown as a full one, so only 100 % looks full."""
    full = int(ratio * BAR_LENGTH)
    return "▓" * full + "░" * (BAR_LENGTH - full)


def plain(value: Decimal) -> str:
    """Return a target as people write it: 75, or 72,5."""
    return format_decimal(value).removesuffix("0").removesuffix("0").removesuffix(",")


def _target(target: Decimal | None) -> str:
    return f"target {plain(target)} %" if target else NO_TARGET


def _capaian(line: Line) -> str:
    capaian = line.figure.counts.capaian(line.target)
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


def _own(line: Line, entry: Entry) -> str:
    return f"{words.escape(entry.opd.name)}: {_entry_state(line.indicator, entry)}"


def _entry_state(indicator: Indicator, entry: Entry) -> str:
    part = PARTS[entry.part].split(" ", 1)
    said = _said(indicator, entry)
    return words.escape(f"{part[0]} {said}" if said else f"{part[0]} {part[1].lower()}")


def _said(indicator: Indicator, entry: Entry) -> str:
    event = entry.standing.verified or entry.standing.waiting
    if event is None:
        return ""
    carried = f" ({entry.carried_from})" if entry.carried_from else ""
    return outcome(indicator.key, event.answers) + carried


def detail_lines(indicator: Indicator, entries: Sequence[Entry]) -> list[tuple[Part, str]]:
    """Return a line per OPD with its part, in the order of the parts: what counts first, what lacks last."""
    order = {part: number for number, part in enumerate(Part)}
    return [
        (entry.part, f"• {words.escape(entry.opd.name)}{_suffix(indicator, entry)}")
        for entry in sorted(entries, key=lambda entry: (order[entry.part], entry.opd.name))
    ]


def _suffix(indicator: Indicator, entry: Entry) -> str:
    said = _said(indicator, entry)
    event = entry.standing.waiting or entry.standing.verified
    when = f" · {words.short_moment(event.at)}" if event else ""
    return f" – {words.escape(said)}{when}" if said else ""


def detail(
    line: Line, year: int, as_of: datetime, shown: Sequence[tuple[Part, str]], *, own_only: bool
) -> str:
    """Return the page of an indicator's details: its form wording, numbers, and the OPD on this page."""
    groups: dict[Part, list[str]] = {}
    for part, text in shown:
        groups.setdefault(part, []).append(text)
    counts = {part: "" if own_only else f" ({len(line.figure.of(part))})" for part in groups}
    return words.paragraphs(
        words.lines(
            words.bold(f"{line.indicator.number} · {line.indicator.name}"),
            f"{year} · per {words.short_moment(as_of)}",
            f"<i>{words.escape(line.indicator.formula)}</i>",
        ),
        words.lines(*numbers(line)),
        *(words.lines(f"<b>{PARTS[part]}{counts[part]}</b>", *texts) for part, texts in groups.items()),
        OWN_ONLY if own_only else "",
    )


OWN_ONLY = "Rincian per OPD dilihat oleh Bagian Organisasi; di sini hanya OPD Anda."
