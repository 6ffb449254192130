"""What a review of the first version found: each of these once went wrong."""

import pytest
from telegram import Update

from domain.forms.drafts import FileState
from handlers.telegram import replies
from handlers.telegram.context import Context
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
FAKE_PDF = ("palsu.pdf", b"nothing", "application/pdf")


async def test_one_person_who_blocked_the_bot_does_not_stop_the_others_files(
    town: Town, siti: Talker, eka: Talker
) -> None:
    for talker in (siti, eka):
        await talker.opens("SAKIP", "bb", "75,5")
    await siti.sends(FAKE_PDF)
    await eka.sends(PDF)
    await town.people.block(siti.id)
    await town.tick()
    assert "✓" in (await eka.card())["text"]
    assert [file.state for file in await town.draft_files(siti)] == [FileState.REFUSED]


async def test_a_double_tap_on_send_leaves_the_receipt_whole(town: Town, siti: Talker) -> None:
    card = await siti.fills_sakip()
    await siti.taps("Kirim", card)
    await siti.taps("Kirim", card)
    receipt = await town.settled(siti)
    assert labels(receipt) == ["Lanjut: IKM ›", "Salin tiket", "Tarik kembali", "‹ Beranda"]


async def test_a_double_tap_on_cancel_leaves_the_way_back(town: Town, siti: Talker) -> None:
    card = await siti.opens("SAKIP")
    await siti.taps("Batal", card)
    await siti.taps("Batal", card)
    assert "Urungkan" in labels(await town.settled(siti))


