"""A process that answers over its pipes: one question after another comes in, one line goes out.

It holds nothing worth having: no token, no database, no open file of ours. It ends when nobody is left to
ask.
"""

import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

Value: TypeAlias = dict[str, Any]
"""What JSON carries from and to the child."""
HEAD = struct.Struct("!II")
"""The lengths of the question and of the content, in front of each."""
FULL = "is_full"
"""Stands in the answer of a child that has taken more memory than is worth keeping."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def serve(
    answered: Callable[[Value, bytes], Value],
    *,
    memory: int,
    largest_file: int = 0,
    most_kept: int | None = None,
) -> None:
    """Answer until the pipe is closed, with at most so many bytes of address space and in any file.

    One that holds more than `most_kept` bytes then says so with its answer, and is not asked again.
    """
    _outlive_nobody()
    _go_first()
    _take_at_most(memory, largest_file)
    questions, answers = sys.stdin.buffer, _answers_alone()
    while head := questions.read(HEAD.size):
        asked_size, content_size = HEAD.unpack(head)
        asked = json.loads(questions.read(asked_size))
        _allow_seconds(asked.pop("seconds"))
        answer = answered(asked, questions.read(content_size))
        if most_kept is not None and _held() > most_kept:
            answer[FULL] = True
        _say(answers, json.dumps(answer))


def _answers_alone() -> BinaryIO:
    """Return the pipe that answers go through, and let nobody else write to it: a library may print."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return answers


def _say(answers: BinaryIO, answer: str) -> None:
    answers.write(answer.encode() + b"\n")
    answers.flush()


def _held() -> int:
    """Return how many bytes this process has in memory now, 0 where the machine does not tell."""
    # What getrusage tells is no use: a new process inherits the peak of the one that started it.
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return 0


def _outlive_nobody() -> None:
    """Let only the bot end this process, and its end do so: a signal to all is not meant for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - the bot, which imports this module as well, needs none of it

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _go_first() -> None:
    """Let the kernel end this process, and not the bot, where a machine or container runs out of memory."""
    # It is a wish: where it cannot be written, the kernel takes whoever is the biggest.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _take_at_most(memory: int, largest_file: int) -> None:
    """Limit the address space and each file that is written to so many bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))


def _allow_seconds(seconds: int) -> None:
    """Count from what was used so far: the limit is of the process, not of a question."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
