"""What a Sub Bagian may remark on a result that it gives."""

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Kind, Question
from domain.forms.words import Wording
from domain.language.written import seen

NOTE = "catatan"
LONGEST_NOTE = 300
"""Characters."""


def read_note(text: str, _: Asked | None = None) -> str:
    """Return a note or reason on one line. Raises InvalidAnswer(EMPTY), or TOO_LONG over 300 characters."""
    line = " ".join(text.split())
    if not seen(line).strip():
        raise InvalidAnswer(Problem.EMPTY)
    if len(line) > LONGEST_NOTE:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(LONGEST_NOTE)})
    return line


REMARK = Question(
    key=NOTE,
    kind=Kind.TYPED,
    read=read_note,
    optional=True,
    words=Wording(
        "Catatan",
        "Catatan untuk hasil ini?",
        f"Ketik, atau tekan Lewati. Paling panjang {LONGEST_NOTE} karakter.",
    ),
)
