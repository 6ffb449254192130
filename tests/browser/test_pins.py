"""The bar at the top of a chat: what is pinned there, where it leads, and how it is taken down."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import OPERATOR, Stage, no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "IKU 2026 · diperbarui 09.15\n" + "\n".join(f"Baris {number}" for number in range(12))


async def test_a_pinned_message_stands_at_the_top_follows_edits_and_is_taken_down(
    stage: Stage, phone: Page
) -> None:
    await stage.greet(OPERATOR)
    bot = stage.bot.bot
    sent = await bot.send_message(OPERATOR, LONG)
    for number in range(4):
        await bot.send_message(OPERATOR, f"{number}\n" * 8)
    log = await stage.open(phone, OPERATOR)
    bar = phone.locator("#chat-pin")
    await expect(bar).to_be_hidden()
    await bot.pin_chat_message(OPERATOR, sent.message_id, disable_notification=True)
    await expect(bar).to_contain_text("IKU 2026 · diperbarui 09.15")
    await expect(log.get_by_text("menyematkan pesan")).to_contain_text("Bot Gema")
    await bot.edit_message_text(LONG.replace("09.15", "09.20"), OPERATOR, sent.message_id)
    await expect(bar).to_contain_text("diperbarui 09.20")
    assert await no_sideways_scroll(phone)
    card = phone.get_by_test_id(f"message-{sent.message_id}")
    await expect(card).not_to_be_in_viewport()
    await bar.get_by_role("button", name="Pesan disematkan").click()
    await expect(card).to_be_in_viewport()
    await bar.get_by_role("button", name="Lepas sematan").click()
    await expect(bar).to_be_hidden()
