"""JSON as Telegram's server reads it: no deeper than it allows, and of text that can be written in UTF-8."""

import json
from typing import Any


def decoded(text: str | bytes) -> Any:  # noqa: ANN401 — JSON may hold anything
    """Return what a JSON text says; ValueError where Telegram could not read it."""
    try:
        value = json.loads(text)
        # Half a surrogate pair can be escaped, and cannot be sent on.
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("too deep") from error
    return value
