"""A verdict acts at once: on the number, on the operator's phone, on the next task."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.demo.figures import iku
from tests.browser.demo.paper import document
from tests.browser.demo.phone import Phone, PhoneOf, Picture, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OPD = "Dinas Pendidikan dan Kebudayaan"


async def report(yuni: Phone, browser: Browser) -> None:
    """Report a nilai that is not the one in the evidence."""
    await yuni.choose("/lapor")
    await yuni.press("⬜ SAKIP")
    await yuni.press("BB", shows="SAKIP 2026 · 2/3")
    await yuni.say("78,50", shows="SAKIP 2026 · 3/3")
    await yuni.attach("Berkas", await document(browser, "LHE AKIP 2026", "LHE AKIP 2026.pdf"))
    await yuni.sees("LHE AKIP 2026.pdf", "✓")
    await yuni.press("Kirim", shows=("Laporan terkirim", f"SAKIP 2026 · {OPD}"))


async def give_back(endah: Phone, picture: Picture, pictures: Pictures) -> None:
    """Look at the evidence, and return the nilai with one of the usual reasons."""
    await endah.choose("/verifikasi", shows="SAKIP 2026 · 1 dari 4")
    await endah.press("‹ Daftar (4)", shows=("4 laporan menunggu Anda", "4. Disdikbud · SAKIP · BB · 78,50"))
    await picture(endah.page, "menunggu")
    await endah.press("4")
    await endah.sees("SAKIP 2026 · 4 dari 4", "BB · Sangat Baik → memenuhi", "Nilai: 78,50")
    await endah.sees("LHE AKIP 2026.pdf", "sudah dibuka", "Yuni Astuti, ")
    await expect(endah.said.nth(-2)).to_contain_text(f"{OPD} · SAKIP 2026 · SKP-")
    await pictures(endah, "periksa")
    await endah.press("Kembalikan", shows="Isian mana yang perlu diperbaiki?")
    await endah.press("☐ Nilai")
    await endah.press("Lanjut: alasan ›", shows="Apa alasannya?")
    await picture(endah.page, "kembalikan")
    await endah.press("Angka berbeda dengan bukti")
    await endah.sees("Yang diperbaiki: Nilai", "Alasan: Angka berbeda dengan bukti")
    await endah.press("Kembalikan", shows=("Dikembalikan oleh Endah Kusumawati", "Operatornya diberi tahu."))
    await expect(endah.said.nth(-2)).to_contain_text("🔁 dikembalikan")
    await endah.press("Berikutnya ›", shows="SAKIP 2026 · 1 dari 3")
    await picture(endah.page, "berikutnya")


async def repair(yuni: Phone, picture: Picture) -> None:
    """Answer the one question, and send the report again."""
    await yuni.sees("SAKIP 2026 perlu diperbaiki", "Angka berbeda dengan bukti", "• Nilai: 78,50")
    await picture(yuni.page, "perbaiki")
    await yuni.press("Perbaiki sekarang", shows=("Perbaikan SAKIP 2026", "BB · di atas 70–80. Nilainya?"))
    await yuni.say("75,80")
    await yuni.sees("Periksa sebelum dikirim:", "Predikat: BB", "Nilai: 75,80", "LHE AKIP 2026.pdf")
    await yuni.press("Kirim", shows=("Laporan terkirim", "BB · 75,80 · 1 berkas"))


async def accept(endah: Phone, picture: Picture) -> None:
    await endah.choose("/verifikasi", shows="SAKIP 2026 · 1 dari 4")
    await endah.press("‹ Daftar (4)", shows="dikirim ulang")
    await endah.press("4")
    await endah.sees("Dikirim ulang setelah dikembalikan: Angka berbeda dengan bukti", "Nilai: 78,50 → 75,80")
    await picture(endah.page, "kirim-ulang")
    await endah.press("Terima")
    await endah.sees("Diterima oleh Endah Kusumawati", "BB · 75,80", "Bisa diurungkan sampai pukul")
    await picture(endah.page, "terima")


async def test_a_report_is_returned_repaired_and_accepted_and_the_official_number_moves(
    phone_of: PhoneOf, browser: Browser, picture: Picture, pictures: Pictures
) -> None:
    yuni, endah = await phone_of("Yuni Astuti"), await phone_of("Endah Kusumawati")
    bambang = await phone_of("Bambang Hariyanto")
    before = await iku(bambang)
    await report(yuni, browser)
    await give_back(endah, picture, pictures)
    await repair(yuni, picture)
    assert await iku(bambang) == before

    await accept(endah, picture)
    await yuni.sees("SAKIP 2026 diterima", f"{OPD}: BB · 75,80")
    sakip, *others = before
    assert await iku(endah) == [sakip + 1, *others]
    await endah.press("1", shows=("1 · Persentase dokumen SAKIP", f"✅\u00a0{sakip + 1} memenuhi"))
    await endah.say("pendidikan", shows=("SAKIP 2026", OPD, "✅ BB · 75,80"))


async def test_nobody_decides_about_an_opd_that_they_report_for(phone_of: PhoneOf, picture: Picture) -> None:
    rizky, endah = await phone_of("Rizky Pratama"), await phone_of("Endah Kusumawati")
    await rizky.choose("/pengguna")
    await rizky.press("Endah Kusumawati")
    await rizky.press("Tambah peran")
    await rizky.press("Operator OPD")
    await rizky.press("Cari nama OPD", shows="Nama OPD yang dicari?")
    await rizky.say("lingkungan")
    await rizky.press("Dinas Lingkungan Hidup", shows="operator Dinas Lingkungan Hidup")
    # She is told so by a message of its own, which may otherwise come between the card and its press.
    await endah.sees("Peran baru: operator Dinas Lingkungan Hidup")
    await endah.choose("/verifikasi", shows="SAKIP 2026 · 1 dari 2")
    await endah.press("‹ Daftar (2)", shows=("DLH", "diperiksa rekan"))
    await endah.press("2")
    await endah.sees("tidak memutuskannya", "mintalah admin bot menambah verifikator")
    await endah.can_press("‹ Daftar (2)", "Berikutnya ›")
    await picture(endah.page, "empat-mata")
