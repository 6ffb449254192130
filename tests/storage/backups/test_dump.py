"""PostgreSQL's own dump: there where pg_dump is and is new enough, else one line says why not."""

from pathlib import Path

import pytest

from storage.backups import dump
from tests.storage.backups.conftest import City

pytestmark = pytest.mark.postgres


def _program(folder: Path, said: str) -> None:
    """Put a pg_dump of another version there."""
    program = folder / "pg_dump"
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o755)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_the_dump_of_the_same_instant_lies_beside_the_copy(city: City) -> None:
    made = await city.backed_up()
    assert made.remark == ""
    assert made.backup.manifest.dump is not None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("version", "remark"),
    [
        ("", "pg_dump was not found: there is no dump of PostgreSQL's own in it (Debian: postgresql-client)"),
        ("pg_dump (PostgreSQL) 9.6.24", "pg_dump 9 is older than the server"),
        ("pg_dump (PostgreSQL) 99.1", "pg_dump failed (pg_dump (PostgreSQL) 99.1)"),
    ],
)
async def test_without_one_the_backup_is_whole_all_the_same_and_says_so(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, remark: str
) -> None:
    """As in pgAdmin's issues 2223 and 3948: a dump that an older program refused, noticed too late."""
    programs = tmp_path / "bin"
    programs.mkdir()
    if version:
        _program(programs, version)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(dump, "_DEBIAN", tmp_path)
    made = await city.backed_up()
    assert made.remark.startswith(remark)
    assert made.backup.manifest.dump is None
    assert made.backup.manifest.rows["report_events"] == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_sqlite_has_none_and_needs_none(city: City) -> None:
    made = await city.backed_up()
    assert (made.remark, made.backup.manifest.dump) == ("", None)
