"""Every setting, from the environment or `.env`. Only bot/ sees it; the rest of the program gets values."""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot import values
from bot.keep import Keep
from storage.database import sqlite_file

_T = TypeVar("_T")
_ENV = Path(".env")
_READS, _RIGHT = "reads", "right"


class SettingsError(Exception):
    """Some settings are wrong; `problems` has one line for each, and never the value of a secret."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _set(default: _T, reads: Callable[[str], _T], right: str, *, is_shown: bool = True) -> _T:
    """Return the field of a setting: what is so without it, who reads it, and what is right."""
    return field(default=default, repr=is_shown, metadata={_READS: reads, _RIGHT: right})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The sentences say what is right; they are the comments of `.env.example` and the end of an error.

    No library for settings reads them: it was a tenth of the start (docs/decisions/0040-wire-and-start.md).
    """

    telegram_bot_token: str = _set(
        "",
        values.token,
        "The bot's token from @BotFather, like 123456789:AAE…; empty: the built-in demo.",
        is_shown=False,
    )
    telegram_api_url: str = _set(
        "https://api.telegram.org", values.api, "The Bot API server: http:// or https:// and a host."
    )
    telegram_files_dir: Path | None = _set(  # noqa: RUF009 - what it returns is a field
        None, Path, "Where the folder of your own Bot API server is found here; empty: files come by HTTP."
    )
    database_url: str = _set(
        "",
        values.database,
        "sqlite:///path or postgresql://user:password@host/name; empty: bot.db in DATA_DIR.",
        is_shown=False,
    )
    data_dir: Path = _set(  # noqa: RUF009 - as above
        Path("data"), Path, "A folder for the database and the evidence files."
    )
    admin_telegram_ids: frozenset[int] = _set(
        frozenset(), values.ids, "Telegram ids of the first administrators: numbers between commas."
    )
    timezone: str = _set("Asia/Jakarta", values.zone, "Time zone of log lines and ticks, by its IANA name.")
    log_level: str = _set("INFO", values.level, "How much is logged: DEBUG, INFO, WARNING or ERROR.")
    webhook_url: str = _set(
        "",
        values.webhook,
        "The bot's public https:// address if Telegram shall call it; empty: the bot polls.",
    )
    webhook_listen: str = _set(
        "127.0.0.1:8080", values.listen, "Where the webhook listens: host:port behind a reverse proxy."
    )
    webhook_secret: str = _set(
        "",
        values.secret,
        "Required with WEBHOOK_URL: 1–256 characters of A–Z, a–z, 0–9, _ and -.",
        is_shown=False,
    )

    backup_dir: Path | None = _set(  # noqa: RUF009 - as above
        None, Path, "A folder for a backup each night, best on another disk; empty: none is made by itself."
    )
    backup_recipient: str = _set(
        "",
        values.recipient,
        "The public key to encrypt backups for, age1… or ssh-ed25519 …; empty: they are not.",
    )
    metrics_listen: str = _set(
        "",
        values.listen,
        "Where /healthz and /metrics are answered: host:port, best on loopback; empty: nowhere.",
    )
    sentry_dsn: str = _set(
        "",
        values.dsn,
        "The DSN of a Sentry that hears of unexpected errors, https://key@host/1; empty: none.",
        is_shown=False,
    )

    keep_updates_days: int = _set(
        3,
        values.at_least(2),
        "Days that an answered update is kept, so that it counts once: 2 or more.",
    )
    keep_notices_days: int = _set(
        400, values.at_least(60), "Days that a sent message is remembered: 60 or more."
    )
    keep_drafts_days: int = _set(
        400, values.at_least(7), "Days that an ended conversation without report is kept: 7 or more."
    )
    keep_troubles_days: int = _set(400, values.at_least(7), "Days that a settled trouble is kept: 7 or more.")

    @property
    def keep(self) -> Keep:
        return Keep(
            updates=self.keep_updates_days,
            notices=self.keep_notices_days,
            drafts=self.keep_drafts_days,
            troubles=self.keep_troubles_days,
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """The address of the database, the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'bot.db'}"

    @property
    def instance(self) -> str:
        """The name of this process among those that share the database, the same after a restart.

        Telegram lets one process poll, and an SQLite file belongs to one: there it is the only one.
        """
        shared = bool(self.webhook_url) and sqlite_file(self.database) is None
        return f"{socket.gethostname()}:{self.webhook_listen}" if shared else "only"

    @property
    def token(self) -> str:
        return self.telegram_bot_token

    @property
    def secret(self) -> str:
        return self.webhook_secret

    @property
    def listen(self) -> tuple[str, int]:
        """Host and port at which the webhook listens."""
        return _address(self.webhook_listen)

    @property
    def watched_at(self) -> tuple[str, int]:
        """Host and port of METRICS_LISTEN, which is set."""
        return _address(self.metrics_listen)


def _address(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


SETTINGS: Mapping[str, tuple[Any, str]] = {
    one.name: (one.default, one.metadata[_RIGHT]) for one in fields(Settings)
}
"""Of each setting, in the order of `.env.example`: what is so without it, and what is right."""


def load() -> Settings:
    """Return the settings of the environment, and of `.env` where that has none. Raises SettingsError."""
    try:
        given = _of_file() | _by_name(os.environ)
    except OSError as error:
        raise SettingsError((f".env cannot be read ({error.strerror}): change its owner or mode",)) from error
    except UnicodeDecodeError as error:
        raise SettingsError((".env cannot be read: it is no text in UTF-8",)) from error
    read, problems = dict[str, Any](), list[str]()
    for one in fields(Settings):
        if one.name in given:
            try:
                read[one.name] = one.metadata[_READS](given[one.name])
            except ValueError as error:
                problems.append(_line(one.name, str(error)))
    if not problems and read.get("webhook_url") and not read.get("webhook_secret"):
        problems.append(_line("webhook_secret", "missing"))
    if problems:
        raise SettingsError(tuple(problems))
    return Settings(**read)


def _of_file() -> dict[str, str]:
    """Return what `.env` says, if it is there. Raises OSError, UnicodeDecodeError."""
    if not _ENV.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - where there is no such file nobody reads it

    return _by_name(dotenv_values(_ENV, encoding="utf-8"))


def _by_name(given: Mapping[str, str | None]) -> dict[str, str]:
    """Return what is not empty, by its name in small letters: names are taken in any case."""
    return {name.lower(): value for name, value in given.items() if value}


def _line(name: str, what: str) -> str:
    return f"{name.upper()}: {what}. Right is: {SETTINGS[name][1]}"
