"""What makes an indicator: everything that differs from one to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import reads_text
from domain.forms.words import Wording
from domain.indicators.not_out import NotOut
from domain.keys import Answers, IndicatorKey
from domain.people.person import SubBagian

Chosen: TypeAlias = Mapping[str, str]
"""What a year has chosen of what its indicators let it set, by the setting's key."""

JUMP = Decimal(15)
"""Points of nilai or IKM: a bigger step against the last report deserves a second look."""
VALUE, BASIS = "aturan", "dasar"
LONGEST_BASIS = 200
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """What a year may set about the rule of an indicator, each time with its legal basis."""

    key: str
    """The setting's: "sakip.minimum"."""
    default: str
    read: Callable[[str], str]
    """Returns the canonical value. Raises InvalidAnswer or ValueError for what is none."""
    title: str
    said: Callable[[str], str]
    """A value in words, after the indicator's title and a colon."""
    items: Callable[[str], tuple[str, ...]] = lambda _: ()
    """What a value is made of, line by line."""
    form: Form
    """Asks for VALUE and BASIS."""
    deliberate: bool = False
    """Whether somebody has to choose it anew for every year: the default then is nobody's choice."""
    begins: Callable[[str], Answers] = lambda _: {}
    """The answers that the form begins with where a value holds."""
    beside: bool = False
    """Whether it stands beside the indicator's rule: what it rests on is its own, and none of the rule's."""

    def of(self, chosen: Chosen) -> str:
        return chosen.get(self.key, self.default)

    def is_open(self, chosen: Chosen) -> bool:
        """Return whether somebody still has to choose it, so that the default stands in."""
        return self.deliberate and self.key not in chosen


USUAL = "biasa"
"""The one tap for the regulation that a rule rests on unless the city has one of its own."""
LONGEST_LABEL = 34
"""Characters of a legal basis that a key shows whole on every phone."""


def yearly_form(key: str, value: Question, regulation: str | Callable[[Answers], str]) -> Form:
    """Return the form of a Yearly: its value, and the basis, of which the regulation is one tap.

    A regulation that depends on the value is a callable.
    """

    def usual(answers: Answers) -> str:
        return regulation(answers) if callable(regulation) else regulation

    def read(text: str, asked: Asked) -> str:
        return usual(asked.answers) if text == USUAL else read_basis(text, asked)

    def label(answers: Answers) -> str:
        return usual(answers) if len(usual(answers)) <= LONGEST_LABEL else "Dasar yang biasa"

    def words(answers: Answers) -> Wording:
        hint = "Tekan yang berlaku, atau ketik, misalnya Perwali 12/2026."
        if len(usual(answers)) > LONGEST_LABEL:
            hint = f"Biasanya {usual(answers)}. {hint}"
        return Wording("Dasar hukum", "Apa dasar hukumnya?", hint)

    read_basis = reads_text(LONGEST_BASIS)
    basis = Question(
        key=BASIS,
        kind=Kind.TYPED,
        read=read,
        choices=lambda _: (USUAL,),
        words=words,
        labels={USUAL: label},
    )
    return Form(key, (value, basis))


def says_nothing(_: Sequence[Answers]) -> str:
    """Return what most indicators' answers come to beside the number."""
    return ""


def _no_points(_: Answers) -> Decimal | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator of the IKU form; its wording is that of the form, to the letter."""

    key: IndicatorKey
    number: str
    """As the form numbers it: the two of the third goal are 3a and 3b. What is sorted goes by `place_of`."""
    goal: str
    name: str
    formula: str
    source: str
    owner: SubBagian
    short: str
    title: str
    """The few words that its report goes by on buttons and cards."""
    also_called: str
    """What people call it beside its name, words between blanks."""
    letters: str
    """What its tickets begin with: never I, O or Q, which read like digits on a small screen."""
    legal_basis: str
    """What its rule rests on unless a year says otherwise."""
    rule: Callable[[Answers, Chosen], bool]
    """Whether an answer counts as met under what its year has chosen."""
    yearly: tuple[Yearly, ...] = ()
    """What a year may set of it, the rule itself first; see `rules_by`."""
    validity_years: Callable[[Chosen], int] = lambda _: 1
    """In how many years a result counts, its own included."""
    longest_validity: int = 1
    """The most that `validity_years` can be."""
    form: Form | None = None
    """The operator's report; None where the Sub Bagian evaluates by itself."""
    not_out: NotOut | None = None
    """How its operators say that there is nothing to report yet; None where that is an answer of its own."""
    by_checklist: bool = False
    """Whether it is evaluated item by item, and not by one result."""
    outcome: Callable[[Answers], str]
    """What an answer says in few characters: "BB · 75,50"."""
    meaning: Callable[[Answers], str] | None = None
    """What a verdict is about: "BB · Sangat Baik"; None where the outcome says it."""
    grade: Callable[[Answers], str] | None = None
    """The grade alone, with its words: "B · Baik"; None where the meaning or the outcome says it."""
    document: Callable[[Answers], tuple[str, str]] = lambda _: ("", "")
    """The number of the document that the answer is from, and its date as ISO; "" for what is not said."""
    disputed: Callable[[Answers], str] = lambda _: ""
    """What a reviewer has to know of an answer that stands as its document has it although the document
    contradicts itself; "" for any other."""
    written: str = ""
    """What of the document counts for such an answer: "predikat dokumen"."""
    outdated: Callable[[Answers], str] = lambda _: ""
    """What a reviewer has to know of a document that was older than its year allows; "" for any other."""
    together: Callable[[Sequence[Answers]], str] = says_nothing
    """What the verified answers of all OPD come to beside the number, on one line; "" where nothing."""
    points: Callable[[Answers], Decimal | None] = _no_points
    """The number that is compared with the last verified one."""
    progress: Callable[[Answers, Chosen], Decimal | None] | None = None
    """How far an answer has come that does not meet the rule, more being nearer; None: its points say it."""
    published: bool = False
    """Whether an answer is what a document of its year says, so that once verified only a correction, or the
    value of another period, makes it another; all others tell of work that goes on."""
    warnings: Callable[[Answers, Answers], tuple[str, ...]] = lambda _, __: ()
    """What a verifier is to look at twice, given the last verified answers (or none) and the new ones."""
    rows: Callable[[Answers], list[tuple[str, str]]] = lambda _: []
    """Each part of an evaluation with its name; of a report, its form says it."""

    @property
    def reported_by_operator(self) -> bool:
        return self.form is not None

    def rules_by(self, yearly: Yearly) -> bool:
        """Return whether that is the rule itself, whose basis becomes that of the indicator."""
        return yearly is self.yearly[0] and not yearly.beside

    def ticket(self, year: int, number: int) -> str:
        """Return a short ticket such as "SKP-26-0042", different for every number from 1 up."""
        if number < 1:
            raise ValueError("tickets are numbered from 1")
        return f"{self.letters}-{year % 100:02}-{number:04}"
