"""A file that somebody sent, as Telegram gives it: over HTTP, or from the folder of a server of one's own.

The official Bot API server keeps files on its own disk and serves none (docs/self-hosted.md): with `--local`
it tells their whole path, without it the path below the folder of the bot, whose name is its token.
"""

import asyncio
from pathlib import Path
from urllib.parse import quote

from telegram.error import NetworkError

from domain.forms.drafts import BIGGEST_FILE
from handlers.telegram.context import Context
from handlers.telegram.refusals import too_big

_ON_ITS_OWN_DISK = "the Bot API server keeps files on its own disk: set TELEGRAM_FILES_DIR"


async def download(context: Context, file_id: str) -> bytes:
    """Return a whole file.

    Raises BadRequest for a file that Telegram refuses or that is bigger than any of ours may be, and other
    errors of Telegram that pass; none of them names the path, in which the token is.
    """
    remote = await context.bot.get_file(file_id)
    if remote.file_size is not None and remote.file_size > BIGGEST_FILE:
        # A server with --local gives files of 2000 MB; ours may be no bigger than elsewhere.
        raise too_big()
    told = (remote.file_path or "").removeprefix(f"{context.bot.base_file_url}/")
    path = _on_this_machine(context, told)
    content = await asyncio.to_thread(_read, path) if path is not None else await _fetched(context, told)
    if not content or remote.file_size not in (None, len(content)):
        # What stands in the place of a file is told from it by its length alone.
        raise NetworkError("what came is not as long as the file")
    return content


async def _fetched(context: Context, told: str) -> bytes:
    # Not by the library's File, which reads any path that happens to lie here.
    try:
        return await context.bot.request.retrieve(f"{context.bot.base_file_url}/{quote(told)}")
    except NetworkError as error:
        raise NetworkError(_ON_ITS_OWN_DISK if told.startswith("/") else str(error)) from error


def _on_this_machine(context: Context, told: str) -> Path | None:
    """Return where a file of this bot lies here, None if it comes over HTTP.

    Only what lies in a folder that is named like the bot's token is ever read, whatever the server says.
    """
    own, folder = context.bot.token, context.services.telegram_files
    _, named, below = told.rpartition(f"/{own}/")
    if folder is None:
        path = Path(told) if named else None
        return path if path is not None and ".." not in path.parts and path.is_file() else None
    below = below if named or not told.startswith("/") else ""
    if not below or ".." in Path(below).parts:
        raise NetworkError("the Bot API server names a file outside of the bot's folder")
    return folder / own / below


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(BIGGEST_FILE + 1)
    except OSError as error:
        raise NetworkError(f"a file in TELEGRAM_FILES_DIR cannot be read ({error.strerror})") from None
