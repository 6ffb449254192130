"""The words of `/umumkan`."""

from domain.form_announcement import AUDIENCE, CONTENT, OWED, OWING, REPORTERS, REPORTERS_OF, content_of
from domain.indicators import REPORTED
from domain.people import Role
from handlers.texts import words
from handlers.texts.announcements import EXACTLY_SO, TITLE
from handlers.texts.forms.base import FormWords, Wording
from handlers.texts.indicators import title
from handlers.texts.overdue import SHORT_NAMES

_LONGEST = 60
"""Characters of an announcement that is to be written anew."""


def _told(answer: str) -> str:
    """Return the beginning of what is announced."""
    content = content_of(answer)
    said = " ".join(content.text.split()) or content.file_name or "foto"
    return words.cut(said, _LONGEST)


UMUMKAN = FormWords(
    title=TITLE,
    questions={
        CONTENT: Wording(
            "Isi",
            "Tulis pengumuman, atau kirim satu foto/berkas dengan keterangan.",
            "Huruf tebal, miring dan tautan ikut terkirim. Berkas: PDF, DOCX atau XLSX.",
        ),
        AUDIENCE: Wording("Penerima", "Untuk siapa?", EXACTLY_SO),
        REPORTERS: Wording("Sub Bagian", "Operator yang melapor ke Sub Bagian mana?"),
        OWED: Wording("Laporan", "Operator OPD yang belum lapor apa?"),
    },
    choices={
        AUDIENCE: {
            "all": "Semua",
            Role.OPERATOR.value: "Operator",
            Role.VERIFIKATOR.value: "Verifikator",
            Role.PIMPINAN.value: "Pimpinan",
            Role.ADMIN.value: "Admin",
            REPORTERS_OF: "Per Sub Bagian",
            OWING: "Yang belum lapor",
        },
        REPORTERS: {one.value: label for one, label in SHORT_NAMES.items()},
        OWED: {one.key.value: title(one) for one in REPORTED},
    },
    shown={CONTENT: _told},
)
