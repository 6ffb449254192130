"""The wording of every question; a test fails while a question has none."""

from dataclasses import dataclass
from decimal import Decimal

from domain import form_ikm, form_sakip
from domain.ikm import UNSUR, minimum_sample
from domain.keys import Answers, IndicatorKey
from domain.numbers import format_decimal
from domain.sakip import Predikat, predikat_of
from handlers.texts.answers import predikat


@dataclass(frozen=True, slots=True)
class Wording:
    """`name` is for the summary and its *Ubah* buttons; `ask` and `hint` are for the question's card."""

    name: str
    ask: str
    hint: str = ""


_EVIDENCE_HINT = "Foto, PDF, DOCX atau XLSX, paling besar 20 MB per berkas. Boleh lebih dari satu."

WORDINGS: dict[str, Wording] = {
    "sakip.predikat": Wording(
        "Predikat", "Apa predikat LHE AKIP terakhir?", "Tekan tombol, atau ketik. Contoh: BB"
    ),
    "sakip.nilai": Wording("Nilai", "Berapa nilai LHE AKIP-nya?", "Ketik angka 0–100. Contoh: 75,50"),
    "sakip.bukti": Wording("Bukti", "Kirim bukti: LHE AKIP.", _EVIDENCE_HINT),
    "ikm.cara": Wording("Cara", "Nilai IKM mana yang akan dilaporkan?"),
    "ikm.nilai": Wording(
        "Nilai IKM", "Berapa nilai IKM yang dipublikasikan?", "Ketik angka 25–100. Contoh: 85,5"
    ),
    **{
        f"ikm.u{number}": Wording(
            f"U{number}",
            f"Unsur {number} dari 9: {name}.",
            "Ketik rata-rata 1,00–4,00. Contoh: 3,31",
        )
        for number, name in enumerate(UNSUR, start=1)
    },
    "ikm.unsur": Wording("9 unsur", ""),
    "ikm.responden": Wording(
        "Responden",
        "Berapa responden survei? Bila tahu, tambahkan jumlah penerima layanan (populasi).",
        "Ketik, atau tekan Lewati. Contoh: 150 atau 150 dari 1200",
    ),
    "ikm.bukti": Wording("Bukti", "Kirim bukti: laporan SKM.", _EVIDENCE_HINT),
    "anjab.status": Wording(
        "Analisis jabatan",
        "Apakah analisis jabatan sudah dilaksanakan?",
        "Tekan tombol, atau ketik. Contoh: sudah",
    ),
    "anjab.tanggal": Wording(
        "Tanggal laporan",
        "Tanggal Laporan Hasil Analisis Jabatan?",
        "Contoh: 31 Maret 2026 atau 31/3/2026",
    ),
    "anjab.nomor": Wording("Nomor laporan", "Nomor Laporan Hasil Analisis Jabatan?", "Contoh: 060/123/2026"),
    "anjab.jabatan": Wording(
        "Jabatan dianalisis",
        "Berapa jabatan yang sudah dianalisis, dari berapa?",
        "Ketik, atau tekan Lewati. Contoh: 120 dari 140",
    ),
    "anjab.tahap": Wording("Tahap", "Sampai tahap mana sekarang?"),
    "anjab.bulan": Wording(
        "Perkiraan selesai", "Kapan perkiraan selesai?", "Tekan bulan, atau ketik. Contoh: Maret 2027"
    ),
    "anjab.bukti": Wording("Bukti", "Kirim bukti: Laporan Hasil Analisis Jabatan.", _EVIDENCE_HINT),
}

DOUBTS = ("sakip.nol", "sakip.pecahan", "sakip.beda", "ikm.interval", "ikm.bacaan")


def wording(indicator: IndicatorKey, question: str, answers: Answers) -> Wording:
    """Return the words of a question; those of a doubt depend on what was answered."""
    path = f"{indicator}.{question}"
    if path in DOUBTS:
        return Wording("", *_doubt(path, answers))
    if path == "anjab.bukti" and answers.get("status") == "belum":
        return Wording("Bukti", "Kirim bukti kemajuan, bila ada.", _EVIDENCE_HINT)
    return WORDINGS[path]


def _doubt(path: str, answers: Answers) -> tuple[str, str]:
    nilai = Decimal(answers.get(form_sakip.NILAI, "0"))
    if path == "sakip.nol":
        return "Nilainya 0, atau OPD ini belum dievaluasi?", "Nilai 0 berarti predikat D · Sangat Kurang."
    if path == "sakip.pecahan":
        return (
            f"Nilai {format_decimal(nilai)} dari 100?",
            "Nilai di bawah 1 jarang terjadi; mungkin ditulis sebagai pecahan.",
        )
    if path == "sakip.beda":
        return "Predikat dan nilai tidak cocok.", _contradiction(answers, nilai)
    if path == "ikm.interval":
        return (
            f"{format_decimal(nilai)} itu nilai interval (1–4)?",
            f"Nilai konversinya {format_decimal(nilai)} × 25 = {format_decimal(nilai * 25)}.",
        )
    return (
        "IKM mana yang dipublikasikan?",
        "Dua cara pembobotan jatuh pada mutu yang berbeda. Pilih yang tertulis pada laporan SKM.",
    )


def _contradiction(answers: Answers, nilai: Decimal) -> str:
    chosen = Predikat(answers[form_sakip.PREDIKAT])
    fitting = predikat_of(nilai)
    return (
        f"Predikat {predikat(chosen)} berarti nilai {interval(chosen)}, "
        f"sedangkan {format_decimal(nilai)} berarti predikat {predikat(fitting)}."
    )


def interval(value: Predikat) -> str:
    """Return the nilai of a predikat in words: "di atas 70 sampai 80"."""
    if value.above is None:
        return f"0 sampai {value.up_to}"
    return f"di atas {value.above} sampai {value.up_to}"


def live_note(indicator: IndicatorKey, question: str, answers: Answers) -> str:
    """Return what the bot works out while answers come in: the IKM of nine unsur, the sample advised."""
    if indicator is not IndicatorKey.IKM:
        return ""
    if question == form_ikm.RESPONDENTS and (nilai := form_ikm.nilai_of(answers)) is not None:
        return f"IKM: {format_decimal(nilai)}"
    return sample_advice(answers) if question == "" else ""


def sample_advice(answers: Answers) -> str:
    """Return the Krejcie–Morgan advice once respondents and population are known; never a refusal."""
    counted = form_ikm.respondents_of(answers)
    if counted is None or counted[1] is None:
        return ""
    respondents, population = counted[0], counted[1]
    wanted = minimum_sample(population)
    verdict = "cukup" if respondents >= wanted else "sebaiknya ditambah pada survei berikutnya"
    return f"Saran sampel (Krejcie–Morgan): minimal {wanted} responden; {respondents} {verdict}."
