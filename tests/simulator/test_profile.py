import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)

from simulator.client import People
from tests.simulator.api import BUDI, SITI, Api


async def menu(people: People, person: int) -> list[str]:
    return [command["command"] for command in (await people.chat(person))["commands"]]


async def test_who_the_bot_is(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (7_000_000_001, "simulator_bot", True)


async def test_the_nearest_scope_makes_the_menu(bot: Bot, people: People) -> None:
    await bot.set_my_commands([BotCommand("start", "Mulai")])
    assert await menu(people, SITI) == ["start"]
    await bot.set_my_commands([BotCommand("iku", "Angka")], scope=BotCommandScopeAllPrivateChats())
    assert await menu(people, SITI) == ["iku"]
    await bot.set_my_commands([BotCommand("lapor", "Lapor")], scope=BotCommandScopeChat(SITI))
    assert await menu(people, SITI) == ["lapor"]
    assert await menu(people, BUDI) == ["iku"]
    await bot.set_my_commands(
        [BotCommand("batal", "Batal")], scope=BotCommandScopeChat(SITI), language_code="id"
    )
    assert await menu(people, SITI) == ["batal"]
    assert await bot.get_my_commands(scope=BotCommandScopeChat(SITI)) == (BotCommand("lapor", "Lapor"),)
    for language in ("id", None):
        await bot.delete_my_commands(scope=BotCommandScopeChat(SITI), language_code=language)
    assert await menu(people, SITI) == ["iku"]
    await bot.set_my_commands([], scope=BotCommandScopeAllPrivateChats())
    assert await menu(people, SITI) == ["start"]
    await bot.delete_my_commands()
    assert await menu(people, SITI) == []


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([("Lapor", "x")], "BOT_COMMAND_INVALID"),
        ([("lapor-opd", "x")], "BOT_COMMAND_INVALID"),
        ([("x" * 33, "x")], "command length must not exceed 32"),
        ([("/", "x")], "command must be non-empty"),
        ([("lapor", " ")], "command description must be non-empty"),
        ([("lapor", "x" * 257)], "command description length must not exceed 256"),
        ([("lapor", "x")] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_that_telegram_refuses(api: Api, commands: list[tuple[str, str]], reason: str) -> None:
    given = [{"command": name, "description": description} for name, description in commands]
    assert await api.refusal("setMyCommands", commands=given) == f"Bad Request: {reason}"


async def test_a_leading_slash_is_forgiven(api: Api) -> None:
    await api.result("setMyCommands", commands=[{"command": "/iku", "description": "Angka"}])
    assert await api.result("getMyCommands") == [{"command": "iku", "description": "Angka"}]


async def test_commands_for_a_chat_that_the_bot_does_not_know(api: Api) -> None:
    scope = {"type": "chat", "chat_id": BUDI}
    command = {"command": "iku", "description": "Angka"}
    assert (
        await api.refusal("setMyCommands", commands=[command], scope=scope) == "Bad Request: chat not found"
    )


async def test_names_and_descriptions(bot: Bot, api: Api) -> None:
    assert (await bot.get_my_name()).name == "Bot"
    await bot.set_my_name("Bot IKU")
    await bot.set_my_description("Uraian", language_code="id")
    await bot.set_my_short_description("Singkat")
    assert (await bot.get_my_name(language_code="id")).name == "Bot IKU"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_description(language_code="id")).description == "Uraian"
    assert (await bot.get_my_short_description()).short_description == "Singkat"
    assert await api.refusal("setMyName", name="x" * 65) == "Bad Request: BOT_NAME_TOO_LONG"


async def test_the_menu_button(bot: Bot, api: Api) -> None:
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await bot.set_chat_menu_button(SITI, MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(SITI), MenuButtonDefault)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    assert await api.refusal("getChatMenuButton", chat_id=BUDI) == "Bad Request: chat not found"


async def test_chats_and_members(bot: Bot, api: Api) -> None:
    chat = await bot.get_chat(SITI)
    assert (chat.type, chat.first_name, chat.last_name) == ("private", "Siti", "Aminah")
    assert (await bot.get_chat_member(SITI, SITI)).user.first_name == "Siti"
    assert (await bot.get_chat_member(SITI, bot.id)).user.is_bot
    assert await api.refusal("getChatMember", chat_id=SITI, user_id=BUDI) == "Bad Request: member not found"
    assert await api.refusal("getChat", chat_id=BUDI) == "Bad Request: chat not found"


async def test_leaving_the_server_changes_nothing(bot: Bot) -> None:
    assert await bot.log_out()
    assert await bot.close()
    assert await bot.get_me()
