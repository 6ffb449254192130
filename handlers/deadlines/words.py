"""The words of the conversations of `/tenggat`."""

from datetime import date

from domain.deadlines.form import DATE, DAYS, NAME, REASON, TIME, USUAL_TIMES
from domain.forms.words import FormWords, Wording
from handlers.words import steps, words


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{words.DAYS[day.weekday()]}, {words.short_day(day)}"


def _time(value: str) -> str:
    return f"{value} WIB"


_SHOWN = {DATE: _day, TIME: _time}
_CHOICES = {TIME: {value: value for value in USUAL_TIMES}}
_DATE = Wording("Tanggal", "Tanggal berapa tenggatnya?", "Pilih, atau ketik. Contoh: 2 Desember, atau 2/12.")
_TIME = Wording("Jam", "Sampai pukul berapa?", "Pilih, atau ketik. Contoh: 15.30.")
_TOLD = "Alasan ini ikut dibaca yang bersangkutan dan tercatat di jejak audit."

FIRST_DEADLINE = FormWords(
    title="Tetapkan tenggat",
    questions={
        DATE: _DATE,
        TIME: _TIME,
        REASON: Wording("Dasar", "Apa dasar atau alasannya?", "Contoh: SE Wali Kota 5/2026. Boleh dilewati."),
    },
    choices=_CHOICES,
    shown=_SHOWN,
)
MOVED_DEADLINE = FormWords(
    title="Ubah tenggat",
    questions={DATE: _DATE, TIME: _TIME, REASON: Wording("Alasan", "Mengapa tenggatnya diubah?", _TOLD)},
    choices=_CHOICES,
    shown=_SHOWN,
)
EXTENSION = FormWords(
    title="Perpanjangan",
    questions={
        DATE: Wording("Tanggal", "Diperpanjang sampai tanggal berapa?", _DATE.hint),
        TIME: _TIME,
        REASON: Wording("Alasan", "Mengapa OPD ini diberi waktu lebih?", _TOLD),
    },
    choices=_CHOICES,
    shown=_SHOWN,
)
REVOCATION = FormWords(
    title="Cabut perpanjangan",
    questions={REASON: Wording("Alasan", "Mengapa perpanjangannya dicabut?", _TOLD)},
)


_STEPS_REASON = Wording("Alasan", "Apa alasannya?", "Boleh dilewati.")

STEPS_BEFORE = FormWords(
    title="Pengingat sebelum tenggat",
    questions={
        DAYS: Wording(
            "Hari",
            "Berapa hari sebelum tenggat OPD diingatkan?",
            "Ketik angka, dipisah koma; 0 adalah hari tenggatnya. Contoh: 14, 7, 3, 1, 0.",
        ),
        REASON: _STEPS_REASON,
    },
    shown={DAYS: steps.before},
)
STEPS_AFTER = FormWords(
    title="Pengingat sesudah tenggat",
    questions={
        DAYS: Wording(
            "Hari",
            "Berapa hari sesudah tenggat OPD yang terlambat diingatkan?",
            "Ketik angka, dipisah koma, mulai dari 1. Contoh: 1, 7.",
        ),
        REASON: _STEPS_REASON,
    },
    shown={DAYS: steps.after},
)
DAY_OFF = FormWords(
    title="Tambah hari libur",
    questions={
        DATE: Wording("Tanggal", "Tanggal berapa liburnya?", "Contoh: 28 Desember, atau 28/12."),
        NAME: Wording("Nama", "Apa nama liburnya?", "Contoh: Cuti bersama, atau Hari Jadi Kota."),
        REASON: Wording("Dasar", "Apa dasarnya?", "Contoh: SKB 3 Menteri. Boleh dilewati."),
    },
    shown={DATE: _day},
)
