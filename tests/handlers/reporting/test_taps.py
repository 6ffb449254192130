"""How much a report asks of a thumb: taps, messages and characters counted, and one card on the screen."""

from dataclasses import replace

import pytest

from domain.forms.form import Place
from domain.forms.questions import EVIDENCE, without
from tests.handlers.reminders.reminding import THE_DAY_BEFORE, owing_only_sakip
from tests.simulator.pictures import jpeg
from tests.town.dialogue import HEALTH, Talker, Town, labels, press
from tests.town.thumb import Thumb

PDF = ("LHE AKIP 2026.pdf", b"%PDF-1.7 lhe", "application/pdf")
NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
# Nine whose mutu depends on how they are weighed, so that it has to be asked which was published.


async def filled(thumb: Thumb) -> None:
    await thumb.taps_on("BB")
    await thumb.types("75,5")
    await thumb.attaches(PDF)
    await thumb.taps_on("Kirim")


async def test_sakip_with_one_file_is_five_taps_and_four_characters(town: Town, siti: Talker) -> None:
    thumb = Thumb(siti)
    await thumb.chooses("/lapor")
    await thumb.taps_on("SAKIP")
    await filled(thumb)
    assert (thumb.taps, thumb.characters, thumb.most_cards) == (5, 4, 1)
    (sent,) = await town.events(HEALTH.code)
    assert (sent.answers["nilai"], len(sent.files)) == ("75.5", 1)


async def test_from_the_receipt_of_another_report_it_is_three(town: Town, siti: Talker) -> None:
    await siti.opens("IKM", press("Nilai IKM"), "85,5", press("Lewati", "Belum ada berkas", "Kirim"))
    thumb = Thumb(siti)
    await thumb.taps_on("Lanjut: SAKIP ›")
    await thumb.taps_on("BB")
    await thumb.types("75,5")
    await thumb.attaches(PDF)
    await thumb.taps_on("Kirim")
    assert (thumb.taps, thumb.characters) == (3, 4)
    assert len(await town.events(HEALTH.code)) == 2


async def test_named_with_the_command_it_is_asked_at_once(town: Town, siti: Talker) -> None:
    thumb = Thumb(siti)
    asked = await thumb.types("/lapor sakip")
    assert "SAKIP 2026 · 1/3" in asked["text"]
    await filled(thumb)
    assert (thumb.taps, thumb.most_cards) == (2, 1)
    assert len(await town.events(HEALTH.code)) == 1


async def test_nine_unsur_in_one_message_are_seven_taps_and_six_typed_at_once(siti: Talker) -> None:
    thumb = Thumb(siti)
    await thumb.chooses("/lapor")
    await thumb.taps_on("IKM", "Hitung dari 9 unsur")
    await thumb.types(NINE)
    await thumb.taps_on("87,28 (B) · bobot 1/9", "Lewati")
    await thumb.attaches(PDF)
    await thumb.taps_on("Kirim")
    assert (thumb.taps, thumb.most_cards) == (7, 1)


async def test_nine_unsur_typed_where_the_way_is_asked_are_six(siti: Talker) -> None:
    thumb = Thumb(siti)
    await thumb.chooses("/lapor")
    asked = await thumb.taps_on("IKM")
    assert "langsung ketik nilainya (85,5) atau 9 unsur sekaligus" in asked["text"]
    await thumb.types(NINE)
    await thumb.taps_on("87,28 (B) · bobot 1/9", "Lewati")
    await thumb.attaches(PDF)
    await thumb.taps_on("Kirim")
    assert (thumb.taps, thumb.most_cards) == (6, 1)


async def test_nine_one_by_one_leave_one_card_that_says_the_one_before(siti: Talker) -> None:
    thumb = Thumb(siti)
    await thumb.chooses("/lapor")
    await thumb.taps_on("IKM", "Hitung dari 9 unsur")
    before = [shown["message_id"] for shown in await siti.chat() if shown["from"] == "bot"]
    for number, value in enumerate(NINE.split()[:8], start=1):
        asked = await thumb.types(value)
        assert f"U{number}: {value}. Unsur {number + 1} dari 9: " in asked["text"]
    await thumb.types(NINE.split()[8])
    assert (thumb.messages, thumb.most_cards) == (9, 1)
    said = [shown for shown in await siti.chat() if shown["from"] == "bot"]
    assert len(said) == len(before), "nine questions leave no message behind"


