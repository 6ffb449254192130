"""The bot's icons are seen: each of them is in the font that the page brings along."""

import re

from tests.places import ROOT

PICTURES = 0x1F000
"""From here on Unicode has pictures, which no font for letters has."""


def in_the_font() -> set[int]:
    css = (ROOT / "simulator" / "page" / "css" / "fonts.css").read_text(encoding="utf-8")
    emoji = css[css.index("noto-color-emoji") :]
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", emoji)
    return {code for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)}


def test_every_icon_of_the_bot_is_in_the_font_of_the_page() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "handlers").rglob("*.py")))
    used = {character for character in said if ord(character) >= PICTURES}
    assert {"🔶", "🔁", "📎"} <= used
    assert {character for character in used if ord(character) not in in_the_font()} == set()
