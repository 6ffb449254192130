"""What the text of a setting means: each function returns its value. Raises ValueError for what is wrong.

What they say never repeats the text, which may be a secret.
"""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import ArgumentError

from domain.language.written import folded
from storage.backups.sealing import recipient_of
from storage.database import async_url

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HIGHEST_PORT = 65535


def token(text: str) -> str:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", text):
        raise ValueError("this is not the form of a bot token")
    return text


def api(text: str) -> str:
    parts = _split(text)
    if parts is None or parts.scheme not in ("http", "https"):
        raise ValueError("this is no http address")
    return text.rstrip("/")


def database(text: str) -> str:
    try:
        async_url(text)
    except ArgumentError as broken:
        raise ValueError("this is no address of a database") from broken
    return text


def ids(text: str) -> frozenset[int]:
    """Return the Telegram ids between the commas."""
    each = [part for part in map(folded, text.split(",")) if part]
    if not all(re.fullmatch(r"[1-9][0-9]{0,18}", part) for part in each):
        raise ValueError("one of these is not a Telegram id")
    return frozenset(map(int, each))


def zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ValueError("there is no such time zone") from unknown
    return text


def level(text: str) -> str:
    if text.upper() not in _LEVELS:
        *most, last = map(repr, _LEVELS)
        raise ValueError(f"Input should be {', '.join(most)} or {last}")
    return text.upper()


def webhook(text: str) -> str:
    parts = _split(text)
    if parts is None or (parts.scheme != "https" and parts.hostname not in _LOOPBACK):
        raise ValueError("this is no https address")
    return text


def listen(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= _HIGHEST_PORT:
        raise ValueError("this is not host:port")
    return text


def secret(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise ValueError("Telegram does not take these characters")
    return text


def recipient(text: str) -> str:
    recipient_of(text)
    return text


def dsn(text: str) -> str:
    parts = _split(text)
    if not (parts and parts.scheme in ("http", "https") and parts.username and parts.path[1:]):
        raise ValueError("this is no DSN")
    return text


def at_least(least: int) -> Callable[[str], int]:
    """Return what reads a whole number that is not below this one."""

    def number(text: str) -> int:
        try:
            read = int(text)
        except ValueError as other:
            raise ValueError(
                "Input should be a valid integer, unable to parse string as an integer"
            ) from other
        if read < least:
            raise ValueError(f"Input should be greater than or equal to {least}")
        return read

    return number


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address, or None if it has no host or cannot be read."""
    try:
        parts = urlsplit(url)
        known = parts.hostname is not None and parts.port != 0  # asking for the port reads it, or raises
    except ValueError:
        return None
    return parts if known else None
