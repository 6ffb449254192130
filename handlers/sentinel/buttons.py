"""The buttons of *Mutu data*."""

from handlers.telegram.buttons import Button


class QualityKind(Button, prefix="sk"):
    """The cases of one kind (`of` is a `Kind`), in pages."""

    of: str
    year: int
    page: int


class QualityCase(Button, prefix="sc"):
    """The reports of one case, in pages: the `number`-th of its kind, unless that is another by now."""

    of: str
    year: int
    number: int
    fingerprint: str
    page: int
