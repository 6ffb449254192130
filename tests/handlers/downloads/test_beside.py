"""What looks at every report of a city is computed beside the loop: everybody else is answered meanwhile."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from domain.documents.wanted import DocumentKind, Wanted
from domain.keys import IndicatorKey
from tests.handlers.downloads.gathering import gathered
from tests.town.dialogue import Talker, Town

_LONG = {
    "action_plan",
    "cases_of",
    "course",
    "evidence_content",
    "figure_now",
    "measurement",
    "measurement_pdf",
    "owed_of",
    "verdicts",
}
"""Functions of the domain whose time grows with the OPD."""
_WANTED = (
    Wanted(kind=DocumentKind.CHART, year=2026),
    Wanted(kind=DocumentKind.CHART, year=2026, indicator=IndicatorKey.SAKIP),
    Wanted(kind=DocumentKind.MEASUREMENT, year=2026),
    Wanted(kind=DocumentKind.MEASUREMENT_PDF, year=2026),
    Wanted(kind=DocumentKind.ACTION_PLAN, year=2026),
    Wanted(kind=DocumentKind.EVIDENCE, year=2026),
    Wanted(kind=DocumentKind.MEMO, year=2026),
    Wanted(kind=DocumentKind.OVERDUE, year=2026),
)


@contextmanager
def called_here() -> Iterator[set[str]]:
    """Note which of the long functions this thread calls; another thread's are not heard of."""
    found = set[str]()

    def heard(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_name in _LONG and "/domain/" in code.co_filename:
            found.add(code.co_name)

    sys.setprofile(heard)
    try:
        yield found
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize("wanted", _WANTED, ids=lambda one: one.kind.value + (one.indicator or ""))
async def test_a_content_is_computed_beside_the_loop(town: Town, wanted: Wanted) -> None:
    with called_here() as found:
        await gathered(town, wanted)
    assert found == set()


async def test_so_is_what_the_sentinel_sees(dewi: Talker) -> None:
    with called_here() as found:
        shown = await dewi.says("/mutu")
    assert "Mutu data" in shown["text"]
    assert "cases_of" not in found
