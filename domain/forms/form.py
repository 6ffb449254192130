"""Guided conversations as data: questions, forms, and where a draft stands in its form.

Nothing here remembers anything. Which question comes next is computed from the answers given so far
and the place the person went back to, so whoever holds the draft (another phone, a restarted process,
a second instance) goes on at the same question.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.words import Labels, Row, Wording
from domain.keys import Answers

SKIPPED = ""  # the stored answer of an optional question that the person chose to skip
TOGETHER = "terbaca"
"""Stored beside the answers while the next one is asked: which of them the last message gave together."""
WANTED = "diminta"
"""Stored beside the answers of a repair: which offered questions have to be asked on the way after all."""
_MOST_PATHS = 64
_NOT_OF_THAT_KIND = frozenset({Problem.NOT_A_CHOICE, Problem.NOT_A_NUMBER, Problem.EMPTY})
"""What is wrong with a text that does not even look like an answer to a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question may look at while it reads an answer or offers its choices."""

    answers: Answers
    today: date
    files: int = 0


class Kind(StrEnum):
    CHOICE = "choice"
    TYPED = "typed"
    EVIDENCE = "evidence"
    DOUBT = "doubt"  # a question back about an answer just given; it takes no step of its own


def _always(_: Answers) -> bool:
    return True


def _no_choices(_: Asked) -> tuple[str, ...]:
    return ()


def nothing_settled(answers: Answers, _: str) -> Answers:
    """Return the answers as they are: what most answers do to the others."""
    return answers


_UNWORDED = Wording("")


def _no_words(_: Answers) -> str:
    return ""


def unsaid(_: str, __: Answers) -> str:
    """Return nothing: the echo of an answer that the next question says by itself."""
    return ""


def _no_rows(_: Answers) -> tuple[Row, ...]:
    return ()


def _no_parts(_: Answers) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form, with its words.

    `read` turns what was typed (or the value of a pressed button) into the canonical answer and raises
    InvalidAnswer for anything else. `settle` changes other answers once this one is known; it is how a
    doubt puts things right. `spread` may read one message as the answers of several questions, or of others
    than this one: what it plainly is, never a guess; None leaves it to `read`.

    An `offered` question is optional and costs nobody a tap: the way leads past it, the summary has a key for
    it (one for a group), and left out it is no answer at all. Raises ValueError for one that is not optional.
    """

    key: str
    kind: Kind
    read: Callable[[str, Asked], str]
    choices: Callable[[Asked], tuple[str, ...]] = _no_choices
    when: Callable[[Answers], bool] = _always
    settle: Callable[[Answers, str], Answers] = nothing_settled
    spread: Callable[[str, Asked], Answers | None] | None = None
    optional: bool = False
    offered: bool = False
    offer: str = ""
    """The words of the summary's key for it while it has no answer; a group goes by its first one's."""
    of_document: bool = False
    """Whether it says which paper it is (its number, its date): that differs every year."""
    group: str = ""
    doubts: tuple[str, ...] = ()
    """Keys of the doubts about this answer: a new answer asks them anew."""
    corrects: tuple[str, ...] = ()
    """Keys of the answers that may be typed anew where this doubt about them is shown."""
    confirms: str = ""
    """The choice that is meant by typing the doubted answer once more as it is."""
    words: Wording | Callable[[Answers], Wording] = _UNWORDED
    """A callable where the words depend on the answers."""
    labels: Labels = field(default_factory=dict, hash=False)
    """The words of its choices, by value."""
    shown: Callable[[str], str] | None = None
    """How an answer reads that is neither a choice nor plain text."""
    told_beside: Callable[[str, Answers], str] | None = None
    """The same where it depends on the other answers."""
    changed: Callable[[str, str], tuple[str, ...]] | None = None
    """How an answer of many parts differs from the one before it, part by part; None: both are told."""
    echo: Callable[[str, Answers], str] | None = None
    """How the next question begins with this answer; None: with its words, and its name if it was typed."""
    note: Callable[[Answers], str] = _no_words
    """What is worked out while answers come in, shown above the question."""

    def __post_init__(self) -> None:
        if self.offered and not self.optional:
            raise ValueError(f"{self.key} is offered, but has to be answered")

    def wording(self, answers: Answers) -> Wording:
        return self.words(answers) if callable(self.words) else self.words

    def label(self, value: str, answers: Answers) -> str:
        """Return the words on the button of one choice."""
        label = self.labels.get(value)
        if callable(label):
            return label(answers)
        return label or (self.shown(value) if self.shown else value)

    def told(self, value: str, answers: Answers) -> str:
        """Return a given answer as the summary shows it."""
        if value == SKIPPED:
            return "dilewati"
        if self.told_beside is not None:
            return self.told_beside(value, answers)
        return self.shown(value) if self.shown else self.label(value, answers)

    def echoed(self, value: str, answers: Answers) -> str:
        """Return a given answer as the next question begins with it; "" where that says it by itself."""
        if self.echo is not None and value != SKIPPED:
            return self.echo(value, answers)
        told = self.told(value, answers)
        return told if self.kind is Kind.CHOICE else f"{self.wording(answers).name}: {told}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands: the answers, and the question gone back to (None: the next open one)."""

    answers: Answers = field(default_factory=dict)
    at: str | None = None


