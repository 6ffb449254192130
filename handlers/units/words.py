"""The words of a file with OPD."""

from domain.forms.words import Wording
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
