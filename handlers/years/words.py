"""The words of a year's conversations: its targets, its rules, and reopening it."""

from collections.abc import Callable
from decimal import Decimal

from domain.forms.words import FormWords, Wording
from domain.indicators.ketatalaksanaan import ITEMS
from domain.indicators.sakip import MINIMUM_CHOICES, Predikat
from domain.keys import Answers
from domain.years.form import BASIS, DONE, PERCENT, REASON, VALUE, picked
from handlers.years.texts import percent

_BASIS = Wording(
    "Dasar hukum", "Apa dasar hukumnya?", "Tekan yang berlaku, atau ketik, misalnya Perwali 12/2026."
)

TARGET = FormWords(
    title="Target",
    questions={
        PERCENT: Wording("Target", "Berapa target capaiannya, dalam persen?", "Contoh: 75 atau 72,5."),
        BASIS: Wording("Dasar hukum", "Apa dasar target ini?", "Contoh: RPJMD 2025–2029. Boleh dilewati."),
    },
    shown={PERCENT: lambda value: percent(Decimal(value))},
)

SAKIP_RULE = FormWords(
    title="Batas SAKIP baik",
    questions={
        VALUE: Wording("Batas SAKIP baik", "Predikat paling rendah yang dianggap baik?"),
        BASIS: _BASIS,
    },
    choices={VALUE: {value: f"{value} ({Predikat(value).label})" for value in MINIMUM_CHOICES}},
)

VALIDITY = FormWords(
    title="Masa berlaku hasil",
    questions={
        VALUE: Wording(
            "Masa berlaku",
            "Berapa tahun sebuah hasil evaluasi kelembagaan berlaku?",
            "Dihitung sejak tahun hasilnya; paling lama tiga tahun.",
        ),
        BASIS: _BASIS,
    },
    shown={VALUE: lambda value: f"{value} tahun"},
)

_NAMES = {item.key: item.name for item in ITEMS}


def _item_label(key: str) -> Callable[[Answers], str]:
    return lambda answers: f"{'☑' if key in picked(answers) else '☐'} {_NAMES[key]}"


def _items(value: str) -> str:
    return "; ".join(_NAMES.get(key, key) for key in value.split(","))


REQUIRED = FormWords(
    title="Item wajib",
    questions={
        VALUE: Wording(
            "Item wajib",
            "Item mana yang wajib terpenuhi?",
            "Tekan untuk menandai atau menghapus tanda, lalu Selesai.",
        ),
        BASIS: _BASIS,
    },
    choices={
        VALUE: {
            **{item.key: _item_label(item.key) for item in ITEMS},
            DONE: lambda answers: f"Selesai ({len(picked(answers))} wajib)",
        }
    },
    shown={VALUE: _items},
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
