"""Calls without the library's objects say exactly what the library would have said."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.telegram.calls import keyboard

_WORDS = st.text(min_size=1, max_size=9)
_KEYS = st.one_of(
    st.builds(
        InlineKeyboardButton,
        _WORDS,
        callback_data=_WORDS,
        style=st.none() | st.sampled_from(["primary", "success", "danger", "new"]),
        icon_custom_emoji_id=st.none() | _WORDS,
        api_kwargs=st.none() | st.just({"of": "2031"}),
    ),
    st.builds(InlineKeyboardButton, _WORDS, url=_WORDS),
    st.builds(InlineKeyboardButton, _WORDS, copy_text=st.builds(CopyTextButton, _WORDS)),
)


@given(st.lists(st.lists(_KEYS, min_size=1, max_size=3), max_size=4))
def test_a_keyboard_is_what_the_library_makes_of_it(rows: list[list[InlineKeyboardButton]]) -> None:
    markup = InlineKeyboardMarkup(rows)
    assert keyboard(markup) == markup.to_dict()
