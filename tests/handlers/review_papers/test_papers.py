"""A verdict never stands over another OPD's papers; the papers say whose they are and what was decided."""

from dataclasses import replace

import pytest

from domain.reports.events import EventKind
from handlers.review.texts import OPEN_BELOW
from handlers.review_papers.send import PAPERS_BELOW
from tests.handlers.review.reviewing import (
    chooses_papers,
    gives_back,
    inbox_of,
    opened,
    papers,
    reports_with,
)
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

ONE, TWO = (
    ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"),
    ("surat.pdf", b"%PDF-1.7 surat", "application/pdf"),
)
THREE = ("perpus.pdf", b"%PDF-1.7 perpus", "application/pdf")
HEAD = "Dinas Kesehatan · SAKIP 2026 · SKP-26-0001 ·"


@pytest.fixture
async def dewi(town: Town) -> Talker:
    """Bring a reviewer for whom two files of the Dinas Kesehatan wait, then one of another OPD."""
    siti, eka = await town.operator(), await town.operator(1004, "Eka", LIBRARY.code)
    dewi = await town.reviewer()
    await reports_with(siti, ONE, TWO)
    town.pass_time(minutes=1)
    await reports_with(eka, THREE)
    return dewi


def verdicts(chat: list[Json]) -> list[Json]:
    return [one for one in chat if "Terima" in labels(one)]


async def opens_both(dewi: Talker) -> Json:
    """Open the first report, whose two papers come by themselves."""
    return await opened(dewi)


async def captions(talker: Talker) -> list[str]:
    return [one["caption"] for one in await papers(talker)]


async def message(talker: Talker, message_id: int) -> Json:
    return next(one for one in await talker.chat() if one["message_id"] == message_id)


def said(message: Json) -> str:
    return str(message.get("text") or message.get("caption"))


async def test_the_card_stands_below_its_own_papers(dewi: Talker) -> None:
    card = await opens_both(dewi)
    assert HEALTH.name in card["text"]
    chat = await dewi.chat()
    assert verdicts(chat) == [card]
    assert [said(one) for one in chat[-3:]] == [
        f"{HEAD} 1/2\nlhe.pdf",
        f"{HEAD} 2/2\nsurat.pdf",
        card["text"],
    ]


async def test_the_next_report_is_a_new_card_below_and_what_was_decided_stays(dewi: Talker) -> None:
    await opens_both(dewi)
    decided = await gives_back(dewi, "Nilai")
    card = await dewi.presses("Berikutnya ›")
    assert LIBRARY.name in card["text"]
    _, second, third = await papers(dewi)
    assert card["message_id"] > third["message_id"] > decided["message_id"] > second["message_id"]
    assert (await message(dewi, decided["message_id"]))["text"].startswith("🔁 Dikembalikan oleh Dewi")
    assert verdicts(await dewi.chat()) == [card]


async def test_the_papers_say_what_was_decided_and_that_it_was_undone(dewi: Talker, town: Town) -> None:
    await opens_both(dewi)
    await gives_back(dewi, "Nilai")
    await town.send_notices()
    assert await captions(dewi) == [
        f"{HEAD} 1/2\nlhe.pdf\n🔁 dikembalikan",
        f"{HEAD} 2/2\nsurat.pdf\n🔁 dikembalikan",
    ]
    await dewi.presses("Urungkan")
    await town.send_notices()
    assert await captions(dewi) == [f"{HEAD} 1/2\nlhe.pdf", f"{HEAD} 2/2\nsurat.pdf"]
    await dewi.presses("Terima")
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["✅ diterima"] * 2


async def test_the_papers_are_marked_in_every_chat_after_a_restart_too(dewi: Talker, town: Town) -> None:
    rina = await town.reviewer(telegram_id=2002, name="Rina")
    await opens_both(dewi)
    await opened(rina)
    await rina.presses("Terima")
    await town.restart()
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["✅ diterima"] * 2
    assert [one.splitlines()[-1] for one in await captions(rina)] == ["✅ diterima"] * 2


async def test_papers_of_a_withdrawn_report_say_so(dewi: Talker, town: Town) -> None:
    await opens_both(dewi)
    (sent,) = await town.events(HEALTH.code)
    siti = Talker(town, 1001)
    await siti.forges(f"w:{sent.id}")
    withdrawn = [event for event in await town.events(HEALTH.code) if event.kind is EventKind.WITHDRAWN]
    if not withdrawn:  # taking back is asked once
        await siti.presses("arik kembali")
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["↩️ ditarik operator"] * 2
    gone = await dewi.presses("Terima")
    assert "ditarik kembali oleh Siti" in gone["text"]
    assert (await dewi.presses("Berikutnya ›"))["message_id"] > gone["message_id"]


