"""Fixtures of the scenarios: the real bot on the real simulator, and pages that people hold in hand."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize

from bot.sample.people import PEOPLE, STRANGERS
from simulator.client import People
from tests.browser.demo.phone import DESKTOP, OLD_PHONE, PHONE, Phone, PhoneOf, Picture, Pictures
from tests.browser.demo.process import Demo, running
from tests.browser.stage import Watch
from tests.places import ROOT

# Faint gradients are dithered, which makes a picture half as large again; hardly anybody sees the difference.
FLAT = """() => {
    document.documentElement.style.setProperty("--wallpaper", "#d7e7e3");
    document.documentElement.style.setProperty("--head", "#0b6a61");
}"""


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def furnished(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample data, everybody greeted: filling it, once for all, is what takes the time."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("furnished")
    async with running(folder) as demo, People(demo.url) as people:
        for one in PEOPLE:
            if one.group != STRANGERS:
                await people.wait_for(one.telegram_id, lambda message: "Bapak/Ibu" in message["text"])
    return folder


@pytest_asyncio.fixture(loop_scope="session")
async def demo(furnished: Path, tmp_path: Path) -> AsyncIterator[Demo]:
    """The demonstration, running on its own copy of the sample data."""
    shutil.copytree(furnished, tmp_path / "data")
    async with running(tmp_path / "data") as demo:
        yield demo


@pytest_asyncio.fixture(loop_scope="session")
async def phone_of(browser: Browser, demo: Demo) -> AsyncIterator[PhoneOf]:
    """Returns a function that opens the page at a person's chat; PHONE is its size unless another is given.

    At the end of the test nothing may have been asked from outside, and no script may have failed.
    """
    watch, contexts = Watch(), []

    async def opened(person: str, size: tuple[int, int] = PHONE) -> Phone:
        mobile = size != DESKTOP
        context = await browser.new_context(
            viewport=_size(size),
            is_mobile=mobile,
            has_touch=mobile,
            device_scale_factor=2 if mobile else 1,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(60_000)
        phone = Phone(await context.new_page())
        watch.follow(context, phone.page)
        await phone.page.goto(demo.url)
        await phone.hold(person)
        return phone

    yield opened
    for context in contexts:
        await context.close()
    assert [url for url in watch.requests if not url.startswith((demo.url, "blob:", "data:"))] == []
    assert watch.errors == []


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    """Returns a function that takes a picture of the page: for README and guide if UPDATE_SCREENSHOTS is set.

    Without it, and where neither shows it, the picture goes to the test's own folder: nothing is left over.
    """
    told = ""
    if os.environ.get("UPDATE_SCREENSHOTS"):
        told = "".join(one.read_text("utf-8") for one in (ROOT / "README.md", *ROOT.glob("docs/*.md")))

    async def take(page: Page, name: str) -> None:
        await page.evaluate(FLAT)
        await page.evaluate("document.fonts.ready")
        # An old phone has fewer dots, and its pictures stand small in the guide.
        scale: Literal["css", "device"] = "css" if page.viewport_size == _size(OLD_PHONE) else "device"
        shown = f"images/{name}.png"
        path = (ROOT / "docs" if shown in told else tmp_path) / shown
        await page.screenshot(path=path, animations="disabled", scale=scale)

    return take


@pytest.fixture
def pictures(picture: Picture) -> Pictures:
    """Returns a function that takes a picture on the phone of today and one on an old phone.

    What is pictured fits the screen of the first with all its buttons.
    """

    async def take(phone: Phone, name: str) -> None:
        await phone.fits()
        await picture(phone.page, name)
        await phone.page.set_viewport_size(_size(OLD_PHONE))
        await phone.to_the_end()
        await picture(phone.page, f"{name}-360")
        await phone.page.set_viewport_size(_size(PHONE))
        await phone.to_the_end()

    return take


def _size(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}
