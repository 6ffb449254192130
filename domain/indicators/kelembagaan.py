"""Tepat tugas dan fungsi: what the Sub Bagian finds of an OPD, and the level that its score reaches.

A year scores by PermenPANRB 20/2018 or by Permendagri 99/2018 (`domain.indicators.scales`).
"""

import re
from decimal import Decimal

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import ask_back, choose, counting, evidence, one_of, without
from domain.forms.words import Wording
from domain.indicators.indicator import VALUE, Chosen, Indicator, Yearly, yearly_form
from domain.indicators.remark import NOTE, REMARK
from domain.indicators.scales import PERINGKAT, SCALES, Basis, Level, Scale
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import parse_whole
from domain.language.written import answered
from domain.people.person import SubBagian

VALIDITY_YEARS = 3
"""The law asks for an evaluation at least every three years."""


def still_valid(result_year: int, year: int, validity_years: int = VALIDITY_YEARS) -> bool:
    """Return whether a result counts in `year`: in its own year and the validity_years − 1 after it."""
    return 0 <= year - result_year < validity_years


RESULT, SCORE, RANK, SCALE = "hasil", "skor", "peringkat", "skala"
FITS, ADJUST = "tepat", "perlu"
CONTRADICTION = "beda"
AS_WRITTEN, OTHER_RESULT, SCORE_AGAIN = "benar", "hasil", "skor"
_LOWEST_FITTING, _BEST = 3, 5
"""Levels: below the first an OPD is seldom called fitting, and at the second it seldom is to be adjusted."""
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


def scale_of(answers: Answers) -> Scale:
    """Return the scale that an answer was scored on.

    An answer that names none was scored by PermenPANRB 20/2018: there was no other, and it stays that one
    whatever the year says later.
    """
    return SCALES[Basis(answers.get(SCALE, Basis.PERINGKAT))]


def on_scale(scale: Scale) -> dict[str, str]:
    """Return what an answer that was scored on that scale says of it."""
    return {} if scale.basis is Basis.PERINGKAT else {SCALE: scale.basis.value}


def level_of(answers: Answers) -> Level | None:
    """Return the level of an answer's score on its own scale, None without a score."""
    score = answers.get(SCORE)
    return scale_of(answers).level_of(Decimal(score)) if score else None


def contradicts(answers: Answers) -> bool:
    """Return whether result and score are both given and say different things.

    Tepat with one of the two lowest levels, perlu penyesuaian with the best one: seldom, and more often a
    slip, so whoever says so is asked (domain.md, "Kelembagaan").
    """
    level, result = level_of(answers), answers.get(RESULT)
    if level is None or result is None:
        return False
    return level.number < _LOWEST_FITTING if result == FITS else level.number == _BEST


def contradiction_in_short(answers: Answers) -> str:
    """Return "tepat, skornya P-2" of an answer that contradicts itself, "" of any other."""
    level = level_of(answers)
    if level is None or not contradicts(answers):
        return ""
    return f"{RESULTS[answers[RESULT]].lower()}, skornya {level.key}"


def _read_score(text: str, asked: Asked) -> str:
    return scale_of(asked.answers).read(text)


def _with_score(text: str, asked: Asked) -> Answers | None:
    """Read "tepat 75,5" as result and score; a score alone says nothing of the result."""
    said = _RESULT_AND_SCORE.fullmatch(answered(text))
    if said is None:
        return None
    return {RESULT: read_result(said["result"]), SCORE: _read_score(said["score"], asked)}


def kelembagaan_answers(given: Answers) -> dict[str, str]:
    """Return what is stored of an evaluation: the result, what else was given, the score's level and scale.

    Raises InvalidAnswer(EMPTY) without a result.
    """
    if given.get(RESULT) not in RESULTS:
        raise InvalidAnswer(Problem.EMPTY, {"question": RESULT})
    kept = {key: given[key] for key in (RESULT, SCORE, NOTE) if given.get(key)}
    level = level_of(given)
    return {**kept, **({RANK: level.key} if level is not None else {}), **on_scale(scale_of(given))}


def _told_score(value: str, answers: Answers) -> str:
    scale, score = scale_of(answers), Decimal(value)
    return f"{scale.told(score)} · {scale.level_of(score).said}"


