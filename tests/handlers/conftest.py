from collections.abc import AsyncIterator

import pytest

from tests.town.dialogue import Town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as town:
        yield town
