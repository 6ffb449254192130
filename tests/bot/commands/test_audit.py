"""`audit verify`: the chain holds, or the first broken entry is named."""

import asyncio
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from bot.cli import main
from bot.commands.audit import verify_file
from storage.migrate import migrate
from storage.ports.audit import canonical
from storage.sql.unit_of_work import open_storage
from tests.bot.support import NOW
from tests.fakes.storage import FakeStorage
from tests.storage.databases import run

OPD_FILE = Path(cli.__file__).with_name("sample") / "opd.csv"


async def with_people(*names: str) -> FakeStorage:
    storage = FakeStorage()
    async with storage.uow() as uow:
        for number, name in enumerate(names):
            await uow.people.add(1000 + number, name, NOW)
        await uow.commit()
    return storage


def unguarded(folder: Path, *statements: str) -> None:
    """Do something to the database as somebody could who may write to its file."""
    with closing(sqlite3.connect(folder / "data" / "bot.db")) as database, database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)


@pytest.mark.usefixtures("bare_environment")
def test_what_holds_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert main(["audit", "verify"]) == 0
    assert "The audit trail holds: 0 entries.\n" in capsys.readouterr().out
    assert main(["import-opd", str(OPD_FILE)]) == 0
    assert main(["audit", "verify"]) == 0
    out = capsys.readouterr().out
    assert "The audit trail holds: 28 entries, head 28:" in out
    assert "The data is what it says: 28 facts about rows, and the bytes of 0 files of evidence." in out
    head = out.partition("head ")[2].partition(".")[0]
    assert main(["audit", "verify", "--since", head]) == 0
    assert "Nothing before entry 28 has moved since." in capsys.readouterr().out


def test_a_cut_off_end_is_found_by_the_rows_and_by_a_head_that_was_kept(
    bare_environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-opd", str(OPD_FILE)]) == 0
    assert main(["audit", "verify"]) == 0
    head = capsys.readouterr().out.partition("head ")[2].partition(".")[0]
    unguarded(bare_environment, "DELETE FROM audit WHERE id > 23")
    assert main(["audit", "verify"]) == 1
    error = capsys.readouterr().err
    assert error.count("added: no entry knows it") == 5
    assert "opd_versions 28: added: no entry knows it" in error
    assert "The data is not what the audit trail says: 5 findings." in error
    unguarded(bare_environment, "DELETE FROM opd_versions WHERE id > 23", "DELETE FROM opd_newest")
    main(["rebuild"])
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "verify", "--since", head]) == 1
    assert "audit 24: cut off: missing, with 4 after it, says head 28:" in capsys.readouterr().err


def test_a_trail_that_was_made_anew_is_found_by_a_head_that_was_kept(
    bare_environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-opd", str(OPD_FILE)]) == 0
    assert main(["audit", "verify", "--since", f"20:{'0' * 64}", "--since", f"28:{'1' * 20}"]) == 1
    error = capsys.readouterr().err
    assert "audit 20: the trail up to here was made anew: its hash is not that of head 20:" in error
    assert "audit 28: the trail up to here was made anew" in error
    del bare_environment


@pytest.mark.usefixtures("bare_environment")
def test_what_is_no_head_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["audit", "verify", "--since", "28"])
    assert left.value.code == 2
    assert "--since" in capsys.readouterr().err


