"""Cards that are noted with whatever is stored next, many at a time."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam

from storage.engines.transaction import Do
from storage.ports import Card
from storage.ports.cards import left_of
from storage.sql.rows import columns_of
from storage.sql.session import Prepared
from storage.tables.cards import cards

REPLACED = and_(
    cards.c.person == bindparam("whose"),
    cards.c.kind.in_([bindparam("its_kind"), bindparam("left")])
    | ((cards.c.chat_id == bindparam("chat")) & (cards.c.message_id == bindparam("message"))),
)
"""Whose place a card takes, given what `replaced_by` returns."""
_PUT = Prepared(cards.insert())
_FORGET_REPLACED = Prepared(cards.delete().where(REPLACED))


def replaced_by(card: Card) -> dict[str, object]:
    return {
        "whose": card.person,
        "its_kind": card.kind,
        "left": left_of(card.kind),
        "chat": card.chat_id,
        "message": card.message_id,
    }


class Shown:
    """What `SqlCards.show` does, of new messages of people of whom nothing is pinned."""

    tables = frozenset({cards.name})

    def do(self, pieces: Sequence[Card], run: Do) -> None:
        """Let each take the place of what it replaces. Raises NotFound for a person that there is not."""
        run(_FORGET_REPLACED, [replaced_by(card) for card in pieces])
        run(_PUT, [columns_of(card) for card in _newest(pieces)])


def _newest(shown: Sequence[Card]) -> list[Card]:
    """Return those that none of the later ones replaces, in their order."""
    found = list[Card]()
    kinds, places = set[tuple[int, str]](), set[tuple[int, int, int]]()
    for card in reversed(shown):
        kind, place = (card.person, card.kind), (card.person, card.chat_id, card.message_id)
        if kind not in kinds and place not in places:
            found.append(card)
        kinds.add(kind)
        places.add(place)
    return found[::-1]
