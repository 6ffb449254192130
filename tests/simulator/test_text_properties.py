"""Whatever the text, the parser answers like Telegram or refuses like it, and the shown HTML is safe."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ApiError
from simulator.html_parser import parse_html
from simulator.html_view import to_html
from simulator.text import trimmed, units, with_found_entities

PIECES = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href='https://a.id'>",
    "</a>",
    "<",
    ">",
    "&lt;",
    "&",
    "🏟",
    " ",
    "\n",
    "/iku",
]
SOURCES = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join)
ALLOWED = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "spoiler"}


class Nesting(HTMLParser):
    """Fails where tags do not close in the order in which they opened, and keeps the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert tag == "a" or not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(max_examples=150, deadline=None)
@given(SOURCES)
def test_parsed_text_is_shown_as_it_is(source: str) -> None:
    try:
        formatted = with_found_entities(trimmed(parse_html(source)))
    except ApiError as error:
        refusal = error.description
        assert refusal.startswith("Bad Request: can't parse entities: ")
        return
    for entity in formatted.entities:
        assert entity["offset"] >= 0
        assert 0 < entity["offset"] + entity["length"] <= units(formatted.text)
    shown = Nesting()
    shown.feed(to_html(formatted.text, formatted.entities))
    shown.close()
    assert shown.open == []
    # An HTML parser reads a carriage return as a line feed, and drops a null.
    assert shown.text.replace("\r", "\n") == formatted.text.replace("\r", "\n")
