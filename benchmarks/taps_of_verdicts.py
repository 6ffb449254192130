"""What a verdict asks of a thumb, counted through the page, and how high its cards are.

Run it with `python -m benchmarks.taps_of_verdicts` (minutes; it needs Chromium). It counts as
`benchmarks.taps_of_reports` does. The report that is decided has two documents, which its reviewer has before
their eyes when they decide: by themselves, or by a key each that is pressed for as long as there is one.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from benchmarks.taps_of_reports import Hand
from bot.commands.console import tell
from tests.browser.conftest import ARGUMENTS
from tests.browser.demo.phone import PHONE, Phone
from tests.browser.demo.process import Demo

OPERATOR, REVIEWER = "Yuni Astuti", "Endah Kusumawati"
FILES = ("LHE AKIP 2025.pdf", "Surat pengantar.pdf")
OPD = "Dinas Pendidikan dan Kebudayaan"


async def hand_of(browser: Browser, url: str, person: str) -> Hand:
    width, height = PHONE
    page = await browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    phone = Phone(page)
    await page.goto(url)
    await phone.hold(person)
    return Hand(phone, browser)


async def report(hand: Hand) -> None:
    await hand.begins("/lapor", "Pilih laporan:")
    await hand.press("⬜ SAKIP", "1/3")
    await hand.press("BB", "2/3")
    await hand.type("75,5", "3/3")
    for name in FILES:
        await hand.attach(name)
    await hand.send()


async def decide_others(hand: Hand) -> None:
    """Accept what has waited longer, until the report that is counted is the oldest."""
    await hand.begins("/verifikasi", "SAKIP 2026 · 1 dari")
    while OPD not in await hand.phone.keyed.inner_text():
        await hand.press("Terima", "Diterima oleh")
        await hand.press("Berikutnya ›", "SAKIP 2026 · 1 dari")
    await hand.press("‹ Daftar (1)", "1 laporan menunggu Anda")


async def decide(hand: Hand) -> None:
    await hand.begins("/verifikasi", OPD)
    await expect(hand.phone.said.filter(has_text=f"{OPD} · SAKIP 2026 · ").first).to_be_visible()
    await hand.press("Terima", "Diterima oleh")


async def main() -> None:
    expect.set_options(timeout=60_000)
    folder = Path(tempfile.mkdtemp())
    demo = Demo(folder)
    demo.set_clock()
    await demo.start()
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=ARGUMENTS
            )
            await report(await hand_of(browser, demo.url, OPERATOR))
            await decide_others(await hand_of(browser, demo.url, REVIEWER))
            hand = await hand_of(browser, demo.url, REVIEWER)
            await decide(hand)
            await browser.close()
    finally:
        await demo.stop()
        shutil.rmtree(folder)
    tell(f"A report with {len(FILES)} files accepted: {hand.taps} taps, highest card {hand.highest} px")


if __name__ == "__main__":
    asyncio.run(main())
