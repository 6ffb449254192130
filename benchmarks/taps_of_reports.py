"""What a report asks of a thumb, counted through the page, and how high its cards are.

Run it with `python -m benchmarks.taps_of_reports` (minutes; it needs Chromium). A key pressed is a tap, and a
command from the menu is two: the Menu key, and the command. Of what is typed the characters are counted;
sending it, and attaching a file, are messages and no taps. *Selesai* is pressed where the last card has it:
so the same script counts what was before a file itself led to the summary.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from bot.commands.console import tell
from tests.browser.conftest import ARGUMENTS
from tests.browser.demo.paper import document
from tests.browser.demo.phone import PHONE, Phone
from tests.browser.demo.process import Demo

FROM_THE_MENU = 2
_AT_REST = 500
"""Milliseconds."""
UNSUR = "3,31 3,35 3,49 3,60 3,28 3,41 3,55 3,30 3,62"
_HEIGHT = """(message) => {
    const keys = message.querySelector("[role=group]") ?? message;
    return Math.round(keys.getBoundingClientRect().bottom - message.getBoundingClientRect().top);
}"""


@dataclass
class Hand:
    """One person's phone, and what they did on it."""

    phone: Phone
    browser: Browser
    taps: int = 0
    messages: int = 0
    characters: int = 0
    cards: int = 0
    highest: int = 0
    _before: int = 0

    async def begins(self, command: str, shows: str) -> None:
        self._before = await self._cards()
        await self.phone.choose(command, shows=shows)
        self.taps += FROM_THE_MENU
        await self._look()

    async def press(self, label: str, shows: str) -> None:
        await self.phone.press(label, shows=shows)
        self.taps += 1
        await self._look()

    async def type(self, text: str, shows: str) -> None:
        await self.phone.say(text, shows=shows)
        self.messages += 1
        self.characters += len(text)
        await self._look()

    async def attach(self, name: str) -> None:
        await self.phone.attach("Berkas", await document(self.browser, name, name))
        self.messages += 1
        await self.phone.sees(name, "✓")
        await self._look()

    async def send(self) -> None:
        """Go to the summary, if this is not it yet, and send."""
        finish = self.phone.keyed.get_by_role("button", name="Selesai")
        if await finish.count():
            await self.press(await finish.inner_text(), "Periksa sebelum dikirim")
        await self.press("Kirim", "Laporan terkirim")

    async def _cards(self) -> int:
        return await self.phone.said.filter(
            has=self.phone.page.get_by_role("group", name="Tombol pesan")
        ).count()

    async def _look(self) -> None:
        """Look once the page is at rest: the older card goes only when the newer one is there."""
        await self.phone.page.wait_for_timeout(_AT_REST)
        self.cards = max(self.cards, await self._cards() - self._before)
        self.highest = max(self.highest, await self.phone.keyed.evaluate(_HEIGHT))


async def sakip(hand: Hand) -> None:
    await hand.begins("/lapor", "Pilih laporan:")
    await hand.press("⬜ SAKIP", "1/3")
    await hand.press("BB", "2/3")
    await hand.type("75,5", "3/3")
    await hand.attach("LHE AKIP 2025.pdf")
    await hand.send()


async def ikm(hand: Hand, *averages: str) -> None:
    await hand.begins("/lapor", "Pilih laporan:")
    await hand.press("⬜ IKM", "1/")
    await hand.press("Hitung dari 9 unsur", "Unsur 1 dari 9")
    for number, typed in enumerate(averages, start=2):
        await hand.type(typed, f"Unsur {number} dari 9" if number <= len(averages) else "Berapa responden")
    await hand.press("Lewati", "Kirim bukti")
    await hand.attach("Laporan SKM.pdf")
    await hand.send()


async def anjab(hand: Hand) -> None:
    await hand.begins("/lapor", "Pilih laporan:")
    await hand.press("⬜ Analisis jabatan", "Apakah")
    await hand.press("Sudah dilaksanakan", "Tanggal Laporan")
    await hand.type("12 Maret 2026", "Nomor Laporan")
    await hand.type("060/123/2026", "Berapa jabatan")
    await hand.type("120 dari 140", "Kirim bukti")
    await hand.attach("Laporan anjab.pdf")
    await hand.attach("SK tim.pdf")
    await hand.send()


WAYS: dict[str, Callable[[Hand], Awaitable[None]]] = {
    "SAKIP, one file, from the menu": sakip,
    "IKM, nine unsur in one message": lambda hand: ikm(hand, UNSUR),
    "IKM, nine unsur one by one": lambda hand: ikm(hand, *UNSUR.split()),
    "Analisis jabatan, two files": anjab,
}


@asynccontextmanager
async def phones(browser: Browser) -> AsyncIterator[Hand]:
    """Give somebody a phone on a demonstration of their own, who has nothing reported yet."""
    folder = Path(tempfile.mkdtemp())
    demo = Demo(folder)
    demo.set_clock()
    await demo.start()
    try:
        width, height = PHONE
        page = await browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        phone = Phone(page)
        await page.goto(demo.url)
        await phone.hold("Yuni Astuti")
        yield Hand(phone, browser)
        await page.close()
    finally:
        await demo.stop()
        shutil.rmtree(folder)


async def main() -> None:
    expect.set_options(timeout=60_000)
    tell(f"{'way':<42}{'taps':>7}{'messages':>10}{'characters':>12}{'cards':>7}{'highest':>10}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, way in WAYS.items():
            async with phones(browser) as hand:
                await way(hand)
            tell(
                f"{name:<42}{hand.taps:>7}{hand.messages:>10}{hand.characters:>12}{hand.cards:>7}"
                f"{f'{hand.highest} px':>10}"
            )


if __name__ == "__main__":
    asyncio.run(main())
