"""Setting the templates of `typst/` with a content: PDF and PNG.

A content is handed over as data (JSON) and never as source: whatever stands in it is shown as it is. Only the
worker imports this.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, cast

import segno
import typst

from domain.documents.stamp import Stamp

_ROOM = Path(__file__).parent
TEMPLATES, _FONTS = _ROOM / "typst", _ROOM / "fonts"
_PIXELS = 72.0
"""Pixels an inch: one point of a picture is one pixel."""

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""What a template gets."""


def pdf(template: str, content: object, **more: object) -> bytes:
    """Return the content set by that file of `typst/`; `more` stands beside its fields.

    The same content gives the same bytes. Raises typst.TypstError for a template that is wrong.
    """
    return _set(template, content, more, "pdf")


def png(template: str, content: object, **more: object) -> bytes:
    """Return the content as a picture of one page, a pixel for each point. Raises as `pdf`."""
    return _set(template, content, more, "png")


def plain(value: object) -> Plain:  # noqa: PLR0911 - one line for each kind of value
    """Return a value as JSON carries it: fields by their names, bytes as numbers, decimals as text.

    Raises TypeError for what has no such form.
    """
    match value:
        case None | bool() | int():
            return value
        case Stamp():
            return foot(value)
        case str():
            # Half of a letter beyond the first 65 536 cannot be passed on; Telegram sends none, a file may.
            return str(value).encode("utf-8", "replace").decode()
        case Fraction():
            # How long something is drawn: no number that anybody reads.
            return float(value)
        case Decimal() | date() | Enum():
            return str(value.value if isinstance(value, Enum) else value)
        case bytes():
            return cast("Plain", list(value))
        case Mapping():
            return {str(plain(name)): plain(one) for name, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no template can be given a {type(value).__name__}")


def foot(stamp: Stamp) -> dict[str, Plain]:
    """Return what stands below each page: its lines, the code, and the QR as a drawing (SVG)."""
    return {"lines": [*stamp.lines], "code": stamp.code, "qr": qr(stamp.link) if stamp.link else None}


def qr(link: str, *, border: int = 0) -> str:
    """Return a QR of that link as SVG, to be passed to `drawn` of `page.typ`; `border` in modules."""
    drawing = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawing, kind="svg", border=border, xmldecl=False)
    return drawing.getvalue().decode()


def _set(template: str, content: object, more: Mapping[str, object], form: Literal["pdf", "png"]) -> bytes:
    given = plain(content)
    if not isinstance(given, dict):
        raise TypeError(f"{type(content).__name__} has no fields")
    given |= {name: plain(value) for name, value in more.items()}
    stamp = getattr(content, "stamp", None)
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=_PIXELS,
        sys_inputs={"data": json.dumps(given)},
        timestamp=int(stamp.as_of.timestamp()) if isinstance(stamp, Stamp) else 0,
    )


@cache
def fonts() -> typst.Fonts:
    """Return ours and the typesetter's, and none of the machine's: a document looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FONTS])
