"""`/evaluasi`: which evaluation is meant, how much is left of it, and its OPD in lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.evaluation.stages import Stage
from domain.figures.figure import Entry, Part
from domain.indicators import Indicator
from domain.language.dates import day_of
from handlers.city.evaluations import Desk
from handlers.words import words
from handlers.words.names import outcome

NOT_YOURS = "Evaluasi ini diisi Sub Bagian lain. Ketik /evaluasi untuk melihat evaluasi Anda."
"""Said to whoever presses what another Sub Bagian evaluates."""
CHOOSE = "Evaluasi mana yang akan diisi?"
NONE_OF_YOURS = (
    "Sub Bagian Anda tidak mempunyai evaluasi sendiri. "
    "Tepat tugas dan fungsi dinilai Sub Bagian Kelembagaan dan Kinerja, ketatalaksanaan oleh "
    "Sub Bagian Tatalaksana dan Pelayanan Publik."
)
NOT_UNDERSTOOD = (
    "Mohon maaf, saya belum memahami permintaan itu. Cukup ketik /evaluasi, atau dengan tahunnya, misalnya "
    "/evaluasi 2026."
)
NOT_OF_YOURS = "Itu bukan evaluasi Sub Bagian Anda. Ketik /evaluasi untuk melihat evaluasi Anda."

ICONS = {Stage.DUE: words.MISSING, Stage.CARRIED: words.VERIFIED, Stage.DONE: words.VERIFIED}
"""A list of results has both those that count and those that do not; one of them has `icon`."""
STAGES = {
    Stage.DUE: "Belum dinilai",
    Stage.CARRIED: "Hasil lama masih berlaku",
    Stage.DONE: "Sudah dinilai",
}


def icon(entry: Entry) -> str:
    """Return the icon of one OPD: a result that does not meet the rule has its own."""
    done = entry.standing.verified is not None
    return words.verified(met=entry.part is Part.MET) if done else words.MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class ToEvaluate:
    """An evaluation of a year, until when it is to be done (None: nobody said), and how many OPD are left."""

    indicator: Indicator
    year: int
    due: datetime | None
    left: int

    def line(self, name: str, now: datetime) -> str:
        """Return how many OPD are left of an evaluation that goes by that name, and until when."""
        if not self.left:
            return f"{words.VERIFIED} {name}: sudah lengkap"
        icon = words.LATE if has_passed(self.due, now) else words.MISSING
        left = f"{icon} {name}: {self.left} OPD belum dinilai"
        if self.due is None:
            return left
        days = (day_of(self.due) - day_of(now)).days
        when = words.days_left(days) if days >= 0 else f"{-days} hari lalu"
        return f"{left}, tenggat {words.moment(self.due)} ({when})"


def choose(offered: Sequence[ToEvaluate], now: datetime) -> str:
    return words.paragraphs(CHOOSE, *(one.line(f"{one.indicator.title} {one.year}", now) for one in offered))


def other_time(year: int, this_year: int) -> str:
    """Return why a year that neither is nor has just ended is not evaluated."""
    if year > this_year:
        return (
            f"Evaluasi {year} belum bisa diisi, karena tahunnya belum mulai. "
            "Ketik /evaluasi untuk yang sedang berjalan."
        )
    return (
        f"Evaluasi {year} tidak bisa diisi lagi; yang bisa diisi hanya {this_year} dan {this_year - 1}. "
        f"Hasilnya tetap bisa dilihat: /iku {year}"
    )


def closed_year(year: int) -> str:
    return (
        f"Tahun {year} sudah ditutup, jadi evaluasinya tidak bisa diubah. "
        f"Hasilnya tetap bisa dilihat: /iku {year}\n\n"
        "Bila memang perlu diubah, hubungi admin bot agar tahun itu dibuka kembali."
    )


def overview(desk: Desk, counts: Mapping[Stage, int], reading: Sequence[str], note: str) -> str:
    total = sum(counts.values())
    return words.paragraphs(
        note,
        words.lines(words.bold(f"Evaluasi {_name(desk)}"), f"{total} perangkat daerah"),
        "\n".join(
            f"{ICONS[stage]} {counts[stage]} {STAGES[stage].lower()}" for stage in Stage if counts[stage]
        ),
        "\n".join(f"📎 {words.escape(name)} sedang dibaca…" for name in reading),
        "Pilih daftar, atau ketik sebagian nama OPD.",
    )


def _name(desk: Desk) -> str:
    return f"{desk.indicator.title} {desk.year}"


def listing(desk: Desk, stage: Stage, shown: Sequence[Entry]) -> str:
    return words.paragraphs(
        words.lines(words.bold(_name(desk)), STAGES[stage]),
        _results(desk, shown) if shown else "Tidak ada OPD pada daftar ini.",
        "Tekan OPD, atau ketik sebagian namanya." if shown else "",
    )


def found(desk: Desk, sought: str, shown: Sequence[Entry], total: int, note: str) -> str:
    """Return what a typed name has found; `shown` may be fewer than `total`."""
    if not total:
        body = f"Tidak ada OPD yang cocok dengan {words.quote(sought)}. Ketik sebagian nama lain."
    else:
        more = f", ini {len(shown)} yang pertama; ketik lebih lengkap." if total > len(shown) else "."
        body = words.lines(_results(desk, shown), f"{total} OPD cocok{more}")
    return words.paragraphs(
        note,
        words.lines(words.bold(_name(desk)), f"Mencari {words.quote(sought)}"),
        body,
    )


def _results(desk: Desk, shown: Sequence[Entry]) -> str:
    """Return the results that there are; an OPD without any stands on its key alone."""
    return words.lines(*(_listed(desk.indicator, one) for one in shown if one.standing.verified is not None))


def _listed(indicator: Indicator, entry: Entry) -> str:
    result = entry.standing.verified
    said = f" – {words.escape(outcome(indicator.key, result.answers))}" if result is not None else ""
    carried = f" ({entry.carried_from})" if entry.carried_from is not None else ""
    return f"{icon(entry)} {words.escape(entry.opd.short_name)}{said}{carried}"


def progress_line(indicator: Indicator, total: int, left: int, due: datetime | None, now: datetime) -> str:
    """Return how many OPD are evaluated of how many, and until when the rest has to be."""
    icon = words.VERIFIED if not left else words.LATE if has_passed(due, now) else words.MISSING
    return words.lines(
        f"{icon} {words.bold(indicator.title)} · {total - left}/{total} dinilai",
        words.deadline(due, now) if left and due is not None else "",
    )
