"""Keeps a World on disk: one JSON file, the bytes of files in a folder beside it."""

import os
from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter

from simulator.state import World

_WORLD = TypeAdapter(World)
# After a crash the file may be a moment old, and a bot remembers the numbers it saw: none is given twice.
NUMBERS_SKIPPED = 1000


class StateFile:
    """The saved state of one World."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.with_name(f"{path.stem}-files")

    def load(self) -> World | None:
        """Return the saved World with its files, or None where nothing was saved yet.

        Raises pydantic's ValidationError where the file is not a saved World.
        """
        if not self.path.exists():
            return None
        world = _WORLD.validate_json(self.path.read_bytes())
        for key in {stored.content_key for stored in world.files.values()}:
            world.contents[key] = (self.folder / key).read_bytes()
        for counter in ("update", "message"):
            world.counters[counter] = world.counters.get(counter, 0) + NUMBERS_SKIPPED
        return world

    def save(self, world: World) -> None:
        """Write the World; a crash at any moment leaves the old or the new state, never half of one."""
        self.snapshot(world)()

    def snapshot(self, world: World) -> Callable[[], None]:
        """Return the act of writing what the World is now: the slow half, which may run in a thread."""
        state = _WORLD.dump_json(world, indent=1)
        contents = dict(world.contents)

        def write() -> None:
            self.folder.mkdir(parents=True, exist_ok=True)
            for key, content in contents.items():
                if not (self.folder / key).exists():
                    _replace(self.folder / key, content)
            _replace(self.path, state)

        return write


def _replace(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}.half")
    half.write_bytes(content)
    os.replace(half, path)  # noqa: PTH105 — the name says what matters here: the old file is replaced at once
