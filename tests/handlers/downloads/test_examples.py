"""The examples in docs/examples are what the same year gives today: `UPDATE_EXAMPLES=1` makes them anew."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document

from bot.commands.audit import verify_file
from domain.documents.wanted import DocumentKind, Wanted
from tests.handlers.downloads.examples import EXAMPLES, NO_WAY_IN, WANTED, example
from tests.storage.rendering.books import needs_poppler, reloaded, texts

MOST = 115_000
"""Bytes of one example: they are kept in the repository, and opened on phones."""
BUNDLE = EXAMPLES / "IKU-2026-bukti.zip"
_QUICK = {DocumentKind.MEASUREMENT, DocumentKind.ACTION_PLAN, DocumentKind.MEMO, DocumentKind.EVIDENCE}
"""What says most in the least time; all the others are compared at night."""


def named(wanted: Wanted) -> str:
    return "-".join(filter(None, (wanted.kind.value, wanted.indicator)))


@pytest.mark.parametrize("wanted", [one for one in WANTED if one.kind in _QUICK], ids=named)
async def test_the_example_says_what_is_drawn_today(wanted: Wanted, tmp_path: Path) -> None:
    await compare(wanted, tmp_path)


@pytest.mark.exhaustive
@needs_poppler
@pytest.mark.parametrize("wanted", [one for one in WANTED if one.kind not in _QUICK], ids=named)
async def test_so_do_the_pictures_and_the_other_papers(wanted: Wanted, tmp_path: Path) -> None:
    await compare(wanted, tmp_path)


def test_every_kind_is_there_and_small() -> None:
    kept = {file.name: file.stat().st_size for file in EXAMPLES.iterdir() if file.suffix != ".md"}
    assert len(kept) == len(WANTED)
    assert {name: size for name, size in kept.items() if size > MOST} == {}
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in kept if f"`{name}`" not in listed] == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not there")
def test_the_bundle_is_checked_as_an_auditor_does(tmp_path: Path) -> None:
    with zipfile.ZipFile(BUNDLE) as packed:
        packed.extractall(tmp_path)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607 - where the machine has it
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    proofs = [path for path in tmp_path.rglob("*.pdf") if path.is_file()]
    assert len(proofs) > 10
    assert checked.stdout.count(": OK") == len(proofs) + 3
    assert verify_file(tmp_path / "audit.jsonl") == 0
    (tmp_path / proofs[0]).write_bytes(proofs[0].read_bytes().replace(b"Contoh", b"contoh"))
    flipped = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],  # noqa: S607
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert proofs[0].name in flipped.stdout


@needs_poppler
def test_the_invitation_lets_nobody_in(tmp_path: Path) -> None:
    said = texts((EXAMPLES / "IKU-2026-undangan.pdf").read_bytes(), tmp_path)
    assert said.count(NO_WAY_IN.removeprefix("https://")) == said.count("?start=") == 2


async def compare(wanted: Wanted, folder: Path) -> None:
    name, drawn = await example(wanted, folder)
    kept = EXAMPLES / name
    if os.environ.get("UPDATE_EXAMPLES"):
        EXAMPLES.mkdir(exist_ok=True)
        kept.write_bytes(drawn)
    suffix = kept.suffix
    assert said_by(kept.read_bytes(), suffix, folder) == said_by(drawn, suffix, folder)


def said_by(content: bytes, suffix: str, folder: Path) -> object:
    """Return what a file says, whatever wrote it: of a picture, its pixels."""
    if suffix == ".pdf":
        return texts(content, folder)
    if suffix == ".xlsx":
        return cells(content)
    if suffix == ".docx":
        paper = Document(io.BytesIO(content))
        tables = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
        return [one.text for one in paper.paragraphs], tables
    if suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {one: packed.read(one) for one in packed.namelist() if one != "SHA256SUMS"}
        return {one: cells(part) if one.endswith(".xlsx") else part for one, part in parts.items()}
    return content


def cells(book: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return every value and every formula of a workbook."""
    return {
        f"{sheet.title} {values}": list(sheet.values)
        for values in (True, False)
        for sheet in reloaded(book, values=values)
    }
