"""The foot of a document: its code is read back, its link is one that Telegram opens."""

import re
from datetime import UTC, datetime

from domain.documents.codes import Checked, bare, read_code
from handlers.papers.paper import Reading
from handlers.papers.stamping import code_for, link_to, stamp_at
from storage.ports import BOT_NAME
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.storage import FakeStorage

NOW = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
READING = Reading(now=NOW, files=FakeEvidenceStore())


async def test_a_stamp_has_a_code_and_a_link() -> None:
    storage = FakeStorage()
    async with storage.uow() as uow:
        await uow.installation.set(BOT_NAME, "iku_kota_bot")
        stamp = await stamp_at(uow, READING, 147, NOW, final=True)
        secret = await uow.installation.secret()
        assert stamp.code == await code_for(uow, 147) != await code_for(uow, 147, Checked.TICKET)
    assert stamp.position == "posisi per 22 November 2026 pukul 09.15 WIB (final)"
    assert read_code(secret, stamp.code) == read_code(secret, stamp.link) == 147
    assert stamp.link == f"https://t.me/iku_kota_bot?start=cek_{bare(stamp.code)}"
    payload = stamp.link.partition("?start=")[2]
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)


async def test_before_the_bot_has_a_name_a_code_is_typed() -> None:
    async with FakeStorage().uow() as uow:
        assert await link_to(uow, await code_for(uow, 1)) == ""
        assert (await stamp_at(uow, READING, 1, NOW)).code != ""
