"""Fields and links by which an office document asks another program for something (DDE)."""

from storage.foreign.markup import read

_COMMANDS = ("dde", "ddeauto")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TELLS = (b"instrText", b"fldSimple", b"ddeLink", b"delInstrText")
_HEAD = 100
"""Bytes within which XML names its encoding."""


def asks_another_program(name: str, markup: bytearray) -> bool:
    """Return whether a part has such a field; the part must be XML all the same. Raises UnfitFile."""
    # Only text of one byte a letter can be searched as it is.
    is_plain = not markup.startswith(_WIDE) and b"\0" not in markup[:_HEAD] and _is_utf_8(markup[:_HEAD])
    if is_plain and not any(tag in markup for tag in _TELLS):
        read(name, markup)
        return False
    return _Fields(name, markup).found


def _is_utf_8(head: bytearray) -> bool:
    return b"encoding" not in head or b"utf-8" in head.lower()


class _Fields:
    """Word cuts the instruction of a field into as many runs as it likes."""

    def __init__(self, name: str, markup: bytearray) -> None:
        self.found = False
        self._said, self._is_open = "", False
        read(name, markup, self._start, self._text)
        self._close()

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "ddeLink":
            self.found = True
        elif tag == "fldSimple":
            self._look(given.get("instr", ""))
        elif tag == "fldChar":
            self._close()
        self._is_open = tag in ("instrText", "delInstrText")

    def _text(self, said: str) -> None:
        if self._is_open:
            self._said += said

    def _close(self) -> None:
        self._look(self._said)
        self._said = ""

    def _look(self, instruction: str) -> None:
        words = instruction.strip().casefold().split(maxsplit=1)
        self.found = self.found or (bool(words) and words[0].strip('"') in _COMMANDS)
