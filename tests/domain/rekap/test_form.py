"""A rekap as it waits in a draft: read back as it was, whatever had been chosen open again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer
from domain.forms.form import Asked, Place
from domain.rekap.comparison import RekapRow, RowProblem
from domain.rekap.form import (
    REKAP_FORM,
    Received,
    answer_of,
    chosen_in,
    reading_in,
    received_in,
    with_choice,
    with_way,
    without_choices,
)
from domain.rekap.sheet import Reading

ROW = RekapRow(row=7, name="Dinas", nilai=Decimal("75.50"), kategori="BB")


def reading(*rows: RekapRow, mean: tuple[Decimal, Decimal] | None = None) -> Reading:
    return Reading(
        sheet="Rekap",
        columns=("OPD", "Nilai", ""),
        rows=rows,
        codes={7: "DINKES"},
        mean=mean,
        hidden=1,
        years=(2025,),
    )


def received(*readings: Reading) -> Received:
    return Received(evidence=3, name="rekap.xlsx", sha256="ab", readings=readings)


ROWS = st.builds(
    RekapRow,
    row=st.integers(1, 999),
    name=st.text(max_size=9),
    nilai=st.none() | st.decimals(0, 100, places=4),
    kategori=st.sampled_from(["", "AA", "D"]),
    problem=st.none() | st.sampled_from(RowProblem),
    said=st.text(max_size=9),
)


@given(
    st.lists(ROWS, max_size=4),
    st.none() | st.tuples(st.decimals(0, 9, places=2), st.decimals(0, 9, places=2)),
)
def test_it_is_read_back_as_it_was(rows: list[RekapRow], mean: tuple[Decimal, Decimal] | None) -> None:
    told = received(reading(*rows, mean=mean))
    assert received_in(answer_of(told)) == told
    assert reading_in(answer_of(told)) == told.readings[0]


def test_without_a_file_there_is_nothing() -> None:
    assert received_in({}) is None
    assert reading_in({}) is None
    with pytest.raises(InvalidAnswer):
        with_way({}, 0)
    with pytest.raises(InvalidAnswer):
        REKAP_FORM.answer(Place(), "75,5", Asked({}, date(2026, 3, 2)))


def test_of_several_readings_one_is_chosen() -> None:
    one, two = reading(ROW), reading()
    answers = answer_of(received(one, two))
    assert reading_in(answers) is None
    assert reading_in(with_way(answers, 1)) == two
    for wrong in (-1, 2):
        with pytest.raises(InvalidAnswer):
            with_way(answers, wrong)


def test_choices_are_kept_by_row_until_another_way_is_chosen() -> None:
    answers = with_choice(answer_of(received(reading(ROW))), 7, "DINKES")
    assert chosen_in(answers) == {7: "DINKES"}
    assert chosen_in(without_choices(answers)) == {}
    assert chosen_in(with_way(answers, 0)) == {}
