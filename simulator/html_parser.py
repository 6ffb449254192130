"""Telegram's HTML: what it lets through, what it forgives, and its words for the rest.

The rules and the sentences are those of TDLib's ``parse_html`` (td/telegram/MessageEntity.cpp).
"""

import re
from dataclasses import dataclass, field

from simulator.errors import ApiError, bad_request
from simulator.text import Entity, FormattedText, in_order, units

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_ENTITY = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_MAX_CODE_POINT = 0x10FFFF
_LONGEST_NUMERIC_ENTITY = 10
_LINK = re.compile(r"(?:https?|tg|ftp|tonsite)://\S+|mailto:\S+", re.IGNORECASE)
_BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/:?#]\S*)?")


@dataclass
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass
class _Parser:
    source: str
    position: int = 0
    text: str = ""
    offset: int = 0
    open_tags: list[_OpenTag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> FormattedText:
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == "<":
                self._tag()
            else:
                self._add(self._reference() if character == "&" else self._take(1))
        if self.open_tags:
            raise _refused(f'Can\'t find end tag corresponding to start tag "{self.open_tags[-1].name}"')
        return FormattedText(self.text, in_order(self.entities))

    def _add(self, piece: str) -> None:
        self.text += piece
        self.offset += units(piece)

    def _take(self, count: int) -> str:
        piece = self.source[self.position : self.position + count]
        self.position += count
        return piece

    def _reference(self) -> str:
        """Return what a character reference means; an unknown one stands for itself."""
        match = _ENTITY.match(self.source, self.position)
        meaning = _meaning(match) if match else ""
        if not match or not meaning:
            return self._take(1)
        self.position = match.end()
        return meaning

    def _here(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def _until(self, stops: str) -> str:
        start = self.position
        while (character := self._peek()) and character not in stops and not character.isspace():
            self.position += 1
        return self.source[start : self.position]

    def _skip_space(self) -> None:
        while self._peek().isspace():
            self.position += 1

    def _tag(self) -> None:
        begin = self.position
        self.position += 1
        if self._peek() == "/":
            self.position += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._until(">").lower()
        if not self._peek():
            raise _refused(f"Unclosed start tag {self._here(begin)}")
        if name not in _TYPES:
            raise _refused(f'Unsupported start tag "{name}" {self._here(begin)}')
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                break
            key, value = self._attribute(name, begin)
            attributes[key] = value
        self.position += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" {self._here(begin)}')
        self.open_tags.append(_OpenTag(name, attributes, self.offset, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        key = self._until("=>").lower()
        if not key:
            reason = (
                f'Empty attribute name in the tag "{tag}"' if self._peek() else f'Unclosed start tag "{tag}"'
            )
            raise _refused(f"{reason} {self._here(begin)}")
        self._skip_space()
        if self._peek() != "=":
            if not self._peek():
                raise _refused(f'Unclosed start tag "{tag}" {self._here(begin)}')
            return key, ""
        self.position += 1
        self._skip_space()
        if not self._peek():
            raise _refused(f'Unclosed start tag "{tag}" {self._here(begin)}')
        value = self._quoted() if self._peek() in "'\"" else self._name_token()
        if not self._peek():
            raise _refused(f"Unclosed start tag {self._here(begin)}")
        return key, value

    def _quoted(self) -> str:
        quote = self._take(1)
        value = ""
        while (character := self._peek()) and character != quote:
            value += self._reference() if character == "&" else self._take(1)
        self.position += 1
        return value

    def _name_token(self) -> str:
        begin = self.position
        while (
            (character := self._peek()) and character.isascii() and (character.isalnum() or character in ".-")
        ):
            self.position += 1
        if not self._peek().isspace() and self._peek() != ">":
            raise _refused(f"Unexpected end of name token {self._here(begin)}")
        return self.source[begin : self.position].lower()

    def _end_tag(self, begin: int) -> None:
        if not self.open_tags:
            raise _refused(f"Unexpected end tag {self._here(begin)}")
        name = self._until(">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise _refused(f"Unclosed end tag {self._here(begin)}")
        tag = self.open_tags.pop()
        if name not in ("", tag.name):
            raise _refused(
                f'Unmatched end tag {self._here(begin)}, expected "</{tag.name}>", found "</{name}>"'
            )
        self.position += 1
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Entity = {"offset": tag.offset, "length": self.offset - tag.offset, "type": _TYPES[tag.name]}
        if tag.name == "a":
            link = _checked_link(tag.attributes.get("href") or self.text[tag.start :])
            if not link:
                return
            entity["url"] = link
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = _emoji_id(tag.attributes.get("emoji-id", ""))
        elif tag.name == "tg-time":
            entity |= _moment(tag.attributes)
        elif tag.name == "pre" and self._took_code_inside(entity):
            return
        elif tag.name == "code" and tag.attributes.get("class", "").startswith("language-"):
            entity["language"] = tag.attributes["class"].removeprefix("language-")
        self.entities.append(entity)

    def _took_code_inside(self, block: Entity) -> bool:
        """Turn ``<pre><code class="language-x">`` into one pre of that language, as Telegram does."""
        inner = self.entities[-1] if self.entities else {}
        same = inner.get("type") == "code" and (inner["offset"], inner["length"]) == (
            block["offset"],
            block["length"],
        )
        if same and "language" in inner:
            inner["type"] = "pre"
            return True
        return False


def parse_html(source: str) -> FormattedText:
    """Return the text and entities of Telegram's HTML; ApiError in Telegram's words where it is wrong."""
    formatted = _Parser(source).parse()
    for entity in formatted.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return formatted


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _meaning(match: re.Match[str]) -> str:
    if match["name"]:
        return _NAMED.get(match["name"], "")
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    too_long = len(match[0].rstrip(";")) >= _LONGEST_NUMERIC_ENTITY
    surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 — Unicode's own bounds of the surrogates
    return "" if code == 0 or code >= _MAX_CODE_POINT or too_long or surrogate else chr(code)


def _checked_link(link: str) -> str:
    """Return the link as Telegram keeps it; an empty text for one that it silently drops."""
    if _LINK.fullmatch(link):
        return link
    return f"http://{link}" if _BARE_LINK.fullmatch(link) else ""


def _emoji_id(value: str) -> str:
    if not value.isdecimal() or int(value) == 0:
        raise _refused("Invalid custom emoji identifier specified")
    return value


def _moment(attributes: dict[str, str]) -> Entity:
    if not attributes.get("unix", "").isdecimal():
        raise _refused("Invalid date-time format specified")
    moment: Entity = {"unix_time": int(attributes["unix"])}
    return moment | ({"date_time_format": attributes["format"]} if attributes.get("format") else {})
