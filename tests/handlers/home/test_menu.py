"""`/menu`: the screen that everything leads back to, for each role."""

import pytest

from handlers import COMMANDS
from handlers.telegram.home import Home, RunCommand, home_below, home_key
from tests.town.dialogue import Talker, Town, labels


def test_menu_is_the_first_command_of_everybody() -> None:
    assert (COMMANDS[0].name, COMMANDS[0].roles) == ("menu", frozenset())


def test_the_way_home_is_one_key_in_place_and_one_below() -> None:
    assert (home_key().text, home_key().callback_data) == ("‹ Beranda", Home().pack())
    assert (home_below().text, home_below().callback_data) == ("‹ Beranda", Home().pack(below=True))


async def test_a_command_is_a_key_there(siti: Talker) -> None:
    home = await siti.says("/menu")
    assert labels(await siti.presses("Lainnya ›")) == [
        "Lapor",
        "Status",
        "Riwayat",
        "IKU",
        "Bantuan",
        "‹ Beranda",
    ]
    listed = await siti.presses("Lapor")
    assert "Laporan 2026" in listed["text"]
    assert listed["message_id"] == home["message_id"]


async def test_the_way_home_is_in_place_or_below(siti: Talker) -> None:
    home = await siti.says("/menu")
    assert (await siti.forges(Home().pack()))["message_id"] == home["message_id"]
    below = await siti.forges(Home().pack(below=True))
    assert below["message_id"] > home["message_id"]
    assert (below["text"], labels(below)) == (home["text"], labels(home))


@pytest.mark.parametrize("command", ["umumkan", "undang", "belum", "verifikasi"])
async def test_a_key_for_a_command_of_others_is_refused(siti: Talker, command: str) -> None:
    await siti.says("/menu")
    assert "bukan untuk peran Anda" in (await siti.forges(RunCommand(command).pack()))["text"]


@pytest.mark.parametrize("command", ["", "tidakada", "lapor sakip"])
async def test_a_key_for_no_command_is_outdated(town: Town, siti: Talker, command: str) -> None:
    await siti.says("/menu")
    assert "sudah tidak berlaku" in (await siti.forges(RunCommand(command).pack()))["text"]
    assert town.undelivered == []
