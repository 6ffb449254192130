"""What is wrong, why, and what to do: one line for every refusal."""

from collections.abc import Mapping

from domain.errors import InvalidAnswer, NotPossible, Problem
from handlers.words import words

ANSWERS: Mapping[Problem, str] = {
    Problem.EMPTY: "belum ada jawaban.",
    Problem.TOO_LONG: "terlalu panjang; paling banyak {limit} karakter.",
    Problem.NOT_A_CHOICE: "bukan salah satu pilihan. Tekan tombol di bawah ini.",
    Problem.NOT_A_NUMBER: "bukan angka.",
    Problem.NOT_A_WHOLE_NUMBER: "bukan angka bulat.",
    Problem.OUT_OF_RANGE: "di luar batas; yang bisa {minimum} sampai {maximum}.",
    Problem.TOO_MANY_DECIMALS: "terlalu banyak angka di belakang koma; paling banyak {limit}.",
    Problem.NOT_A_DATE: "tidak terbaca sebagai tanggal.",
    Problem.IS_A_DATE: "terbaca sebagai tanggal, padahal yang diminta angka.",
    Problem.NO_SUCH_DAY: "bukan tanggal yang ada di kalender.",
    Problem.OTHER_WEEKDAY: "tidak cocok: tanggal itu hari {weekday}. Ketik tanggalnya saja.",
    Problem.NOT_A_MONTH: "bukan bulan.",
    Problem.DATE_IN_FUTURE: "belum terjadi; tanggal laporan paling lambat hari ini.",
    Problem.DATE_IN_PAST: "sudah lewat; pilih bulan ini atau sesudahnya.",
    Problem.DAY_HAS_PASSED: "sudah lewat; pilih hari ini atau sesudahnya.",
    Problem.NOT_IN_YEAR: "di luar masa pelaporan {year}; pilih tanggal lain.",
    Problem.NOT_A_TIME: "bukan jam yang bisa dipakai; ketik {minimum} sampai 23.59, misalnya 15.30.",
    Problem.SAME_AS_NOW: "sama dengan tenggatnya kini; pilih waktu lain.",
    Problem.NOT_LATER: "tidak lebih lambat dari tenggat OPD ini kini.",
    Problem.BEFORE_START: "sebelum hari pertamanya, {minimum}.",
    Problem.TOO_MANY_LINES: "terlalu banyak baris; paling banyak {limit}.",
    Problem.ALREADY_OFF: "sudah hari libur.",
    Problem.NOT_A_DAY_OFF: "berarti hari kerja; ketik nama liburnya, misalnya Hari Jadi Kota.",
    Problem.WRONG_COUNT: "berisi {given} angka; di sini perlu {expected} angka.",
    Problem.NO_UNIT_NAME: "belum menyebut nama unit. Pilih unitnya dulu, atau ketik nama lalu nilainya.",
    Problem.NO_UNIT_NUMBERS: "tidak terbaca sebagai nilai dan responden. Contoh: 82,5 120",
    Problem.UNIT_TWICE: "sudah ada di daftar; pakai nama lain.",
    Problem.TOO_MANY_UNITS: "tidak muat lagi; paling banyak {limit} unit.",
    Problem.TOO_SHORT: "terlalu pendek; paling sedikit {limit} karakter.",
    Problem.NOT_A_CODE: (
        "bukan kode OPD: 2–20 huruf besar, angka atau tanda hubung, diawali huruf. Contoh: DINKES"
    ),
    Problem.NOT_A_SHORT_NAME: (
        "bukan nama pendek: 2–{limit} huruf, angka, spasi, titik atau tanda hubung, diawali huruf. "
        "Contoh: Dinkes"
    ),
    Problem.NOT_A_NAME: "bukan nama orang: cukup huruf, titik dan koma. Contoh: Siti Aminah, S.Kom.",
    Problem.CHANGES_PAST: "mengubah angka triwulan yang sudah berlalu; paling awal {minimum}.",
    Problem.NAME_NOT_YET: "belum terjadi; nama baru diisi pada hari berlakunya atau sesudahnya.",
    Problem.NO_SUCH_READING: (
        "tidak keluar dari unsur ini dengan bobot mana pun. "
        "Periksa unsurnya, atau tekan Angka lain yang tertulis untuk melaporkannya apa adanya."
    ),
    Problem.MORE_THAN_TOTAL: "tidak cocok: {analysed} lebih banyak daripada {total}.",
}

