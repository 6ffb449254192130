"""The same conversation at a desk: a wide screen, a keyboard, and a file dragged from a folder."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.browser.demo.paper import document
from tests.browser.demo.phone import DESKTOP, PhoneOf, Picture
from tests.browser.stage import drop

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_report_by_keyboard_and_with_a_dragged_file(
    phone_of: PhoneOf, browser: Browser, picture: Picture
) -> None:
    siti = await phone_of("Siti Aminah", DESKTOP)
    await siti.type("/lapor")
    await siti.press("⬜ SAKIP", shows="SAKIP 2026 · 1/3")
    await expect(siti.field).to_be_focused()
    await siti.type("bb", shows="SAKIP 2026 · 2/3")
    await siti.type("75,5", shows="SAKIP 2026 · 3/3")
    file = await document(browser, "LHE AKIP 2025", "LHE AKIP 2025.pdf")
    await drop(siti.page, (file["name"], file["mimeType"], file["buffer"]))
    await siti.page.get_by_role("button", name="Kirim pesan").click()
    await siti.sees("LHE AKIP 2025.pdf", "✓", "BB · Sangat Baik", "75,50")
    people = siti.page.get_by_role("navigation", name="Daftar orang")
    await expect(people.get_by_role("link", name=re.compile("^Siti Aminah"))).to_have_attribute(
        "aria-current", "true"
    )
    await picture(siti.page, "desktop")
