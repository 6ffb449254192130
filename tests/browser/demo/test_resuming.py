"""Getting in, and going on after the bot was killed."""

import pytest
from playwright.async_api import expect

from handlers.joining.texts import stranger
from tests.browser.demo.phone import PhoneOf
from tests.browser.demo.process import Demo

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_stranger_gets_one_line_and_nothing_else(phone_of: PhoneOf) -> None:
    joko = await phone_of("Joko Susilo")
    await joko.page.get_by_role("button", name="Mulai").click()
    await joko.sees(stranger("Kota Probolinggo"))
    for number, attempt in enumerate(("/iku", "/lapor", "Dinas Kesehatan"), start=2):
        await joko.say(attempt)
        await expect(joko.said).to_have_count(number)
        await joko.sees(stranger("Kota Probolinggo"))
    await expect(joko.said.get_by_role("button")).to_have_text(["Minta akses"] * 4)
    await joko.page.get_by_role("button", name="Menu", exact=True).click()
    await expect(joko.page.get_by_role("option")).to_have_text(["/startMulai"])


async def test_the_conversation_goes_on_after_the_bot_was_killed(phone_of: PhoneOf, demo: Demo) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.say("/lapor")
    await yuni.press("⬜ SAKIP")
    await yuni.press("BB", shows=("SAKIP 2026 · 2/3", "BB · di atas 70–80. Nilainya?"))

    lost = yuni.page.get_by_text("Menyambung kembali…")
    await demo.kill()
    await expect(lost).to_be_visible()
    await demo.start()
    await expect(lost).to_be_hidden()
    await yuni.say("75,50", shows=("SAKIP 2026 · 3/3", "Kirim bukti: LHE AKIP."))
    await yuni.press("Belum ada berkas")
    await yuni.sees("Periksa sebelum dikirim:", "Predikat: BB · Sangat Baik", "Nilai: 75,50")
