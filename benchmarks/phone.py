"""How many taps, messages and characters the work of a day takes on a phone, and how tall every screen is.

Run it with `python -m benchmarks.phone` (some minutes; Chromium is needed), with `--checkout DIR` for another
state of the product beside it, and with `--pictures DIR` to keep every screen. The demonstration is driven
through its page as a thumb would: what counts is said in `Count`. Nothing here knows which question comes
next; a task says what is answered where something is asked, so it runs on products that ask in another way.
"""

import argparse
import asyncio
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, FilePayload, Locator, Page, async_playwright

from benchmarks.phone_tasks import SCREENS, TASKS, Act, Attach, Press, Say, Screen, Task, Wait
from bot.commands.console import complain, tell
from simulator.client import People
from tests.browser.conftest import ARGUMENTS
from tests.browser.demo.phone import Phone
from tests.browser.demo.process import Demo, running
from tests.places import ROOT

SIZES = ((390, 844), (360, 640))
MOST_STEPS = 40
PATIENCE = 20.0  # seconds within which a press changes something, on a machine that has other work to do
_LOOK = 0.1  # seconds between looks at the page
_STILL = 6  # looks after which a page that does not change has come to rest
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"


@dataclass
class Count:
    """What a task took.

    The menu is two taps (Menu, the command); sending what was written or chosen is none.
    """

    taps: int = 0
    messages: int = 0
    characters: int = 0
    files: int = 0
    cards: int = 0
    """Messages of the bot that came."""
    tallest: int = 0
    """Pixels of the tallest of them with its keyboard."""
    left: int = 0
    """Cards with buttons that stand in the chat at the end and were not there before."""


@dataclass(frozen=True)
class Hand:
    """One person's phone, and what was counted on it."""

    phone: Phone
    count: Count
    paper: FilePayload

    @property
    def page(self) -> Page:
        return self.phone.page

    async def seen(self) -> tuple[int, str, str]:
        """Return how many messages the bot has sent, the last one's text, and all of its last keyboard."""
        said = await self.phone.said.count()
        text = await self.phone.card.inner_text() if said else ""
        return said, text, "\n".join(await self.labels())

    async def labels(self) -> list[str]:
        keyed = self.phone.keyed
        if not await keyed.count():
            return []
        return await keyed.get_by_role("group", name="Tombol pesan").get_by_role("button").all_inner_texts()

    async def rests(self, before: tuple[int, str, str] | None = None) -> None:
        """Return once the page has changed and then changed no more."""
        until = asyncio.get_running_loop().time() + PATIENCE
        last, still = before, 0
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(_LOOK)
            now = await self.seen()
            still = still + 1 if now == last else 0
            last = now
            if now != before and still >= _STILL:
                return

    async def choose(self, command: str) -> None:
        before = await self.seen()
        await self.phone.choose(f"/{command}")
        self.count.taps += 2
        await self.rests(before)

    async def say(self, text: str) -> None:
        before = await self.seen()
        start = self.page.get_by_role("button", name="Mulai", exact=True)
        if await start.count():  # a chat that has not begun has no field to write in
            await start.click()
            await self.rests(before)
        await self.phone.say(text)
        self.count.messages += 1
        self.count.characters += len(text)
        await self.rests(before)

    async def attach(self) -> None:
        before = await self.seen()
        await self.phone.attach("Berkas", self.paper)
        self.count.files += 1
        await self.rests(before)

    async def press(self, label: str) -> bool:
        """Press the first button of the last keyboard that has such a label; return whether there is one."""
        wanted = re.compile(label)
        for number, text in enumerate(await self.labels()):
            if wanted.search(text):
                before = await self.seen()
                await self._button(number).click()
                self.count.taps += 1
                await self.rests(before)
                return True
        return False

    def _button(self, number: int) -> Locator:
        group = self.phone.keyed.get_by_role("group", name="Tombol pesan")
        return group.get_by_role("button").nth(number)

    async def height(self) -> int:
        """Return the pixels of the bot's last message with its keyboard, 0 where it has said nothing."""
        if not await self.phone.said.count():
            return 0
        box = await self.phone.card.bounding_box()
        return round(box["height"]) if box else 0


async def done(hand: Hand, task: Task) -> Count:
    """Do a task from its first tap to where it has ended. Raises LookupError where nothing fits any more."""
    await begin(hand, task.begin)
    said, cards = await hand.phone.said.count(), await _with_buttons(hand)
    hand.count.cards = hand.count.tallest = 0
    for _ in range(MOST_STEPS):
        hand.count.tallest = max(hand.count.tallest, await hand.height())
        _, text, labels = await hand.seen()
        if re.search(task.goal, text):
            break
        await _step(hand, task, f"{text}\n{labels}")
    else:
        raise LookupError(f"{task.name}: it does not come to an end")
    hand.count.cards = 1 + await hand.phone.said.count() - said
    hand.count.left = await _with_buttons(hand) - cards
    return hand.count


