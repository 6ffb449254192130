"""What a Sub Bagian may remark on a result that it gives."""

from domain.forms.form import Asked, Kind, Question
from domain.forms.questions import one_line
from domain.forms.words import Wording

NOTE = "catatan"
LONGEST_NOTE = 300
"""Characters."""


def read_note(text: str, _: Asked | None = None) -> str:
    """Return a note or reason on one line. Raises InvalidAnswer(EMPTY), or TOO_LONG over 300 characters."""
    return one_line(text, LONGEST_NOTE)


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