async def test_a_refused_file_is_no_evidence_and_may_be_sent_again(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(FAKE_PDF)
    await town.tick()
    card = await siti.card()
    assert "Bukti: Belum ada berkas" in card["text"]
    assert "Laporan tetap bisa dikirim, dengan tanda untuk pemeriksa." in card["text"]
    assert "tanpa berkas" in (await siti.presses("Kirim"))["text"]
    event = (await town.events(HEALTH.code))[0]
    assert (event.answers["bukti"], event.files) == ("belum", ())


async def test_a_long_outage_loses_no_evidence(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(PDF)
    await town.people.fault("502", method="getFile", times=100)
    for _ in range(30):
        await town.tick()
        town.pass_time(minutes=5)
    assert [file.state for file in await town.draft_files(siti)] == [FileState.WAITING]
    await town.people.no_faults()
    await town.tick()
    assert len(town.files.contents) == 1


async def test_the_tick_leaves_another_screen_alone(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(PDF)
    await siti.walks(press("‹ Kembali", "‹ Kembali", "‹ Kembali", "‹ Daftar laporan"))
    await town.tick()
    assert "Pilih laporan" in (await siti.card())["text"]


async def test_an_old_reply_does_not_take_a_colleagues_card(town: Town, siti: Talker, budi: Talker) -> None:
    receipt = await siti.reports_sakip()
    asked = await siti.presses("Tarik kembali", receipt)
    withdrawing = await siti.pressed("Ya, tarik", asked)
    await town.people.fault("429", chat_id=siti.id, retry_after=1, times=5)
    await town.deliver(withdrawing)
    await budi.opens("SAKIP")
    card = await budi.presses("Lanjutkan")
    await town.people.no_faults()
    await town.deliver(withdrawing)
    assert "sedang dilanjutkan Budi" in (await siti.card())["text"]
    assert labels(await budi.card()) == labels(card)


async def test_cancelling_needs_the_role_too(town: Town) -> None:
    siti = await town.operator(1001, "Siti", HEALTH.code, LIBRARY.code)
    await siti.walks("/lapor", press(HEALTH.name, "SAKIP"))
    await town.end_role(siti, HEALTH.code)
    assert "Tidak ada yang sedang diisi" in (await siti.says("/batal"))["text"]


async def test_the_year_turns_in_the_middle_of_a_report(town: Town, siti: Talker) -> None:
    town.pass_time(days=38, hours=14, minutes=40)
    await siti.fills_sakip()
    town.pass_time(minutes=10)
    receipt = await siti.presses("Kirim")
    assert "SAKIP 2026" in receipt["text"]
    asked = await siti.presses("Lanjut: IKM ›")
    assert "IKM 2026 · 1/4" in asked["text"]
    listed = await siti.says("/lapor")
    assert "Laporan 2026" in listed["text"]
    assert "📝 IKM" in listed["text"]
    assert "Laporan 2027\n" in (await siti.presses("Laporan 2027"))["text"]
    assert "Laporan 2026\n" in (await siti.presses("Laporan 2026"))["text"]


async def test_last_year_stays_within_reach_while_something_is_unfinished(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    town.pass_time(days=200)
    assert "Laporan 2026" in labels(await siti.says("/lapor"))


async def test_last_year_is_no_longer_offered_when_all_is_quiet(town: Town, siti: Talker) -> None:
    town.pass_time(days=200)
    assert "Laporan 2026" not in labels(await siti.says("/lapor"))


@pytest.mark.parametrize("name", ["LHE AKIP No. 12.2026", "laporan v1.2", "foto.jfif"])
async def test_a_pdf_is_judged_by_what_it_is_not_by_its_name(siti: Talker, name: str) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    card = await siti.sends((name, PDF[1], "application/pdf"))
    assert f"📎 {name}" in card["text"]
    assert "Kirim" in labels(card)


async def test_undo_is_refused_while_a_colleagues_report_waits(siti: Talker, budi: Talker) -> None:
    await siti.opens("SAKIP")
    ended = await siti.presses("Batal")
    receipt = await budi.reports_sakip()
    assert "sedang menunggu verifikasi" in (await siti.presses("Urungkan", ended))["text"]
    assert "ditarik kembali" in (await budi.withdraws(receipt))["text"]


async def test_the_limits_named_are_those_of_the_question(siti: Talker) -> None:
    await siti.opens("IKM", press("Nilai IKM yang dipublikasikan"))
    assert "yang bisa 25,00 sampai 100,00" in (await siti.says("101"))["text"]
    assert "yang bisa 25,00 sampai 100,00" in (await siti.says("10"))["text"]


async def test_words_at_an_unsur_are_no_numbers(siti: Talker) -> None:
    await siti.opens("IKM", press("Hitung dari 9 unsur"))
    assert "bukan angka" in (await siti.says("tidak tahu"))["text"]


async def test_a_month_without_its_year_is_the_next_one(siti: Talker) -> None:
    await siti.opens("Analisis jabatan", press("Belum dilaksanakan", "Persiapan"), "Maret")
    assert "Perkiraan selesai: Maret 2027" in (await siti.presses("Belum ada berkas"))["text"]


async def test_a_voice_note_at_the_evidence_step_is_told_what_is_wanted_there(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    assert "kirimlah foto atau berkas" in (await siti.sends_other("voice"))["text"]


async def test_a_withdrawn_report_is_not_its_own_last_answer(siti: Talker) -> None:
    await siti.reports_sakip()
    await siti.withdraws()
    asked = await siti.presses("Ubah nilai")
    assert "Jawaban Anda: 75,50" in asked["text"]
    assert "Laporan terakhir" not in asked["text"]


async def test_a_pimpinans_old_button_names_no_command_that_is_not_theirs(boss: Talker) -> None:
    await boss.says("/iku")
    assert "/bantuan" in (await boss.forges("zz:1"))["text"]


async def test_an_answer_that_comes_after_a_take_over_says_so(siti: Talker, budi: Talker) -> None:
    await siti.opens("SAKIP")
    await budi.opens("SAKIP", press("Lanjutkan"))
    assert "belum paham maksud" in (await siti.says("bb"))["text"]


async def test_an_effect_that_could_not_be_shown_is_said_to_be_stored(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_context: Context, _update: Update, _about: int) -> None:
        raise RuntimeError("a bug in a screen")

    siti = await town.operator()
    await siti.fills_sakip()
    monkeypatch.setitem(replies.REPLIES._things, "receipt", broken)  # noqa: SLF001 - the one way to break one screen
    told = await siti.presses("Kirim")
    assert "sudah tersimpan, hanya gagal ditampilkan" in told["text"]
    assert len(await town.events(HEALTH.code)) == 1
