"""What a file from outside turns out to be: its kind, what is wrong with it, what its reader is warned of."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """What is taken as evidence, by content; each value is the ending that such a file has."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    AVIF = "avif"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


ENDINGS = {
    FileKind.JPEG: frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    FileKind.PNG: frozenset({"png", "apng"}),
    FileKind.WEBP: frozenset({"webp"}),
    FileKind.HEIC: frozenset({"heic", "heif", "hif"}),
    FileKind.AVIF: frozenset({"avif", "avifs"}),
    FileKind.PDF: frozenset({"pdf"}),
    FileKind.DOCX: frozenset({"docx"}),
    FileKind.XLSX: frozenset({"xlsx"}),
}
"""The endings by which a file of that content may go, in small letters and without the dot."""
ACCEPTED_ENDINGS = frozenset().union(*ENDINGS.values())


class Fault(StrEnum):
    """Why a file cannot be used."""

    EMPTY = "empty"
    LOCKED = "locked"  # a password is needed to read it
    DAMAGED = "damaged"
    PACKED = "packed"  # compressed in a way that office programs do not write
    NOT_ACCEPTED = "not_accepted"
    OLD_OFFICE = "old_office"  # DOC, XLS, PPT of before 2007
    OPEN_DOCUMENT = "open_document"  # ODT, ODS
    SLIDES = "slides"
    BINARY_SHEET = "binary_sheet"  # XLSB: what is in it cannot be looked through
    TEMPLATE = "template"  # DOTX, XLTX: no office program opens one under another ending
    ARCHIVE = "archive"
    NO_TABLE = "no_table"  # where a table is read, and this is a picture or a text
    MACROS = "macros"
    EXECUTABLE = "executable"  # a program, or an accepted file with one in front
    TOO_BIG = "too_big"  # once unpacked, or more than may be held in memory
    TOO_SLOW = "too_slow"  # or whoever read it died of it


class Mark(StrEnum):
    """What a file may do to whoever opens it: no reason to refuse it, but its reader has to know."""

    TEMPLATE_ELSEWHERE = "template_elsewhere"  # loads its template from another address
    LOADS = "loads"  # loads other things from there
    EMBEDS = "embeds"  # holds objects or files of other programs
    COMMANDS = "commands"  # DDE: asks another program for something
    SCRIPT = "script"
    LAUNCHES = "launches"
    ATTACHMENT = "attachment"
    LOCKED = "locked"  # encrypted: it may ask for a password, and its inside could not be looked through
    UNCHECKED = "unchecked"  # parts of it could not be looked through


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is in a file: an accepted kind, or why it cannot be used; never both."""

    kind: FileKind | None = None
    fault: Fault | None = None
    marks: frozenset[Mark] = frozenset()
    reason: str = ""
    """In the words of whatever failed, for the log."""

    def __post_init__(self) -> None:
        if (self.kind is None) == (self.fault is None):
            raise ValueError("A file is either of a kind or at fault.")


class UnfitFile(Exception):
    """A file that cannot be used, and why; the text is for the log."""

    def __init__(self, fault: Fault, reason: str = "") -> None:
        super().__init__(reason or fault.value)
        self.fault = fault
