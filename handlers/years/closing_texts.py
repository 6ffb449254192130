"""What closing a year freezes, and what it leaves unfinished: said before it is confirmed."""

from collections.abc import Sequence

from domain.figures.figure import Figure, Part
from domain.indicators import Indicator, by_key
from domain.years.rules import YearRules
from handlers.figures import capaian_of
from handlers.words import words
from handlers.years.effect_texts import ratio

BY_YEAR = "Capaiannya terhadap target tahun, bukan target TW."
CHANGED = "⚠️ Angkanya berubah setelah pratinjau dibuat, jadi tahun belum ditutup. Mohon periksa lagi."


def preview(year: int, rules: YearRules, figures: Sequence[Figure], note: str = "") -> str:
    """Return the five figures that closing freezes, and what is left unfinished by it."""
    return words.paragraphs(
        note,
        words.bold(f"Tutup tahun {year}?"),
        words.lines(
            "Angka resmi yang dibekukan:", *(_frozen(by_key(one.indicator), one, rules) for one in figures)
        ),
        BY_YEAR if rules.quarter_targets else "",
        _unfinished(figures),
        "Setelah ditutup, laporan, verifikasi, evaluasi, target, dan aturan tahun ini tidak bisa diubah. "
        "Membukanya kembali perlu alasan, dan setiap perubahan tampil sebagai rekonsiliasi.",
    )


def _frozen(indicator: Indicator, figure: Figure, rules: YearRules) -> str:
    capaian = capaian_of(figure.counts, rules.target(figure.indicator)[0])
    behind = f" · {capaian}" if capaian else ""
    return f"{indicator.number} · {indicator.title}: <b>{ratio(figure)}</b>{behind}"


def _unfinished(figures: Sequence[Figure]) -> str:
    waiting = sum(
        len(one.of(Part.WAITING_MET))
        + len(one.of(Part.WAITING_UNMET))
        + len(one.corrections)
        + len(one.beside)
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
