"""The words of *Kembalikan*: why a report goes back to its operators."""

from domain.forms.words import FormWords, Wording
from domain.reports.return_reason import REASON, Reason

REASONS = {
    Reason.NO_PROOF: "Bukti belum ada atau kurang",
    Reason.UNREADABLE: "Bukti tidak terbaca",
    Reason.DIFFERS: "Angka berbeda dengan bukti",
    Reason.WRONG_YEAR: "Tahun atau dokumennya keliru",
    Reason.INCOMPLETE: "Isian belum lengkap",
}

KEMBALIKAN = FormWords(
    title="Kembalikan",
    questions={
        REASON: Wording(
            "Alasan", "Apa alasannya?", "Tekan tombol, atau ketik. Operator membaca alasan ini apa adanya."
        )
    },
    choices={REASON: {reason.value: label for reason, label in REASONS.items()}},
)


def reason_in_words(answer: str) -> str:
    """Return the reason as the operator reads it (not escaped)."""
    return KEMBALIKAN.answer(REASON, answer, {})
