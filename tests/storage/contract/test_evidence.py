from hashlib import sha256
from pathlib import Path

import pytest

from storage.evidence import EvidenceFolder
from storage.ports import EvidenceStore, NotFound, Unavailable
from tests.fakes.evidence import FakeEvidenceStore

PDF = b"%PDF-1.7 bukti"


@pytest.fixture(params=["fake", "folder"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceStore:
    return FakeEvidenceStore() if request.param == "fake" else EvidenceFolder(tmp_path / "evidence")


@pytest.mark.parametrize("content", [PDF, b"", bytes(range(256)) * 5000])
async def test_bytes_are_found_by_their_sha256(files: EvidenceStore, content: bytes) -> None:
    key = await files.put(content)
    assert key == sha256(content).hexdigest()
    assert await files.get(key) == content


async def test_the_same_bytes_are_the_same_evidence(files: EvidenceStore) -> None:
    assert await files.put(PDF) == await files.put(PDF)
    assert await files.put(PDF) != await files.put(PDF + b"\n")


@pytest.mark.parametrize("key", ["", "ab" * 32, "AB" * 32, "../../../etc/passwd", "ab" * 32 + "\n"])
async def test_what_was_not_put_is_not_found(files: EvidenceStore, key: str) -> None:
    with pytest.raises(NotFound):
        await files.get(key)


def files_in(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


async def test_files_lie_in_folders_and_nothing_else_does(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    key = await folder.put(PDF)
    await folder.put(PDF)
    assert files_in(tmp_path) == [f"{key[:2]}/{key[2:4]}/{key}"]


async def test_a_disk_that_refuses_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_bytes(b"a file where the folder should be")
    with pytest.raises(Unavailable):
        await EvidenceFolder(tmp_path / "evidence").put(PDF)


async def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    folder = EvidenceFolder(tmp_path)
    monkeypatch.setattr("storage.evidence.os.fsync", full)
    with pytest.raises(Unavailable, match="No space left"):
        await folder.put(PDF)
    assert files_in(tmp_path) == []


async def test_bytes_that_cannot_be_read_are_not_found_and_counted_as_missing(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence")
    key = await folder.put(PDF)
    assert folder.missing([key, "ab" * 32]) == 1
    (tmp_path / "evidence").rename(tmp_path / "elsewhere")
    (tmp_path / "evidence").write_bytes(b"a file where the folder should be")
    with pytest.raises(NotFound):
        await folder.get(key)
    assert folder.missing([key]) == 1


async def test_what_is_there_has_a_size(files: EvidenceStore) -> None:
    here, empty = await files.put(PDF), await files.put(b"")
    assert await files.sizes({here, empty, "ab" * 32, "../../etc/passwd", ""}) == {here: len(PDF), empty: 0}
