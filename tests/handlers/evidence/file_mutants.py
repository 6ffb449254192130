"""Files as broken lines, broken disks and people who try things make them; the same for the same seed."""

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from tests.handlers.evidence.office_files import docx, office, relations, xlsx
from tests.places import CASES
from tests.simulator.pictures import jpeg

Mutation: TypeAlias = Callable[[Random, bytes, Sequence[bytes]], bytes]
_DIRECTORY, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"
_MOST_CHANGES = 4


def originals() -> list[tuple[str, bytes]]:
    """Return the names and bytes that mutants are made of: every kind that is taken, and others."""
    cases = [(path.name, path.read_bytes()) for path in sorted(CASES.iterdir()) if path.suffix != ".json"]
    links = office(
        more={"word/_rels/document.xml.rels": relations(("attachedTemplate", "https://x", "External"))}
    )
    script = b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(x)>>stream\nx\nendstream endobj\n%%EOF"
    return [
        *cases,
        ("a.docx", docx()),
        ("a.xlsx", xlsx()),
        ("b.docx", links),
        ("a.jpg", jpeg(64, 48)),
        ("a.pdf", script),
    ]


def mutant(chance: Random, known: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return one of the files after one to four changes, by a name that may be another's."""
    name, content = chance.choice(known)
    others = [other for _, other in known]
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        content = chance.choice(_MUTATIONS)(chance, content, others)
    if chance.random() < 0.2:
        name = chance.choice(known)[0]
    return name, content or b"\0"


def _place(chance: Random, content: bytes) -> tuple[int, int]:
    """Return the two ends of a piece, short ones more often."""
    at = chance.randrange(len(content) + 1)
    return at, min(len(content), at + int(chance.expovariate(1 / 16)))


def _flip(chance: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _number in range(chance.choice((1, 1, 1, 2, 8))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(chance: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    at, end = _place(chance, content)
    return content[:at] + chance.randbytes(end - at) + content[end:]


def _zero(chance: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    at, end = _place(chance, content)
    return content[:at] + chance.choice((b"\0", b"\xff")) * (end - at) + content[end:]


def _cut(chance: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _take_out(chance: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    at, end = _place(chance, content)
    return content[:at] + content[end:]


def _put_in(chance: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    at, _end = _place(chance, content)
    other = chance.choice(others)
    begin, end = _place(chance, other)
    return content[:at] + other[begin:end] + content[at:]


def _join(chance: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def _header(chance: Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """Change a field of one of a ZIP's headers: what it needs, how it is packed, how long it says it is."""
    sign = chance.choice((_DIRECTORY, _LOCAL))
    places = [at for at in range(len(content) - 46) if content.startswith(sign, at)]
    if not places:
        return _flip(chance, content, ())
    at = chance.choice(places) + chance.randrange(4, 46)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _inside(chance: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change a part of a ZIP and pack it anew, so that every sum is right and only what is told is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - a mutant of a mutant need not be a ZIP any more
        return _flip(chance, content, others)
    if parts:
        name = chance.choice(list(parts))
        parts[name] = chance.choice((_flip, _overwrite, _cut, _take_out, _put_in))(
            chance, parts[name], others
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


_MUTATIONS: tuple[Mutation, ...] = (
    _flip, _flip, _overwrite, _zero, _cut, _take_out, _put_in, _join, _header, _header, _inside, _inside,
)  # fmt: skip
