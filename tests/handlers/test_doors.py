"""A room is a folder with a door: the bot knows it, and nobody enters it elsewhere."""

import tomllib
from importlib import import_module
from pkgutil import iter_modules

import pytest

import handlers
from tests.places import ROOT

ROOMS = [
    found.name
    for found in iter_modules(handlers.__path__)
    if found.ispkg and hasattr(import_module(f"handlers.{found.name}"), "FEATURE")
]
_IMPORTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
GUARDED = {tuple(one["protected_modules"]) for one in _IMPORTS if one["type"] == "protected"}


def test_every_room_is_known_to_the_bot() -> None:
    assert ROOMS
    known = [import_module(f"handlers.{room}").FEATURE in handlers.FEATURES for room in ROOMS]
    assert dict(zip(ROOMS, known, strict=True)) == dict.fromkeys(ROOMS, True)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_entered_by_its_door(room: str) -> None:
    assert (f"handlers.{room}.*",) in GUARDED, f"pyproject.toml has no contract for the door of {room}"
