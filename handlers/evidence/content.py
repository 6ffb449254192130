"""What is worth a download: judged by the name and type that Telegram announces, before any byte is there.

The content decides in the end (`storage.foreign`); this spares people the wait for a file that will be
refused anyway, and never downloads a program.
"""

from domain.files.foreign import ACCEPTED_ENDINGS, Fault, FileKind
from domain.files.names import clean, ending, runs

MIME_TYPES = {
    "image/jpeg": FileKind.JPEG,
    "image/png": FileKind.PNG,
    "image/apng": FileKind.PNG,
    "image/webp": FileKind.WEBP,
    "image/heic": FileKind.HEIC,
    "image/heif": FileKind.HEIC,
    "image/avif": FileKind.AVIF,
    "application/pdf": FileKind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": FileKind.XLSX,
}
_OTHER_TYPES = ("audio/", "video/", "text/")
_TABLE = "xlsx"


def evidence_fault(name: str, mime: str) -> Fault | None:
    """Return why a document of that clean name is never taken as evidence; None: its content decides."""
    if runs(name):
        return Fault.EXECUTABLE
    is_other = ending(name) not in ACCEPTED_ENDINGS and mime.startswith(_OTHER_TYPES)
    return Fault.NOT_ACCEPTED if is_other else None


def table_fault(name: str, mime: str) -> Fault | None:
    """Return why a document of that clean name is never read as a table; None: its content decides."""
    if runs(name):
        return Fault.EXECUTABLE
    is_other = ending(name) in ACCEPTED_ENDINGS - {_TABLE} or mime.startswith(("audio/", "video/", "image/"))
    return Fault.NO_TABLE if is_other else None


def may_be_announced(name: str, mime: str) -> bool:
    """Return whether a document goes by a name or type that everybody can open; nobody sees its content."""
    name = clean(name)
    if runs(name):
        return False
    return ending(name) in ACCEPTED_ENDINGS or (not ending(name) and mime in MIME_TYPES)
