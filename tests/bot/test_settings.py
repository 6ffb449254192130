import re
from pathlib import Path

import pytest

from bot.settings import SETTINGS, Settings, SettingsError, load
from tests.bot.support import TOKEN
from tests.places import ROOT

EXAMPLE = ROOT / ".env.example"


pytestmark = pytest.mark.usefixtures("bare_environment")


def problems(monkeypatch: pytest.MonkeyPatch, **environment: str) -> tuple[str, ...]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load()
    return error.value.problems


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("KEEP_UPDATES_DAYS", "1", "Input should be greater than or equal to 2."),
        (
            "KEEP_NOTICES_DAYS",
            "many",
            "Input should be a valid integer, unable to parse string as an integer.",
        ),
        ("LOG_LEVEL", "LOUD", "Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'."),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    (line,) = problems(monkeypatch, **{name: value})
    assert line.startswith(f"{name}: {says} Right is: ")


def test_nothing_has_to_be_set() -> None:
    settings = load()
    assert settings.token == ""
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database == "sqlite:///data/bot.db"
    assert settings.timezone == "Asia/Jakarta"
    assert settings.admin_telegram_ids == frozenset()
    assert settings.secret == ""


def test_the_database_goes_with_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "/srv/iku")
    assert load().database == "sqlite:////srv/iku/bot.db"
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@db/iku")
    assert load().database == "postgresql://bot@db/iku"


def test_settings_come_from_dot_env_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nLOG_LEVEL=debug\nTIMEZONE=\nOTHER=1\n")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    settings = load()
    assert settings.token == TOKEN
    assert settings.log_level == "ERROR"
    assert settings.timezone == "Asia/Jakarta"


def test_names_are_taken_in_any_case(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("export timezone='UTC' # as the server has it\nKeep_Updates_Days=5\n")
    monkeypatch.setenv("log_level", "debug")
    settings = load()
    assert (settings.timezone, settings.keep.updates, settings.log_level) == ("UTC", 5, "DEBUG")


def test_a_file_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\n")
    with pytest.raises(SettingsError) as error:
        load()
    assert error.value.problems == (".env cannot be read: it is no text in UTF-8",)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("12", {12}), (" 12, 34 ,", {12, 34}), (",", set[int]())],
)
def test_admins_are_numbers_between_commas(
    monkeypatch: pytest.MonkeyPatch, typed: str, ids: set[int]
) -> None:
    monkeypatch.setenv("ADMIN_TELEGRAM_IDS", typed)
    assert load().admin_telegram_ids == ids


def test_the_webhook_listens_at_a_host_and_port(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().listen == ("127.0.0.1", 8080)
    monkeypatch.setenv("WEBHOOK_LISTEN", "[::1]:9000")
    assert load().listen == ("::1", 9000)


def test_a_webhook_with_its_secret_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.go.id/telegram")
    monkeypatch.setenv("WEBHOOK_SECRET", "abc_DEF-123")
    assert load().secret == "abc_DEF-123"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "not a token"),
        ("TELEGRAM_BOT_TOKEN", "123456789"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "http://host:port"),
        ("DATABASE_URL", "mysql://localhost/iku"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "data/bot.db"),
        ("ADMIN_TELEGRAM_IDS", "12,siti"),
        ("ADMIN_TELEGRAM_IDS", "-5"),
        ("TIMEZONE", "Asia/Probolinggo"),
        ("TIMEZONE", "../etc/passwd"),
        ("LOG_LEVEL", "LOUD"),
        ("WEBHOOK_URL", "http://bot.example.go.id/"),
        ("WEBHOOK_LISTEN", "8080"),
        ("WEBHOOK_LISTEN", "127.0.0.1:99999"),
        ("WEBHOOK_LISTEN", "127.0.0.1:²"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("KEEP_UPDATES_DAYS", "1"),
        ("KEEP_NOTICES_DAYS", "many"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (line,) = problems(monkeypatch, **{name: value})
    _, right = SETTINGS[name.lower()]
    assert re.fullmatch(rf"{name}: .+\. Right is: {re.escape(right)}", line)


def test_a_webhook_without_its_secret_names_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = problems(monkeypatch, WEBHOOK_URL="https://bot.example.go.id/")
    assert line.startswith("WEBHOOK_SECRET: missing. Right is: Required with WEBHOOK_URL")


def test_every_problem_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = problems(monkeypatch, TIMEZONE="Mars", LOG_LEVEL="LOUD", DATABASE_URL="x")
    assert [line.partition(":")[0] for line in lines] == ["DATABASE_URL", "TIMEZONE", "LOG_LEVEL"]


def test_no_secret_is_in_an_error_or_a_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "TELEGRAM_BOT_TOKEN": f"{TOKEN} oops",
        "WEBHOOK_SECRET": "secret with space",
        "DATABASE_URL": "mysql://bot:hunter2@db/iku",
    }
    text = "\n".join(problems(monkeypatch, **secrets))
    assert not any(part in text for part in (TOKEN, "secret with space", "hunter2"))

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET", "s3cret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hunter2@db/iku")
    shown = f"{load()!r} {load()}"
    assert not any(part in shown for part in (TOKEN, "s3cret", "hunter2"))


def test_the_example_names_every_setting_with_its_line_and_default() -> None:
    entries = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", EXAMPLE.read_text(), flags=re.MULTILINE)
    assert entries == [
        (right, name.upper(), str(default) if default else "") for name, (default, right) in SETTINGS.items()
    ]


def test_the_example_itself_can_be_used(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text())
    assert load() == Settings()
    (tmp_path / ".env").unlink()
    assert load().database == "sqlite:///data/bot.db"
