"""A search is a conversation of one question: what to look for."""

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.words import Wording
from domain.language.written import compared, seen

WANTED = "kata"
SHORTEST, LONGEST = 2, 60
"""Characters of what is looked for."""


def search_form(key: str, ask: str = "") -> Form:
    """Return the form of one search, which says what is sought; every list that can be searched has one."""
    words = Wording("Kata", ask, "Ketik sebagian saja; huruf besar atau kecil sama.")
    return Form(key, (Question(key=WANTED, kind=Kind.TYPED, read=_read, words=words),))


def _read(text: str, _: Asked) -> str:
    wanted = " ".join(seen(text).split())
    if len(wanted) > LONGEST:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(LONGEST)})
    if len(wanted) < SHORTEST:
        raise InvalidAnswer(Problem.TOO_SHORT, {"limit": str(SHORTEST)})
    return wanted


def mentions(wanted: str, *texts: str) -> bool:
    """Return whether every word that is looked for is somewhere in the texts, in any order and case."""
    said = told(*texts)
    return all(word in said for word in words_of(wanted))


def words_of(wanted: str) -> list[str]:
    """Return the words that are looked for, as they are compared."""
    return compared(wanted).split()


def told(*texts: str) -> str:
    """Return what is looked in, as it is compared: for whoever looks in it again and again."""
    return compared(" ".join(texts))
