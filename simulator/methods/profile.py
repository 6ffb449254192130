"""The bot itself: who it is, its names, its commands and its menu button."""

from simulator.addressing import known_chat
from simulator.commands import checked_commands, checked_language, commands_for, scope_key
from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.spec import Call
from simulator.state import Json

_LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def get_me(hub: Hub, _call: Call) -> Json:
    return {
        **hub.world.bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def leave(_hub: Hub, _call: Call) -> bool:
    """Answer logOut and close: there is no other server to move to, so nothing changes."""
    return True


def set_commands(hub: Hub, call: Call) -> bool:
    key = _checked_scope(hub, call)
    commands = checked_commands(call.get("commands"))
    if commands:
        hub.world.commands[key] = commands
    else:
        hub.world.commands.pop(key, None)
    _tell_commands(hub, call)
    return True


def delete_commands(hub: Hub, call: Call) -> bool:
    hub.world.commands.pop(_checked_scope(hub, call), None)
    _tell_commands(hub, call)
    return True


def get_commands(hub: Hub, call: Call) -> list[Json]:
    return hub.world.commands.get(_checked_scope(hub, call), [])


def _checked_scope(hub: Hub, call: Call) -> str:
    scope: Json | None = call.get("scope")
    if scope and "chat_id" in scope:
        known_chat(hub.world, scope["chat_id"])
    return scope_key(scope, _language(call))


def _tell_commands(hub: Hub, call: Call) -> None:
    only = (call.get("scope") or {}).get("chat_id")
    for person_id in hub.world.people if only is None else [only]:
        data = {"person_id": person_id, "commands": commands_for(hub.world, person_id)}
        hub.tell("commands", data, person_id)


def set_name(hub: Hub, call: Call) -> bool:
    return _set_text(hub, call, "name")


def set_description(hub: Hub, call: Call) -> bool:
    return _set_text(hub, call, "description")


def set_short_description(hub: Hub, call: Call) -> bool:
    return _set_text(hub, call, "short_description")


def get_name(hub: Hub, call: Call) -> Json:
    return {"name": _text(hub, call, "name") or hub.world.bot.first_name}


def get_description(hub: Hub, call: Call) -> Json:
    return {"description": _text(hub, call, "description")}


def get_short_description(hub: Hub, call: Call) -> Json:
    return {"short_description": _text(hub, call, "short_description")}


def _language(call: Call) -> str:
    return checked_language(call.get("language_code", ""))


def _set_text(hub: Hub, call: Call, kind: str) -> bool:
    text = call.get(kind, "")
    if len(text) > _LENGTHS[kind]:
        raise bad_request(f"BOT_{kind.upper()}_TOO_LONG")
    hub.world.profile[f"{kind}|{_language(call)}"] = text
    return True


def _text(hub: Hub, call: Call, kind: str) -> str:
    for language in (_language(call), ""):
        if text := hub.world.profile.get(f"{kind}|{language}"):
            return text
    return ""


def set_menu_button(hub: Hub, call: Call) -> bool:
    if call.get("chat_id"):
        known_chat(hub.world, call.get("chat_id"))
    hub.world.menu_buttons[call.get("chat_id", 0)] = call.get("menu_button") or {"type": "default"}
    return True


def get_menu_button(hub: Hub, call: Call) -> Json:
    if call.get("chat_id"):
        known_chat(hub.world, call.get("chat_id"))
    default = hub.world.menu_buttons.get(0, {"type": "commands"})
    return hub.world.menu_buttons.get(call.get("chat_id", 0), default)
