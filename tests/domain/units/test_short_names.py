"""What an OPD is called on buttons: readable, short, and never like another one of the same days."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotPossible, Problem
from domain.language.written import compared
from domain.units.list import opds_from
from domain.units.opd import Opd, in_force
from domain.units.short_names import check_short_name, check_short_names, clashing
from storage.foreign.spreadsheets import rows_of

HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1), short="Kesehatan")
LIBRARY = Opd("DISPERPUSIP", "Dinas Perpustakaan", "dinas", date(2024, 1, 1))
ENDS = replace(LIBRARY, valid_to=date(2026, 12, 31), short="Pustaka")


def test_the_short_name_or_else_the_code_stands_on_a_button() -> None:
    assert (HEALTH.short_name, LIBRARY.short_name) == ("Kesehatan", "DISPERPUSIP")


@pytest.mark.parametrize("short", ["Kesehatan", "KESEHATAN", "dinkes"])
def test_neither_name_nor_code_of_another_is_taken(short: str) -> None:
    with pytest.raises(NotPossible) as refused:
        check_short_name(replace(LIBRARY, short=short), [HEALTH, LIBRARY])
    assert refused.value.problem is Problem.OPD_SHORT_TAKEN


def test_ones_own_name_and_code_and_that_of_a_unit_that_is_gone_before_may_be_taken() -> None:
    for short in ("Kesehatan", "Dinkes", ""):
        check_short_name(replace(HEALTH, short=short), [HEALTH, LIBRARY])
    check_short_name(replace(HEALTH, short="Pustaka", valid_from=date(2027, 1, 1)), [HEALTH, ENDS])


def test_units_stored_together_may_exchange_their_names() -> None:
    exchanged = [replace(HEALTH, short="Pustaka"), replace(ENDS, short="Kesehatan")]
    check_short_names(exchanged, [HEALTH, ENDS])
    with pytest.raises(NotPossible):
        check_short_names(exchanged[:1], [HEALTH, ENDS])


def test_what_clashed_before_stops_nobody_else() -> None:
    check_short_names([LIBRARY], [HEALTH, replace(HEALTH, code="B"), LIBRARY])


DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 9))
UNITS = st.lists(
    st.builds(
        Opd,
        code=st.sampled_from(["AA", "BB", "CC", "DD"]),
        name=st.just("x"),
        kind=st.just("dinas"),
        valid_from=DAYS,
        valid_to=st.none() | DAYS,
        short=st.sampled_from(["", "Aa", "bb", "Xx", "Yy"]),
    ),
    max_size=5,
    unique_by=lambda opd: opd.code,
)


@given(UNITS)
def test_on_no_day_two_units_that_do_not_clash_are_called_alike(opds: list[Opd]) -> None:
    alike = clashing(opds)
    for day in range(1, 10):
        there = [opd for opd in opds if in_force(opd, date(2025, 1, day)) and opd.code not in alike]
        assert len({compared(opd.short_name) for opd in there}) == len(there)


def test_every_opd_of_the_sample_city_has_a_short_name() -> None:
    opds = opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes()))
    assert len(opds) == 28
    assert all(opd.short for opd in opds)
    assert clashing(opds) == frozenset()
