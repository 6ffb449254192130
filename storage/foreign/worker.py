"""The process that reads foreign files: `python -m storage.foreign.worker BYTES`, spoken to over its pipes.

It holds nothing worth having: no token, no database, no open file of ours. One file after another comes in,
one line goes out; it ends when nobody is left to ask.
"""

import ctypes
import json
import resource
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from storage.foreign.tasks import answered

HEAD = struct.Struct("!II")
"""The lengths of the question and of the content, in front of each."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def main() -> None:
    """Answer until the pipe is closed."""
    _outlive_nobody()
    _go_first()
    _take_at_most(int(sys.argv[1]))
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := questions.read(HEAD.size):
        asked_size, content_size = HEAD.unpack(head)
        asked = json.loads(questions.read(asked_size))
        _allow_seconds(asked.pop("seconds"))
        _say(answers, json.dumps(answered(asked.pop("task"), questions.read(content_size), asked)))


def _say(answers: BinaryIO, answer: str) -> None:
    answers.write(answer.encode() + b"\n")
    answers.flush()


def _outlive_nobody() -> None:
    """Let only the bot end this process, and its end do so: a signal to all is not meant for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _go_first() -> None:
    """Let the kernel end this process, and not the bot, where a machine or container runs out of memory."""
    # It is a wish: where it cannot be written, the kernel takes whoever is the biggest.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _take_at_most(memory: int) -> None:
    """Limit the address space to so many bytes, and write nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow_seconds(seconds: int) -> None:
    """Count from what was used so far: the limit is of the process, not of a file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
