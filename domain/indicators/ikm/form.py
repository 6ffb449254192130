"""The report of an IKM: published, or made of nine unsur, as operators answer it (PermenPANRB 14/2017)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question, unsaid
from domain.forms.questions import ask_back, choose, counting, evidence, given, one_of, without
from domain.forms.words import Row, Wording
from domain.indicators.ikm.answers import (
    BY_UNSUR,
    INTERVAL,
    NILAI,
    NILAI_AGAIN,
    NINTHS,
    PUBLISHED,
    READING,
    RESPONDENTS,
    TIMES_25,
    UNSUR_GROUP,
    WAY,
    WEIGHTED,
    nilai_of,
    respondents_of,
    unsur_of,
)
from domain.indicators.ikm.mutu import HIGHEST, LOWEST, mutu_of, readings_differ
from domain.indicators.ikm.sample import minimum_sample
from domain.indicators.ikm.unsur import (
    HIGHEST_UNSUR,
    IN_SHORT,
    LOWEST_UNSUR,
    UNSUR,
    count_of,
    ikm_of,
    ikm_weighted,
    lowest_of,
    parse_from,
)
from domain.indicators.not_out import NotOut, with_not_out
from domain.keys import Answers
from domain.language.dates import says_date
from domain.language.numbers import format_decimal, format_whole, parse_decimal, parse_whole
from domain.language.written import answered, compared

MOST_PEOPLE = 10_000_000
_PEOPLE = re.compile(r"\s*\b(?:orang|responden|penduduk|jiwa|populasi)\b")
PLACES_TYPED = 4
"""Decimals a person may type; what is compared and shown is rounded to two (PermenPANRB 14/2017)."""


def _read_nilai(text: str, _: Asked) -> str:
    """A value of 1–4 is let through here because the doubt after it asks whether an interval was meant."""
    try:
        return str(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST, places=PLACES_TYPED))
    except InvalidAnswer as outside:
        if outside.problem is not Problem.OUT_OF_RANGE:
            raise
        try:
            return _read_unsur(text, _)
        except InvalidAnswer:
            raise outside from None


def _looks_like_interval(answers: Answers) -> bool:
    return given(WAY, PUBLISHED)(answers) and NILAI in answers and Decimal(answers[NILAI]) <= HIGHEST_UNSUR


def _settle_interval(answers: Answers, choice: str) -> Answers:
    rest = without(answers, INTERVAL, NILAI)
    return {**rest, NILAI: str(Decimal(answers[NILAI]) * 25)} if choice == TIMES_25 else rest


def _read_unsur(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=PLACES_TYPED))


def _the_rest(first: int) -> Callable[[str, Asked], Answers | None]:
    """Return a reader of a message of several numbers: all nine averages, or those from this one on.

    It leaves one number to the single question, and raises InvalidAnswer for several words that are neither.
    """

    def read(text: str, asked: Asked) -> Answers | None:
        said = compared(text)
        one_word = len(said.split()) == 1 and len(re.split("[;|/]", said)) == 1
        if one_word or not any(character.isdecimal() for character in said) or says_date(text, asked.today):
            return None
        return {f"u{number}": str(average) for number, average in parse_from(text, first).items()}

    return read


def _nine(text: str, _: Asked) -> Answers | None:
    """Read nine numbers at once, where they are not asked for yet, as the nine averages."""
    if count_of(text) != len(UNSUR):
        return None
    return {WAY: BY_UNSUR, **{f"u{number}": str(average) for number, average in parse_from(text, 1).items()}}


def _number_for_way(text: str, asked: Asked) -> Answers | None:
    """Read "85,5" where the way is asked as the published value; "1" may be the number of a choice."""
    nine = _nine(text, asked)
    if nine is not None:
        return nine
    try:
        nilai = _read_nilai(text, asked)
    except InvalidAnswer as wrong:
        if wrong.problem is Problem.NOT_A_NUMBER:
            return None
        raise
    is_choice = Decimal(nilai) <= HIGHEST_UNSUR and not re.search("[.,]", text)
    return None if is_choice else {WAY: PUBLISHED, NILAI: nilai}


def _readings_differ(answers: Answers) -> bool:
    unsur = unsur_of(answers)
    return unsur is not None and readings_differ(unsur)


def _read_reading(text: str, asked: Asked) -> str:
    """Read the weight or the value itself: it says as well which of the two was published."""
    unsur = unsur_of(asked.answers)
    ways = {"1/9": NINTHS, "0,11": WEIGHTED}
    if unsur is not None:
        ways |= {format_decimal(ikm_of(unsur)): NINTHS, format_decimal(ikm_weighted(unsur)): WEIGHTED}
    return one_of((NINTHS, WEIGHTED), ways.get(answered(text).replace(".", ","), text))


def _number(value: str) -> str:
    return format_decimal(Decimal(value))


def _people(value: str) -> str:
    return " dari ".join(format_whole(int(part)) for part in value.split("/")) + " orang"


def _with_mutu(nilai: Decimal) -> str:
    return f"{format_decimal(nilai)} · mutu {mutu_of(nilai)}"


def _interval(answers: Answers) -> Wording:
    nilai = Decimal(answers[NILAI])
    return Wording(
        "",
        f"{format_decimal(nilai)} itu nilai interval (1–4)?",
        f"Nilai konversinya {format_decimal(nilai)} × 25 = {format_decimal(nilai * 25)}.",
    )


def _reading(value: str, weight: str) -> Callable[[Answers], str]:
    def label(answers: Answers) -> str:
        nilai = nilai_of({**answers, READING: value})
        return f"{format_decimal(nilai)} ({mutu_of(nilai)}) · bobot {weight}" if nilai else weight

    return label


def _note(answers: Answers) -> str:
    nilai = nilai_of(answers)
    return f"Nilai IKM: {_with_mutu(nilai)}" if nilai else ""


def _rows(answers: Answers) -> tuple[Row, ...]:
    unsur, nilai = unsur_of(answers), nilai_of(answers)
    if unsur is None or nilai is None:
        return ()
    return *named_unsur(unsur), Row("Nilai IKM", _with_mutu(nilai), is_result=True)


def named_unsur(unsur: Sequence[Decimal]) -> tuple[Row, ...]:
    """Return a row for each of the nine averages, by name; the lowest says that it is the lowest."""
    lowest, places = lowest_of(unsur), max(-int(value.as_tuple().exponent) for value in unsur)
    return tuple(
        Row(
            f"U{number} {name}",
            f"{format_decimal(value, max(places, 2))}{' · terendah' if number in lowest else ''}",
            is_result=number in lowest,
        )
        for number, (name, value) in enumerate(zip(IN_SHORT, unsur, strict=True), start=1)
    )


def sample_advice(answers: Answers) -> str:
    """Return the Krejcie–Morgan advice once respondents and population are known; never a refusal."""
    counted = respondents_of(answers)
    if counted is None or counted[1] is None:
        return ""
    respondents, population = counted[0], counted[1]
    wanted = minimum_sample(population)
    verdict = "cukup" if respondents >= wanted else "sebaiknya ditambah pada survei berikutnya"
    return f"Saran sampel (Krejcie–Morgan): minimal {wanted} responden; {respondents} {verdict}."


def _unsur_question(number: int, name: str) -> Question:
    several = "Boleh sembilan sekaligus, dipisah spasi: 3,31 3,35 3,49 …" if number == 1 else "Contoh: 3,31"
    return Question(
        key=f"u{number}",
        kind=Kind.TYPED,
        read=counting(_read_unsur),
        when=given(WAY, BY_UNSUR),
        group=UNSUR_GROUP,
        spread=_the_rest(number),
        doubts=(READING,),
        words=Wording(
            f"U{number}",
            f"Unsur {number} dari {len(UNSUR)}: {name}.",
            f"Ketik rata-rata 1,00–4,00. {several}",
        ),
        shown=_number,
    )


def _read_respondents(text: str, _: Asked) -> str:
    """Read "150", or with the population they stand for "150 dari 1.200"; "orang" may be said."""
    parts = re.split(r"\s*/\s*|\s+dari\s+", _PEOPLE.sub("", answered(text)), maxsplit=1)
    people = [parse_whole(part, minimum=1, maximum=MOST_PEOPLE) for part in parts]
    if len(people) > 1 and people[0] > people[1]:
        raise InvalidAnswer(Problem.MORE_THAN_TOTAL, {"analysed": str(people[0]), "total": str(people[1])})
    return "/".join(map(str, people))


_WAYS_TO_TYPE = "Tekan tombol, atau langsung ketik nilainya (85,5) atau 9 unsur sekaligus (3,31 3,35 …)."

IKM_NOT_OUT = NotOut(
    label="Survei belum ada",
    state="belum ada",
    asks=Wording("Perkiraan ada", "Kapan nilai surveinya diperkirakan ada?", short="perkiraan"),
    arrives="nilai survei diperkirakan ada",
)

IKM_FORM = with_not_out(
    Form(
        "ikm",
        (
            replace(
                choose(
                    WAY,
                    {PUBLISHED: "Nilai IKM yang dipublikasikan", BY_UNSUR: "Hitung dari 9 unsur"},
                    words=Wording("Cara", "Nilai IKM mana yang akan dilaporkan?", _WAYS_TO_TYPE),
                    spread=_number_for_way,
                ),
                echo=unsaid,
            ),
            Question(
                key=NILAI,
                kind=Kind.TYPED,
                read=counting(_read_nilai),
                when=given(WAY, PUBLISHED),
                doubts=(INTERVAL,),
                spread=_nine,
                words=Wording(
                    "Nilai IKM",
                    "Berapa nilai IKM yang dipublikasikan?",
                    "Ketik angka 25–100. Contoh: 85,5",
                ),
                shown=_number,
                echo=unsaid,  # the note above the next question says what it means, too
            ),
            ask_back(
                INTERVAL,
                {
                    TIMES_25: lambda given: f"Ya, × 25 = {format_decimal(Decimal(given[NILAI]) * 25)}",
                    NILAI_AGAIN: "Bukan, ketik ulang",
                },
                words=_interval,
                when=_looks_like_interval,
                settle=_settle_interval,
                corrects=(NILAI,),
            ),
            *(_unsur_question(number, name) for number, name in enumerate(UNSUR, start=1)),
            replace(
                ask_back(
                    READING,
                    {NINTHS: _reading(NINTHS, "1/9"), WEIGHTED: _reading(WEIGHTED, "0,11")},
                    words=Wording(
                        "",
                        "IKM mana yang dipublikasikan?",
                        "Dua cara pembobotan jatuh pada mutu yang berbeda. "
                        "Pilih yang tertulis pada laporan SKM.",
                    ),
                    when=_readings_differ,
                ),
                read=_read_reading,
            ),
            Question(
                key=RESPONDENTS,
                kind=Kind.TYPED,
                read=counting(_read_respondents),
                optional=True,
                words=Wording(
                    "Responden",
                    "Berapa responden survei? Bila tahu, tambahkan jumlah penerima layanan (populasi).",
                    "Ketik, atau tekan Lewati. Contoh: 150 atau 150 dari 1.200",
                ),
                shown=_people,
                note=_note,
            ),
            evidence("Kirim bukti: laporan SKM."),
        ),
        groups={UNSUR_GROUP: "9 unsur"},
        rows=_rows,
        advice=sample_advice,
    ),
    IKM_NOT_OUT,
)