async def test_an_album_is_one_summary_that_counts_its_files(town: Town, siti: Talker) -> None:
    """eternnoir/pyTelegramBotAPI#1581: every picture of an album comes as a message of its own."""
    await siti.opens("SAKIP", "bb", "75,5")
    files = tuple((f"{number}.pdf", b"%%PDF-1.7 %d" % number, "application/pdf") for number in range(3))
    summary = await siti.sends(*files, album=1)
    assert "Bukti: 3 berkas" in summary["text"]
    assert await siti.cards() == [summary]
    await siti.presses("Kirim")
    (sent,) = await town.events(HEALTH.code)
    assert len(sent.files) == 3


async def test_a_summary_says_which_files_are_still_looked_at(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    assert ") – diperiksa …\n" in (await siti.sends(PDF))["text"]
    await siti.sends(("lampiran.pdf", b"%PDF-1.7 x", "application/pdf"))
    await town.tick()
    assert "📎 LHE AKIP 2026.pdf ✓ · lampiran.pdf ✓\n" in (await siti.card())["text"]


async def test_many_files_take_one_line_of_the_summary(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    for number in range(1, 6):
        await siti.sends((f"{number}.pdf", b"%%PDF-1.7 %d" % number, "application/pdf"))
    await siti.sends(("palsu.pdf", b"none", "application/pdf"))
    await town.tick()
    shown = (await siti.card())["text"]
    assert "Bukti: 5 berkas\n📎 1.pdf ✓ · 2.pdf ✓ · 3 lagi ✓\n📎 palsu.pdf" in shown
    assert "✗ tidak bisa dipakai" in shown


async def test_what_comes_after_it_was_sent_belongs_to_nothing_that_was_sent(
    town: Town, siti: Talker
) -> None:
    """The rest of an album that arrives after Kirim is told about, and changes no report behind its back."""
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(PDF)
    receipt = await siti.presses("Kirim")
    told = await siti.sends(("dua.pdf", b"%PDF-1.7 dua", "application/pdf"))
    assert told["message_id"] > receipt["message_id"]
    (sent,) = await town.events(HEALTH.code)
    assert len(sent.files) == 1


async def test_a_tap_that_crosses_a_file_changes_nothing(town: Town, siti: Talker) -> None:
    """The tap was made on a card that did not know of the file yet; the summary with it stays as it is."""
    asked = await siti.opens("SAKIP", "bb", "75,5")
    skipping = await siti.pressed("Belum ada berkas", asked)
    await town.people.file(siti.id, PDF)
    for update in await town.waiting():
        await town.deliver(update)
    (summary,) = await siti.cards()
    await town.deliver(skipping)
    assert await town.events(HEALTH.code) == []
    assert await siti.message(summary["message_id"]) == summary
    assert "Bukti: 1 berkas" in summary["text"]


async def test_a_doubled_tap_answers_one_question(town: Town, siti: Talker) -> None:
    """telegraf/telegraf#597: a key tapped again and again went on from step to step."""
    asked = await siti.opens("SAKIP", "bb", "75,5")
    for _ in range(3):
        await siti.taps("Belum ada berkas", asked)
    summary = await town.settled(siti)
    assert "Periksa sebelum dikirim:" in summary["text"]
    assert await town.events(HEALTH.code) == []


@pytest.mark.parametrize("has_file", [False, True])
async def test_a_draft_of_before_goes_on_at_the_same_question(
    town: Town, siti: Talker, *, has_file: bool
) -> None:
    """Until now a file did not answer the question: such a draft stands there with its files, and Selesai."""
    await siti.opens("SAKIP", "bb", "75,5")
    if has_file:
        await siti.sends(PDF)
        draft = await town.held(siti)
        assert draft is not None
        asked_still = replace(draft, place=Place(without(draft.place.answers, EVIDENCE)))
        async with town.storage.uow() as uow:
            await uow.drafts.save(asked_still, by=draft.touched_by, at=town.now)
            await uow.commit()
    asked = await siti.walks("/lapor", press("📝 SAKIP"))
    assert "SAKIP 2026 · 3/3" in asked["text"]
    assert ("Selesai (1 berkas)" in labels(asked)) is has_file
    assert ("Belum ada berkas" in labels(asked)) is not has_file
    summary = await siti.presses("Selesai" if has_file else "Belum ada berkas")
    assert "Periksa sebelum dikirim:" in summary["text"]


async def test_the_reminder_of_one_report_opens_its_question(town: Town) -> None:
    siti = await owing_only_sakip(town)
    await town.remind(THE_DAY_BEFORE)
    thumb = Thumb(siti)
    asked = await thumb.taps_on("Lapor sekarang")
    assert "SAKIP 2026 · 1/3" in asked["text"]
    await filled(thumb)
    assert (thumb.taps, thumb.characters) == (3, 4)


async def test_from_home_it_is_three(siti: Talker) -> None:
    await siti.says("/menu")
    thumb = Thumb(siti)
    asked = await thumb.taps_on("Lapor SAKIP")
    assert "SAKIP 2026 · 1/3" in asked["text"]
    await filled(thumb)
    assert (thumb.taps, thumb.characters, thumb.most_cards) == (3, 4, 1)


async def test_a_file_of_a_repair_stands_beside_the_old_ones(town: Town, siti: Talker) -> None:
    """Whoever adds to returned evidence sees at once all that will be sent, and may still take some out."""
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(PDF)
    await siti.presses("Kirim")
    await town.send_back(HEALTH.code, "Nilai keliru")
    summary = await siti.walks("/lapor sakip", press("Perbaiki sekarang"), "76")
    assert "Bukti: 1 berkas" in summary["text"]
    summary = await siti.sends(("baru.pdf", b"%PDF-1.7 baru", "application/pdf"))
    assert "Bukti: 2 berkas" in summary["text"]
    asked = await siti.presses("Ubah bukti")
    assert labels(asked)[:3] == ["Selesai (2 berkas)", "🗑 LHE AKIP 2026.pdf", "🗑 baru.pdf"]
    await siti.presses("🗑 LHE AKIP 2026.pdf")
    summary = await siti.presses("Selesai (1 berkas)")
    assert "📎 baru.pdf" in summary["text"]


async def test_a_colleague_goes_on_below_their_own_screen_and_deletes_nothing_of_the_first(
    siti: Talker, budi: Talker
) -> None:
    await siti.opens("SAKIP", "bb")
    before = [shown["message_id"] for shown in await siti.chat()]
    await budi.walks("/lapor sakip", press("Lanjutkan"), "75,5")
    (card,) = await budi.cards()
    assert "SAKIP 2026 · 3/3" in card["text"]
    assert [shown["message_id"] for shown in await siti.chat()] == before


async def test_what_the_person_wrote_is_never_deleted(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"), *NINE.split())
    written = [shown["text"] for shown in await siti.chat() if shown["from"] != "bot"]
    assert written == ["/lapor", *NINE.split()]


async def test_ten_files_fit_the_question_that_takes_some_out(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    for number in range(1, 11):
        await siti.sends((f"{number}.jpg", jpeg(64, 48 + number), "image/jpeg"), as_="photo")
    await town.tick()
    asked = await siti.presses("Ubah bukti")
    assert "📎 Foto 1 ✓ · Foto 2 ✓ · Foto 3 ✓ · " in asked["text"]
    assert asked["text"].count("✓") == 10
    rows = [[key["text"] for key in row] for row in asked["keyboard"]]
    assert rows[1] == ["🗑 Foto 1", "🗑 Foto 2"]
    assert len(rows) == 7
