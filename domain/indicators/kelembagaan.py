"""Tepat tugas dan fungsi: what the Sub Bagian finds of an OPD, and its peringkat (PermenPANRB 20/2018)."""

import re
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import choose, counting, evidence, one_of
from domain.forms.words import Wording
from domain.indicators.indicator import VALUE, Chosen, Indicator, Yearly, yearly_form
from domain.indicators.remark import NOTE, REMARK
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import format_decimal, parse_decimal, parse_whole
from domain.language.written import answered
from domain.people.person import SubBagian

REGULATION = "PermenPANRB 20/2018"
LOWEST, HIGHEST = Decimal(0), Decimal(100)
VALIDITY_YEARS = 3
"""The law asks for an evaluation at least every three years."""


class Peringkat(StrEnum):
    """The ranks, best first."""

    P5 = "P-5"
    P4 = "P-4"
    P3 = "P-3"
    P2 = "P-2"
    P1 = "P-1"


_FROM = {
    Peringkat.P5: Decimal(81),
    Peringkat.P4: Decimal(61),
    Peringkat.P3: Decimal(41),
    Peringkat.P2: Decimal(21),
    Peringkat.P1: LOWEST,
}


def peringkat_of(score: Decimal) -> Peringkat:
    """Return the rank of a score 0–100; between two printed bands (80,5) it is the lower one.

    Raises InvalidAnswer(OUT_OF_RANGE).
    """
    if not LOWEST <= score <= HIGHEST:
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(LOWEST), "maximum": str(HIGHEST)})
    return next(rank for rank, lowest in _FROM.items() if score >= lowest)


def still_valid(result_year: int, year: int, validity_years: int = VALIDITY_YEARS) -> bool:
    """Return whether a result counts in `year`: in its own year and the validity_years − 1 after it."""
    return 0 <= year - result_year < validity_years


RESULT, SCORE, RANK = "hasil", "skor", "peringkat"
FITS, ADJUST = "tepat", "perlu"
RESULTS = {FITS: "Tepat", ADJUST: "Perlu penyesuaian"}

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


def _ranked(value: str) -> str:
    score = Decimal(value)
    return f"{format_decimal(score)} · {peringkat_of(score)}"


KELEMBAGAAN_FORM = Form(
    "kelembagaan",
    (
        choose(
            RESULT,
            RESULTS,
            words=Wording(
                "Hasil",
                "Hasil evaluasi kelembagaan OPD ini?",
                "Sesuai Laporan Evaluasi Kelembagaan. Tekan tombol, atau ketik. Contoh: tepat",
            ),
            read=read_result,
            spread=_with_score,
        ),
        Question(
            key=SCORE,
            kind=Kind.TYPED,
            read=counting(lambda text, _: read_score(text)),
            optional=True,
            words=Wording(
                "Skor", "Skor evaluasi, 0 sampai 100?", "Ketik, atau tekan Lewati. Contoh: 75 atau 75,50"
            ),
            shown=_ranked,
        ),
        REMARK,
        evidence(),
    ),
)

VALIDITY = Yearly(
    key="kelembagaan.validity",
    default=str(VALIDITY_YEARS),
    read=lambda text: str(parse_whole(text, minimum=1, maximum=VALIDITY_YEARS)),
    title="Masa berlaku hasil",
    said=lambda years: f"hasil berlaku {years} tahun",
    form=yearly_form(
        "aturan-berlaku",
        choose(
            VALUE,
            {str(years): f"{years} tahun" for years in range(1, VALIDITY_YEARS + 1)},
            words=Wording(
                "Masa berlaku",
                "Berapa tahun sebuah hasil evaluasi kelembagaan berlaku?",
                "Dihitung sejak tahun hasilnya; paling lama tiga tahun.",
            ),
        ),
        REGULATION,
    ),
)


def validity(chosen: Chosen) -> int:
    """Return in how many years a result counts, its own included."""
    return int(VALIDITY.of(chosen))


def _outcome(answers: Answers) -> str:
    said = "tepat" if fits_its_task(answers) else "perlu penyesuaian"
    score = answers.get(SCORE)
    if not score:
        return said
    return f"{said} · {peringkat_of(Decimal(score))} ({format_decimal(Decimal(score))})"


KELEMBAGAAN = Indicator(
    key=IndicatorKey.KELEMBAGAAN,
    number="2",
    goal="Meningkatkan efektifitas kelembagaan perangkat daerah",
    name="Persentase OPD yang tepat tugas dan fungsinya",
    formula="Jumlah Perangkat Daerah yang tepat tugas dan fungsinya / Jumlah Seluruh Perangkat Daerah × 100%",
    source="Laporan Evaluasi Kelembagaan",
    owner=SubBagian.KELEMBAGAAN,
    short="Tepat tugas dan fungsi",
    title="Tepat tugas dan fungsi",
    also_called="kelembagaan tusi",
    letters="KBG",
    legal_basis=REGULATION,
    rule=lambda answers, _: fits_its_task(answers),
    yearly=(VALIDITY,),
    validity_years=validity,
    longest_validity=VALIDITY_YEARS,
    outcome=_outcome,
    rows=lambda answers: [("Hasil", _outcome(answers))],
)
