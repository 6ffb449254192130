"""The words of an admin's conversation, beside the screens whose words they share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from domain.forms.form import Form, Question
from domain.forms.words import Labels, Wording
from domain.keys import Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """The words of one form, by question; those that a question has already need not be said here."""

    title: str
    """The few words the conversation goes by."""
    questions: Mapping[str, Wording | Callable[[Answers], Wording]]
    choices: Mapping[str, Labels] = field(default_factory=dict)
    shown: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    notes: Mapping[str, Callable[[Answers], str]] = field(default_factory=dict)


def worded(form: Form, said: FormWords) -> Form:
    """Return the form with these words put into its questions."""

    def put_in(asked: Question) -> Question:
        return replace(
            asked,
            words=said.questions.get(asked.key, asked.words),
            labels=said.choices.get(asked.key, asked.labels),
            shown=said.shown.get(asked.key, asked.shown),
            note=said.notes.get(asked.key, asked.note),
        )

    return replace(form, questions=tuple(put_in(asked) for asked in form.questions))
