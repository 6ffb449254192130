"""A backup: made while others store, whole or not there, proved, and put back on either engine."""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from storage.backups.evidence import FOLDER, place_of
from storage.backups.making import make
from storage.backups.manifest import MANIFEST, lying_in
from storage.backups.restoring import Wish, restore
from storage.migrate import migrate
from storage.ports import CannotBackUp
from storage.sql.unit_of_work import open_storage
from tests.places import ROOT
from tests.storage.backups.conftest import City
from tests.storage.backups.town import chain, held, report, tickets
from tests.storage.samples import NOW, clock


async def test_what_was_stored_is_there_again_on_either_engine(
    city: City, either: str, tmp_path: Path
) -> None:
    made = await city.backed_up()
    restored = await restore(Wish(file=made.backup.folder, url=either, evidence=tmp_path / "new/evidence"))
    assert await held(either) == await held(city.url)
    assert await chain(either) == await chain(city.url) == (made.backup.manifest.audit_head, None)
    assert (restored.evidence, restored.lost) == (2, ())
    for sha256 in city.contents:
        living, back = (place_of(root, sha256) for root in (city.order.evidence, tmp_path / "new/evidence"))
        assert back.read_bytes() == living.read_bytes()


async def test_a_backup_made_under_load_holds_one_instant(city: City, elsewhere: str, tmp_path: Path) -> None:
    """Every ticket told before it began is in it, with all before it, and the trail ends where it says."""
    told, ends, many = list[str](), asyncio.Event(), asyncio.Event()

    async def storing() -> None:
        while not ends.is_set():
            told.append(await report(city.database))
            if len(told) == 20:
                many.set()

    load = asyncio.create_task(storing())
    await many.wait()
    before = len(told)
    made = await city.backed_up()
    ends.set()
    await load
    await restore(Wish(file=made.backup.folder, url=elsewhere, evidence=tmp_path / "new/evidence"))
    back = await tickets(elsewhere)
    assert len(back) >= before + 1
    assert back == (await tickets(city.url))[: len(back)]
    assert await chain(elsewhere) == (made.backup.manifest.audit_head, None)


async def test_a_copy_by_hand_of_a_living_database_is_whole_and_holds_nothing(tmp_path: Path) -> None:
    """What the guide says of it."""
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    database = open_storage(url, clock)
    for opd in ("DINKES", "DISDIK"):
        await report(database, opd)
    by_hand = tmp_path / "by-hand.db"
    shutil.copy(tmp_path / "bot.db", by_hand)
    with closing(sqlite3.connect(by_hand)) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copied.execute("SELECT count(*) FROM report_events").fetchone() == (0,)
    city = City(url, tmp_path, database, ())
    made = await city.backed_up()
    assert made.backup.manifest.rows["report_events"] == 2
    await database.close()


async def test_evidence_that_did_not_change_is_linked_and_what_did_is_copied_anew(city: City) -> None:
    first = (await city.backed_up()).backup
    kept, damaged = (place_of(first.folder / FOLDER, sha256) for sha256 in city.contents)
    damaged.write_bytes(b"something else")
    second = (await city.backed_up(seconds=1)).backup
    linked, anew = (place_of(second.folder / FOLDER, sha256) for sha256 in city.contents)
    assert kept.stat().st_ino == linked.stat().st_ino
    assert anew.read_bytes() == b"SK" * 10
    living = place_of(city.order.evidence, city.contents[0])
    assert living.stat().st_nlink == 1, "a fault of the living file would be the backup's"


async def test_evidence_that_is_gone_or_another_is_named(city: City) -> None:
    gone, changed = (place_of(city.order.evidence, sha256) for sha256 in city.contents)
    gone.unlink()
    changed.write_bytes(b"replaced")
    manifest = (await city.backed_up()).backup.manifest
    assert manifest.missing == tuple(sorted(city.contents))
    assert manifest.evidence == ()


