"""Every setting, from the environment or `.env`. Only bot/ sees it; the rest of the program gets values."""

import re
import socket
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from bot.keep import Keep
from domain.language.written import folded
from storage.backups.sealing import recipient_of
from storage.database import async_url, sqlite_file

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HIGHEST_PORT = 65535


class SettingsError(Exception):
    """Some settings are wrong; `problems` has one line for each, and never the value of a secret."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """The descriptions say what is right; they are the comments of `.env.example` and the end of an error."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram_bot_token: SecretStr | None = Field(
        default=None,
        description="The bot's token from @BotFather, like 123456789:AAE…; empty: the built-in demo.",
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org", description="The Bot API server: http:// or https:// and a host."
    )
    telegram_files_dir: Path | None = Field(
        default=None,
        description="Where the folder of your own Bot API server is found here; empty: files come by HTTP.",
    )
    database_url: str = Field(
        default="",
        repr=False,
        description="sqlite:///path or postgresql://user:password@host/name; empty: bot.db in DATA_DIR.",
    )
    data_dir: Path = Field(
        default=Path("data"), description="A folder for the database and the evidence files."
    )
    admin_telegram_ids: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="Telegram ids of the first administrators: numbers between commas."
    )
    timezone: str = Field(
        default="Asia/Jakarta", description="Time zone of log lines and ticks, by its IANA name."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR."
    )
    webhook_url: str = Field(
        default="",
        description="The bot's public https:// address if Telegram shall call it; empty: the bot polls.",
    )
    webhook_listen: str = Field(
        default="127.0.0.1:8080", description="Where the webhook listens: host:port behind a reverse proxy."
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="Required with WEBHOOK_URL: 1–256 characters of A–Z, a–z, 0–9, _ and -."
    )

    backup_dir: Path | None = Field(
        default=None,
        description="A folder for a backup each night, best on another disk; empty: none is made by itself.",
    )
    backup_recipient: str = Field(
        default="",
        description="The public key to encrypt backups for, age1… or ssh-ed25519 …; empty: they are not.",
    )
    metrics_listen: str = Field(
        default="",
        description="Where /healthz and /metrics are answered: host:port, best on loopback; empty: nowhere.",
    )
    sentry_dsn: str = Field(
        default="",
        repr=False,
        description="The DSN of a Sentry that hears of unexpected errors, https://key@host/1; empty: none.",
    )

    keep_updates_days: int = Field(
        default=3,
        ge=2,
        description="Days that an answered update is kept, so that it counts once: 2 or more.",
    )
    keep_notices_days: int = Field(
        default=400, ge=60, description="Days that a sent message is remembered: 60 or more."
    )
    keep_drafts_days: int = Field(
        default=400,
        ge=7,
        description="Days that an ended conversation without report is kept: 7 or more.",
    )
    keep_troubles_days: int = Field(
        default=400, ge=7, description="Days that a settled trouble is kept: 7 or more."
    )

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("this is not the form of a bot token")
        return token

    @field_validator("telegram_api_url")
    @classmethod
    def _api_is_an_address(cls, url: str) -> str:
        parts = _split(url)
        if parts is None or parts.scheme not in ("http", "https"):
            raise ValueError("this is no http address")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, url: str) -> str:
        try:
            async_url(url or "sqlite:///default.db")
        except ArgumentError as broken:
            raise ValueError("this is no address of a database") from broken
        return url

    @field_validator("backup_recipient")
    @classmethod
    def _recipient_has_a_key(cls, recipient: str) -> str:
        if recipient:
            recipient_of(recipient)
        return recipient

    @field_validator("sentry_dsn")
    @classmethod
    def _sentry_is_an_address(cls, dsn: str) -> str:
        parts = _split(dsn)
        if dsn and not (parts and parts.scheme in ("http", "https") and parts.username and parts.path[1:]):
            raise ValueError("this is no DSN")
        return dsn

    @field_validator("admin_telegram_ids", mode="before")
    @classmethod
    def _ids_between_commas(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever came in
        if not isinstance(value, str):
            return value
        ids = [part for part in map(folded, value.split(",")) if part]
        if not all(re.fullmatch(r"[1-9][0-9]{0,18}", part) for part in ids):
            raise ValueError("one of these is not a Telegram id")
        return frozenset(map(int, ids))

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise ValueError("there is no such time zone") from unknown
        return name

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_in_any_case(cls, level: Any) -> Any:  # noqa: ANN401 - as above
        return level.upper() if isinstance(level, str) else level

    @field_validator("webhook_url")
    @classmethod
    def _webhook_is_https(cls, url: str) -> str:
        parts = _split(url)
        secure = parts is not None and (parts.scheme == "https" or parts.hostname in _LOOPBACK)
        if url and not secure:
            raise ValueError("this is no https address")
        return url

    @field_validator("webhook_listen", "metrics_listen")
    @classmethod
    def _listens_at_a_port(cls, listen: str, about: ValidationInfo) -> str:
        if not listen and about.field_name == "metrics_listen":
            return listen
        host, _, port = listen.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= _HIGHEST_PORT:
            raise ValueError("this is not host:port")
        return listen

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("Telegram does not take these characters")
        return secret

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> "Settings":
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError("WEBHOOK_SECRET: missing")
        return self

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
        """The token itself, empty if there is none."""
        return self.telegram_bot_token.get_secret_value() if self.telegram_bot_token else ""

    @property
    def secret(self) -> str:
        return self.webhook_secret.get_secret_value() if self.webhook_secret else ""

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


def load() -> Settings:
    """Return the settings of the environment and `.env`. Raises SettingsError."""
    try:
        return Settings()
    except OSError as error:
        raise SettingsError((f".env cannot be read ({error.strerror}): change its owner or mode",)) from error
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        raise SettingsError(tuple(_line(problem["loc"], problem["msg"]) for problem in problems)) from None


def _line(where: tuple[int | str, ...], what: str) -> str:
    what = what.removeprefix("Value error, ")
    # A rule between two settings has no place of its own; its sentence begins with the one to change.
    name, what = (
        (str(where[0]), what) if where else (what.partition(": ")[0].lower(), what.partition(": ")[2])
    )
    return f"{name.upper()}: {what}. Right is: {Settings.model_fields[name].description}"


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address, or None if it has no host or cannot be read."""
    try:
        parts = urlsplit(url)
        known = parts.hostname is not None and parts.port != 0  # asking for the port reads it, or raises
    except ValueError:
        return None
    return parts if known else None
