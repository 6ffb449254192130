"""The words of the analisis jabatan report."""

from datetime import date

from domain.forms.questions import EVIDENCE
from domain.forms.words import EVIDENCE_HINT, FormWords, Wording
from domain.indicators import anjab_form as form_anjab
from domain.indicators.anjab import Stage
from domain.keys import Answers
from handlers.words import words

_STAGES = {
    Stage.PERSIAPAN: "Persiapan",
    Stage.PENGUMPULAN: "Pengumpulan data",
    Stage.PENGOLAHAN: "Pengolahan data",
    Stage.VERIFIKASI: "Verifikasi",
}


def _evidence(answers: Answers) -> Wording:
    if answers.get(form_anjab.STATUS) == form_anjab.NOT_YET:
        return Wording("Bukti", "Kirim bukti kemajuan, bila ada.", EVIDENCE_HINT)
    return Wording("Bukti", "Kirim bukti: Laporan Hasil Analisis Jabatan.", EVIDENCE_HINT)


ANJAB = FormWords(
    title="Analisis jabatan",
    questions={
        form_anjab.STATUS: Wording(
            "Analisis jabatan",
            "Apakah analisis jabatan sudah dilaksanakan?",
            "Tekan tombol, atau ketik. Contoh: sudah",
        ),
        form_anjab.DATE: Wording(
            "Tanggal laporan",
            "Tanggal Laporan Hasil Analisis Jabatan?",
            "Contoh: 31 Maret 2026 atau 31/3/2026",
        ),
        form_anjab.NUMBER: Wording(
            "Nomor laporan", "Nomor Laporan Hasil Analisis Jabatan?", "Contoh: 060/123/2026"
        ),
        form_anjab.JABATAN: Wording(
            "Jabatan dianalisis",
            "Berapa jabatan yang sudah dianalisis, dari berapa?",
            "Ketik, atau tekan Lewati. Contoh: 120 dari 140",
        ),
        form_anjab.STAGE: Wording("Tahap", "Sampai tahap mana sekarang?"),
        form_anjab.MONTH: Wording(
            "Perkiraan selesai", "Kapan perkiraan selesai?", "Tekan bulan, atau ketik. Contoh: Maret 2027"
        ),
        EVIDENCE: _evidence,
    },
    choices={
        form_anjab.STATUS: {
            form_anjab.DONE: "Sudah dilaksanakan",
            form_anjab.NOT_YET: "Belum dilaksanakan",
        },
        form_anjab.STAGE: {stage.value: name for stage, name in _STAGES.items()},
    },
    shown={
        form_anjab.DATE: lambda value: words.day(date.fromisoformat(value)),
        form_anjab.MONTH: words.month,
        form_anjab.JABATAN: lambda value: value.replace("/", " dari ") + " jabatan",
    },
    typed={
        form_anjab.STATUS: {
            "sudah": form_anjab.DONE,
            "ya": form_anjab.DONE,
            "belum": form_anjab.NOT_YET,
            "tidak": form_anjab.NOT_YET,
        }
    },
)
