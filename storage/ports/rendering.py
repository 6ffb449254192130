"""Contents of documents, drawn where it can hold nobody up."""

from pathlib import Path
from typing import Protocol

from storage.ports.problems import StorageError


class CannotDraw(StorageError):
    """A content cannot be drawn: whoever drew it died, was too slow or broke. It says why, for the log."""


class Renderer(Protocol):
    """Makes files of the contents of `domain.documents`."""

    async def render(self, content: object, folder: Path) -> tuple[Path, ...]:
        """Return the files that it became, in that folder; what comes in parts, in their order.

        Their names are the renderer's own ("1.pdf"); how a file is called is said by `file_name`, with their
        suffix.
        Raises CannotDraw for what will not be drawn another time either, Unavailable for what might.
        """

    async def close(self) -> None:
        """Stop drawing; what is not finished by then is drawn again after the next start."""
