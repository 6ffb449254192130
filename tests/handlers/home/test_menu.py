"""`/menu`: the screen that everything leads back to, for each role."""

import pytest

from handlers import COMMANDS
from handlers.telegram.home import Home, RunCommand, home_below, home_key
from tests.town.dialogue import Talker, Town, labels, press


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


async def menus_set(town: Town) -> int:
    return sum(call.method == "setMyCommands" for call in town.hub.world.calls)


async def test_who_has_used_the_bot_before_finds_the_new_command_in_telegrams_menu(
    town: Town, siti: Talker
) -> None:
    """Telegram shows the list that was set last for a chat, and nobody asks for help every day.

    As told in chenhg5/cc-connect#1813 and tdlib/telegram-bot-api#465.
    """
    await siti.says("/status")
    commands = (await town.people.chat(siti.id))["commands"]
    assert commands[0]["command"] == "menu"
    await siti.walks("/menu", press("Lainnya ›", "‹ Beranda"))
    assert await menus_set(town) == 1
    await town.restart()
    await siti.says("/menu")
    assert await menus_set(town) == 2


async def test_a_menu_that_could_not_be_set_is_set_the_next_time(town: Town, siti: Talker) -> None:
    await town.people.refuse("setMyCommands", "Bad Request: BOT_COMMAND_INVALID", times=1)
    await siti.says("/menu")
    assert (await town.people.chat(siti.id))["commands"] == []
    await siti.says("/menu")
    assert (await town.people.chat(siti.id))["commands"][0]["command"] == "menu"


@pytest.mark.parametrize("command", ["/menu", "/start"])
async def test_going_home_in_the_middle_loses_nothing(siti: Talker, command: str) -> None:
    """As in NousResearch/hermes-agent#66029, whoever presses Start again is answered and not thrown back."""
    await siti.opens("SAKIP", "bb")
    home = await siti.says(command)
    assert "📝 SAKIP" in home["text"]
    assert "2/3" in (await siti.presses("Lanjutkan SAKIP"))["text"]
    assert "3/3" in (await siti.says("75,5"))["text"]


async def test_home_pressed_twice_is_home(town: Town, siti: Talker) -> None:
    """Telegram refuses a change that changes nothing (nutgram/nutgram#692); an older home is one as well."""
    first = await siti.says("/menu")
    second = await siti.says("/menu")
    for _ in range(2):
        await siti.forges(Home().pack())
    assert (await siti.card())["message_id"] == second["message_id"]
    await siti.presses("Lainnya ›", first)
    assert labels(await siti.message(first["message_id"]))[-1] == "‹ Beranda"
    assert town.undelivered == []
