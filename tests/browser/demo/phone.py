"""What a person does on the page and sees there: the hands and eyes of the scenarios."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from playwright.async_api import FilePayload, Locator, Page, expect

BOT = "IKU Kota Probolinggo"
PHONE, OLD_PHONE, DESKTOP = (390, 844), (360, 640), (1280, 800)
Picture: TypeAlias = Callable[[Page, str], Awaitable[None]]
Shown: TypeAlias = str | tuple[str, ...]
"""What the bot's last message has to contain: one text, or several."""


@dataclass(frozen=True)
class Phone:
    """The page, and on it the phone of one person at a time."""

    page: Page

    async def hold(self, person: str) -> None:
        """Choose a person in the list; return when their chat is there, or the button that begins it."""
        people = self.page.get_by_role("navigation", name="Daftar orang")
        # Another one's entry may tell of this person, in what was said there last.
        await people.get_by_role("link", name=re.compile(rf"^{re.escape(person)}\b")).click()
        start = self.page.get_by_role("button", name="Mulai", exact=True)
        await expect(self.page.get_by_role("heading", name=person)).to_be_visible()
        await expect(self.said.first.or_(start)).to_be_visible()

    async def leave(self) -> None:
        """Go back to the list of people, and to its top."""
        await self.page.get_by_role("button", name="Kembali ke daftar").click()
        await self.page.locator("#people").evaluate("list => { list.scrollTop = 0; }")

    @property
    def field(self) -> Locator:
        """Where messages are written."""
        return self.page.get_by_role("textbox", name="Pesan")

    @property
    def said(self) -> Locator:
        """Everything that the bot has said."""
        return self.page.get_by_role("article", name=BOT)

    @property
    def card(self) -> Locator:
        """What the bot said last."""
        return self.said.last

    @property
    def keyed(self) -> Locator:
        """The last message with buttons; below it there may be files, for which it was asked."""
        return self.said.filter(has=self.page.get_by_role("group", name="Tombol pesan")).last

    async def sees(self, *texts: str) -> None:
        """Wait until the bot's last message contains all of these."""
        for text in texts:
            await expect(self.card).to_contain_text(text)

    async def sees_above(self, *texts: str) -> None:
        """Wait until the last message with buttons contains all of these."""
        for text in texts:
            await expect(self.keyed).to_contain_text(text)

    async def can_press(self, *labels: str) -> None:
        """Wait until the bot's last message has these buttons and no others."""
        await expect(self.card.get_by_role("button")).to_have_text(list(labels))

    async def say(self, text: str, *, shows: Shown = ()) -> None:
        """Write a message; wait until the bot's last one contains what `shows` says."""
        await self.field.fill(text)
        await self.page.get_by_role("button", name="Kirim pesan").click()
        await self._shows(shows)

    async def type(self, text: str, *, shows: Shown = ()) -> None:
        """Send a text by the keyboard alone, as at a desk: the writing field has the focus already."""
        await expect(self.field).to_be_focused()
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")
        await self._shows(shows)

    async def choose(self, command: str, *, shows: Shown = ()) -> None:
        """Choose a command from the bot's menu; wait for what it shows."""
        await self.page.get_by_role("button", name="Menu", exact=True).click()
        await self.page.get_by_role("option", name=command).click()
        await self._shows(shows)

    async def asks(self, command: str) -> None:
        """Choose a command from the bot's menu; return once there is one message more than before."""
        before = await self.said.count()
        await self.choose(command)
        await expect(self.said).to_have_count(before + 1)

    async def press(self, label: str, *, shows: Shown = ()) -> None:
        """Press a button of the last message that has any; wait for what it shows."""
        # A bare slash would end the pattern where Playwright writes it into its selector.
        named = re.escape(label).replace("/", r"\/")
        button = self.keyed.get_by_role("button", name=re.compile(rf"^{named}( \(salin\))?$"))
        await button.click()
        await self._shows(shows)

    async def _shows(self, shown: Shown) -> None:
        await self.sees(*((shown,) if isinstance(shown, str) else shown))

    async def attach(self, entry: str, *files: FilePayload) -> None:
        """Send files by the paper clip; `entry` is "Foto" or "Berkas"."""
        await self.page.get_by_role("button", name="Lampirkan").click()
        async with self.page.expect_file_chooser() as chooser:
            await self.page.get_by_role("menuitem", name=entry).click()
        await (await chooser.value).set_files(list(files))
        await self.page.get_by_role("button", name="Kirim pesan").click()

    async def other(self, entry: str, *, shows: Shown = ()) -> None:
        """Send something odd from the chat's menu; wait for what it shows."""
        await self.page.get_by_role("button", name="Opsi obrolan").click()
        await self.page.get_by_role("menuitem", name=entry).click()
        await self._shows(shows)

    async def to_next_mark(self) -> str:
        """Press the clock's third button; return its label once it has another: the clock has moved."""
        button = self.page.get_by_role("region", name="Jam simulator").get_by_role("button").last
        label = await button.inner_text()
        await button.click()
        await expect(button).not_to_have_text(label)
        return label

    async def read_from_the_top(self) -> None:
        """Scroll to where the last message with buttons begins."""
        await self.keyed.evaluate(
            """(message) => {
                const scroller = document.getElementById("scroller");
                const top = (node) => node.getBoundingClientRect().top;
                scroller.scrollTop += top(message) - top(scroller) - 12;
            }"""
        )

    async def to_the_end(self) -> None:
        """Scroll to the end of the chat."""
        await self.page.locator("#scroller").evaluate(
            "(scroller) => { scroller.scrollTop = scroller.scrollHeight; }"
        )

    async def fits(self) -> None:
        """Check that the last message with buttons, and these, are seen at once on the phone of today."""
        height, seen = await self.keyed.evaluate(
            """(message) => {
                const keys = message.querySelector('[aria-label="Tombol pesan"]') ?? message;
                const [from, to] = [message.getBoundingClientRect().top, keys.getBoundingClientRect().bottom];
                return [to - from, document.getElementById("scroller").clientHeight];
            }"""
        )
        assert height <= seen, f"{height:.0f} px of {seen} in {(await self.keyed.inner_text())[:60]!r}"


PhoneOf: TypeAlias = Callable[..., Awaitable[Phone]]
Pictures: TypeAlias = Callable[[Phone, str], Awaitable[None]]
