"""The words that people use, each with what it stands for; what chat makes of them; what stops everything.

A word belongs here when it is plain what it says. Nothing is learned, and nothing has a weight: what a text
leads to can be read off, and `docs/phrasings.md` shows it.
"""

from enum import StrEnum

from domain.indicators import INDICATORS


def _words(told: str) -> frozenset[str]:
    return frozenset(told.split())


class Says(StrEnum):
    """What a word says, where it is more than filling."""

    FIGURE = "angka"
    HOWMUCH = "berapa"
    TARGET = "target"
    REPORT = "lapor"
    REPORTS = "laporan"
    MISSING = "belum"
    NOT_OUT = "belumterbit"  # what is to be reported is not there yet
    LATE = "terlambat"
    DONE = "sudah"
    WHO = "siapa"
    ME = "saya"
    WAITING = "menunggu"
    VERIFY = "verifikasi"
    EVALUATE = "evaluasi"
    DEADLINE = "tenggat"
    WHEN = "kapan"
    HISTORY = "riwayat"
    STATUS = "status"
    MENU = "menu"
    HELP = "bantuan"
    HOW = "bagaimana"
    CANCEL = "batal"
    THANKS = "terimakasih"
    PEACE = "assalamualaikum"
    GREETING = "salam"
    AGREED = "baik"
    DOWNLOAD = "unduh"
    CHART = "grafik"
    FORM = "formulir"
    MEASUREMENT = "pengukuran"
    MEASUREMENT_PDF = "pengukuranpdf"
    ACTION_PLAN = "rencanaaksi"
    EVIDENCE = "bahanbukti"
    MEMO = "notadinas"
    UNIT = "dinas"  # what every OPD's name may begin with
    NOT = "jangan"  # a text that says no, or undoes something, is never a wish


PHRASES = {
    "terima kasih": "terimakasih",
    "trima kasih": "terimakasih",
    "terima kasi": "terimakasih",
    "thank you": "terimakasih",
    "matur nuwun": "terimakasih",
    "matur suwun": "terimakasih",
    "maturnuwun": "terimakasih",
    "wr wb": "assalamualaikum",
    "wa rahmatullah": "assalamualaikum",
    "wa barakatuh": "assalamualaikum",
    "om swastiastu": "salam",
    "kula nuwun": "salam",
    "kulo nuwun": "salam",
    "nuwun sewu": "mohon",
    "apa kabar": "salam",
    "belum terbit": "belumterbit",
    "belum keluar": "belumterbit",
    "belum ada": "belumterbit",
    "batas waktu": "tenggat",
    "batas akhir": "tenggat",
    "jatuh tempo": "tenggat",
    "hari terakhir": "tenggat",
    "tenggat waktu": "tenggat",
    "siapa saja": "siapa",
    "siapa aja": "siapa",
    "apa saja": "apa",
    "apa aja": "apa",
    "sampai mana": "status",
    "sampai di mana": "status",
    "sampai dimana": "status",
    "sampe mana": "status",
    "layar utama": "menu",
    "menu utama": "menu",
    "perangkat daerah": "opd",
    "indikator kinerja utama": "iku",
    "indikator kinerja": "iku",
    "tepat tugas dan fungsi": "kelembagaan",
    "tepat tugas dan fungsinya": "kelembagaan",
    "tepat tugas": "kelembagaan",
    "tugas dan fungsi": "kelembagaan",
    "tugas fungsi": "kelembagaan",
    "analisis jabatan": "anjab",
    "analisa jabatan": "anjab",
    "tata laksana": "tatalaksana",
    "kepuasan masyarakat": "ikm",
    "indeks kepuasan masyarakat": "ikm",
    "survei kepuasan masyarakat": "ikm",
    "survey kepuasan masyarakat": "ikm",
    "pengukuran pdf": "pengukuranpdf",
    "pengukuran kinerja pdf": "pengukuranpdf",
    "pdf pengukuran": "pengukuranpdf",
    "rencana aksi": "rencanaaksi",
    "bahan bukti": "bahanbukti",
    "unduh bukti": "bahanbukti",
    "nota dinas": "notadinas",
    "mutu data": "mutudata",
    "kualitas data": "mutudata",
    "lhe akip": "sakip",
    "nilai akip": "sakip",
    "hari ini": "sekarang",
    "hari libur": "tenggat",
    "saat ini": "sekarang",
    "tahun ini": "tahunini",
    "taun ini": "tahunini",
    "tahun lalu": "tahunlalu",
    "taun lalu": "tahunlalu",
    "tahun kemarin": "tahunlalu",
    "tahun kemaren": "tahunlalu",
    "tahun sebelumnya": "tahunlalu",
    "tahun wingi": "tahunlalu",
}
"""Words that say one thing only together. Each is tried from the longest on."""

