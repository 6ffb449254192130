"""`/verifikasi`: the inbox, the card of one report, *Terima*, *Urungkan*."""

from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from tests.handlers.review.reviewing import inbox_of, opens_report, under_review
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

OPENS = "📎 Bukti terbuka sendiri: ya"
PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")


async def test_the_inbox_has_counts_and_the_oldest_first(town: Town, siti: Talker, eka: Talker) -> None:
    await eka.reports_sakip("B", "65")
    town.pass_time(hours=2)
    await siti.reports_sakip()
    dewi = await town.reviewer()
    shown = await inbox_of(dewi)
    assert shown["text"] == (
        "🕓 2 laporan menunggu Anda\n\n"
        "1. DISPERPUSIP · SAKIP · B · 65,00 · 2 jam\n"
        "2. DINKES · SAKIP · BB · 75,50 · baru saja\n\n"
        "Yang paling lama di atas. Tekan nomornya, atau ketik nama OPD."
    )
    assert labels(shown) == ["1", "2", "Rekap Inspektorat", "Mutu data", OPENS, "Perbarui", "‹ Beranda"]


async def test_the_oldest_that_one_may_decide_about_opens_at_once(
    town: Town, siti: Talker, eka: Talker
) -> None:
    await eka.reports_sakip("B", "65")
    town.pass_time(hours=2)
    await siti.reports_sakip()
    dewi = await town.reviewer()
    card = await dewi.says("/verifikasi")
    assert card["text"].startswith("SAKIP 2026 · 1 dari 2\nDinas Perpustakaan dan Kearsipan\n")
    assert labels(card) == ["Terima", "Kembalikan", "‹ Daftar (2)", "Berikutnya ›"]


async def test_words_beside_the_command_find_a_report(town: Town, siti: Talker, eka: Talker) -> None:
    await eka.reports_sakip("B", "65")
    await siti.reports_sakip()
    dewi = await town.reviewer()
    assert (await dewi.says("/verifikasi KESEHATAN"))["text"].startswith("SAKIP 2026 · 2 dari 2\nDinas Kes")
    several = await dewi.says("/verifikasi dinas sakip")
    assert several["text"].startswith("2 laporan cocok dengan “dinas sakip”:\n\n🕓 2 laporan menunggu")
    nothing = await dewi.says("/verifikasi <b>pendidikan" + "x" * 300)
    assert nothing["text"].startswith("Tidak ada “<b>pendidikanxxx")
    assert labels(nothing)[:2] == ["1", "2"]


