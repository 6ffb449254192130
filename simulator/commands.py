"""The bot's command lists: which scope holds which, and which one a person sees."""

import re

from simulator.errors import bad_request
from simulator.state import Json, World

MAX_COMMANDS = 100
MAX_NAME = 32
MAX_DESCRIPTION = 256
PERSON_LANGUAGE = "id"
_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")


def scope_key(scope: Json | None, language: str) -> str:
    """Return the key under which the commands of a scope and language are kept."""
    given = scope or {"type": "default"}
    parts = [str(given[name]) for name in ("type", "chat_id", "user_id") if name in given]
    return ":".join(parts) + (f"|{language}" if language else "")


def checked_commands(commands: list[Json]) -> list[Json]:
    """Return the commands as Telegram keeps them; ApiError for names and descriptions it refuses."""
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_checked(command) for command in commands]


def _checked(command: Json) -> Json:
    name = command["command"].strip().removeprefix("/")
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > MAX_NAME:
        raise bad_request(f"command length must not exceed {MAX_NAME}")
    description = command["description"].strip()
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_DESCRIPTION}")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def checked_language(code: str) -> str:
    """Return a language code; ApiError unless it is none, or two small letters."""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def commands_for(world: World, chat_id: int) -> list[Json]:
    """Return what a private chat's menu shows: the nearest scope that has a list, the language first."""
    for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
        for key in (f"{scope}|{PERSON_LANGUAGE}", scope):
            if key in world.commands:
                return world.commands[key]
    return []
