"""What an admin says of a year, as a guided conversation: why it is to be open again."""

from domain.forms.form import Form, Kind, Question
from domain.forms.questions import reads_text
from domain.forms.words import Wording

REASON = "alasan"
LONGEST_REASON = 300
"""Characters."""


REOPEN_FORM = Form(
    "tahun-buka",
    (
        Question(
            key=REASON,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_REASON),
            words=Wording(
                "Alasan",
                "Mengapa tahun ini perlu dibuka kembali?",
                "Alasan tercatat di jejak audit. Angka resmi tetap seperti saat ditutup sampai ditutup lagi.",
            ),
        ),
    ),
)
