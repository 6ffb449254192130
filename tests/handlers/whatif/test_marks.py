"""What was changed on the card, as its keys carry it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.buttons import LONGEST
from handlers.whatif.buttons import WhatIf
from handlers.whatif.marks import Marks, packed, unpacked

ROOM = LONGEST - len(WhatIf("tatalaksana", 2026, 62, "0" * 8, "").pack())
"""What the longest button leaves for its marks."""


@st.composite
def marked(draw: st.DrawFn) -> tuple[Marks, int]:
    count = draw(st.integers(1, 500))
    places = draw(st.frozensets(st.integers(0, count - 1), max_size=40))
    return Marks(places, draw(st.booleans())), count


@given(marked())
def test_marks_come_back_as_they_were(drawn: tuple[Marks, int]) -> None:
    marks, count = drawn
    assert unpacked(packed(marks, count), count) == marks
    assert packed(marks, count).isascii()


@given(marked(), st.integers(0, 500))
def test_toggling_twice_is_nothing(drawn: tuple[Marks, int], place: int) -> None:
    marks, _ = drawn
    assert marks.toggled(place).toggled(place) == marks
    assert marks.toggled(place) != marks


@given(st.integers(1, 186).flatmap(lambda count: st.frozensets(st.integers(0, count - 1))))
def test_any_choice_of_a_city_fits_into_a_key(places: frozenset[int]) -> None:
    assert len(packed(Marks(places), 186)) <= ROOM


def test_of_five_hundred_twenty_fit_wherever_they_are() -> None:
    last = frozenset(range(480, 500))
    assert len(packed(Marks(last), 500)) <= ROOM
    assert len(packed(Marks(last | {479}), 500)) > ROOM


def test_every_opd_of_any_city_fits() -> None:
    assert len(packed(Marks(frozenset(range(40))), 40)) == 1 + 7


@pytest.mark.parametrize("text", ["", "x", "sé", "s B", "sAB", "SAB", "sB" * 40, "sh", "S_____", "q", "s:"])
def test_what_no_key_of_ours_carries_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpacked(text, 4)


@given(st.text(max_size=40), st.integers(1, 500))
def test_whatever_comes_back_is_either_marks_or_refused(text: str, count: int) -> None:
    try:
        marks = unpacked(text, count)
    except ValueError:
        return
    assert packed(marks, count) == text
    assert all(0 <= place < count for place in marks.places)
