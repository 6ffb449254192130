"""The targets of one indicator and year as a conversation: the year's, and those of its quarters beside it.

The year's alone is one answer, as it ever was. Those of the quarters are asked only of whoever wants to set
them, or are typed where the year's is asked: "20 40 60 75", "tw1 20 tw2 40", "tw3 hapus".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from domain.forms.form import SKIPPED, Asked, Form, Kind, Question
from domain.forms.questions import ask_back, counting, reads_text, without
from domain.forms.words import Row, Wording
from domain.indicators.indicator import BASIS, LONGEST_BASIS
from domain.keys import Answers
from domain.language.numbers import format_shortest, parse_decimal
from domain.language.written import answered, compared
from domain.years.rules import QUARTER_NUMBERS

PERCENT = "target"
QUARTERS_TOO = "triwulan"
"""The key that leads to the quarters, and what it leaves beside the answers."""
REMOVED = "hapus"
"""Answers for a quarter that is to have no target of its own any more."""
PRESENT = "kini"
"""Begins what the draft knows of the targets that held when it began."""
LOWER, ABOVE, IS_SO, AGAIN = "turun", "melebihi", "benar", "ulang"
LONGEST_TYPED = 120
"""Characters; five targets are no longer. More is not read: cut off, 75 is 7."""
ROMAN = ("", "I", "II", "III", "IV")
_NUMBERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_VALUE = r"hapus|[+-]?[0-9][0-9.,]*(?: ?%)?"
_NAMED = re.compile(
    r"(?:(?:tw|triwulan|q) ?(?P<quarter>[1-4]|iv|i{1,3})|(?P<year>tahun))\b ?[:=]? ?"
    rf"(?P<value>{_VALUE})[,;/ ]*"
)
_BARE = re.compile(rf"(?:{_VALUE})(?:[,;/ ]+(?:{_VALUE}))*")


def quarter_key(quarter: int) -> str:
    """Return under which key the answer for a quarter (1–4) is."""
    return f"tw{quarter}"


_QUARTER_KEYS = tuple(map(quarter_key, QUARTER_NUMBERS))


def present(year: Decimal | None, quarters: Mapping[int, Decimal]) -> Answers:
    """Return what a draft has to know of the targets that hold, in percent, as it begins."""
    of_year = {PRESENT: str(year)} if year else {}
    return of_year | {f"{PRESENT}-{quarter_key(one)}": str(target) for one, target in quarters.items()}


def typed_quarters(answers: Answers) -> dict[int, str]:
    """Return what was answered for the quarters: a percentage, or REMOVED; what was left as it is, is not."""
    found = {one: answers.get(quarter_key(one), SKIPPED) for one in QUARTER_NUMBERS}
    return {quarter: value for quarter, value in found.items() if value != SKIPPED}


def had(answers: Answers, quarter: int) -> bool:
    """Return whether that quarter had a target of its own as the draft began."""
    return f"{PRESENT}-{quarter_key(quarter)}" in answers


def _read_percent(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=Decimal(0), maximum=Decimal(100)))


def _read_own(text: str, asked: Asked) -> str:
    return REMOVED if answered(text) == REMOVED else _read_percent(text, asked)


def several(text: str, asked: Asked) -> Answers | None:
    """Return the answers in "20 40 60 75", "tw1 20; tw2 40 tahun 75" or "tw3 hapus"; None for any other text.

    Four numbers are the four quarters; two or three could be any. Raises InvalidAnswer as a target does.
    """
    if text == QUARTERS_TOO and PRESENT in asked.answers:
        return {QUARTERS_TOO: text}
    if len(text) > LONGEST_TYPED:
        return None
    said = compared(text)
    named = _named(said)
    if named is not None:
        return {key: _read_own(value, asked) for key, value in named.items()}
    values = re.findall(_VALUE, _split(said)) if _BARE.fullmatch(_split(said)) else []
    if len(values) != len(_QUARTER_KEYS):
        return None
    return {key: _read_own(value, asked) for key, value in zip(_QUARTER_KEYS, values, strict=True)}


def _split(said: str) -> str:
    """Commas between whole numbers, and nothing else, are between four of them: "20,40,60,75"."""
    return said.replace(",", " ") if re.fullmatch(r"[0-9]+(?:,[0-9]+){3}", said) else said


def _named(said: str) -> dict[str, str] | None:
    """Return each value by whom it is for; None where something is left over, or one has two."""
    found: dict[str, str] = {}
    place = 0
    while place < len(said):
        one = _NAMED.match(said, place)
        if one is None:
            return None
        key = PERCENT if one["year"] else quarter_key(_NUMBERS[one["quarter"]])
        if key in found or (key == PERCENT and one["value"] == REMOVED):
            return None
        found[key] = one["value"]
        place = one.end()
    return found or None


def _about_quarters(answers: Answers) -> bool:
    return QUARTERS_TOO in answers or any(key in answers for key in _QUARTER_KEYS)


def _asks_year(answers: Answers) -> bool:
    """Whoever sets those of quarters only is not asked for the year's again."""
    return PERCENT in answers or PRESENT not in answers or not _about_quarters(answers)


def _asks_quarter(key: str, answers: Answers) -> bool:
    return QUARTERS_TOO in answers or key in answers


def of_year(answers: Answers) -> Decimal | None:
    """Return the year's target as it will be; None without one (0 is none)."""
    return Decimal(answers.get(PERCENT) or answers.get(PRESENT) or 0) or None


