"""PDF: where it begins, and what it may do to whoever opens it.

A false "none" is the worst, so this looks rather too far: at everything that is written plainly, wherever
it stands, and into every stream that can be unpacked; what cannot be is marked as not looked through. Source:
ISO 32000-2, 7.3.5 (names), 7.5.7 (object streams), 12.6 (actions).
"""

import re
import zlib
from collections.abc import Iterator

from domain.files.foreign import Fault, FileKind, Mark, UnfitFile, Verdict
from storage.foreign.locked_pdf import asks_for_password
from storage.foreign.programs import commands

FURTHEST = 1024
"""Bytes within which the header has to begin (ISO 32000-1, annex H, note 13)."""
_HEADER = re.compile(rb"%PDF-\d")
_STRUCTURE = re.compile(rb"\d\s+obj\b|\bxref\b|%%EOF|\btrailer\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = rb"(?![A-Za-z0-9_])"
_MARKS = {
    Mark.SCRIPT: re.compile(rb"/(?:JavaScript|XFA)" + _END),
    Mark.LAUNCHES: re.compile(rb"/Launch" + _END),
    Mark.ATTACHMENT: re.compile(rb"/(?:EmbeddedFiles?|RichMedia|GoToE|FileAttachment)" + _END),
    Mark.LOCKED: re.compile(rb"/Encrypt" + _END),
}
_SHORT = re.compile(rb"/JS\s*[(<\d]")
"""Too short a name to be looked for between random bytes; next to it stands a string or a reference."""
_STREAM = re.compile(rb"\bstream(?:\r\n|\n|\r)")
_OBJECTS = re.compile(rb"/(?:ObjStm|First)" + _END)
_FILTERS = re.compile(rb"/(\w+Decode|Fl|LZW|RL|AHx|A85|Crypt|Predictor)" + _END)
_DEFLATED = ({b"FlateDecode"}, {b"Fl"})
_LOOKS_PLAIN = re.compile(rb"[\s\d]")
"""A stream of objects begins with their numbers."""
_LONGEST_HEAD = 4096
_CHUNK = 64 * 1024
_MOST_OF_ONE, _MOST_OF_ALL = 16 * 1024 * 1024, 96 * 1024 * 1024
"""Bytes that are unpacked."""


def begin_of(content: bytes) -> int | None:
    """Return where the PDF begins, or None. Raises UnfitFile for one with something executable in front."""
    found = _HEADER.search(content, 0, FURTHEST + len(b"%PDF-1"))
    if found is None:
        return None
    front = content[: found.start()]
    if commands(front):
        raise UnfitFile(Fault.EXECUTABLE, "in front of a PDF")
    # A text may speak of PDF; one that also has its parts is one.
    is_one = (
        not front.strip(b"\0\t\n\f\r \xef\xbb\xbf") or _STRUCTURE.search(content, found.end()) is not None
    )
    return found.start() if is_one else None


def pdf(content: bytes) -> Verdict:
    """Return what a PDF may do. Raises UnfitFile for one that nobody opens without a password."""
    plain = _told(content)
    marks = _named_in(plain)
    if _SHORT.search(_without_streams(plain)):
        marks.add(Mark.SCRIPT)
    left = _MOST_OF_ALL
    for head, start in _streams(content):
        inside = _inflated(content, start, min(left, _MOST_OF_ONE))
        left -= len(inside)
        marks |= _hidden_in(_told(head), _told(inside) or content[start : _end_of(content, start)])
        if len(inside) >= _MOST_OF_ONE or not left:
            marks.add(Mark.UNCHECKED)
        if not left:
            break
    if Mark.LOCKED in marks and asks_for_password(content):
        raise UnfitFile(Fault.LOCKED)
    return Verdict(FileKind.PDF, marks=frozenset(marks))


def _told(content: bytes) -> bytes:
    """Return the bytes with names as they are meant: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content


def _named_in(content: bytes) -> set[Mark]:
    return {mark for mark, name in _MARKS.items() if name.search(content)}


def _hidden_in(head: bytes, inside: bytes) -> set[Mark]:
    """Return what a stream tells; objects that are packed in another way than deflated count as unseen."""
    marks = _named_in(inside)
    if not _OBJECTS.search(head):
        return marks
    if _SHORT.search(inside):
        marks.add(Mark.SCRIPT)
    filters = set(_FILTERS.findall(head))
    is_seen = not filters or (filters in _DEFLATED and _LOOKS_PLAIN.match(inside))
    return marks if is_seen else marks | {Mark.UNCHECKED}


def _streams(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the head of every stream, and where its bytes begin."""
    for found in _STREAM.finditer(content):
        begin = max(0, found.start() - _LONGEST_HEAD)
        yield content[max(begin, content.rfind(b"obj", begin, found.start())) : found.start()], found.end()


def _end_of(content: bytes, start: int) -> int:
    end = content.find(b"endstream", start)
    return end if end >= 0 else len(content)


def _without_streams(content: bytes) -> bytes:
    """Return what stands outside of the streams; a stream without an end stays, as if it were none."""
    kept, at = [], 0
    while (found := _STREAM.search(content, at)) and (end := content.find(b"endstream", found.end())) >= 0:
        kept.append(content[at : found.start()])
        at = end + len(b"endstream")
    return b" ".join([*kept, content[at:]])


def _inflated(content: bytes, start: int, most: int) -> bytes:
    """Return at most that many bytes of what was deflated; nothing if it was not.

    Where the stream says it ends is not believed; a bit at a time is unpacked, so that no rest is copied.
    """
    inflater, found, view = zlib.decompressobj(), bytearray(), memoryview(content)
    try:
        for at in range(start, len(content), _CHUNK):
            found += inflater.decompress(view[at : at + _CHUNK], most - len(found))
            if inflater.eof or len(found) >= most:
                break
    except zlib.error:
        pass  # what was unpacked before the damage is looked at all the same
    return bytes(found)
