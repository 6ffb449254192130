"""What an installation knows of itself: its secret, and what is noted at a start."""

import asyncio

import pytest

from storage.migrate import migrate
from storage.ports import NotFound, Storage
from storage.ports.installation import BOT_NAME, SECRET
from storage.sql.unit_of_work import open_storage
from tests.storage.databases import run
from tests.storage.samples import clock


async def test_the_secret_is_there_and_stays(storage: Storage) -> None:
    async with storage.uow() as uow:
        secret = await uow.installation.secret()
    assert len(secret) == 32
    async with storage.uow() as uow:
        with pytest.raises(ValueError, match="never changes"):
            await uow.installation.set(SECRET, "00" * 32)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.installation.secret() == secret


async def test_what_is_noted_is_kept_until_something_else_is(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.installation.get(BOT_NAME) is None
        await uow.installation.set(BOT_NAME, "iku_bot")
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.installation.get(BOT_NAME) == "iku_bot"
        await uow.installation.set(BOT_NAME, "iku_kota_bot")
    async with storage.uow() as uow:
        assert await uow.installation.get(BOT_NAME) == "iku_bot"  # the unit before was not committed
        await uow.installation.set(BOT_NAME, "iku_kota_bot")
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.installation.get(BOT_NAME) == "iku_kota_bot"


async def test_two_that_note_the_same_at_once_both_succeed(storage: Storage) -> None:
    async def note(name: str) -> None:
        async with storage.uow() as uow:
            await uow.installation.set(BOT_NAME, name)
            await uow.commit()

    await asyncio.gather(note("satu_bot"), note("dua_bot"))
    async with storage.uow() as uow:
        assert await uow.installation.get(BOT_NAME) in ("satu_bot", "dua_bot")


async def test_nothing_of_it_is_in_the_trail(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.installation.set(BOT_NAME, "iku_bot")
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.audit.newest() == 0


async def test_two_that_start_at_once_make_one_secret(empty_url: str) -> None:
    await asyncio.gather(migrate(empty_url), migrate(empty_url))
    assert await run(empty_url, "SELECT count(*) FROM installation") == [(1,)]
    first = open_storage(empty_url, clock)
    second = open_storage(empty_url, clock)
    async with first.uow() as uow:
        secret = await uow.installation.secret()
    async with second.uow() as uow:
        assert await uow.installation.secret() == secret
    await migrate(empty_url)
    async with second.uow() as uow:
        assert await uow.installation.secret() == secret
    await first.close()
    await second.close()


async def test_two_installations_have_two_secrets(tmp_path_factory: pytest.TempPathFactory) -> None:
    secrets = set()
    for name in ("one", "two"):
        url = f"sqlite:///{tmp_path_factory.mktemp(name)}/bot.db"
        await migrate(url)
        secrets.add(str(await run(url, "SELECT value FROM installation")))
    assert len(secrets) == 2


async def test_a_database_without_it_says_so(url: str) -> None:
    kept = await run(url, "SELECT value FROM installation WHERE name = 'secret'")
    await run(url, "DELETE FROM installation")
    storage = open_storage(url, clock)
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.installation.secret()
    await storage.close()
    await run(url, f"INSERT INTO installation VALUES ('secret', '{kept[0][0]}')")  # noqa: S608 - our own
