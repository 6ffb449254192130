"""An announcement that several instances work on: its card ends with the last word all the same."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from handlers.announcements.progress import follow, progress_of
from storage.ports import NoticeState, Tally
from tests.endurance.waiting import eventually
from tests.fakes.notices import FakeNotices
from tests.handlers.admins import admin_of
from tests.handlers.announcements.announcing import announces, crowd, sends_a_second, stored, ticks
from tests.town.dialogue import Talker, Town


async def under_way(town: Town) -> Talker:
    """Announce to more than one second reaches; return the admin."""
    admin = await admin_of(town)
    await crowd(town, 30)
    await announces(admin, "Operator")
    await sends_a_second(town)
    return admin


async def slowly(town: Town, admin: Talker, work: asyncio.Task[None]) -> None:
    """Let another instance say the last word while our own change of the admin's card is on its way."""
    await eventually(lambda: not town.hub.world.faults)
    town.pass_time(seconds=1)
    await town.send_notices()
    await follow(await town.elsewhere())
    assert [one.finished_at for one in await stored(town)] == [town.now]
    town.hub.closing.set()  # enough of being slow
    await work
    assert "Terkirim: 25 dari 30" in (await admin.card())["text"]


async def test_a_card_that_another_finished_meanwhile_is_put_right(town: Town) -> None:
    admin = await under_way(town)
    await town.people.fault("slow", method="editMessageText", seconds=30)
    await slowly(town, admin, asyncio.create_task(ticks(town)))
    finished = await stored(town)
    town.pass_time(hours=1)
    await ticks(town)
    assert "Pengumuman selesai dikirim" in (await admin.card())["text"]
    assert await stored(town) == finished
    before = await town.people.calls("editMessageText")
    await ticks(town)
    assert await town.people.calls("editMessageText") == before


async def test_a_card_that_was_opened_meanwhile_is_put_right(town: Town) -> None:
    await under_way(town)
    other = await admin_of(town, 9002, "Bu Admin")
    await other.says("/umumkan")
    await other.presses("‹ Riwayat")
    await town.people.fault("slow", method="editMessageText", chat_id=other.id, seconds=30)
    opening = asyncio.create_task(opens(other))
    await slowly(town, other, opening)
    await ticks(town)
    assert "Pengumuman selesai dikirim" in (await other.card())["text"]


async def opens(admin: Talker) -> None:
    await admin.presses("Buka 1")


class TakenBackMeanwhile(FakeNotices):
    """The last of what is taken back is gone as soon as anybody has looked at the ledger."""

    async def tally(self, kind: str, about: int) -> Mapping[NoticeState, Tally]:
        seen = await super().tally(kind, about)
        for recall in await self.about("recall", about):
            sent = await self.find(recall.person, "announcement", about)
            assert sent is not None
            await self.update(replace(sent, state=NoticeState.RECALLED))
            await self.update(replace(recall, state=NoticeState.SENT))
        return seen


async def test_what_is_taken_back_while_it_is_counted_is_not_called_impossible(town: Town) -> None:
    """On PostgreSQL others go on between two looks of one unit."""
    admin = await admin_of(town)
    await crowd(town, 1)
    await announces(admin, "Operator")
    await town.send_notices()
    await ticks(town)
    await admin.presses("Tarik kembali")
    await admin.presses("Ya, tarik kembali")
    async with town.storage.uow() as uow:
        uow.notices = TakenBackMeanwhile(town.storage.tables)
        progress = await progress_of(uow, 1)
    assert not progress.is_over or progress.count(NoticeState.RECALLED) == 1
