"""A fact knows every value of a row, and tells by its hints which of them became another."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.facts.aspects import ASPECTS
from storage.facts.fact import difference, fact_of
from storage.tables.columns import Instant

WIB = timezone(timedelta(hours=7))
TEXTS = st.text(max_size=9)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), TEXTS, st.dates(),
    st.lists(TEXTS, max_size=3), st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip
SINGLE = sorted(name for name, one in ASPECTS.items() if not one.order)


@given(st.sampled_from(SINGLE), st.data())
def test_one_value_that_became_another_is_named(name: str, data: st.DataObject) -> None:
    aspect = ASPECTS[name]
    row = {column: data.draw(VALUES) for column in aspect.columns}
    column = data.draw(st.sampled_from(aspect.columns))
    other = data.draw(VALUES)
    assume(repr(_plain(other)) != repr(_plain(row[column])))
    secret = data.draw(st.sampled_from(["", "ab" * 32]))
    known, found = fact_of(aspect, 7, [row], secret), fact_of(aspect, 7, [{**row, column: other}], secret)
    assert known[:2] == found[:2] == [name, 7]
    assert known[2] != found[2]
    assert difference(aspect, str(known[3]), [{**row, column: other}], secret) == column


def _plain(value: object) -> object:
    """Return what JSON makes no difference between: an instant or a day, and its text; half a letter."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def test_an_instant_is_the_same_in_every_zone() -> None:
    aspect = ASPECTS["year_settings"]
    at = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    row = dict.fromkeys(aspect.columns, 1)
    same = [fact_of(aspect, 1, [row | {"at": one}], "") for one in (at, at.astimezone(WIB))]
    assert same[0] == same[1]
    assert isinstance(aspect.table.c.at.type, Instant)


def test_a_name_is_known_only_with_the_secret() -> None:
    """Whoever guesses the name cannot try it against a fact whose secret is destroyed."""
    aspect = ASPECTS["people/name"]
    row = {"id": 1, "name": "Siti"}
    facts = {str(fact_of(aspect, 1, [row], secret)) for secret in ("", "ab" * 32, "cd" * 32)}
    assert len(facts) == 3


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([1, 2], [1], "1 rows instead of 2"),
        ([1, 2], [1, 3], "row 2"),
        ([1, 2], [2, 1], "row 1, 2"),
    ],
)
def test_of_several_rows_it_is_told_which(before: list[int], after: list[int], told: str) -> None:
    aspect = ASPECTS["report_files"]
    known, found = (
        [{"event": 5, "position": place, "evidence": one} for place, one in enumerate(rows)]
        for rows in (before, after)
    )
    assert difference(aspect, str(fact_of(aspect, 5, known, "")[3]), found, "") == told
