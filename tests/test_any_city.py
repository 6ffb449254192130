"""Any regency or city can run this bot: the one city that is named stands in the office's defaults."""

import pytest

from tests.places import ROOT

NAMED = ("probolinggo",)
SOURCES = ("bot", "domain", "handlers", "storage", "simulator")
MAY = ("domain/office/office.py", "bot/sample/")
"""The defaults, and the city of the demonstration."""
TEXTS = frozenset({".py", ".typ", ".js", ".html", ".css", ".mako"})


@pytest.mark.parametrize("folder", SOURCES)
def test_no_source_names_a_city(folder: str) -> None:
    found = []
    for file in sorted((ROOT / folder).rglob("*")):
        path = file.relative_to(ROOT).as_posix()
        if file.suffix not in TEXTS or path.startswith(MAY):
            continue
        lines = file.read_text(encoding="utf-8").casefold().splitlines()
        found += [
            f"{path}:{number}" for number, line in enumerate(lines, 1) for name in NAMED if name in line
        ]
    assert found == []


def test_the_defaults_are_looked_through_for_something() -> None:
    assert NAMED[0] in (ROOT / MAY[0]).read_text(encoding="utf-8").casefold()
