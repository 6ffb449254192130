"""`python -m bot`: the process that answers people, or does one thing and ends."""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from bot.process.heap import roomy, settle
from bot.process.late import compile_late, left, no_certificates, read_late

# What is imported stays; looked through for what nobody needs it would be again and again (`settle`).
gc.disable()
compile_late()
read_late()
# openpyxl imports lxml wherever it finds it, for nothing that this process does (`storage`): it would only
# make the start longer and the bot seven megabytes bigger. Who draws DOCX has a process of its own.
sys.modules.setdefault("lxml", None)  # type: ignore[arg-type] # None is how Python says that there is none
# So does python-telegram-bot, for a scheduler in whose place there is `bot/ticks/wheel.py`.
sys.modules.setdefault("apscheduler", None)  # type: ignore[arg-type] # as above
# httpx, which python-telegram-bot imports, brings a command line of its own with it, and all that colours it.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # as above


def _import() -> Callable[[Sequence[str]], int]:
    """Import everything, and return what does what the command line says."""
    from bot.cli import main  # noqa: PLC0415 - what it imports must find no lxml

    return main


# python-telegram-bot names httpx in its annotations; our calls do not go by it (`bot/line/wire.py`).
with no_certificates(), left("httpx"):
    _main = roomy(_import)


def start() -> int:
    """Do what the command line says and return the exit code."""
    settle()
    # What it makes is nobody else's: names, evidence and the links of invitations lie in there.
    os.umask(0o077)
    return roomy(lambda: _main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(start())
