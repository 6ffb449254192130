"""Text that every database can hold, whatever it came from: a message, a sheet's cell, a file's name.

PostgreSQL knows no NUL, and half of a surrogate pair has no UTF-8. Neither can be typed or read: what is left
of a broken character is shown as the one that stands for it, and a NUL is nothing at all.
"""

import re
from typing import Any

_HALVES = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def storable(text: str) -> str:
    """Return the text with half characters as U+FFFD and without NUL; mostly it is the same text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _HALVES.sub(REPLACEMENT, text)
    return text.replace("\0", "")


def storable_json(value: Any) -> Any:  # noqa: ANN401 - JSON is of any shape
    """Return a JSON value with every text in it storable, the names of fields too."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable_json(name): storable_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(one) for one in value]
    return value
