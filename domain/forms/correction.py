"""A correction: a report sent on top of a verified one. It says why, and it changes something.

Until it is verified the official number stands on the answer that it corrects (domain.md, "The figure").
"""

from dataclasses import replace

from domain.forms.form import Form, Kind, Question
from domain.forms.questions import LONGEST_REASON, reads_text, without
from domain.forms.words import Wording
from domain.keys import Answers

CORRECTS = "koreksi"
"""In the answers of a draft that corrects: it makes its form ask why. No answer of the report itself."""
REASON = "alasan-koreksi"


def is_correction(answers: Answers) -> bool:
    return CORRECTS in answers


def correcting(answers: Answers, reason: str = "") -> dict[str, str]:
    """Return the answers that a correction begins with; without a reason, that is asked first."""
    return {**without(answers, REASON), CORRECTS: "ya", **({REASON: reason} if reason else {})}


_ASKED = Question(
    key=REASON,
    kind=Kind.TYPED,
    read=reads_text(LONGEST_REASON),
    when=is_correction,
    words=Wording(
        "Alasan",
        "Mengapa laporan ini dikoreksi?",
        "Ketik dengan singkat; pemeriksa membacanya apa adanya. Contoh: nilai salah ketik",
    ),
)


def report_form(form: Form) -> Form:
    """Return a form as that of a report: before its questions the reason, where it is a correction."""
    return replace(form, questions=(_ASKED, *form.questions))