DECISIONS: Mapping[Problem, str] = {
    Problem.ALREADY_WAITING: "Laporan ini sudah terkirim dan sedang menunggu verifikasi.",
    Problem.NOTHING_WAITING: "Laporan ini sudah tidak menunggu verifikasi, jadi tidak ada yang ditarik.",
    Problem.ALREADY_DECIDED: "Laporan ini sudah diputuskan Bagian Organisasi, jadi tidak bisa ditarik lagi.",
    Problem.ALREADY_REPORTED: (
        "Laporan ini sudah diterima, jadi tidak bisa dicatat belum terbit. "
        "Bila angkanya keliru, ajukan koreksi lewat /lapor."
    ),
    Problem.WAS_RETURNED: (
        "Laporan ini sudah pernah dikirim dan dikembalikan, jadi tidak bisa dicatat belum terbit. "
        "Perbaiki lewat /lapor, atau tanyakan kepada pemeriksa."
    ),
    Problem.NOT_EXPECTED: "Catatan itu sudah tidak berlaku. Ketik /lapor untuk melihat keadaannya sekarang.",
    Problem.OPD_CLOSED: "OPD ini sudah tidak berlaku, jadi tidak ada laporan yang perlu dikirim.",
    Problem.NOT_THE_LATEST: "Ada kiriman yang lebih baru dari laporan ini.",
    Problem.ALREADY_UNDONE: "Keputusan ini sudah diurungkan.",
    Problem.REPAIR_BEGUN: (
        "Operator sudah mulai memperbaiki laporan ini, jadi keputusan tidak bisa diurungkan lagi."
    ),
    Problem.LAST_ADMIN: (
        "Ini admin terakhir, jadi perannya tidak bisa diakhiri. Tambahkan admin lain dahulu lewat /undang."
    ),
    Problem.OPD_CODE_TAKEN: "Kode itu sudah dipakai OPD lain. Tekan Ubah kode, lalu ketik kode lain.",
    Problem.OPD_NAME_TAKEN: "Nama itu sudah dipakai OPD lain. Tekan Ubah nama, lalu ketik nama yang berbeda.",
    Problem.OPD_SHORT_TAKEN: (
        "Nama pendek itu sama dengan nama pendek atau kode OPD lain pada masa yang sama. "
        "Pilih nama pendek yang berbeda."
    ),
    Problem.OPD_HAS_ENDED: "Masa berlaku OPD ini sudah berakhir, jadi tidak bisa diubah lagi.",
    Problem.OPD_ENDS_BEFORE_START: (
        "Hari terakhir itu sebelum OPD ini mulai berlaku. Tekan Ubah hari terakhir untuk memperbaikinya."
    ),
    Problem.OPD_NO_SUCCESSOR: (
        "OPD tujuan tidak berlaku sehari sesudah penggabungan. Pilih OPD tujuan lain, atau ubah tanggalnya."
    ),
    Problem.OPD_LIST_CHANGED: (
        "Daftar OPD berubah sejak berkas ini dibaca, jadi belum ada yang diterapkan. "
        "Kirim berkasnya sekali lagi."
    ),
    Problem.DEADLINE_CHANGED: (
        "Tenggat ini berubah sejak isian ini dimulai, jadi belum ada yang disimpan. "
        "Tekan Batal, lalu mulai lagi dari /tenggat."
    ),
    Problem.DEADLINE_HAS_PASSED: (
        "Waktu itu sudah lewat, jadi belum ada yang disimpan. "
        "Tekan Ubah tanggal atau Ubah jam, lalu pilih yang akan datang."
    ),
    Problem.NOTHING_OWED: (
        "OPD itu sudah melapor atau tidak wajib lapor lagi, jadi tidak perlu perpanjangan. "
        "Ketik /tenggat untuk melihat keadaannya."
    ),
    Problem.YEAR_CLOSED: (
        "Tahun itu sudah ditutup, jadi datanya tidak bisa diubah. "
        "Bila memang perlu, hubungi admin bot agar tahun itu dibuka kembali."
    ),
    Problem.DENOMINATOR_FROZEN: (
        "Perubahan ini mengubah jumlah OPD tahun yang pernah ditutup, jadi tidak bisa dicatat. "
        "Pakai tanggal sesudah 31 Desember tahun itu."
    ),
    Problem.YEAR_NOT_OVER: "Tahun itu belum berakhir, jadi belum bisa ditutup. Tutuplah setelah 31 Desember.",
    Problem.YEAR_IS_OPEN: "Tahun itu sedang terbuka, jadi tidak perlu dibuka kembali.",
    Problem.SECOND_ADMIN: "Permintaan untuk diri sendiri disetujui admin lain.",
    Problem.OWN_REPORT: (
        "Bapak/Ibu melapor untuk OPD ini atau mengirim laporannya sendiri, "
        "jadi keputusannya oleh rekan lain di Sub Bagian."
    ),
    Problem.OWN_EVALUATION: (
        "Bapak/Ibu melapor untuk OPD ini, jadi evaluasinya diisi rekan lain di Sub Bagian. "
        "Lanjutkan dengan OPD berikutnya."
    ),
    Problem.UNDO_TOO_LATE: "Sudah lewat lima menit, jadi keputusan ini tidak bisa diurungkan lagi.",
}


