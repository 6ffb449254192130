"""Whether a PDF asks for a password before it shows anything.

Every encrypted PDF that opens by itself was encrypted with the empty password; whether that is the right one
is written beside it. Source: ISO 32000-2, 7.6.4 (the standard security handler, revisions 2 to 6).
"""

import re
from collections.abc import Iterator
from hashlib import md5, sha256, sha384, sha512
from typing import TypeAlias

from storage.foreign.aes import encrypted

_Value: TypeAlias = int | str | bytes | None
"""A number, a name or word, a string; None for what has parts of its own."""

_REFERENCE = re.compile(rb"/Encrypt\s+(\d{1,9})\s+(\d{1,5})\s+R\b")
_DIRECT = re.compile(rb"/Encrypt\s*(?=<<)")
_ID = re.compile(rb"/ID\s*\[\s*(?=[<(])")
_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*+(<<|>>|<[0-9A-Fa-f\s]*+>|[\[\](]|/?[^\0\t\n\f\r /<>\[\]()%]++)"
)
_LITERAL = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))|[()]|[^\\()]++", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MOST_TOKENS = 300
_MOST_TRIED = 5
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_LAST_REVISION = 6


def asks_for_password(content: bytes) -> bool:
    """Return whether it is certain that nobody opens this without a password; False wherever it is not."""
    known: list[dict[str, _Value]] = []
    for entries in (_entries(content, at) for at in _places(content)):
        if _is_complete(entries) and entries not in known:
            known.append(entries)
    # Whoever describes it so often does not want it to be found out; then it stays a mark.
    is_clear = 0 < len(known) < _MOST_TRIED
    return is_clear and not any(_opens_by_itself(one, _ids(content)) for one in known)


def _places(content: bytes) -> Iterator[int]:
    """Yield where descriptions of the encryption stand: those that count, and what saving again has left."""
    for direct in list(_DIRECT.finditer(content))[-_MOST_TRIED:]:
        yield direct.end()
    for number, version in sorted({found.groups() for found in _REFERENCE.finditer(content)})[-_MOST_TRIED:]:
        holder = re.compile(rb"(?<!\d)%s\s+%s\s+obj\s*(?=<<)" % (number, version))
        for found in list(holder.finditer(content))[-_MOST_TRIED:]:
            yield found.end()


def _is_complete(entries: dict[str, _Value]) -> bool:
    revision = entries.get("/R")
    return (
        entries.get("/Filter") == "/Standard"
        and isinstance(revision, int)
        and 1 < revision <= _LAST_REVISION
        and isinstance(entries.get("/P"), int)
        and all(len(_text(entries, name)) >= 32 for name in ("/O", "/U"))  # noqa: PLR2004 - both, in any revision
    )


def _opens_by_itself(entries: dict[str, _Value], ids: list[bytes]) -> bool:
    revision, checked = _number(entries, "/R"), _text(entries, "/U")
    if revision == 5:  # noqa: PLR2004 - as the standard counts them
        return sha256(checked[32:40]).digest() == checked[:32]
    if revision == _LAST_REVISION:
        return _hardened(checked[32:40]) == checked[:32]
    return any(
        _fits(key, document, checked, revision) for document in ids for key in _keys(entries, document)
    )


def _keys(entries: dict[str, _Value], document: bytes) -> Iterator[bytes]:  # algorithm 2
    """Yield the keys that the empty password may stand for: programs differ in what they leave out."""
    revision = _number(entries, "/R")
    permissions = (_number(entries, "/P") & 0xFFFFFFFF).to_bytes(4, "little")
    start = _PADDING + _text(entries, "/O")[:32] + permissions + document
    for more in (b"", b"\xff\xff\xff\xff"):
        for length in {5} if revision == 2 else {min(_number(entries, "/Length") // 8, 16) or 5, 5, 16}:  # noqa: PLR2004
            key = _md5(start + more)[:length]
            for _ in range(50 if revision > 2 else 0):  # noqa: PLR2004
                key = _md5(key)[:length]
            yield key


def _fits(key: bytes, document: bytes, checked: bytes, revision: int) -> bool:
    """Return whether this is the key by what the file says of it (algorithms 4 and 5)."""
    if revision == 2:  # noqa: PLR2004
        return _rc4(key, _PADDING) == checked[:32]
    said = _md5(_PADDING + document)
    for turn in range(20):
        said = _rc4(bytes(byte ^ turn for byte in key), said)
    return said == checked[:16]


def _hardened(salt: bytes) -> bytes:
    """Return the hash of the empty password (algorithm 2.B)."""
    key, turn = sha256(salt).digest(), 0
    while True:
        mixed = encrypted(key[:16], key[16:32], key * 64)
        key = (sha256, sha384, sha512)[sum(mixed[:16]) % 3](mixed).digest()
        turn += 1
        if turn >= 64 and mixed[-1] <= turn - 32:  # noqa: PLR2004 - as the algorithm says
            return key[:32]


def _md5(content: bytes) -> bytes:
    return md5(content, usedforsecurity=False).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    state, at = list(range(256)), 0
    for place in range(256):
        at = (at + state[place] + key[place % len(key)]) % 256
        state[place], state[at] = state[at], state[place]
    result, first, second = bytearray(), 0, 0
    for byte in content:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        result.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(result)


def _ids(content: bytes) -> list[bytes]:
    """Return what may be the document's first identifier; a file without one uses nothing."""
    found = [_value(content, one.end())[0] for one in list(_ID.finditer(content))[-_MOST_TRIED:]]
    return [*{one for one in found if isinstance(one, bytes)}, b""]


def _number(entries: dict[str, _Value], name: str) -> int:
    value = entries.get(name)
    return value if isinstance(value, int) else 0


def _text(entries: dict[str, _Value], name: str) -> bytes:
    value = entries.get(name)
    return value if isinstance(value, bytes) else b""


def _entries(content: bytes, at: int) -> dict[str, _Value]:
    """Return the entries of the dictionary that begins there; nothing for one that does not end soon."""
    depth, values = 0, list[_Value]()
    for _ in range(_MOST_TOKENS):
        value, at = _value(content, at)
        if value in ("<<", "["):
            depth += 1
            value = None
        elif value in (">>", "]"):
            depth -= 1
            if not depth:
                return _paired(values[1:])
            continue
        if depth <= (2 if value is None else 1):
            values.append(value)
    return {}


def _paired(values: list[_Value]) -> dict[str, _Value]:
    entries, left = dict[str, _Value](), iter(values)
    for name in left:
        if isinstance(name, str) and name.startswith("/"):
            entries[name] = next(left, None)
    return entries


def _value(content: bytes, at: int) -> tuple[_Value, int]:
    """Return the next number, word, string or bracket, and where it ends."""
    found = _TOKEN.match(content, at)
    if found is None:
        return None, len(content)
    said = found[1]
    if said == b"(":
        return _literal(content, found.end())
    if said.startswith(b"<") and said != b"<<":
        digits = b"".join(said[1:-1].split()).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2)), found.end()
    is_number = re.fullmatch(rb"[+-]?\d{1,19}", said) is not None
    return int(said) if is_number else said.decode("latin-1"), found.end()


def _literal(content: bytes, at: int) -> tuple[_Value, int]:
    """Return a string in brackets, from behind its first."""
    text, depth = bytearray(), 1
    while found := _LITERAL.match(content, at):
        at = found.end()
        octal, broken, escaped = found.groups()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return bytes(text), at
        if octal:
            text.append(int(octal, 8) % 256)
        elif escaped:
            text += _ESCAPES.get(escaped, escaped)
        elif not broken:
            text += found[0]
    return None, len(content)
