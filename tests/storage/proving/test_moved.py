"""A city that is moved to the other engine is proved there, as it was, by the same head."""

from pathlib import Path

import pytest

from storage.backups.moving import move
from tests.storage.databases import empty_database
from tests.storage.proving.city import filled, findings


@pytest.mark.postgres
async def test_it_is_equal_on_the_other_engine(url: str, tmp_path: Path) -> None:
    files = await filled(url, tmp_path)
    before = await findings(url, files)
    (tmp_path / "other").mkdir()
    other = "postgresql" if url.startswith("sqlite") else "sqlite"
    async with empty_database(other, tmp_path / "other") as elsewhere:
        await move(url, elsewhere)
        after = await findings(elsewhere, files, before[1].head)
    assert before[0] == after[0] == []
    assert before[1] == after[1]
