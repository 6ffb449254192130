"""The rekap of the Inspektorat, 28 rows of it: three names misspelt, one OPD missing, one there twice."""

import re

import pytest
from playwright.async_api import FilePayload

from tests.browser.demo.phone import PhoneOf, Pictures
from tests.handlers.rekap.books import XLSX, city_with_slips

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_rekap_of_the_whole_city_is_understood(phone_of: PhoneOf, pictures: Pictures) -> None:
    endah = await phone_of("Endah Kusumawati")
    await endah.choose("/verifikasi")
    await endah.keyed.get_by_role("button", name=re.compile("^‹ Daftar")).click()
    await endah.press("Rekap Inspektorat", shows="Kirim rekap hasil evaluasi dari Inspektorat.")
    book: FilePayload = {"name": "Rekap LHE 2025.xlsx", "mimeType": XLSX, "buffer": city_with_slips()}
    await endah.attach("Berkas", book)
    await endah.sees("3 nama lagi perlu dipilih.", "Badan Pendapatan Pengelolaan Keuangan dan Aset Daerh")
    await pictures(endah, "rekap-nama")
    await endah.press("BPPKAD", shows="Dinas Perhubugan")
    await endah.press("Dishub", shows="Kec. Kademangann")
    await endah.press("Kec. Kademangan")
    await endah.sees(
        "28 baris dibaca: 27 cocok, 1 berulang sama", "1 OPD tidak ada dalam rekap: Kec. Wonoasih"
    )
    await pictures(endah, "rekap")
    await endah.press("Simpan 27 nilai", shows="27 nilai pembanding disimpan")
