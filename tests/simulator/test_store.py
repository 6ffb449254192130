from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from simulator.client import People
from simulator.clock import Mark
from simulator.server import Simulator
from simulator.state import World
from simulator.store import StateFile
from tests.simulator.api import BUDI, SITI, ptb_bot


async def test_everything_is_there_again_after_a_restart(world: World, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    async with Simulator(world, state=state) as first, People(first.url) as people:
        await people.text(SITI, "halo")
        await people.block(BUDI)
        (sent,) = await people.file(SITI, ("a.pdf", b"%PDF", "application/pdf"))
        await people.fault("500", method="getChat")
        await people.move_clock(advance_seconds=3600)
        world.clock.marks = [Mark("Tenggat", world.clock.now() + timedelta(days=1))]
    async with Simulator(state=state) as second, People(second.url) as people, ptb_bot(second) as bot:
        assert [message.get("text") for message in await people.messages(SITI)] == ["halo", None]
        assert (await people.chat(BUDI))["blocked"] is True
        assert len(await bot.get_updates()) == 3
        file = await bot.get_file(sent["document"]["file_id"])
        assert bytes(await file.download_as_bytearray()) == b"%PDF"
        clock = await people.clock()
        assert clock["offset_seconds"] == 3600
        assert clock["marks"][0]["label"] == "Tenggat"
        assert second.world.faults[0].kind == "500"
        # Numbers that a crash may have kept from the file are not given twice.
        assert (await people.text(SITI, "lagi"))["message_id"] > sent["message_id"] + 100
        assert (await bot.get_updates())[-1].update_id > 100


async def test_a_change_is_on_disk_before_the_end(world: World, tmp_path: Path) -> None:
    file = StateFile(tmp_path / "state.json")
    async with Simulator(world, state=file.path) as simulator, People(simulator.url) as people:
        await people.text(SITI, "halo")
        # The save comes moments after the change; the clock does not move meanwhile, so asking again is all.
        while (saved := file.load()) is None or not saved.updates:
            await people.clock()
    assert saved.updates[0]["message"]["text"] == "halo"


def test_nothing_is_read_where_nothing_was_saved(tmp_path: Path) -> None:
    assert StateFile(tmp_path / "state.json").load() is None


def test_a_saved_world_equals_the_one_that_was(world: World, tmp_path: Path) -> None:
    world.contents["key"] = b"\xff"
    file = StateFile(tmp_path / "state.json")
    file.save(world)
    file.save(world)
    loaded = file.load()
    assert loaded is not None
    assert loaded.contents == {}
    loaded.contents, loaded.counters = world.contents, world.counters
    assert loaded == world
    assert (file.folder / "key").read_bytes() == b"\xff"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["state-files", "state.json"]


def test_a_file_that_is_no_saved_world(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"people": 5}')
    with pytest.raises(ValidationError):
        Simulator(state=path)
