"""What an admin says of a year, as guided conversations: a target, a reopening."""

from decimal import Decimal

from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import counting, reads_text
from domain.forms.words import Wording
from domain.indicators.indicator import BASIS, LONGEST_BASIS
from domain.language.numbers import format_shortest, parse_decimal

PERCENT, REASON = "target", "alasan"
LONGEST_REASON = 300
"""Characters."""


def _read_percent(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=Decimal(0), maximum=Decimal(100)))


TARGET_FORM = Form(
    "target",
    (
        Question(
            key=PERCENT,
            kind=Kind.TYPED,
            read=counting(_read_percent),
            words=Wording("Target", "Berapa target capaiannya, dalam persen?", "Contoh: 75 atau 72,5."),
            shown=lambda value: f"{format_shortest(Decimal(value))} %",
        ),
        Question(
            key=BASIS,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_BASIS),
            optional=True,
            words=Wording("Dasar hukum", "Apa dasar target ini?", "Contoh: RPJMD 2025–2029. Boleh dilewati."),
        ),
    ),
)

REOPEN_FORM = Form(
    "tahun-buka",
    (
        Question(
            key=REASON,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_REASON),
            words=Wording(
                "Alasan",
                "Mengapa tahun ini perlu dibuka kembali?",
                "Alasan tercatat di jejak audit. Angka resmi tetap seperti saat ditutup sampai ditutup lagi.",
            ),
        ),
    ),
)
