"""A closed year in words: what is frozen, what would be, and what moved since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.closing.official import Cause, Moved, Reconciliation
from domain.figures.figure import Figure, Part
from domain.indicators import BY_KEY, Indicator
from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.language.numbers import format_decimal, format_percent
from domain.years.rules import YearRules, capaian_label
from handlers.words import words
from handlers.words.names import title
from storage.ports import Setting

CANNOT_BE_COMPUTED = "tidak dapat dihitung"
FEW, MANY = 3, 10
"""OPD named of one indicator: on a screen of all five, and on its own."""
LONGEST_NAME = 60
"""Characters of an OPD's name in a reconciliation, so that five of them fit one message."""
LONGEST_REASON = 100

_CAUSES = {
    Cause.VERIFIED: "diverifikasi kemudian",
    Cause.EVALUATED: "dinilai kemudian",
    Cause.CORRECTED: "dikoreksi",
    Cause.UNDONE: "keputusan diurungkan",
    Cause.RULE: "aturan berubah",
    Cause.JOINED: "masuk hitungan",
    Cause.LEFT: "keluar dari hitungan",
}


@dataclass(frozen=True, slots=True)
class Official:
    """A year that was closed at least once. `rules` are those of now."""

    rules: YearRules
    reopened: Setting | None = None
    """The reopening, with its reason as legal basis, while the year is open again."""
    moved: Mapping[IndicatorKey, Reconciliation] = field(default_factory=dict)
    """Only the indicators that moved since."""


_SIGNS = {1: "+1", 0: "±0", -1: "−1"}


def ratio(figure: Figure) -> str:
    """Return the official number: "71,43 % (20 dari 28)"."""
    counts = figure.counts
    if counts.official is None:
        return CANNOT_BE_COMPUTED
    return f"{format_percent(counts.official)} ({counts.met} dari {counts.total})"


def achieved(figure: Figure, rules: YearRules) -> str:
    """Return " · capaian 95,24 % · Sangat Tinggi", or nothing without a target."""
    capaian = figure.counts.capaian(rules.targets.get(figure.indicator))
    if capaian is None:
        return ""
    return f" · capaian {format_decimal(capaian)} % · {capaian_label(capaian)}"


def closed_line(rules: YearRules) -> str:
    """Return "ditutup 15 Jan 2027" of a year that was closed, and that it was done more than once."""
    again = "ditutup lagi" if len(rules.closings) > 1 else "ditutup"
    return f"{again} {words.short_day(day_of(rules.closings[-1]))}"


def reopened_line(at: datetime, reason: str) -> str:
    said = reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1] + "…"
    why = f": {words.escape(said)}" if said else ""
    return f"dibuka kembali {words.short_day(day_of(at))}{why}"


def head(official: Official | None, *, names: bool) -> str:
    """Return since when the year is closed, and that it was reopened (why: only for who sees everything)."""
    if official is None:
        return ""
    again = official.reopened
    return words.lines(
        closed_line(official.rules),
        reopened_line(again.at, again.legal_basis if names else "") if again is not None else "",
    )


def moved_line(official: Official | None, key: IndicatorKey, *, names: bool, most: int = FEW) -> str:
    """Return the reconciliation of one indicator, or nothing where nothing moved."""
    moved = official.moved.get(key) if official is not None else None
    if official is None or moved is None:
        return ""
    return reconciled(moved, official.rules, names=names, most=most)


def reconciled(moved: Reconciliation, rules: YearRules, *, names: bool, most: int = FEW) -> str:
    """Return "resmi 71,43 % → kini 75,00 %: +1 Dinas X (diverifikasi kemudian)"; without names only sums."""
    was = "resmi semula" if rules.closed_at is not None and len(rules.closings) > 1 else "resmi"
    official = f"{was} {_percent(moved.before)} → kini {_percent(moved.after)}"
    return f"{official}: {_opds(moved.moved, most) if names else _sums(moved.moved)}"


def _percent(figure: Figure) -> str:
    official = figure.counts.official
    return CANNOT_BE_COMPUTED if official is None else format_percent(official)


def _opds(moved: Sequence[Moved], most: int) -> str:
    named = [f"{_SIGNS[one.change]} {_name(one)} ({_CAUSES[one.cause]})" for one in moved[:most]]
    rest = f", dan {len(moved) - most} OPD lain" if len(moved) > most else ""
    return ", ".join(named) + rest


def _name(one: Moved) -> str:
    name = one.opd.name
    return words.escape(name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…")


def _sums(moved: Sequence[Moved]) -> str:
    gained, lost = (sum(one.change == change for one in moved) for change in (1, -1))
    said = [f"+{gained} OPD" if gained else "", f"−{lost} OPD" if lost else ""]
    return ", ".join(part for part in said if part) or "jumlah OPD berubah"


def preview(year: int, rules: YearRules, figures: Sequence[Figure], note: str = "") -> str:
    """Return the five figures that closing freezes, and what is left unfinished by it."""
    return words.paragraphs(
        note,
        words.bold(f"Tutup tahun {year}?"),
        words.lines(
            "Angka resmi yang dibekukan:", *(_frozen(BY_KEY[one.indicator], one, rules) for one in figures)
        ),
        _unfinished(figures),
        "Setelah ditutup, laporan, verifikasi, evaluasi, target, dan aturan tahun ini tidak bisa diubah. "
        "Membukanya kembali perlu alasan, dan setiap perubahan tampil sebagai rekonsiliasi.",
    )


def _frozen(indicator: Indicator, figure: Figure, rules: YearRules) -> str:
    return f"{indicator.number} · {title(indicator)}: <b>{ratio(figure)}</b>{achieved(figure, rules)}"


def _unfinished(figures: Sequence[Figure]) -> str:
    waiting = sum(
        len(one.of(Part.WAITING_MET)) + len(one.of(Part.WAITING_UNMET)) + len(one.corrections)
        for one in figures
    )
    returned = sum(len(one.of(Part.RETURNED)) for one in figures)
    missing = sum(len(one.of(Part.MISSING)) for one in figures)
    said = [
        f"{words.WAITING} {waiting} menunggu verifikasi" if waiting else "",
        f"{words.RETURNED} {returned} perlu perbaikan" if returned else "",
        f"{words.MISSING} {missing} belum dilaporkan atau dinilai" if missing else "",
    ]
    return words.lines("Yang belum selesai dihitung belum memenuhi:", *said) if any(said) else ""


CHANGED = "⚠️ Angkanya berubah setelah pratinjau dibuat, jadi tahun belum ditutup. Mohon periksa lagi."
