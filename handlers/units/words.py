"""The words of what a decree does to an OPD, and of a file with OPD."""

from datetime import date

from domain.forms.words import Wording
from domain.units.form import CODE, DAY, DECREE, KIND, KINDS, NAME
from domain.units.import_form import (
    DAY_FIRST,
    FILE,
    MONTH_FIRST,
    ONLY_RIGHT,
    ORDER,
    REST,
    SAME_FILE,
    found_in,
    from_answer,
)
from handlers.conversation.worded import FormWords
from handlers.units import import_texts as opd_import
from handlers.words import words

_DECREE = Wording("Dasar", "Nomor keputusan atau peraturannya?", "Contoh: Perda 5 Tahun 2026")
_NEW_NAME = Wording("Nama", "Nama OPD?", "Ditulis lengkap. Contoh: Dinas Kesehatan")
_DAY_HINT = "Tekan tombol, atau ketik. Contoh: 31 Desember 2026 atau 31/12/2026"
_LAST_DAY = Wording("Hari terakhir", "Hari terakhir OPD ini berlaku?", _DAY_HINT)
_SHOWN = {DAY: lambda value: words.day(date.fromisoformat(value))}

FOUND = FormWords(
    title="OPD baru",
    questions={
        CODE: Wording("Kode", "Kode singkat OPD?", "Tidak bisa diubah nanti. Contoh: DINKES"),
        NAME: _NEW_NAME,
        KIND: Wording("Jenis", "Jenis OPD?", "Tekan tombol, atau ketik jenis lain."),
        DAY: Wording("Berlaku sejak", "Sejak kapan OPD ini berlaku?", _DAY_HINT),
        DECREE: _DECREE,
    },
    choices={KIND: {kind: kind.capitalize() for kind in KINDS}},
    shown=_SHOWN,
)
RENAME = FormWords(
    title="Ubah nama OPD",
    questions={
        NAME: Wording("Nama", "Nama barunya?", "Ditulis lengkap. Contoh: Dinas Kesehatan"),
        DAY: Wording("Berlaku sejak", "Sejak kapan nama ini berlaku?", _DAY_HINT),
        DECREE: _DECREE,
    },
    shown=_SHOWN,
)
CLOSE = FormWords(title="Tutup OPD", questions={DAY: _LAST_DAY, DECREE: _DECREE}, shown=_SHOWN)
MERGE = FormWords(title="Gabungkan OPD", questions={DAY: _LAST_DAY, DECREE: _DECREE}, shown=_SHOWN)
KEEP = FormWords(title="Batalkan penutupan", questions={DECREE: _DECREE})


def _rows(answer: str) -> str:
    found = from_answer(answer).found
    if found.american is not None:
        return opd_import.rows_read(found.rows, 0)
    return opd_import.rows_read(len(found.opds), len({cell.row for cell in found.wrong}))


IMPORT = FormWords(
    title=opd_import.TITLE,
    questions={
        FILE: Wording("Berkas", "Kirim berkas daftar OPD.", opd_import.HOW),
        ORDER: Wording("Urutan tanggal", "Tanggal di berkas ini ditulis dengan urutan apa?"),
        REST: Wording(
            "Baris yang ditolak",
            "Terapkan baris yang benar saja?",
            "Atau perbaiki berkasnya, lalu kirim lagi.",
        ),
    },
    choices={
        FILE: {SAME_FILE: "Pakai berkas ini"},
        ORDER: {DAY_FIRST: opd_import.DAY_FIRST, MONTH_FIRST: opd_import.MONTH_FIRST},
        REST: {ONLY_RIGHT: "Ya, yang benar saja"},
    },
    shown={FILE: _rows},
    notes={
        ORDER: lambda answers: opd_import.order_hint(from_answer(answers[FILE]).found),
        REST: lambda answers: opd_import.refused(found_in(answers).wrong),
    },
)
