"""The command line, as `python -m bot` starts it."""

import re
from pathlib import Path

import pytest

from bot import __version__, cli
from bot.cli import main
from bot.settings import Settings
from storage.migrate import head_revision
from tests.bot.support import TOKEN
from tests.places import ROOT

pytestmark = pytest.mark.usefixtures("bare_environment")

OPD_FILE = Path(cli.__file__).with_name("sample") / "opd.csv"


def test_run_without_a_token_is_a_one_line_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert error.startswith("TELEGRAM_BOT_TOKEN is not set")
    assert "@BotFather" in error


def test_wrong_settings_are_told_one_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"{TOKEN}?")
    assert main(["run"]) == 2
    error = capsys.readouterr().err
    assert [line.partition(":")[0] for line in error.splitlines()] == ["TELEGRAM_BOT_TOKEN", "TIMEZONE"]
    assert TOKEN not in error
    assert main(["doctor"]) == 1


async def _noted(settings: Settings, *_: object, **__: object) -> int:
    return 40 if settings.token else 41


def test_without_a_command_the_token_decides(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "run", _noted)
    monkeypatch.setattr("bot.demo.demo", _noted)
    assert main([]) == 41
    assert capsys.readouterr().out.count("\n") == 1
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert main([]) == 40
    assert main(["run"]) == 40
    assert main(["demo", "--port", "9", "--fresh"]) == 40
    assert capsys.readouterr().out == ""


def test_migrate_can_be_repeated(capsys: pytest.CaptureFixture[str], bare_environment: Path) -> None:
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert (bare_environment / "data" / "bot.db").exists()


def test_a_database_that_cannot_be_reached_is_a_one_line_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@127.0.0.1:1/iku")
    assert main(["migrate"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err


def test_the_sample_list_can_be_imported_and_an_operator_invited(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-opd", str(OPD_FILE)]) == 0
    assert "28 added, 0 changed, 0 unchanged." in capsys.readouterr().out
    assert main(["invite", "operator", "DINKES"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("/start ")
    assert "t.me" not in out  # the bot's name cannot be known without a token


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["operator"], "operator needs the code of an OPD"),
        (["verifikator"], "verifikator needs one of: kelembagaan, tatalaksana, anjab"),
        (["verifikator", "keuangan"], "verifikator needs one of"),
        (["admin", "DINKES"], "admin takes no unit"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused_with_what_does(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(["invite", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_an_unknown_opd_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import-opd", str(OPD_FILE)])
    assert main(["invite", "operator", "DINKOS"]) == 1
    error = capsys.readouterr().err
    assert "No OPD has the code DINKOS" in error
    assert "DINKES" in error


@pytest.mark.parametrize("arguments", [["invite", "walikota"], ["import-opd"], ["--nonsense"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("run", "demo", "import-opd", "invite", "migrate", "doctor"))


def test_it_says_which_version_it_is_and_of_which_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"iku-bot {__version__} (database {head_revision()})\n"


def test_the_newest_version_of_the_changelog_is_this_one_and_calls_nothing_fixed_that_nobody_had() -> None:
    """What is released first, or not yet, was broken for nobody."""
    sections = re.split(r"(?m)^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[1:]
    released = [one for one in sections if re.match(r"[0-9.]+ – [0-9]{4}-[0-9]{2}-[0-9]{2}\n", one)]
    assert released[0].startswith(f"{__version__} – ")
    never_out = [one for one in sections if one not in released]
    assert [one.splitlines()[0] for one in [*never_out, released[-1]] if "### Fixed" in one] == []
