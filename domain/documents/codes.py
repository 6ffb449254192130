"""The codes by which a document is checked: signed with the installation's secret, so nobody can make one up.

A code is a number and a mark that only the holder of the secret can have made: HMAC-SHA256 (RFC 2104, FIPS
198-1), cut to its first 60 bits – NIST SP 800-107 allows from 32 on where whoever tries has to ask us each
time. The number stands masked by the mark, so that two codes do not show which document was made first. It
is written in Crockford's base32, which has no I, L, O and U, and is read as people copy it from paper.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS = 5
"""Of one character."""
_MARK = 12
"""Characters of the mark: 60 bits."""
_NUMBERS = (4, 8)
"""Characters of the number: 20 bits, and 40 for what has outgrown them."""
_LONGEST = _NUMBERS[-1] + _MARK
_GROUP = 4
BIGGEST = 1 << _NUMBERS[-1] * _BITS
"""Numbers from here on have no code."""
LONGEST_TYPED = 200
"""Characters of a text that may be a code with words around it, or the link of a QR."""
START = "cek_"
"""What stands before a code in a link; Telegram takes 64 of A–Z, a–z, 0–9, _ and - there."""

_WORDS = re.compile(r"[A-Z0-9]+")
_CALLED = frozenset({"KODE", "KODENYA"})
"""What people call it."""
_FEWEST_GROUPS = 4
_BEFORE = ("CEK", "KODE")
"""Words that are written onto a code without a space."""


class Checked(StrEnum):
    """What a code is of; the same number has another code for each."""

    DOCUMENT = "document"
    TICKET = "ticket"
    """What a receipt is for: the number is that of the event."""


def code_of(secret: bytes, number: int, of: Checked = Checked.DOCUMENT) -> str:
    """Return the code, as it is written: "7K3M-9QXV-2TRD-HW58". Raises ValueError for no number of ours."""
    if not 0 <= number < BIGGEST:
        raise ValueError(f"a number that has no code: {number}")
    length = _length(number)
    mark = _mark(secret, number, of)
    written = _written(number ^ _mask(secret, mark, length, of), length) + mark
    return "-".join(written[at : at + _GROUP] for at in range(0, len(written), _GROUP))


def read_code(secret: bytes, text: str, of: Checked = Checked.DOCUMENT) -> int | None:
    """Return the number whose code a text is, however it is written; None for any other text.

    Read over are lower case, spaces, missing and other hyphens, O for 0 and I or L for 1, words around it,
    and the rest of the link that a QR holds.
    """
    for code in spellings(text):
        number = _number(secret, code, of)
        if number is not None:
            return number
    return None


def bare(code: str) -> str:
    """Return a code as links carry it, without hyphens."""
    return code.replace("-", "")


def is_like_code(text: str) -> bool:
    """Return whether a text is meant as a code, though perhaps a wrong one: said so, or written like one.

    A number, a date, a ticket or a sentence is none.
    """
    if START in text.lower():
        return True
    words = _WORDS.findall(unicodedata.normalize("NFKC", text[:LONGEST_TYPED]).upper())
    if any(len(word) >= _MARK and _is_mixed(word) for word in words):
        return True
    called = next((at for at, word in enumerate(words, start=1) if word in _CALLED), 0)
    groups, fewest = words[called:], 1 if called else _FEWEST_GROUPS
    are_groups = all(_GROUP - 1 <= len(word) <= _GROUP + 1 or _is_mixed(word) for word in groups)
    return len(groups) >= fewest and are_groups and _is_mixed("".join(groups))


def _is_mixed(word: str) -> bool:
    return any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def spellings(text: str) -> tuple[str, ...]:
    """Return what of a text may be a code: words that follow one another, as long as a code in all."""
    if len(text) > LONGEST_TYPED:
        return ()
    words = _WORDS.findall(unicodedata.normalize("NFKC", text).upper())
    found = (one.translate(_READ_AS) for at in range(len(words)) for one in _beginning(words[at:]))
    return tuple(dict.fromkeys(one for one in found if "U" not in one))


def _beginning(words: list[str]) -> Iterator[str]:
    """Yield the first words together, as far as they are as long as a code; also without *kode* before it."""
    for said in accumulate(words):
        if len(said) > _LONGEST + max(map(len, _BEFORE)):
            return
        yield from (one for one in (said, *_after(said)) if len(one) - _MARK in _NUMBERS)


def _after(said: str) -> Iterator[str]:
    return (said.removeprefix(one) for one in _BEFORE if said.startswith(one))


def _number(secret: bytes, code: str, of: Checked) -> int | None:
    masked, mark = code[:-_MARK], code[-_MARK:]
    number = _value(masked) ^ _mask(secret, mark, len(masked), of)
    is_ours = hmac.compare_digest(_mark(secret, number, of), mark)
    return number if is_ours and _length(number) == len(masked) else None


def _length(number: int) -> int:
    """Return how many characters a number takes; a small one has no long code."""
    return next(one for one in _NUMBERS if number < 1 << one * _BITS)


def _mark(secret: bytes, number: int, of: Checked) -> str:
    return _cut(secret, f"mark {of} {number}", _MARK)


def _mask(secret: bytes, mark: str, length: int, of: Checked) -> int:
    return _value(_cut(secret, f"mask {of} {mark}", length))


def _cut(secret: bytes, said: str, length: int) -> str:
    """Return the first bits of the HMAC of something, as so many characters."""
    made = int.from_bytes(hmac.digest(secret, said.encode(), sha256))
    return _written(made >> (sha256().digest_size * 8 - length * _BITS), length)


def _written(value: int, length: int) -> str:
    return "".join(_ALPHABET[value >> at * _BITS & 31] for at in reversed(range(length)))


def _value(written: str) -> int:
    value = 0
    for letter in written:
        value = value << _BITS | _ALPHABET.index(letter)
    return value
