"""The report of an IKM: published, or made of its unsur, as operators answer it (PermenPANRB 14/2017)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question, nothing_settled, unsaid
from domain.forms.questions import ask_back, choose, counting, evidence, given, one_of, without
from domain.forms.words import Row, Wording
from domain.indicators.ikm.answers import (
    BY_OTHERS,
    BY_UNITS,
    BY_UNSUR,
    INTERVAL,
    NILAI,
    NILAI_AGAIN,
    OTHERS_GROUP,
    PUBLISHED,
    READING,
    RESPONDENTS,
    TIMES_25,
    UNSUR_GROUP,
    WAY,
    averages_of,
    count_asked,
    nilai_of,
    respondents_of,
    unsur_of,
)
from domain.indicators.ikm.mutu import HIGHEST, LOWEST, mutu_of
from domain.indicators.ikm.order import (
    ORDER,
    ORDER_QUESTIONS,
    arranged,
    as_read,
    names_in_order,
    numbers_in_order,
    place_of,
    settle_order,
)
from domain.indicators.ikm.others import is_one_word, other_questions, other_rows, several_averages
from domain.indicators.ikm.periods import PERIOD_QUESTION
from domain.indicators.ikm.readings import WEIGHTS_SAID, readings_of
from domain.indicators.ikm.sample import minimum_sample
from domain.indicators.ikm.units_question import (
    NAMES_UNITS,
    pasted,
    published_question,
    unit_parts,
    unit_rows,
    units_question,
)
from domain.indicators.ikm.unsur import (
    HIGHEST_UNSUR,
    IN_SHORT,
    LOWEST_UNSUR,
    UNSUR,
    count_of,
    lowest_of,
    parse_from,
    read_average,
)
from domain.indicators.not_out import NotOut, with_not_out
from domain.keys import Answers
from domain.language.dates import says_date
from domain.language.numbers import (
    format_decimal,
    format_whole,
    parse_decimal,
    parse_whole,
    round_half_up,
)
from domain.language.written import answered

OTHER_NUMBER = "lain"
"""The choice of whoever published what no reading of the averages gives."""
MOST_PEOPLE = 10_000_000
_PEOPLE = re.compile(r"\s*\b(?:orang|responden|penduduk|jiwa|populasi)\b")
PLACES_TYPED = 10
"""Decimals a person may type; what is compared and shown is rounded to two (PermenPANRB 14/2017)."""
_PLACES_SHOWN = 2


def _read_nilai(text: str, _: Asked) -> str:
    """A value of 1–4 is let through here because the doubt after it asks whether an interval was meant."""
    try:
        return str(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST, places=PLACES_TYPED))
    except InvalidAnswer as outside:
        if outside.problem is not Problem.OUT_OF_RANGE:
            raise
        try:
            return str(parse_decimal(text, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=PLACES_TYPED))
        except InvalidAnswer:
            raise outside from None


def _looks_like_interval(answers: Answers) -> bool:
    return given(WAY, PUBLISHED)(answers) and NILAI in answers and Decimal(answers[NILAI]) <= HIGHEST_UNSUR


def _settle_interval(answers: Answers, choice: str) -> Answers:
    rest = without(answers, INTERVAL, NILAI)
    return {**rest, NILAI: str(_converted(answers))} if choice == TIMES_25 else rest


def _converted(answers: Answers) -> Decimal:
    """Return what an interval is × 25, every decimal of it."""
    return Decimal(answers[NILAI]) * 25


def _the_rest(number: int) -> Callable[[str, Asked], Answers | None]:
    """Return a reader of a message of several numbers: all nine averages, or those from this unsur on.

    It leaves one number to the single question, and raises InvalidAnswer for several words that are neither.
    """

    def read(text: str, asked: Asked) -> Answers | None:
        if is_one_word(text) or says_date(text, asked.today):
            return None
        return _by_unsur(text, place_of(number, asked.answers), asked.answers)

    return read


def _by_unsur(text: str, first: int, answers: Answers) -> Answers:
    numbers = numbers_in_order(answers)
    found = parse_from(text, first, names_in_order(answers))
    read = {f"u{numbers[place - 1]}": str(average) for place, average in found.items()}
    return {**read, **(as_read(answers) if len(found) > 1 else {})}


def _averages(text: str, asked: Asked) -> Answers | None:
    """Read several averages where they are not asked for yet: as the nine, or as another survey's."""
    if count_of(text) != len(UNSUR):
        return several_averages(text, asked)
    return {WAY: BY_UNSUR, **_by_unsur(text, 1, asked.answers)}


def _number_for_way(text: str, asked: Asked) -> Answers | None:
    """Read "85,5" where the way is asked as the published value; "1" may be the number of a choice."""
    units = pasted(text, asked)
    several = units if units is not None else _averages(text, asked)
    if several is not None:
        return several
    try:
        nilai = _read_nilai(text, asked)
    except InvalidAnswer as wrong:
        if wrong.problem is Problem.NOT_A_NUMBER:
            return None
        raise
    is_choice = Decimal(nilai) <= HIGHEST_UNSUR and not re.search("[.,]", text)
    return None if is_choice else {WAY: PUBLISHED, NILAI: nilai}


def _readings(answers: Answers) -> dict[str, Decimal]:
    unsur = unsur_of(answers)
    return readings_of(unsur) if unsur is not None else {}


def _read_reading(text: str, asked: Asked) -> str:
    """Read the weight, or the value itself: it says as well which of them was published."""
    readings = _readings(asked.answers)
    weights = {said: reading for reading, said in WEIGHTS_SAID.items() if reading in readings}
    said = weights.get(answered(text).replace(".", ","), text)
    try:
        return one_of((*readings, OTHER_NUMBER), said)
    except InvalidAnswer:
        value = _published(said)
        if value is None:
            raise
    for reading, nilai in readings.items():
        if nilai == value:
            return reading
    raise InvalidAnswer(Problem.NO_SUCH_READING)


def _published(text: str) -> Decimal | None:
    try:
        return round_half_up(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST, places=PLACES_TYPED))
    except InvalidAnswer:
        return None


def _settle_reading(answers: Answers, choice: str) -> Answers:
    """Where another number was published, that is asked for; the averages stay for whoever goes back."""
    return {**without(answers, READING, NILAI), WAY: PUBLISHED} if choice == OTHER_NUMBER else answers


def _number(value: str) -> str:
    return format_decimal(Decimal(value))


def _written(value: str) -> str:
    """Return a published value as it counts, and as it was typed where that says more."""
    return f"{_number(value)}{_as_typed(value)}"


def _as_typed(value: str) -> str:
    _, _, decimals = value.partition(".")
    more = len(decimals.rstrip("0")) > _PLACES_SHOWN
    return f" (tertulis {value.replace('.', ',')})" if more else ""


def _people(value: str) -> str:
    return " dari ".join(format_whole(int(part)) for part in value.split("/")) + " orang"


def _with_mutu(nilai: Decimal) -> str:
    return f"{format_decimal(nilai)} · mutu {mutu_of(nilai)}"


def _interval(answers: Answers) -> Wording:
    typed = format_decimal(Decimal(answers[NILAI]), max(_PLACES_SHOWN, _places(answers[NILAI])))
    return Wording(
        "",
        f"{typed} itu nilai interval (1–4)?",
        f"Nilai konversinya {typed} × 25 = {format_decimal(_converted(answers))}.",
    )


def _places(value: str) -> int:
    return len(value.partition(".")[2])


def _reading(reading: str) -> Callable[[Answers], str]:
    def label(answers: Answers) -> str:
        nilai, weight = _readings(answers).get(reading), WEIGHTS_SAID[reading]
        return f"{format_decimal(nilai)} ({mutu_of(nilai)}) · bobot {weight}" if nilai else weight

    return label


def _result(answers: Answers) -> str:
    """Return the IKM with its mutu, and how it was found."""
    nilai = nilai_of(answers)
    if nilai is None:
        return ""
    reading = answers.get(READING, "") if unsur_of(answers) is not None else ""
    how = f" · bobot {WEIGHTS_SAID[reading]}" if reading in WEIGHTS_SAID else ""
    count = f" · {count_asked(answers)} unsur" if averages_of(answers) is not None else ""
    typed = _as_typed(answers[NILAI]) if answers.get(WAY) == PUBLISHED else ""
    return f"{_with_mutu(nilai)}{how}{count}{typed}"


def _note(answers: Answers) -> str:
    result = _result(answers)
    return f"Nilai IKM: {result}" if result else ""


def _rows(answers: Answers) -> tuple[Row, ...]:
    if answers.get(WAY) == BY_UNITS:
        return unit_rows(answers)
    rows = named_unsur(answers) or other_rows(answers)
    return (*rows, Row("Nilai IKM", _result(answers), is_result=True)) if rows else ()