async def test_what_it_cannot_say_is_said(bare_environment: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One OPD is older than the proof, and a name was taken out."""
    url = f"sqlite:///{bare_environment}/data/bot.db"
    await migrate(url, "0027")
    await run(
        url,
        "INSERT INTO opd_versions (code, name, kind, valid_from, decree, merged_into, at)"
        " VALUES ('DINKES', 'Dinas Kesehatan', 'dinas', '2020-01-01', '', '', '2026-01-01 00:00:00.000000')",
    )
    await migrate(url)
    storage = open_storage(url, lambda: NOW)
    async with storage.uow() as uow:
        siti = await uow.people.add(1, "Siti", NOW)
        await uow.people.forget(siti.id, by=siti.id, at=NOW)
        await uow.commit()
    await storage.close()
    assert await asyncio.to_thread(main, ["audit", "verify"]) == 0
    out = capsys.readouterr().out
    assert "The data is what it says: 3 facts about rows" in out
    assert (
        "Of them 1 fact older than the proof, known only since entry 1: what was changed before that is not"
        " seen." in out
    )
    assert "Names were taken out of 1 entry; their seals hold." in out


def test_of_very_much_only_some_is_named(
    bare_environment: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.audit.MOST", 3)
    assert main(["import-opd", str(OPD_FILE)]) == 0
    unguarded(bare_environment, "UPDATE opd_versions SET name = 'Dinas'")
    assert main(["audit", "verify"]) == 1
    error = capsys.readouterr().err
    assert "opd_versions 3: name not as entry 3 says\n… and 25 more.\n" in error
    assert "not what the audit trail says: 28 findings." in error


def test_the_command_finds_what_was_changed_behind_the_bots_back(
    bare_environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-opd", str(OPD_FILE)]) == 0
    unguarded(
        bare_environment,
        "UPDATE audit SET at = '2026-01-01 00:00:00.000000' WHERE id = 20",
        "UPDATE opd_versions SET name = 'Dinas' WHERE id = 7",
        "DELETE FROM audit WHERE id = 11",
    )
    assert main(["audit", "verify"]) == 1
    error = capsys.readouterr().err
    assert error.startswith(
        "audit 11: missing\naudit 20: its hash does not fit what it says (opd.recorded, opd "
    )
    assert error.count("audit ") == 3
    unguarded(bare_environment, "UPDATE audit SET rows = 'x' WHERE id = 5")
    assert main(["audit", "verify"]) == 1
    error = capsys.readouterr().err
    for told in (
        "audit 20: its hash does not fit what it says",
        "opd_versions 5: added: no entry knows it",
        "opd_versions 7: name not as entry 7 says",
        "opd_versions 11: added: no entry knows it",
    ):
        assert told in error


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


async def lines(*names: str) -> list[str]:
    storage = await with_people(*names)
    async with storage.uow() as uow:
        links = await uow.audit.about({entry.subject for entry in storage.tables.audit})
    return [link.line() for link in links]


def written(folder: Path, said: Iterable[str]) -> Path:
    file = folder / "audit.jsonl"
    file.write_text("".join(f"{line}\n" for line in said))
    return file


@pytest.mark.usefixtures("bare_environment")
async def test_a_file_of_entries_is_checked_without_any_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, await lines("Siti", "Budi", "Wati"))
    assert await asyncio.to_thread(main, ["audit", "verify", "--file", str(file)]) == 0
    assert capsys.readouterr().out == "audit.jsonl holds: 3 entries, each with the hash that fits it.\n"


async def test_entries_of_other_matters_may_be_missing_between(tmp_path: Path) -> None:
    first, _, third = await lines("Siti", "Budi", "Wati")
    assert verify_file(written(tmp_path, [first, third])) == 0


async def test_every_false_line_is_named_with_its_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = await lines("Siti", "Budi", "Wati")
    said = json.loads(second)
    false = {
        second.replace(
            "Budi", "Bud1"
        ): "entry 2 (person.added, person 2): its hash does not fit what it says",
        canonical(said | {"previous": "0" * 64}): "entry 2: its field `previous` is not the hash of entry 1",
        canonical(said | {"id": "2"}): "a number is no text",
        canonical(said | {"by": "x"}): "`by` is no person",
        canonical(said | {"id": True}): "a number is no text",
        canonical({name: value for name, value in said.items() if name != "kind"}): "the fields of an entry",
        second[:-9]: "it cannot be read from column",
        f"{second} ": "it is not written as this bot writes an entry",
        "[1, 2]": "the fields of an entry",
        "[" * 100_000: "",
        first: "entry 1 stands after entry 1",
    }
    for line, why in false.items():
        assert verify_file(written(tmp_path, [first, line, third])) == 1
        error = capsys.readouterr().err
        assert "audit.jsonl, line 2: " in error
        assert why in error
        assert "audit.jsonl was changed: 1 of 3 lines are false." in error


async def test_a_line_that_is_no_text_is_false_and_the_others_are_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = await lines("Siti", "Budi")
    file = tmp_path / "audit.jsonl"
    file.write_bytes(first.encode() + b"\n\xff\n" + second.encode())
    assert verify_file(file) == 1
    assert "line 2: byte 1 is no text" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_file(tmp_path / "no.jsonl") == 1
    assert "cannot be read: No such file" in capsys.readouterr().err
