"""Report events are counted: an id that was given is given to no other, and the history is as it was."""

import pytest
from sqlalchemy.exc import DBAPIError

from storage.migrate import downgrade, migrate
from storage.sql.unit_of_work import open_storage
from tests.storage.backups.town import report, tickets
from tests.storage.databases import run
from tests.storage.samples import clock


async def test_there_and_back_and_there_again_nothing_is_lost(empty_url: str) -> None:
    await migrate(empty_url)
    database = open_storage(empty_url, clock)
    given = [await report(database, opd) for opd in ("DINKES", "DISDIK", "DISHUB")]
    await database.close()
    await downgrade(empty_url, "0025")
    assert len(await run(empty_url, "SELECT id FROM report_events")) == 3
    with pytest.raises(DBAPIError, match="report_events is append-only"):
        await run(empty_url, "UPDATE report_events SET reason = 'x'")
    await migrate(empty_url)
    assert await tickets(empty_url) == given
    for change in ("UPDATE report_events SET reason = 'x'", "DELETE FROM report_events"):
        with pytest.raises(DBAPIError, match="report_events is append-only"):
            await run(empty_url, change)
    database = open_storage(empty_url, clock)
    assert await report(database, "DPUPR") == "SKP-26-0004"
    await database.close()
