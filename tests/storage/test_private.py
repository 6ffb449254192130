"""What is stored is its owner's alone."""

import errno
import os
import stat
from pathlib import Path

import pytest

from storage.evidence import EVIDENCE, EvidenceFolder
from storage.migrate import migrate
from storage.papers import DOCUMENTS
from storage.private import keep_private, open_to_others


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A data folder as earlier versions left it."""
    folder = tmp_path / "data"
    for each in (folder, folder / EVIDENCE, folder / DOCUMENTS):
        each.mkdir()
        each.chmod(0o755)
    for name in ("bot.db", "bot.db-wal", "bot.db-shm", "bot.db.lock", "other"):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    return folder


def test_folder_database_and_settings_are_taken_from_all_others(city: Path) -> None:
    env, url = city.parent / ".env", f"sqlite:///{city / 'bot.db'}"
    env.touch(0o644)
    keep_private(url, city, env)
    assert {mode(each) for each in (city, city / EVIDENCE, city / DOCUMENTS)} == {0o700}
    assert {mode(city / f"bot.db{end}") for end in ("", "-wal", "-shm", ".lock")} == {0o600}
    assert mode(env) == 0o600
    assert open_to_others(url, city, env) == ()


def test_what_is_open_is_named_and_what_is_not_the_bots_is_let_be(city: Path) -> None:
    assert open_to_others(f"sqlite:///{city / 'bot.db'}", city)[0] == city
    keep_private("postgresql://nobody@127.0.0.1/none", city)
    assert mode(city / "other") == 0o644
    assert mode(city / "bot.db") == 0o644


def test_a_folder_that_is_shared_by_its_nature_and_a_link_are_let_be(tmp_path: Path) -> None:
    shared, link = tmp_path / "tmp", tmp_path / "link"
    shared.mkdir()
    shared.chmod(0o1777)
    link.symlink_to(shared)
    for folder in (shared, link, tmp_path / "missing"):
        keep_private(f"sqlite:///{folder / 'bot.db'}", folder)
    assert mode(shared) == 0o1777


def test_what_cannot_be_closed_stops_no_start(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `.env` on a read-only mount, as the hardened unit sees it."""

    def refuse(path: Path, _: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "chmod", refuse)
    url = f"sqlite:///{city / 'bot.db'}"
    keep_private(url, city)
    assert city in open_to_others(url, city)


async def test_what_sqlite_and_the_evidence_make_is_private_from_the_first_moment(tmp_path: Path) -> None:
    """`python -m bot` sets that mask before anything is made."""
    before = os.umask(0o077)
    try:
        await migrate(f"sqlite:///{tmp_path / 'city' / 'bot.db'}")
        name = await EvidenceFolder(tmp_path / "city" / EVIDENCE).put(b"%PDF")
    finally:
        os.umask(before)
    made = list((tmp_path / "city").rglob("*"))
    assert any(each.name == name for each in made)
    assert {mode(each) for each in made if each.is_dir()} | {mode(tmp_path / "city")} == {0o700}
    assert {mode(each) for each in made if each.is_file()} == {0o600}
