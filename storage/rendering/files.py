"""Files that are ZIP archives within (XLSX, DOCX), made so that the same content gives the same bytes.

Who writes them notes the present moment in every entry and in the properties of the document.
"""

import io
import re
import zipfile
from datetime import datetime

from domain.language.dates import WIB

_FIRST = datetime(1980, 1, 1, tzinfo=WIB)
"""What a ZIP cannot say less of (APPNOTE 4.4.6); `zipfile` raises ValueError for an earlier one."""
_LAST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=WIB)
_CORE = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")
_MODE = 0o644 << 16
"""Readable by everybody who unpacks it; without it some get files that nobody may read."""


def settled(content: bytes, as_of: datetime) -> bytes:
    """Return the same archive as if all in it had been written at that instant."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w") as archive:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == _CORE:
                part = _MOMENT.sub(rb"\g<1>" + _w3c(as_of) + rb"\g<3>", part)
            archive.writestr(entry_of(entry.filename, as_of), part)
    return result.getvalue()


def entry_of(name: str, at: datetime, *, packed: bool = True) -> zipfile.ZipInfo:
    """Return an entry of that name and instant, the same on every machine; `packed`: made smaller."""
    entry = zipfile.ZipInfo(name, min(max(at.astimezone(WIB), _FIRST), _LAST).timetuple()[:6])
    entry.create_system, entry.external_attr = 3, _MODE
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return entry


def _w3c(instant: datetime) -> bytes:
    return f"{instant.astimezone(WIB):%Y-%m-%dT%H:%M:%S%z}"[:-2].encode() + b":00"
