"""All messages that arrive, at whomever, in one list."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.stage import KASUBAG, OPERATOR, Hold, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened(stage: Stage, page: Page) -> Locator:
    """Go from the list of people to the feed and return its messages."""
    await page.goto(stage.simulator.url)
    return await followed(page)


async def followed(page: Page) -> Locator:
    """Follow the link to the feed and return its messages."""
    await page.get_by_role("link", name="Semua pesan masuk").click()
    feed = page.get_by_role("region", name="Semua pesan masuk")
    await expect(feed.get_by_role("heading")).to_be_focused()
    return feed.get_by_role("link")


async def test_what_was_there_and_what_comes_stands_newest_first(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR, KASUBAG)
    arrived = await opened(stage, phone)
    await expect(arrived).to_have_text(
        [re.compile("Kepada Dewi Kusuma"), re.compile("Kepada Siti Rahmawati")]
    )
    await stage.bot.bot.send_message(OPERATOR, "<b>Pengingat</b>: SAKIP\nTenggat besok", parse_mode="HTML")
    await expect(arrived).to_have_count(3)
    await expect(arrived.first).to_contain_text("Operator · Dinas Kesehatan")
    await expect(arrived.first).to_contain_text("Pengingat: SAKIP Tenggat besok")
    await expect(phone).to_have_title("(3) Semua pesan masuk · Ruang Coba")


async def test_a_message_that_is_changed_or_deleted_changes_here_too(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR, KASUBAG)
    arrived = await opened(stage, phone)
    bot = stage.bot.bot
    first, second = [await bot.send_message(one, "Pengingat") for one in (OPERATOR, KASUBAG)]
    await expect(arrived).to_have_count(4)
    await bot.edit_message_text("✅ sudah dilaporkan", OPERATOR, first.message_id)
    await expect(arrived.nth(1)).to_contain_text("✅ sudah dilaporkan")
    await expect(arrived.nth(1)).to_contain_text("diedit")
    await bot.delete_message(KASUBAG, second.message_id)
    await expect(arrived).to_have_count(3)
    await expect(arrived.first).to_contain_text("✅ sudah dilaporkan")


async def test_it_is_opened_by_a_press_during_which_something_arrives(stage: Stage, desktop: Page) -> None:
    """While an announcement goes out there is always something that arrives."""
    await stage.greet(OPERATOR)
    await desktop.goto(stage.simulator.url)
    await expect(desktop).to_have_title("(1) Ruang Coba")
    await desktop.get_by_text("Semua pesan masuk", exact=True).first.hover()
    await desktop.mouse.down()
    await stage.bot.bot.send_message(OPERATOR, "Pengingat")
    await expect(desktop).to_have_title("(2) Ruang Coba")
    await desktop.mouse.up()
    await expect(desktop.get_by_role("heading", name="Semua pesan masuk")).to_be_focused()


async def test_a_slow_first_reading_shows_nothing_rather_than_a_part(stage: Stage, phone: Page) -> None:
    await stage.list_with_two(phone)
    hold = Hold()
    await phone.route("**/sim/messages", hold)
    arrived = await followed(phone)
    await hold.answered.wait()
    await expect(arrived).to_have_count(0)
    hold.release()
    await expect(arrived).to_have_count(2)


async def test_a_message_leads_to_its_chat_and_back(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR, KASUBAG)
    arrived = await opened(stage, phone)
    await arrived.nth(1).click()
    await expect(phone.get_by_role("heading", name="Siti Rahmawati")).to_be_visible()
    await phone.get_by_role("button", name="Kembali ke daftar").click()
    await expect(arrived.nth(1)).to_be_focused()
    await phone.get_by_role("button", name="Kembali ke daftar").click()
    await expect(phone.get_by_role("link", name="Semua pesan masuk")).to_be_focused()


async def test_it_is_reached_and_read_by_keyboard_alone(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await desktop.goto(stage.simulator.url)
    await expect(desktop.get_by_role("link", name="Siti Rahmawati").first).to_be_visible()
    await desktop.get_by_role("searchbox", name="Cari orang").focus()
    await desktop.keyboard.press("Tab")
    await expect(desktop.get_by_role("link", name="Semua pesan masuk")).to_be_focused()
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("heading", name="Semua pesan masuk")).to_be_focused()
    feed = desktop.get_by_role("region", name="Semua pesan masuk")
    # What arrived is read after the pane has opened; a reader sees it before pressing on.
    await expect(feed.get_by_role("link").first).to_be_visible()
    await desktop.keyboard.press("Tab")
    await expect(feed.get_by_role("link").first).to_be_focused()
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("heading", name="Siti Rahmawati")).to_be_visible()
    await expect(feed).to_be_hidden()


async def test_every_day_has_its_separator_and_moves_with_the_clock(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await opened(stage, desktop)
    feed = desktop.get_by_role("region", name="Semua pesan masuk")
    await expect(feed.get_by_text("Hari ini")).to_be_visible()
    await desktop.get_by_role("button", name="+1 hari").click()
    await expect(feed.get_by_text("Kemarin")).to_be_visible()
    await stage.bot.bot.send_message(OPERATOR, "Hari baru")
    await expect(feed.get_by_role("listitem").first).to_have_text("Hari ini")
    await expect(feed.get_by_role("listitem").nth(1)).to_contain_text("Hari baru")


async def test_what_came_while_the_simulator_was_away_is_read_again(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    arrived = await opened(stage, desktop)
    await stage.simulator.stop()
    await expect(desktop.get_by_text("Menyambung kembali…")).to_be_visible()
    await stage.simulator.start()
    await stage.greet(KASUBAG)
    await expect(arrived).to_have_count(2)
    await expect(arrived.first).to_contain_text("Dewi Kusuma")


async def test_an_empty_feed_says_so_until_somebody_new_is_written_to(stage: Stage, phone: Page) -> None:
    arrived = await opened(stage, phone)
    await expect(phone.get_by_text("Belum ada pesan dari bot.")).to_be_visible()
    added = await stage.people.add("Hartono", group="Pimpinan", note="Kepala Bagian Organisasi")
    await stage.greet(added["id"])
    await expect(arrived).to_have_count(1)
    await expect(arrived.first).to_contain_text("Hartono")
    await expect(phone.get_by_text("Belum ada pesan dari bot.")).to_be_hidden()
