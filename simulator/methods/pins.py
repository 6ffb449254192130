"""Messages pinned at the top of a chat, as the Bot API server and TDLib decide about them."""

from simulator.addressing import message_in, writable_chat
from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.service import add_report
from simulator.service_kinds import SERVICE_KINDS
from simulator.spec import Call
from simulator.state import Chat, Json, StoredMessage


def pin_message(hub: Hub, call: Call) -> bool:
    """Pin a message; the bot hears of its own pin, too, by a service message."""
    chat, message = _target(hub, call, "pin")
    if message.content["message_id"] in chat.pinned:
        raise bad_request("CHAT_NOT_MODIFIED")
    hub.set_pinned(chat, message, is_pinned=True)
    report = {key: value for key, value in message.content.items() if key != "reply_to_message"}
    add_report(hub, chat, "pinned_message", report)
    return True


def unpin_message(hub: Hub, call: Call) -> bool:
    """Unpin a message, by default the newest of those that are pinned. Nobody is told."""
    chat, message = _target(hub, call, "unpin")
    if message.content["message_id"] not in chat.pinned:
        raise bad_request("CHAT_NOT_MODIFIED")
    hub.set_pinned(chat, message, is_pinned=False)
    return True


def _target(hub: Hub, call: Call, purpose: str) -> tuple[Chat, StoredMessage]:
    chat = writable_chat(hub.world, call.get("chat_id"))
    wanted = call.get("message_id")
    if purpose == "unpin" and not wanted:
        wanted = max(chat.pinned, default=None)
    message = message_in(chat, wanted, purpose)
    if any(kind in message.content for kind in SERVICE_KINDS):
        raise bad_request("service messages can't be pinned")
    return chat, message


def pinned_in(chat: Chat) -> Json:
    """Return what getChat says of it: the newest of the pinned messages, whenever it was pinned."""
    if not chat.pinned:
        return {}
    newest = chat.messages[max(chat.pinned)].content
    return {"pinned_message": {key: value for key, value in newest.items() if key != "reply_to_message"}}
