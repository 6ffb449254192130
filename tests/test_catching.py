"""No error is caught without a reason that somebody wrote down."""

import re

from tests.catching import Catching, catching
from tests.places import ROOT

_ROW = re.compile(r"\| `(?P<file>[^`]+)` \| `(?P<where>[^`]+)` \| `(?P<what>[^`]+)` \| (?P<why>.+) \|")


def _table() -> dict[Catching, str]:
    rows = _ROW.finditer((ROOT / "docs" / "catching.md").read_text())
    return {Catching(row["file"], row["where"], row["what"]): row["why"] for row in rows}


def test_every_error_that_is_caught_has_its_reason_in_the_table_and_no_other_has() -> None:
    assert sorted(_table()) == catching()


def test_a_reason_is_a_sentence() -> None:
    short = [place for place, why in _table().items() if len(why.split()) < 4 or not why.endswith(".")]
    assert short == []