async def _with_buttons(hand: Hand) -> int:
    return await hand.page.get_by_role("group", name="Tombol pesan").count()


async def begin(hand: Hand, acts: Sequence[Act | str]) -> None:
    """Do the first steps: a command by its name, the rest as in a task."""
    for act in acts:
        if isinstance(act, str):
            await hand.choose(act)
        elif not await _acted(hand, act):
            raise LookupError(f"there is no way to {act}")


async def _step(hand: Hand, task: Task, shown: str) -> None:
    for pattern, act in task.answers:
        if re.search(pattern, shown) and await _acted(hand, act):
            return
    raise LookupError(f"{task.name}: nothing fits\n{shown}")


async def _acted(hand: Hand, act: Act) -> bool:
    match act:
        case Press(label):
            return await hand.press(label)
        case Say(text):
            await hand.say(text)
        case Attach():
            await hand.attach()
        case Wait():
            await hand.rests()
    return True


def _copy(furnished: Path, folder: Path) -> Path:
    """Return a folder with sample data of its own: filling it anew is what takes the time."""
    shutil.copytree(furnished, folder)
    return folder


async def hand_of(
    browser: Browser, demo: Demo, person: str, size: tuple[int, int], paper: FilePayload
) -> Hand:
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height}, is_mobile=True, has_touch=True, device_scale_factor=2,
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE * 1000)
    phone = Phone(await context.new_page())
    await phone.page.goto(demo.url)
    await phone.hold(person)
    hand = Hand(phone, Count(), paper)
    await hand.rests()
    return hand


async def measured(browser: Browser, checkout: Path, pictures: Path | None) -> None:
    """Print both tables for one state of the product."""
    paper = await _paper(browser)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        async with running(folder / "furnished", checkout) as demo, People(demo.url) as people:
            await people.wait_for(SCREENS[0].telegram_id, lambda message: message["from"] == "bot")
            await asyncio.sleep(PATIENCE / 2)
        await _tasks(browser, checkout, folder, paper)
        await _screens(browser, checkout, folder, paper, pictures)


async def _paper(browser: Browser) -> FilePayload:
    page = await browser.new_page()
    await page.set_content("<h1>LHE AKIP</h1>")
    content = await page.pdf()
    await page.close()
    return {"name": "Bukti.pdf", "mimeType": "application/pdf", "buffer": content}


async def _tasks(browser: Browser, checkout: Path, folder: Path, paper: FilePayload) -> None:
    tell("| Task | taps | messages | characters | files | cards of the bot | tallest, px | cards left |")
    tell("|---|---|---|---|---|---|---|---|")
    for number, task in enumerate(TASKS):
        async with running(_copy(folder / "furnished", folder / f"task{number}"), checkout) as demo:
            try:
                for earlier in task.after:
                    other = await hand_of(browser, demo, earlier.person, SIZES[0], paper)
                    await done(other, earlier)
                    await other.page.context.close()
                hand = await hand_of(browser, demo, task.person, SIZES[0], paper)
                await begin(hand, task.before)
                fresh = Hand(hand.phone, Count(), paper)
                it = await done(fresh, task)
                numbers = (it.taps, it.messages, it.characters, it.files, it.cards, it.tallest, it.left)
                told = " | ".join(str(one) for one in numbers)
            except LookupError as error:
                told = f"– ({str(error).splitlines()[0]})"
            tell(f"| {task.name} | {told} |")


async def _screens(
    browser: Browser, checkout: Path, folder: Path, paper: FilePayload, pictures: Path | None
) -> None:
    tell(f"\n| Screen | {' | '.join(f'{width} × {height}, px' for width, height in SIZES)} |")
    tell(f"|---|{'---|' * len(SIZES)}")
    found: dict[str, list[str]] = {screen.name: [] for screen in SCREENS}
    for size in SIZES:
        async with running(_copy(folder / "furnished", folder / f"{size[0]}"), checkout) as demo:
            for screen in SCREENS:
                hand = await hand_of(browser, demo, screen.person, size, paper)
                found[screen.name].append(await _height(hand, screen, size, pictures))
                complain(f"{screen.name}: {found[screen.name][-1]} px")
                await hand.page.context.close()
    for name, heights in found.items():
        tell(f"| {name} | {' | '.join(heights)} |")


async def _height(hand: Hand, screen: Screen, size: tuple[int, int], pictures: Path | None) -> str:
    try:
        await begin(hand, screen.acts)
    except LookupError:
        return "–"
    if pictures is not None:
        await hand.page.screenshot(path=pictures / f"{screen.name.replace('/', '')}-{size[0]}.png")
    return str(await hand.height())


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    if asked.pictures is not None:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        await measured(browser, asked.checkout.resolve(), asked.pictures)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
