"""Which evaluation somebody may mean: how much is left of each, and why others are not to be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.indicators import Indicator
from domain.language.dates import day_of
from handlers.evaluation.texts import title
from handlers.words import words

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ToEvaluate:
    """An evaluation of a year, until when it is to be done (None: nobody said), and how many OPD are left."""

    indicator: Indicator
    year: int
    due: datetime | None
    left: int


def choose(offered: Sequence[ToEvaluate], now: datetime) -> str:
    return words.paragraphs(
        CHOOSE, *(to_evaluate(one, title(one.indicator, one.year), now) for one in offered)
    )


def to_evaluate(one: ToEvaluate, name: str, now: datetime) -> str:
    """Return how many OPD are left of an evaluation that goes by that name, and until when."""
    if not one.left:
        return f"{words.VERIFIED} {name}: sudah lengkap"
    icon = words.LATE if has_passed(one.due, now) else words.MISSING
    left = f"{icon} {name}: {one.left} OPD belum dinilai"
    if one.due is None:
        return left
    days = (day_of(one.due) - day_of(now)).days
    when = words.days_left(days) if days >= 0 else f"{-days} hari lalu"
    return f"{left}, tenggat {words.moment(one.due)} ({when})"


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
