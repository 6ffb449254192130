"""What a file is: judged by its bytes alone, whatever it is called."""

import io
import zipfile

from domain.files.foreign import Fault, UnfitFile, Verdict
from storage.foreign.office import office
from storage.foreign.pdf import begin_of, pdf
from storage.foreign.pictures import picture
from storage.foreign.programs import is_program

_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo", "DataSpaces"))
_OFFICE_97 = tuple(
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "PowerPoint Document")
)
_ARCHIVES = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    _EMPTY_ZIP,
)
_OTHERS = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"{\\rtf", b"%!PS", b"8BPS", b"ID3", b"OggS")
"""Known, and not accepted even if a PDF follows close behind."""


def judged(content: bytes) -> Verdict:
    """Return what the content is. Raises UnfitFile for what cannot be used."""
    if not content:
        raise UnfitFile(Fault.EMPTY)
    if is_program(content):
        raise UnfitFile(Fault.EXECUTABLE, "it begins as a program")
    kind = picture(content)
    if kind is not None:
        return Verdict(kind)
    if content.startswith(_ZIP):
        return office(content)
    if content.startswith(_OLE):
        raise UnfitFile(_compound(content))
    if content.startswith(_ARCHIVES):
        raise UnfitFile(Fault.ARCHIVE)
    if content.startswith(_OTHERS) or begin_of(content) is None:
        raise UnfitFile(_unknown(content))
    return pdf(content)


def _compound(content: bytes) -> Fault:
    """Office files of before 2007 and locked ones of today are one container, told apart by their streams."""
    if any(name in content for name in _ENCRYPTED):
        return Fault.LOCKED
    return Fault.OLD_OFFICE if any(name in content for name in _OFFICE_97) else Fault.NOT_ACCEPTED


def _unknown(content: bytes) -> Fault:
    """An office file behind something else is what a broken download leaves; nobody can open it."""
    return Fault.DAMAGED if zipfile.is_zipfile(io.BytesIO(content)) else Fault.NOT_ACCEPTED
