"""The buttons of *Bagaimana bila*. They carry all that was changed, for nothing of it is stored."""

from handlers.telegram.buttons import Button


class WhatIf(Button, prefix="wi"):
    """The card with these marks (see `handlers.whatif.marks`), on that page of its OPD.

    `basis` is the fingerprint of what the marks are relative to: where that has changed, they mean nothing.
    """

    indicator: str
    year: int
    page: int
    basis: str
    marks: str


class WhatIfFull(Button, prefix="wf"):
    """An OPD that cannot be put on the other side any more, because a key carries no more marks."""