def _ask_score(answers: Answers) -> Wording:
    scale = scale_of(answers)
    kind = "bilangan bulat " if scale.whole else ""
    return Wording(
        "Skor",
        f"Skor {scale.measure}, {kind}{scale.lowest} sampai {scale.highest}?",
        f"Menurut {scale.regulation}. Ketik, atau tekan Lewati. Contoh: {scale.examples}",
    )


def _contradiction(answers: Answers) -> Wording:
    scale, result = scale_of(answers), answers[RESULT]
    usual = (
        f"{scale.named(_LOWEST_FITTING).key} atau lebih"
        if result == FITS
        else f"di bawah {scale.named(_BEST).key}"
    )
    score = Decimal(answers[SCORE])
    return Wording(
        "",
        "Hasil dan skornya tidak cocok.",
        f"{RESULTS[result]} biasanya berarti {usual}, sedangkan {scale.told(score)} "
        f"berarti {scale.level_of(score).said}.",
    )


def _other(result: str) -> str:
    return ADJUST if result == FITS else FITS


def _settle_contradiction(answers: Answers, choice: str) -> Answers:
    if choice == SCORE_AGAIN:
        return without(answers, SCORE, CONTRADICTION)
    if choice == OTHER_RESULT:
        return {**without(answers, CONTRADICTION), RESULT: _other(answers[RESULT])}
    return answers


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
            doubts=(CONTRADICTION,),
            spread=_with_score,
        ),
        Question(
            key=SCORE,
            kind=Kind.TYPED,
            read=counting(_read_score),
            optional=True,
            doubts=(CONTRADICTION,),
            words=_ask_score,
            told_beside=_told_score,
        ),
        ask_back(
            CONTRADICTION,
            {
                AS_WRITTEN: "Keduanya benar begitu",
                OTHER_RESULT: lambda given: f"Ubah hasil: {RESULTS[_other(given[RESULT])].lower()}",
                SCORE_AGAIN: "Ketik ulang skor",
            },
            words=_contradiction,
            when=contradicts,
            settle=_settle_contradiction,
            corrects=(SCORE, RESULT),
            confirms=AS_WRITTEN,
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
        PERINGKAT.regulation,
    ),
)


def validity(chosen: Chosen) -> int:
    """Return in how many years a result counts, its own included."""
    return int(VALIDITY.of(chosen))


def _scale_meant(text: str) -> Scale:
    """Return the scale that a stored value names. Raises ValueError."""
    return SCALES[Basis(text)]


SCORED_BY = Yearly(
    key="kelembagaan.basis",
    default=PERINGKAT.basis.value,
    read=lambda text: _scale_meant(text).basis.value,
    title="Dasar penilaian",
    said=lambda basis: f"skor {_scale_meant(basis).span} menurut {_scale_meant(basis).regulation}",
    form=yearly_form(
        "aturan-skala",
        choose(
            VALUE,
            {scale.basis.value: scale.regulation for scale in SCALES.values()},
            words=Wording(
                "Dasar penilaian",
                "Menurut peraturan mana kelembagaan dinilai?",
                "Hasil yang sudah tersimpan tetap menurut dasarnya sendiri.",
            ),
            read=lambda text: next(
                (basis for basis, scale in SCALES.items() if answered(scale.regulation) == answered(text)),
                text,
            ),
        ),
        lambda answers: _scale_meant(answers.get(VALUE, PERINGKAT.basis)).regulation,
    ),
)


def scale_in(chosen: Chosen) -> Scale:
    """Return the scale on which a year's results are scored."""
    return _scale_meant(SCORED_BY.of(chosen))


def _outcome(answers: Answers) -> str:
    said = "tepat" if fits_its_task(answers) else "perlu penyesuaian"
    level = level_of(answers)
    return f"{said} · {level.said} ({scale_of(answers).told(Decimal(answers[SCORE]))})" if level else said


def _progress(answers: Answers, _: Chosen) -> Decimal | None:
    """Return the level of the score, by which results on different scales can be compared."""
    level = level_of(answers)
    return Decimal(level.number) if level is not None else None


def _rows(answers: Answers) -> list[tuple[str, str]]:
    doubted = contradiction_in_short(answers)
    return [("Hasil", _outcome(answers)), *([("Tidak cocok", doubted)] if doubted else [])]


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
    legal_basis=PERINGKAT.regulation,
    rule=lambda answers, _: fits_its_task(answers),
    yearly=(VALIDITY, SCORED_BY),
    validity_years=validity,
    longest_validity=VALIDITY_YEARS,
    outcome=_outcome,
    progress=_progress,
    rows=_rows,
)
