"""The process that draws: `python -m storage.rendering.worker MEMORY FILE`, both in bytes.

It is told what to draw by the bot alone, so it takes Python's own way of packing values (pickle) for the
content; what it answers is plain, like every worker's answer.
"""

import os
import pickle
import sys
from pathlib import Path

from storage.process.child import Value, serve
from storage.rendering.drawing import Workshop, draw

_POLITE = 10
"""How much less than the bot it asks of a busy processor: somebody waits for an answer, nobody for a file."""
_MOST_KEPT = 160 * 1024 * 1024
"""Bytes. The typesetter remembers the last documents, and what a long one has left is of use to no other.

Reported as https://github.com/messense/typst-py/issues/104: tables of 500 lines took 370 MB after twenty.
"""


def main() -> None:
    """Draw until the pipe is closed."""
    os.nice(_POLITE)
    serve(answered, memory=int(sys.argv[1]), largest_file=int(sys.argv[2]), most_kept=_MOST_KEPT)


def answered(asked: Value, packed: bytes) -> Value:
    """Return the names of the files that a content became, or why it became none; nothing is raised."""
    try:
        content = pickle.loads(packed)  # noqa: S301 - packed by the bot, on the other end of the pipe
        workshop = Workshop(folder=Path(asked["folder"]), evidence=Path(asked["evidence"]))
        return {"files": [file.name for file in draw(content, workshop)]}
    except BaseException as error:  # noqa: BLE001 - a typesetter that breaks raises none of Python's own
        return {"problem": repr(error)[:1000].encode("utf-8", "backslashreplace").decode()}


if __name__ == "__main__":
    main()
