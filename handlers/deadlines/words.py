"""The words of the conversations of `/tenggat`."""

from domain.deadlines.form import DATE, REASON, TIME, USUAL_TIMES
from domain.forms.words import Wording
from handlers.conversation.worded import FormWords
from handlers.words import words


def _time(value: str) -> str:
    return f"{value} WIB"


_SHOWN = {DATE: words.answered_day, TIME: _time}
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
