"""Why the bot cannot speak to Telegram: the cause, and what to change about it."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx

from bot.line.answers import Unanswered, answer_of
from bot.process.logs import redact

_AWAY = "Telegram is away ({}): nothing to change here, the bot waits for it; look again in some minutes"
_ADDRESS = (
    "no Bot API server is at TELEGRAM_API_URL ({}): check the address, its port and that it has no path"
)
_BETWEEN = (
    "something else answers in Telegram's place ({}): ask who runs the network's proxy or filter,"
    " and check TELEGRAM_API_URL"
)


def trouble_with(error: httpx.HTTPError) -> str:
    """Return what to do about a call that was not answered."""
    # Only the kind of error: its text may carry the address, and the address the token.
    kind = type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return _AWAY.format(kind)
    if isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError):
        return _ADDRESS.format(kind)
    return f"cannot be reached ({kind}): check the network and TELEGRAM_API_URL"


def trouble_in(method: str, response: httpx.Response) -> str:
    """Return what is wrong with an answer and what to do about it; "" for one that is as it should be."""
    status = response.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _AWAY.format(status)
    if status == HTTPStatus.NOT_FOUND or response.is_redirect:
        return _ADDRESS.format(status)
    try:
        judged, _ = answer_of(method, status, response.content)
    except Unanswered as error:
        return (_ADDRESS if response.is_success else _BETWEEN).format(error)
    if judged == HTTPStatus.UNAUTHORIZED:
        return f"refuses the token ({judged}): copy it again from @BotFather into TELEGRAM_BOT_TOKEN"
    if judged >= HTTPStatus.BAD_REQUEST:
        return f"refuses ({judged}): {redact(str(response.json()['description']))}"
    return ""


def result_of(response: httpx.Response) -> dict[str, Any]:
    """Return the result of an answer that is as it should be."""
    result = response.json()["result"]
    return result if isinstance(result, dict) else {}


def trouble_in_folder(folder: Path, token: str) -> str:
    """Return why the files of a Bot API server of one's own cannot be read; "" if they can."""
    try:
        next(folder.iterdir(), None)
        own = folder / token
        if own.exists():
            next(own.iterdir(), None)
    except OSError as error:
        return f"TELEGRAM_FILES_DIR cannot be read ({error.strerror}): see docs/self-hosted.md"
    return ""
