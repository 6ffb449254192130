from collections.abc import AsyncIterator

import pytest

from domain.people.person import Grant, Role
from tests.handlers.admins import admin_of
from tests.town.dialogue import LIBRARY, Talker, Town


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


@pytest.fixture
async def budi(town: Town) -> Talker:
    """Siti's colleague, an operator of the same OPD."""
    return await town.operator(1002, "Budi")


@pytest.fixture
async def eka(town: Town) -> Talker:
    """The operator of Dinas Perpustakaan dan Kearsipan."""
    return await town.operator(1004, "Eka", LIBRARY.code)


@pytest.fixture
async def boss(town: Town) -> Talker:
    """A pimpinan."""
    return await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))


@pytest.fixture
async def admin(town: Town) -> Talker:
    return await admin_of(town)
