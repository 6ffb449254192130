"""In which order a year has the unsur: offices swap the names of the eighth and the ninth.

What is stored goes by the unsur and not by its place, so only asking, reading and showing follow the year.
Averages that were read in one message follow the order of that moment, which is stored beside them: where
the year's has changed since, the operator is asked what they mean, and nothing is misread in silence.
"""

from decimal import Decimal

from domain.forms.form import Kind, Question
from domain.forms.known import UNSUR_ORDER
from domain.forms.questions import ask_back, choose, one_of, without
from domain.forms.words import Wording
from domain.indicators.ikm.answers import BY_UNSUR, WAY, unsur_of
from domain.indicators.ikm.unsur import IN_SHORT, UNSUR
from domain.indicators.indicator import VALUE, Chosen, Yearly, yearly_form
from domain.keys import Answers
from domain.language.numbers import format_decimal

REGULATION = "PermenPANRB 14/2017"
AS_REGULATED, SWAPPED = "89", "98"
ORDER, ORDER_CHECK = "urutan", "cek-urutan"
RIGHT, EXCHANGE = "benar", "tukar"
_EIGHTH, _NINTH = "u8", "u9"
_ORDERS = {
    AS_REGULATED: tuple(range(1, len(UNSUR) + 1)),
    SWAPPED: (*range(1, len(UNSUR) - 1), len(UNSUR), len(UNSUR) - 1),
}
_SAID = {
    AS_REGULATED: "U8 Pengaduan · U9 Sarana",
    SWAPPED: "U8 Sarana · U9 Pengaduan",
}

YEARLY_ORDER = Yearly(
    key="ikm.order",
    default=AS_REGULATED,
    read=lambda text: one_of(_ORDERS, text),
    title="Urutan unsur IKM",
    beside=True,
    said=lambda order: _SAID[order],
    form=yearly_form(
        "aturan-unsur",
        choose(
            VALUE,
            _SAID,
            words=Wording(
                "Urutan unsur",
                "Apa unsur ke-8 dan ke-9 pada survei tahun ini?",
                "Penanganan pengaduan, saran dan masukan, atau sarana dan prasarana lebih dulu.",
            ),
        ),
        REGULATION,
    ),
)


def order_of(chosen: Chosen) -> str:
    """Return the order that a year has."""
    return YEARLY_ORDER.of(chosen)


def numbers_in_order(answers: Answers) -> tuple[int, ...]:
    """Return the numbers of the nine unsur (1–9, as they are stored) in the order in which they are shown."""
    order = answers.get(UNSUR_ORDER) or answers.get(ORDER, AS_REGULATED)
    return _ORDERS.get(order, _ORDERS[AS_REGULATED])


def place_of(number: int, answers: Answers) -> int:
    """Return as which of the nine (1–9) an unsur is shown."""
    return numbers_in_order(answers).index(number) + 1


def names_in_order(answers: Answers) -> tuple[str, ...]:
    """Return the full names of the nine in the order in which they are shown."""
    return tuple(UNSUR[number - 1] for number in numbers_in_order(answers))


def arranged(questions: tuple[Question, ...], answers: Answers) -> tuple[Question, ...]:
    """Return the questions of the report with the nine unsur in the order in which they are asked."""
    wanted = iter(f"u{number}" for number in numbers_in_order(answers))
    by_key = {question.key: question for question in questions}
    every = {f"u{number}" for number in range(1, len(UNSUR) + 1)}
    return tuple(by_key[next(wanted)] if one.key in every else one for one in questions)


def as_read(answers: Answers) -> dict[str, str]:
    """Return in which order averages are read at this moment, as it is stored beside them."""
    order = answers.get(UNSUR_ORDER, AS_REGULATED)
    return {} if order == AS_REGULATED else {ORDER: order}


def settle_order(answers: Answers, _: str) -> Answers:
    """Return the answers after the eighth or ninth was given by its name, which no order can misread."""
    return {**without(answers, ORDER), **as_read(answers)}


def _order_changed(answers: Answers) -> bool:
    known = UNSUR_ORDER in answers and unsur_of(answers) is not None
    return known and answers.get(ORDER, AS_REGULATED) != answers[UNSUR_ORDER]


def _settle_check(answers: Answers, choice: str) -> Answers:
    rest = settle_order(without(answers, ORDER_CHECK), choice)
    return {**rest, _EIGHTH: answers[_NINTH], _NINTH: answers[_EIGHTH]} if choice == EXCHANGE else rest


def _check_words(answers: Answers) -> Wording:
    eighth, ninth = (format_decimal(Decimal(answers[key])) for key in (_EIGHTH, _NINTH))
    return Wording(
        "",
        "Urutan unsur ke-8 dan ke-9 tahun ini berubah. Sudah benarkah ini?",
        f"Tercatat {IN_SHORT[7]} {eighth} dan {IN_SHORT[8]} {ninth}.",
    )


ORDER_QUESTIONS = (
    ask_back(
        ORDER_CHECK,
        {RIGHT: "Sudah benar", EXCHANGE: "Tukar keduanya"},
        words=_check_words,
        when=_order_changed,
        settle=_settle_check,
    ),
    Question(  # never asked: it lets the order be stored with the averages that were read in it
        key=ORDER,
        kind=Kind.DOUBT,
        read=lambda text, _: text,
        when=lambda answers: ORDER in answers and answers.get(WAY) == BY_UNSUR,
    ),
)
