"""The process that reads foreign files: `python -m storage.foreign.worker BYTES`."""

import sys

from storage.foreign.tasks import answered
from storage.process.child import Value, serve


def main() -> None:
    """Answer until the pipe is closed, in so many bytes of address space, and write nothing."""
    serve(_answered, memory=int(sys.argv[1]))


def _answered(asked: Value, content: bytes) -> Value:
    return answered(asked.pop("task"), content, asked)


if __name__ == "__main__":
    main()