async def test_a_paper_that_was_deleted_keeps_nobody_from_the_others(dewi: Talker, town: Town) -> None:
    await opens_both(dewi)
    first = (await papers(dewi))[0]["message_id"]
    await town.app.bot.delete_message(dewi.id, first)
    await dewi.presses("Terima")
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["✅ diterima"]


async def test_a_busy_telegram_is_asked_again_for_the_captions(dewi: Talker, town: Town) -> None:
    await opens_both(dewi)
    await dewi.presses("Terima")
    await town.people.refuse("editMessageCaption", "Bad Request: temporarily unavailable")
    await town.send_notices()
    town.pass_time(minutes=1)
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["✅ diterima"] * 2


async def test_the_last_decision_can_be_undone_after_going_on(dewi: Talker, town: Town) -> None:
    await opened(dewi)
    decided = await dewi.presses("Terima")
    await dewi.presses("Berikutnya ›")
    town.pass_time(minutes=4)
    record = await message(dewi, decided["message_id"])
    assert "Urungkan" in labels(record)
    card = await dewi.presses("Urungkan", record)
    assert card["text"].startswith("Keputusan diurungkan. Laporan ini kembali menunggu Anda.")
    assert HEALTH.name in card["text"]
    assert verdicts(await dewi.chat()) == [card]
    left = await message(dewi, decided["message_id"])
    assert left["text"].startswith("Keputusan ini sudah diurungkan")
    assert labels(left) == []


async def test_after_five_minutes_undoing_says_why_not(dewi: Talker, town: Town) -> None:
    await opened(dewi)
    decided = await dewi.presses("Terima")
    await dewi.presses("Berikutnya ›")
    town.pass_time(minutes=6)
    await dewi.presses("Urungkan", decided)
    record = await message(dewi, decided["message_id"])
    assert "lima menit" in record["text"]
    assert "Urungkan" not in labels(record)


@pytest.mark.parametrize("by_list", [False, True])
async def test_a_report_that_is_passed_over_leaves_a_line_that_brings_it_back(
    dewi: Talker, *, by_list: bool
) -> None:
    first = await opens_both(dewi)
    if by_list:
        await dewi.presses("‹ Daftar")
        second = await dewi.presses("2")
    else:
        second = await dewi.presses("Berikutnya ›")
    assert LIBRARY.name in second["text"]
    assert verdicts(await dewi.chat()) == [second]
    left = await message(dewi, first["message_id"])
    assert left["text"] == "SAKIP 2026 · Dinas Kesehatan\nDilewati pukul 09.16, belum diputuskan saat itu."
    card = await dewi.presses("Buka lagi", left)
    assert HEALTH.name in card["text"]
    assert verdicts(await dewi.chat()) == [card]


async def test_a_report_without_opened_papers_is_passed_over_in_place(town: Town, dewi: Talker) -> None:
    await chooses_papers(town, dewi, wanted=False)
    first = await opened(dewi)
    second = await dewi.presses("Berikutnya ›")
    assert second["message_id"] == first["message_id"]
    assert LIBRARY.name in second["text"]


async def test_a_list_above_papers_opens_the_next_report_below_them(dewi: Talker) -> None:
    listed = await inbox_of(dewi)
    await dewi.says("/verifikasi")
    card = await dewi.presses("2", listed)
    assert card["message_id"] > (await papers(dewi))[-1]["message_id"]
    assert verdicts(await dewi.chat()) == [card]


async def test_a_double_tap_sends_papers_once(dewi: Talker, town: Town) -> None:
    await chooses_papers(town, dewi, wanted=False)
    card = await opened(dewi)
    await dewi.taps("📎 Buka bukti", card)
    await dewi.taps("📎 Buka bukti", card)
    for update in await town.waiting():
        await town.deliver(update)
    assert len(await papers(dewi)) == 2
    assert len(verdicts(await dewi.chat())) == 1
    assert await dewi.toasts() == [PAPERS_BELOW]


@pytest.mark.parametrize("by_list", [False, True])
async def test_a_double_tap_opens_a_report_once(dewi: Talker, town: Town, *, by_list: bool) -> None:
    shown = await inbox_of(dewi) if by_list else await opens_both(dewi)
    label = "2" if by_list else "Berikutnya ›"
    await dewi.taps(label, shown)
    await dewi.taps(label, shown)
    for update in await town.waiting():
        await town.deliver(update)
    assert len(verdicts(await dewi.chat())) == 1
    assert [one["document"]["file_name"] for one in await papers(dewi)][2:] == ["perpus.pdf"]
    assert await dewi.toasts() == [OPEN_BELOW]