def answer(error: InvalidAnswer, typed: str) -> str:
    """Return the line shown above the question, which says itself what fits, when an answer does not."""
    said = ANSWERS[error.problem].format(**error.details)
    if "position" in error.details:
        said = f"{said} (unsur {error.details['position']}: {words.escape(error.details['name'])})"
    return f"⚠️ {words.quote(typed)} {said}"


def decision(error: NotPossible) -> str:
    return DECISIONS[error.problem]


NOT_TEXT = "⚠️ Pesan itu belum bisa saya baca di sini. Mohon jawab dengan tombol atau ketikan."
EDITED = "⚠️ Pesan yang disunting tidak saya baca ulang. Mohon ketik jawaban baru, atau tekan Ubah."
FILE_NOT_ASKED = (
    "⚠️ Berkas belum diminta di langkah ini. "
    "Mohon jawab dulu pertanyaannya; bukti dikirim di langkah terakhir."
)
FILE_WANTED = "⚠️ Di langkah ini kirimlah foto atau berkas, atau tekan tombol di bawah ini."

NOT_YOUR_OPD = "Anda tidak terdaftar sebagai operator OPD ini."
NOT_FOR_YOU = "Perintah ini bukan untuk peran Anda. Ketik /bantuan untuk melihat yang tersedia."
NOT_ADMIN = "Hanya admin bot yang bisa memakai tombol ini. Ketik /bantuan untuk melihat yang tersedia."
NOT_YOURS_ANY_MORE = (
    "Ini bukan wewenang Anda, atau sudah bukan lagi. Ketik /bantuan untuk melihat yang tersedia."
)
STALE_BUTTON_SHORT = "Tombol ini sudah tidak berlaku."
UNREADABLE = (
    "Maaf, pesan Anda yang terakhir tidak bisa saya baca. "
    "Mohon kirim lagi; bila masih gagal, ketik dengan kata lain."
)
NO_ROOM = (
    "Mohon maaf, server sedang tidak bisa menyimpan apa pun, jadi pesan Anda belum tersimpan. "
    "Tidak perlu dikirim ulang: begitu server pulih, pesan ini dijawab dengan sendirinya."
)
ALREADY_NOTED = "Sudah dicatat."
"""Said only of a press whose own effect is stored (`domain.forms.late_presses`)."""
AS_IT_IS = "Isian ini sudah berubah; inilah keadaannya sekarang."
SOMETHING_BROKE = (
    "Maaf, ada gangguan di pihak kami dan pesan Anda yang terakhir belum diproses. "
    "Jawaban sebelumnya aman. Mohon coba lagi; bila masih gagal, hubungi Bagian Organisasi."
)
