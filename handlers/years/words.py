"""The words of a year's conversations: its targets, its rules, and reopening it."""

from decimal import Decimal

from domain.forms.words import Wording
from domain.indicators.indicator import BASIS
from domain.years.form import PERCENT, REASON
from handlers.conversation.worded import FormWords
from handlers.years.texts import percent

TARGET = FormWords(
    title="Target",
    questions={
        PERCENT: Wording("Target", "Berapa target capaiannya, dalam persen?", "Contoh: 75 atau 72,5."),
        BASIS: Wording("Dasar hukum", "Apa dasar target ini?", "Contoh: RPJMD 2025–2029. Boleh dilewati."),
    },
    shown={PERCENT: lambda value: percent(Decimal(value))},
)

REOPEN = FormWords(
    title="Buka kembali",
    questions={
        REASON: Wording(
            "Alasan",
            "Mengapa tahun ini perlu dibuka kembali?",
            "Alasan tercatat di jejak audit. Angka resmi tetap seperti saat ditutup sampai ditutup lagi.",
        )
    },
)
