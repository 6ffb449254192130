from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cycle.living import Living, living


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[Living]:
    async with living(tmp_path) as running:
        yield running
