import logging
import sys
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.process import logs
from bot.process.logs import Redacting, redact
from handlers.telegram.context import Context
from handlers.telegram.handled import handling
from tests.bot.support import TOKEN

SECRET = TOKEN.partition(":")[2]
WIB = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"The token `{TOKEN}` was rejected",
        f"bot{TOKEN.replace(':', '%3A')}/getMe",
        f"{TOKEN}\n{TOKEN}",
    ],
)
def test_the_secret_half_of_a_token_is_replaced(text: str) -> None:
    assert SECRET not in redact(text)
    assert "123456789:[secret]" in redact(text)


@pytest.mark.parametrize("text", ["2026-11-23T08:00:00+07:00", "127.0.0.1:8080", "12345 : abcdefghijk"])
def test_what_is_no_token_stays(text: str) -> None:
    assert redact(text) == text


def formatted(message: str, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("bot.test", logging.ERROR, __file__, 1, message, args, info)
    record.created = 1795395600.0
    return Redacting(WIB).format(record)


def test_a_line_has_its_time_in_the_given_zone_its_level_and_its_source() -> None:
    assert formatted("%s of %d", "one", 2) == "2026-11-23 08:00:00+07:00 ERROR   bot.test: one of 2"


def test_no_token_comes_through_arguments() -> None:
    assert SECRET not in formatted("calling %s", f"https://api.telegram.org/bot{TOKEN}/getMe")


async def test_no_token_comes_through_the_traceback_of_an_http_error() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(500, request=request))
    with pytest.raises(httpx.HTTPStatusError) as caught:
        async with httpx.AsyncClient(transport=transport) as client:
            (await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")).raise_for_status()
    line = formatted("it failed", error=caught.value)
    assert "HTTPStatusError" in line
    assert SECRET not in line


def test_the_libraries_are_quiet_and_a_crash_is_logged_without_its_token(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("INFO", WIB)
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert capsys.readouterr().err == ""

    crash = ValueError(f"bot{TOKEN}")
    sys.excepthook(ValueError, crash, None)
    shown = capsys.readouterr().err
    assert "did not expect" in shown
    assert SECRET not in shown

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == ""


class Whose:
    """What the log asks of a context."""

    def __init__(self, update_id: int | None, person_id: int | None) -> None:
        self.update_id = update_id
        self.knows_person = person_id is not None
        self.person = SimpleNamespace(id=person_id)


@pytest.mark.parametrize(
    ("whose", "said"),
    [
        (Whose(12, 3), "bot.test: broken [update 12, person 3]"),
        (Whose(12, None), "bot.test: broken [update 12]"),
        (Whose(None, None), "bot.test: broken"),
    ],
)
def test_the_line_of_an_error_says_whose_update_was_handled(whose: Whose, said: str) -> None:
    with handling(cast("Context", whose)):
        assert formatted("broken").endswith(said)
    assert formatted("broken").endswith("bot.test: broken")


def test_the_ids_stand_in_the_line_and_not_behind_the_traceback() -> None:
    with handling(cast("Context", Whose(12, 3))):
        lines = formatted("broken", error=ValueError("x")).splitlines()
    assert lines[0].endswith("broken [update 12, person 3]")
    assert lines[-1] == "ValueError: x"
