"""Pictures, by how they begin."""

from domain.files.foreign import FileKind

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_BOX = 8
"""Bytes of a box's head in an ISO media file: its length and its name."""
_LONGEST_BRANDS = 4096
_AVIF = frozenset({b"avif", b"avis"})
# ISO/IEC 23008-12: stills and sequences (HEVC, layered, multiview), and brands that name only the structure.
_HEIF = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1"}
)
_FILMS = frozenset({b"isom", b"iso2", b"mp41", b"mp42", b"qt  ", b"M4V ", b"M4A ", b"3gp4", b"3gp5"})


def picture(content: bytes) -> FileKind | None:
    """Return which picture this is, or None."""
    if content.startswith(_JPEG):
        return FileKind.JPEG
    if content.startswith(_PNG):
        return FileKind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind.WEBP
    return _of_brands(content) if content[4:8] == b"ftyp" else None


def _of_brands(content: bytes) -> FileKind | None:
    """Telephones write several brands; any of the family says that the picture is one of it."""
    length = int.from_bytes(content[:4], "big")
    if not 2 * _BOX <= length <= min(_LONGEST_BRANDS, len(content)):
        return None
    major = content[8:12]
    # Between the major brand and the compatible ones stands a version of four bytes.
    brands = {major, *(content[at : at + 4] for at in range(16, length - 3, 4))}
    if major in _FILMS:
        return None
    if brands & _AVIF:
        return FileKind.AVIF
    return FileKind.HEIC if brands & _HEIF else None
