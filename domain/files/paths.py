"""Names of files and folders that every archive, shell and system takes: ASCII, short, and none twice."""

import re
import unicodedata

from domain.files.names import clean

LONGEST_PART = 80
"""Characters of a name; Windows takes 260 for the whole path, folders of whoever unpacks it included."""
_ENDING = re.compile("[A-Za-z0-9]{1,10}")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout|clock)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their ending is."""


def plain_name(name: str, otherwise: str, longest: int = LONGEST_PART) -> str:
    """Return a name with letters, digits, `_`, `.` and `-` alone, its ending kept; `otherwise` for none."""
    kept = clean(name)
    stem, _, tail = kept.rpartition(".")
    if not stem or not _ENDING.fullmatch(tail):
        return plain_folder(kept, otherwise, longest)
    return f"{plain_folder(stem, otherwise, longest - len(tail) - 1)}.{tail}"


def plain_folder(name: str, otherwise: str, longest: int = LONGEST_PART) -> str:
    """Return a name as `plain_name` does, in which what stands behind a dot is no ending."""
    plain = _plain(clean(name))[:longest].rstrip("._-") or otherwise
    return f"_{plain}"[:longest] if _DEVICES.fullmatch(plain.partition(".")[0]) else plain


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("_", ascii_only).strip("._-")


class Paths:
    """Paths of one archive: what would be there twice, be it in capitals, is told apart by a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, folder: str, name: str) -> str:
        """Return a path in that folder that was not given before."""
        stem, dot, tail = name.rpartition(".")
        if not dot:
            stem, tail = name, ""
        path, number = f"{folder}/{name}", 1
        while path.casefold() in self._taken:
            number += 1
            path = f"{folder}/{stem}-{number}{dot}{tail}"
        self._taken.add(path.casefold())
        return path
