from collections.abc import AsyncIterator

import pytest

from tests.town.dialogue import Talker, Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as town:
        yield town


@pytest.fixture
async def siti(town: Town) -> Talker:
    """The operator of Dinas Kesehatan."""
    return await town.operator()


@pytest.fixture
async def dewi(town: Town) -> Talker:
    """The verifikator of Kelembagaan."""
    return await town.reviewer()
