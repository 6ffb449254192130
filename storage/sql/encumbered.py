"""Of whom more has to be known than which card stands on their screen.

Of somebody of whom nothing is pinned and who has left nothing behind, a new card takes the place of the older
one, and that is all that there is to it. These are nearly all; so who is not is kept, and may be too many.
"""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, FromClause, literal_column, select

from domain.forms.drafts import Aside
from storage.engines import Prepared
from storage.ports.cards import LEFT_BEHIND
from storage.tables.cards import cards
from storage.tables.drafts import drafts

if TYPE_CHECKING:
    from storage.sql.session import Session


def is_pin(shown: FromClause) -> ColumnElement[bool]:
    """Say that a card is pinned, or was and shows something else just now."""
    pinned: ColumnElement[bool] = shown.c.is_pinned | shown.c.kind.endswith(LEFT_BEHIND)
    return pinned


# Written out: an index of part of a table is of use only to who names that part in the statement itself.
IS_LEFT = drafts.c.aside == literal_column(f"'{Aside.LEFT.value}'", drafts.c.aside.type)
_TABLES = frozenset({cards.name, drafts.name})
_PINNED = Prepared(select(cards.c.person).where(is_pin(cards)).distinct())
_LEAVING = Prepared(select(drafts.c.touched_by).where(IS_LEFT).distinct())


class Encumbered:
    """`others` tells whether another process has stored anything; None: nothing can be known here."""

    def __init__(self, others: Callable[[], Hashable]) -> None:
        self._others = others
        self._known: Hashable = None
        self._pinned: set[int] = set()
        self._leaving: set[int] = set()

    def is_free(self, person_id: int) -> bool:
        """Return whether it is known that nothing of this person's is pinned, and nothing left behind."""
        return self.left_nothing(person_id) and person_id not in self._pinned

    def left_nothing(self, person_id: int) -> bool:
        """Return whether it is known that this person has left nothing behind."""
        is_known = self._known is not None and self._known == self._others()
        return is_known and person_id not in self._leaving

    async def learn(self, session: "Session") -> None:
        """Read who they are, if that is not known; only in a unit that nobody else writes beside.

        What that unit has changed itself may be undone yet.
        """
        others = self._others()
        if others is None or self._known == others or not session.touched.isdisjoint(_TABLES):
            return
        pinned, leaving = await session.rows(_PINNED), await session.rows(_LEAVING)
        self._pinned, self._leaving = {row[0] for row in pinned}, {row[0] for row in leaving}
        self._known = others

    def pins_change(self) -> None:
        """Know nothing: a card was pinned, or is no more, and whose is not told."""
        self._known = None

    def leave(self, person_id: int) -> None:
        """Know that this person may have left something behind, whether that is stored in the end or not."""
        self._leaving.add(person_id)

    def has_left_nothing(self, session: "Session", person_id: int) -> None:
        """Know that this person has left nothing behind, where that cannot be undone any more."""
        if session.may_write and drafts.name not in session.touched:
            self._leaving.discard(person_id)
