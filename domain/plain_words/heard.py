"""A text taken apart: which of its words say something, which fill, and which nobody knows."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from domain.language.dates import FIRST_YEAR, LAST_YEAR
from domain.plain_words import vocabulary
from domain.plain_words.vocabulary import (
    ADMIN,
    CHAT,
    FILLERS,
    INDICATOR_WORDS,
    KNOWN,
    MEANS,
    OTHER_WORDS,
    PHRASES,
    Says,
)
from domain.plain_words.wish import Near

LONGEST, MOST_WORDS = 240, 30
"""Characters and words of a text that can be a wish: what is longer tells something, and asks for nothing."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUARTER = re.compile(r"\b(?:tw|triwulan|kuartal|q) ?(?:ke ?)?-?([0-9]{1,2}|[ivx]{1,3})\b")
_HELD = re.compile(r"(.)\1+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ENDINGS = ("nya", "kah", "lah", "pun")
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in PHRASES)
_INDICATOR_NUMBER = re.compile(r"[1-9][a-c]?")
_ONLY_BEFORE_NUMBER = "indikator"
"""Says nothing but that a number follows, where one does: "lapor indikator 4"."""
_BEFORE_NUMBER = frozenset({"iku", "indikator", "nomor", "no"})


@dataclass(slots=True)
class Heard:
    """What a text says, word by word. `unknown` keeps the order; `near` tells that a slip was read over."""

    says: set[Says] = field(default_factory=set)
    indicators: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    quarters: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    """Indicators by the number that the form gives them."""
    admin: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """What may be of an OPD's name: the unknown words, and what the names begin with."""
    near: bool = False
    words: int = 0
    digits_alone: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is named that can be asked about."""
        return bool(self.indicators or self.years or self.quarters or self.numbers or self.admin)

    @property
    def when(self) -> tuple[str, ...]:
        """The time that was named, as `/iku` takes it."""
        return (*dict.fromkeys(map(str, self.years)), *dict.fromkeys(self.quarters))


def hear(plain: str, this_year: int, near: Near, names: Collection[str] = ()) -> Heard | None:
    """Return what a text says that is compared already; None for one that is too long to be a wish.

    `names` are words that are no slip of any other: those of the OPD.
    """
    if len(plain) > LONGEST:
        return None
    heard = Heard()
    rest = _QUARTER.sub(lambda found: _quarter(heard, found[1]), plain)
    words = _phrased([CHAT.get(word, word) for word in _phrased(_WORD.findall(rest))])
    heard.words = len(words)
    if len(words) > MOST_WORDS:
        return None
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word == _ONLY_BEFORE_NUMBER and _INDICATOR_NUMBER.fullmatch(after):
            continue
        if not _time(heard, word, this_year) and not _number(heard, before, word):
            _take(heard, word, near, names)
    heard.digits_alone = heard.words == 1 and words[0].isdecimal()
    return heard


def _quarter(heard: Heard, said: str) -> str:
    heard.quarters.append(f"tw{_ROMAN.get(said, said)}")
    return " "


def _phrased(words: list[str]) -> list[str]:
    """Return the words with those that say one thing together as one."""
    told: list[str] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST_PHRASE, 0, -1):
            together = PHRASES.get(" ".join(words[at : at + length]))
            if together is not None and at + length <= len(words):
                told.append(together)
                at += length
                break
        else:
            told.append(words[at])
            at += 1
    return told


def _time(heard: Heard, word: str, this_year: int) -> bool:
    away = {vocabulary.LAST_YEAR: -1, vocabulary.THIS_YEAR: 0}.get(word)
    if away is not None:
        heard.years.append(this_year + away)
    elif word.isascii() and word.isdecimal() and len(word) == len(str(LAST_YEAR)):
        if not FIRST_YEAR <= int(word) <= LAST_YEAR:
            return False
        heard.years.append(int(word))
    else:
        return False
    return True


def _number(heard: Heard, before: str, word: str) -> bool:
    if before not in _BEFORE_NUMBER or not _INDICATOR_NUMBER.fullmatch(word):
        return False
    heard.numbers.append(word)
    return True


def _take(heard: Heard, word: str, near: Near, names: Collection[str]) -> None:
    if word in names and word in FILLERS:
        heard.names.append(word)
    if any(_understood(heard, form) for form in _forms(word)):
        return
    may_be_slip = word.isalpha() and word not in names and word not in OTHER_WORDS
    meant = near(word, KNOWN) if may_be_slip else None
    if meant is not None:
        heard.near = True
        _understood(heard, meant)
    else:
        heard.unknown.append(word)
        heard.names.append(word)


def _forms(word: str) -> tuple[str, ...]:
    """Return the word as it is, without what is hung on it, and without letters that are held down."""
    bare = next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end)), word)
    return word, bare, _HELD.sub(r"\1", word)


def _understood(heard: Heard, word: str) -> bool:
    """Note what a word says; return whether it says, or fills, anything."""
    if word in MEANS:
        heard.says.add(MEANS[word])
        if MEANS[word] is Says.UNIT:
            heard.names.append(word)
    elif word in INDICATOR_WORDS:
        heard.indicators.append(INDICATOR_WORDS[word])
    elif word in ADMIN:
        heard.admin.append(ADMIN[word])
    else:
        return word in FILLERS
    return True
