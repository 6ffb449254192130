"""The process that makes backups: `python -m storage.backups.worker MEMORY`, in bytes.

Packing and proving keep a processor busy for seconds, and people wait for the bot meanwhile.
"""

import asyncio
import os
import resource
import sys
from datetime import datetime
from pathlib import Path

from storage.backups.making import Order, make
from storage.ports import StorageError
from storage.process.child import Value, serve

_POLITE = 15
"""How much less than the bot it asks of a busy processor: nobody waits for a backup."""


def main() -> None:
    """Make what is asked for until the pipe is closed."""
    os.nice(_POLITE)
    serve(answered, memory=int(sys.argv[1]), largest_file=resource.RLIM_INFINITY)


def answered(asked: Value, _: bytes) -> Value:
    """Return the name of the backup that was made, or why there is none."""
    order = Order(
        url=asked["url"],
        evidence=Path(asked["evidence"]),
        root=Path(asked["root"]),
        recipient=asked["recipient"],
    )
    try:
        made = asyncio.run(make(order, datetime.fromisoformat(asked["now"])))
    except StorageError as error:
        return {"problem": str(error)}
    except Exception as error:  # noqa: BLE001 - whatever it is, an admin is told of it by the bot
        return {"problem": repr(error)}
    return {"name": made.backup.folder.name}


if __name__ == "__main__":
    main()
