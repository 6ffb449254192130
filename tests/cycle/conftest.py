from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.cycle.living import Living, living


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[Living]:
    async with living(tmp_path) as running:
        yield running


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print what belongs into the test run's output, captured or not."""

    def write(text: str) -> None:
        with capsys.disabled():
            print(f"\n{text}")  # noqa: T201 - the table is asked for

    return write