LAST_YEAR, THIS_YEAR = "tahunlalu", "tahunini"

CHAT = {
    "brp": "berapa", "brapa": "berapa", "pira": "berapa", "piro": "berapa", "pinten": "berapa",
    "blm": "belum", "blom": "belum", "belom": "belum", "blum": "belum", "dereng": "belum", "durung": "belum",
    "sdh": "sudah", "udah": "sudah", "udh": "sudah", "sampun": "sudah", "uwis": "sudah",
    "yg": "yang", "sing": "yang", "dgn": "dengan", "utk": "untuk", "bwt": "buat", "krn": "karena",
    "thn": "tahun", "th": "tahun", "taun": "tahun", "lalu": "lalu", "kmrn": "kemarin", "kemaren": "kemarin",
    "skrg": "sekarang", "skrang": "sekarang", "skr": "sekarang", "sakniki": "sekarang", "saiki": "sekarang",
    "gmn": "bagaimana", "gimana": "bagaimana", "gmana": "bagaimana", "gimn": "bagaimana", "bgmn": "bagaimana",
    "pripun": "bagaimana", "piye": "bagaimana",
    "sy": "saya", "sya": "saya", "kulo": "saya", "kula": "saya",
    "sp": "siapa", "sapa": "siapa", "sopo": "siapa", "sinten": "siapa", "siapa2": "siapa",
    "lap": "laporan", "lpr": "lapor", "lpor": "lapor", "lprn": "laporan",
    "tks": "terimakasih", "trims": "terimakasih", "trimakasih": "terimakasih", "makasih": "terimakasih",
    "makasi": "terimakasih", "mksh": "terimakasih", "thx": "terimakasih", "thanks": "terimakasih",
    "trmksh": "terimakasih", "suwun": "terimakasih", "nuwun": "terimakasih", "syukron": "terimakasih",
    "tq": "terimakasih", "ty": "terimakasih",
    "ass": "assalamualaikum", "asslm": "assalamualaikum", "aslm": "assalamualaikum",
    "assalamu": "assalamualaikum", "alaikum": "assalamualaikum",
    "tlg": "tolong", "tlong": "tolong", "mhn": "mohon", "kpn": "kapan", "dl": "deadline", "ttg": "tentang",
    "ank": "anjab", "verif": "verifikasi", "ver": "verifikasi", "eval": "evaluasi",
    "dg": "dengan", "bs": "bisa", "bsa": "bisa", "jg": "juga", "aja": "saja", "sm": "sama", "dr": "dari",
}  # fmt: skip
"""What chat, and Javanese, make of a word. It counts as the word itself: nothing was guessed."""

MEANINGS: dict[Says, str] = {
    Says.FIGURE: (
        "iku angka angkanya capaian pencapaian persen persentase prosentase indikator hasil "
        "realisasi kinerja kurang kurangnya progres progress perkembangan rekap"
    ),
    Says.HOWMUCH: "berapa",
    Says.TARGET: "target targetnya",
    Says.REPORT: (
        "lapor melapor melaporkan laporkan kirim mengirim mengirimkan kirimkan isi mengisi dikirim "
        "dilaporkan input menginput upload unggah mengunggah setor menyetor"
    ),
    Says.REPORTS: "laporan pelaporan",
    Says.MISSING: "belum",
    Says.NOT_OUT: "belumterbit",
    Says.LATE: "terlambat telat menunggak nunggak",
    Says.DONE: "sudah selesai diterima terkirim",
    Says.WHO: "siapa mana",
    Says.ME: "saya kami aku",
    Says.WAITING: (
        "menunggu nunggu tunggu ditunggu antre antri antrean antrian masuk pending tugas tanggungan"
    ),
    Says.VERIFY: "verifikasi memverifikasi diverifikasi verifikasinya periksa memeriksa diperiksa",
    Says.EVALUATE: "evaluasi mengevaluasi dievaluasi menilai dinilai penilaian",
    Says.DEADLINE: "tenggat tenggatnya deadline",
    Says.WHEN: "kapan",
    Says.HISTORY: "riwayat histori history",
    Says.STATUS: "status keadaan posisi",
    Says.MENU: "menu beranda home mulai start depan",
    Says.HELP: "bantuan help panduan petunjuk cara caranya tutorial bingung pusing",
    Says.HOW: "bagaimana",
    Says.CANCEL: "batal batalkan batalin cancel",
    Says.THANKS: "terimakasih",
    Says.PEACE: (
        "assalamualaikum assalamu'alaikum asalamualaikum waalaikumsalam waalaikumussalam wassalam "
        "warahmatullahi wabarakatuh"
    ),
    Says.GREETING: (
        "salam pagi siang sore malam halo hallo helo hai hi hello permisi sugeng enjing sonten dalu"
    ),
    Says.AGREED: "baik ok oke okay okey siap nggih inggih enggih njih mantap mantab sip bagus",
    Says.DOWNLOAD: "unduh mengunduh unduhan unduhkan download cetak mencetak cetakan print",
    Says.CHART: "grafik diagram",
    Says.FORM: "formulir",
    Says.MEASUREMENT: "pengukuran lkjip",
    Says.MEASUREMENT_PDF: "pengukuranpdf",
    Says.ACTION_PLAN: "rencanaaksi renaksi",
    Says.EVIDENCE: "bahanbukti",
    Says.MEMO: "notadinas nodin",
    Says.UNIT: "dinas badan kecamatan kec kantor opd instansi satuan",
    Says.NOT: (
        "jangan tidak tak gak ga nggak enggak ndak kagak bukan tdk gk ora mboten tanpa hapus menghapus "
        "hapuskan dihapus delete buang tarik menarik cabut mencabut ubah mengubah ganti mengganti koreksi "
        "mengoreksi salah keliru tolak tutup menutup berhenti stop undo urungkan membatalkan dibatalkan "
        "pembatalan pembatalannya"
    ),
}

