"""Fixtures of the browser tests: one Chromium for all, and a simulator with an echo bot for each."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot
from telegram.request import HTTPXRequest

from simulator.client import People
from simulator.server import Simulator
from simulator.state import BotAccount, World
from tests.browser.echo_bot import EchoBot
from tests.browser.stage import PEOPLE, Stage

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Two slow cores with other work on them; what is waited for comes by an event, or by a tick of ten seconds.
expect.set_options(timeout=45_000)
# Whatever the computer's clock says, no midnight falls into a test.
MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=ZoneInfo("Asia/Jakarta"))

Scheme = Literal["light", "dark"]
PageAt = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium, the installed one: the test run downloads no browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        # Whoever has no browser runs the rest; .ci/run installs one, and takes a skip for a failure.
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    """A simulator with five people and the echo bot running."""
    world = World(bot=BotAccount(first_name="Bot Gema", username="gema_bot"))
    world.clock.offset_seconds = world.clock.until(MORNING)
    async with Simulator(world) as simulator, People(simulator.url) as people:
        for first_name, last_name, note, group, person in PEOPLE:
            await people.add(first_name, last_name=last_name, note=note, group=group, id=person)
        bot = Bot(
            simulator.token,
            base_url=simulator.bot_api_url,
            base_file_url=simulator.file_url,
            request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
            get_updates_request=HTTPXRequest(read_timeout=15, httpx_kwargs={"trust_env": False}),
        )
        async with bot:
            echo = EchoBot(bot)
            running = asyncio.create_task(echo.run())
            yield Stage(simulator, people, echo)
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running


@pytest_asyncio.fixture(loop_scope="session")
async def page_at(browser: Browser, stage: Stage) -> AsyncIterator[PageAt]:
    """Returns a function that opens an empty page of a given size; below 800 px it is a phone with touch.

    At the end of the test nothing may have been asked from outside, and no script may have failed.
    """
    contexts = []

    async def opened(width: int, height: int, scheme: Scheme = "light") -> Page:
        phone = width < 800
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            is_mobile=phone,
            has_touch=phone,
            device_scale_factor=2 if phone else 1,
            locale="en-US",
            timezone_id="America/New_York",
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        context.set_default_timeout(60_000)
        page = await context.new_page()
        stage.watch.follow(context, page)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            # An answer that a test holds back may still be on its way.
            await page.unroute_all(behavior="ignoreErrors")
        await context.close()
    own = (stage.simulator.url, "blob:", "data:")
    assert [url for url in stage.watch.requests if not url.startswith(own)] == []
    assert stage.watch.errors == []


@pytest_asyncio.fixture(loop_scope="session")
async def phone(page_at: PageAt) -> Page:
    """An empty page of a phone's size."""
    return await page_at(390, 844)


@pytest_asyncio.fixture(loop_scope="session")
async def desktop(page_at: PageAt) -> Page:
    """An empty page of a desktop's size."""
    return await page_at(1280, 800)
