"""Packs the evidence: archives of at most 45 MB, each with its index, its sums and its part of the trail."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import file_digest, sha256
from pathlib import Path
from shutil import copyfileobj

from domain.documents.evidence import (
    COLUMNS,
    DAMAGED,
    GONE,
    NOTHING,
    EvidenceContent,
    EvidencePart,
    EvidenceRow,
    how_to_check,
)
from storage.evidence import EvidenceFolder
from storage.ports import NotFound
from storage.rendering.drawing import Workshop
from storage.rendering.files import entry_of
from storage.rendering.sheets import FAINT, HEAD, WHOLE, Cell, Look, Workbook, shortest

INDEX, SUMS, TRAIL, READ_ME = "indeks.xlsx", "SHA256SUMS", "audit.jsonl", "BACA_SAYA.txt"
_WIDTHS = (6, 30, 20, 9, 22, 28, 24, 18, 44, 24, 12, 32)
_TEXT, _COUNT = Look(), Look(format=WHOLE, centred=True)
_AT_ONCE = 1024 * 1024
"""Bytes that are in memory of a file that is packed."""


def draw(content: EvidenceContent, workshop: Workshop) -> Iterator[Path]:
    """Yield the archives, in order."""
    for number, part in enumerate(content.parts, 1):
        archive = workshop.folder / f"{number}.zip"
        _pack(archive, content, part, number, EvidenceFolder(workshop.evidence))
        yield archive


def _pack(
    path: Path, content: EvidenceContent, part: EvidencePart, number: int, evidence: EvidenceFolder
) -> None:
    rows, at = [_checked(row, evidence) for row in part.rows], content.stamp.as_of
    sums = {row.path: row.sha256 for row in rows if row.path}
    with zipfile.ZipFile(path, "w", allowZip64=False) as archive:
        beside = {
            INDEX: _index(content, rows, number),
            TRAIL: "".join(f"{line}\n" for line in part.trail).encode(),
            READ_ME: how_to_check(content).encode(),
        }
        for name, made in beside.items():
            sums[name] = sha256(made).hexdigest()
            archive.writestr(entry_of(name, at), made)
        archive.writestr(entry_of(SUMS, at), "".join(f"{one}  {name}\n" for name, one in sums.items()))
        for row in rows:
            if row.path:
                # What people photograph and scan is packed already.
                entry = entry_of(row.path, at, packed=False)
                entry.file_size = row.size
                with evidence.path(row.sha256).open("rb") as source, archive.open(entry, "w") as packed:
                    copyfileobj(source, packed, _AT_ONCE)


def _checked(row: EvidenceRow, evidence: EvidenceFolder) -> EvidenceRow:
    """Return the line as it is once the bytes were read: a disk may have lost or changed them since."""
    if not row.path:
        return row
    try:
        with evidence.path(row.sha256).open("rb") as source:
            found = file_digest(source, sha256).hexdigest()
    except (OSError, NotFound):
        return replace(row, path="", note=GONE)
    return row if found == row.sha256 else replace(row, path="", note=DAMAGED)


def _index(content: EvidenceContent, rows: list[EvidenceRow], number: int) -> bytes:
    book = Workbook(content.stamp, content.title, content.heading[1])
    sheet, last = book.sheet("Indeks"), len(COLUMNS) - 1
    sheet.columns(_WIDTHS)
    parts = (f"Bagian {number} dari {len(content.parts)}",) if len(content.parts) > 1 else ()
    heading = (*content.heading[:-1], *parts, content.heading[-1])
    sheet.heading(heading, last)
    head = len(heading) + 1
    sheet.row(head, COLUMNS, HEAD)
    for place, row in enumerate(rows, head + 1):
        sheet.row(place, _cells(row), [_COUNT, *[_TEXT] * 2, Look(format=shortest(row.nilai)), *[_TEXT] * 8])
    end = head + len(rows) + 1
    if not rows:
        sheet.line(end, NOTHING, last, FAINT)
    end = sheet.proof(end + 1, content.stamp, last)
    if rows:
        sheet.texts_of_digits(f"A{head + 2}:L{head + 1 + len(rows)}")
    sheet.page(content.stamp, (head, head), 2, (end, last))
    return book.done()


def _cells(row: EvidenceRow) -> list[Cell]:
    return [
        row.number, row.opd, row.indicator, row.nilai, row.grade, row.document, row.verifier, row.verified_on,
        row.path, row.sha256, row.ticket, row.note,
    ]  # fmt: skip
