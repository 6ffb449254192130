"""The quick JSON reads and writes what Python's own does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.quick_json import dumps, loads

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
ODD = (
    "NaN", "[-Infinity]", "1e400", "-0", "-0.0", "[1E5, 1e-7]", "18446744073709551615",
    "18446744073709551616", "-9223372036854775809", '{"a": 1, "a": 2}',
    '"\\ud83d"', '"\\ud83d\\ude00"', '"\\u0000"', " [1 , 2 ] ",
    "0.1", "123456789012345678901234567890.5", '"12345678901234567890"', "[" * 500 + "]" * 500,
)  # fmt: skip
BROKEN = ("", "{", "[1,]", "01", "nul", '"a', "[1] [2]", '{"a" 1}', "'a'", '"\t"', "+1", ".5", "1.")


def told(value: object) -> str:
    """Return a value with the kind of each number, and NaN equal to itself."""
    return repr(value)


@given(ANY, st.booleans())
def test_reads_as_python_does(value: Any, is_ascii: bool) -> None:  # noqa: ANN401 - JSON of any shape; drawn
    said = json.dumps(value, ensure_ascii=is_ascii)
    assert told(loads(said)) == told(json.loads(said))


@pytest.mark.parametrize("said", ODD)
def test_reads_what_is_odd_as_python_does(said: str) -> None:
    assert told(loads(said)) == told(loads(said.encode())) == told(json.loads(said))


@pytest.mark.parametrize("said", BROKEN)
def test_refuses_what_python_refuses(said: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        json.loads(said)
    with pytest.raises(ValueError, match=r".+"):
        loads(said)
    with pytest.raises(ValueError, match=r".+"):
        loads(said.encode())


@given(ANY)
def test_what_is_written_is_read_again(value: Any) -> None:  # noqa: ANN401 - JSON of any shape
    assert told(json.loads(dumps(value))) == told(value)


def test_half_a_character_cannot_be_sent() -> None:
    with pytest.raises(UnicodeEncodeError):
        dumps({"text": "\ud83d"})
