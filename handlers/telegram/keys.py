"""What every keyboard is made of: keys, rows that fit a narrow phone."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.telegram.buttons import Button
from handlers.words import labels

Keys = Sequence[InlineKeyboardButton]

PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"
LABELS_IN_A_ROW = (4, 2)


@lru_cache(maxsize=4096)
def key(label: str, button: Button, style: str | None = None) -> InlineKeyboardButton:
    """Return a key; the same ones are asked for again and again, and nothing of one ever changes."""
    return InlineKeyboardButton(label, callback_data=button.pack(), style=style)


def below(label: str, button: Button, style: str | None = None) -> InlineKeyboardButton:
    """Return a key of a message that stays to be read: what the button opens is said below it."""
    return InlineKeyboardButton(label, callback_data=button.pack(below=True), style=style)


def rows(keys: Keys) -> list[list[InlineKeyboardButton]]:
    """Return the keys in rows that a narrow phone shows without cutting a label."""
    longest = max((labels.width(k.text) for k in keys), default=0.0)
    width = next((beside for beside in LABELS_IN_A_ROW if longest <= labels.room(beside)), 1)
    return [list(keys[start : start + width]) for start in range(0, len(keys), width)]


def pairs(keys: Keys) -> list[list[InlineKeyboardButton]]:
    """Return the keys two in a row, whatever they say; `half` makes their labels fit."""
    return [list(keys[start : start + 2]) for start in range(0, len(keys), 2)]


def half(label: str) -> str:
    """Return a label that fits beside another one."""
    return labels.fitted(label, in_a_row=2)


def packed(keys: Keys) -> list[list[InlineKeyboardButton]]:
    """Return the keys in their order, two in a row wherever both are shown whole there."""
    lines: list[list[InlineKeyboardButton]] = []
    for one in keys:
        beside = lines[-1] if lines else []
        if len(beside) == 1 and all(labels.width(k.text) <= labels.room(2) for k in (*beside, one)):
            beside.append(one)
        else:
            lines.append([one])
    return lines


def markup(*lines: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(line) for line in lines if line])


def copy(label: str, text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, copy_text=CopyTextButton(text))


def short(label: str) -> str:
    """Return a label that fits a row of its own."""
    return labels.fitted(label)
