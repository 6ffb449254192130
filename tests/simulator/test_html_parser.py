import pytest

from simulator.errors import ApiError
from simulator.html_parser import parse_html

# The wrong texts and the sentences are those of TDLib's own test of parse_html.
WRONG = {
    "🏟 🏟&lt;<abacaba": "Unclosed start tag at byte offset 13",
    "🏟 🏟&lt;<abac aba>": 'Unsupported start tag "abac" at byte offset 13',
    "🏟 🏟&lt;<abac>": 'Unsupported start tag "abac" at byte offset 13',
    "🏟 🏟&lt;<i   =aba>": 'Empty attribute name in the tag "i" at byte offset 13',
    "🏟 🏟&lt;<i    aba>": 'Can\'t find end tag corresponding to start tag "i"',
    "🏟 🏟&lt;<i    aba  =  ": 'Unclosed start tag "i" at byte offset 13',
    "🏟 🏟&lt;<i    aba  =  190azAz-.,": "Unexpected end of name token at byte offset 27",
    '🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>': "Unclosed start tag at byte offset 13",
    "🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;>": "Unclosed start tag at byte offset 13",
    "🏟 🏟&lt;</": "Unexpected end tag at byte offset 13",
    "🏟 🏟&lt;<b></b></": "Unexpected end tag at byte offset 20",
    "🏟 🏟&lt;<i>a</i   ": "Unclosed end tag at byte offset 17",
    "🏟 🏟&lt;<i>a</em   >": 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"',
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
    "<b>tebal": 'Can\'t find end tag corresponding to start tag "b"',
    "<b><i>x</b></i>": 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "<a href": 'Unclosed start tag "a" at byte offset 0',
    "<a  ": 'Unclosed start tag "a" at byte offset 0',
    '<tg-emoji emoji-id="x">y</tg-emoji>': "Invalid custom emoji identifier specified",
    '<tg-time unix="x">y</tg-time>': "Invalid date-time format specified",
}


@pytest.mark.parametrize("source", WRONG)
def test_what_telegram_refuses_is_refused_in_its_words(source: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {WRONG[source]}"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A & B &nbsp; &laquo;", "A & B &nbsp; &laquo;"),
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&#65;&#x42;&lt", "AB<"),
        ("&#0;&#12345678;&#x110000;&#xD800;", "&#0;&#12345678;&#x110000;&#xD800;"),
        ("2 > 1", "2 > 1"),
        ("<b>x</>", "x"),
        ("<B>x</b >", "x"),
        ("<i></i>", ""),
        ("<a href='bukan tautan'>x</a>", "x"),
    ],
)
def test_what_telegram_forgives(source: str, text: str) -> None:
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("em", "italic"),
        ("ins", "underline"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_each_tag_gives_its_entity(tag: str, kind: str) -> None:
    assert parse_html(f"a<{tag}>bc</{tag}>").entities == [{"type": kind, "offset": 1, "length": 2}]


def test_entities_are_counted_in_utf16_units_and_sorted_outer_first() -> None:
    parsed = parse_html("🏟<b>🏟 <i>x</i></b>")
    assert parsed.text == "🏟🏟 x"
    assert parsed.entities == [
        {"type": "bold", "offset": 2, "length": 4},
        {"type": "italic", "offset": 5, "length": 1},
    ]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<a href="https://a.id/?x=1&amp;y=2">x</a>', "https://a.id/?x=1&y=2"),
        ("<a href='probolinggo.go.id'>x</a>", "http://probolinggo.go.id"),
        ("<a>https://a.id</a>", "https://a.id"),
        ('<a href="tg://user?id=5">x</a>', "tg://user?id=5"),
    ],
)
def test_links(source: str, url: str) -> None:
    (entity,) = parse_html(source).entities
    assert (entity["type"], entity["url"]) == ("text_link", url)


def test_a_link_that_telegram_drops_leaves_plain_text() -> None:
    assert parse_html("<a href='javascript:alert(1)'>x</a>").entities == []


def test_code_of_a_language_inside_pre_is_one_block() -> None:
    parsed = parse_html('<pre><code class="language-python">x</code></pre>')
    assert parsed.entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_code_without_pre_has_no_language() -> None:
    assert "language" not in parse_html('<code class="language-python">x</code>').entities[0]


def test_pre_around_more_than_the_code_keeps_both() -> None:
    kinds = [entity["type"] for entity in parse_html("<pre>a<code>b</code></pre>").entities]
    assert kinds == ["pre", "code"]


def test_the_less_usual_tags() -> None:
    source = (
        "<blockquote expandable>q</blockquote>"
        '<span class="tg-spoiler">s</span>'
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>'
        '<tg-time unix="1647531900" format=wDT>then</tg-time>'
    )
    quote, spoiler, emoji, moment = parse_html(source).entities
    assert quote["type"] == "expandable_blockquote"
    assert spoiler["type"] == "spoiler"
    assert emoji["custom_emoji_id"] == "5368324170671202286"
    assert (moment["unix_time"], moment["date_time_format"]) == (1647531900, "wdt")
