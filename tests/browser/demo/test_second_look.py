"""*Bagaimana bila* and *Mutu data* with all that the demonstration has: each on one screen, with its keys."""

import pytest

from tests.browser.demo.phone import PhoneOf, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_question_costs_nothing_and_is_one_screen(phone_of: PhoneOf, pictures: Pictures) -> None:
    bambang = await phone_of("Bambang Hariyanto")
    await bambang.say("/iku ikm", shows="3a · Persentase nilai IKM")
    await bambang.press("Bila begini?", shows=("Bagaimana bila · 3a", "Hanya hitungan", "Jalan terpendek"))
    await pictures(bambang, "bila")
    await bambang.press("Jalan terpendek", shows=("→ bila begini", "✓ · capaian"))
    await pictures(bambang, "bila-jalan")


async def test_what_deserves_a_second_look_is_one_screen(phone_of: PhoneOf, pictures: Pictures) -> None:
    bambang = await phone_of("Bambang Hariyanto")
    await bambang.say("mutu data tahun lalu", shows=("Mutu data 2025", "Patut dilihat, belum tentu keliru"))
    await bambang.press("Keputusan berdekatan (1)", shows="Lebih dari 10 keputusan dalam 2 menit")
    await bambang.fits()
    await bambang.press("1 · 11 laporan", shows="11 keputusan dalam 2 menit")
    await bambang.fits()
    await bambang.press("‹ Daftar", shows="Lebih dari 10")
    await bambang.press("‹ Mutu data", shows="Nilai sama: 1")
    await bambang.press("Tahun ini", shows="Mutu data 2026")
    await pictures(bambang, "mutu")
    await bambang.press("Selisih besar (1)", shows=("naik 18,50 poin", "Bisa wajar"))
    await pictures(bambang, "mutu-jenis")