def of_quarters(answers: Answers) -> dict[int, Decimal]:
    """Return the quarters' own targets as they will be, in their order."""
    typed = typed_quarters(answers)
    found = {
        one: typed.get(one, answers.get(f"{PRESENT}-{quarter_key(one)}", REMOVED)) for one in QUARTER_NUMBERS
    }
    return {quarter: Decimal(value) for quarter, value in found.items() if value != REMOVED}


def _falls(answers: Answers) -> tuple[int, int] | None:
    """Return the first quarter whose target is lower than that of one before it, and that one."""
    own = of_quarters(answers)
    fallen = ((late, early) for late in own for early in own if early < late and own[late] < own[early])
    return next(fallen, None) if typed_quarters(answers) else None


def _exceeds(answers: Answers) -> tuple[int, ...]:
    """Return the quarters whose targets are above the year's."""
    limit = of_year(answers)
    if limit is None or not (typed_quarters(answers) or PERCENT in answers):
        return ()
    return tuple(quarter for quarter, target in of_quarters(answers).items() if target > limit)


def _percent(value: str | Decimal) -> str:
    return f"{format_shortest(Decimal(value))} %"


def _own(value: str) -> str:
    return "dihapus, memakai target tahun" if value == REMOVED else _percent(value)


def _lower(answers: Answers) -> Wording:
    own, fallen = of_quarters(answers), _falls(answers) or ()
    told = [f"TW {ROMAN[quarter]} {_percent(own[quarter])}" for quarter in fallen]
    return Wording("", "Targetnya memang turun?", f"{', padahal '.join(told)}.")


def _above(answers: Answers) -> Wording:
    own, limit = of_quarters(answers), of_year(answers) or Decimal(0)
    above = [f"TW {ROMAN[quarter]} {_percent(own[quarter])}, " for quarter in _exceeds(answers)]
    return Wording(
        "",
        "Target TW memang di atas target tahun?",
        f"{''.join(above)}target tahun {_percent(limit)}.",
    )


def _asked_again(answers: Answers, choice: str) -> Answers:
    """Return the answers without those of the quarters, so that they are asked anew."""
    if choice == IS_SO:
        return answers
    return {**without(answers, LOWER, ABOVE, *_QUARTER_KEYS), QUARTERS_TOO: QUARTERS_TOO}


def _doubt(key: str, words: Callable[[Answers], Wording], when: Callable[[Answers], bool]) -> Question:
    labels = {IS_SO: "Ya, memang begitu", AGAIN: "Ketik ulang target TW"}
    doubt = ask_back(key, labels, words=words, when=when, settle=_asked_again)
    return replace(doubt, spread=several)


def _year_choices(asked: Asked) -> tuple[str, ...]:
    """The quarters can be asked for by a key only where the year has a target already."""
    if PRESENT in asked.answers:
        return (QUARTERS_TOO,)
    last = asked.answers.get(_QUARTER_KEYS[-1], REMOVED)
    return () if last in (REMOVED, SKIPPED) else (last,)


def _quarter(number: int) -> Question:
    key = quarter_key(number)
    return Question(
        key=key,
        kind=Kind.TYPED,
        group=QUARTERS_TOO,
        read=counting(_read_own),
        spread=several,
        when=partial(_asks_quarter, key),
        optional=True,
        doubts=(LOWER, ABOVE),
        choices=lambda asked: (REMOVED,) if had(asked.answers, number) else (),
        labels={REMOVED: f"Hapus target TW {ROMAN[number]}"},
        words=lambda answers: Wording(
            f"TW {ROMAN[number]}",
            f"Target TW {ROMAN[number]}, dalam persen?",
            _present_hint(answers, number),
        ),
        shown=_own,
    )


def _present_hint(answers: Answers, number: int) -> str:
    now = answers.get(f"{PRESENT}-{quarter_key(number)}")
    held = f"Kini {_percent(now)}." if now is not None else "Kini memakai target tahun."
    return f"{held} Ketik angkanya, atau keempatnya sekaligus: 20 40 60 75."


def _rows(answers: Answers) -> tuple[Row, ...]:
    return tuple(
        Row(f"TW {ROMAN[quarter]}", _own(value)) for quarter, value in typed_quarters(answers).items()
    )


def _questions() -> Iterator[Question]:
    yield Question(
        key=PERCENT,
        kind=Kind.TYPED,
        read=counting(_read_percent),
        spread=several,
        when=_asks_year,
        choices=_year_choices,
        labels={QUARTERS_TOO: "Isi target triwulan"},
        doubts=(ABOVE,),
        words=Wording(
            "Target",
            "Berapa target capaiannya setahun, dalam persen?",
            "Contoh: 75 atau 72,5. Per triwulan: 20 40 60 75, atau tw2 40.",
        ),
        shown=_percent,
    )
    yield from map(_quarter, QUARTER_NUMBERS)
    yield _doubt(LOWER, _lower, lambda answers: _falls(answers) is not None)
    yield _doubt(ABOVE, _above, lambda answers: bool(_exceeds(answers)))
    yield Question(
        key=BASIS,
        kind=Kind.TYPED,
        read=reads_text(LONGEST_BASIS),
        optional=True,
        words=Wording("Dasar hukum", "Apa dasar target ini?", "Contoh: RPJMD 2025–2029. Boleh dilewati."),
    )


TARGET_FORM = Form(
    "target",
    tuple(_questions()),
    groups={QUARTERS_TOO: "Target TW"},
    rows=_rows,
)
