"""An operator reports SAKIP: the whole way, and every turn that can be taken on it."""

import pytest

from domain.reports.events import EventKind
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

PDF = ("LHE AKIP 2026.pdf", b"%PDF-1.7 lhe", "application/pdf")


async def test_a_report_from_the_first_tap_to_the_receipt(town: Town, siti: Talker) -> None:
    listed = await siti.says("/lapor")
    assert "⬜ SAKIP" in listed["text"]

    asked = await siti.presses("SAKIP")
    assert "SAKIP 2026 · 1/3" in asked["text"]
    assert "Dinas Kesehatan" in asked["text"]
    assert labels(asked)[:7] == ["AA", "A", "BB", "B", "CC", "C", "D"]

    asked = await siti.presses("BB")
    assert "2/3" in asked["text"]
    assert "BB · di atas 70–80. Nilainya?\n" in asked["text"]
    assert "Contoh: 75,50" in asked["text"]

    asked = await siti.says(" 75,5 ")
    assert "3/3" in asked["text"]
    assert "Nilai: 75,50. Kirim bukti: LHE AKIP." in asked["text"]

    summary = await siti.sends(PDF)
    assert "📎 LHE AKIP 2026.pdf" in summary["text"]
    assert "Ada berkas lain? Kirim saja ke sini." in summary["text"]
    assert "Predikat: BB · Sangat Baik" in summary["text"]
    assert "Nilai: 75,50" in summary["text"]
    assert "memenuhi “SAKIP baik”" in summary["text"]

    receipt = await siti.presses("Kirim")
    assert "Laporan terkirim" in receipt["text"]
    assert "SKP-26-0001" in receipt["text"]
    assert "23 November 2026 pukul 09.15 WIB" in receipt["text"]
    assert labels(receipt) == ["Lanjut: IKM ›", "Salin tiket", "Tarik kembali", "‹ Beranda"]

    events = await town.events(HEALTH.code)
    assert [(event.kind, event.answers["predikat"], event.answers["nilai"]) for event in events] == [
        (EventKind.SUBMITTED, "BB", "75.5")
    ]
    assert len(events[0].files) == 1


async def test_the_next_report_begins_from_the_receipt(siti: Talker) -> None:
    await siti.reports_sakip()
    asked = await siti.presses("Lanjut: IKM ›")
    assert "IKM 2026 · 1/4" in asked["text"]


async def test_typed_words_answer_as_well_as_buttons(siti: Talker) -> None:
    await siti.opens("SAKIP")
    assert "2/3" in (await siti.says("bb"))["text"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("B plus", "“B plus” bukan salah satu pilihan"),
        ("Z", "“Z” bukan salah satu pilihan"),
        ("<b>", "“<b>” bukan salah satu pilihan"),
    ],
)
async def test_a_predikat_that_does_not_exist_is_refused_kindly(siti: Talker, typed: str, why: str) -> None:
    asked = await siti.opens("SAKIP", typed)
    assert why in asked["text"]
    assert "1/3" in asked["text"]
    assert "BB" in labels(asked)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tujuh puluh", "bukan angka"),
        ("101", "di luar batas; yang bisa 0 sampai 100"),
        ("−3", "di luar batas"),
        ("BB", "bukan angka"),
        ("75,555", "angka di belakang koma"),
    ],
)
async def test_a_nilai_that_does_not_fit_is_asked_again(siti: Talker, typed: str, why: str) -> None:
    asked = await siti.opens("SAKIP", press("BB"), typed)
    assert why in asked["text"]
    assert "2/3" in asked["text"]


async def test_a_contradiction_names_both_and_the_nilai_may_win(siti: Talker) -> None:
    doubt = await siti.opens("SAKIP", press("BB"), "85,5")
    assert "Predikat BB · Sangat Baik berarti nilai di atas 70 sampai 80" in doubt["text"]
    assert "85,50 berarti predikat A · Memuaskan" in doubt["text"]
    await siti.presses("Nilai benar → predikat A")
    summary = await siti.presses("Belum ada berkas")
    assert "Predikat: A · Memuaskan" in summary["text"]
    assert "Nilai: 85,50" in summary["text"]


async def test_a_contradiction_may_be_settled_by_typing_the_nilai_again(siti: Talker) -> None:
    await siti.opens("SAKIP", press("BB"), "85,5")
    asked = await siti.presses("Predikat BB benar → ketik ulang nilai")
    assert "BB · di atas 70–80. Nilainya?" in asked["text"]
    assert "3/3" in (await siti.says("75,5"))["text"]


