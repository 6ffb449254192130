"""What is wrong, why, and what to do: one line for every refusal."""

from collections.abc import Mapping

from domain.errors import InvalidAnswer, NotPossible, Problem
from handlers.texts import words

_ANSWERS: Mapping[Problem, str] = {
    Problem.EMPTY: "belum ada jawaban.",
    Problem.TOO_LONG: "terlalu panjang; paling banyak {limit} karakter.",
    Problem.NOT_A_CHOICE: "bukan salah satu pilihan. Tekan tombol di bawah ini.",
    Problem.NOT_A_NUMBER: "bukan angka.",
    Problem.NOT_A_WHOLE_NUMBER: "bukan angka bulat.",
    Problem.OUT_OF_RANGE: "di luar batas; yang bisa {minimum} sampai {maximum}.",
    Problem.TOO_MANY_DECIMALS: "terlalu banyak angka di belakang koma; paling banyak {limit}.",
    Problem.NOT_A_DATE: "bukan tanggal yang ada di kalender.",
    Problem.NOT_A_MONTH: "bukan bulan.",
    Problem.DATE_IN_FUTURE: "belum terjadi; tanggal laporan paling lambat hari ini.",
    Problem.DATE_IN_PAST: "sudah lewat; pilih bulan ini atau sesudahnya.",
    Problem.WRONG_COUNT: "berisi {given} angka, padahal perlu {expected}.",
    Problem.MORE_THAN_TOTAL: "tidak cocok: {analysed} lebih banyak daripada {total}.",
}

_DECISIONS: Mapping[Problem, str] = {
    Problem.ALREADY_WAITING: "Laporan ini sudah terkirim dan sedang menunggu verifikasi.",
    Problem.NOTHING_WAITING: "Laporan ini sudah tidak menunggu verifikasi, jadi tidak ada yang ditarik.",
    Problem.ALREADY_DECIDED: "Laporan ini sudah diputuskan Bagian Organisasi, jadi tidak bisa ditarik lagi.",
    Problem.OPD_CLOSED: "OPD ini sudah tidak berlaku, jadi tidak ada laporan yang perlu dikirim.",
    Problem.NOT_THE_LATEST: "Ada kiriman yang lebih baru dari laporan ini.",
}


def answer(error: InvalidAnswer, typed: str) -> str:
    """Return the line shown above the question, which says itself what fits, when an answer does not."""
    said = _ANSWERS[error.problem].format(**error.details)
    if "position" in error.details:
        said = f"{said} (unsur {error.details['position']}: {words.escape(error.details['name'])})"
    return f"⚠️ {words.quote(typed)} {said}"


def decision(error: NotPossible) -> str:
    return _DECISIONS[error.problem]


NOT_TEXT = "⚠️ Pesan itu belum bisa saya baca di sini. Mohon jawab dengan tombol atau ketikan."
EDITED = "⚠️ Pesan yang disunting tidak saya baca ulang. Mohon ketik jawaban baru, atau tekan Ubah."
FILE_NOT_ASKED = (
    "⚠️ Berkas belum diminta di langkah ini. "
    "Mohon jawab dulu pertanyaannya; bukti dikirim di langkah terakhir."
)
FILE_WANTED = "⚠️ Di langkah ini kirimlah foto atau berkas, atau tekan tombol di bawah ini."
SENT_FROM_SUMMARY = "⚠️ Semua jawaban sudah ada. Tekan Kirim, atau Ubah bila ada yang perlu diperbaiki."

STALE_BUTTON = "Tombol ini sudah tidak berlaku. Yang terbaru ada di bawah."
STALE_BUTTON_SHORT = "Tombol ini sudah tidak berlaku."
STALE_BUTTON_WAY_ON = "Tombol ini sudah tidak berlaku. Ketik /lapor untuk melihat laporan Anda."
ALREADY_NOTED = "Sudah dicatat."
SOMETHING_BROKE = (
    "Maaf, ada gangguan di pihak kami dan pesan Anda yang terakhir belum diproses. "
    "Jawaban sebelumnya aman. Mohon coba lagi; bila masih gagal, hubungi Bagian Organisasi."
)


def too_big(name: str, size: int) -> str:
    return (
        f"⚠️ {words.quote(name)} berukuran {words.size(size)}; Telegram membatasi 20 MB. "
        "Kecilkan PDF-nya, bagi menjadi beberapa berkas, atau kirim fotonya."
    )


def empty_file(name: str) -> str:
    return f"⚠️ {words.quote(name)} kosong (0 byte). Periksa berkasnya lalu kirim lagi."


def wrong_kind(name: str) -> str:
    return f"⚠️ {words.quote(name)} bukan jenis yang diterima. Kirim sebagai foto, PDF, DOCX atau XLSX."


def wrong_content(name: str) -> str:
    return (
        f"⚠️ {words.quote(name)} tidak bisa dibuka: isinya bukan foto, PDF, DOCX atau XLSX. "
        "Simpan ulang berkasnya lalu kirim lagi."
    )


def lost_file(name: str) -> str:
    return f"⚠️ {words.quote(name)} gagal diambil dari Telegram. Mohon kirim lagi berkas itu."


def too_many_files(limit: int) -> str:
    return f"⚠️ Paling banyak {limit} berkas per laporan. Hapus salah satu bila perlu menggantinya."


def evidence_of_sent(note: str, ticket: str) -> str:
    return (
        f"{note}\n\nLaporan {ticket} tetap terkirim. Untuk mengganti buktinya, tarik kembali lalu kirim lagi."
    )