async def test_only_the_own_sub_bagians_reports_wait(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    rudi = await town.reviewer("tatalaksana")
    shown = await rudi.says("/verifikasi")
    assert "Tidak ada laporan yang menunggu Anda" in shown["text"]
    assert labels(shown) == ["Mutu data", OPENS, "Perbarui", "‹ Beranda"]
    refused = await rudi.forges("ra:1")
    assert "diperiksa Sub Bagian lain" in refused["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_whoever_is_no_verifikator_is_sent_away(siti: Talker) -> None:
    assert "bukan untuk peran Anda" in (await siti.says("/verifikasi"))["text"]


async def test_the_card_says_what_the_answer_means_and_who_reported_it(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    town.pass_time(days=2)
    dewi = await town.reviewer()
    card = await opens_report(dewi)
    assert card["text"] == (
        "SAKIP 2026 · 1 dari 1\n"
        "Dinas Kesehatan\n\n"
        "BB · Sangat Baik → memenuhi\n"
        "Nilai: 75,50\n"
        "Tahun yang dievaluasi: 2025\n\n"
        "Belum pernah diterima.\n\n"
        "⚠️ Tanpa bukti.\n\n"
        "Siti, 23 Nov 2026 09.15 WIB (2 hari lalu)\n"
        "Tiket: SKP-26-0001"
    )
    assert labels(card) == ["Terima", "Kembalikan", "‹ Daftar (1)", "Berikutnya ›"]


async def test_a_jump_and_a_changed_side_are_warned_of(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip("CC", "55")
    await town.verify(HEALTH.code)
    town.now = town.now.replace(year=2027)
    await siti.reports_sakip("A", "85,5")
    card = await opens_report(dewi)
    assert "Terakhir diterima (2026): CC · 55,00 → belum memenuhi" in card["text"]
    assert "⚠️ Naik 30,50 poin (lebih dari 15).\n⚠️ Berubah: dulu belum memenuhi." in card["text"]


async def test_accepting_moves_the_official_number_and_tells_the_sender(town: Town) -> None:
    siti, dewi = await under_review(town)
    done = await dewi.presses("Terima")
    assert done["text"] == (
        "✅ Diterima oleh Dewi, 23 Nov 2026 09.15 WIB\n"
        "SAKIP 2026 · Dinas Kesehatan\n"
        "BB · 75,50\n\n"
        "Operatornya diberi tahu.\n"
        "Bisa diurungkan sampai pukul 09.20."
    )
    assert labels(done) == ["Urungkan", "‹ Daftar", "Berikutnya ›", "‹ Beranda"]
    await town.send_notices()
    told = await siti.card()
    assert told["text"] == "✅ SAKIP 2026 diterima\nDinas Kesehatan: BB · 75,50 · SKP-26-0001"
    assert "50,00 %  (1/2)" in (await dewi.says("/iku"))["text"]


async def test_next_leads_through_the_inbox_and_to_its_end(town: Town, siti: Talker, eka: Talker) -> None:
    await siti.reports_sakip()
    town.pass_time(minutes=1)
    await eka.reports_sakip("B", "65")
    dewi = await town.reviewer()
    await opens_report(dewi)
    assert LIBRARY.name in (await dewi.presses("Berikutnya ›"))["text"]
    assert HEALTH.name in (await dewi.presses("Berikutnya ›"))["text"]
    await dewi.presses("Terima")
    assert LIBRARY.name in (await dewi.presses("Berikutnya ›"))["text"]
    await dewi.presses("Terima")
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.presses("Berikutnya ›"))["text"]


async def test_a_long_inbox_is_paged(town: Town) -> None:
    await town.found_opds(9)
    for number in range(9):
        operator = await town.operator(1100 + number, "Ani", f"OPD{number}")
        await operator.reports_sakip()
        town.pass_time(minutes=1)
    dewi = await town.reviewer()
    first = await inbox_of(dewi)
    assert "8. OPD7 ·" in first["text"]
    assert "OPD8" not in first["text"]
    assert labels(first)[:8] == list("12345678")
    second = await dewi.presses("›")
    assert labels(second) == [
        "9", "‹", "2/2", "·", "Rekap Inspektorat", "Mutu data", OPENS, "Perbarui", "‹ Beranda",
    ]  # fmt: skip


async def test_an_acceptance_is_undone_within_five_minutes_by_a_colleague_too(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    budi = await town.reviewer(telegram_id=2002, name="Budi")
    await siti.reports_sakip()
    opened = await opens_report(budi)
    await opens_report(dewi)
    await dewi.presses("Terima")
    await town.send_notices()
    town.pass_time(minutes=5)
    seen = await budi.presses("Terima", opened)
    assert seen["text"].startswith("Dewi sudah lebih dulu memutuskan laporan ini.\n\n✅ Diterima oleh Dewi")
    back = await budi.presses("Urungkan")
    assert back["text"].startswith("Keputusan diurungkan. Laporan ini kembali menunggu Anda.\n\nSAKIP 2026")
    await town.send_notices()
    assert "SAKIP 2026 kembali menunggu" in (await siti.card())["text"]
    kinds = [event.kind for event in await town.events(HEALTH.code)]
    assert kinds == [EventKind.SUBMITTED, EventKind.VERIFIED, EventKind.UNDONE]
    assert "↩️ keputusan diurungkan" in (await siti.says("/riwayat"))["text"]


async def test_an_operator_who_was_not_told_yet_hears_nothing_of_what_was_undone(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    receipt = await siti.reports_sakip()
    await opens_report(dewi)
    await dewi.presses("Terima")
    await dewi.presses("Urungkan")
    await town.send_notices()
    assert await siti.card() == receipt


async def test_nothing_is_undone_after_five_minutes(town: Town) -> None:
    _, dewi = await under_review(town)
    await dewi.presses("Terima")
    town.pass_time(minutes=5, seconds=1)
    late = await dewi.presses("Urungkan")
    assert late["text"].startswith("Sudah lewat lima menit, jadi keputusan ini tidak bisa diurungkan lagi.")
    assert labels(late) == ["‹ Daftar", "Berikutnya ›", "‹ Beranda"]
    assert len(await town.events(HEALTH.code)) == 2


async def test_another_sub_bagian_cannot_undo(town: Town, siti: Talker, dewi: Talker) -> None:
    rudi = await town.reviewer("anjab", 2003, "Rudi")
    await siti.reports_sakip()
    await opens_report(dewi)
    await dewi.presses("Terima")
    await rudi.says("/verifikasi")
    assert "diperiksa Sub Bagian lain" in (await rudi.forges("ru:2"))["text"]
    assert len(await town.events(HEALTH.code)) == 2


async def test_a_correction_leaves_the_number_until_it_is_verified(town: Town) -> None:
    siti, dewi = await under_review(town)
    await dewi.presses("Terima")
    await siti.opens(
        "SAKIP",
        press("Ajukan koreksi"),
        "Nilai salah ketik",
        press("Ubah predikat"),
        "CC",
        press("ketik ulang nilai"),
        "55",
        press("Kirim"),
    )
    assert "50,00 %  (1/2)" in (await dewi.says("/iku"))["text"]
    inbox = await inbox_of(dewi)
    assert "baru saja\n    koreksi: “Nilai salah ketik”" in inbox["text"]
    card = await dewi.presses("1")
    assert (
        "Alasan koreksi: Nilai salah ketik\n"
        "Koreksi atas jawaban yang sudah diterima. Angka resmi belum berubah.\n"
        "Predikat: BB · Sangat Baik → CC · Cukup (Memadai)\n"
        "Nilai: 75,50 → 55,00"
    ) in card["text"]
    assert "Terakhir diterima (2026): BB · 75,50 → memenuhi" in card["text"]
    await dewi.presses("Terima")
    assert "0,00 %  (0/2)" in (await dewi.says("/iku"))["text"]


async def test_a_verifikator_of_two_sub_bagian_sees_both_counts(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    both = (Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.VERIFIKATOR, "tatalaksana"))
    dewi = await town.talker(2001, "Dewi", *both)
    assert "SAKIP: 1 · IKM: 0" in (await inbox_of(dewi))["text"]


async def test_nine_unsur_are_named_and_the_lowest_is_marked(town: Town, siti: Talker) -> None:
    nine = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
    await siti.opens("IKM", nine, press("87,28", "Lewati", "Belum ada berkas", "Kirim"))
    rudi = await town.reviewer("tatalaksana")
    card = (await rudi.says("/verifikasi"))["text"]
    assert "U1 Persyaratan: 3,31 · terendah" in card
    assert card.count("terendah") == 1
    assert len(card.splitlines()) <= 24
