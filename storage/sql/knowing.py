"""What this process knows without asking, for as long as nobody else stores anything (record 50)."""

from collections.abc import Callable, Hashable

from domain.forms.drafts import Draft
from storage.sql.encumbered import Encumbered
from storage.sql.remembered import Remembered


class Knowledge:
    """`others` tells whether another process has stored anything; None: nothing can be known here."""

    def __init__(self, others: Callable[[], Hashable] = lambda: None) -> None:
        self.encumbered = Encumbered(others)
        self.drafts = Remembered[int, Draft](others)
