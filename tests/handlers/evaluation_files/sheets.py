"""Workbooks as people send them back."""

import io
from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.workbook import Workbook


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def filled(content: bytes, cells: Mapping[str, str | float]) -> bytes:
    """Return the workbook with these cells of its first sheet filled in."""
    book = opened(content)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    return saved(book)
