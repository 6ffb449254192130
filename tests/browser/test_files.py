"""Photos and files: choosing, dropping, sending, opening."""

import pytest
from playwright.async_api import FilePayload, Page, Route, expect
from telegram import InputMediaDocument, InputMediaPhoto

from tests.browser.stage import OPERATOR, Stage, drop, png

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
REPORT: FilePayload = {"name": "LHE SAKIP.pdf", "mimeType": "application/pdf", "buffer": PDF}
PICTURES: list[FilePayload] = [
    {"name": f"foto{number}.png", "mimeType": "image/png", "buffer": png(120, 80, (number * 60, 90, 120))}
    for number in range(3)
]


async def attach(page: Page, entry: str, files: list[FilePayload]) -> None:
    """Choose files by the paper clip."""
    await page.get_by_role("button", name="Lampirkan").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name=entry).click()
    await (await chooser.value).set_files(files)


async def test_a_photo_is_chosen_sent_with_a_caption_and_opened(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    await attach(phone, "Foto", PICTURES[:1])
    await expect(phone.get_by_role("list", name="Akan dikirim")).to_contain_text("foto0.png")
    await phone.get_by_role("textbox", name="Pesan").fill("Halaman pertama")
    await phone.get_by_role("button", name="Kirim pesan").click()
    bubble = log.get_by_role("article", name="Anda").last
    await expect(bubble).to_contain_text("Halaman pertama")
    await expect(phone.get_by_role("list", name="Akan dikirim")).to_be_hidden()

    opener = bubble.get_by_role("button", name="Buka foto")
    await opener.click()
    box = phone.get_by_role("dialog", name="Foto")
    await expect(box).to_contain_text("Halaman pertama")
    assert (
        await box.get_by_role("img", name="Foto").evaluate(
            "image => image.decode().then(() => image.naturalWidth)"
        )
        == 120
    )
    await phone.keyboard.press("Escape")
    await expect(box).to_have_count(0)
    await expect(opener).to_be_focused()


async def test_several_photos_become_one_album_to_leaf_through(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(desktop, OPERATOR)
    await attach(desktop, "Foto", PICTURES)
    await desktop.get_by_role("button", name="Kirim pesan").click()
    album = log.get_by_role("article", name="Anda").last
    await expect(album.get_by_role("button")).to_have_count(3)
    await album.get_by_role("button", name="Buka foto 3 dari 3").click()
    box = desktop.get_by_role("dialog", name="Foto")
    await expect(box).to_contain_text("3 / 3")
    await desktop.keyboard.press("ArrowRight")
    await expect(box).to_contain_text("1 / 3")
    await box.get_by_role("button", name="Foto sebelumnya").click()
    await expect(box).to_contain_text("3 / 3")
    await box.get_by_role("button", name="Tutup").click()
    await expect(box).to_have_count(0)


async def test_the_captions_of_an_album_are_shown_as_telegram_shows_them(stage: Stage, phone: Page) -> None:
    """Documents have one each; of photos one is shown if it is the only one (Nekmo/telegram-upload, 164)."""
    await stage.greet(OPERATOR)
    bot, picture = stage.bot.bot, png(120, 90, (40, 90, 120))
    log = await stage.open(phone, OPERATOR)
    names = ("lhe.pdf", "surat.pdf", "nota.pdf")
    await bot.send_media_group(
        OPERATOR, [InputMediaDocument(PDF, caption=f"Milik {name}", filename=name) for name in names]
    )
    parts = log.get_by_role("article").last.locator(".bubble > *")
    await expect(parts).to_contain_text([part for name in names for part in (name, f"Milik {name}")])
    await bot.send_media_group(OPERATOR, [InputMediaPhoto(picture, "Ketiganya"), InputMediaPhoto(picture)])
    await expect(log.get_by_role("article").last).to_contain_text("Ketiganya")
    await bot.send_media_group(OPERATOR, [InputMediaPhoto(picture, f"Foto ke-{number}") for number in (1, 2)])
    await expect(log.get_by_role("article")).to_have_count(5)
    await expect(log.get_by_role("article").last).not_to_contain_text("Foto ke-")


async def test_a_document_is_sent_with_its_name_and_opens_in_a_tab_of_its_own(
    stage: Stage, phone: Page
) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    await attach(phone, "Berkas", [REPORT])
    await phone.get_by_role("button", name="Kirim pesan").click()
    link = log.get_by_role("link", name="LHE SAKIP.pdf")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_contain_text(f"{len(PDF)} B")
    answer = await phone.request.get(stage.simulator.url + (await link.get_attribute("href") or ""))
    assert await answer.body() == PDF


async def test_files_can_be_dropped_on_the_chat(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(desktop, OPERATOR)
    await drop(desktop, ("LHE SAKIP.pdf", "application/pdf", PDF), ("foto.png", "image/png", png(60, 60)))
    tray = desktop.get_by_role("list", name="Akan dikirim")
    await expect(tray.get_by_role("listitem")).to_have_count(2)
    await expect(tray).to_contain_text("Foto · ")
    await expect(tray).to_contain_text("Berkas · ")
    await desktop.keyboard.press("Enter")
    await expect(log.get_by_role("link", name="LHE SAKIP.pdf")).to_be_visible()
    await expect(log.get_by_role("button", name="Buka foto")).to_be_visible()


async def test_a_picture_can_be_pasted_and_taken_out_again(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(desktop, OPERATOR)
    await desktop.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.items.add(new File(["x"], "tangkapan.png", { type: "image/png" }));
            document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
        }"""
    )
    tray = desktop.get_by_role("list", name="Akan dikirim")
    await expect(tray).to_contain_text("tangkapan.png")
    await tray.get_by_role("button", name="Hapus tangkapan.png").click()
    await expect(tray).to_be_hidden()
    await expect(desktop.get_by_role("button", name="Kirim pesan")).to_be_disabled()


async def test_a_photo_can_go_as_a_file(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    await attach(phone, "Foto", PICTURES[:1])
    await phone.get_by_role("checkbox", name="Kirim foto sebagai berkas").check()
    await phone.get_by_role("button", name="Kirim pesan").click()
    await expect(log.get_by_role("link", name="foto0.png")).to_be_visible()


async def test_a_failed_upload_is_said_plainly_and_can_be_tried_again(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)

    async def refuse(route: Route) -> None:
        await route.abort()

    await phone.route("**/file", refuse)
    await attach(phone, "Berkas", [REPORT])
    await phone.get_by_role("button", name="Kirim pesan").click()
    parcel = phone.get_by_role("group", name="Kiriman LHE SAKIP.pdf")
    await expect(parcel).to_contain_text("Tidak terkirim. Simulator tidak dapat dihubungi.")
    await phone.unroute("**/file", refuse)
    await parcel.get_by_role("button", name="Coba lagi").click()
    await expect(log.get_by_role("link", name="LHE SAKIP.pdf")).to_be_visible()
    await expect(parcel).to_have_count(0)


async def test_the_buttons_of_an_upload_stay_while_messages_arrive(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(desktop, OPERATOR)
    await desktop.route("**/file", lambda route: route.abort())
    await attach(desktop, "Berkas", [REPORT])
    await desktop.get_by_role("button", name="Kirim pesan").click()
    again = desktop.get_by_role("button", name="Coba lagi")
    await again.focus()
    await stage.bot.bot.send_message(OPERATOR, "Pengingat")
    await expect(log.get_by_text("Pengingat")).to_be_visible()
    await expect(again).to_be_focused()


async def test_the_bots_own_pictures_and_documents_are_shown(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_photo(OPERATOR, png(200, 100), caption="<b>Grafik</b>", parse_mode="HTML")
    await stage.bot.bot.send_document(OPERATOR, PDF, filename="iku-2026.pdf")
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_role("button", name="Buka foto")).to_be_visible()
    await expect(log.locator("strong")).to_have_text("Grafik")
    await expect(log.get_by_role("link", name="iku-2026.pdf")).to_be_visible()
