"""Turns a text with entities into the safe HTML of the people API: a few tags, everything else escaped."""

import re
from html import escape

from simulator.text import Entity

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "spoiler",
    "text_link": "a",
    "url": "a",
    "email": "a",
}
_SAFE_LINK = re.compile(r"(?:https?|tg|mailto):", re.IGNORECASE)


def to_html(text: str, entities: list[Entity]) -> str:
    """Return HTML with b i u s code pre a blockquote spoiler only, well nested, all text escaped.

    A quotation that is folded until it is pressed has the attribute `expandable`.
    """
    encoded = text.encode("utf-16-le")
    marked = [entity for entity in entities if entity["type"] in _TAGS]
    cuts = {0, len(encoded) // 2}
    for entity in marked:
        cuts |= {entity["offset"], entity["offset"] + entity["length"]}
    pieces: list[str] = []
    open_now: list[Entity] = []
    points = sorted(cuts)
    for start, end in zip(points, [*points[1:], None], strict=True):
        while any(_end(entity) <= start for entity in open_now):
            pieces.append(f"</{_TAGS[open_now.pop()['type']]}>")
        # An entity that crosses the end of an outer one was closed with it: it is opened again here.
        for entity in marked:
            if entity["offset"] <= start < _end(entity) and entity not in open_now:
                open_now.append(entity)
                pieces.append(_start_tag(entity, encoded))
        pieces.append(escape(_slice(encoded, start, end)))
    return "".join(pieces)


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])


def _slice(encoded: bytes, start: int, end: int | None) -> str:
    return encoded[start * 2 : None if end is None else end * 2].decode("utf-16-le", errors="replace")


def _start_tag(entity: Entity, encoded: bytes) -> str:
    tag = _TAGS[entity["type"]]
    if tag != "a":
        return f"<{tag} expandable>" if entity["type"] == "expandable_blockquote" else f"<{tag}>"
    inner = _slice(encoded, entity["offset"], _end(entity))
    link = entity.get("url") or (f"mailto:{inner}" if entity["type"] == "email" else inner)
    if not _SAFE_LINK.match(link):
        link = f"https://{link}"
    return f'<a href="{escape(link)}">'
