"""A survey that has not the nine unsur of the regulation: fewer or more, divided by their number."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from domain.forms.form import Asked, Kind, Question, unsaid
from domain.forms.questions import ask_back, counting, given, without
from domain.forms.words import Row, Wording
from domain.indicators.ikm.answers import (
    AVERAGE_KEYS,
    BY_OTHERS,
    BY_UNSUR,
    COUNT,
    COUNTS,
    OTHERS_GROUP,
    WAY,
    averages_of,
    count_asked,
)
from domain.indicators.ikm.unsur import (
    FEWEST,
    MOST,
    UNSUR,
    count_of,
    is_list_of_averages,
    lowest_of,
    parse_from,
    read_average,
)
from domain.keys import Answers
from domain.language.dates import says_date
from domain.language.numbers import format_decimal, parse_whole
from domain.language.written import compared

COUNTED, COUNT_CHECK = "terhitung", "cek-jumlah"
"""Set while the number of unsur is only what was counted in a message; and the question if that is right."""
COUNT_IS_RIGHT, COUNT_AGAIN = "ya", "ulang"
_A_ROW = 5


def names_of(count: int) -> tuple[str, ...]:
    """Return what so many unsur are called."""
    return tuple(f"Unsur {number}" for number in range(1, count + 1))


def several_averages(text: str, asked: Asked) -> Answers | None:
    """Return the answers that a message of so many averages is; None for one that is none.

    Raises InvalidAnswer for one that has a wrong value among its averages.
    """
    count = count_of(text)
    if count not in COUNTS or says_date(text, asked.today) or not is_list_of_averages(text):
        return None
    found = _by_key(parse_from(text, 1, names_of(count)))
    return {WAY: BY_OTHERS, COUNT: str(count), COUNTED: str(count), **found}


def _by_key(averages: Mapping[int, Decimal]) -> dict[str, str]:
    return {f"n{number}": str(average) for number, average in averages.items()}


def _the_rest(first: int) -> Callable[[str, Asked], Answers | None]:
    """Return a reader of a message of several averages: all of them, or those from this one on."""

    def read(text: str, asked: Asked) -> Answers | None:
        if is_one_word(text) or says_date(text, asked.today):
            return None
        return _by_key(parse_from(text, first, names_of(count_asked(asked.answers))))

    return read


def is_one_word(text: str) -> bool:
    """Return whether a message is one number at most, or has none: it is the single question's to read."""
    said = compared(text)
    one = len(said.split()) == 1 and len(re.split("[;|/]", said)) == 1
    return one or not any(character.isdecimal() for character in said)


def _settle_count(answers: Answers, count: str) -> Answers:
    """Nine unsur have names, and readings."""
    return {**without(answers, COUNT), WAY: BY_UNSUR} if int(count) == len(UNSUR) else answers


def _settle_counted(answers: Answers, choice: str) -> Answers:
    known = without(answers, COUNTED, COUNT_CHECK)
    return known if choice == COUNT_IS_RIGHT else without(known, COUNT, *AVERAGE_KEYS)


def _applies(number: int) -> Callable[[Answers], bool]:
    return lambda answers: count_asked(answers) >= number


def _average_question(number: int) -> Question:
    def words(answers: Answers) -> Wording:
        several = " Boleh semua sekaligus, dipisah spasi." if number == 1 else ""
        return Wording(
            f"Unsur {number}",
            f"Rata-rata unsur {number} dari {count_asked(answers)}?",
            f"Ketik 1,00–4,00. Contoh: 3,31.{several}",
        )

    return Question(
        key=f"n{number}",
        kind=Kind.TYPED,
        read=counting(read_average),
        when=_applies(number),
        group=OTHERS_GROUP,
        spread=_the_rest(number),
        words=words,
        shown=lambda value: format_decimal(Decimal(value)),
    )


def other_rows(answers: Answers) -> tuple[Row, ...]:
    """Return the averages in few rows, and which is the lowest; none while one of them is missing."""
    averages = averages_of(answers)
    if averages is None:
        return ()
    shown = [format_decimal(value, max(2, -int(value.as_tuple().exponent))) for value in averages]
    rows = [
        Row(f"Unsur {start + 1}–{min(start + _A_ROW, len(shown))}", " · ".join(shown[start : start + _A_ROW]))
        for start in range(0, len(shown), _A_ROW)
    ]
    lowest = ", ".join(f"unsur {number}" for number in sorted(lowest_of(averages)))
    return (*rows, Row("Terendah", lowest, is_result=True)) if lowest else tuple(rows)


def other_questions(spread: Callable[[str, Asked], Answers | None]) -> tuple[Question, ...]:
    """Return what is asked of such a survey; `spread` reads several averages where their number is asked."""
    return (
        Question(
            key=COUNT,
            kind=Kind.TYPED,
            read=counting(lambda text, _: str(parse_whole(text, minimum=FEWEST, maximum=MOST))),
            when=given(WAY, BY_OTHERS),
            group=OTHERS_GROUP,
            spread=spread,
            settle=_settle_count,
            doubts=(COUNTED, COUNT_CHECK),
            words=Wording(
                "Jumlah unsur",
                "Berapa unsur surveinya?",
                f"Ketik jumlahnya ({FEWEST}–{MOST}), atau langsung semua rata-ratanya, dipisah spasi.",
            ),
            shown=lambda value: f"{value} unsur",
            echo=unsaid,
        ),
        *(_average_question(number) for number in range(1, MOST + 1)),
        ask_back(
            COUNT_CHECK,
            {COUNT_IS_RIGHT: lambda given: f"Ya, {given[COUNT]} unsur", COUNT_AGAIN: "Bukan, ketik ulang"},
            words=lambda answers: Wording(
                "",
                f"Terbaca {answers[COUNT]} angka. Surveinya memang {answers[COUNT]} unsur?",
                f"Survei menurut PermenPANRB 14/2017 berisi {len(UNSUR)} unsur.",
            ),
            when=lambda answers: COUNTED in answers and averages_of(answers) is not None,
            settle=_settle_counted,
        ),
    )
