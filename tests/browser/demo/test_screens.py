"""What each person sees first, on the phones of today and on old ones: one screen, with its keys on it."""

import pytest
from playwright.async_api import Browser

from handlers.joining.texts import stranger
from tests.browser.demo.paper import photo
from tests.browser.demo.phone import PhoneOf, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_home_says_to_each_what_is_theirs_to_do(phone_of: PhoneOf, pictures: Pictures) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.asks("/menu")
    await yuni.sees("Bapak/Ibu Yuni Astuti", "Status 2026", "tenggat 2 Des pukul 16.00 (9 hari lagi)")
    await yuni.can_press("Lapor SAKIP", "Lapor IKM", "Lapor Analisis jabatan", "Sematkan", "Lainnya ›")
    await pictures(yuni, "beranda-operator")

    endah = await phone_of("Endah Kusumawati")
    await endah.asks("/menu")
    await endah.sees("🕓 3 laporan menunggu Anda", "Tepat tugas dan fungsi · 23/28 dinilai")
    await endah.sees("10 OPD belum lapor · 1 perlu perbaikan")
    await endah.can_press(
        "Periksa 3 laporan", "Nilai Tepat tugas dan fungsi", "Belum lapor", "Sematkan", "Lainnya ›"
    )
    await pictures(endah, "beranda-verifikator")

    bambang = await phone_of("Bambang Hariyanto")
    await bambang.asks("/menu")
    await bambang.sees("1 · SAKIP baik 39,29 % (11/28)", "4 · Analisis jabatan", "Tidak ada OPD yang lewat")
    await bambang.can_press("IKU", "Belum lapor", "Sematkan", "Lainnya ›")
    await pictures(bambang, "beranda-pimpinan")

    rizky = await phone_of("Rizky Pratama")
    await rizky.asks("/menu")
    await rizky.sees("Tidak ada yang menunggu Anda.")
    await rizky.press("Lainnya ›", shows="Semua yang bisa Bapak/Ibu lakukan")
    await rizky.fits()

    hendra = await phone_of("Hendra Wijaya")
    await hendra.asks("/menu")
    await hendra.sees("Kec. Kanigaran – SAKIP", "Kec. Mayangan – SAKIP", "tenggat 2 Des pukul 16.00")
    await hendra.fits()


async def test_figures_open_from_all_to_one_opd_screen_by_screen(
    phone_of: PhoneOf, pictures: Pictures
) -> None:
    endah = await phone_of("Endah Kusumawati")
    await endah.asks("/iku")
    await endah.sees("28 perangkat daerah · 3 menunggu Anda", "target tahun 75 % · butuh 10 OPD")
    await pictures(endah, "iku")
    await endah.press("2", shows=("2 · Persentase OPD yang tepat tugas", "5 belum dinilai"))
    await endah.fits()
    await endah.press("‹ Semua indikator", shows="28 perangkat daerah")
    await endah.press("1", shows=("1 · Persentase dokumen SAKIP", "Termasuk menunggu 50,00 %"))
    await endah.sees("🕓 3 menunggu Anda", "🔁 1 perlu perbaikan", "⬜ 10 belum lapor", "✅ 11 memenuhi")
    await pictures(endah, "indikator")
    await endah.say("/iku dinkes", shows=("Dinas Kesehatan", "1 · SAKIP: ⬜", "Siti Aminah – terjangkau"))
    await pictures(endah, "kartu-opd")
    arif = await phone_of("Arif Rahman")
    await arif.asks("/iku")
    await arif.sees("28 perangkat daerah", "Bappeda: ⬜ belum lapor")
    await arif.fits()


async def test_who_has_not_reported_is_one_tap_away(phone_of: PhoneOf, pictures: Pictures) -> None:
    endah = await phone_of("Endah Kusumawati")
    await endah.asks("/belum")
    await endah.sees("SAKIP · 10 dari 28 OPD belum lapor · 1 perlu perbaikan", "⬜ Dinkes", "⬜ Dispopar")
    await pictures(endah, "belum")
    await endah.press(
        "⬜ Dinkes", shows=("Dinas Kesehatan", "SAKIP · 2 Des 16.00", "Operator", "Dewi Lestari")
    )
    await endah.can_press("Perpanjang SAKIP", "Kartu OPD", "‹ Belum lapor", "‹ Beranda")
    await pictures(endah, "belum-opd")


async def test_a_photo_that_comes_first_is_kept_for_the_report_that_is_chosen(
    phone_of: PhoneOf, browser: Browser, pictures: Pictures
) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.attach("Foto", await photo(browser, "LHE AKIP 2026", "lhe.jpg"))
    await yuni.sees("Untuk laporan yang mana?", "Berkas disimpan sampai 17.25", "Foto 1")
    await pictures(yuni, "laporan-yang-mana")
    await yuni.press("SAKIP 2026", shows=("📎 1 berkas sudah disertakan.", "SAKIP 2026 · 1/3"))


async def test_a_stranger_asks_to_be_let_in_and_one_tap_of_the_admin_does_it(
    phone_of: PhoneOf, pictures: Pictures
) -> None:
    joko, rizky = await phone_of("Joko Susilo"), await phone_of("Rizky Pratama")
    await joko.page.get_by_role("button", name="Mulai").click()
    await joko.sees(stranger("Kota Probolinggo"))
    await joko.press("Minta akses", shows="Bapak/Ibu bertugas di OPD mana?")
    await joko.fits()
    await joko.say("lingkungan", shows="1 OPD cocok dengan “lingkungan”")
    await joko.press("Dinas Lingkungan Hidup", shows="Nama lengkap Bapak/Ibu?")
    await joko.say("Joko Susilo", shows=("Periksa dahulu", "OPD: Dinas Lingkungan Hidup"))
    await pictures(joko, "minta-akses")
    await joko.press("Kirim", shows="Permintaan")
    await rizky.sees("Joko Susilo minta menjadi operator Dinas Lingkungan Hidup.")
    await pictures(rizky, "permintaan-akses")
    await rizky.press("Terima", shows="Joko Susilo")
    await joko.sees("operator Dinas Lingkungan Hidup")
