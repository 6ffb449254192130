"""An operator reports three times from a phone, and a Kepala Sub Bagian sees `/iku` move."""

import pytest
from playwright.async_api import Browser

from tests.browser.demo.figures import pending
from tests.browser.demo.paper import document, photo
from tests.browser.demo.phone import Phone, PhoneOf, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

UNSUR = "3,31 3,35 3,49 3,60 3,28 3,41 3,55 3,30 3,62"


async def report_sakip(siti: Phone, browser: Browser, pictures: Pictures) -> None:
    await siti.choose("/lapor", shows=("Pilih laporan:", "tenggat 2 Des pukul 16.00 (9 hari lagi)"))
    await siti.press("⬜ SAKIP", shows=("SAKIP 2026 · 1/3", "Apa predikat LHE AKIP terakhir?"))
    await siti.press("BB", shows=("SAKIP 2026 · 2/3", "BB · di atas 70–80. Nilainya?"))
    await siti.say("75,50", shows=("SAKIP 2026 · 3/3", "Kirim bukti: LHE AKIP."))
    await siti.attach("Berkas", await document(browser, "LHE AKIP 2025", "LHE AKIP 2025.pdf"))
    await siti.sees("LHE AKIP 2025.pdf", "✓")
    await siti.sees("Periksa sebelum dikirim:", "BB · Sangat Baik", "75,50", "Artinya: memenuhi")
    await siti.can_press(
        "Ubah predikat", "Ubah nilai", "Ubah bukti", "Isi nomor LHE", "Kirim", "Batal", "‹ Kembali"
    )
    await pictures(siti, "lapor")
    await siti.press("Kirim")
    await siti.sees("Laporan terkirim", "SAKIP 2026 · Dinas Kesehatan", "BB · 75,50 · 1 berkas")


async def report_ikm(siti: Phone, browser: Browser) -> None:
    """A colleague began this one with the published value; Siti takes it over and goes back to choose."""
    await siti.press("Lanjut: IKM ›", shows="Draf ini diisi rekan Anda, Dewi Lestari")
    await siti.press("Lanjutkan", shows="Berapa nilai IKM yang dipublikasikan?")
    await siti.press("‹ Kembali")
    await siti.press("Hitung dari 9 unsur", shows="Unsur 1 dari 9")
    await siti.say(UNSUR, shows="IKM mana yang dipublikasikan?")
    await siti.press("85,86 (B) · bobot 1/9", shows=("IKM: 85,86", "Berapa responden survei?"))
    await siti.say("300 dari 1.200", shows="Kirim bukti: laporan SKM.")
    await siti.attach("Foto", await photo(browser, "Laporan SKM 2026", "laporan-skm.jpg"))
    await siti.sees("Foto 1", "✓")
    await siti.sees("Nilai IKM: 85,86 · mutu B", "300 dari 1.200 orang", "minimal 291 responden; 300 cukup")
    await siti.press("Kirim")
    await siti.sees("Laporan terkirim", "IKM 2026 · Dinas Kesehatan", "85,86 · B · 1 berkas")


async def report_anjab(siti: Phone, browser: Browser) -> None:
    await siti.press("Lanjut: Analisis jabatan ›", shows="Apakah analisis jabatan sudah dilaksanakan?")
    await siti.press("Sudah dilaksanakan", shows="Tanggal Laporan Hasil Analisis Jabatan?")
    await siti.say("12 Maret 2026", shows="Nomor Laporan Hasil Analisis Jabatan?")
    await siti.say("060/123/2026", shows="Berapa jabatan yang sudah dianalisis")
    await siti.press("Lewati", shows="Kirim bukti: Laporan Hasil Analisis Jabatan.")
    await siti.attach("Berkas", await document(browser, "Laporan Anjab 2026", "Laporan anjab.pdf"))
    await siti.sees("Laporan anjab.pdf", "✓", "12 Maret 2026", "060/123/2026", "dilewati")
    await siti.press("Kirim", shows=("Laporan terkirim", "Analisis jabatan 2026 · Dinas Kesehatan"))


async def test_three_reports_with_evidence_move_the_figures_of_a_kepala_sub_bagian(
    phone_of: PhoneOf, browser: Browser, pictures: Pictures
) -> None:
    endah = await phone_of("Endah Kusumawati")
    before = await pending(endah)

    siti = await phone_of("Siti Aminah")
    await report_sakip(siti, browser, pictures)
    await report_ikm(siti, browser)
    await report_anjab(siti, browser)
    await siti.choose("/status", shows=("Status 2026", "Dinas Kesehatan"))
    assert (await siti.card.inner_text()).count("🕓") == 3

    sakip, kelembagaan, ikm, ketatalaksanaan, anjab = before
    assert await pending(endah) == [sakip + 1, kelembagaan, ikm + 1, ketatalaksanaan, anjab + 1]
    await endah.press("1", shows="1 · Persentase dokumen SAKIP")
    await endah.press("🕓 Dinkes", shows=("Dinas Kesehatan", "🕓 BB · 75,50"))
