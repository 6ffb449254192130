"""Nothing is said that is not so: a card that was left, a receipt that stays, a correction that is one."""

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import Phone, PhoneOf, Picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def fills_sakip(yuni: Phone) -> None:
    await yuni.say("/lapor")
    await yuni.press("⬜ SAKIP")
    await yuni.press("BB", shows="SAKIP 2026 · 2/3")
    await yuni.say("78,50", shows="SAKIP 2026 · 3/3")
    await yuni.press("Belum ada berkas", shows="Periksa sebelum dikirim:")


async def test_a_card_that_is_left_for_another_says_so_and_comes_back(
    phone_of: PhoneOf, picture: Picture
) -> None:
    yuni = await phone_of("Yuni Astuti")
    await fills_sakip(yuni)
    old = await yuni.said.count() - 1
    await yuni.say("/lapor")
    await yuni.press("⬜ IKM", shows="IKM 2026 · 1/4")
    await expect(yuni.said.nth(old)).to_contain_text("Belum terkirim · isian tersimpan")
    await picture(yuni.page, "disisihkan")
    await yuni.said.nth(old).get_by_role("button", name="Lanjutkan SAKIP 2026").click()
    await expect(yuni.said.nth(old)).to_contain_text("Periksa sebelum dikirim:")
    await yuni.sees("Belum terkirim · isian tersimpan")
    await yuni.said.nth(old).get_by_role("button", name="Kirim", exact=True).click()
    await expect(yuni.said.nth(old)).to_contain_text("Laporan terkirim")


async def test_a_receipt_stays_above_what_it_opens(phone_of: PhoneOf, picture: Picture) -> None:
    yuni = await phone_of("Yuni Astuti")
    await fills_sakip(yuni)
    await yuni.press("Kirim", shows="Laporan terkirim")
    receipt = await yuni.said.count() - 1
    await yuni.press("Lanjut: IKM ›", shows="IKM 2026 · 1/4")
    await expect(yuni.said.nth(receipt)).to_contain_text("Laporan terkirim")
    await picture(yuni.page, "tanda-terima")
    await yuni.said.nth(receipt).get_by_role("button", name="Tarik kembali").click()
    await yuni.sees("Tarik kembali laporan SKP-26-")
    await yuni.can_press("Ya, tarik", "Tidak")
    await picture(yuni.page, "tarik-kembali")
    await yuni.press("Tidak", shows="tetap terkirim dan menunggu diperiksa")


async def test_a_correction_says_that_it_is_one_and_why(phone_of: PhoneOf, picture: Picture) -> None:
    fitri = await phone_of("Fitri Handayani")
    await fitri.say("/lapor")
    await fitri.press("✅ IKM")
    await fitri.press("Ajukan koreksi", shows=("Koreksi IKM 2026", "Mengapa laporan ini dikoreksi?"))
    await fitri.say("Nilai salah ketik", shows="Belum ada yang berbeda dari jawaban yang diterima.")
    await fitri.press("Ubah nilai IKM")
    await fitri.say("88,10", shows=("Koreksi IKM 2026", "Alasan: Nilai salah ketik", "88,31", "→ 88,10"))
    await fitri.read_from_the_top()
    await picture(fitri.page, "koreksi")
    await fitri.press("Kirim")
    await fitri.sees("Koreksi terkirim", "Angka resmi tetap sampai koreksi ini diterima.")
    await picture(fitri.page, "koreksi-terkirim")
