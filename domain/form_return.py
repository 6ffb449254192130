"""Why a report is returned: one of the usual reasons, or one in the reviewer's own words."""

from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms import Asked, Form, Kind, Question
from domain.written import compared

REASON = "alasan"
LONGEST_REASON = 300
"""Characters."""


class Reason(StrEnum):
    """The usual reasons."""

    NO_PROOF = "bukti"
    UNREADABLE = "baca"
    DIFFERS = "beda"
    WRONG_YEAR = "tahun"
    INCOMPLETE = "kurang"


def _read_reason(text: str, _: Asked) -> str:
    reason = " ".join(text.split())
    if not any(letter.isalnum() for letter in compared(reason)):
        raise InvalidAnswer(Problem.EMPTY)
    if len(reason) > LONGEST_REASON:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(LONGEST_REASON)})
    return reason


RETURN_FORM = Form(
    "kembalikan",
    (Question(key=REASON, kind=Kind.TYPED, read=_read_reason, choices=lambda _: tuple(Reason)),),
)
