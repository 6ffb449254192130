import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.storable import storable, storable_json

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("catatan \ud83d", "catatan \ufffd"),
        ("\ude00 terbalik \ud83d", "\ufffd terbalik \ufffd"),
        ("BB\0", "BB"),
        ("½ 👍 \u202e\u200b", "½ 👍 \u202e\u200b"),
        ("", ""),
    ],
)
def test_what_no_database_holds_is_replaced_and_the_rest_stays(came: str, kept: str) -> None:
    assert storable(came) == kept


@given(ANYTHING)
def test_every_text_becomes_utf8_without_nul_and_once_is_enough(text: str) -> None:
    kept = storable(text)
    assert b"\0" not in kept.encode()
    assert storable(kept) == kept


def test_json_is_made_storable_in_every_corner() -> None:
    came = {"nama\ud83d": ["a\0", {"b": ("\udc00", 1, None, True, 2.5)}]}
    assert storable_json(came) == {"nama\ufffd": ["a", {"b": ["\ufffd", 1, None, True, 2.5]}]}
