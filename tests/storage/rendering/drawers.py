"""Contents and drawers that only tests draw with; run as a program, the worker that knows them."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.rendering import worker
from storage.rendering.drawing import DRAWINGS, Drawing, Workshop

REMEMBERED: list[bytes] = []
PROGRAM = "tests.storage.rendering.drawers"


@dataclass(frozen=True)
class WordsContent:
    words: str


@dataclass(frozen=True)
class PartsContent:
    parts: int


@dataclass(frozen=True)
class BadContent:
    """Does something to whoever draws it."""

    how: str


@dataclass(frozen=True)
class UnknownContent:
    """Nobody draws it."""


def words(content: WordsContent) -> bytes:
    print("a library that prints")  # noqa: T201 - what it says goes nowhere
    return f"{content.words} {sorted(os.environ.keys() - {'LC_CTYPE'})}".encode()


def parts(content: PartsContent, workshop: Workshop) -> Iterator[Path]:
    for part in range(1, content.parts + 1):
        file = workshop.folder / f"{part}.zip"
        file.write_bytes(bytes([part]))
        yield file


class BrokenTypesetter(BaseException):
    """What a panic of the typesetter is in Python."""


def bad(content: BadContent) -> bytes:
    match content.how:
        case "raises":
            raise ValueError("a name that\ud800 nobody can print")
        case "panics":
            raise BrokenTypesetter
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "works on":
            while True:
                pass
        case "sleeps":
            signal.pause()
        case "is big":
            return bytes(2 * 1024 * 1024 * 1024)
        case "grows":
            REMEMBERED.append(b"x" * 200 * 1024 * 1024)
            return b""
        case "writes on":
            return bytes(70 * 1024 * 1024)
    raise AssertionError(content.how)


TEST_DRAWINGS: dict[type, Drawing] = {
    WordsContent: Drawing(drawn_by=f"{PROGRAM}:words", suffix="pdf"),
    PartsContent: Drawing(drawn_by=f"{PROGRAM}:parts", suffix="zip", in_parts=True),
    BadContent: Drawing(drawn_by=f"{PROGRAM}:bad", suffix="pdf", seconds=1),
}


def main() -> None:
    # Contents are packed under the name by which the bot's side knows them, not as of this program.
    sys.modules["__main__"] = sys.modules[PROGRAM] = __import__(PROGRAM, fromlist=["main"])
    DRAWINGS.update(sys.modules[PROGRAM].TEST_DRAWINGS)
    worker.main()


if __name__ == "__main__":
    main()