def _as_they_stand(questions: tuple[Question, ...], _: Answers) -> tuple[Question, ...]:
    return questions


@dataclass(frozen=True, slots=True)
class Form:
    key: str
    questions: tuple[Question, ...]
    groups: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What groups of questions are called."""
    rows: Callable[[Answers], tuple[Row, ...]] = _no_rows
    """The summary's rows for grouped questions."""
    parts: Callable[[Answers], tuple[str, ...]] = _no_parts
    """What the result is made of, a line each, where there is too much of it for rows: shown folded."""
    advice: Callable[[Answers], str] = _no_words
    """A sentence below the summary."""
    arranged: Callable[[tuple[Question, ...], Answers], tuple[Question, ...]] = _as_they_stand
    """The same questions in the order in which they are asked, where that depends on what is known."""
    _paths: dict[Hashable, tuple[Question, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )
    """The paths that were asked for last: one answer asks for the same some ten times."""

    def name(self, key: str, answers: Answers) -> str:
        """Return what a question, or a group of them, goes by. Raises KeyError as `question`."""
        return self.groups.get(key) or self.question(key).wording(answers).name

    def short_name(self, key: str, answers: Answers) -> str:
        """Return the same in as few characters as fit on a button beside another. Raises KeyError."""
        return self.groups.get(key) or self.question(key).wording(answers).short or self.name(key, answers)

    def question(self, key: str) -> Question:
        """Return the question of that key. Raises KeyError for a key that the form does not have."""
        return {question.key: question for question in self.questions}[key]

    def path(self, answers: Answers, at: str | None = None) -> tuple[Question, ...]:
        """Return the questions that apply given these answers, in order.

        An offered one does once it is answered or wanted, and while the person is `at` it or at another of
        its group.
        """
        given = (at, *answers.items())
        path = self._paths.get(given)
        if path is None:
            if len(self._paths) >= _MOST_PATHS:
                self._paths.clear()
            path = self._paths[given] = self._path(answers, at)
        return path

    def _path(self, answers: Answers, at: str | None) -> tuple[Question, ...]:
        asked_for = {*_wanted(answers), *self._around(at)}
        return tuple(
            question
            for question in self.arranged(self.questions, answers)
            if question.when(answers)
            and (not question.offered or question.key in answers or question.key in asked_for)
        )

    def _around(self, at: str | None) -> set[str]:
        """Return the keys of a question and of the others of its group."""
        groups = {question.group for question in self.questions if question.key == at}
        return {one.key for one in self.questions if one.key == at or (one.group and one.group in groups)}

    def offered(self, answers: Answers) -> tuple[Question, ...]:
        """Return what the summary offers: each question without an answer, of a group the first."""
        applying = [question for question in self.questions if question.when(answers)]
        done = {question.group or question.key for question in applying if question.key in answers}
        open_ones = [one for one in applying if one.offered and (one.group or one.key) not in done]
        return tuple({one.group or one.key: one for one in reversed(open_ones)}.values())[::-1]

    def before_rows(self, questions: Iterable[Question]) -> int:
        """Return how many of these questions stand before the first group, where its rows belong."""
        first = next((place for place, one in enumerate(self.questions) if one.group), 0)
        return sum(self.questions.index(question) < first for question in questions)

    def current(self, place: Place) -> Question | None:
        """Return the question to show, or None when every answer is there (the summary)."""
        if place.at is not None:
            for question in self.path(place.answers, place.at):
                if question.key == place.at:
                    return question
        return next((one for one in self.path(place.answers) if one.key not in place.answers), None)

    def before(self, question: Question, answers: Answers) -> Question | None:
        """Return the answered question right before that one, doubts left out; None at the very first."""
        path = self.path(answers, question.key)
        asked = [one for one in path[: _place_in(path, question)] if one.kind is not Kind.DOUBT]
        return asked[-1] if asked and asked[-1].key in answers else None

    def step(self, question: Question, answers: Answers) -> tuple[int, int]:
        """Return (step, steps) as shown; a doubt belongs to the step of the answer it doubts.

        Offered questions are no steps, as nobody has to take them.
        """
        path = self.path(answers, question.key)
        upto = path[: _place_in(path, question) + 1]
        return _steps(upto), max(
            _steps(self.path(likely, question.key)) for likely in _likely(question, answers)
        )

    def complete(self, answers: Answers) -> dict[str, str]:
        """Return the answers that count: those on the path. Raises InvalidAnswer(EMPTY) if one is missing."""
        path = self.path(answers)
        missing = [question.key for question in path if question.key not in answers]
        if missing:
            raise InvalidAnswer(Problem.EMPTY, {"question": missing[0]})
        return {question.key: answers[question.key] for question in path}

    def answer(self, place: Place, text: str, asked: Asked) -> Place:
        """Return the place after the current question was answered with `text`.

        Raises InvalidAnswer when the text does not fit, NOT_A_CHOICE included when nothing is being asked.
        """
        question = self.current(place)
        if question is None:
            raise InvalidAnswer(Problem.NOT_A_CHOICE)
        several = question.spread(text, asked) if question.spread else None
        if several is not None:
            return self._answered_together(place, several)
        try:
            value = SKIPPED if question.optional and text == SKIPPED else question.read(text, asked)
        except InvalidAnswer as unread:
            return self._corrected(question, place, text, asked, unread)
        known = _dealt_with(_without(place.answers, {TOGETHER, *question.doubts}), {question.key})
        if question.offered and value == SKIPPED:
            return self._moved_on(question, place, _without(known, {question.key}))
        return self._moved_on(question, place, question.settle({**known, question.key: value}, value))

    def _answered_together(self, place: Place, several: Answers) -> Place:
        answers = {**place.answers, **several}
        given = [one for one in self.arranged(self.questions, answers) if one.key in several]
        doubts = {doubt for question in given for doubt in question.doubts}
        known = _dealt_with(_without(place.answers, {TOGETHER, *doubts}), set(several))
        read = [question.key for question in given if question.kind is not Kind.DOUBT]
        told = {TOGETHER: ",".join(read)} if len(read) > 1 else {}
        return Place({**known, **several, **told})

    def _corrected(
        self, question: Question, place: Place, text: str, asked: Asked, unread: InvalidAnswer
    ) -> Place:
        """Return the place after a doubted answer was typed anew in place of a choice.

        Raises what is wrong with the text as such an answer if it looks like one, else `unread`.
        """
        problem = unread
        for key in question.corrects:
            try:
                anew = self.answer(Place(place.answers, key), text, asked)
            except InvalidAnswer as wrong:
                problem = wrong if wrong.problem not in _NOT_OF_THAT_KIND else problem
                continue
            if question.confirms and anew.answers.get(key) == place.answers.get(key):
                return self.answer(place, question.confirms, asked)
            return anew
        raise problem

    def _moved_on(self, question: Question, place: Place, answers: Answers) -> Place:
        return Place(answers, self._next_in_group(question, answers) if place.at == question.key else None)

    def _next_in_group(self, question: Question, answers: Answers) -> str | None:
        """Whoever revises one of a group (the nine unsur) walks through the rest of that group."""
        path = self.path(answers, question.key)
        if not question.group or all(one.key != question.key for one in path):
            return None
        later = [one for one in path[_place_in(path, question) + 1 :] if one.kind is not Kind.DOUBT]
        return later[0].key if later and later[0].group == question.group else None

    def has_more_in_group(self, question: Question, answers: Answers) -> bool:
        """Return whether others of its group come after a question."""
        return self._next_in_group(question, answers) is not None

    def pass_by(self, place: Place) -> Place:
        """Return the place after the rest of an offered group was left as it is, in one tap."""
        question = self.current(place)
        if question is None or not question.offered:
            return place
        return Place(_dealt_with(place.answers, self._around(question.key)))

    def keep(self, place: Place) -> Place:
        """Return the place after the person left the answer in front of them as it is."""
        question = self.current(place)
        if question is None or question.key not in place.answers:
            return place
        return self._moved_on(question, place, place.answers)

    def back(self, place: Place) -> Place | None:
        """Return the place one question back (from the summary: at the last), or None at the very first."""
        current = self.current(place)
        path = self.path(place.answers, place.at)
        before = path if current is None else path[: _place_in(path, current)]
        earlier = [question for question in before if question.kind is not Kind.DOUBT]
        if current is not None and current.offered and current.key not in _wanted(place.answers):
            # Whoever came by the summary's key goes back to it, not on to the question that stands before.
            earlier = [question for question in earlier if current.group and question.group == current.group]
            return Place(place.answers, earlier[-1].key if earlier else None)
        return Place(place.answers, earlier[-1].key) if earlier else None

    def edit(self, place: Place, key: str) -> Place:
        """Return the place at that question (or the first of that group). Raises KeyError if none applies."""
        for question in self.questions:
            if question.when(place.answers) and key in (question.key, question.group):
                return Place(_without(place.answers, {TOGETHER}), question.key)
        raise KeyError(key)

    def want(self, answers: Answers, keys: Collection[str]) -> dict[str, str]:
        """Return the answers so that those of the questions that are offered are asked on the way."""
        return wanting(answers, *[one.key for one in self.questions if one.offered and one.key in keys])


def _place_in(path: Sequence[Question], question: Question) -> int:
    """Return where a question stands in a path. Raises ValueError where it does not."""
    return [one.key for one in path].index(question.key)


def wanting(answers: Answers, *keys: str) -> dict[str, str]:
    """Return the answers where these offered questions are asked on the way, too."""
    wanted = dict.fromkeys((*_wanted(answers), *keys))
    return {**answers, **({WANTED: ",".join(wanted)} if wanted else {})}


def _wanted(answers: Answers) -> list[str]:
    return [key for key in answers.get(WANTED, "").split(",") if key]


def _dealt_with(answers: Answers, keys: Collection[str]) -> dict[str, str]:
    """Return the answers where those questions need not be asked any more: each is answered, or left out."""
    left = [key for key in _wanted(answers) if key not in keys]
    return {**_without(answers, {WANTED}), **({WANTED: ",".join(left)} if left else {})}


def _without(answers: Answers, keys: Collection[str]) -> dict[str, str]:
    return {key: kept for key, kept in answers.items() if key not in keys}


def _likely(question: Question, answers: Answers) -> list[Answers]:
    """A question that decides how long the way is counts with its longest way: no total ever grows."""
    if question.kind is not Kind.CHOICE or question.key in answers:
        return [answers]
    choices = question.choices(Asked(answers, date.min))
    return [{**answers, question.key: choice} for choice in choices]


def _steps(questions: tuple[Question, ...]) -> int:
    """A group counts as one step: '2/5' says more to a person than '3/13'."""
    taken = [one for one in questions if one.kind is not Kind.DOUBT and not one.offered]
    return len({question.group or question.key for question in taken})
