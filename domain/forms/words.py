"""What a form needs in words; a test fails while a question or choice has none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.forms.correction import REASON
from domain.forms.form import SKIPPED
from domain.forms.questions import EVIDENCE, WITH_FILES
from domain.keys import Answers


@dataclass(frozen=True, slots=True)
class Wording:
    """`name` is for the summary and its *Ubah* buttons; `ask` and `hint` are for the question's card."""

    name: str
    ask: str
    hint: str = ""


EVIDENCE_HINT = "Foto, PDF, DOCX atau XLSX, paling besar 20 MB per berkas. Boleh lebih dari satu."


_COMMON = {
    REASON: Wording(
        "Alasan",
        "Mengapa laporan ini dikoreksi?",
        "Ketik dengan singkat; pemeriksa membacanya apa adanya. Contoh: nilai salah ketik",
    )
}
"""The words of questions that any report may ask."""


def _nothing(_: str, __: Answers) -> str:
    return ""


def _no_rows(_: Answers) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """The words of one form.

    `questions` is by question or group; a callable where the words depend on the answers. `choices` is by
    question, then value, likewise. `shown` says how an answer reads when it is neither a choice nor plain
    text. `typed` holds what people type instead of a choice's words.
    """

    title: str
    """The few words a report goes by on buttons and cards."""
    questions: Mapping[str, Wording | Callable[[Answers], Wording]]
    choices: Mapping[str, Mapping[str, str | Callable[[Answers], str]]] = field(default_factory=dict)
    shown: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    note: Callable[[str, Answers], str] = _nothing
    """What is worked out while answers come in, shown above that question."""
    group_rows: Callable[[Answers], list[str]] = _no_rows
    """The summary's rows for grouped questions."""
    advice: Callable[[Answers], str] = lambda _: ""
    """A sentence below the summary."""

    def wording(self, question: str, answers: Answers) -> Wording:
        words = self.questions.get(question) or _COMMON[question]
        return words(answers) if callable(words) else words

    def choice(self, question: str, value: str, answers: Answers, files: int = 0) -> str:
        """Return the words on the button of one choice (not escaped)."""
        if question == EVIDENCE:
            return f"Selesai ({files} berkas)" if value == WITH_FILES else "Belum ada berkas"
        label = self.choices.get(question, {}).get(value)
        if callable(label):
            return label(answers)
        return label or (self.shown[question](value) if question in self.shown else value)

    def answer(self, question: str, value: str, answers: Answers) -> str:
        """Return a given answer as the summary shows it (not escaped)."""
        if value == SKIPPED:
            return "dilewati"
        if question in self.shown:
            return self.shown[question](value)
        return self.choice(question, value, answers) if question in self.choices else value
