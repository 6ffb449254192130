"""What a document says, line by line, kept to be compared with what holds later."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a document says: `about` is the same in every document that says something of it."""

    about: str
    """What it is about, as it is found again: an indicator's key, an OPD's code."""
    value: str
    """What is said, in a form that is equal when nothing has changed: "20/28 target 75"."""
    words: str
    """The same as people read it: "SAKIP baik 71,43 % (20 dari 28), target 75 %"."""
