"""What a decree says about an OPD, as guided conversations: found, rename, close, merge, keep open."""

from collections.abc import Callable
from datetime import date

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import reads_text
from domain.forms.words import Wording
from domain.language.dates import format_day, last_quarter_end, parse_date
from domain.language.written import compared, folded
from domain.units.list import LONGEST_DECREE, LONGEST_NAME, is_code
from domain.units.short_names import LONGEST_SHORT, is_short_name

CODE, NAME, SHORT, KIND, DAY, DECREE = "kode", "nama", "pendek", "jenis", "tanggal", "dasar"
NO_SHORT = "-"
"""The answer that an OPD is called by its code."""
KINDS = ("dinas", "badan", "kecamatan", "sekretariat", "inspektorat", "satuan")
"""The usual kinds; another one may be typed."""
LONGEST_KIND = 30
"""Characters."""


def _read_code(text: str, _: Asked) -> str:
    code = folded(text).upper()
    if not is_code(code):
        raise InvalidAnswer(Problem.NOT_A_CODE)
    return code


def _read_short(text: str, _: Asked) -> str:
    short = folded(text)
    if short != NO_SHORT and not is_short_name(short):
        raise InvalidAnswer(Problem.NOT_A_SHORT_NAME, {"limit": str(LONGEST_SHORT)})
    return short


def _read_kind(text: str, asked: Asked) -> str:
    return compared(reads_text(LONGEST_KIND)(text, asked))


def _read_day(text: str, asked: Asked) -> str:
    return parse_date(text, asked.today).isoformat()


def _read_last_day(text: str, asked: Asked) -> str:
    """A last day before the end of a quarter that is over would change figures that were read out."""
    day, earliest = parse_date(text, asked.today), last_quarter_end(asked.today)
    if day < earliest:
        raise InvalidAnswer(
            Problem.CHANGES_PAST, {"minimum": f"{earliest.day}/{earliest.month}/{earliest.year}"}
        )
    return day.isoformat()


def _read_past_day(text: str, asked: Asked) -> str:
    """A new name is used from its day on, so it is entered on that day or later."""
    day = parse_date(text, asked.today)
    if day > asked.today:
        raise InvalidAnswer(Problem.NAME_NOT_YET)
    return day.isoformat()


def _year_end(asked: Asked) -> tuple[str, ...]:
    return (date(asked.today.year, 12, 31).isoformat(),)


def _today(asked: Asked) -> tuple[str, ...]:
    return (asked.today.isoformat(),)


def _day(
    read: Callable[[str, Asked], str], choices: Callable[[Asked], tuple[str, ...]], name: str, ask: str
) -> Question:
    return Question(
        key=DAY,
        kind=Kind.TYPED,
        read=read,
        choices=choices,
        words=Wording(name, ask, "Tekan tombol, atau ketik. Contoh: 31 Desember 2026 atau 31/12/2026"),
        shown=lambda value: format_day(date.fromisoformat(value)),
    )


def _name(ask: str) -> Question:
    return Question(
        key=NAME,
        kind=Kind.TYPED,
        read=reads_text(LONGEST_NAME),
        words=Wording("Nama", ask, "Ditulis lengkap. Contoh: Dinas Kesehatan"),
    )


_code = Question(
    key=CODE,
    kind=Kind.TYPED,
    read=_read_code,
    words=Wording("Kode", "Kode singkat OPD?", "Tidak bisa diubah nanti. Contoh: DINKES"),
)
_short = Question(
    key=SHORT,
    kind=Kind.TYPED,
    read=_read_short,
    choices=lambda _: (NO_SHORT,),
    words=Wording(
        "Nama pendek",
        "Nama pendeknya?",
        f"Paling banyak {LONGEST_SHORT} huruf, untuk tombol dan daftar. Contoh: Dinkes, Kec. Mayangan",
    ),
    labels={NO_SHORT: "Pakai kodenya saja"},
)
_kind = Question(
    key=KIND,
    kind=Kind.CHOICE,
    read=_read_kind,
    choices=lambda _: KINDS,
    words=Wording("Jenis", "Jenis OPD?", "Tekan tombol, atau ketik jenis lain."),
    labels={kind: kind.capitalize() for kind in KINDS},
)
_first_day = _day(_read_day, _today, "Berlaku sejak", "Sejak kapan OPD ini berlaku?")
_day_of_name = _day(_read_past_day, _today, "Berlaku sejak", "Sejak kapan nama ini berlaku?")
_last_day = _day(_read_last_day, _year_end, "Hari terakhir", "Hari terakhir OPD ini berlaku?")
_decree = Question(
    key=DECREE,
    kind=Kind.TYPED,
    read=reads_text(LONGEST_DECREE),
    words=Wording("Dasar", "Nomor keputusan atau peraturannya?", "Contoh: Perda 5 Tahun 2026"),
)

FOUND_FORM = Form("opd-baru", (_code, _name("Nama OPD?"), _kind, _first_day, _decree))
RENAME_FORM = Form("opd-nama", (_name("Nama barunya?"), _day_of_name, _decree))
SHORT_FORM = Form("opd-pendek", (_short,))
CLOSE_FORM = Form("opd-tutup", (_last_day, _decree))
MERGE_FORM = Form("opd-gabung", (_last_day, _decree))
KEEP_FORM = Form("opd-lanjut", (_decree,))
