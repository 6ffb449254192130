"""Formatting that a bot gives as entities: what Telegram refuses in it (Client.cpp, MessageEntity.cpp)."""

from simulator.errors import ApiError, bad_request
from simulator.text import Entity, in_order, units

_FARTHEST = 1_000_000
# The formatting that a bot may give, each with the field that it cannot do without.
_FORMATTING: dict[str, str | None] = {
    "bold": None,
    "italic": None,
    "underline": None,
    "strikethrough": None,
    "spoiler": None,
    "code": None,
    "pre": None,
    "blockquote": None,
    "expandable_blockquote": None,
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
# Telegram finds these by itself, and overlooks them where a bot names them.
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}


def given_entities(entities: list[Entity], text: str) -> list[Entity]:
    """Return the formatting in order, without what Telegram overlooks; ApiError for what it refuses."""
    formatting = [entity for entity in entities if _is_formatting(entity)]
    for entity in formatting:
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= _FARTHEST:
                raise bad_request(f"receive an entity with incorrect {name} {entity[name]}")
    kept = in_order([entity for entity in formatting if entity["length"]])
    for entity in kept:
        _check_bounds(entity, text)
    return kept


def _is_formatting(entity: Entity) -> bool:
    kind = entity["type"]
    if kind in _FOUND:
        return False
    if not kind:
        raise _unreadable("Type is not specified")
    if kind not in _FORMATTING:
        raise _unreadable("Unsupported type specified")
    needed = _FORMATTING[kind]
    if needed and needed not in entity:
        raise _unreadable(f'Can\'t find field "{needed}"')
    return True


def _check_bounds(entity: Entity, text: str) -> None:
    start, end, length = entity["offset"], entity["offset"] + entity["length"], units(text)
    if start > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        beginning = f"entity beginning at UTF-16 offset {start}"
        raise bad_request(f"{beginning} ends after the end of the text at UTF-16 offset {end}")
    if (byte := _inside_a_symbol(text, start)) is not None:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
    if (byte := _inside_a_symbol(text, end)) is not None:
        beginning = f"entity beginning at UTF-16 offset {start}"
        raise bad_request(f"{beginning} ends in a middle of a UTF-16 symbol at byte offset {byte}")


def _inside_a_symbol(text: str, offset: int) -> int | None:
    """Return the byte behind the symbol of two units in whose middle an offset is; None if it is in none."""
    position, byte = 0, 0
    signs = iter(text)
    while position < offset:
        sign = next(signs)
        position, byte = position + units(sign), byte + len(sign.encode())
    return byte if position > offset else None


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {reason}")
