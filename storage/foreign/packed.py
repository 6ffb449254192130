"""ZIP files from outside: opened only if nothing is hidden, locked or too big, and read within a limit."""

import io
import zipfile
from collections.abc import Iterator

from domain.files.foreign import Fault, UnfitFile

MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes of all parts together; a report of 20 MB of pictures has hardly more than it has packed."""
MOST_PARTS = 10_000
_CHUNK = 1024 * 1024
_LOCKED = 0x1 | 0x40 | 0x2000  # encrypted; strongly encrypted; a masked directory
_USUAL = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What office programs write and read (ECMA-376 part 2, annex B)."""


def opened(content: bytes, most: int = MOST_UNPACKED) -> zipfile.ZipFile:
    """Return the archive. Raises UnfitFile for one that is locked, damaged, unusual or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as broken:  # what it raises depends on which byte is wrong
        raise UnfitFile(Fault.DAMAGED, repr(broken)) from broken
    entries = archive.infolist()
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise UnfitFile(Fault.LOCKED)
    if any(entry.compress_type not in _USUAL for entry in entries):
        raise UnfitFile(Fault.PACKED, str({entry.compress_type for entry in entries}))
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > most:
        raise UnfitFile(Fault.TOO_BIG, f"{len(entries)} parts")
    _refuse_hidden(entries)
    return archive


def _refuse_hidden(entries: list[zipfile.ZipInfo]) -> None:
    """Of two parts with one name, programs read different ones; what lies in front of the first, none."""
    names = {entry.filename.casefold() for entry in entries}
    if len(names) < len(entries):
        raise UnfitFile(Fault.DAMAGED, "two parts of one name")
    if min((entry.header_offset for entry in entries), default=0):
        raise UnfitFile(Fault.DAMAGED, "something lies in front of the first part")


def parts(archive: zipfile.ZipFile, only: str = "") -> Iterator[tuple[str, bytearray]]:
    """Yield every part (or only that one) with its bytes, checked against its sum. Raises UnfitFile."""
    for entry in archive.infolist():
        if not entry.is_dir() and only in ("", entry.filename):
            yield entry.filename, _read(archive, entry)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytearray:
    """Never more than the part declares, which was counted when the archive was opened."""
    found = bytearray()
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                found += chunk
    except MemoryError:
        raise
    except Exception as broken:  # as above
        raise UnfitFile(Fault.DAMAGED, f"{entry.filename}: {broken!r}") from broken
    return found