FILLERS = _words(
    """
    yang di ke dari dan ini itu ya yah iya dong deh sih nih loh lho kok tolong mohon minta mau ingin
    pengen bisa boleh dapat coba tampilkan perlihatkan tunjukkan lihat liat buka bukakan kasih beri tahu
    tau info informasi data pak bu bapak ibu bpk mas mbak mbk min mimin kak bang bot sekarang saat
    terkini terbaru terakhir apa apakah ada adakah untuk buat tentang soal per pada dengan saja lagi
    dulu dahulu segera semua seluruh kota kabupaten daerah kita tanya bertanya nanya cek mengecek hari
    selamat tahun daftar list nama atas sama juga akan harus perlu sampai silakan silahkan monggo mangga
    ngapunten maaf karena nilai nilainya punya milik yaa yaaa pengin para yth total semuanya jadi
    no nomor nomer ke operator segini gitu toh to wb wr
    """
)
"""Words that say nothing which a wish would need."""

ADMIN = {
    "undang": "undang", "mengundang": "undang", "undangan": "undang", "undangkan": "undang",
    "pengguna": "pengguna", "user": "pengguna",
    "aturan": "aturan", "peraturan": "aturan",
    "gladi": "gladi", "simulasi": "gladi",
    "umumkan": "umumkan", "pengumuman": "umumkan", "mengumumkan": "umumkan",
    "audit": "audit", "jejak": "audit",
    "cadangan": "cadangan", "backup": "cadangan",
    "mutudata": "mutu",
}  # fmt: skip
"""What leads to a command that few have: to them alone, and to nobody else's guess."""

OFFICE = frozenset(
    {
        "instansi", "data instansi", "profil instansi", "kop", "kop surat", "logo", "penanda tangan",
        "penandatangan", "tanda tangan",
    }
)  # fmt: skip
"""What by itself leads to `/instansi`, for whoever has it; among other words "instansi" is any OPD."""

OTHER_WORDS = _words(
    """
    tepat angkat anti betapa penting pening susah tindak sidang silang sektor setir statis evakuasi
    koneksi koleksi instalasi halus haus kiri krim bulan salip batik bantal tari udang stimulasi
    diversifikasi realistis historis belanda mantan jantan katak kayak makam makna pandan kutang surah
    sirkulasi realokasi relaksasi reboisasi mulia mula kamil gani bujang bagas sakit lapar kapal batas
    karim
    """
)
"""Everyday words and names that look like a slip of one of ours, and are none."""

BEGINS = frozenset({"undang", "umumkan"})
"""Commands that begin something: never by a slip of the finger. So does a report that is named."""


def _indicator_words() -> dict[str, str]:
    """Return what an indicator goes by in one word, with its key."""
    found: dict[str, str] = {}
    for one in INDICATORS:
        said = (str(one.key), *one.title.lower().split(), *one.also_called.split())
        alone = said if " " not in one.title else (str(one.key), *one.also_called.split())
        found.update((word, str(one.key)) for word in alone)
    return {**found, "akip": "sakip", "tupoksi": "kelembagaan", "survey": "ikm", "jabatan": "anjab"}


INDICATOR_WORDS = _indicator_words()
MEANS = {word: says for says, words in MEANINGS.items() for word in words.split()}
KNOWN = frozenset({*MEANS, *INDICATOR_WORDS, *ADMIN})
"""Words that a slip of the finger may have been meant for."""
