"""A fact knows every value of a row, and tells by its hints which of them became another."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.storable import storable_json
from storage.audit_chain import seal
from storage.facts.aspects import ASPECTS
from storage.facts.fact import difference, fact_of
from storage.ports.audit import canonical
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


@given(st.sampled_from(sorted(ASPECTS)), st.data())
def test_a_fact_is_what_it_was_defined_as(name: str, data: st.DataObject) -> None:
    """It is put together of parts, for speed; what was proved once must be proved for ever."""
    aspect, secret = ASPECTS[name], data.draw(st.sampled_from(["", "ab" * 32]))
    many = data.draw(st.integers(1, 3)) if aspect.order else 1
    rows = [{column: data.draw(VALUES) for column in aspect.columns} for _ in range(many)]
    said = [
        [
            seal(secret, one, _written(row[one])) if secret and one in aspect.private else _written(row[one])
            for one in aspect.columns
        ]
        for row in rows
    ]
    hints = (
        "".join(_sha256(row)[:8] for row in said)
        if aspect.order
        else "".join(_sha256(value)[:6] for value in said[0])
    )
    assert fact_of(aspect, 7, rows, secret) == [name, 7, _sha256([name, *said]), hints]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(), one, max_size=3),
    max_leaves=9,
)


@given(JSON)
@example("\0")
@example({"\ud800": "\udfff", "\\u0000": ["a\0b"]})
def test_canonical_text_is_that_of_what_can_be_stored(value: object) -> None:
    assert canonical(value) == _canonical(value)


def _canonical(value: object) -> str:
    return json.dumps(storable_json(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _sha256(value: object) -> str:
    return sha256(_canonical(value).encode()).hexdigest()


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


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
