"""Groups on the page, and who is added there."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import PageAt
from tests.browser.echo_bot import key, keys
from tests.browser.stage import KASUBAG, OPERATOR, Stage, no_sideways_scroll
from tests.browser.test_look import PALE, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def choose(page: Page, menu: str, entry: str) -> None:
    """Open one of the page's menus and choose from it."""
    await page.get_by_role("button", name=menu, exact=True).click()
    await page.get_by_role("menuitem", name=entry).click()


async def adds(stage: Stage, page: Page, entry: str) -> Locator:
    """Open the list of people and choose what is added; return the form for it."""
    await page.goto(stage.simulator.url)
    await expect(page.get_by_role("link", name="Tamu")).to_be_visible()
    await choose(page, "Tambah", entry)
    return page.get_by_role("dialog", name=entry)


async def test_a_person_is_added_on_the_page(stage: Stage, phone: Page) -> None:
    form = await adds(stage, phone, "Tambah orang")
    await form.get_by_label("Nama").fill("Pak Hartono")
    await form.get_by_label("ID Telegram").fill(str(OPERATOR))
    await form.get_by_role("button", name="Tambah").click()
    await expect(form.get_by_role("alert")).to_have_text("ID itu sudah dipakai Siti Rahmawati.")
    await form.get_by_label("ID Telegram").fill("123456789")
    await form.get_by_role("button", name="Tambah").click()
    await expect(phone.get_by_role("heading", name="Pak Hartono")).to_be_visible()
    await expect(phone).to_have_url(re.compile("#/chat/123456789$"))
    await phone.get_by_role("button", name="Mulai").click()
    await expect(phone.get_by_role("log")).to_contain_text("Anda menulis: /start")


async def test_a_person_without_a_number_gets_one(stage: Stage, desktop: Page) -> None:
    """By the keyboard alone; Escape changes nothing."""
    await desktop.goto(stage.simulator.url)
    add = desktop.get_by_role("button", name="Tambah")
    await add.focus()
    await desktop.keyboard.press("Enter")
    await desktop.keyboard.press("Enter")
    form = desktop.get_by_role("dialog", name="Tambah orang")
    await expect(form.get_by_label("Nama")).to_be_focused()
    await desktop.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(add).to_be_focused()
    await desktop.keyboard.press("Enter")
    await desktop.keyboard.press("Enter")
    await desktop.keyboard.type("Bu Wati")
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("heading", name="Bu Wati")).to_be_visible()
    added = (await stage.people.all())[-1]
    assert (added["first_name"], added["group"]) == ("Bu Wati", "Orang luar")


async def test_a_group_is_made_read_and_written_in(stage: Stage, phone: Page) -> None:
    form = await adds(stage, phone, "Buat grup")
    await form.get_by_label("Nama grup").fill("Rapat IKU")
    await form.get_by_role("button", name="Buat").click()
    await expect(form.get_by_role("alert")).to_have_text("Pilih sedikitnya satu anggota.")
    for name in ("Siti Rahmawati", "Dewi Kusuma"):
        await form.get_by_label(name).check()
    await form.get_by_role("button", name="Buat").click()
    await expect(phone.get_by_role("heading", name="Rapat IKU")).to_be_visible()
    await expect(phone.locator("#chat-note")).to_have_text("Grup · 2 anggota")

    field = phone.get_by_role("textbox", name="Pesan")
    await field.fill("/iku")
    await phone.get_by_role("button", name="Kirim pesan").click()
    log = phone.get_by_role("log")
    await expect(log.get_by_role("article", name="Bot Gema")).to_contain_text("Anda menulis: /iku")
    await expect(log.get_by_role("article", name="Anda")).to_contain_text("/iku")

    await phone.get_by_role("combobox", name="Sebagai").select_option("Dewi Kusuma")
    await expect(log.get_by_role("article", name="Siti")).to_contain_text("/iku")
    await field.fill("Terima kasih")
    await phone.get_by_role("button", name="Kirim pesan").click()
    await expect(log.get_by_role("article", name="Anda")).to_contain_text("Terima kasih")
    (group,) = await stage.people.groups()
    said = [one for one in await stage.people.group_messages(group["id"]) if one["from"] == "person"]
    assert [one["sender"]["id"] for one in said] == [OPERATOR, KASUBAG]

    await phone.get_by_role("button", name="Kembali ke daftar").click()
    listed = phone.get_by_role("region", name="Grup").get_by_role("link")
    await expect(listed).to_contain_text("Rapat IKU")
    await expect(listed).to_contain_text("Anda menulis: Terima kasih")


