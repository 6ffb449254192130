"""What the bot may know about a chat."""

from simulator.addressing import known_chat
from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.methods.pins import pinned_in
from simulator.spec import Call
from simulator.state import Json


def get_chat(hub: Hub, call: Call) -> Json:
    """Return Telegram's ChatFullInfo."""
    chat = known_chat(hub.world, call.get("chat_id"))
    return {
        **hub.world.chat_as_json(chat.id),
        **pinned_in(chat),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def get_chat_member(hub: Hub, call: Call) -> Json:
    chat = known_chat(hub.world, call.get("chat_id"))
    if call.get("user_id") == hub.world.bot.id:
        return {"status": "member", "user": hub.world.bot.as_user()}
    if call.get("user_id") not in (chat.members or [chat.id]):
        raise bad_request("member not found")
    return {"status": "member", "user": hub.world.people[call.get("user_id")].as_user()}
