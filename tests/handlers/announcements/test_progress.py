"""An announcement on its way: the card that counts, stopping half-way, and who it did not reach."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.announcements.progress import ANNOUNCEMENT
from handlers.delivery.pace import PACE
from storage.ports import Announcement, NoticeState, Urgency
from tests.handlers.admins import admin_of, newest_keyed
from tests.handlers.announcements.announcing import (
    RAPAT,
    announces,
    changes_line,
    crowd,
    heard,
    lines,
    readers,
    sends_a_second,
    stored,
    ticks,
)
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels


async def under_way(town: Town, count: int = 30) -> Talker:
    """Announce to so many operators, of whom the first second has reached 25; return the admin."""
    admin = await admin_of(town)
    await crowd(town, count)
    await announces(admin, "Operator")
    await sends_a_second(town)
    return admin


async def edits(town: Town) -> int:
    return len(await town.people.calls("editMessageText"))


async def states(town: Town) -> dict[NoticeState, int]:
    async with town.storage.uow() as uow:
        tallies = await uow.notices.tally("announcement", 1)
    return {state: tally.lines for state, tally in tallies.items()}


async def test_the_card_counts_what_was_sent_and_only_when_it_changes(town: Town) -> None:
    admin = await under_way(town)
    await ticks(town)
    card = await admin.card()
    assert card["text"].splitlines()[-5:] == [
        "▓▓▓▓▓▓▓▓░░",
        "Terkirim: 25 dari 30",
        "Tidak terjangkau: 0",
        "Gagal: 0",
        "Tersisa: 5",
    ]
    before = await edits(town)
    await ticks(town)
    await ticks(town)
    assert await edits(town) == before
    town.pass_time(seconds=1)
    await sends_a_second(town)
    await ticks(town)
    assert "Terkirim: 30 dari 30" in (await admin.card())["text"]
    assert "Pengumuman selesai dikirim" in (await admin.card())["text"]
    assert [one.finished_at for one in await stored(town)] == [town.now]
    before = await edits(town)
    await ticks(town)
    assert await edits(town) == before


async def test_a_card_that_telegram_wants_let_alone_is_let_alone_for_as_long(town: Town) -> None:
    admin = await under_way(town)
    await town.people.fault("429", method="editMessageText", retry_after=40)
    await ticks(town)
    before = await edits(town)
    town.pass_time(seconds=39)
    await ticks(town)
    assert await edits(town) == before
    town.pass_time(seconds=1)
    await ticks(town)
    assert await edits(town) == before + 1
    assert "Terkirim: 25 dari 30" in (await admin.card())["text"]


async def test_another_process_goes_on_counting(town: Town) -> None:
    admin = await under_way(town)
    await town.restart()
    await ticks(town)
    assert "Terkirim: 25 dari 30" in (await admin.card())["text"]
    await town.restart()
    town.pass_time(seconds=1)
    await town.send_notices()
    await ticks(town)
    assert "Terkirim: 30 dari 30" in (await admin.card())["text"]


async def test_stopped_half_way_it_reaches_nobody_else(town: Town) -> None:
    admin = await under_way(town)
    card = await admin.presses("Hentikan")
    assert "Pengumuman dihentikan" in card["text"]
    assert "Terkirim: 25 dari 30" in card["text"]
    assert "Tidak dikirimi: 5" in card["text"]
    await town.send_notices()
    await ticks(town)
    assert await states(town) == {NoticeState.SENT: 25, NoticeState.STOPPED: 5}
    final = await admin.card()
    assert "Lamanya: 1 detik" in final["text"]
    assert "mungkin" not in final["text"]
    assert labels(final) == ["Tarik kembali", "‹ Riwayat", "‹ Beranda"]
    assert "25 dari 30 terkirim, dihentikan" in (await admin.presses("‹ Riwayat"))["text"]


async def test_what_was_claimed_when_it_was_stopped_counts_as_stopped_too(town: Town) -> None:
    admin = await under_way(town)
    town.pass_time(seconds=1)
    async with town.storage.uow() as uow:
        await uow.notices.claim(town.now, PACE)
        await uow.commit()
    card = await admin.presses("Hentikan")
    assert "Tidak dikirimi: 4" in card["text"]
    assert "Masih dalam perjalanan: 1" in card["text"]
    assert labels(card) == ["Perbarui"]
    town.pass_time(seconds=PACE.lease.seconds)
    await town.send_notices()
    assert await states(town) == {NoticeState.SENT: 25, NoticeState.STOPPED: 5}
    await ticks(town)
    assert "Gagal: 0" in (await admin.card())["text"]
    # Nobody knows what became of the claim: whoever made it may have sent it and died.
    assert "1 orang mungkin sudah menerimanya" in (await admin.card())["text"]


async def test_who_could_get_it_no_more_before_it_was_stopped_counts_as_failed(
    town: Town, admin: Talker
) -> None:
    first, *_ = await crowd(town, 30)
    await announces(admin, "Operator")
    await town.end_role(first, HEALTH.code)
    await sends_a_second(town)
    card = await admin.presses("Hentikan")
    await ticks(town)
    assert "Gagal: 1" in card["text"]
    assert await states(town) == {NoticeState.SENT: 24, NoticeState.FAILED: 1, NoticeState.STOPPED: 5}


async def test_what_is_refused_for_a_while_after_the_stop_is_stopped_at_once(
    town: Town, admin: Talker
) -> None:
    last = (await crowd(town, 3))[-1]
    await announces(admin, "Operator")
    await town.people.fault("429", method="sendMessage", chat_id=last.id, retry_after=600)
    await sends_a_second(town)
    await changes_line(town, last.id, leased_until=town.now + PACE.lease)
    assert "Masih dalam perjalanan: 1" in (await admin.presses("Hentikan"))["text"]
    await changes_line(town, last.id, leased_until=None)
    await ticks(town)
    assert "Tidak dikirimi: 1" in (await admin.card())["text"]


async def test_stopping_twice_or_too_late_changes_nothing(town: Town) -> None:
    admin = await under_way(town)
    card = await admin.card()
    for _ in range(2):
        await admin.taps("Hentikan", card)
    await town.settled(admin)
    first = (await stored(town))[0]
    assert await states(town) == {NoticeState.SENT: 25, NoticeState.STOPPED: 5}
    town.pass_time(hours=1)
    told = await admin.forges(f"bh:{first.id}")
    assert "Pengumuman dihentikan" in told["text"]
    assert (await stored(town))[0].stopped_at == first.stopped_at


async def test_any_admin_may_stop_it_and_the_card_last_looked_at_goes_on_counting(town: Town) -> None:
    await under_way(town)
    other = await admin_of(town, 9002, "Bu Admin")
    await other.says("/umumkan")
    listed = await other.presses("‹ Riwayat")
    assert "25 dari 30 terkirim" in listed["text"]
    assert "Terkirim: 25 dari 30" in (await other.presses("Buka 1"))["text"]
    town.pass_time(seconds=1)
    await sends_a_second(town)
    await ticks(town)
    assert "Terkirim: 30 dari 30" in (await other.card())["text"]


async def test_stopping_leaves_a_trace_with_the_name(town: Town) -> None:
    admin = await under_way(town)
    await admin.presses("Hentikan")
    trail = (await admin.says("/audit"))["text"]
    assert "Pak Admin\nPengumuman dihentikan: nomor 1" in trail
    assert "Pengumuman dikirim: nomor 1\nuntuk semua operator: Rapat besok" in trail


async def test_whom_it_did_not_reach_is_listed_with_the_reason(town: Town, people: dict[str, Talker]) -> None:
    await town.operator(1003, "Yuni", HEALTH.code)
    await town.people.block(people["siti"].id)
    await announces(people["admin"], "Semua")
    await town.send_notices()
    await changes_line(
        town, people["dewi"].id, state=NoticeState.BLOCKED, reason="Forbidden: user is deactivated"
    )
    await changes_line(town, people["bambang"].id, state=NoticeState.FAILED, reason="Bad Gateway")
    await ticks(town)
    # The admin got it too, below the card.
    card = await newest_keyed(people["admin"])
    assert "Terkirim: 2 dari 6" in card["text"]
    assert "Tidak terjangkau: 3" in card["text"]
    assert "Gagal: 1" in card["text"]
    await people["admin"].presses("Yang belum menerima (4)", card)
    missed = await newest_keyed(people["admin"])
    assert missed["text"].splitlines() == [
        "Tidak terjangkau (4)",
        "",
        "• Bambang, pimpinan",
        "  gagal dikirim",
        "• Dewi, verifikator Kelembagaan",
        "  akun Telegram tidak aktif",
        "• Siti, Dinas Kesehatan",
        "  memblokir bot",
        "• Yuni, Dinas Kesehatan",
        "  belum pernah memulai bot",
    ]
    await people["admin"].presses("‹ Kembali", missed)
    assert "selesai dikirim" in (await newest_keyed(people["admin"]))["text"]


async def test_who_may_have_got_it_twice_is_counted(town: Town, people: dict[str, Talker]) -> None:
    await announces(people["admin"], "Operator")
    await town.people.fault("drop_after", method="sendMessage", chat_id=people["siti"].id, times=1)
    await town.send_notices()
    town.pass_time(minutes=1)
    await town.send_notices()
    await ticks(town)
    assert (await heard(people["siti"])).count(RAPAT) == 2
    assert "1 orang mungkin menerima dua kali" in (await people["admin"].card())["text"]


@pytest.mark.parametrize(
    ("took", "said"),
    [
        (timedelta(), "1 detik"),
        (timedelta(seconds=41), "41 detik"),
        (timedelta(minutes=3, seconds=5), "3 menit 5 detik"),
        (timedelta(hours=2, minutes=10, seconds=9), "2 jam 10 menit"),
    ],
)
async def test_how_long_it_took_is_told(
    town: Town, people: dict[str, Talker], took: timedelta, said: str
) -> None:
    await announces(people["admin"], "Pimpinan")
    town.now += took
    await town.send_notices()
    town.pass_time(hours=9)
    await ticks(town)
    assert f"Lamanya: {said}" in (await people["admin"].card())["text"]


async def test_an_admin_who_blocked_the_bot_goes_without_the_last_word(town: Town) -> None:
    admin = await under_way(town, 3)
    await town.people.block(admin.id)
    await ticks(town)
    assert [one.finished_at for one in await stored(town)] == [town.now]


async def test_without_a_card_it_is_finished_all_the_same(town: Town) -> None:
    """The process was killed after the announcement was stored and before its card was shown."""
    people = await readers(town)
    await announces(people["admin"], "Operator")
    async with town.storage.uow() as uow:
        (one,) = await uow.announcements.unfinished()
        await uow.announcements.update(replace(one, chat_id=None, message_id=None), by=None, at=town.now)
        await uow.commit()
    await town.send_notices()
    await ticks(town)
    assert [one.finished_at for one in await stored(town)] == [town.now]


async def test_a_card_that_cannot_be_changed_now_is_changed_later(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, logger="handlers.announcements.progress")
    admin = await under_way(town, 3)
    await town.people.fault("502", method="editMessageText", times=1)
    await ticks(town)
    assert [one.finished_at for one in await stored(town)] == [None]
    assert len(caplog.records) == 1
    await ticks(town)
    assert "Terkirim: 3 dari 3" in (await admin.card())["text"]
    assert [one.finished_at for one in await stored(town)] == [town.now]


async def test_the_last_announcements_can_be_looked_back_at(town: Town, people: dict[str, Talker]) -> None:
    admin = people["admin"]
    await admin.says("/umumkan")
    assert "Belum ada pengumuman." in (await admin.presses("‹ Riwayat"))["text"]
    await admin.presses("Tulis pengumuman")
    picture: Json = await admin.sends(("undangan.pdf", b"%PDF-1.7", "application/pdf"))
    assert "Untuk siapa?" in picture["text"]
    await admin.presses("Operator")
    await admin.presses("Kirim ke 2 orang")
    await town.send_notices()
    await ticks(town)
    listed = await admin.presses("‹ Riwayat")
    assert listed["text"].splitlines() == [
        "Riwayat pengumuman",
        "",
        "1. “undangan.pdf”",
        "23 Nov 2026 09.15 WIB, semua operator",
        "2 dari 2 terkirim",
    ]
    assert "Terkirim: 2 dari 2" in (await admin.presses("Buka 1"))["text"]
    assert len(await lines(town)) == 2


@pytest.mark.parametrize(("kind", "longest"), [("", 4096), ("document", 1024)])
async def test_what_was_written_before_there_was_a_last_line_arrives_as_it_is(
    town: Town, kind: str, longest: int
) -> None:
    people = await readers(town)
    await people["admin"].sends(("undangan.pdf", b"%PDF-1.7 rapat", "application/pdf"))
    sent = next(one for one in await people["admin"].chat() if "document" in one)
    file_id = sent["document"]["file_id"] if kind else ""
    said = Announcement(
        id=0,
        by=(await town.person(people["admin"])).id,
        at=town.now,
        text="x" * longest,
        entities="",
        audience="all",
        file_id=file_id,
        file_kind=kind,
    )
    siti = await town.person(people["siti"])
    async with town.storage.uow() as uow:
        about = (await uow.announcements.add(said)).id
        await uow.notices.add_all([siti.id], ANNOUNCEMENT, about, town.now, urgency=Urgency.BULK)
        await uow.commit()
    await town.send_notices()
    arrived = await people["siti"].card()
    assert arrived.get("caption" if kind else "text") == said.text
