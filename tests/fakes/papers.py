"""The real folder of what is handed over, where the machine keeps what nobody needs afterwards."""

import atexit
import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

from storage.papers import PaperFolder

_PROCESS = Path(tempfile.gettempdir()) / f"papers-{uuid4().hex}"
# Not when one is forgotten: that is whenever the collector runs, be it deep in a recursion of a test's own.
atexit.register(shutil.rmtree, _PROCESS, ignore_errors=True)


class TemporaryPapers(PaperFolder):
    """Nothing is on the disk before something is stored, and nothing when the process has ended."""

    def __init__(self) -> None:
        super().__init__(_PROCESS / uuid4().hex)

    def stored(self) -> list[Path]:
        """Return every file that is kept, and whatever is left of work."""
        return sorted(path for path in self._root.rglob("*") if path.is_file())
