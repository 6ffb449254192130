"""Sizes, themes, contrast and touch targets on the real page."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PageAt, Scheme
from tests.browser.echo_bot import key, keys
from tests.browser.stage import OPERATOR, Stage, no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "Laporan_" * 30 + " https://example.org/" + "a" * 120
# Elements with words of their own whose text stands out less than 4.5 : 1 from the nearest solid ground.
PALE = """() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const ground = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const [r, g, b, alpha = 1] = numbers(getComputedStyle(at).backgroundColor);
            if (getComputedStyle(at).backgroundImage !== "none") return null;
            if (alpha >= 0.9) return [r, g, b];
        }
        return null;
    };
    const worded = [...document.querySelectorAll("body *")].filter((node) =>
        node.checkVisibility() && !node.matches(":disabled") && !node.closest(".visually-hidden")
        && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
    return worded.flatMap((node) => {
        const behind = ground(node);
        if (!behind) return [];
        const lights = [light(numbers(getComputedStyle(node).color)), light(behind)];
        const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
        return ratio < 4.5 ? [`${node.className || node.tagName}: ${ratio.toFixed(2)}`] : [];
    });
}"""
SMALL = """() => [...document.querySelectorAll(
        "button, a.person, a.feed-link, a.key, a.file, input, select, textarea, .form-tick")]
    .filter((node) => node.type !== "checkbox") // Its label is what is pressed.
    .filter((node) => node.checkVisibility() && !node.matches(".command, .visually-hidden"))
    .map((node) => [node.getAttribute("aria-label") ?? node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.height < 40 || box.width < 40)
    .map(([name, box]) => `${name} ${box.width} x ${box.height}`)"""


async def fill(stage: Stage) -> None:
    """Give the operator's chat one of everything that takes room."""
    await stage.greet(OPERATOR)
    rows = [
        [key("Kirim", style="success"), key("Batal", style="danger")],
        [key("Sangat panjang " * 4, "panjang")],
    ]
    await stage.bot.bot.send_message(OPERATOR, LONG, reply_markup=keys(*rows))
    await stage.bot.bot.send_document(OPERATOR, b"berkas", filename="nama_" * 30 + ".xlsx")
    await stage.people.other(OPERATOR, "sticker")


async def open_feed(stage: Stage, page: Page) -> None:
    await page.goto(f"{stage.simulator.url}/#/semua")
    arrived = page.get_by_role("region", name="Semua pesan masuk").get_by_role("link")
    await expect(arrived.first).to_contain_text("nama_nama_")


@pytest.mark.parametrize("width", [320, 360, 390, 799, 800, 1280])
async def test_nothing_scrolls_sideways(stage: Stage, page_at: PageAt, width: int) -> None:
    await fill(stage)
    page = await page_at(width, 844)
    await page.goto(stage.simulator.url)
    await expect(page.get_by_role("link", name="Siti Rahmawati").first).to_be_visible()
    assert await no_sideways_scroll(page)
    log = await stage.open(page, OPERATOR)
    await expect(log.get_by_role("article").last).to_contain_text("Stiker")
    assert await no_sideways_scroll(page)
    await open_feed(stage, page)
    assert await no_sideways_scroll(page)


async def test_one_pane_on_a_phone_two_from_800_pixels(stage: Stage, page_at: PageAt) -> None:
    await stage.greet(OPERATOR)
    page = await page_at(799, 844)
    await stage.open(page, OPERATOR)
    side = page.get_by_role("navigation", name="Daftar orang")
    await expect(side).to_be_hidden()
    await page.set_viewport_size({"width": 800, "height": 844})
    await expect(side).to_be_visible()
    await expect(page.get_by_role("button", name="Kembali ke daftar")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_in_both_themes(stage: Stage, page_at: PageAt, scheme: Scheme) -> None:
    await fill(stage)
    page = await page_at(1280, 800, scheme)
    log = await stage.open(page, OPERATOR)
    await expect(log.get_by_role("article").last).to_contain_text("Stiker")
    assert await page.evaluate(PALE) == []
    await open_feed(stage, page)
    assert await page.evaluate(PALE) == []
    ground = await page.locator("#side").evaluate("node => getComputedStyle(node).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 28, 27)"}[scheme]


async def test_everything_to_press_is_big_enough_for_a_thumb(stage: Stage, phone: Page) -> None:
    await fill(stage)
    await phone.goto(stage.simulator.url)
    await expect(phone.get_by_role("link", name="Siti Rahmawati")).to_be_visible()
    assert await phone.evaluate(SMALL) == []
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_role("article").last).to_contain_text("Stiker")
    assert await phone.evaluate(SMALL) == []
    await open_feed(stage, phone)
    assert await phone.evaluate(SMALL) == []


async def test_the_page_speaks_indonesian_and_announces_politely(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    await expect(phone.locator("html")).to_have_attribute("lang", "id")
    await expect(log).to_have_attribute("aria-live", "polite")


async def test_the_own_fonts_are_used_and_come_from_here(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.open(phone, OPERATOR)
    assert await phone.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('15px \"Plus Jakarta Sans\"'))"
    )
    assert any(url.endswith("/page/fonts/plus-jakarta-sans.woff2") for url in stage.watch.requests)
    assert [url for url in stage.watch.requests if not url.startswith(stage.simulator.url)] == []
