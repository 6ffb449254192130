"""*Belum terbit, belum ada*: the third answer to the first question of a report.

Source: domain.md, "How reports really arrive". What is to be reported is not there yet, and the operator says
in which month it will be. That is no report: the two answers make an event of their own
(`domain.reports.expected`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import is_correction, report_form
from domain.forms.form import Asked, Form, Question
from domain.forms.known import VERIFIED_PERIODS
from domain.forms.months import coming_month, read_coming_month
from domain.forms.questions import Condition
from domain.forms.words import Wording
from domain.keys import Answers
from domain.language.written import answered
from domain.reports.expected import EXPECTED_MONTH

NOT_OUT = "belum"
"""The answer to the first question. No grade and no way is called so."""
LONGEST_SAID = 120
"""Characters; nobody needs more to say so."""
_SAYS = re.compile(
    r"(?:(?:hasil|nilai|laporan|dokumen|lhe|akip|sakip|survei|survey|skm|ikm)(?:nya)?\s+)*"
    r"(?:(?:memang|masih)\s+)*(?:belum|blm)\b(?P<rest>.*)"
)
_APART = re.compile(r"[\s,;:()]+")
_BESIDE_MONTH = re.compile(
    "ada|terbit|keluar|selesai|jadi|tersedia|siap|dievaluasi|dinilai|diterima|dilaksanakan|dilakukan|dihitung"
    "|(?:lhe|akip|sakip|survei|survey|skm|ikm|hasil|nilai)(?:nya)?"
    "|(?:di)?perkira(?:an|kan)(?:nya)?|kira-kira|sekitar|mungkin|estimasi|rencana(?:nya)?"
    "|bulan|akan|baru|nanti|di|pada"
)
"""Words that people put around the month and that say nothing more about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOut:
    """What is said of a report's third answer."""

    label: str
    """On the key: "LHE belum terbit"."""
    state: str
    """In lists, where the report is named already: "belum terbit"."""
    asks: Wording
    """How the month is asked for."""
    arrives: str
    """What is to happen in that month: "LHE diperkirakan terbit"."""


def with_not_out(form: Form, not_out: NotOut) -> Form:
    """Return the form of a report whose first question may be answered with `not_out`.

    Nothing but the month is asked then, and nothing else of the form looks at the answers. Where a period of
    the report is verified, to be corrected or beside this one, it is neither offered nor understood.
    """
    first, *others = form.questions

    def here(answers: Answers) -> bool:
        return answers.get(first.key) == NOT_OUT

    return report_form(
        replace(
            form,
            questions=(
                _first(first, not_out),
                coming_month(EXPECTED_MONTH, not_out.asks, here),
                *(replace(one, when=_unless(here, one.when)) for one in others),
            ),
            rows=lambda answers: () if here(answers) else form.rows(answers),
            advice=lambda answers: "" if here(answers) else form.advice(answers),
        )
    )


def is_not_out(form: Form, answers: Answers) -> bool:
    """Return whether these answers of that form say that there is nothing to report yet."""
    return any(one.key == EXPECTED_MONTH and one.when(answers) for one in form.questions)


def first_of(form: Form) -> str:
    """Return the key of the question that may be answered so. Raises ValueError where none may."""
    asked = [one.key for one in form.questions]
    return asked[asked.index(EXPECTED_MONTH) - 1]


def not_out_said(text: str, asked: Asked) -> Answers | None:
    """Read "belum terbit", "survei belum ada", "belum, perkiraan september": the month if it is said.

    Returns None for anything else, and for more than LONGEST_SAID characters: a month that is cut off is
    another one. Raises InvalidAnswer(DATE_IN_PAST) for a month that is over.
    """
    found = _SAYS.fullmatch(answered(text)) if len(text) <= LONGEST_SAID else None
    if found is None:
        return None
    month = " ".join(
        word for word in _APART.split(found["rest"]) if word and not _BESIDE_MONTH.fullmatch(word)
    )
    if not month:
        return {}
    try:
        return {EXPECTED_MONTH: read_coming_month(month, asked)}
    except InvalidAnswer as wrong:
        if wrong.problem is Problem.DATE_IN_PAST:
            raise
        return None


def _first(first: Question, not_out: NotOut) -> Question:
    """Return the first question with its third answer. Whoever types it may say the month with it."""

    def said(answers: Answers) -> bool:
        return answers.get(first.key) == NOT_OUT

    def choices(asked: Asked) -> tuple[str, ...]:
        offered = first.choices(asked)
        return (*offered, NOT_OUT) if _may_be_missing(asked.answers) else offered

    def spread(text: str, asked: Asked) -> Answers | None:
        of_that = not_out_said(text, asked) if _may_be_missing(asked.answers) else None
        if of_that is not None:
            return {first.key: NOT_OUT, **of_that}
        return first.spread(text, asked) if first.spread is not None else None

    def words(answers: Answers) -> Wording:
        asks = first.wording(answers)
        return replace(asks, name="Keadaan", short="") if said(answers) else asks

    def echo(value: str, answers: Answers) -> str:
        return not_out.label if value == NOT_OUT else first.echoed(value, answers)

    return replace(
        first,
        choices=choices,
        spread=spread,
        words=words,
        labels={**first.labels, NOT_OUT: not_out.label},
        shown=_shown(first.shown, not_out) if first.shown is not None else None,
        echo=echo,
    )


def _may_be_missing(answers: Answers) -> bool:
    """Return whether nothing is verified yet: not beside another period, and not to correct one."""
    return not is_correction(answers) and VERIFIED_PERIODS not in answers


def _shown(shown: Callable[[str], str], not_out: NotOut) -> Callable[[str], str]:
    return lambda value: not_out.label if value == NOT_OUT else shown(value)


def _unless(here: Condition, when: Condition) -> Condition:
    return lambda answers: not here(answers) and when(answers)
