"""A press that came too late: what may be said of it, over every state that a draft can be in."""

from dataclasses import replace
from itertools import product

import pytest

from domain.forms.drafts import Aside, Draft, DraftStatus
from domain.forms.form import Place
from domain.forms.late_presses import Late, Wish, late
from domain.keys import IndicatorKey
from tests.domain.forms.test_drafts import NOW

ME, COLLEAGUE = 1, 2
PRESSED = 3
"""The version that the pressed card was made for."""
DRAFT = Draft(
    id=7,
    form="sakip",
    indicator=IndicatorKey.SAKIP,
    opd="DINKES",
    year=2026,
    place=Place({"predikat": "BB"}),
    version=PRESSED + 1,
    status=DraftStatus.OPEN,
    holder=ME,
    touched_by=ME,
    touched_at=NOW,
)
ASIDE = replace(DRAFT, holder=None, aside=Aside.LEFT)
TAKEN = replace(DRAFT, holder=COLLEAGUE)
SENT = replace(DRAFT, status=DraftStatus.SENT, holder=None)
CANCELLED = replace(DRAFT, status=DraftStatus.CANCELLED, holder=None)
DROPPED = replace(CANCELLED, aside=Aside.SAID)

TABLE = [
    (DRAFT, {Wish.SEND: Late.MOVED, Wish.CANCEL: Late.MOVED, Wish.MOVE: Late.MOVED}),
    (DRAFT, {Wish.HOLD: Late.NOTED, Wish.ANSWER: Late.NOTED}),
    (ASIDE, dict.fromkeys(Wish, Late.ASIDE)),
    (replace(ASIDE, aside=None), dict.fromkeys(Wish, Late.ASIDE)),
    (TAKEN, dict.fromkeys(Wish, Late.TAKEN)),
    (SENT, {Wish.SEND: Late.NOTED, Wish.ANSWER: Late.NOTED}),
    (SENT, dict.fromkeys((Wish.CANCEL, Wish.HOLD, Wish.MOVE), Late.SENT)),
    (CANCELLED, {Wish.CANCEL: Late.NOTED}),
    (CANCELLED, dict.fromkeys((Wish.SEND, Wish.HOLD, Wish.ANSWER, Wish.MOVE), Late.CANCELLED)),
    (DROPPED, dict.fromkeys(Wish, Late.ASIDE)),
]


@pytest.mark.parametrize(
    ("draft", "wish", "true"), [(draft, wish, said) for draft, row in TABLE for wish, said in row.items()]
)
def test_what_one_change_after_the_press_has_come_to(draft: Draft, wish: Wish, true: Late) -> None:
    assert late(draft, ME, wish, PRESSED, "BB") is true


def test_an_answer_that_is_not_stored_was_not_noted() -> None:
    assert late(DRAFT, ME, Wish.ANSWER, PRESSED, "AA") is Late.MOVED
    assert late(SENT, ME, Wish.ANSWER, PRESSED, "AA") is Late.SENT


STATES = [DRAFT, ASIDE, replace(ASIDE, aside=None), TAKEN, SENT, CANCELLED, DROPPED]


@pytest.mark.parametrize("pressed", [None, 1, PRESSED - 1, PRESSED + 1])
@pytest.mark.parametrize(("draft", "wish"), list(product(STATES, Wish)))
def test_nothing_is_noted_of_a_card_that_more_than_one_change_lies_behind(
    draft: Draft, wish: Wish, pressed: int | None
) -> None:
    assert late(draft, ME, wish, pressed, "BB") is not Late.NOTED


@pytest.mark.parametrize(("draft", "wish"), list(product(STATES, Wish)))
def test_noted_means_that_it_is_so(draft: Draft, wish: Wish) -> None:
    """What is claimed is read off the draft again, in other words than the rule's own."""
    if late(draft, ME, wish, PRESSED, "BB") is not Late.NOTED:
        return
    truth = {
        Wish.SEND: draft.status is DraftStatus.SENT,
        Wish.CANCEL: draft.status is DraftStatus.CANCELLED and draft.aside is None,
        Wish.HOLD: draft.holder == ME,
        Wish.ANSWER: "BB" in draft.place.answers.values() and draft.holder in (ME, None),
        Wish.MOVE: False,
    }
    assert truth[wish]