async def test_a_button_in_a_group_is_pressed_as_the_chosen_member(stage: Stage, phone: Page) -> None:
    group = await stage.people.add_group("Rapat", OPERATOR, KASUBAG)
    await stage.bot.bot.send_message(group, "Setuju?", reply_markup=keys([key("Ya")]))
    log = await stage.open(phone, group)
    await phone.get_by_role("combobox", name="Sebagai").select_option("Dewi Kusuma")
    await log.get_by_role("button", name="Ya").click()
    await expect(phone.get_by_role("status").filter(has_text="Tercatat")).to_be_visible()
    await expect(log).to_contain_text("Pilihan Anda: Ya")
    assert len(await stage.people.answers(KASUBAG)) == 1


async def test_topics_are_read_one_at_a_time(stage: Stage, phone: Page) -> None:
    forum = await stage.people.add_group("Organisasi", OPERATOR, KASUBAG, kind="forum")
    topic = await stage.people.add_topic(forum, OPERATOR, "Pelaporan")
    await stage.bot.bot.send_message(forum, "Di topik", message_thread_id=topic)
    await stage.bot.bot.send_message(forum, "Di umum")
    log = await stage.open(phone, forum)
    await expect(log.get_by_role("article")).to_have_count(1)
    await expect(log).to_contain_text("Di umum")
    await phone.get_by_role("combobox", name="Topik").select_option("Pelaporan")
    await expect(log).to_contain_text("Siti membuka topik")
    await expect(log.get_by_role("article")).to_have_count(1)
    await expect(log).to_contain_text("Di topik")
    await phone.get_by_role("textbox", name="Pesan").fill("halo")
    await phone.get_by_role("button", name="Kirim pesan").click()
    await expect(log.get_by_role("article", name="Anda")).to_contain_text("halo")
    assert (await stage.people.group_messages(forum, thread=topic))[2]["text"] == "halo"

    await choose(phone, "Opsi obrolan", "Topik baru")
    await phone.get_by_label("Nama topik").fill("Anjab")
    await phone.get_by_role("button", name="Buka", exact=True).click()
    await expect(phone.get_by_role("combobox", name="Topik").locator("option:checked")).to_have_text("Anjab")


async def test_members_and_what_becomes_of_a_group(stage: Stage, phone: Page) -> None:
    group = await stage.people.add_group("Rapat", OPERATOR)
    await phone.goto(f"{stage.simulator.url}/#/chat/{group}")
    await choose(phone, "Opsi obrolan", "Tambah anggota")
    await phone.get_by_label("Siapa").select_option("Tamu")
    await phone.get_by_role("dialog").get_by_role("button", name="Tambah").click()
    await expect(phone.get_by_role("log")).to_contain_text("Tamu bergabung")
    await expect(phone.locator("#chat-note")).to_have_text("Grup · 2 anggota")
    await choose(phone, "Opsi obrolan", "Jadikan supergrup")
    await expect(phone.get_by_role("log")).to_contain_text("menjadikan grup ini supergrup")
    (old, new) = await stage.people.groups()
    await expect(phone).to_have_url(re.compile(f"#/chat/{new['id']}$"))
    await phone.goto(f"{stage.simulator.url}/#/chat/{old['id']}")
    await phone.get_by_role("link", name="Buka supergrupnya").click()
    await expect(phone).to_have_url(re.compile(f"#/chat/{new['id']}$"))
    await stage.people.expel_bot(new["id"])
    await expect(phone.get_by_text("Bot sudah dikeluarkan dari grup ini.")).to_be_visible()


async def test_service_messages_in_a_private_chat(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.people.service(OPERATOR, "pinned_message")
    await stage.people.service(OPERATOR, "gift", {})
    log = await stage.open(phone, OPERATOR)
    await expect(log).to_contain_text("Siti menyematkan pesan")
    await expect(log).to_contain_text("Siti melakukan sesuatu (gift)")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_groups_and_forms_fit_and_stand_out(
    stage: Stage, page_at: PageAt, width: int, scheme: str
) -> None:
    forum = await stage.people.add_group(
        "Koordinasi Indikator Kinerja Utama seluruh Perangkat Daerah", OPERATOR, KASUBAG, kind="forum"
    )
    for person in (OPERATOR, KASUBAG):
        await stage.people.text_in_group(forum, person, "Selamat pagi, Bapak dan Ibu")
    page = await page_at(width, 844, scheme)
    log = await stage.open(page, forum)
    await expect(log.get_by_role("article")).to_have_count(4)
    for opened in ("Tambah anggota", "Topik baru"):
        await choose(page, "Opsi obrolan", opened)
        await expect(page.get_by_role("dialog", name=opened)).to_be_visible()
        assert await page.evaluate(SMALL) == []
        assert await page.evaluate(PALE) == []
        assert await no_sideways_scroll(page)
        await page.get_by_role("button", name="Batal").click()
    assert await page.evaluate(SMALL) == []
    assert await page.evaluate(PALE) == []
    assert await no_sideways_scroll(page)
