"""Who draws what: one line for each content that can be drawn.

The modules are named and not imported: only the worker pays for the libraries that draw, and only for those
of the documents that are asked for.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How one kind of content becomes a file."""

    drawn_by: str
    """Module and function: "storage.rendering.form:draw".

    The function takes the content and returns the bytes of its one file. Where `in_parts`, it takes the
    content and a `Workshop`, and returns the paths of the files that it wrote there, in order.
    """
    suffix: str
    """What its files end in, without a dot."""
    in_parts: bool = False
    """Whether it writes its files by itself, since there may be several, or one too big to be held."""


DRAWINGS: dict[type, Drawing] = {}
"""By the type of the content, in the order of `DocumentKind`."""
