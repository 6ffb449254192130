"""An OPD with several service units reports its IKM: a table pasted on a phone, and looked through."""

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import PhoneOf, Picture, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PASTED = "\n".join(
    ["No Nama Unit Nilai Responden"]
    + [f"{number}. Kelurahan Nomor {number} {75 + number / 2:.2f} {100 + number}" for number in range(1, 30)]
    + ["Kelurahan Salah 12,5 3", "Rata-rata 82,50"]
)


async def test_twenty_nine_units_are_pasted_and_read(
    phone_of: PhoneOf, picture: Picture, pictures: Pictures
) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.choose("/lapor")
    await yuni.press("⬜ IKM", shows="Nilai IKM mana yang akan dilaporkan?")
    await pictures(yuni, "unit-cara")
    await yuni.press("Beberapa unit", shows="Unit mana saja")
    await picture(yuni.page, "unit-mulai")
    await yuni.say(PASTED, shows=("Terbaca: 29 unit.", "nilai di luar 25–100"))
    await pictures(yuni, "unit-terbaca")
    await yuni.press("Lihat daftar", shows="rata-rata tertimbang 29 unit")
    await pictures(yuni, "unit-daftar")
    await yuni.press("2", shows="Unit 2 dari 29")
    await picture(yuni.page, "unit-satu")
    await yuni.press("‹ Daftar unit", shows="rata-rata tertimbang 29 unit")
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
