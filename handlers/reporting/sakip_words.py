"""The words of the SAKIP report."""

from decimal import Decimal

from domain.forms.questions import EVIDENCE
from domain.forms.words import EVIDENCE_HINT, FormWords, Wording
from domain.indicators import sakip_form as form_sakip
from domain.indicators.sakip import Predikat, predikat_of
from domain.keys import Answers
from domain.language.numbers import format_decimal


def predikat(value: str) -> str:
    return f"{value} · {Predikat(value).label}"


def interval(value: Predikat) -> str:
    """Return the nilai of a predikat in words: "di atas 70 sampai 80"."""
    return f"0 sampai {value.up_to}" if value.above is None else f"di atas {value.above} sampai {value.up_to}"


def _nilai(answers: Answers) -> Decimal:
    return Decimal(answers[form_sakip.NILAI])


def _contradiction(answers: Answers) -> Wording:
    chosen, fitting = Predikat(answers[form_sakip.PREDIKAT]), predikat_of(_nilai(answers))
    return Wording(
        "",
        "Predikat dan nilai tidak cocok.",
        f"Predikat {predikat(chosen)} berarti nilai {interval(chosen)}, "
        f"sedangkan {format_decimal(_nilai(answers))} berarti predikat {predikat(fitting)}.",
    )


def _fraction(answers: Answers) -> Wording:
    return Wording(
        "",
        f"Nilai {format_decimal(_nilai(answers))} dari 100?",
        "Nilai di bawah 1 jarang terjadi; mungkin ditulis sebagai pecahan.",
    )


SAKIP = FormWords(
    title="SAKIP",
    questions={
        form_sakip.PREDIKAT: Wording(
            "Predikat", "Apa predikat LHE AKIP terakhir?", "Tekan tombol, atau ketik. Contoh: BB"
        ),
        form_sakip.NILAI: Wording("Nilai", "Berapa nilai LHE AKIP-nya?", "Ketik angka 0–100. Contoh: 75,50"),
        form_sakip.ZERO: Wording(
            "", "Nilainya 0, atau OPD ini belum dievaluasi?", "Nilai 0 berarti predikat D · Sangat Kurang."
        ),
        form_sakip.FRACTION: _fraction,
        form_sakip.CONTRADICTION: _contradiction,
        EVIDENCE: Wording("Bukti", "Kirim bukti: LHE AKIP.", EVIDENCE_HINT),
    },
    choices={
        form_sakip.PREDIKAT: {value.value: value.value for value in Predikat},
        form_sakip.ZERO: {
            form_sakip.ZERO_IS_RIGHT: "Ya, nilainya 0",
            form_sakip.NOT_EVALUATED: "Belum dievaluasi",
        },
        form_sakip.FRACTION: {
            form_sakip.FRACTION_OF_HUNDRED: lambda given: f"Maksudnya {format_decimal(_nilai(given) * 100)}",
            form_sakip.FRACTION_IS_RIGHT: lambda given: f"Memang {format_decimal(_nilai(given))}",
        },
        form_sakip.CONTRADICTION: {
            form_sakip.PREDIKAT_OF_NILAI: lambda given: (
                f"Nilai benar → predikat {predikat_of(_nilai(given))}"
            ),
            form_sakip.NILAI_AGAIN: lambda given: (
                f"Predikat {given[form_sakip.PREDIKAT]} benar → ketik ulang nilai"
            ),
        },
    },
    shown={
        form_sakip.PREDIKAT: predikat,
        form_sakip.NILAI: lambda value: format_decimal(Decimal(value)),
    },
)
