"""The list of people: groups, badges, search, keyboard, addresses."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import KASUBAG, OPERATOR, STRANGER, Hold, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_people_stand_in_their_groups_in_a_fixed_order(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.simulator.url)
    side = phone.get_by_role("navigation", name="Daftar orang")
    await expect(side.get_by_role("heading", level=2)).to_have_text(
        ["Admin", "Verifikator", "Operator", "Orang luar"]
    )
    operators = side.get_by_role("region", name="Operator").get_by_role("link")
    await expect(operators).to_have_count(2)
    await expect(operators.first).to_contain_text("SR")
    await expect(operators.first).to_contain_text("Operator · Dinas Kesehatan")
    await expect(operators.first).to_contain_text("Belum ada percakapan")


async def test_nobody_is_missed_before_the_people_are_known(stage: Stage, phone: Page) -> None:
    hold = Hold()
    await phone.route("**/sim/people", hold)
    await phone.goto(stage.simulator.url)
    await hold.answered.wait()
    # The clock, read before the people, has drawn the list.
    await expect(phone.get_by_role("button", name="+1 jam")).to_be_visible()
    await expect(phone.get_by_text("Belum ada orang")).to_have_count(0)
    hold.release()
    await expect(phone.get_by_role("link", name="Tamu")).to_be_visible()


async def test_unread_messages_are_counted_and_reading_clears_them(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.people.read(OPERATOR)
    await phone.goto(stage.simulator.url)
    siti = phone.get_by_role("link", name="Siti Rahmawati")
    await expect(siti).to_contain_text("Anda menulis: /start")
    await expect(siti).not_to_contain_text("belum dibaca")

    for text in ("Satu", "Dua"):
        await stage.bot.bot.send_message(OPERATOR, text)
    await expect(siti).to_contain_text("2 belum dibaca")
    await expect(siti).to_contain_text("Dua")
    await expect(phone).to_have_title("(2) Ruang Coba")

    await siti.click()
    await expect(phone).to_have_title("Siti Rahmawati · Ruang Coba")
    await phone.get_by_role("button", name="Kembali ke daftar").click()
    await expect(siti).to_be_visible()
    await expect(siti).not_to_contain_text("belum dibaca")
    unread = {person["id"]: person["unread"] for person in await stage.people.all()}
    assert unread[OPERATOR] == 0


async def test_what_arrives_at_others_leaves_everybody_else_in_place(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await phone.goto(stage.simulator.url)
    dewi = await phone.get_by_role("link", name="Dewi Kusuma").element_handle()
    assert dewi is not None
    await stage.bot.bot.send_message(OPERATOR, "Pengingat")
    await expect(phone.get_by_role("link", name="Siti Rahmawati")).to_contain_text("Pengingat")
    assert await dewi.evaluate("link => link.isConnected")


async def test_a_slow_reading_of_the_people_undoes_nothing_that_was_heard_meanwhile(
    stage: Stage, phone: Page
) -> None:
    """Many messages deleted at once, as when an announcement is taken back, are as many readings."""
    await stage.greet(OPERATOR, KASUBAG, STRANGER)
    first, second = [
        await stage.bot.bot.send_message(person, "Klinik SAKIP") for person in (OPERATOR, KASUBAG)
    ]
    siti, dewi, tamu = (
        phone.get_by_role("link", name=name) for name in ("Siti Rahmawati", "Dewi Kusuma", "Tamu")
    )
    await phone.goto(stage.simulator.url)
    await expect(siti).to_contain_text("Klinik SAKIP")
    await expect(dewi).to_contain_text("Klinik SAKIP")

    hold = Hold()
    await phone.route("**/sim/people", hold)
    await first.delete()
    await hold.answered.wait()
    await second.delete()
    await stage.bot.bot.send_message(STRANGER, "Baru saja")
    await expect(tamu).to_contain_text("Baru saja")

    async with phone.expect_event("requestfinished"):
        hold.release()
    await phone.evaluate("() => new Promise(requestAnimationFrame)")
    await expect(tamu).to_contain_text("Baru saja")
    await expect(siti).not_to_contain_text("Klinik SAKIP")
    await expect(dewi).not_to_contain_text("Klinik SAKIP")


async def test_a_press_counts_though_its_entry_changes_under_the_finger(stage: Stage, desktop: Page) -> None:
    """A browser makes no click of a press whose element is gone before the release."""
    await stage.greet(OPERATOR)
    await desktop.goto(stage.simulator.url)
    siti = desktop.locator("#people").get_by_role("link", name="Siti Rahmawati")
    await expect(siti).to_contain_text("Anda menulis: /start")
    await siti.hover()
    await desktop.mouse.down()
    await stage.bot.bot.send_message(OPERATOR, "Pengingat")
    await expect(desktop).to_have_title("(2) Ruang Coba")
    await desktop.mouse.up()
    await expect(desktop.get_by_role("heading", name="Siti Rahmawati")).to_be_visible()
    await expect(siti).to_contain_text("Pengingat")


async def test_search_finds_by_name_and_by_office(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.simulator.url)
    people = phone.locator("#people").get_by_role("link")
    await expect(people).to_have_count(5)
    search = phone.get_by_role("searchbox", name="Cari orang")
    await search.fill("pendidikan")
    await expect(people).to_have_count(1)
    await expect(people.first).to_contain_text("Budi Santoso")
    await search.fill("zzz")
    await expect(phone.get_by_text("Tidak ada orang yang cocok.")).to_be_visible()


async def test_arrow_keys_walk_through_the_list_and_enter_opens(stage: Stage, desktop: Page) -> None:
    await desktop.goto(stage.simulator.url)
    await expect(desktop.get_by_role("link", name="Rina Wulandari")).to_be_visible()
    await desktop.get_by_role("searchbox", name="Cari orang").focus()
    await desktop.keyboard.press("ArrowDown")
    await expect(desktop.get_by_role("link", name="Rina Wulandari")).to_be_focused()
    await desktop.keyboard.press("ArrowDown")
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("heading", name="Dewi Kusuma")).to_be_visible()
    await expect(desktop).to_have_url(re.compile(f"#/chat/{KASUBAG}$"))


async def test_on_a_phone_back_leads_from_the_chat_to_the_list(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.simulator.url)
    tamu = phone.get_by_role("link", name="Tamu")
    await tamu.click()
    await expect(phone.get_by_role("heading", name="Tamu")).to_be_visible()
    await expect(tamu).to_be_hidden()
    await phone.go_back()
    await expect(tamu).to_be_focused()


async def test_back_pressed_twice_leads_no_further_than_the_list(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.simulator.url)
    await phone.get_by_role("link", name="Tamu").click()
    back = phone.get_by_role("button", name="Kembali ke daftar")
    await back.evaluate("button => { button.click(); button.click(); }")
    await expect(phone.get_by_role("link", name="Tamu")).to_be_focused()


async def test_an_address_opens_its_chat_and_a_wrong_one_the_list(stage: Stage, phone: Page) -> None:
    await phone.goto(f"{stage.simulator.url}/#/chat/{STRANGER}")
    await expect(phone.get_by_role("heading", name="Tamu")).to_be_visible()
    await phone.goto(f"{stage.simulator.url}/#/chat/999")
    await expect(phone.get_by_role("heading", name="Ruang Coba")).to_be_visible()


async def test_a_wide_screen_explains_itself_while_nobody_is_chosen(stage: Stage, desktop: Page) -> None:
    await desktop.goto(stage.simulator.url)
    welcome = desktop.get_by_role("region", name="Selamat datang di Ruang Coba")
    await expect(welcome.get_by_role("listitem")).to_have_count(3)
    await expect(welcome).to_contain_text("lalu kirim /lapor")
    await welcome.get_by_role("link", name="Siti Rahmawati").click()
    await expect(desktop.get_by_role("heading", name="Siti Rahmawati")).to_be_visible()
    await expect(welcome).to_be_hidden()


async def test_a_person_who_is_added_appears_without_reloading(stage: Stage, phone: Page) -> None:
    await phone.goto(stage.simulator.url)
    await expect(phone.get_by_role("link", name="Tamu")).to_be_visible()
    await stage.people.add("Hartono", group="Pimpinan", note="Kepala Bagian Organisasi")
    await expect(phone.get_by_role("link", name="Hartono")).to_be_visible()
    await expect(phone.get_by_role("heading", level=2).nth(1)).to_have_text("Pimpinan")