async def test_a_fraction_is_asked_back_and_can_be_multiplied(siti: Talker) -> None:
    doubt = await siti.opens("SAKIP", press("BB"), "0,755")
    assert "angka di belakang koma" in doubt["text"]
    doubt = await siti.says("0,75")
    assert "0,75 dari 100?" in doubt["text"]
    asked = await siti.presses("Maksudnya 75,00")
    assert "3/3" in asked["text"]


async def test_zero_is_asked_back_and_may_mean_that_there_is_no_lhe_yet(town: Town, siti: Talker) -> None:
    doubt = await siti.opens("SAKIP", press("D"), "0")
    assert "Nilainya 0, atau OPD ini belum dievaluasi?" in doubt["text"]
    asked = await siti.presses("Belum dievaluasi")
    assert "Kapan LHE-nya diperkirakan terbit?" in asked["text"]
    assert "2/2" in asked["text"]
    assert await town.events(HEALTH.code) == []
    first = await siti.presses("‹ Kembali")
    assert "Apa predikat LHE AKIP terakhir?" in first["text"]


async def test_typing_the_words_of_the_doubt_means_the_same(siti: Talker) -> None:
    await siti.opens("SAKIP", press("D"), "0")
    asked = await siti.says("belum dievaluasi")
    assert "Kapan LHE-nya diperkirakan terbit?" in asked["text"]


async def test_a_zero_that_is_meant_is_kept(siti: Talker) -> None:
    await siti.opens("SAKIP", press("D"), "0")
    assert "3/3" in (await siti.presses("Ya, nilainya 0"))["text"]


async def test_back_shows_the_answer_and_keeps_it_on_request(siti: Talker) -> None:
    await siti.opens("SAKIP", press("BB"), "75,5")
    asked = await siti.presses("‹ Kembali")
    assert "Jawaban Anda: 75,50" in asked["text"]
    assert "3/3" in (await siti.presses("Tetap, lanjut ›"))["text"]


async def test_back_from_the_first_question_leads_to_the_list_and_the_draft_stays(siti: Talker) -> None:
    await siti.opens("SAKIP")
    listed = await siti.presses("‹ Daftar laporan")
    assert "📝 SAKIP" in listed["text"]
    assert "1/3" in (await siti.presses("📝 SAKIP"))["text"]


async def test_one_answer_is_changed_from_the_summary(siti: Talker) -> None:
    await siti.fills_sakip()
    await siti.presses("Ubah nilai")
    summary = await siti.says("71")
    assert "Periksa sebelum dikirim" in summary["text"]
    assert "Nilai: 71,00" in summary["text"]


async def test_changing_the_predikat_raises_the_contradiction_again(siti: Talker) -> None:
    await siti.fills_sakip()
    await siti.presses("Ubah predikat")
    doubt = await siti.presses("CC")
    assert "Predikat dan nilai tidak cocok" in doubt["text"]
    assert not any(label == "Kirim" for label in labels(doubt))


async def test_typing_at_the_summary_points_to_the_buttons(siti: Talker) -> None:
    await siti.fills_sakip()
    assert "Tekan Kirim" in (await siti.says("kirim dong"))["text"]


async def test_the_last_answer_of_the_opd_is_shown(town: Town, siti: Talker) -> None:
    await siti.reports_sakip(predikat="B", nilai="65")
    town.pass_time(days=60)
    asked = await siti.opens("SAKIP")
    assert "SAKIP 2027" in asked["text"]
    assert "Laporan terakhir (2026): B · Baik" in asked["text"]


async def test_a_number_typed_where_the_predikat_is_asked_answers_both_and_says_so(
    town: Town, siti: Talker
) -> None:
    await siti.opens("SAKIP")
    asked = await siti.says("75,5")
    assert "3/3" in asked["text"]
    assert "Terbaca: predikat BB · Sangat Baik; nilai 75,50." in asked["text"]
    summary = await siti.presses("Belum ada berkas")
    assert "Terbaca" not in summary["text"]
    assert "Predikat: BB · Sangat Baik" in summary["text"]
    assert "Nilai: 75,50" in summary["text"]
    await siti.presses("Kirim")
    (sent,) = await town.events(HEALTH.code)
    assert sent.answers == {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}


async def test_the_right_nilai_may_be_typed_where_the_wrong_one_is_doubted(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    assert "Nilai 0,85 dari 100?" in (await siti.says("0,85"))["text"]
    assert "3/3" in (await siti.says("78,25"))["text"]
    summary = await siti.presses("Belum ada berkas")
    assert "Nilai: 78,25" in summary["text"]
