"""The buttons of a checked document."""

from handlers.telegram.buttons import Button


class ProofPage(Button, prefix="bp"):
    """A page of what a document said, beside what holds now."""

    document: int
    page: int
