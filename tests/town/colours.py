"""Telegram's colours of buttons, as a rule over every keyboard that a test makes the bot send.

Green is for what takes effect, red for what refuses or destroys. Side by side with a green key a harmless
*Batal* is never red, and a verdict has one colour wherever it stands.
"""

from collections.abc import Iterable, Mapping
from typing import Any

SUCCESS, DANGER = "success", "danger"
ACCEPTS, RETURNS, CANCEL = "Terima", "Kembalikan", "Batal"


def wrong_colours(keyboard: Iterable[Iterable[Mapping[str, Any]]]) -> list[str]:
    """Return what is wrong with the colours of a keyboard, in words."""
    keys = [key for row in keyboard for key in row]
    judged = any(_accepts(key["text"]) for key in keys)
    return [
        f"{key['text']} is {key.get('style')}"
        for key in keys
        if not _fits(key["text"], key.get("style"), judged=judged)
    ]


def _accepts(label: str) -> bool:
    """*Terima*, or *Terima 2 laporan*; *Terima semua …* only opens the list that asks."""
    return label == ACCEPTS or (label.startswith(f"{ACCEPTS} ") and label.endswith(" laporan"))


def _fits(label: str, style: str | None, *, judged: bool) -> bool:
    if _accepts(label):
        return style == SUCCESS
    if label == RETURNS:
        return style == DANGER
    if label == CANCEL:
        return style != DANGER
    return style != SUCCESS or not judged


def keyboards_in(parameters: Mapping[str, Any]) -> list[Any]:
    """Return the inline keyboards of a call to Telegram."""
    markup = parameters.get("reply_markup")
    return [markup["inline_keyboard"]] if isinstance(markup, dict) and "inline_keyboard" in markup else []
