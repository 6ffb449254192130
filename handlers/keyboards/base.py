"""What every keyboard is made of: keys, rows that fit a narrow phone, pages."""

from collections.abc import Callable, Iterable, Sequence

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.buttons import Button
from handlers.buttons.conversation import Noop
from handlers.texts.words import LONGEST_QUOTE

Keys = Sequence[InlineKeyboardButton]

PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"
SHORT_LABEL, LABELS_IN_A_ROW, MIDDLE_LABEL = 8, 4, 18


def key(label: str, button: Button, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=button.pack(), style=style)


def below(label: str, button: Button, style: str | None = None) -> InlineKeyboardButton:
    """Return a key of a message that stays to be read: what the button opens is said below it."""
    return InlineKeyboardButton(label, callback_data=button.pack(below=True), style=style)


def rows(keys: Keys) -> list[list[InlineKeyboardButton]]:
    """Return the keys in rows that a narrow phone shows without cutting a label."""
    longest = max((len(k.text) for k in keys), default=0)
    width = LABELS_IN_A_ROW if longest <= SHORT_LABEL else 2 if longest <= MIDDLE_LABEL else 1
    return [list(keys[start : start + width]) for start in range(0, len(keys), width)]


def markup(*lines: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(line) for line in lines if line])


def copy(label: str, text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, copy_text=CopyTextButton(text))


def short(name: str) -> str:
    """Return a name that fits a button."""
    return name if len(name) <= LONGEST_QUOTE else name[: LONGEST_QUOTE - 1] + "…"


def pages(page: int, count: int, turn: Callable[[int], Button]) -> Keys:
    """Return ‹ 2/5 ›, or nothing where one page is all there is; `turn` makes the button of a page."""
    if count <= 1:
        return []
    return [
        key("‹", turn(page - 1)) if page else key("·", Noop()),
        key(f"{page + 1}/{count}", Noop()),
        key("›", turn(page + 1)) if page + 1 < count else key("·", Noop()),
    ]
