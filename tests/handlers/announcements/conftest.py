import pytest

from tests.handlers.announcements.announcing import readers
from tests.town.dialogue import Talker, Town


@pytest.fixture
async def people(town: Town) -> dict[str, Talker]:
    """Everybody whom an announcement may reach, and the admin who writes it, by name."""
    return await readers(town)