async def test_a_card_of_before_still_opens_a_single_file(dewi: Talker, town: Town) -> None:
    await chooses_papers(town, dewi, wanted=False)
    await opened(dewi)
    card = await dewi.forges("rf:1:2")
    assert await captions(dewi) == [f"{HEAD} 2/2\nsurat.pdf"]
    assert "1 dari 2 sudah dibuka" in card["text"]


async def test_an_old_card_that_cannot_be_deleted_loses_its_buttons(dewi: Talker, town: Town) -> None:
    await chooses_papers(town, dewi, wanted=False)
    card = await opened(dewi)
    await town.people.refuse("deleteMessage", "Bad Request: message can't be deleted for everyone")
    shown = await dewi.presses("📎 Buka bukti")
    assert verdicts(await dewi.chat()) == [shown]
    assert labels(await message(dewi, card["message_id"])) == []


@pytest.mark.parametrize("why", ["MESSAGE_ID_INVALID", "message can't be edited", "something nobody knows"])
async def test_an_old_card_that_cannot_be_changed_keeps_nobody_from_the_new_one(
    dewi: Talker, town: Town, why: str
) -> None:
    """As reported of another bot's keyboards (Tishka17/aiogram_dialog, issue 439)."""
    first = await opens_both(dewi)
    await town.people.refuse("editMessageText", f"Bad Request: {why}")
    second = await dewi.presses("Berikutnya ›")
    assert LIBRARY.name in second["text"]
    assert labels(await message(dewi, first["message_id"])) == []
    assert (await dewi.card())["message_id"] == second["message_id"]


async def test_a_reason_that_is_typed_leaves_one_live_card(dewi: Talker) -> None:
    await opens_both(dewi)
    await dewi.walks(press("Kembalikan", "☐ Nilai", "Lanjut: alasan ›"), "Angkanya tidak sama dengan LHE")
    decided = await dewi.presses("Kembalikan")
    assert decided["text"].startswith("🔁 Dikembalikan oleh Dewi")
    assert [one for one in await dewi.chat() if "Urungkan" in labels(one)] == [decided]
    assert verdicts(await dewi.chat()) == []


async def test_a_return_is_set_aside_when_another_report_is_opened_and_goes_on_below(dewi: Talker) -> None:
    listed = await inbox_of(dewi)
    await dewi.walks("/verifikasi", press("Kembalikan", "☐ Nilai", "Lanjut: alasan ›"))
    asked = await dewi.presses("Angka berbeda dengan bukti")
    await dewi.presses("2", listed)
    left = await message(dewi, asked["message_id"])
    assert "Belum dikembalikan" in left["text"]
    assert labels(left) == ["Lanjutkan Kembalikan SAKIP 2026"]
    summary = await dewi.presses("Lanjutkan Kembalikan SAKIP 2026", left)
    assert summary["message_id"] > (await papers(dewi))[-1]["message_id"]
    assert (await dewi.presses("Kembalikan"))["text"].startswith("🔁 Dikembalikan oleh Dewi")


async def test_a_caption_is_never_too_long_for_telegram(dewi: Talker, town: Town) -> None:
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, name="Dinas " + "😀" * 400), by=None, at=town.now)
        file = await uow.evidence.get(1)
        await uow.commit()
    town.storage.tables.evidence[1] = replace(file, name="b" * 900 + ".pdf")
    await dewi.says("/verifikasi")
    caption, _ = await captions(dewi)
    assert len(caption.encode("utf-16-le")) // 2 <= 1024
    assert "SAKIP 2026" in caption


async def test_a_verdict_on_a_batch_marks_the_papers_too(town: Town) -> None:
    siti, dewi = await town.operator(), await town.reviewer()
    town.now = town.now.replace(year=2025)
    await reports_with(siti, TWO)
    await town.verify(HEALTH.code)
    town.now = town.now.replace(year=2026)
    await reports_with(siti, ONE)
    await inbox_of(dewi)
    await dewi.presses("Terima semua yang tidak berubah")
    done = await dewi.presses("Terima 1 laporan")
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["✅ diterima"]
    await dewi.presses("‹ Daftar", done)
    await dewi.presses("Urungkan semua", await message(dewi, done["message_id"]))
    await town.send_notices()
    assert [one.splitlines()[-1] for one in await captions(dewi)] == ["lhe.pdf"]
