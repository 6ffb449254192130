"""`backup`, `restore` and `move`, as the command line is typed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from bot import cli
from bot.cli import main

OPD_FILE = Path(cli.__file__).with_name("sample") / "opd.csv"
KEY = pyrage.x25519.Identity.generate()


@pytest.fixture
def folder(bare_environment: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in which a city with its OPD lives."""
    monkeypatch.setenv("BACKUP_DIR", "backups")
    assert main(["import-opd", str(OPD_FILE)]) == 0
    return bare_environment


def made_in(folder: Path) -> Path:
    (made,) = folder.glob("iku-*")
    return made


def opds(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM opd_versions").fetchone()[0])


def test_there_and_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup"]) == 0
    backup = made_in(folder / "backups")
    said = capsys.readouterr().out
    assert str(backup.name) in said
    assert "It was restored into a temporary place and is whole." in said
    assert main(["restore", str(backup)]) == 1
    assert "data/bot.db is there. Nothing is put over what may be alive." in capsys.readouterr().err
    monkeypatch.setenv("DATA_DIR", "new")
    assert main(["restore", str(backup)]) == 0
    assert "The next ticket has at least the number 1001" in capsys.readouterr().out
    assert opds(folder / "new/bot.db") == opds(folder / "data/bot.db") > 0
    assert main(["audit", "verify"]) == 0


def test_the_head_that_it_says_is_that_of_the_trail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.exists()
    assert main(["backup"]) == 0
    head = next(line for line in capsys.readouterr().out.splitlines() if "head of the audit trail" in line)
    assert main(["audit", "verify"]) == 0
    assert head.partition("trail: ")[2].partition(":")[2] in capsys.readouterr().out


def test_an_encrypted_one_needs_the_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKUP_RECIPIENT", str(KEY.to_public()))
    assert main(["backup", "--to", "elsewhere"]) == 0
    assert f"encrypted for {KEY.to_public()}" in capsys.readouterr().out
    backup = made_in(folder / "elsewhere")
    monkeypatch.setenv("DATA_DIR", "new")
    assert main(["restore", str(backup)]) == 1
    assert "--key" in capsys.readouterr().err
    (folder / "key.txt").write_text(f"{KEY}\n")
    assert main(["restore", str(backup), "--key", "key.txt", "--last-ticket", "41"]) == 0
    assert "The next ticket has at least the number 42 (as you said)." in capsys.readouterr().out


def test_a_wrong_public_key_is_told_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    monkeypatch.setenv("BACKUP_RECIPIENT", "age1nobody")
    assert main(["backup"]) == 2
    assert capsys.readouterr().err.startswith("BACKUP_RECIPIENT: this is no public key of age")


def test_without_a_folder_or_a_database_it_is_said(
    bare_environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup"]) == 2
    assert "--to DIR" in capsys.readouterr().err
    assert main(["backup", "--to", "there"]) == 1
    assert "There is no backup: there is no database at data/bot.db." in capsys.readouterr().err
    assert not (bare_environment / "data").exists()


def test_what_is_not_whole_is_said_and_is_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(folder / "data/bot.db")) as behind:
        behind.execute("DROP TRIGGER audit_no_update")
        behind.execute("UPDATE audit SET after = '{}' WHERE id = 2")
        behind.execute("INSERT INTO office_texts (part, text, at) VALUES ('logo', 'ab', '2026-01-01')")
        behind.commit()
    assert main(["backup"]) == 1
    said = capsys.readouterr().err
    assert "broken at entry 2" in said
    assert "as the bytes are gone or have changed: ab" in said


def test_moving_says_what_was_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["move", "--to", "sqlite:///moved.db"]) == 0
    said = capsys.readouterr().out
    assert "  opd_versions: " in said
    assert "Both databases hold the same." in said
    assert opds(folder / "moved.db") == opds(folder / "data/bot.db")
    assert main(["move", "--to", "sqlite:///moved.db"]) == 1
    assert "Nothing was moved: moved.db is there." in capsys.readouterr().err
    assert main(["move", "--to", "mysql://x/y"]) == 2
    assert capsys.readouterr().err.startswith("--to: ")
