"""Memory: the collector of cycles is told what stays, and the frames of all calls get one place.

All modules, classes and texts live as long as the process. Looked through again and again for cycles that
nobody can reach, they cost about a third of the processor time of `/iku` (docs/decisions/0044-speed.md).
"""

import gc
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

_NEW = 25_000
"""So many more objects are made than let go of before the young ones are looked through; Python's is 700."""
_SLOTS = 17_000
"""Of eight bytes, just over half of 256 KB: so much is mapped, and the rest is for the calls below."""


def roomy(work: Callable[[], _T]) -> _T:
    """Return what the work returns, with room for the frames of some hundred calls in one piece of memory.

    Python keeps frames in pieces of 16 KB. Until 3.12 it maps and unmaps one whenever a call crosses the edge
    (python/cpython#142183); importing everything did so 1,480 times. What is reserved here is never touched.
    """
    return work()


# A frame is as big as its function says that its stack may get; this one's needs no stack at all.
roomy.__code__ = roomy.__code__.replace(co_stacksize=_SLOTS)


def settle() -> None:
    """Leave alone what is there by now, and look through what comes after less often.

    What nobody can reach of it stays as well: 2,000 objects, to look for which is a tenth of the start.
    """
    gc.freeze()
    gc.set_threshold(_NEW, 20, 50)
    gc.enable()
