"""Formatted text: entities counted in UTF-16 units and white space trimmed, as Telegram does."""

import re
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]
# Plain text inside these is left alone: no link or command is looked for in code.
OPAQUE = {"code", "pre", "text_link", "text_mention"}
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
    r"|(?<![\w/.@])(?P<bare>(?:t\.me|(?:[a-z0-9-]+\.)+(?:id|com|org|net|me))(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]}'])?)(?!\w)"
)


@dataclass
class FormattedText:
    """A text without markup, and the entities that say how parts of it look."""

    text: str
    entities: list[Entity] = field(default_factory=list)

    def as_fields(self, text_field: str) -> dict[str, Any]:
        """Return the text and, if there are any, the entities under their names in a Message."""
        entities_field = "entities" if text_field == "text" else f"{text_field}_entities"
        return {text_field: self.text} | ({entities_field: self.entities} if self.entities else {})


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def with_found_entities(formatted: FormattedText) -> FormattedText:
    """Return the text with the links, commands, mentions and hashtags that Telegram finds by itself."""
    taken = [entity for entity in formatted.entities if entity["type"] in OPAQUE]
    found = []
    for match in _FOUND.finditer(formatted.text):
        kind = match.lastgroup or ""
        entity = {
            "offset": units(formatted.text[: match.start()]),
            "length": units(match[0]),
            "type": "url" if kind == "bare" else kind,
        }
        if not any(_overlap(entity, other) for other in taken):
            found.append(entity)
    return FormattedText(formatted.text, in_order([*formatted.entities, *found]))


def trimmed(formatted: FormattedText) -> FormattedText:
    """Return the text without white space at its end, nor at its start up to the first entity."""
    text = formatted.text.rstrip(" \n")
    first = min((entity["offset"] for entity in formatted.entities), default=units(text))
    lead = min(len(text) - len(text.lstrip(" \n")), first)
    end = units(text)
    kept = []
    for entity in formatted.entities:
        length = min(entity["offset"] + entity["length"], end) - entity["offset"]
        if length > 0:
            kept.append({**entity, "offset": entity["offset"] - lead, "length": length})
    return FormattedText(text[lead:], kept)


def in_order(entities: list[Entity]) -> list[Entity]:
    """Return the entities sorted as Telegram sends them: by start, the longer one first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )
