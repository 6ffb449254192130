"""The words of `/umumkan`."""

from domain.announcements.form import (
    AUDIENCE,
    CONTENT,
    LONGEST_TEXT,
    OWED,
    OWING,
    REPORTERS,
    REPORTERS_OF,
    REST,
    content_of,
    written_in,
)
from domain.forms.words import Wording
from domain.keys import Answers
from domain.people.person import Role
from handlers.announcements.texts import EXACTLY_SO, TITLE, WHAT_FOLLOWS
from handlers.conversation.worded import FormWords
from handlers.words import words
from handlers.words.people import SHORT_NAMES

_LONGEST = 60
"""Characters of an announcement that is to be written anew."""


def _rest(answers: Answers) -> Wording:
    written = written_in(answers)
    length = len(written.text) if written is not None else 0
    said, most = words.grouped(length), words.grouped(LONGEST_TEXT)
    if length > LONGEST_TEXT:
        return Wording(
            "",
            "Pengumuman ini terlalu panjang untuk satu pesan.",
            f"{said} karakter; paling banyak {most}. Tekan Tulis ulang untuk memendekkannya, atau "
            "kirim sekarang sebagai berkas dengan keterangan.",
        )
    return Wording(
        "",
        "Apakah pengumumannya sudah lengkap?",
        f"{said} dari {most} karakter. Bila Telegram membaginya menjadi dua pesan, kirim lanjutannya; "
        "bot menyambungnya.",
    )


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
        REST: _rest,
        AUDIENCE: Wording("Penerima", "Untuk siapa?", EXACTLY_SO),
        REPORTERS: Wording("Sub Bagian", "Operator yang melapor ke Sub Bagian mana?"),
        OWED: Wording("Laporan", "Operator OPD yang belum lapor apa?"),
    },
    choices={
        REST: WHAT_FOLLOWS,
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
    },
    shown={CONTENT: _told},
)