def named_unsur(answers: Answers) -> tuple[Row, ...]:
    """Return a row for each of the nine averages, by name and in order; the lowest says that it is.

    None while one of them is missing.
    """
    unsur = unsur_of(answers)
    if unsur is None:
        return ()
    lowest, places = lowest_of(unsur), max(-int(value.as_tuple().exponent) for value in unsur)
    return tuple(
        Row(
            f"U{place} {IN_SHORT[number - 1]}",
            f"{format_decimal(unsur[number - 1], max(places, 2))}{' · terendah' if number in lowest else ''}",
            is_result=number in lowest,
        )
        for place, number in enumerate(numbers_in_order(answers), start=1)
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
    swaps = number >= len(UNSUR) - 1

    def words(answers: Answers) -> Wording:
        place = place_of(number, answers)
        several = (
            "Boleh sembilan sekaligus, dipisah spasi: 3,31 3,35 3,49 …" if place == 1 else "Contoh: 3,31"
        )
        return Wording(
            f"U{place}",
            f"Unsur {place} dari {len(UNSUR)}: {name}.",
            f"Ketik rata-rata 1,00–4,00. {several}",
        )

    return Question(
        key=f"u{number}",
        kind=Kind.TYPED,
        read=counting(read_average),
        when=given(WAY, BY_UNSUR),
        group=UNSUR_GROUP,
        spread=_the_rest(number),
        settle=settle_order if swaps else nothing_settled,
        doubts=(READING, ORDER) if swaps else (READING,),
        words=words,
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
                    {
                        PUBLISHED: "Nilai IKM yang dipublikasikan",
                        BY_UNSUR: "Hitung dari 9 unsur",
                        BY_UNITS: NAMES_UNITS,
                        BY_OTHERS: "Jumlah unsur lain",
                    },
                    words=Wording("Cara", "Nilai IKM mana yang akan dilaporkan?", _WAYS_TO_TYPE),
                    spread=_number_for_way,
                ),
                echo=unsaid,
            ),
            units_question(),
            published_question(),
            Question(
                key=NILAI,
                kind=Kind.TYPED,
                read=counting(_read_nilai),
                when=given(WAY, PUBLISHED),
                doubts=(INTERVAL,),
                spread=_averages,
                words=Wording(
                    "Nilai IKM",
                    "Berapa nilai IKM yang dipublikasikan?",
                    "Ketik angka 25–100. Contoh: 85,5",
                ),
                shown=_written,
                echo=unsaid,  # the note above the next question says what it means, too
            ),
            ask_back(
                INTERVAL,
                {
                    TIMES_25: lambda given: f"Ya, × 25 = {format_decimal(_converted(given))}",
                    NILAI_AGAIN: "Bukan, ketik ulang",
                },
                words=_interval,
                when=_looks_like_interval,
                settle=_settle_interval,
                corrects=(NILAI,),
            ),
            *(_unsur_question(number, name) for number, name in enumerate(UNSUR, start=1)),
            *other_questions(_averages),
            *ORDER_QUESTIONS,
            Question(
                key=READING,
                kind=Kind.DOUBT,
                read=_read_reading,
                choices=lambda asked: (*_readings(asked.answers), OTHER_NUMBER),
                when=lambda answers: unsur_of(answers) is not None,
                settle=_settle_reading,
                words=Wording(
                    "",
                    "IKM mana yang dipublikasikan?",
                    "Tiap bobot memberi angka yang berbeda. Pilih yang tertulis pada laporan SKM, "
                    "atau ketik angkanya.",
                ),
                labels={
                    **{reading: _reading(reading) for reading in WEIGHTS_SAID},
                    OTHER_NUMBER: "Angka lain yang tertulis",
                },
            ),
            Question(
                key=RESPONDENTS,
                kind=Kind.TYPED,
                read=counting(_read_respondents),
                when=lambda answers: answers.get(WAY) != BY_UNITS,
                optional=True,
                words=Wording(
                    "Responden",
                    "Berapa responden survei? Bila tahu, tambahkan jumlah penerima layanan (populasi).",
                    "Ketik, atau tekan Lewati. Contoh: 150 atau 150 dari 1.200",
                ),
                shown=_people,
                note=_note,
            ),
            PERIOD_QUESTION,
            evidence("Kirim bukti: laporan SKM."),
        ),
        groups={UNSUR_GROUP: "9 unsur", OTHERS_GROUP: "unsur lain"},
        arranged=arranged,
        rows=_rows,
        parts=unit_parts,
        advice=sample_advice,
    ),
    IKM_NOT_OUT,
)
