"""An OPD with several service units reports its IKM: a table pasted on a phone, and looked through."""

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import PhoneOf, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PASTED = "\n".join(
    ["No Nama Unit Nilai Responden"]
    + [f"{number}. Kelurahan Nomor {number} {75 + number / 2:.2f} {100 + number}" for number in range(1, 30)]
    + ["Kelurahan Salah 12,5 3", "Rata-rata 82,50"]
)

OTHER_WAY_ROUND = "\n".join(
    f"Kelurahan Nomor {number} {100 + number} {75 + number / 2:.2f}" for number in range(1, 9)
)


async def test_twenty_nine_units_are_pasted_and_read(phone_of: PhoneOf, pictures: Pictures) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.choose("/lapor")
    await yuni.press("⬜ IKM", shows="Nilai IKM mana yang akan dilaporkan?")
    await yuni.fits()
    await yuni.press("Beberapa unit", shows="Unit mana saja")
    await yuni.fits()
    await yuni.say(PASTED, shows=("Terbaca: 29 unit.", "nilai di luar 25–100"))
    await pictures(yuni, "unit-terbaca")
    await yuni.press("Lihat daftar", shows="8. Kelurahan Nomor 8: 79,00 B (108)")
    await pictures(yuni, "unit-daftar")
    await yuni.press("2", shows="Unit 2 dari 29")
    await yuni.fits()
    await yuni.press("‹ Daftar unit", shows="8. Kelurahan Nomor 8: 79,00 B (108)")
    await yuni.press("Lanjut ›", shows="Kirim bukti")
    await yuni.press(
        "Belum ada berkas", shows=("Tertinggi: Kelurahan Nomor 29", "Terendah: Kelurahan Nomor 1")
    )
    quote = yuni.card.locator("blockquote")
    folded = await quote.bounding_box()
    assert folded is not None
    await pictures(yuni, "unit-ringkasan")
    await quote.click()
    await expect(quote).to_have_attribute("aria-expanded", "true")
    opened = await quote.bounding_box()
    assert opened is not None
    assert opened["height"] > 4 * folded["height"]


async def test_respondents_before_the_value_are_asked_about_and_a_removed_unit_comes_back(
    phone_of: PhoneOf,
) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.choose("/lapor")
    await yuni.press("⬜ IKM", shows="Nilai IKM mana yang akan dilaporkan?")
    await yuni.say(OTHER_WAY_ROUND, shows=("Angka yang pertama itu responden?", "dan 5 baris lain"))
    await yuni.fits()
    await yuni.press("Ya, responden", shows=("Terbaca: 8 unit.", "8 unit, 836 responden"))
    await yuni.press("8", shows="Unit 8 dari 8")
    await yuni.press("Hapus unit", shows="Dihapus: Kelurahan Nomor 8: 79,00 · B · 108 resp.")
    await yuni.fits()
    await yuni.press("Batalkan hapus", shows="8. Kelurahan Nomor 8: 79,00 B (108)")
    await yuni.fits()
