"""`/audit`, *Yang tertahan*: what failed and was set aside, as an admin sees it."""

from domain.parking import MOST_TRIES
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from storage.ports import NoticeState
from tests.handlers.delivery.queueing import queue
from tests.town.dialogue import Talker, Town, labels


async def fails(town: Town, lane: str = "evidence", item: str = "file 7", times: int = 1) -> None:
    async with town.storage.uow() as uow:
        for _ in range(times):
            await uow.troubles.note(lane, item, "NotImplementedError('zip')", town.now)
        await uow.commit()


async def test_where_nothing_is_set_aside_there_is_no_key(admin: Talker) -> None:
    assert labels(await admin.says("/audit")) == ["Cari", "‹ Beranda"]
    assert "Tidak ada yang tertahan." in (await admin.forges("yp:0"))["text"]


async def test_what_is_set_aside_is_shown_with_its_reason_and_tried_again_at_once(
    town: Town, admin: Talker, siti: Talker
) -> None:
    person = await town.person(siti)
    await fails(town, times=MOST_TRIES)
    await fails(town, "reminders", f"person {person.id}")
    trail = await admin.says("/audit")
    assert "Yang tertahan (2)" in labels(trail)
    shown = await admin.presses("Yang tertahan")
    assert shown["text"] == (
        "Yang tertahan · 2\n\n"
        "Yang di sini tidak menghalangi yang lain.\n\n"
        "1. Pengingat: Siti\n"
        "gagal 23 Nov 2026 09.15 WIB\n"
        "dicoba lagi 23 Nov 2026 09.15 WIB\n"
        "NotImplementedError('zip')\n\n"
        "2. Bukti: berkas 7\n"
        "gagal 5 kali sejak 23 Nov 2026 09.15 WIB\n"
        "dicoba lagi 24 Nov 2026 09.15 WIB\n"
        "NotImplementedError('zip')"
    )
    assert labels(shown) == ["Coba lagi 1", "Coba lagi 2", "‹ Jejak audit", "‹ Beranda"]
    done = list[str]()

    async def items(_: Context) -> list[str]:
        return ["file 7"]

    async def work(_: Context, item: str) -> None:
        done.append(item)

    chore = Chore("evidence", items, work, str)
    await chore(town.app.context_types.context(town.app))
    assert done == []
    left = await admin.presses("Coba lagi 2")
    assert "1. Pengingat: Siti" in left["text"]
    assert "Bukti" not in left["text"]
    await chore(town.app.context_types.context(town.app))
    assert done == ["file 7"]


async def test_a_message_that_was_given_up_waits_again(town: Town, admin: Talker, siti: Talker) -> None:
    await siti.says("/start")
    await queue(town, siti, "nobody-knows")
    await town.send_notices()
    (line,) = town.storage.tables.notices.values()
    assert line.state is NoticeState.FAILED
    await admin.says("/audit")
    shown = await admin.presses("Yang tertahan (1)")
    assert "1. Pemberitahuan: nomor 1" in shown["text"]
    assert "Tidak ada yang tertahan." in (await admin.presses("Coba lagi 1"))["text"]
    (line,) = town.storage.tables.notices.values()
    assert (line.state, line.reason) == (NoticeState.WAITING, "")
    await town.send_notices()  # it fails as before, and is shown again
    assert "nomor 1" in (await admin.forges("yp:0"))["text"]


async def test_what_cannot_be_tried_again_is_put_away_and_twice_is_once(town: Town, admin: Talker) -> None:
    await admin.says("/audit")
    await fails(town, "rows", "opd_versions 12")
    shown = await admin.forges("yp:0")
    assert "1. Data tidak terbaca: opd_versions 12" in shown["text"]
    await admin.presses("Singkirkan 1")
    assert "Tidak ada yang tertahan." in (await admin.forges("yr:1"))["text"]
    assert "tidak" in (await admin.forges("yr:99"))["text"].lower()


async def test_a_clock_that_went_back_has_not_failed(town: Town, admin: Talker) -> None:
    await fails(town, "clock", "clock", times=2)
    await admin.says("/audit")
    shown = await admin.presses("Yang tertahan")
    assert "1. Jam server: mundur\nsejak 23 Nov 2026 09.15 WIB\n" in shown["text"]


async def test_many_are_paged(town: Town, admin: Talker) -> None:
    await admin.says("/audit")
    for number in range(9):
        await fails(town, item=f"file {number}")
    shown = await admin.forges("yp:0")
    assert "1. Bukti: berkas 8" in shown["text"]
    second = await admin.presses("›")
    assert "5. Bukti: berkas 4" in second["text"]
    assert "2/3" in labels(second)


async def test_what_cannot_be_tried_again_goes_by_its_own_name_and_is_only_put_away(
    town: Town, admin: Talker
) -> None:
    await fails(town, "clock-watch", "list")
    await admin.says("/audit")
    shown = await admin.presses("Yang tertahan (1)")
    assert "1. clock-watch: seluruh daftar\ngagal 23 Nov 2026 09.15 WIB\nNotImplementedError" in shown["text"]
    assert "Singkirkan 1" in labels(shown)
