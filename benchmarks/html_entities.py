"""What Telegram makes of a text with parse_mode HTML: plain words and entities, or a refusal."""

import html
import re
from functools import lru_cache
from typing import Any

_TAG = re.compile(r"<(/?)([a-z-]+)([^<>]*)>|<|&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}


class BadText(Exception):
    """Telegram cannot parse the entities of a text."""


@lru_cache(maxsize=2048)
def plain(text: str, mode: str) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Return the words without their tags, and the entities. Raises BadText."""
    if mode != "HTML":
        return text, ()
    words, entities, opened, at = "", [], list[tuple[str, int, str]](), 0
    for tag in _TAG.finditer(text):
        closing, name, more = tag.groups()
        words += html.unescape(text[at : tag.start()])
        at = tag.end()
        if name is None and tag[0] == "&":
            words += "&"
        elif name not in _KINDS:
            raise BadText(f"can't parse entities: Unsupported start tag {name!r}")
        elif not closing:
            opened.append((name, _units(words), more))
        elif not opened or opened[-1][0] != name:
            raise BadText("can't parse entities: Unmatched end tag")
        else:
            _, begin, more = opened.pop()
            entity = {"type": _KINDS[name], "offset": begin, "length": _units(words) - begin}
            link = re.search(r'href="([^"]*)"', more)
            entities.append(entity | {"url": html.unescape(link[1])} if link else entity)
    if opened:
        raise BadText("can't parse entities: Can't find end tag")
    return words + html.unescape(text[at:]), tuple(entities)


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
