"""A start on what cannot be used: one plain line and exit 2, whichever command it is."""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import pytest

import bot.commands.audit
import bot.doctor.checks
from bot.cli import main
from storage.migrate import migrate
from tests.bot.support import TOKEN
from tests.places import CASES

COMMANDS = (["run"], ["doctor"], ["migrate"], ["audit", "verify"])
NOBODY = 65534
LATE = (bot.commands.audit, bot.doctor.checks)
"""Imported before anybody is nobody, who may not even read them."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database at the newest schema."""
    file = tmp_path_factory.mktemp("city") / "bot.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture
def data(city: Path, bare_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a data folder with a database and one file of evidence, that another user can reach."""
    assert bare_environment.is_dir()
    place = Path(tempfile.mkdtemp(prefix="iku-start-"))
    place.chmod(0o755)
    monkeypatch.chdir(place)
    folder = place / "data"
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    evidence = folder / "evidence" / "ab" / "cd"
    evidence.mkdir(parents=True)
    (evidence / ("ab" * 32)).write_bytes(b"%PDF")
    shutil.copy(city, folder)
    yield folder
    for each in (place, folder):
        each.chmod(0o755)
    shutil.rmtree(place)


@contextmanager
def by_nobody() -> Iterator[None]:
    """Be somebody to whom permissions matter."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def refused(command: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line with which a command refuses to begin."""
    assert main(command) == 2
    shown = capsys.readouterr()
    if command == ["doctor"]:
        [line] = [
            one
            for one in shown.out.splitlines()
            if one.split()[1] in {"data", "database"} and "PROBLEM" in one
        ]
        return line
    assert shown.out == ""
    # What the start has made private is told before, and is no complaint.
    [line] = [one for one in shown.err.splitlines() if " INFO " not in one]
    return line


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("case", "says"),
    [
        ("ok.pdf", "bot.db is damaged or no database of this bot"),
        ("database-truncated.db", "The database is damaged (database disk image is malformed)"),
    ],
)
def test_a_file_that_is_no_whole_database(
    data: Path, command: list[str], case: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CASES / case, data / "bot.db")
    line = refused(command, capsys)
    assert says in line
    assert "put the newest backup back" in line
    assert (data / "bot.db").read_bytes() == (CASES / case).read_bytes()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("is_there", [True, False])
def test_an_emptied_database_begins_no_blank_city_beside_evidence(
    data: Path, command: list[str], is_there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "bot.db").unlink()
    if is_there:
        (data / "bot.db").touch()
    line = refused(command, capsys)
    assert "is empty, although files of evidence are in" in line
    assert (data / "bot.db").exists() == is_there


def test_without_evidence_a_city_begins(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(data / "evidence")
    (data / "bot.db").write_bytes(b"")
    assert main(["migrate"]) == 0
    assert "up to date" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_log_beside_an_emptied_database_is_not_thrown_away(
    data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(data / "evidence")
    (data / "bot.db").write_bytes(b"")
    (data / "bot.db-wal").write_bytes(b"what was stored last")
    assert "although bot.db-wal beside it is not" in refused(command, capsys)
    assert (data / "bot.db-wal").read_bytes() == b"what was stored last"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_of_a_newer_program(
    data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(data / "bot.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    line = refused(command, capsys)
    assert "The database is at 9999, and this program knows nothing newer than 00" in line
    assert "run the newer program" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_in_which_nothing_can_be_written(
    data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    data.chmod(0o555)
    with by_nobody():
        line = refused(command, capsys)
    assert f"{data} cannot be written (Permission denied): change its owner" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_of_somebody_else(
    data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for each in (data, data / "evidence"):
        each.chmod(0o777)
    (data / "bot.db").chmod(0o400)
    with by_nobody():
        line = refused(command, capsys)
    assert "bot.db cannot be opened (Permission denied): change its owner or mode" in line


def test_settings_that_may_not_be_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = data.parent / ".env"
    settings.write_text("LOG_LEVEL=INFO")
    settings.chmod(0)
    with by_nobody():
        assert main(["run"]) == 2
    assert capsys.readouterr().err == ".env cannot be read (Permission denied): change its owner or mode\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_is_full(
    data: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # /dev/full says at every write what a full disk says.
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr("storage.soundness.tempfile.TemporaryFile", lambda **_: nullcontext(full))
        line = refused(command, capsys)
    assert f"{data} cannot be written (No space left on device): free some space" in line
