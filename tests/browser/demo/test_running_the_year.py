"""Who runs the year: more time for one OPD, who would be reminded then, and word to those who still owe."""

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import PhoneOf, Picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

OPD = "Dinas Komunikasi dan Informatika"


async def test_one_opd_is_given_more_time_and_told_why(phone_of: PhoneOf, picture: Picture) -> None:
    endah, budi = await phone_of("Endah Kusumawati"), await phone_of("Budi Setiawan")
    await endah.choose("/tenggat")
    await endah.press("1 · SAKIP baik")
    await endah.press("Perpanjang satu OPD")
    await endah.press("Cari nama OPD", shows="Nama OPD yang dicari?")
    await endah.say("informatika", shows="1 OPD cocok dengan “informatika”")
    await endah.press(OPD, shows="Diperpanjang sampai tanggal berapa?")
    await endah.say("9 Desember")
    await endah.press("16.00")
    await endah.say("Server rusak")
    await endah.sees(
        "Menjadi Rabu, 9 Desember 2026 pukul 16.00 WIB (16 hari lagi)", "1 operator akan diberi tahu"
    )
    await endah.press("Perpanjang", shows=("Tersimpan", "Perpanjangan (1)", f"{OPD}: 9 Des 2026 16.00 WIB"))
    await endah.read_from_the_top()
    await picture(endah.page, "tenggat")

    # The news waits a minute, in which a slip could still be set right.
    await endah.leave()
    await endah.page.get_by_role("button", name="+1 jam").click()
    await budi.sees("– diperpanjang", "Semula: 2 Desember", "Alasan: Server rusak")
    await budi.can_press("Lapor sekarang")


async def test_a_rehearsal_shows_who_would_be_reminded(phone_of: PhoneOf, picture: Picture) -> None:
    rizky = await phone_of("Rizky Pratama")
    await rizky.choose("/gladi")
    await rizky.press("Semua tenggat 2026")
    await rizky.sees("Rabu 25 Nov 08.00", "SAKIP H‑7, IKM H‑14", "Gladi tidak mengirim apa pun.")
    await rizky.read_from_the_top()
    await picture(rizky.page, "gladi")
    await rizky.press("Unduh XLSX", shows="Gladi pengingat 2026.xlsx")


async def test_an_announcement_reaches_those_who_still_owe_and_is_taken_back(
    phone_of: PhoneOf, picture: Picture
) -> None:
    rizky, yuni = await phone_of("Rizky Pratama"), await phone_of("Yuni Astuti")
    text = "Klinik SAKIP: Kamis pukul 09.00 di ruang rapat Bagian Organisasi. Mohon membawa LHE AKIP."
    await rizky.choose("/umumkan", shows="Tulis pengumuman")
    await rizky.say(text)
    await rizky.press("Yang belum lapor")
    await rizky.press("SAKIP")
    await rizky.sees("persis seperti yang akan diterima", "operator OPD yang belum lapor SAKIP")
    await picture(rizky.page, "umumkan")
    await rizky.press("Kirim ke 12 orang")
    await rizky.sees("Pengumuman selesai dikirim", "Terkirim: 11 dari 12", "Tidak terjangkau: 1")
    await picture(rizky.page, "terkirim")
    await yuni.sees(text)

    await rizky.press("Tarik kembali")
    await rizky.press("Ya, tarik kembali", shows=("Pengumuman sudah ditarik kembali", "Ditarik: 11 dari 11"))
    await expect(yuni.page.get_by_text(text)).to_have_count(0)
