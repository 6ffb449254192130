"""The SAKIP report: the predikat of the LHE AKIP and its nilai (PermenPANRB 88/2021)."""

from decimal import Decimal

from domain.forms.correction import report_form
from domain.forms.form import Asked, Kind, Question
from domain.forms.questions import ask_back, choose, counting, evidence, without
from domain.indicators.sakip import Predikat, parse_predikat, predikat_of, with_nilai
from domain.keys import Answers
from domain.language.dates import says_date
from domain.language.numbers import parse_decimal

PREDIKAT, NILAI, ZERO, FRACTION, CONTRADICTION = "predikat", "nilai", "nol", "pecahan", "beda"
ZERO_IS_RIGHT, NOT_EVALUATED = "benar", "belum"
FRACTION_IS_RIGHT, FRACTION_OF_HUNDRED = "benar", "kali100"
PREDIKAT_OF_NILAI, NILAI_AGAIN = "predikat", "nilai"
FOLLOWS = "turunan"
"""Set while the predikat is the one that follows from the nilai, because only that was said."""


def _nilai(answers: Answers) -> Decimal | None:
    return Decimal(answers[NILAI]) if NILAI in answers else None


def _is_zero(answers: Answers) -> bool:
    return _nilai(answers) == 0


def _is_fraction(answers: Answers) -> bool:
    nilai = _nilai(answers)
    return nilai is not None and 0 < nilai < 1


def contradicts(answers: Answers) -> bool:
    """Return whether predikat and nilai are both given and the nilai belongs to another predikat."""
    nilai = _nilai(answers)
    return nilai is not None and PREDIKAT in answers and predikat_of(nilai) != Predikat(answers[PREDIKAT])


def _settle_nilai(answers: Answers, nilai: str) -> Answers:
    return {**answers, PREDIKAT: predikat_of(Decimal(nilai)).value} if FOLLOWS in answers else answers


def _settle_fraction(answers: Answers, choice: str) -> Answers:
    if choice == FRACTION_IS_RIGHT:
        return answers
    nilai = str(Decimal(answers[NILAI]) * 100)
    return _settle_nilai({**without(answers, FRACTION), NILAI: nilai}, nilai)


def _settle_contradiction(answers: Answers, choice: str) -> Answers:
    if choice == NILAI_AGAIN:
        return without(answers, NILAI, CONTRADICTION, ZERO, FRACTION)
    return {**without(answers, CONTRADICTION), PREDIKAT: predikat_of(Decimal(answers[NILAI])).value}


def _read_nilai(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=Decimal(0), maximum=Decimal(100)))


def _number_for_predikat(text: str, asked: Asked) -> Answers | None:
    """Read "75,5" where the predikat is asked: of a number only one predikat is true."""
    said = with_nilai(text)
    if said is None or said[0] or says_date(text, asked.today):
        return _both(text, asked)
    nilai = _read_nilai(said[1], asked)
    return {PREDIKAT: predikat_of(Decimal(nilai)).value, NILAI: nilai, FOLLOWS: NILAI}


def _both(text: str, asked: Asked) -> Answers | None:
    """Read "BB 75,5"; whether the two fit is for the doubt about them to ask."""
    said = with_nilai(text)
    if said is None or not said[0]:
        return None
    return {PREDIKAT: parse_predikat(said[0]).value, NILAI: _read_nilai(said[1], asked)}


SAKIP_FORM = report_form(
    "sakip",
    (
        choose(
            PREDIKAT,
            tuple(Predikat),
            read=lambda text: parse_predikat(text).value,
            doubts=(CONTRADICTION, FOLLOWS),
            spread=_number_for_predikat,
        ),
        Question(
            key=NILAI,
            kind=Kind.TYPED,
            read=counting(_read_nilai),
            doubts=(ZERO, FRACTION, CONTRADICTION),
            settle=_settle_nilai,
            spread=_both,
        ),
        ask_back(
            ZERO,
            (ZERO_IS_RIGHT, NOT_EVALUATED),
            when=_is_zero,
            settle=lambda answers, _: answers,
            stops=(NOT_EVALUATED,),
            corrects=(NILAI,),
            confirms=ZERO_IS_RIGHT,
        ),
        ask_back(
            FRACTION,
            (FRACTION_OF_HUNDRED, FRACTION_IS_RIGHT),
            when=_is_fraction,
            settle=_settle_fraction,
            corrects=(NILAI,),
            confirms=FRACTION_IS_RIGHT,
        ),
        ask_back(
            CONTRADICTION,
            (PREDIKAT_OF_NILAI, NILAI_AGAIN),
            when=contradicts,
            settle=_settle_contradiction,
            corrects=(NILAI, PREDIKAT),
        ),
        evidence(),
    ),
)
