import pytest

from simulator.html_view import to_html
from simulator.text import FormattedText, trimmed, units, with_found_entities


def found(text: str) -> list[tuple[str, str]]:
    entities = with_found_entities(FormattedText(text)).entities
    encoded = text.encode("utf-16-le")
    return [
        (entity["type"], encoded[entity["offset"] * 2 :][: entity["length"] * 2].decode("utf-16-le"))
        for entity in entities
    ]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("🏟 /lapor@iku_bot, lalu /iku", [("bot_command", "/lapor@iku_bot"), ("bot_command", "/iku")]),
        ("dan/atau 24/7", []),
        ("lihat https://a.id/x?y=1.", [("url", "https://a.id/x?y=1")]),
        ("(t.me/iku_bot?start=x)", [("url", "t.me/iku_bot?start=x")]),
        ("probolinggokota.go.id", [("url", "probolinggokota.go.id")]),
        ("opd@probolinggo.go.id", [("email", "opd@probolinggo.go.id")]),
        ("@siti_aminah #iku2026 #2026", [("mention", "@siti_aminah"), ("hashtag", "#iku2026")]),
        ("nilai 80.15 dan A.B", []),
    ],
)
def test_what_telegram_finds_by_itself(text: str, entities: list[tuple[str, str]]) -> None:
    assert found(text) == entities


def test_nothing_is_found_inside_code() -> None:
    code = FormattedText("/start /iku", [{"type": "code", "offset": 0, "length": 6}])
    assert [entity["type"] for entity in with_found_entities(code).entities] == ["code", "bot_command"]


def test_units_count_an_emoji_twice() -> None:
    assert units("a🏟") == 3


def test_white_space_goes_from_the_end_and_up_to_the_first_entity() -> None:
    bold = {"type": "bold", "offset": 3, "length": 6}
    assert trimmed(FormattedText("\n  tebal \n", [bold])) == FormattedText(
        "tebal", [{"type": "bold", "offset": 0, "length": 5}]
    )
    leading = {"type": "bold", "offset": 0, "length": 3}
    assert trimmed(FormattedText("  x", [leading])).text == "  x"


def test_an_entity_of_white_space_only_goes_away() -> None:
    assert trimmed(FormattedText("x  ", [{"type": "bold", "offset": 1, "length": 2}])).entities == []


def test_html_is_escaped_and_nested() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 9},
        {"type": "italic", "offset": 2, "length": 2},
        {"type": "mention", "offset": 0, "length": 1},
    ]
    assert to_html('<b>"🏟&</b>', entities) == "<b>&lt;b<i>&gt;&quot;</i>🏟&amp;&lt;/</b>b&gt;"


def test_html_of_crossing_entities_is_still_well_nested() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}, {"type": "italic", "offset": 2, "length": 4}]
    assert to_html("abcdef", entities) == "<b>ab<i>cd</i></b><i>ef</i>"


@pytest.mark.parametrize(
    ("text", "entity", "html"),
    [
        ("x", {"type": "text_link", "url": 'https://a.id/"x'}, '<a href="https://a.id/&quot;x">x</a>'),
        ("x", {"type": "text_link", "url": "javascript:x"}, '<a href="https://javascript:x">x</a>'),
        ("a.id", {"type": "url"}, '<a href="https://a.id">a.id</a>'),
        ("a@b.id", {"type": "email"}, '<a href="mailto:a@b.id">a@b.id</a>'),
        ("s", {"type": "spoiler"}, "<spoiler>s</spoiler>"),
    ],
)
def test_html_links_lead_only_where_links_may_lead(text: str, entity: dict[str, str], html: str) -> None:
    assert to_html(text, [{"offset": 0, "length": units(text), **entity}]) == html
