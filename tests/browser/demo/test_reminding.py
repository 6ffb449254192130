"""What mornings bring: a reminder, ticked off once the report was sent, and the list of who is late."""

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import BOT, Phone, PhoneOf, Picture, Pictures

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def skip_to(person: Phone, mark: str, shown: str) -> None:
    """Press the page's next mark until this one was pressed; the clock shows where it led to."""
    await person.leave()
    while mark not in await person.to_next_mark():
        pass
    clock = person.page.get_by_role("region", name="Jam simulator")
    await expect(clock.get_by_role("time")).to_have_text(shown)


async def test_a_reminder_is_ticked_off_when_the_report_came_in(
    phone_of: PhoneOf, picture: Picture, pictures: Pictures
) -> None:
    yuni = await phone_of("Yuni Astuti")
    await skip_to(yuni, "H-7 SAKIP", "Rabu, 25 Nov 2026 · 08.00 WIB")
    await yuni.hold("Yuni Astuti")
    await yuni.sees("Pengingat laporan 2026", "SAKIP – 7 hari lagi", "2 Desember 2026 pukul 16.00 WIB")
    await yuni.can_press("Lapor SAKIP", "Lapor IKM", "Lapor Analisis jabatan", "2 jam lagi", "Besok 08.00")
    await pictures(yuni, "pengingat")

    await yuni.press("Lapor SAKIP")
    await yuni.press("BB", shows="SAKIP 2026 · 2/3")
    await yuni.say("75,50")
    await yuni.press("Belum ada berkas")
    await yuni.press("Kirim", shows="Laporan terkirim")
    reminder = yuni.page.get_by_role("article", name=BOT).filter(has_text="Pengingat laporan 2026")
    await expect(reminder).to_contain_text("✅ SAKIP – sudah dilaporkan")
    await expect(reminder.get_by_role("button", name="Lapor SAKIP")).to_have_count(0)
    await reminder.scroll_into_view_if_needed()
    await picture(yuni.page, "sudah-dilaporkan")


async def test_the_morning_after_a_deadline_names_who_is_late(phone_of: PhoneOf, picture: Picture) -> None:
    endah = await phone_of("Endah Kusumawati")
    await skip_to(endah, "H+1 SAKIP", "Kamis, 3 Des 2026 · 08.00 WIB")
    await endah.hold("Endah Kusumawati")
    await endah.sees("SAKIP lewat tenggat", "10 OPD belum lapor: Bappeda, Dinkes", "Disdikbud")
    await endah.sees(
        "Pengingat tidak sampai", "Yanti Susanti: belum pernah memulai bot", "rekan: Maya Anggraini"
    )
    await endah.can_press(
        *(f"⏰ {opd}" for opd in ("Bappeda", "Dinkes", "Dinsos PPPA", "Disdikbud")),
        "Verifikasi",
        "Belum lapor",
        "‹ Beranda",
    )
    await endah.read_from_the_top()
    await picture(endah.page, "kabar-pagi")
