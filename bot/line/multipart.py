"""A call with files as it goes over the line: fields and files as multipart/form-data, piece by piece."""

import io
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

PIECE = 65_536
"""Bytes that are handed over at once."""
_Content: TypeAlias = bytes | str | IO[bytes]
# As browsers write names, and httpx did: what would end the name, or the line, is written as a number.
_ESCAPED = str.maketrans({"\n": "%0A", "\r": "%0D", '"': "%22"})


@dataclass(frozen=True, slots=True)
class Multipart:
    """A body that is not built as a whole: a file that is open is read while it is sent."""

    kind: str
    """What the body is, for Content-Type."""
    length: int
    _parts: tuple[bytes | IO[bytes], ...]

    def pieces(self) -> Iterator[bytes]:
        """Yield the body. A file is read from where it stands, so that each of these works only once."""
        for part in self._parts:
            stream = io.BytesIO(part) if isinstance(part, bytes) else part
            while piece := stream.read(PIECE):
                yield piece


def multipart(fields: Mapping[str, str], files: Mapping[str, tuple[str, _Content, str]]) -> Multipart:
    """Return fields and files (name, content, media type) as one body."""
    line = f"--{secrets.token_hex(16)}"
    parts: list[bytes | IO[bytes]] = [
        f'{line}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (called, content, kind) in files.items():
        named = f'name="{_quoted(name)}"; filename="{_quoted(called)}"'
        head = f"{line}\r\nContent-Disposition: form-data; {named}\r\nContent-Type: {kind}\r\n\r\n"
        parts += [head.encode(), content.encode() if isinstance(content, str) else content, b"\r\n"]
    parts.append(f"{line}--\r\n".encode())
    return Multipart(f"multipart/form-data; boundary={line[2:]}", sum(map(_length, parts)), tuple(parts))


def _quoted(name: str) -> str:
    return name.translate(_ESCAPED)


def _length(part: Any) -> int:  # noqa: ANN401 - bytes, or whatever can be read and sought
    if isinstance(part, bytes):
        return len(part)
    here = part.tell()
    length: int = part.seek(0, os.SEEK_END) - here
    part.seek(here)
    return length
