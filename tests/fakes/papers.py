"""The real folder of what is handed over, where the machine keeps what nobody needs afterwards."""

import shutil
import tempfile
import weakref
from pathlib import Path
from uuid import uuid4

from storage.papers import PaperFolder


class TemporaryPapers(PaperFolder):
    """Nothing is on the disk before something is stored, and nothing when it is forgotten."""

    def __init__(self) -> None:
        root = Path(tempfile.gettempdir()) / f"papers-{uuid4().hex}"
        super().__init__(root)
        weakref.finalize(self, shutil.rmtree, root, ignore_errors=True)

    def stored(self) -> list[Path]:
        """Return every file that is kept, and whatever is left of work."""
        return sorted(path for path in self._root.rglob("*") if path.is_file())
