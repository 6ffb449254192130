"""The evaluations in one sitting: a tap per OPD, or a checklist ticked on one card."""

import pytest

from tests.browser.demo.figures import iku
from tests.browser.demo.phone import PhoneOf, Picture, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_two_opd_are_judged_by_one_tap_each_and_the_figure_moves(
    phone_of: PhoneOf, picture: Picture
) -> None:
    endah, bambang = await phone_of("Endah Kusumawati"), await phone_of("Bambang Hariyanto")
    sakip, kelembagaan, *others = await iku(bambang)
    await endah.choose("/evaluasi")
    await endah.sees("Evaluasi Tepat tugas dan fungsi 2026", "28 perangkat daerah", "⬜ 5 belum dinilai")
    await endah.press("Mulai menilai ›")
    await endah.sees("sisa 5", "Dinas Perpustakaan dan Kearsipan", "belum pernah dinilai")
    await endah.press("Tepat")
    await endah.sees("Tersimpan: Dinas Perpustakaan dan Kearsipan – tepat", "sisa 4", "Dinas Sosial")
    await picture(endah.page, "evaluasi")
    await endah.press("Tepat", shows=("Tersimpan: Dinas Sosial", "sisa 3"))
    assert await iku(bambang) == [sakip, kelembagaan + 2, *others]


async def test_a_checklist_is_ticked_on_its_card_and_saved(phone_of: PhoneOf, pictures: Pictures) -> None:
    agus, bambang = await phone_of("Agus Santoso"), await phone_of("Bambang Hariyanto")
    *others, ketatalaksanaan, anjab = await iku(bambang)
    await agus.choose("/evaluasi", shows="Evaluasi Ketatalaksanaan 2026")
    await agus.press("Mulai menilai ›")
    await agus.sees(
        "Badan Kesatuan Bangsa dan Politik",
        "Wajib: 0/4 terpenuhi sejauh ini",
        "Belum disimpan – 0 dari 4 wajib dinilai",
    )
    await agus.press("⬜ Peta proses", shows=("Wajib: 1/4", "Belum disimpan – 1 dari 4"))
    await agus.press("⬜ SOP AP", shows="Wajib: 2/4")
    await agus.press("⬜ Standar layanan")
    await agus.sees("Wajib: 3/4", "Belum disimpan – 3 dari 4 wajib dinilai")
    await pictures(agus, "daftar-periksa")
    await agus.press("⬜ Tata naskah", shows="Wajib: 4/4 terpenuhi, artinya memenuhi")
    await agus.press("Simpan", shows=("Tersimpan: Badan Kesatuan Bangsa dan Politik", "Wajib: 0/4"))
    assert await iku(bambang) == [*others, ketatalaksanaan + 1, anjab]
