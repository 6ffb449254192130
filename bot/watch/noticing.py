"""Every error that is logged is counted: an error that nobody sees is none.

Counted is what kind it was and where it happened, never what it said: that may be somebody's report.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from handlers.mishaps import Noticed

_ROOT = Path(__file__).parents[2]
_OURS = ("bot", "handlers", "domain", "storage")


class Noticing(logging.Handler):
    """Hears what is logged at ERROR and above; `noticed` is what the admins will be told of."""

    def __init__(self, noticed: Noticed, clock: Callable[[], datetime]) -> None:
        super().__init__(logging.ERROR)
        self.kinds = Counter[str]()
        self._noticed = noticed
        self._clock = clock

    def emit(self, record: logging.LogRecord) -> None:
        kind, place = told_by(record)
        self.kinds[kind] += 1
        self._noticed.note(kind, place, self._clock())


def told_by(record: logging.LogRecord) -> tuple[str, str]:
    """Return the kind of an error and its place, by which the same one is known again.

    A line without a traceback is known by what it says before anything is filled in.
    """
    kind, error, trace = record.exc_info or (None, None, None)
    if kind is None or error is None:
        return record.name, str(record.msg)
    return kind.__qualname__, _place(trace) or record.name


def _place(trace: TracebackType | None) -> str:
    """Return file, line and function of the innermost of our own frames; "" where there is none."""
    found = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        if file.is_relative_to(_ROOT) and file.relative_to(_ROOT).parts[0] in _OURS:
            found = f"{file.relative_to(_ROOT).as_posix()}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return found
