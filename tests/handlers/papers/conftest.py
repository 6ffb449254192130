import pytest

from tests.handlers.papers.sheets import Sheet


@pytest.fixture(autouse=True)
def sheet(monkeypatch: pytest.MonkeyPatch) -> Sheet:
    """Let the form be the tests' sheet; what differs from it is said with `is_like`."""
    found = Sheet(monkeypatch)
    found.is_like()
    return found
