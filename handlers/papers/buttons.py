"""The buttons that ask for a document, and the one that opens what can be had: any room may show them."""

from domain.documents.wanted import DocumentKind, Wanted
from domain.indicators import find
from domain.language.dates import FIRST_YEAR, LAST_YEAR, QUARTERS
from handlers.telegram.buttons import Button


class AskPaper(Button, prefix="up"):
    """A document; `indicator` "" for all five, `scope` as `Wanted` has it.

    Shown with `keys.below` it leaves its message as it is, and the document comes below; with `keys.key` the
    message itself becomes the document.
    """

    kind: str
    year: int
    quarter: int = 0
    indicator: str = ""
    scope: str = ""

    def wanted(self) -> Wanted | None:
        """Return what it asks for; None for what no button of ours asks for."""
        indicator = find(self.indicator) if self.indicator else None
        known = self.kind in set(DocumentKind) and 0 <= self.quarter <= QUARTERS
        known = known and FIRST_YEAR <= self.year <= LAST_YEAR
        if not known or (self.indicator and indicator is None):
            return None
        return Wanted(
            kind=DocumentKind(self.kind),
            year=self.year,
            quarter=self.quarter,
            indicator=indicator.key if indicator is not None else None,
            scope=self.scope,
        )


def asks(wanted: Wanted) -> AskPaper:
    """Return the button that asks for it."""
    return AskPaper(wanted.kind.value, wanted.year, wanted.quarter, wanted.indicator or "", wanted.scope)


class Downloads(Button, prefix="ud"):
    """What can be had of the year, quarter and indicator ("": all five) that are on the screen."""

    year: int
    quarter: int = 0
    indicator: str = ""
