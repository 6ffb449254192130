"""What *Bagaimana bila* says: the number now, the number then, and who is nearest to counting."""

from datetime import datetime
from fractions import Fraction

from domain.deadlines.due import has_passed
from domain.figures.figure import Counts
from domain.figures.what_if import Near, Step, WhatIf
from domain.indicators import Indicator
from domain.indicators.damaged import if_readable
from domain.language.dates import day_of
from domain.language.numbers import format_decimal, format_percent
from domain.years.rules import capaian_label
from handlers.whatif.card import Desk
from handlers.words import words
from handlers.words.expected import awaited
from handlers.words.names import outcome

NOT_YOURS = "Bagaimana bila menyebut semua OPD, jadi hanya untuk Bagian Organisasi."
ONLY_A_SUM = "Hanya hitungan; tidak mengubah apa pun."
BEGUN_ANEW = "Angka atau daftar OPD sudah berubah sejak kartu ini dibuka; hitungan dimulai dari awal."
FULL = (
    "Tanda sudah sebanyak yang bisa dibawa satu kartu. Kembalikan satu OPD dulu, atau tekan Ulangi dari awal."
)
NOTHING = "Belum ada perangkat daerah yang dihitung."
NO_TARGET = "belum ada target"
MOST_STEPS, MOST_CHANGED = 3, 2
"""Names that have room on the card."""
LONGEST_NAME = 24


def card(desk: Desk, asked: WhatIf, *, by_the_way: bool, only_the_way: bool = False, note: str = "") -> str:
    """Return the card; `by_the_way`: the shortest way is what is asked about, alone or not."""
    if not asked.counts.total:
        return words.paragraphs(_head(desk), NOTHING)
    return words.paragraphs(
        words.lines(_head(desk), f"<i>{ONLY_A_SUM}</i>"),
        note,
        words.lines(*_numbers(desk, asked)),
        _changed(asked) if not only_the_way else "",
        _way(desk, by_the_way=by_the_way),
    )


def _head(desk: Desk) -> str:
    title = f"Bagaimana bila · {desk.indicator.number} · {desk.indicator.title} {desk.year}"
    return words.bold(title)


def _numbers(desk: Desk, asked: WhatIf) -> list[str]:
    now, then = desk.figure.counts, asked.counts
    lines = [f"Sekarang {_number(now)}"]
    if asked.changed:
        lines.append(f"→ bila begini <b>{_number(then)}</b>")
    return [*lines, _beside_target(asked)]


def _number(counts: Counts) -> str:
    return f"{format_percent(counts.official or Fraction(0))} ({counts.met}/{counts.total})"


def _beside_target(asked: WhatIf) -> str:
    """Return what the number is beside its target: "target 75 % ✓ · capaian 100,00 % Sangat Tinggi"."""
    counts, target = asked.counts, asked.target
    needed, capaian = counts.further_needed(target), counts.capaian(target)
    if not target or needed is None or capaian is None:
        return NO_TARGET
    missing = f"butuh {needed} OPD lagi" if needed else "✓"
    said = f"capaian {format_decimal(capaian)} % {capaian_label(capaian)}"
    return f"target {words.plain(target)} % {'· ' if needed else ''}{missing} · {said}"


def _changed(asked: WhatIf) -> str:
    """Return who was put on the other side, in the order of their names."""
    told = [
        f"{entry.opd.short_name} {'memenuhi' if asked.met(entry) else 'tidak memenuhi'}"
        for entry in asked.changed
    ]
    return words.escape(f"Diubah: {words.some(told, MOST_CHANGED)}") if told else ""


def _way(desk: Desk, *, by_the_way: bool) -> str:
    """Return the shortest way and why each OPD is near, or that no way leads to the target."""
    way = desk.way
    if way.needed is None:
        return ""
    if not way.needed:
        return "Target sudah tercapai."
    if not way.reaches:
        highest = format_percent(way.highest or Fraction(0))
        most = desk.figure.counts.met + len(desk.steps)
        return (
            f"Target tidak terjangkau: paling tinggi {highest} "
            f"({most}/{desk.figure.counts.total}), tanpa koreksi hasil yang sudah diterima."
        )
    head = f"Jalan terpendek, {way.needed} OPD{' (dihitung)' if by_the_way else ''}:"
    return words.lines(
        head,
        *(
            f"• {words.escape(words.cut(step.entry.opd.short_name, LONGEST_NAME))} – "
            f"{words.escape(why(desk.indicator, step, desk.figure.as_of))}"
            for step in way.steps[:MOST_STEPS]
        ),
        words.more(len(way.steps) - MOST_STEPS),
    )


def why(indicator: Indicator, step: Step, now: datetime) -> str:
    """Return why an OPD is near (not escaped): "menunggu, BB · 75,50"."""
    expected = step.entry.standing.expected
    if step.near is Near.MISSING and expected is not None:
        return awaited(expected, day_of(now))
    return ", ".join(part for part in (_where(indicator, step), _said(step), _late(step, now)) if part)


def _where(indicator: Indicator, step: Step) -> str:
    if step.near is Near.MISSING:
        return "belum lapor" if indicator.reported_by_operator else "belum dinilai"
    if step.near is Near.BELOW:
        return "menunggu, belum memenuhi" if step.entry.standing.verified is None else "belum memenuhi"
    return _NEAR[step.near]


_NEAR = {Near.WAITING: "menunggu", Near.RETURNED: "perlu perbaikan"}


def _said(step: Step) -> str:
    """Return what the answers say, where they can be read."""
    said = step.said
    if said is None:
        return ""
    return if_readable(lambda: outcome(said.indicator, said.answers)) or ""


def _late(step: Step, now: datetime) -> str:
    if step.due is None or step.near is not Near.MISSING or not has_passed(step.due, now):
        return ""
    return f"terlambat {words.length(now - step.due)}"
