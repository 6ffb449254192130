"""Writing: text, commands, the first start, odd messages, blocking."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect
from telegram import BotCommand, BotCommandScopeChat

from tests.browser.stage import KASUBAG, OPERATOR, STRANGER, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

COMMANDS = [
    BotCommand("lapor", "Isi laporan"),
    BotCommand("status", "Laporan yang belum dan sudah"),
    BotCommand("riwayat", "Riwayat laporan"),
]


async def test_an_empty_chat_begins_with_one_big_button(stage: Stage, phone: Page) -> None:
    await phone.goto(f"{stage.simulator.url}/#/chat/{STRANGER}")
    await phone.get_by_role("button", name="Mulai").click()
    await expect(phone.get_by_role("log")).to_contain_text("Anda menulis: /start")
    await expect(phone.get_by_role("textbox", name="Pesan")).to_be_visible()
    await expect(phone.get_by_role("button", name="Mulai")).to_have_count(0)


async def test_the_first_start_pressed_twice_is_sent_once(stage: Stage, phone: Page) -> None:
    await phone.goto(f"{stage.simulator.url}/#/chat/{STRANGER}")
    start = phone.get_by_role("button", name="Mulai")
    await start.evaluate("button => { button.click(); button.click(); }")
    await expect(phone.get_by_role("log")).to_contain_text("Anda menulis: /start")
    # The order of what was sent is kept: a second start would come before this.
    await stage.greet(STRANGER)
    said = [one["text"] for one in await stage.people.messages(STRANGER) if one["from"] == "person"]
    assert said == ["/start"] * 2


async def test_enter_sends_on_a_desktop_and_shift_enter_writes_a_new_line(
    stage: Stage, desktop: Page
) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(desktop, OPERATOR)
    field = desktop.get_by_role("textbox", name="Pesan")
    await expect(field).to_be_focused()
    await desktop.keyboard.type("baris satu")
    await desktop.keyboard.press("Shift+Enter")
    await desktop.keyboard.type("baris dua")
    await desktop.keyboard.press("Enter")
    await expect(log).to_contain_text("Anda menulis: baris satu\nbaris dua", use_inner_text=True)
    await expect(field).to_have_value("")


async def test_a_text_longer_than_a_message_goes_out_in_several_as_from_telegrams_apps(
    stage: Stage, phone: Page
) -> None:
    await stage.greet(KASUBAG)
    log = await stage.open(phone, KASUBAG)
    await phone.get_by_role("textbox", name="Pesan").fill("a" * 4096 + "bcd")
    await phone.get_by_role("button", name="Kirim pesan").click()
    await expect(log).to_contain_text("Anda menulis: bcd")
    said = [one["text"] for one in await stage.people.messages(KASUBAG) if one["from"] == "person"]
    assert said[-2:] == ["a" * 4096, "bcd"]


async def test_on_a_phone_enter_writes_a_new_line_and_the_button_sends(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    field = phone.get_by_role("textbox", name="Pesan")
    send = phone.get_by_role("button", name="Kirim pesan")
    await expect(send).to_be_disabled()
    await field.focus()
    await phone.keyboard.type("satu")
    await phone.keyboard.press("Enter")
    await phone.keyboard.type("dua")
    await expect(field).to_have_value("satu\ndua")
    await send.click()
    await expect(log).to_contain_text("Anda menulis: satu\ndua", use_inner_text=True)


async def test_what_was_begun_waits_in_its_own_chat(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR, KASUBAG)
    await stage.open(desktop, OPERATOR)
    field = desktop.get_by_role("textbox", name="Pesan")
    await field.fill("belum selesai")
    await desktop.get_by_role("link", name="Dewi Kusuma").click()
    await expect(desktop.get_by_role("heading", name="Dewi Kusuma")).to_be_visible()
    await expect(field).to_have_value("")
    await desktop.get_by_role("link", name="Siti Rahmawati").click()
    await expect(field).to_have_value("belum selesai")


async def test_the_menu_lists_this_persons_commands_and_arrow_keys_choose(
    stage: Stage, desktop: Page
) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.set_my_commands(COMMANDS, scope=BotCommandScopeChat(OPERATOR))
    log = await stage.open(desktop, OPERATOR)
    await desktop.get_by_role("button", name="Menu", exact=True).focus()
    await desktop.keyboard.press("Enter")
    options = desktop.get_by_role("listbox", name="Perintah bot").get_by_role("option")
    await expect(options).to_have_text(
        ["/lapor" + "Isi laporan", "/status" + "Laporan yang belum dan sudah", "/riwayat" + "Riwayat laporan"]
    )
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await desktop.keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await desktop.keyboard.press("Enter")
    await expect(log).to_contain_text("Anda menulis: /status")
    await expect(options).to_have_count(0)


async def test_typing_a_slash_filters_the_commands(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.set_my_commands(COMMANDS, scope=BotCommandScopeChat(OPERATOR))
    log = await stage.open(desktop, OPERATOR)
    field = desktop.get_by_role("textbox", name="Pesan")
    await field.press_sequentially("/")
    options = desktop.get_by_role("option")
    await expect(options).to_have_count(3)
    await field.press_sequentially("r")
    await expect(options).to_have_text(["/riwayatRiwayat laporan"])
    await desktop.keyboard.press("Escape")
    await expect(desktop.get_by_role("listbox")).to_be_hidden()
    await field.press_sequentially("i")
    await desktop.keyboard.press("Enter")
    await expect(log).to_contain_text("Anda menulis: /riwayat")


async def test_commands_that_change_are_there_without_reloading(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(desktop, OPERATOR)
    menu = desktop.get_by_role("button", name="Menu", exact=True)
    await menu.click()
    await expect(desktop.get_by_text("Bot belum memberi daftar perintah untuk orang ini.")).to_be_visible()
    await desktop.keyboard.press("Escape")
    await expect(menu).to_be_focused()
    await menu.click()
    await stage.bot.bot.set_my_commands(COMMANDS, scope=BotCommandScopeChat(OPERATOR))
    await expect(desktop.get_by_role("option")).to_have_count(3)


async def test_commands_come_with_the_news_and_need_no_reading(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(desktop, OPERATOR)
    await desktop.route("**/messages", lambda route: route.abort())
    await stage.bot.bot.set_my_commands(COMMANDS, scope=BotCommandScopeChat(OPERATOR))
    await desktop.get_by_role("button", name="Menu", exact=True).click()
    await expect(desktop.get_by_role("option")).to_have_count(3)


async def test_what_was_typed_since_counts_more_than_what_did_not_go_out(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR, KASUBAG)
    await stage.open(desktop, OPERATOR)
    field = desktop.get_by_role("textbox", name="Pesan")
    on_its_way, lost = asyncio.Event(), asyncio.Event()

    async def lose(route: Route) -> None:
        on_its_way.set()
        await lost.wait()
        await route.abort()

    await desktop.route("**/text", lose)
    await field.fill("tidak terkirim")
    await desktop.keyboard.press("Enter")
    await on_its_way.wait()
    await field.fill("sesudahnya")
    await desktop.get_by_role("link", name="Dewi Kusuma").click()
    await expect(field).to_have_value("")
    lost.set()
    await expect(desktop.get_by_text("Simulator tidak dapat dihubungi.")).to_be_visible()
    await desktop.get_by_role("link", name="Siti Rahmawati").click()
    await expect(field).to_have_value("sesudahnya")


async def test_a_block_from_elsewhere_closes_the_field_too(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(phone, OPERATOR)
    await stage.people.block(OPERATOR)
    await expect(phone.get_by_role("button", name="Buka blokir")).to_be_visible()
    await stage.people.unblock(OPERATOR)
    await expect(phone.get_by_role("textbox", name="Pesan")).to_be_visible()


async def test_blocking_closes_the_field_and_unblocking_opens_it(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(phone, OPERATOR)
    await phone.get_by_role("button", name="Opsi obrolan").click()
    await phone.get_by_role("menuitem", name="Blokir bot").click()
    unblock = phone.get_by_role("button", name="Buka blokir")
    await expect(unblock).to_be_visible()
    await expect(phone.get_by_role("textbox", name="Pesan")).to_have_count(0)
    assert (await stage.people.chat(OPERATOR))["blocked"] is True
    await unblock.click()
    await expect(phone.get_by_role("textbox", name="Pesan")).to_be_visible()
    assert (await stage.people.chat(OPERATOR))["blocked"] is False


@pytest.mark.parametrize(
    ("entry", "shown"), [("Kirim stiker", "Stiker"), ("Kirim pesan suara", "Pesan suara")]
)
async def test_odd_messages_can_be_sent_to_try_the_bot(
    stage: Stage, phone: Page, entry: str, shown: str
) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    await phone.get_by_role("button", name="Opsi obrolan").click()
    await phone.get_by_role("menuitem", name=entry).click()
    await expect(log.get_by_role("article", name="Anda").last).to_contain_text(shown)


async def test_a_menu_opens_walks_and_closes_by_keyboard(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(desktop, OPERATOR)
    button = desktop.get_by_role("button", name="Opsi obrolan")
    await button.focus()
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("menuitem", name="Kirim stiker")).to_be_focused()
    await desktop.keyboard.press("ArrowUp")
    await expect(desktop.get_by_role("menuitem", name="Blokir bot")).to_be_focused()
    await desktop.keyboard.press("Escape")
    await expect(desktop.get_by_role("menu")).to_be_hidden()
    await expect(button).to_be_focused()
