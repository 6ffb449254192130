"""`python -m bot run` with a clock that the test can set: it is wrong by the seconds that stand in a file."""

import os
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

from bot import cli
from bot.process.run import run

OFFSET_FILE = "CLOCK_OFFSET_FILE"
"""The variable of the environment that names the file."""


def moved() -> datetime:
    """Return the instant that this server takes for the present one."""
    return datetime.now(UTC) + timedelta(seconds=float(Path(os.environ[OFFSET_FILE]).read_text()))


if __name__ == "__main__":
    with mock.patch.object(cli, "run", partial(run, clock=moved)):
        sys.exit(cli.main(sys.argv[1:]))
