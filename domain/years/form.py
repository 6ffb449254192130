"""What an admin sets for a year, as guided conversations: a target, a rule and its basis, a reopening."""

from decimal import Decimal

from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import choose, counting, one_of, reads_text, without
from domain.indicators.kelembagaan import VALIDITY_YEARS
from domain.indicators.ketatalaksanaan import ITEMS
from domain.indicators.sakip import MINIMUM_CHOICES
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import parse_decimal
from domain.years.rules import LEGAL_BASIS

PERCENT, VALUE, BASIS, REASON = "target", "aturan", "dasar", "alasan"
PICKED = "dipilih"
"""The items ticked so far, between commas; VALUE once *Selesai* is pressed."""
DONE = "selesai"
LONGEST_BASIS, LONGEST_REASON = 200, 300
"""Characters."""


def _read_percent(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=Decimal(0), maximum=Decimal(100)))


def _basis(indicator: IndicatorKey) -> Question:
    """The regulation that holds by default is one tap; a decision of the city is typed."""
    usual = LEGAL_BASIS[indicator]
    return Question(key=BASIS, kind=Kind.TYPED, read=reads_text(LONGEST_BASIS), choices=lambda _: (usual,))


TARGET_FORM = Form(
    "target",
    (
        Question(key=PERCENT, kind=Kind.TYPED, read=counting(_read_percent)),
        Question(key=BASIS, kind=Kind.TYPED, read=reads_text(LONGEST_BASIS), optional=True),
    ),
)

SAKIP_RULE_FORM = Form("aturan-sakip", (choose(VALUE, MINIMUM_CHOICES), _basis(IndicatorKey.SAKIP)))

VALIDITY_FORM = Form(
    "aturan-berlaku",
    (
        choose(VALUE, tuple(str(years) for years in range(1, VALIDITY_YEARS + 1))),
        _basis(IndicatorKey.KELEMBAGAAN),
    ),
)


def picked(answers: Answers) -> tuple[str, ...]:
    """Return the keys of the items that are ticked, in the order of the checklist."""
    ticked = answers.get(PICKED, "").split(",")
    return tuple(item.key for item in ITEMS if item.key in ticked)


def _items(asked: Asked) -> tuple[str, ...]:
    """A checklist without any compulsory item would be met by everybody, so it cannot be finished."""
    return (*(item.key for item in ITEMS), *((DONE,) if picked(asked.answers) else ()))


def _ticked(answers: Answers, value: str) -> Answers:
    """One tap changes one item and asks again; *Selesai* makes what is ticked the answer."""
    chosen = picked(answers)
    if value == DONE:
        return {**answers, VALUE: ",".join(chosen)}
    after = {*chosen} ^ {value}
    ordered = [item.key for item in ITEMS if item.key in after]
    return {**without(answers, VALUE), PICKED: ",".join(ordered)}


REQUIRED_FORM = Form(
    "aturan-wajib",
    (
        Question(
            key=VALUE,
            kind=Kind.CHOICE,
            read=lambda text, asked: one_of(_items(asked), text),
            choices=_items,
            settle=_ticked,
        ),
        _basis(IndicatorKey.KETATALAKSANAAN),
    ),
)

REOPEN_FORM = Form("tahun-buka", (Question(key=REASON, kind=Kind.TYPED, read=reads_text(LONGEST_REASON)),))
