"""Taking an announcement back: deleted with everybody who got it, as long as Telegram lets a bot do so."""

from domain.people.person import Unreachable
from storage.ports import NoticeState, Urgency
from tests.handlers.admins import admin_of
from tests.handlers.announcements.announcing import (
    RAPAT,
    announces,
    changes_line,
    heard,
    lines,
    readers,
    recalls,
    stored,
    ticks,
)
from tests.town.dialogue import Talker, Town, labels, press

TWO_DAYS = 48 * 3600


async def announced(town: Town) -> dict[str, Talker]:
    """Announce to two operators, who got it, and to the end."""
    people = await readers(town)
    await announces(people["admin"], "Operator")
    await town.send_notices()
    await ticks(town)
    return people


async def follows_to_the_end(town: Town, people: dict[str, Talker]) -> str:
    """Let every message be deleted that can be; return what the admin reads then."""
    await town.send_notices()
    await ticks(town)
    return str((await people["admin"].card())["text"])


async def states(town: Town) -> list[NoticeState]:
    return [one.state for one in await lines(town)]


async def test_it_disappears_from_every_chat_after_one_more_question(town: Town) -> None:
    people = await announced(town)
    admin = people["admin"]
    asked = await admin.presses("Tarik kembali")
    assert "Tarik kembali pengumuman ini?" in asked["text"]
    assert "dari obrolan 2 orang" in asked["text"]
    assert labels(asked) == ["Ya, tarik kembali", "‹ Tidak jadi"]
    assert "selesai dikirim" in (await admin.presses("‹ Tidak jadi"))["text"]
    card = await recalls(admin)
    assert "Pengumuman sedang ditarik kembali" in card["text"]
    assert "Ditarik: 0 dari 2" in card["text"]
    assert "Tersisa: 2" in card["text"]
    assert {one.urgency for one in await lines(town, "recall")} == {Urgency.DUTY}

    await town.send_notices()
    for name in ("siti", "budi"):
        assert RAPAT not in await heard(people[name])
    assert await states(town) == [NoticeState.RECALLED] * 2
    await ticks(town)
    final = await admin.card()
    assert "Pengumuman sudah ditarik kembali" in final["text"]
    assert "Ditarik: 2 dari 2" in final["text"]
    assert labels(final) == ["‹ Riwayat", "‹ Beranda"]
    assert [one.finished_at for one in await stored(town)] == [town.now]
    listed = await admin.presses("‹ Riwayat")
    assert "2 dari 2 terkirim, ditarik kembali" in listed["text"]
    assert "Pengumuman ditarik kembali: nomor 1" in (await admin.says("/audit"))["text"]


async def test_a_card_that_another_admin_looked_away_from_can_go_on_counting(town: Town) -> None:
    admin, other = (await announced(town))["admin"], await admin_of(town, 9002, "Bu Admin")
    await admin.presses("Tarik kembali")
    mine = await admin.presses("Ya, tarik kembali")
    await other.walks("/umumkan", press("‹ Riwayat", "Buka 1"))
    await town.send_notices()
    await ticks(town)
    assert "sudah ditarik kembali" in (await other.card())["text"]
    assert "Tersisa: 2" in (await admin.card())["text"]
    assert "Ditarik: 2 dari 2" in (await admin.presses("Perbarui", mine))["text"]


async def test_another_process_goes_on_taking_it_back(town: Town) -> None:
    people = await announced(town)
    await recalls(people["admin"])
    await town.restart()
    await town.send_notices()
    await town.restart()
    await ticks(town)
    assert "Ditarik: 2 dari 2" in (await people["admin"].card())["text"]


async def test_after_48_hours_it_stays_and_that_is_said(town: Town) -> None:
    people = await announced(town)
    await town.people.move_clock(advance_seconds=TWO_DAYS + 60)
    town.pass_time(seconds=TWO_DAYS + 60)
    await recalls(people["admin"])
    final = await follows_to_the_end(town, people)
    assert "Ditarik: 0 dari 2" in final
    assert "Tidak bisa ditarik: 2\nTelegram hanya mengizinkannya dalam 48 jam." in final
    assert RAPAT in await heard(people["siti"])
    assert await states(town) == [NoticeState.SENT] * 2


async def test_a_message_that_is_gone_already_counts_as_taken_back(town: Town) -> None:
    people = await announced(town)
    await changes_line(town, people["siti"].id, message_id=999_999)
    await recalls(people["admin"])
    await town.send_notices()
    assert await states(town) == [NoticeState.RECALLED] * 2


async def test_a_message_that_nobody_can_name_stays(town: Town) -> None:
    people = await announced(town)
    await changes_line(town, people["siti"].id, message_id=None)
    await recalls(people["admin"])
    final = await follows_to_the_end(town, people)
    assert "Ditarik: 1 dari 2" in final
    assert "Tidak bisa ditarik: 1" in final


async def test_a_second_copy_is_not_taken_back_and_that_is_said(town: Town) -> None:
    people = await announced(town)
    await changes_line(town, people["siti"].id, unsure=1)
    await recalls(people["admin"])
    await ticks(town)
    final = await follows_to_the_end(town, people)
    assert "1 orang mungkin menerima dua kali" in final
    assert "Salinannya tidak ikut ditarik." in final


async def test_it_is_taken_back_once(town: Town) -> None:
    people = await announced(town)
    other = await admin_of(town, 9002, "Bu Admin")
    await other.says("/start")
    await people["admin"].presses("Tarik kembali")
    asked = await people["admin"].card()
    for _ in range(2):
        await town.people.press(people["admin"].id, asked["message_id"], "Ya, tarik kembali")
    await town.settled(people["admin"])
    (first,) = await stored(town)
    town.pass_time(minutes=5)
    await other.forges("br:1")
    assert [one.recalled_at for one in await stored(town)] == [first.recalled_at]
    assert len(await lines(town, "recall")) == 2
    assert "sudah tidak berlaku" in (await other.forges("bt:1"))["text"]


async def test_what_is_still_being_sent_is_stopped_first(town: Town, people: dict[str, Talker]) -> None:
    await announces(people["admin"], "Operator")
    for data in ("bt:1", "br:1"):
        await people["admin"].forges(data)
    assert [one.recalled_at for one in await stored(town)] == [None]
    await people["admin"].forges("bs:1")
    await people["admin"].presses("Hentikan")
    await ticks(town)
    # Nobody got it, so there is nothing to take back.
    assert labels(await people["admin"].card()) == ["‹ Riwayat", "‹ Beranda"]


async def test_a_deletion_does_not_show_that_somebody_can_be_reached(town: Town) -> None:
    people = await announced(town)
    siti = await town.person(people["siti"])
    async with town.storage.uow() as uow:
        await uow.people.unreachable(siti.id, Unreachable.BLOCKED, town.now)
        await uow.commit()
    await recalls(people["admin"])
    await town.send_notices()
    assert await states(town) == [NoticeState.RECALLED] * 2
    assert (await town.person(people["siti"])).unreachable is Unreachable.BLOCKED
