"""What may be sent as evidence: judged by its name before the download, by its bytes after it."""

import zipfile
from io import BytesIO

import filetype

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic"})
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED = PICTURES | {PDF, DOCX, XLSX}
ENDINGS = frozenset({"jpg", "jpeg", "png", "webp", "heic", "pdf", "docx", "xlsx"})

_OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MACROS = "vbaProject.bin"


def may_be_evidence(name: str, mime: str) -> bool:
    """Return whether a document is worth downloading: its ending or its announced type is accepted.

    The content decides in the end; this spares people the wait for a file that will be refused anyway.
    """
    return name.rpartition(".")[2].lower() in ENDINGS or mime in ACCEPTED


def may_be_table(name: str) -> bool:
    """Return whether a document goes by the name of a table that can be read: CSV or XLSX."""
    return is_csv(name) or name.lower().endswith(".xlsx")


def is_csv(name: str) -> bool:
    return name.lower().endswith(".csv")


def type_of(content: bytes) -> str | None:
    """Return the type of the content if it is accepted as evidence, or None."""
    guessed = filetype.guess(content)
    mime = guessed.mime if guessed is not None else ""
    # A PDF or picture may carry a ZIP at its end, so the beginning is asked first.
    if mime in PICTURES or mime == PDF:
        return mime
    return _office_type(content) if zipfile.is_zipfile(BytesIO(content)) else None


def _office_type(content: bytes) -> str | None:
    """DOCX and XLSX are ZIP files that are told apart by what is inside; macros are not accepted."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return None
    if any(name.endswith(_MACROS) for name in names):
        return None
    return next((mime for part, mime in _OFFICE_PARTS.items() if part in names), None)