async def test_a_trail_that_was_changed_is_copied_as_it_is_and_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    database = open_storage(url, clock)
    await report(database)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as behind:
        behind.execute("DROP TRIGGER audit_no_update")
        behind.execute("UPDATE audit SET after = '{}' WHERE id = 1")
        behind.commit()
    manifest = (await City(url, tmp_path, database, ()).backed_up()).backup.manifest
    assert manifest.audit_broken == 1
    await database.close()


async def test_what_was_killed_or_only_begun_is_no_backup_and_is_taken_away(city: City) -> None:
    whole = (await city.backed_up()).backup
    begun = city.order.root / ".part-killed"
    shutil.copytree(whole.folder, begun / "iku-20260302T080000Z")
    (city.order.root / "iku-20260302T090000Z").mkdir()
    assert [one.folder for one in lying_in(city.order.root)] == [whole.folder]
    await city.backed_up(seconds=1)
    assert not begun.exists()


async def test_a_process_that_is_killed_leaves_nothing_that_looks_like_a_backup(
    city: City, tmp_path: Path
) -> None:
    """It is killed as soon as its folder is there, with the database half copied, or whole, or packed."""
    program = (
        "import asyncio, sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from storage.backups.making import Order, make;"
        "order = Order(url=sys.argv[1], evidence=Path(sys.argv[2]), root=Path(sys.argv[3]));"
        "asyncio.run(make(order, datetime.now(UTC)))"
    )
    root = tmp_path / "killed"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, city.url, str(city.order.evidence), str(root),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    while not list(root.glob(".part-*/work")):  # noqa: ASYNC110 - another process makes it
        await asyncio.sleep(0.001)
    process.kill()
    assert await process.wait() == -signal.SIGKILL
    assert lying_in(root) == []
    assert list(root.glob(".part-*"))
    await make(replace(city.order, root=root), NOW)
    assert len(lying_in(root)) == 1
    assert list(root.glob(".part-*")) == []


async def test_a_full_disk_leaves_nothing_and_says_so(city: City, tmp_path: Path) -> None:
    """A limit on the size of a file stands for the disk: it meets SQLite, the packer and the copier alike."""
    program = (
        "import asyncio, resource, signal, sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from storage.backups.making import Order, make;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));"
        "order = Order(url=sys.argv[1], evidence=Path(sys.argv[2]), root=Path(sys.argv[3]));"
        "asyncio.run(make(order, datetime.now(UTC)))"
    )
    root = tmp_path / "full"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, city.url, str(city.order.evidence), str(root),
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    assert process.returncode == 1
    assert said.decode().strip().splitlines()[-1].startswith("storage.ports.backups.CannotBackUp: ")
    assert [one.name for one in root.iterdir()] == [".lock"]


async def test_two_at_once_do_not_meet(city: City) -> None:
    results = await asyncio.gather(city.backed_up(), city.backed_up(seconds=1), return_exceptions=True)
    assert [str(one) for one in results if isinstance(one, CannotBackUp)] == [
        "another backup is being made there just now"
    ]
    assert len(lying_in(city.order.root)) == 1


async def test_it_is_nobody_elses_on_the_machine(city: City) -> None:
    folder = (await city.backed_up()).backup.folder
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


async def test_the_manifest_says_what_is_in_it(city: City) -> None:
    folder = (await city.backed_up()).backup.folder
    said = json.loads((folder / MANIFEST).read_text())
    head, _ = await chain(city.url)
    assert said["audit_head"] == str(head)
    assert said["rows"]["report_events"] == 1
    assert said["numbers"]["report_events"] == 1
    assert {one["sha256"] for one in said["evidence"]} == set(city.contents)
    assert said["proved_at"] == said["made_at"] == "2026-03-02T07:30:00+00:00"


async def test_without_a_database_there_is_no_backup(tmp_path: Path) -> None:
    city = City(f"sqlite:///{tmp_path}/bot.db", tmp_path, open_storage("sqlite:///x.db", clock), ())
    with pytest.raises(CannotBackUp, match="there is no database at"):
        await city.backed_up()
    assert not (tmp_path / "bot.db").exists()
