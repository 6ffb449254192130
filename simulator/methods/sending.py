"""Messages that the bot sends: new ones, copies, forwards, and the sign that it is typing."""

from typing import Any

from simulator.addressing import addressed_chat, known_chat, message_in
from simulator.entities import given_entities
from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.rules import caption_of, keyboard_of, text_of
from simulator.spec import Call
from simulator.state import Chat, Json, StoredMessage
from simulator.topics import thread_fields

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
# What a copy carries: everything that makes up the content, nothing of who sent it and when.
_CONTENT_FIELDS = ("text", "entities", "caption", "caption_entities", "photo", "document", "sticker", "voice")


def send_message(hub: Hub, call: Call) -> Json:
    chat = addressed_chat(hub.world, call)
    fields = text_of(call).as_fields("text")
    if "link_preview_options" in call.params:
        fields["link_preview_options"] = call.get("link_preview_options")
    elif call.get("disable_web_page_preview"):
        fields["link_preview_options"] = {"is_disabled": True}
    return deliver(hub, chat, call, fields)


def deliver(hub: Hub, chat: Chat, call: Call, fields: dict[str, Any]) -> Json:
    """Show a new message of the bot with the call's keyboard and reply; return Telegram's Message."""
    keyboard = keyboard_of(call)
    replied = _replied(chat, call)
    content = {
        "message_id": hub.next_message_id(),
        "from": hub.world.bot.as_user(),
        "chat": hub.world.chat_as_json(chat.id),
        "date": hub.world.clock.timestamp(),
        **fields,
        **thread_fields(chat, call.get("message_thread_id"), replied),
        **({"reply_markup": keyboard} if keyboard else {}),
        **({"has_protected_content": True} if call.get("protect_content") else {}),
    }
    return hub.add_message(chat, content, by_bot=True).content


def _replied(chat: Chat, call: Call) -> StoredMessage | None:
    asked = call.get("reply_parameters", _legacy_reply(call))
    if not asked:
        return None
    given_entities(asked.get("quote_entities", []), asked.get("quote", ""))
    message = chat.messages.get(asked["message_id"])
    if message and not message.deleted:
        return message
    if asked.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _legacy_reply(call: Call) -> Json | None:
    """Return what the parameters from before reply_parameters ask for; Telegram still reads them."""
    identifier = call.get("reply_to_message_id", 0)
    lenient = call.get("allow_sending_without_reply", False)
    return {"message_id": identifier, "allow_sending_without_reply": lenient} if identifier > 0 else None


def copy_message(hub: Hub, call: Call) -> Json:
    chat = addressed_chat(hub.world, call)
    source = message_in(known_chat(hub.world, call.get("from_chat_id")), call.get("message_id"), "copy")
    fields = {key: source.content[key] for key in _CONTENT_FIELDS if key in source.content}
    if "caption" in call.params and "text" not in fields:
        fields.pop("caption_entities", None)
        fields |= caption_of(call).as_fields("caption")
    return {"message_id": deliver(hub, chat, call, fields)["message_id"]}


def forward_message(hub: Hub, call: Call) -> Json:
    chat = addressed_chat(hub.world, call)
    source = message_in(known_chat(hub.world, call.get("from_chat_id")), call.get("message_id"), "forward")
    fields = {key: source.content[key] for key in _CONTENT_FIELDS if key in source.content}
    fields["forward_origin"] = {
        "type": "user",
        "sender_user": source.content["from"],
        "date": source.content["date"],
    }
    return deliver(hub, chat, call, fields)


def send_chat_action(hub: Hub, call: Call) -> bool:
    if call.get("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    hub.show_action(addressed_chat(hub.world, call), call.get("action"))
    return True
