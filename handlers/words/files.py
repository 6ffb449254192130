"""What is wrong with a file, why, and what to do about it."""

from collections.abc import Mapping

from domain.files.foreign import Fault, Mark
from handlers.words import words

LOST, FAILED, TOO_BIG_TO_FETCH = "lost", "failed", "too_big_to_fetch"
"""Not of the file's making: Telegram does not hand it over, or something broke on our side."""
OTHER_LIST = "other_list"
"""A table that can be read, but says nothing of OPD."""

READING = "📎 Berkas diterima, juga sebagai bukti. Tabel di dalamnya sedang dibaca …"
"""Said of a workbook that answers the question as well."""

SMALLER = "Kecilkan PDF-nya, bagi menjadi beberapa berkas, atau kirim fotonya."
SMALLER_TABLE = "Hapus gambar dan lembar lain, lalu kirim lagi."
"""What to do about a file that Telegram does not hand over: evidence, or a table."""
_SAVE_AGAIN = "Simpan ulang sebagai DOCX, XLSX atau PDF, lalu kirim lagi."
_OPEN_AND_SAVE = f"Buka di Word atau Excel. {_SAVE_AGAIN}"
_AS_TABLE = "Buka di Excel, simpan ulang sebagai XLSX, lalu kirim lagi."
_FAULTS: Mapping[Fault, tuple[str, str]] = {
    Fault.EMPTY: ("berkas ini kosong (0 byte)", "Periksa berkasnya, lalu kirim lagi."),
    Fault.LOCKED: (
        "berkas ini terkunci kata sandi, jadi tidak bisa dibuka",
        "Hapus kata sandinya, simpan, lalu kirim lagi.",
    ),
    Fault.DAMAGED: ("berkas ini rusak", _OPEN_AND_SAVE),
    Fault.PACKED: ("berkas ini dimampatkan dengan cara yang tidak umum", _OPEN_AND_SAVE),
    Fault.NOT_ACCEPTED: ("isinya bukan foto, PDF, DOCX atau XLSX", _SAVE_AGAIN),
    Fault.OLD_OFFICE: ("ini berkas Office lama (DOC, XLS atau PPT)", _SAVE_AGAIN),
    Fault.OPEN_DOCUMENT: ("ini berkas ODT, ODS atau ODP", _SAVE_AGAIN),
    Fault.SLIDES: ("ini presentasi", "Simpan sebagai PDF, lalu kirim lagi."),
    Fault.BINARY_SHEET: ("ini buku kerja biner (XLSB)", "Simpan sebagai XLSX atau PDF, lalu kirim lagi."),
    Fault.TEMPLATE: ("ini templat (DOTX atau XLTX), bukan dokumen", _SAVE_AGAIN),
    Fault.ARCHIVE: ("ini arsip (ZIP, RAR atau sejenisnya)", "Keluarkan isinya, lalu kirim satu per satu."),
    Fault.NO_TABLE: ("ini bukan tabel yang bisa dibaca", "Kirim sebagai CSV atau XLSX."),
    Fault.MACROS: (
        "berkas ini berisi makro, yang bisa menjalankan program di komputer pembacanya",
        "Simpan ulang tanpa makro sebagai DOCX, XLSX atau PDF, lalu kirim lagi.",
    ),
    Fault.EXECUTABLE: (
        "isinya bisa menjalankan program di komputer pembacanya",
        "Kirim dokumen aslinya sebagai foto, PDF, DOCX atau XLSX.",
    ),
    Fault.TOO_BIG: (
        "isinya terlalu besar setelah dibuka",
        "Bagi menjadi beberapa berkas, atau simpan sebagai PDF, lalu kirim lagi.",
    ),
    Fault.TOO_SLOW: (
        "berkas ini terlalu besar atau rusak, jadi tidak selesai dibaca",
        "Simpan ulang sebagai PDF, lalu kirim lagi.",
    ),
}
"""What is wrong, and what to do where the file is evidence."""
_FOR_ANY = frozenset({Fault.EMPTY, Fault.LOCKED, Fault.ARCHIVE, Fault.NO_TABLE})
"""What is to be done about these is the same where a table is asked for."""
_NEVER_A_TABLE = frozenset({Fault.NOT_ACCEPTED, Fault.SLIDES, Fault.EXECUTABLE})
_TABLE_FAULTS: Mapping[Fault, str] = {
    Fault.NOT_ACCEPTED: "isinya bukan tabel",
    Fault.TOO_BIG: "isinya terlalu besar setelah dibuka. Hapus lembar dan gambar lain",
    Fault.TOO_SLOW: "berkas ini terlalu besar atau rusak. Hapus lembar dan gambar lain",
    Fault.MACROS: "berkas ini berisi makro, yang bisa menjalankan program",
    Fault.EXECUTABLE: "isinya bisa menjalankan program",
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
    OTHER_LIST: "bukan daftar OPD yang diminta",
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


def unusable(name: str, problem: str, *, as_table: bool = False) -> str:
    """Return why a file cannot be used and what to do, for the problem that is stored with it.

    `as_table` says that a table was asked for: nobody is sent to make a PDF of it.
    """
    if problem == LOST:
        return f"⚠️ {words.quote(name)} gagal diambil dari Telegram. Mohon kirim lagi berkas itu."
    if problem == TOO_BIG_TO_FETCH:
        return (
            f"⚠️ {words.quote(name)} lebih besar dari 20 MB, batas dari Telegram. "
            f"{SMALLER_TABLE if as_table else SMALLER}"
        )
    if problem == OTHER_LIST:
        return (
            f"⚠️ {words.quote(name)} bukan daftar OPD yang diminta. "
            "Periksa kolom dan barisnya, lalu kirim lagi."
        )
    if problem == FAILED:
        return (
            f"⚠️ {words.quote(name)} belum bisa diproses karena gangguan di pihak kami; "
            f"akan dicoba lagi sendiri. Bila mendesak, simpan ulang sebagai {'XLSX' if as_table else 'PDF'}, "
            "lalu kirim lagi."
        )
    # A word that is no fault was stored by an older version, which knew only this one.
    fault = Fault(problem) if problem in set(Fault) else Fault.NOT_ACCEPTED
    wrong, to_do = _FAULTS[fault]
    if as_table and fault not in _FOR_ANY:
        wrong = _TABLE_FAULTS.get(fault, wrong)
        to_do = "Kirim tabelnya sebagai XLSX." if fault in _NEVER_A_TABLE else _AS_TABLE
    return f"⚠️ {words.quote(name)} tidak bisa dipakai: {wrong}. {to_do}"


def program(name: str, *, as_table: bool) -> str:
    """Return why a file is not even downloaded: its name alone would make a computer run it."""
    said = f"⚠️ {words.quote(name)} bukan jenis yang diterima: berkas seperti itu bisa menjalankan program."
    wanted = "tabelnya sebagai XLSX" if as_table else "dokumen aslinya sebagai foto, PDF, DOCX atau XLSX"
    return f"{said} Kirim {wanted}."


def in_short(problem: str) -> str:
    """Return what stands beside the file as long as it is there; "" for what only its reader knows."""
    return _IN_SHORT.get(problem, "")


def warned(marks: frozenset[Mark]) -> str:
    """Return what whoever opens the file has to know, in one line; "" for nothing."""
    told = [said for mark, said in _MARKS.items() if mark in marks]
    return f"⚠️ Hati-hati: {', '.join(told)}." if told else ""


def too_big(name: str, size: int, *, as_table: bool) -> str:
    to_do = SMALLER_TABLE if as_table else SMALLER
    return f"⚠️ {words.quote(name)} berukuran {words.size(size)}; Telegram membatasi 20 MB. {to_do}"


def empty_file(name: str) -> str:
    return f"⚠️ {words.quote(name)} kosong (0 byte). Periksa berkasnya lalu kirim lagi."


def wrong_kind(name: str, *, as_table: bool) -> str:
    wanted = "XLSX" if as_table else "foto, PDF, DOCX atau XLSX"
    return f"⚠️ {words.quote(name)} bukan jenis yang diterima. Kirim sebagai {wanted}."


def no_table(name: str) -> str:
    return f"⚠️ {words.quote(name)} bukan tabel yang bisa dibaca. Kirim sebagai CSV atau XLSX."


def too_many_files(limit: int) -> str:
    return f"⚠️ Paling banyak {limit} berkas per laporan. Hapus salah satu bila perlu menggantinya."
