"""Workbooks in the form that the library reads, although Excel writes and reads others too.

"Strict Open XML" has other namespaces for the same things (ISO/IEC 29500-1, against 29500-4 annex A), and
some programs part the names of parts as Windows does.
"""

import io
import zipfile

from storage.foreign.packed import parts

_NAMESPACES = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_STRICT = b"http://purl.oclc.org/ooxml/"
_RELATIONS = "_rels/.rels"


def is_unusual(archive: zipfile.ZipFile) -> bool:
    """Return whether only a translation can be read. Raises UnfitFile."""
    named_as_in_windows = any("\\" in name for name in archive.namelist())
    return named_as_in_windows or any(
        name == _RELATIONS and _STRICT in part for name, part in parts(archive, only=_RELATIONS)
    )


def translated(archive: zipfile.ZipFile) -> bytes:
    """Return the same workbook in the usual form. Raises UnfitFile."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as usual:
        for name, part in parts(archive):
            plain = name.replace("\\", "/")
            usual.writestr(plain, _in_usual_words(bytes(part)) if plain.endswith((".xml", ".rels")) else part)
    return result.getvalue()


def _in_usual_words(markup: bytes) -> bytes:
    for strict, usual in _NAMESPACES.items():
        markup = markup.replace(strict, usual)
    return markup
