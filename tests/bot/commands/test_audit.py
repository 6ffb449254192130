"""`audit verify`: the chain holds, or the first broken entry is named."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot import cli
from bot.cli import main
from bot.commands.audit import verify
from tests.bot.support import NOW
from tests.fakes.storage import FakeStorage

OPD_FILE = Path(cli.__file__).with_name("sample") / "opd.csv"


async def with_people(*names: str) -> FakeStorage:
    storage = FakeStorage()
    async with storage.uow() as uow:
        for number, name in enumerate(names):
            await uow.people.add(1000 + number, name, NOW)
        await uow.commit()
    return storage


async def test_a_chain_that_holds_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    storage = await with_people("Siti", "Budi", "Wati")
    assert await verify(storage) == 0
    out = capsys.readouterr().out
    assert out == f"The audit trail holds: 3 entries, the last with hash {storage.tables.audit[-1].hash}.\n"


async def test_an_empty_chain_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert await verify(FakeStorage()) == 0
    assert capsys.readouterr().out == "The audit trail holds: 0 entries.\n"


@pytest.mark.parametrize("tampered", [0, 1, 2])
async def test_the_first_entry_that_was_changed_is_named(
    tampered: int, capsys: pytest.CaptureFixture[str]
) -> None:
    storage = await with_people("Siti", "Budi", "Wati")
    trail = storage.tables.audit
    trail[tampered] = replace(trail[tampered], after=trail[tampered].after.replace("i", "o"))
    assert await verify(storage) == 1
    assert f"entry {tampered + 1} is missing or does not fit" in capsys.readouterr().err


async def test_an_entry_that_was_taken_out_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    storage = await with_people("Siti", "Budi", "Wati")
    del storage.tables.audit[1]
    assert await verify(storage) == 1
    assert "entry 2 is missing" in capsys.readouterr().err


@pytest.mark.usefixtures("logging_restored")
def test_the_command_finds_what_was_changed_behind_the_bots_back(
    bare_environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-opd", str(OPD_FILE)]) == 0
    assert main(["audit", "verify"]) == 0
    assert "The audit trail holds: 28 entries" in capsys.readouterr().out
    with closing(sqlite3.connect(bare_environment / "data" / "bot.db")) as database, database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE audit SET by_person = 7 WHERE id = 20")
    assert main(["audit", "verify"]) == 1
    assert "entry 20 is missing or does not fit" in capsys.readouterr().err


@pytest.mark.usefixtures("logging_restored")
def test_a_database_that_is_not_there_is_neither_made_nor_called_broken(
    bare_environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "verify"]) == 1
    assert "not there or not up to date" in capsys.readouterr().err
    assert not (bare_environment / "data" / "bot.db").exists()


@pytest.mark.usefixtures("bare_environment")
@pytest.mark.parametrize("arguments", [["audit"], ["audit", "mend"]])
def test_the_trail_can_only_be_verified(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
