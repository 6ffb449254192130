"""Why a report is returned: one of the usual reasons, or one in the reviewer's own words."""

from enum import StrEnum

from domain.forms.form import Form, Kind, Question
from domain.forms.questions import LONGEST_REASON, reads_text

REASON = "alasan"


class Reason(StrEnum):
    """The usual reasons."""

    NO_PROOF = "bukti"
    UNREADABLE = "baca"
    DIFFERS = "beda"
    WRONG_YEAR = "tahun"
    INCOMPLETE = "kurang"


RETURN_FORM = Form(
    "kembalikan",
    (
        Question(
            key=REASON,
            kind=Kind.TYPED,
            read=reads_text(LONGEST_REASON),
            choices=lambda _: tuple(Reason),
        ),
    ),
)
