"""Documents on the phone: asked for, turned into what was asked for, and checked by their code."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import PhoneOf

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
CODE = re.compile(r"Kode periksa (\S+)")


async def test_a_picture_comes_where_it_was_asked_for_and_its_code_tells_what_it_said(
    phone_of: PhoneOf,
) -> None:
    bambang = await phone_of("Bambang Hariyanto")
    await bambang.say("/iku sakip", shows="1 · Persentase dokumen SAKIP")
    await bambang.press("Grafik", shows=("IKU 2026 · 1 · SAKIP baik", "39,29 % (11 dari 28"))
    await expect(bambang.card.get_by_role("button", name="Buka foto")).to_be_visible()
    await expect(bambang.card.get_by_role("button", name="Buka SAKIP")).to_be_visible()
    await bambang.fits()
    written = CODE.search(await bambang.card.inner_text())
    assert written is not None
    await bambang.press("Kirim tiap Senin 07.30", shows="Kode periksa")
    await expect(bambang.card.get_by_role("button", name="Berhenti kirim tiap Senin")).to_be_visible()
    await bambang.say(f"cek {written[1]}", shows=("Sesuai: Grafik 2026", "Masih sama"))
    await bambang.fits()

    joko = await phone_of("Joko Susilo")
    await joko.page.get_by_role("button", name="Mulai").click()
    await joko.say(written[1], shows="Sesuai: dokumen dengan kode ini")
    assert "39,29" not in await joko.card.inner_text()


async def test_the_menu_of_documents_is_one_screen_and_stays_above_what_comes(phone_of: PhoneOf) -> None:
    endah = await phone_of("Endah Kusumawati")
    await endah.say("unduh sakip", shows=("Unduh · IKU 2026 · SAKIP", "Bahan bukti"))
    await endah.fits()
    await endah.press("Formulir IKU", shows=("IKU-2026-formulir.pdf", "Formulir IKU 2026"))
    await endah.can_press("‹ Beranda")
    await endah.say("nota dinas", shows="Belum lapor 2026 · Kelembagaan")
    await endah.fits()

    rizky = await phone_of("Rizky Pratama")
    await rizky.say("/instansi", shows="Semua dokumen dan undangan memakai")
    await rizky.fits()
    await rizky.press("Isi formulir IKU", shows="Tekan yang akan diubah.")
    await rizky.fits()
