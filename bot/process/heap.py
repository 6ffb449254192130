"""The collector of cycles, told what stays: without it every few answers look through the whole program.

All modules, classes and texts live as long as the process. Looked through again and again for cycles that
nobody can reach, they cost about a third of the processor time of `/iku` (docs/decisions/0044-speed.md).
"""

import gc

_NEW = 25_000
"""So many more objects are made than let go of before the young ones are looked through; Python's is 700."""


def settle() -> None:
    """Leave alone what is there by now, and look through what comes after less often.

    What nobody can reach of it stays as well: 2,000 objects, to look for which is a tenth of the start.
    """
    gc.freeze()
    gc.set_threshold(_NEW, 20, 50)
    gc.enable()
