"""Office files as the programs write them, as small as they can be, and with whatever a test puts in."""

import io
import zipfile
from collections.abc import Mapping

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{OFFICE}wordprocessingml.document.main+xml"
XLSX = f"{OFFICE}spreadsheetml.sheet.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_RELS = "application/vnd.openxmlformats-package.relationships+xml"


def packed(parts: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", how) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def types(overrides: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> str:
    known = {"rels": _RELS, "xml": "application/xml", **(defaults or {})}
    given = [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in known.items()]
    given += [f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()]
    inside = "".join(given)
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{inside}</Types>'
    )


def relations(*given: tuple[str, str, str], base: str = RELATIONS) -> str:
    """Return relations of (type, target, mode)."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(given, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inside}</Relationships>'


def office(
    main: str = "word/document.xml",
    kind: str = DOCX,
    *,
    body: str = "<w:document xmlns:w='w'/>",
    overrides: Mapping[str, str] | None = None,
    defaults: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    base: str = RELATIONS,
) -> bytes:
    """Return a document whose main part is of that content type; `more` are further parts."""
    return packed(
        {
            "[Content_Types].xml": types({main: kind, **(overrides or {})}, defaults),
            "_rels/.rels": relations(("officeDocument", main, ""), base=base),
            main: body,
            **(more or {}),
        }
    )


def docx() -> bytes:
    return office()


def xlsx() -> bytes:
    return office("xl/workbook.xml", XLSX, body="<workbook/>")
