"""The process with a Bot API server of one's own: evidence arrives although that serves no files."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.process.run import utc_now
from bot.settings import Settings
from domain.people.person import Grant, Role
from domain.units.opd import Opd
from simulator.client import People
from simulator.own_server import OwnServer
from simulator.server import Simulator
from storage.migrate import migrate
from storage.sql.unit_of_work import open_storage
from tests.bot.process.test_life import SITI, Running

pytestmark = pytest.mark.usefixtures("signals_restored", "unhurried")


@pytest.fixture(params=[True, False], ids=["--local", "without --local"])
async def simulator(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Simulator]:
    async with Simulator(own_server=OwnServer(tmp_path / "server", local=request.param)) as running:
        yield running


@pytest.fixture
async def settings(simulator: Simulator, bare_environment: Path) -> Settings:
    settings = Settings(
        telegram_bot_token=simulator.token,
        telegram_api_url=simulator.url,
        telegram_files_dir=bare_environment / "server",
        data_dir=bare_environment / "data",
    )
    await migrate(settings.database)
    storage = open_storage(settings.database, utc_now)
    async with storage.uow() as uow:
        await uow.opds.record(
            Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1)), by=None, at=utc_now()
        )
        person = await uow.people.add(SITI, "Siti", utc_now())
        await uow.people.grant(person.id, Grant(Role.OPERATOR, "DINKES"), by=None, at=utc_now())
        await uow.commit()
    await storage.close()
    return settings


async def test_evidence_is_stored_from_the_servers_own_disk(
    settings: Settings, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    await people.add("Siti", id=SITI)
    await people.text(SITI, "/lapor")
    bot = Running(settings)
    listed = await people.wait_for(SITI, lambda one: "Pilih laporan" in one["text"])
    await people.press(SITI, listed["message_id"], "SAKIP")
    for typed in ("bb", "75,5"):
        await people.text(SITI, typed)
    await people.wait_for(SITI, lambda one: "3/3" in one["text"])
    await people.file(SITI, ("lhe.pdf", b"%PDF-1.7 lhe\n%%EOF", "application/pdf"))
    card = await people.wait_for(SITI, lambda one: "lhe.pdf" in one["text"] and "✓" in one["text"])
    assert "Kirim" in str(card["keyboard"])
    assert await bot.stopped() == 0
    assert settings.token not in caplog.text
