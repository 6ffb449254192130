"""What each person sees first, on the phones of today and on old ones: one screen, with its keys on it."""

import pytest
from playwright.async_api import Browser

from tests.browser.demo.paper import photo
from tests.browser.demo.phone import PhoneOf, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_home_says_to_each_what_is_theirs_to_do(phone_of: PhoneOf, pictures: Pictures) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.choose("/menu")
    await pictures(yuni, "beranda-operator")
    await yuni.press("Lainnya ›")
    await pictures(yuni, "lainnya-operator")

    endah = await phone_of("Endah Kusumawati")
    await endah.choose("/menu")
    await pictures(endah, "beranda-verifikator")

    bambang = await phone_of("Bambang Hariyanto")
    await bambang.choose("/menu")
    await pictures(bambang, "beranda-pimpinan")

    rizky = await phone_of("Rizky Pratama")
    await rizky.choose("/menu")
    await pictures(rizky, "beranda-admin")
    await rizky.press("Lainnya ›")
    await pictures(rizky, "lainnya-admin")

    hendra = await phone_of("Hendra Wijaya")
    await hendra.choose("/menu")
    await pictures(hendra, "beranda-dua-opd")


async def test_figures_fit(phone_of: PhoneOf, pictures: Pictures) -> None:
    endah = await phone_of("Endah Kusumawati")
    await endah.choose("/iku", shows="28 perangkat daerah")
    await pictures(endah, "iku")
    await endah.press("1", shows="1 · Persentase dokumen SAKIP")
    await pictures(endah, "indikator")
    await endah.press("‹ Semua indikator", shows="28 perangkat daerah")
    await endah.press("2", shows="2 · Persentase")
    await pictures(endah, "indikator-2")
    await endah.say("/iku dinkes", shows="Dinas Kesehatan")
    await pictures(endah, "kartu-opd")
    await endah.press("1", shows="SAKIP 2026")
    await pictures(endah, "laporan-opd")
    siti = await phone_of("Siti Aminah")
    await siti.choose("/iku", shows="28 perangkat daerah")
    await pictures(siti, "iku-operator")


async def test_belum_fits(phone_of: PhoneOf, pictures: Pictures) -> None:
    endah = await phone_of("Endah Kusumawati")
    await endah.choose("/belum")
    await pictures(endah, "belum")
    await endah.say("/belum sakip", shows="SAKIP")
    await pictures(endah, "belum-sakip")
    await endah.press("⬜ Dinkes", shows="Dinas Kesehatan")
    await pictures(endah, "belum-opd")


async def test_photo_first(phone_of: PhoneOf, browser: Browser, pictures: Pictures) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.attach("Foto", await photo(browser, "LHE AKIP 2026", "lhe.jpg"))
    await yuni.sees("Untuk laporan yang mana?")
    await pictures(yuni, "laporan-yang-mana")


async def test_stranger_asks_for_access(phone_of: PhoneOf, pictures: Pictures) -> None:
    joko, rizky = await phone_of("Joko Susilo"), await phone_of("Rizky Pratama")
    await joko.page.get_by_role("button", name="Mulai").click()
    await joko.press("Minta akses", shows="OPD")
    await pictures(joko, "minta-akses-opd")
    await joko.say("lingkungan", shows="Lingkungan")
    await pictures(joko, "minta-akses-cari")
    await joko.press("Dinas Lingkungan Hidup")
    await pictures(joko, "minta-akses-nama")
    await joko.say("Joko Susilo", shows="Joko Susilo")
    await pictures(joko, "minta-akses")
    await joko.press("Kirim")
    await pictures(joko, "minta-akses-terkirim")
    await rizky.sees("Joko Susilo")
    await pictures(rizky, "permintaan-akses")
