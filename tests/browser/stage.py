"""What a browser test works with: a simulator, its echo bot, its people, and pages that watch themselves."""

import asyncio
import base64
import struct
import zlib
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Request, Route, expect

from simulator.client import People
from simulator.server import Simulator
from tests.browser.echo_bot import EchoBot

OPERATOR = 21
KASUBAG = 11
STRANGER = 31
# First name, last name, note, group, id.
PEOPLE = (
    ("Rina", "Wulandari", "Pengelola bot", "Admin", 1),
    ("Siti", "Rahmawati", "Operator · Dinas Kesehatan", "Operator", OPERATOR),
    ("Budi", "Santoso", "Operator · Dinas Pendidikan", "Operator", 22),
    ("Dewi", "Kusuma", "Kasubag Kelembagaan", "Verifikator", KASUBAG),
    ("Tamu", "", "Belum diundang", "Orang luar", STRANGER),
)


@dataclass
class Watch:
    """What a page did that a user does not see: where it asked, and what went wrong."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext, page: Page) -> None:
        """Listen to everything the page does from now on."""
        context.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", self._error)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser itself reports an answer that did not come; the page's own words are tested elsewhere.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def _error(self, error: Error) -> None:
        self.errors.append(str(error))


@dataclass
class Stage:
    """One simulator with its bot and people, and what the pages on it did."""

    simulator: Simulator
    people: People
    bot: EchoBot
    watch: Watch = field(default_factory=Watch)

    async def greet(self, *persons: int) -> None:
        """Let these people write first, so that the bot may write to them; returns after its echo."""
        for person in persons:
            sent = await self.people.text(person, "/start")
            await self.people.wait_for(
                person, lambda message: "Anda menulis" in message["text"], after=sent["message_id"]
            )

    async def list_with_two(self, page: Page) -> None:
        """Open the list of people, where the operator has got two messages, of which one came just now."""
        await self.greet(OPERATOR)
        await page.goto(self.simulator.url)
        await expect(page).to_have_title("(1) Ruang Coba")
        await self.bot.bot.send_message(OPERATOR, "Pengingat")
        await expect(page).to_have_title("(2) Ruang Coba")

    async def open(self, page: Page, person: int) -> Locator:
        """Open a person's chat and return its log once the messages stand there, in the page's own font."""
        await page.goto(f"{self.simulator.url}/#/chat/{person}")
        log = page.get_by_role("log")
        await log.get_by_role("article").first.wait_for()
        await page.evaluate("document.fonts.ready")
        return log


class Hold:
    """A handler of routes: the first answer is read from the server at once and kept until release."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        self._released = asyncio.Event()

    async def __call__(self, route: Route) -> None:
        response = await route.fetch()
        if not self.answered.is_set():
            self.answered.set()
            await self._released.wait()
        await route.fulfill(response=response)

    def release(self) -> None:
        """Let the page have the answer."""
        self._released.set()


async def no_sideways_scroll(page: Page) -> bool:
    """Return whether neither the page nor anything in it can be scrolled sideways."""
    wide = await page.evaluate(
        """() => [document.scrollingElement, ...document.querySelectorAll("body *")]
            .filter((node) => node.scrollWidth > node.clientWidth + 1)
            .filter((node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX)
                || node === document.scrollingElement)
            .map((node) => node.outerHTML.slice(0, 80))"""
    )
    return not wide


def png(width: int, height: int, colour: tuple[int, int, int] = (12, 110, 102)) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


async def drop(page: Page, *files: tuple[str, str, bytes]) -> None:
    """Drop files, given as (name, type, bytes), on the open chat as a hand with a mouse does."""
    parts = [[name, kind, base64.b64encode(content).decode()] for name, kind, content in files]
    transfer = await page.evaluate_handle(
        """async (parts) => {
            const transfer = new DataTransfer();
            for (const [name, type, content] of parts) {
                const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name, { type }));
            }
            return transfer;
        }""",
        parts,
    )
    await page.dispatch_event("#scroller", "dragover", {"dataTransfer": transfer})
    await page.dispatch_event("#scroller", "drop", {"dataTransfer": transfer})
