"""A correction: a report sent on top of a verified one. It says why, and it changes something.

Until it is verified the official number stands on the answer that it corrects (domain.md, "The figure").
"""

from dataclasses import replace

from domain.forms.form import Form, Kind, Question
from domain.forms.questions import LONGEST_REASON, reads_text, without
from domain.forms.words import Wording
from domain.keys import Answers

CORRECTS = "koreksi"
"""In the answers of a draft that corrects: it makes its form ask why. No answer of the report itself.

It holds the id of the verified submission; "ya" in drafts that are older than periods are.
"""
_THE_ONE = "ya"
REASON = "alasan-koreksi"


def is_correction(answers: Answers) -> bool:
    return CORRECTS in answers


def correcting(answers: Answers, reason: str = "", corrects: int | None = None) -> dict[str, str]:
    """Return the answers that a correction of that submission begins with.

    Without a reason, that is asked first.
    """
    named = _THE_ONE if corrects is None else str(corrects)
    return {**without(answers, REASON), CORRECTS: named, **({REASON: reason} if reason else {})}


def corrected_id(answers: Answers) -> int | None:
    """Return the id of the verified submission that a draft corrects; None where it names none."""
    named = answers.get(CORRECTS, _THE_ONE)
    return None if named == _THE_ONE else int(named)


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
