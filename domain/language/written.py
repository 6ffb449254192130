"""What a person wrote, as it is compared: two texts that look alike are the same text.

Phones, browsers and spreadsheets put characters into a text that nobody sees (zero-width spaces, direction
marks, emoji selectors) and write one thing in several ways (full-width letters, five kinds of dash, curly
quotes). Whatever is compared goes through here; what is only kept and shown again stays as it was written.
"""

import unicodedata

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands in a table for a character that no person types and no database keeps."""

MOST_MARKS = 30
"""Marks that may stand on one letter (UAX 15, "stream-safe text"): no language needs more."""

_ENDS_A_SENTENCE = " .,;!"
# Invisible as well, although Unicode does not count them as format characters (category Cf).
_UNSEEN = frozenset(
    map(
        chr,
        (
            0x034F,  # combining grapheme joiner
            0x115F,  # Hangul fillers: names that are to look empty are made of them
            0x1160,
            0x3164,
            0xFFA0,
            0x17B4,  # Khmer inherent vowels
            0x17B5,
            *range(0x180B, 0x1810),  # Mongolian variation selectors
            0x20E3,  # the frame of a keycap emoji
            0x2800,  # an empty Braille cell
            *range(0xFE00, 0xFE10),  # variation selectors
            *range(0xE0100, 0xE01F0),
        ),
    )
)
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
_QUOTES = {**dict.fromkeys("‘’‚‛′´`\u02b9\u02bb\u02bc", "'"), **dict.fromkeys("“”„‟″«»", '"')}
_STROKES = dict.fromkeys("\u2044\u2215", "/")
_SAME = {**_DASHES, **_QUOTES, **_STROKES}
_PLAINLY = str.maketrans({char: usual for char, usual in _SAME.items() if char.isascii()})
_OTHER_THINGS = frozenset({"<super>", "<sub>", "<circle>", "<square>", "<fraction>"})
"""Compatibility forms that mean something else than the letters in them: 85² is not 852."""


def seen(text: str) -> str:
    """Return what can be seen of the text: everything but format characters and other invisible ones."""
    if _is_plain(text):
        return text
    return "".join(char for char in text if not _is_unseen(char))


def composed(text: str) -> str:
    """Return the text with every letter and its marks in one (NFC), and no more marks than anybody writes.

    They have to be sorted, in a time that grows with the square of their number: 100,000 take a minute.
    """
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def folded(text: str) -> str:
    """Return the text as it is compared where upper and lower case differ, on one line."""
    if _is_plain(text):
        return " ".join(text.translate(_PLAINLY).split())
    whole = composed(seen(text))
    return " ".join("".join(map(_usual, whole)).split())


def compared(text: str) -> str:
    """Return the text as it is compared: folded, and in lower case."""
    return folded(folded(text).casefold())


def answered(text: str) -> str:
    """Return a short answer as it is compared: without the full stop that phones put behind a word."""
    return compared(text).strip(_ENDS_A_SENTENCE)


def _is_plain(text: str) -> bool:
    """Return whether a text is of nothing but the characters of a typewriter, as nearly all are.

    None of them is unseen, has marks or another form; looking at each takes many times as long.
    """
    return text.isascii() and text.isprintable()


def _is_unseen(char: str) -> bool:
    if char in _UNSEEN:
        return True
    category = unicodedata.category(char)
    return category == "Cf" or (category == "Cc" and not char.isspace())


def _usual(char: str) -> str:
    """Return the character as most people write it."""
    if char in _SAME:
        return _SAME[char]
    form = unicodedata.decomposition(char).partition(" ")[0]
    # A canonical form (one without a name in angles) was settled before: é is é.
    return unicodedata.normalize("NFKC", char) if form[:1] == "<" and form not in _OTHER_THINGS else char


def cut(text: str, longest: int) -> str:
    """Return the text with at most that many characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def within(name: str) -> str:
    """Return a name as it stands within a sentence: IKM stays IKM, "Nilai" becomes "nilai"."""
    return " ".join(word if word.isupper() else word.lower() for word in name.split())
