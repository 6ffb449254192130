"""Photos, documents and albums that the bot sends, and the files it asks for."""

from typing import Any

from simulator.addressing import addressed_chat
from simulator.errors import bad_request
from simulator.files import (
    by_reference,
    document_json,
    downloadable,
    photo_size_json,
    store_document,
    store_photo,
)
from simulator.hub import Hub
from simulator.methods.sending import deliver
from simulator.rules import caption_of, keyboard_of
from simulator.spec import Call, Upload
from simulator.state import Json, World

_ATTACHED = "attach://"
_MIN_ALBUM, _MAX_ALBUM = 2, 10


def send_photo(hub: Hub, call: Call) -> Json:
    return _send_one(hub, call, "photo")


def send_document(hub: Hub, call: Call) -> Json:
    return _send_one(hub, call, "document")


def _send_one(hub: Hub, call: Call, kind: str) -> Json:
    chat = addressed_chat(hub.world, call)
    caption = caption_of(call)
    # Refused keyboards must not leave a stored file behind.
    keyboard_of(call)
    fields = {kind: medium(hub.world, call, call.get(kind), kind)}
    return deliver(hub, chat, call, fields | (caption.as_fields("caption") if caption.text else {}))


def send_media_group(hub: Hub, call: Call) -> list[Json]:
    chat = addressed_chat(hub.world, call)
    items: list[Json] = call.get("media")
    if not _MIN_ALBUM <= len(items) <= _MAX_ALBUM:
        raise bad_request("an album must have 2 to 10 items")
    kinds = {item["type"] for item in items}
    if unsupported := kinds - {"photo", "document"}:
        raise bad_request(f"the simulator does not support albums of {unsupported.pop()}")
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    prepared = [_album_item(hub.world, call, item) for item in items]
    group = str(hub.world.next_number("media_group"))
    return [deliver(hub, chat, call, {"media_group_id": group, **fields}) for fields in prepared]


def _album_item(world: World, call: Call, item: Json) -> Json:
    caption = caption_of(Call(call.method, item, call.files))
    fields: Json = {item["type"]: medium(world, call, item["media"], item["type"])}
    return fields | (caption.as_fields("caption") if caption.text else {})


def medium(world: World, call: Call, given: Upload | str, kind: str) -> Any:  # noqa: ANN401 — sizes or a document
    """Return Telegram's photo sizes or document for an upload, an attached upload or a file_id."""
    if isinstance(given, str) and given.startswith(_ATTACHED):
        attached = call.files.get(given.removeprefix(_ATTACHED))
        if attached is None:
            raise bad_request("can't parse InputMedia: media not found")
        given = attached
    if isinstance(given, Upload):
        return store_photo(world, given) if kind == "photo" else store_document(world, given)
    stored = by_reference(world, given, kind)
    return [photo_size_json(stored)] if kind == "photo" else document_json(stored)


def get_file(hub: Hub, call: Call) -> Json:
    own = hub.own_server
    stored = downloadable(hub.world, call.get("file_id"), unlimited=own is not None and own.local)
    content = hub.world.contents[stored.content_key]
    path = own.kept(stored, content, hub.world.bot.token) if own else stored.path
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": path,
    }
