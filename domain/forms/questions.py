"""The kinds of question that the forms are made of."""

from collections.abc import Callable, Iterable

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Kind, Question
from domain.forms.words import Labels, Wording
from domain.keys import Answers
from domain.language.dates import parse_date, says_date
from domain.language.written import answered, compared, seen

EVIDENCE = "bukti"
WITH_FILES = "selesai"
WITHOUT_FILES = "belum"
LONGEST_REASON = 300
"""Characters of a reason in one's own words."""

_EVIDENCE_HINT = "Foto, PDF, DOCX atau XLSX, paling besar 20 MB per berkas. Boleh lebih dari satu."

Condition = Callable[[Answers], bool]


def given(key: str, value: str) -> Condition:
    """Return a condition: the answer to `key` is `value`."""
    return lambda answers: answers.get(key) == value


def choose(
    key: str,
    labels: Labels,
    *,
    words: Wording | Callable[[Answers], Wording],
    read: Callable[[str], str] | None = None,
    when: Condition = lambda _: True,
    doubts: tuple[str, ...] = (),
    spread: Callable[[str, Asked], Answers | None] | None = None,
) -> Question:
    """Return a question with few answers, as buttons with these labels by value.

    `read` understands what people type instead.
    """
    values = tuple(labels)
    return Question(
        key=key,
        kind=Kind.CHOICE,
        read=lambda text, _: one_of(values, read(text) if read else text),
        choices=lambda _: values,
        when=when,
        doubts=doubts,
        spread=spread,
        words=words,
        labels=labels,
    )


def ask_back(
    key: str,
    labels: Labels,
    *,
    words: Wording | Callable[[Answers], Wording],
    when: Condition,
    settle: Callable[[Answers, str], Answers] = lambda answers, _: answers,
    corrects: tuple[str, ...] = (),
    confirms: str = "",
) -> Question:
    """Return a doubt about an answer just given; its choices are the ways out, and so is typing it anew."""
    values = tuple(labels)
    return Question(
        key=key,
        kind=Kind.DOUBT,
        read=lambda text, _: one_of(values, text),
        choices=lambda _: values,
        when=when,
        settle=settle,
        corrects=corrects,
        confirms=confirms,
        words=words,
        labels=labels,
    )


def counting(read: Callable[[str, Asked], str]) -> Callable[[str, Asked], str]:
    """Return a reader of numbers that names a date as one: of "12-11-2026" that is what is wrong."""

    def counted(text: str, asked: Asked) -> str:
        try:
            return read(text, asked)
        except InvalidAnswer as wrong:
            if wrong.problem is not Problem.OUT_OF_RANGE and says_date(text, asked.today):
                raise InvalidAnswer(Problem.IS_A_DATE) from wrong
            raise

    return counted


def read_past_day(text: str, asked: Asked) -> str:
    """Return the date of a document that is there, as ISO. Raises as `parse_date`, and DATE_IN_FUTURE."""
    day = parse_date(text, asked.today)
    if day > asked.today:
        raise InvalidAnswer(Problem.DATE_IN_FUTURE)
    return day.isoformat()


def evidence(ask: str | Callable[[Answers], str] = "Kirim bukti, bila ada.") -> Question:
    """Return the last question of every report: files that prove it, or the word that there are none yet."""

    def words(answers: Answers) -> Wording:
        return Wording("Bukti", ask(answers) if callable(ask) else ask, _EVIDENCE_HINT)

    return Question(
        key=EVIDENCE,
        kind=Kind.EVIDENCE,
        read=_read_evidence,
        choices=_evidence_choices,
        words=words,
        labels={WITH_FILES: "Selesai", WITHOUT_FILES: "Belum ada berkas"},
    )


def _evidence_choices(asked: Asked) -> tuple[str, ...]:
    return (WITH_FILES,) if asked.files else (WITHOUT_FILES,)


def _read_evidence(text: str, asked: Asked) -> str:
    return one_of(_evidence_choices(asked), {"belum ada": WITHOUT_FILES}.get(answered(text), text))


def reads_text(limit: int) -> Callable[[str, Asked], str]:
    """Return a reader of free text, on one line. It raises InvalidAnswer: EMPTY; TOO_LONG (limit)."""

    def read(text: str, _: Asked) -> str:
        if not any(letter.isalnum() for letter in compared(text)):
            raise InvalidAnswer(Problem.EMPTY)
        return one_line(text, limit)

    return read


def one_line(text: str, limit: int) -> str:
    """Return a text on one line. Raises InvalidAnswer: EMPTY where nothing is seen; TOO_LONG (limit)."""
    line = " ".join(text.split())
    if not seen(line).strip():
        raise InvalidAnswer(Problem.EMPTY)
    if len(line) > limit:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(limit)})
    return line


def one_of(values: Iterable[str], text: str) -> str:
    """Return the value that was meant. Raises InvalidAnswer(NOT_A_CHOICE)."""
    meant = answered(text)
    for value in values:
        if answered(value) == meant:
            return value
    raise InvalidAnswer(Problem.NOT_A_CHOICE)


def without(answers: Answers, *keys: str) -> dict[str, str]:
    return {key: value for key, value in answers.items() if key not in keys}
