"""Why a report is returned: one of the usual reasons, or one in the reviewer's own words."""

from enum import StrEnum

from domain.forms.form import Form, Kind, Question
from domain.forms.questions import LONGEST_REASON, reads_text
from domain.forms.words import Wording

REASON = "alasan"


class Reason(StrEnum):
    """The usual reasons."""

    NO_PROOF = "bukti"
    UNREADABLE = "baca"
    DIFFERS = "beda"
    WRONG_YEAR = "tahun"
    INCOMPLETE = "kurang"


REASONS = {
    Reason.NO_PROOF.value: "Bukti belum ada atau kurang",
    Reason.UNREADABLE.value: "Bukti tidak terbaca",
    Reason.DIFFERS.value: "Angka berbeda dengan bukti",
    Reason.WRONG_YEAR.value: "Tahun atau dokumennya keliru",
    Reason.INCOMPLETE.value: "Isian belum lengkap",
}


def in_words(reason: str) -> str:
    """Return a reason as the operator reads it."""
    return REASONS.get(reason, reason)


RETURN_FORM = Form(
    "kembalikan",
    (
        Question(
            key=REASON,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_REASON),
            choices=lambda _: tuple(Reason),
            words=Wording(
                "Alasan",
                "Apa alasannya?",
                "Tekan tombol, atau ketik. Operator membaca alasan ini apa adanya.",
            ),
            labels=REASONS,
        ),
    ),
)
