"""Tepat tugas dan fungsi: what the Sub Bagian answers for one OPD (PermenPANRB 20/2018)."""

import re
from decimal import Decimal

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import choose, counting, evidence, one_of
from domain.indicators.kelembagaan import HIGHEST, LOWEST, peringkat_of
from domain.keys import Answers
from domain.language.numbers import parse_decimal
from domain.language.written import answered, seen

RESULT, SCORE, RANK, NOTE = "hasil", "skor", "peringkat", "catatan"
FITS, ADJUST = RESULTS = ("tepat", "perlu")
LONGEST_NOTE = 300
"""Characters."""

_RESULT_AND_SCORE = re.compile(
    r"(?P<result>[a-z ]*[a-z])[ ,:(/-]+(?:skor(?:nya)? )?(?P<score>[0-9][0-9.,]*)\)?"
)
_WORDS = {
    "sesuai": FITS,
    "ya": FITS,
    "perlu penyesuaian": ADJUST,
    "perlu disesuaikan": ADJUST,
    "tidak tepat": ADJUST,
    "tidak": ADJUST,
}


def fits_its_task(answers: Answers) -> bool:
    """Return whether the evaluation says that the OPD fits its task and function."""
    return answers[RESULT] == FITS


def read_result(text: str) -> str:
    """Return the result that words such as "Perlu penyesuaian" mean. Raises InvalidAnswer(NOT_A_CHOICE)."""
    return one_of(RESULTS, _WORDS.get(answered(text), text))


def read_score(text: str) -> str:
    """Return a score 0–100 with at most two decimals. Raises InvalidAnswer."""
    return str(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST))


def read_note(text: str, _: Asked | None = None) -> str:
    """Return a note or reason on one line. Raises InvalidAnswer(EMPTY), or TOO_LONG over 300 characters."""
    line = " ".join(text.split())
    if not seen(line).strip():
        raise InvalidAnswer(Problem.EMPTY)
    if len(line) > LONGEST_NOTE:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(LONGEST_NOTE)})
    return line


def _with_score(text: str, _: Asked) -> Answers | None:
    """Read "tepat 75,5" as result and score; a score alone says nothing of the result."""
    said = _RESULT_AND_SCORE.fullmatch(answered(text))
    if said is None:
        return None
    return {RESULT: read_result(said["result"]), SCORE: read_score(said["score"])}


def kelembagaan_answers(given: Answers) -> dict[str, str]:
    """Return what is stored of an evaluation: the result, and what else was given, with the score's rank.

    Raises InvalidAnswer(EMPTY) without a result.
    """
    if given.get(RESULT) not in RESULTS:
        raise InvalidAnswer(Problem.EMPTY, {"question": RESULT})
    kept = {key: given[key] for key in (RESULT, SCORE, NOTE) if given.get(key)}
    return {**kept, RANK: peringkat_of(Decimal(kept[SCORE])).value} if SCORE in kept else kept


KELEMBAGAAN_FORM = Form(
    "kelembagaan",
    (
        choose(RESULT, RESULTS, read=read_result, spread=_with_score),
        Question(key=SCORE, kind=Kind.TYPED, read=counting(lambda text, _: read_score(text)), optional=True),
        Question(key=NOTE, kind=Kind.TYPED, read=read_note, optional=True),
        evidence(),
    ),
)
