"""A Bot API server of one's own, as tdlib/telegram-bot-api is: it keeps files on its disk and serves none."""

from dataclasses import dataclass
from pathlib import Path

from simulator.state import StoredFile


@dataclass(frozen=True)
class OwnServer:
    """Where such a server keeps its files; with ``local`` (its --local) getFile tells the whole path.

    Without, the path is relative to the folder of the bot, whose name is its token, and files over 20 MB are
    refused as by Telegram. /file/ is 404 with both: who wants it has a web server beside it.
    """

    folder: Path
    local: bool = False

    def kept(self, stored: StoredFile, content: bytes, token: str) -> str:
        """Write a file to the disk, as getFile does, and return what it says as file_path."""
        path = self.folder.absolute() / token / stored.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path) if self.local else stored.path
