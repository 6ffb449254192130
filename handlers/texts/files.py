"""What is wrong with a file, why, and what to do about it."""

from collections.abc import Mapping

from domain.foreign import Fault, Mark
from handlers.texts import words

LOST, FAILED, TOO_BIG_TO_FETCH = "lost", "failed", "too_big_to_fetch"
"""Not of the file's making: Telegram does not hand it over, or something broke on our side."""

_SAVE_AGAIN = "Simpan ulang sebagai DOCX, XLSX atau PDF, lalu kirim lagi."
_FAULTS: Mapping[Fault, str] = {
    Fault.EMPTY: "berkas ini kosong (0 byte). Periksa berkasnya, lalu kirim lagi.",
    Fault.LOCKED: (
        "berkas ini terkunci kata sandi, jadi tidak bisa dibuka. "
        "Hapus kata sandinya, simpan, lalu kirim lagi."
    ),
    Fault.DAMAGED: f"berkas ini rusak. Buka di Word atau Excel. {_SAVE_AGAIN}",
    Fault.PACKED: (
        f"berkas ini dimampatkan dengan cara yang tidak umum. Buka di Word atau Excel. {_SAVE_AGAIN}"
    ),
    Fault.NOT_ACCEPTED: f"isinya bukan foto, PDF, DOCX atau XLSX. {_SAVE_AGAIN}",
    Fault.OLD_OFFICE: f"ini berkas Office lama (DOC, XLS atau PPT). {_SAVE_AGAIN}",
    Fault.OPEN_DOCUMENT: f"ini berkas ODT, ODS atau ODP. {_SAVE_AGAIN}",
    Fault.SLIDES: "ini presentasi. Simpan sebagai PDF, lalu kirim lagi.",
    Fault.BINARY_SHEET: "ini buku kerja biner (XLSB). Simpan sebagai XLSX atau PDF, lalu kirim lagi.",
    Fault.TEMPLATE: f"ini templat (DOTX atau XLTX), bukan dokumen. {_SAVE_AGAIN}",
    Fault.ARCHIVE: "ini arsip (ZIP, RAR atau sejenisnya). Keluarkan isinya, lalu kirim satu per satu.",
    Fault.NO_TABLE: "ini bukan tabel yang bisa dibaca. Kirim sebagai CSV atau XLSX.",
    Fault.MACROS: (
        "berkas ini berisi makro, yang bisa menjalankan program di komputer pemeriksa. "
        "Simpan ulang tanpa makro sebagai DOCX, XLSX atau PDF, lalu kirim lagi."
    ),
    Fault.EXECUTABLE: (
        "isinya bisa menjalankan program di komputer pemeriksa. "
        "Kirim dokumen aslinya sebagai foto, PDF, DOCX atau XLSX."
    ),
    Fault.TOO_BIG: (
        "isinya terlalu besar setelah dibuka. Bagi menjadi beberapa berkas, atau simpan sebagai PDF, "
        "lalu kirim lagi."
    ),
    Fault.TOO_SLOW: (
        "berkas ini terlalu besar atau rusak, jadi tidak selesai dibaca. "
        "Simpan ulang sebagai PDF, lalu kirim lagi."
    ),
}
_IN_SHORT: Mapping[str, str] = {
    Fault.EMPTY: "kosong",
    Fault.LOCKED: "terkunci kata sandi",
    Fault.DAMAGED: "rusak",
    Fault.PACKED: "dimampatkan secara tidak umum",
    Fault.NOT_ACCEPTED: "bukan foto, PDF, DOCX atau XLSX",
    Fault.OLD_OFFICE: "Office lama (DOC, XLS, PPT)",
    Fault.OPEN_DOCUMENT: "ODT, ODS atau ODP",
    Fault.SLIDES: "presentasi",
    Fault.BINARY_SHEET: "XLSB",
    Fault.TEMPLATE: "templat",
    Fault.ARCHIVE: "arsip (ZIP, RAR)",
    Fault.NO_TABLE: "bukan tabel",
    Fault.MACROS: "berisi makro",
    Fault.EXECUTABLE: "bisa menjalankan program",
    Fault.TOO_BIG: "terlalu besar setelah dibuka",
    Fault.TOO_SLOW: "terlalu besar atau rusak",
    LOST: "gagal diambil dari Telegram",
    TOO_BIG_TO_FETCH: "lebih besar dari 20 MB",
}
_MARKS: Mapping[Mark, str] = {
    Mark.TEMPLATE_ELSEWHERE: "memuat templat dari tempat lain",
    Mark.LOADS: "memuat isi dari tempat lain",
    Mark.EMBEDS: "berisi objek program lain",
    Mark.COMMANDS: "berisi perintah untuk program lain (DDE)",
    Mark.SCRIPT: "berisi JavaScript",
    Mark.LAUNCHES: "bisa menjalankan program",
    Mark.ATTACHMENT: "berisi lampiran berkas lain",
    Mark.LOCKED: "terenkripsi, mungkin meminta kata sandi",
    Mark.UNCHECKED: "tidak bisa diperiksa seluruhnya",
}


def unusable(name: str, problem: str) -> str:
    """Return why a file cannot be used and what to do, for the problem that is stored with it."""
    if problem == LOST:
        return f"⚠️ {words.quote(name)} gagal diambil dari Telegram. Mohon kirim lagi berkas itu."
    if problem == TOO_BIG_TO_FETCH:
        return (
            f"⚠️ {words.quote(name)} lebih besar dari 20 MB, batas dari Telegram. "
            "Kecilkan PDF-nya, bagi menjadi beberapa berkas, atau kirim fotonya."
        )
    if problem == FAILED:
        return (
            f"⚠️ {words.quote(name)} belum bisa diproses karena gangguan di pihak kami; "
            "akan dicoba lagi sendiri. Bila mendesak, simpan ulang sebagai PDF, lalu kirim lagi."
        )
    # A word that is no fault was stored by an older version, which knew only this one.
    fault = Fault(problem) if problem in set(Fault) else Fault.NOT_ACCEPTED
    return f"⚠️ {words.quote(name)} tidak bisa dipakai: {_FAULTS[fault]}"


def program(name: str) -> str:
    """Return why a file is not even downloaded: its name alone would make a computer run it."""
    return (
        f"⚠️ {words.quote(name)} bukan jenis yang diterima: berkas seperti itu bisa menjalankan program. "
        "Kirim dokumen aslinya sebagai foto, PDF, DOCX atau XLSX."
    )


def in_short(problem: str) -> str:
    """Return what stands beside the file as long as it is there; "" for what only its reader knows."""
    return _IN_SHORT.get(problem, "")


def warned(marks: frozenset[Mark]) -> str:
    """Return what whoever opens the file has to know, in one line; "" for nothing."""
    told = [said for mark, said in _MARKS.items() if mark in marks]
    return f"⚠️ Hati-hati: {', '.join(told)}." if told else ""
