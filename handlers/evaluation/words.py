"""The words of the evaluations' conversations."""

from decimal import Decimal

from domain.evaluation.stages import SEARCH
from domain.forms.questions import EVIDENCE
from domain.forms.words import EVIDENCE_HINT, FormWords, Wording
from domain.indicators.kelembagaan import peringkat_of
from domain.indicators.kelembagaan_form import ADJUST, FITS, NOTE, RESULT, SCORE
from domain.indicators.ketatalaksanaan import ITEMS
from domain.indicators.ketatalaksanaan_form import NOT_SO, reason_key
from domain.language.numbers import format_decimal

RESULTS = {FITS: "Tepat", ADJUST: "Perlu penyesuaian"}

_NOTE = Wording(
    "Catatan", "Catatan untuk hasil ini?", "Ketik, atau tekan Lewati. Paling panjang 300 karakter."
)
_EVIDENCE = Wording("Bukti", "Kirim bukti, bila ada.", EVIDENCE_HINT)


def _score(value: str) -> str:
    score = Decimal(value)
    return f"{format_decimal(score)} · {peringkat_of(score)}"


KELEMBAGAAN = FormWords(
    title="Tepat tugas dan fungsi",
    questions={
        RESULT: Wording(
            "Hasil",
            "Hasil evaluasi kelembagaan OPD ini?",
            "Sesuai Laporan Evaluasi Kelembagaan. Tekan tombol, atau ketik. Contoh: tepat",
        ),
        SCORE: Wording(
            "Skor", "Skor evaluasi, 0 sampai 100?", "Ketik, atau tekan Lewati. Contoh: 75 atau 75,50"
        ),
        NOTE: _NOTE,
        EVIDENCE: _EVIDENCE,
    },
    choices={RESULT: RESULTS},
    shown={SCORE: _score, RESULT: lambda value: RESULTS[value]},
)

TATALAKSANA = FormWords(
    title="Ketatalaksanaan",
    questions={
        **{
            reason_key(item.key): Wording(
                f"Alasan {item.name}",
                f"Mengapa “{item.name}” tidak berlaku?",
                "Ketik alasannya dengan singkat. Contoh: tidak menyelenggarakan pelayanan publik",
            )
            for item in ITEMS
        },
        NOTE: _NOTE,
        EVIDENCE: _EVIDENCE,
    },
    choices={reason_key(item.key): {NOT_SO: "Berlaku, tetapi belum ❌"} for item in ITEMS},
)

TASK = FormWords(
    title="Evaluasi",
    questions={SEARCH: Wording("Cari OPD", "Ketik sebagian nama OPD.")},
)
FROM_FILE = FormWords(title="Isian evaluasi", questions={})
