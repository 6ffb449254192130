"""The archives of the evidence, as an auditor unpacks them."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands.audit import verify_file
from domain.documents.evidence import (
    COLUMNS,
    DAMAGED,
    GONE,
    NOTHING,
    EvidenceContent,
    EvidencePart,
    EvidenceRow,
)
from domain.documents.stamp import Stamp
from domain.language.dates import WIB
from storage.evidence import EvidenceFolder
from storage.rendering.bundle import draw
from storage.rendering.drawing import Workshop
from tests.fakes.storage import FakeStorage
from tests.storage.samples import NOW

STAMP = Stamp(
    as_of=datetime(2026, 6, 30, 23, 59, tzinfo=WIB), final=True,
    code="7KQ2-9XWB-41MD", link="https://t.me/iku_bot?start=cek_7KQ29XWB41MD",
)  # fmt: skip
FIRST, SECOND = b"%PDF-1.7 first" * 1000, b"%PDF-1.7 second"


def row(number: int, content: bytes, path: str, **more: object) -> EvidenceRow:
    told: dict[str, object] = {
        "number": number, "opd": "DINKES – =Dinas & <Kesehatan> 😀", "indicator": "SAKIP",
        "nilai": Decimal("75.5"), "grade": "BB · Sangat Baik", "document": "0012 · 12 Mei 2026",
        "verifier": "@Budi", "verified_on": "2 Juli 2026", "path": path,
        "sha256": sha256(content).hexdigest(), "size": len(content), "ticket": "S-1",
    }  # fmt: skip
    return EvidenceRow(**(told | more))  # type: ignore[arg-type]


async def trail() -> tuple[str, ...]:
    storage = FakeStorage()
    async with storage.uow() as uow:
        for number, name in enumerate(("Siti", 'Bu"di\n', "Wati 😀", "Dewi")):
            await uow.people.add(1000 + number, name, NOW)
        await uow.commit()
    async with storage.uow() as uow:
        links = await uow.audit.about({entry.subject for entry in storage.tables.audit})
    return tuple(link.line() for link in links if link.entry.id != 2)


@pytest.fixture
async def content(tmp_path: Path) -> EvidenceContent:
    store = EvidenceFolder(tmp_path / "evidence")
    for one in (FIRST, SECOND):
        await store.put(one)
    folder = "SAKIP/DINKES-Dinas_Kesehatan"
    rows = (row(1, FIRST, f"{folder}/LHE.pdf"), row(2, SECOND, f"{folder}/-b c.pdf", note="=1+1"))
    lost = row(3, b"never stored", f"{folder}/gone.pdf")
    none = row(4, b"", "", sha256="", nilai=None, note="tanpa berkas")
    return EvidenceContent(
        stamp=STAMP,
        title="Bahan bukti tahun 2026",
        heading=("BAHAN BUKTI TAHUN 2026", "Kota Anu", "Posisi per 30 Juni 2026 pukul 23.59 WIB (final)"),
        parts=(EvidencePart(rows, await trail()), EvidencePart((lost, none))),
        reports=4,
        missing=(),
        said=(),
    )


def drawn(content: EvidenceContent, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "drawn"
    folder.mkdir(exist_ok=True)
    return list(draw(content, Workshop(folder=folder, evidence=tmp_path / "evidence")))


def unpacked(archive: Path) -> Path:
    folder = archive.with_suffix("")
    with zipfile.ZipFile(archive) as found:
        assert found.testzip() is None
        found.extractall(folder)
    return folder


def check_sums(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check as an auditor on Debian does."""
    return subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"],  # noqa: S607 - whichever is the machine's
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def index_of(folder: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(folder / "indeks.xlsx").worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def lines_of(folder: Path) -> list[tuple[object, ...]]:
    rows = index_of(folder)
    head = next(place for place, cells in enumerate(rows) if cells == COLUMNS)
    return [cells for cells in rows[head + 1 :] if isinstance(cells[0], int)]


# Debian, and so CI, has it; what it is compared with there is computed here for any other machine, below.
@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is no part of this system")
async def test_the_sums_are_right_and_one_flipped_byte_is_named(
    content: EvidenceContent, tmp_path: Path
) -> None:
    for archive in drawn(content, tmp_path):
        folder = unpacked(archive)
        assert check_sums(folder).returncode == 0, check_sums(folder)
    folder = tmp_path / "drawn" / "1"
    file = folder / "SAKIP" / "DINKES-Dinas_Kesehatan" / "LHE.pdf"
    changed = bytearray(file.read_bytes())
    changed[100] ^= 1
    file.write_bytes(changed)
    assert "SAKIP/DINKES-Dinas_Kesehatan/LHE.pdf: FAILED" in check_sums(folder).stdout


async def test_each_archive_is_whole_by_itself(content: EvidenceContent, tmp_path: Path) -> None:
    first, second = map(unpacked, drawn(content, tmp_path))
    for folder in (first, second):
        files = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
        told = [line.partition("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
        sums = {name: one for one, _, name in told}
        assert files == {*sums, "SHA256SUMS"}
        assert all(sha256((folder / name).read_bytes()).hexdigest() == one for name, one in sums.items())
    assert (first / "SAKIP/DINKES-Dinas_Kesehatan/LHE.pdf").read_bytes() == FIRST
    assert (second / "audit.jsonl").read_bytes() == b""
    said = [str(cells[0]) for cells in index_of(second) if cells[0]]
    assert said[:4] == ["BAHAN BUKTI TAHUN 2026", "Kota Anu", "Bagian 2 dari 2", content.heading[-1]]
    assert any(STAMP.code in one for one in said)


async def test_the_index_says_what_each_file_proves(content: EvidenceContent, tmp_path: Path) -> None:
    first, second = map(unpacked, drawn(content, tmp_path))
    (one, two), (gone, none) = lines_of(first), lines_of(second)
    assert one[1:9] == (
        "DINKES – =Dinas & <Kesehatan> 😀", "SAKIP", 75.5, "BB · Sangat Baik", "0012 · 12 Mei 2026", "@Budi",
        "2 Juli 2026", "SAKIP/DINKES-Dinas_Kesehatan/LHE.pdf",
    )  # fmt: skip
    assert two[11] == "=1+1", "a text, and no formula"
    assert load_workbook(first / "indeks.xlsx").worksheets[0].cell(1, 1).data_type == "s"
    assert (gone[8], gone[11]) == (None, GONE), "one that is gone stops no other"
    assert (none[3], none[11]) == (None, "tanpa berkas")


async def test_bytes_that_a_disk_has_changed_are_not_handed_over(
    content: EvidenceContent, tmp_path: Path
) -> None:
    EvidenceFolder(tmp_path / "evidence").path(sha256(SECOND).hexdigest()).write_bytes(b"changed")
    first, _ = map(unpacked, drawn(content, tmp_path))
    _, damaged = lines_of(first)
    assert (damaged[8], damaged[11]) == (None, DAMAGED)
    assert not list(first.rglob("*b c.pdf"))


async def test_the_trail_holds_and_what_was_changed_is_named(
    content: EvidenceContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trail = unpacked(drawn(content, tmp_path)[0]) / "audit.jsonl"
    assert verify_file(trail) == 0
    assert "audit.jsonl holds: 3 entries" in capsys.readouterr().out
    written = trail.read_bytes()
    for place in range(0, len(written), 7):
        changed = bytearray(written)
        changed[place] ^= 1
        trail.write_bytes(changed)
        assert verify_file(trail) == 1, place
        line = written[:place].count(b"\n") + 1
        assert f"line {line}: " in capsys.readouterr().err


async def test_the_same_content_gives_the_same_bytes_and_another_time_no_others(
    content: EvidenceContent, tmp_path: Path
) -> None:
    first = [archive.read_bytes() for archive in drawn(content, tmp_path)]
    assert first == [archive.read_bytes() for archive in drawn(content, tmp_path)]
    with zipfile.ZipFile(tmp_path / "drawn" / "1.zip") as archive:
        assert {entry.date_time[:5] for entry in archive.infolist()} == {(2026, 6, 30, 23, 59)}


def test_nothing_verified_is_an_archive_all_the_same(tmp_path: Path) -> None:
    empty = EvidenceContent(
        stamp=replace(STAMP, code="", link=""), heading=("BAHAN BUKTI", "Kota", "Posisi"),
        title="Bahan bukti", parts=(EvidencePart(),), reports=0, missing=(), said=(),
    )  # fmt: skip
    (archive,) = drawn(empty, tmp_path)
    folder = unpacked(archive)
    assert any(cells[0] == NOTHING for cells in index_of(folder))
    assert verify_file(folder / "audit.jsonl") == 0
