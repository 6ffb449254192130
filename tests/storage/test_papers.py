"""The folder of what is handed over: several make documents there at once, and nobody else reads them."""

import os
import shutil
import time
from pathlib import Path

import pytest

from storage.papers import PaperFolder


async def test_what_is_kept_is_read_by_nobody_else(tmp_path: Path) -> None:
    papers = PaperFolder(tmp_path)
    async with papers.workplace() as folder:
        (folder / "1.pdf").write_bytes(b"links")
        (folder / "1.pdf").chmod(0o644)
        name = await papers.take(folder / "1.pdf")
    assert (await papers.find(name)).stat().st_mode & 0o777 == 0o600


async def test_who_is_done_meanwhile_keeps_nobody_from_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, glob = PaperFolder(tmp_path), Path.glob

    def listed(folder: Path, pattern: str) -> list[Path]:
        found = list(glob(folder, pattern))
        for one in found:
            shutil.rmtree(one)
        return found

    async with papers.workplace():
        monkeypatch.setattr(Path, "glob", listed)
        async with papers.workplace() as folder:
            assert folder.is_dir()


async def test_what_a_killed_process_left_is_taken_away(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".making-old", tmp_path / ".making-new"
    left.mkdir()
    fresh.mkdir()
    long_ago = time.time() - 7 * 3600
    os.utime(left, (long_ago, long_ago))
    async with PaperFolder(tmp_path).workplace():
        assert not left.exists()
        assert fresh.exists()
