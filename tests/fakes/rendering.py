"""`storage.ports.Renderer` that draws nothing: its files are tiny, and say which content they stand for."""

import asyncio
import io
import struct
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

from storage.ports import CannotDraw, Unavailable
from storage.rendering.drawing import DRAWINGS

WIDTH, HEIGHT = 1080, 1350


class FakeRenderer:
    """Writes files as the real one names them: the same content gives the same bytes, another one others."""

    def __init__(self) -> None:
        self.drawn: list[object] = []
        """The contents that were asked for, in order."""
        self.parts: dict[type, int] = {}
        """In how many parts a content of that type comes; one unless said here."""
        self.cannot: dict[type, str] = {}
        """Why a content of that type cannot be drawn."""
        self.is_away = False
        """Whether there can be no worker now."""
        self.may_go_on = asyncio.Event()
        """Cleared: whoever asks waits until it is set."""
        self.may_go_on.set()
        self.is_closed = False

    async def render(self, content: object, folder: Path) -> tuple[Path, ...]:
        self.drawn.append(content)
        await self.may_go_on.wait()
        if self.is_away:
            raise Unavailable("no process to draw in")
        if type(content) in self.cannot:
            raise CannotDraw(self.cannot[type(content)])
        suffix = DRAWINGS[type(content)].suffix if type(content) in DRAWINGS else "pdf"
        files = [folder / f"{part}.{suffix}" for part in range(1, self.parts.get(type(content), 1) + 1)]
        for file in files:
            file.write_bytes(tiny(suffix, f"{file.stem} {sha256(repr(content).encode()).hexdigest()}"))
        return tuple(files)

    async def close(self) -> None:
        self.is_closed = True


def tiny(suffix: str, words: str) -> bytes:
    """Return a small file of that kind that holds those words."""
    match suffix:
        case "png":
            return _png(words)
        case "xlsx" | "docx" | "zip":
            return _zip(words)
    return f"%PDF-1.7\n%{words}\n%%EOF\n".encode()


def _png(words: str) -> bytes:
    rows = b"\0" + b"\xff" * (WIDTH // 8)
    chunks = (
        (b"IHDR", struct.pack("!IIBBBBB", WIDTH, HEIGHT, 1, 0, 0, 0, 0)),
        (b"tEXt", b"Comment\0" + words.encode()),
        (b"IDAT", zlib.compress(rows * HEIGHT)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _zip(words: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("words.txt"), words)
    return packed.getvalue()
