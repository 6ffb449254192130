"""Inline keyboards: styles, presses, answers, links, copying."""

import pytest
from playwright.async_api import Page, expect
from telegram import CopyTextButton, InlineKeyboardButton

from tests.browser.echo_bot import key, keys
from tests.browser.stage import OPERATOR, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

COLOURS = {
    "success": "rgb(24, 121, 74)",
    "danger": "rgb(196, 45, 55)",
    "primary": "rgb(31, 102, 214)",
}


async def ask(stage: Stage, *rows: list[InlineKeyboardButton]) -> None:
    """Let the bot send a card with these rows of buttons."""
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_message(OPERATOR, "Kirim laporan?", reply_markup=keys(*rows))


@pytest.mark.parametrize(("style", "colour"), COLOURS.items())
async def test_a_button_has_the_colour_of_its_style(
    stage: Stage, phone: Page, style: str, colour: str
) -> None:
    await ask(stage, [key("Kirim", style=style), key("Biasa")])
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_role("button", name="Kirim")).to_have_css("background-color", colour)
    await expect(log.get_by_role("button", name="Kirim")).to_have_css("color", "rgb(255, 255, 255)")
    await expect(log.get_by_role("button", name="Biasa")).not_to_have_css("background-color", colour)


async def test_buttons_of_a_row_stand_beside_each_other_and_are_big_enough(stage: Stage, phone: Page) -> None:
    await ask(stage, [key("AA"), key("A"), key("BB")], [key("‹ Kembali")])
    log = await stage.open(phone, OPERATOR)
    boxes = (
        await log.get_by_role("group")
        .get_by_role("button")
        .evaluate_all("buttons => buttons.map((button) => button.getBoundingClientRect().toJSON())")
    )
    tops = [box["y"] for box in boxes]
    assert len(boxes) == 4
    assert tops[0] == tops[1] == tops[2] < tops[3]
    assert all(box["height"] >= 40 for box in boxes)


async def test_a_press_edits_the_card_in_place_and_toasts_the_answer(stage: Stage, phone: Page) -> None:
    await ask(stage, [key("Kirim", "ya", "success"), key("Batal", "tidak", "danger")])
    log = await stage.open(phone, OPERATOR)
    count = await log.get_by_role("article").count()
    await log.get_by_role("button", name="Kirim").click()
    # What goes by itself is looked for first.
    await expect(phone.get_by_role("status").filter(has_text="Tercatat")).to_be_visible()
    await expect(log.get_by_role("article").last).to_contain_text("Pilihan Anda: ya")
    await expect(log.get_by_role("button", name="Ganti")).to_be_visible()
    await expect(log.get_by_role("button", name="Kirim")).to_have_count(0)
    await expect(log.get_by_role("article")).to_have_count(count)


async def test_a_pressed_button_is_busy_until_the_bot_answers(stage: Stage, phone: Page) -> None:
    await ask(stage, [key("Kirim", "tunggu")])
    log = await stage.open(phone, OPERATOR)
    button = log.get_by_role("button", name="Kirim")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await button.click()
    stage.bot.release.set()
    await expect(log.get_by_role("button", name="Ganti")).to_be_visible()
    await expect(phone.locator("[aria-busy=true]")).to_have_count(0)
    assert len(await stage.people.answers(OPERATOR)) == 1


async def test_an_alert_waits_for_oke_and_gives_the_focus_back(stage: Stage, desktop: Page) -> None:
    await ask(stage, [key("Kirim", "peringatan")])
    log = await stage.open(desktop, OPERATOR)
    await log.get_by_role("button", name="Kirim").focus()
    await desktop.keyboard.press("Enter")
    alert = desktop.get_by_role("alertdialog", name="Bot Gema")
    await expect(alert).to_contain_text("Isi dulu nilainya, Ibu.")
    await expect(alert.get_by_role("button", name="Oke")).to_be_focused()
    await desktop.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(log.get_by_role("button", name="Kirim")).to_be_focused()


async def test_the_focus_stays_on_the_card_when_its_buttons_change(stage: Stage, desktop: Page) -> None:
    await ask(stage, [key("Kirim", "ya")])
    log = await stage.open(desktop, OPERATOR)
    await log.get_by_role("button", name="Kirim").focus()
    await desktop.keyboard.press("Enter")
    await expect(log.get_by_role("button", name="Ganti")).to_be_focused()


async def test_a_copy_button_fills_the_clipboard_and_says_so(stage: Stage, phone: Page) -> None:
    await ask(stage, [InlineKeyboardButton("Salin nomor", copy_text=CopyTextButton("SKP-7F3K"))])
    log = await stage.open(phone, OPERATOR)
    await log.get_by_role("button", name="Salin nomor").click()
    await expect(phone.get_by_role("status").filter(has_text="Disalin: SKP-7F3K")).to_be_visible()
    assert await phone.evaluate("navigator.clipboard.readText()") == "SKP-7F3K"


async def test_a_link_to_this_bot_starts_it_here_with_its_token(stage: Stage, phone: Page) -> None:
    await ask(stage, [InlineKeyboardButton("Buka undangan", url="https://t.me/gema_bot?start=abc123")])
    log = await stage.open(phone, OPERATOR)
    await log.get_by_role("link", name="Buka undangan").click()
    await expect(log).to_contain_text("Anda menulis: /start abc123")
    assert len(phone.context.pages) == 1


async def test_another_link_opens_in_a_tab_of_its_own(stage: Stage, phone: Page) -> None:
    address = f"{stage.simulator.url}/page/icon.svg"
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_message(OPERATOR, f'<a href="{address}">gambar</a>', parse_mode="HTML")
    log = await stage.open(phone, OPERATOR)
    async with phone.context.expect_page() as opened:
        await log.get_by_role("link", name="gambar").click()
    assert (await opened.value).url == address


async def test_a_button_that_is_gone_meanwhile_is_explained(stage: Stage, phone: Page) -> None:
    await ask(stage, [key("Kirim", "ya")])
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_role("button", name="Kirim")).to_be_visible()
    # The page is cut off from the news, so that it still shows the button that the edit takes away.
    await phone.route("**/press", lambda route: route.fulfill(status=409, json={"error": "no such button"}))
    await log.get_by_role("button", name="Kirim").click()
    await expect(phone.get_by_role("status").filter(has_text="Tombol itu sudah tidak ada.")).to_be_visible()
    await expect(log.get_by_role("button", name="Kirim")).not_to_have_attribute("aria-busy", "true")
