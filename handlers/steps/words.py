"""The words of setting the steps of reminders."""

from domain.deadlines.form import DAYS, REASON
from domain.forms.words import Wording
from handlers.conversation.worded import FormWords
from handlers.words import steps

_REASON = Wording("Alasan", "Apa alasannya?", "Boleh dilewati.")

STEPS_BEFORE = FormWords(
    title="Pengingat sebelum tenggat",
    questions={
        DAYS: Wording(
            "Hari",
            "Berapa hari sebelum tenggat OPD diingatkan?",
            "Ketik angka, dipisah koma; 0 adalah hari tenggatnya. Contoh: 14, 7, 3, 1, 0.",
        ),
        REASON: _REASON,
    },
    shown={DAYS: steps.before},
)
STEPS_AFTER = FormWords(
    title="Pengingat sesudah tenggat",
    questions={
        DAYS: Wording(
            "Hari",
            "Berapa hari sesudah tenggat OPD yang terlambat diingatkan?",
            "Ketik angka, dipisah koma, mulai dari 1. Contoh: 1, 7.",
        ),
        REASON: _REASON,
    },
    shown={DAYS: steps.after},
)
