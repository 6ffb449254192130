"""The page's clock is the bot's clock."""

import pytest
from playwright.async_api import expect

from tests.browser.demo.phone import PhoneOf, Picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_one_press_leads_past_the_next_deadline(phone_of: PhoneOf, picture: Picture) -> None:
    yuni = await phone_of("Yuni Astuti")
    await yuni.choose("/status", shows=("⬜ SAKIP", "tenggat 2 Des pukul 16.00 (9 hari lagi)"))
    await yuni.leave()
    await picture(yuni.page, "people")

    clock = yuni.page.get_by_role("region", name="Jam simulator")
    assert await yuni.to_next_mark() == "Ke H-7 SAKIP, H-14 IKM · 25 Nov"
    assert await yuni.to_next_mark() == "Ke H-3 SAKIP · 27 Nov"
    while await yuni.to_next_mark() != "Ke tenggat SAKIP baik · 2 Des":
        pass
    await expect(clock.get_by_role("time")).to_have_text("Rabu, 2 Des 2026 · 16.00 WIB")
    await yuni.hold("Yuni Astuti")
    await yuni.choose("/status", shows=("⏰ SAKIP", "lewat tenggat 2 Des pukul 16.00", "⬜ IKM"))
