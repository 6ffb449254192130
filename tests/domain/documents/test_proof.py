"""What a document said, held beside what holds now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents.proof import Compared, Then, compared, counted, pages
from domain.documents.said import Said

ONE = Said("sakip", "20/28 target 75", "SAKIP baik 71,43 % (20 dari 28), target 75 %")
MORE = Said("sakip", "21/28 target 75", "SAKIP baik 75,00 % (21 dari 28), target 75 %")
IKM = Said("ikm", "0/0 belum ada target", "IKM baik tidak dapat dihitung, belum ada target")
SAID = st.lists(st.builds(Said, st.sampled_from("abc"), st.sampled_from("12"), st.just("x")), max_size=6)


def test_each_thing_stands_beside_what_holds_now() -> None:
    other = Said("instansi", "a", "Instansi: A")
    told = compared([ONE, IKM, other], [Said("baru", "1", "Baru"), IKM, MORE])
    assert [(one.about, one.then) for one in told] == [
        ("sakip", Then.CHANGED),
        ("ikm", Then.SAME),
        ("instansi", Then.GONE),
        ("baru", Then.NEW),
    ]
    assert told[0] == Compared(ONE, MORE)


def test_several_about_the_same_are_held_side_by_side() -> None:
    first, second, third = (Said("DINKES", value, value) for value in ("1", "2", "3"))
    assert compared([first, second], [first, third, second]) == (
        Compared(first, first),
        Compared(second, third),
        Compared(None, second),
    )


@given(SAID, SAID)
def test_nothing_is_lost_and_nothing_told_twice(before: list[Said], now: list[Said]) -> None:
    told = compared(before, now)
    assert [one.before for one in told if one.before is not None] == before
    assert sorted(str(one.now) for one in told if one.now is not None) == sorted(map(str, now))
    assert all(one.then is Then.SAME for one in compared(before, before))


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        ("20/28 target 75", (20, 28)),
        ("0/0 belum ada target", (0, 0)),
        ("5/28 lewat 3 belum terbit 0", None),
        ("20/28", None),
        ("", None),
        ("Dinas 20/28 target 75", None),
    ],
)
def test_a_figure_is_told_by_its_counts(value: str, counts: tuple[int, int] | None) -> None:
    assert counted(Said("sakip", value, "")) == counts


def test_pages_keep_what_belongs_together() -> None:
    blocks = [["a", "b"], ["c", "d"], ["e"], ["f" * 30]]
    assert list(pages(blocks, 3, 10)) == [("a", "b"), ("c", "d", "e"), ("f" * 30,)]
    assert list(pages([], 3, 10)) == [()]
    assert list(pages([[""]], 3, 10)) == [("",)]


def test_a_block_that_is_longer_than_a_page_goes_on_the_next() -> None:
    assert list(pages([["a", "b", "c", "d"], ["e"]], 3, 10)) == [("a", "b", "c"), ("d", "e")]


@given(st.lists(st.lists(st.text("x", max_size=25), min_size=1, max_size=5), max_size=8))
def test_no_line_is_left_out(blocks: list[list[str]]) -> None:
    told = list(pages(blocks, 4, 10))
    assert [line for page in told for line in page] == [line for block in blocks for line in block]
    assert len(told) == 1 or all(told)
