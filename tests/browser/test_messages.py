"""Bubbles: formatting, escaping, edits in place, scrolling, deleting."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.echo_bot import key, keys
from tests.browser.stage import KASUBAG, OPERATOR, STRANGER, Hold, Stage, no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FORMATTED = (
    "<b>Tebal</b> <i>miring</i> <u>garis</u> <s>coret</s> <code>SKP-7F3K</code>\n"
    '<a href="https://example.org/panduan">panduan</a>\n'
    "<blockquote>Kutipan</blockquote>\n<tg-spoiler>rahasia</tg-spoiler>\n"
    "<pre>1234567890123456789012345678901234</pre>"
)


async def test_formatting_is_shown_with_its_own_elements(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_message(OPERATOR, FORMATTED, parse_mode="HTML")
    log = await stage.open(phone, OPERATOR)
    bubble = log.get_by_role("article").last
    for tag, words in {
        "strong": "Tebal",
        "em": "miring",
        "u": "garis",
        "s": "coret",
        "code": "SKP-7F3K",
    }.items():
        await expect(bubble.locator(tag)).to_have_text(words)
    await expect(bubble.locator("blockquote")).to_have_text("Kutipan")
    link = bubble.get_by_role("link", name="panduan")
    await expect(link).to_have_attribute("href", "https://example.org/panduan")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_hidden_word_is_shown_on_request(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_message(OPERATOR, FORMATTED, parse_mode="HTML")
    log = await stage.open(phone, OPERATOR)
    cover = log.get_by_role("button", name="Teks tersembunyi, tekan untuk melihat")
    await expect(cover).to_have_css("color", "rgba(0, 0, 0, 0)")
    await cover.click()
    await expect(cover).to_be_hidden()
    await expect(log.get_by_text("rahasia")).not_to_have_css("color", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>document.title = 'jebol'</script>",
        "<img src=x onerror=\"document.title = 'jebol'\">",
        '<a href="javascript:document.title=1">x</a>',
        "&lt;b&gt; tetap teks",
    ],
)
async def test_markup_that_someone_typed_stays_text(stage: Stage, phone: Page, text: str) -> None:
    await stage.people.text(STRANGER, text)
    log = await stage.open(phone, STRANGER)
    await expect(log.get_by_role("article").first).to_contain_text(text)
    await expect(log.locator("script, img, a, strong")).to_have_count(0)
    await expect(phone).to_have_title("Tamu · Ruang Coba")


async def test_only_named_tags_and_safe_links_get_through_even_if_the_simulator_sent_more(
    stage: Stage, phone: Page
) -> None:
    await phone.goto(stage.simulator.url)
    shown = await phone.evaluate(
        """async () => {
            const { render } = await import("/page/js/html.js");
            const holder = document.createElement("div");
            holder.append(render(
                '<b onclick="x()" class="c">tebal</b><script>x()</script><img src="x" onerror="x()">'
                + '<a href="javascript:x()">tautan</a><iframe src="/"></iframe><svg><a href="/x">y</a></svg>',
                {},
            ));
            return holder.innerHTML;
        }"""
    )
    assert shown == "<strong>tebal</strong>x()tautany"
    # The browser reports that it would not even have run the handlers: the policy is the second line.
    assert all("Content Security Policy" in error for error in stage.watch.errors)
    stage.watch.errors.clear()


async def test_a_command_in_a_message_can_be_pressed(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_message(OPERATOR, "Kirim /lapor untuk mulai.")
    log = await stage.open(phone, OPERATOR)
    await log.get_by_role("article").last.get_by_role("button", name="/lapor").click()
    await expect(log).to_contain_text("Anda menulis: /lapor")


async def test_a_block_of_34_characters_fits_a_narrow_phone(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    await stage.bot.bot.send_message(OPERATOR, FORMATTED, parse_mode="HTML")
    await phone.set_viewport_size({"width": 360, "height": 740})
    log = await stage.open(phone, OPERATOR)
    await expect(log.locator("pre")).to_have_text("1234567890123456789012345678901234")
    assert await log.locator("pre").evaluate("node => node.scrollWidth <= node.clientWidth")
    assert await no_sideways_scroll(phone)


async def test_an_edit_is_shown_in_place_and_marked(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    sent = await stage.bot.bot.send_message(OPERATOR, "Nilai: 70")
    await stage.bot.bot.send_message(OPERATOR, "Sesudahnya")
    log = await stage.open(phone, OPERATOR)
    card = log.get_by_test_id(f"message-{sent.message_id}")
    await expect(card).not_to_contain_text("diedit")
    await stage.bot.bot.edit_message_text("Nilai: 71", OPERATOR, sent.message_id)
    await expect(card).to_contain_text("Nilai: 71")
    await expect(card).to_contain_text("diedit")
    await expect(log.get_by_role("article").last).to_contain_text("Sesudahnya")


async def test_a_deleted_message_disappears(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    sent = await stage.bot.bot.send_message(OPERATOR, "Sementara")
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_text("Sementara")).to_be_visible()
    await stage.bot.bot.delete_message(OPERATOR, sent.message_id)
    await expect(log.get_by_text("Sementara")).to_have_count(0)
    await expect(log.get_by_role("article")).to_have_count(2)


async def test_what_is_deleted_above_leaves_the_focus_below(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    sent = await stage.bot.bot.send_message(OPERATOR, "Sementara")
    await stage.bot.bot.send_message(OPERATOR, "Kirim laporan?", reply_markup=keys([key("Kirim")]))
    log = await stage.open(desktop, OPERATOR)
    button = log.get_by_role("button", name="Kirim")
    await button.focus()
    await stage.bot.bot.delete_message(OPERATOR, sent.message_id)
    await expect(log.get_by_text("Sementara")).to_have_count(0)
    await expect(button).to_be_focused()


async def test_a_slow_first_reading_shows_nothing_rather_than_a_part(stage: Stage, phone: Page) -> None:
    await stage.list_with_two(phone)
    hold = Hold()
    await phone.route("**/messages", hold)
    await phone.get_by_role("link", name="Siti Rahmawati").click()
    await hold.answered.wait()
    await expect(phone.get_by_role("heading", name="Siti Rahmawati")).to_be_visible()
    await expect(phone.get_by_role("log").get_by_role("article")).to_have_count(0)
    hold.release()
    await expect(phone.get_by_role("log").get_by_role("article")).to_have_count(3)


async def test_who_reads_the_end_stays_there_while_what_is_shown_grows(stage: Stage, phone: Page) -> None:
    """A font or a picture makes it grow before the scrolling of a moment ago is told to the page."""
    await stage.greet(OPERATOR)
    for number in range(25):
        await stage.bot.bot.send_message(OPERATOR, f"Baris {number}\n\n.")
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_text("Baris 24")).to_be_in_viewport()
    await phone.locator("#scroller").evaluate(
        """scroller => {
            document.querySelector("#chat-intro").style.height = "300px";
            scroller.dispatchEvent(new Event("scroll"));
        }"""
    )
    await expect(log.get_by_text("Baris 24")).to_be_in_viewport()


async def test_the_reader_further_up_stays_there_and_is_told_of_new_messages(
    stage: Stage, phone: Page
) -> None:
    await stage.greet(OPERATOR)
    for number in range(25):
        await stage.bot.bot.send_message(OPERATOR, f"Baris {number}\n\n.")
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_text("Baris 24")).to_be_in_viewport()
    await expect(phone.get_by_role("button", name="Ke pesan terakhir")).to_be_hidden()

    await phone.locator("#scroller").evaluate("node => { node.scrollTop = 300; }")
    await expect(phone.get_by_role("button", name="Ke pesan terakhir")).to_be_visible()
    await stage.bot.bot.send_message(OPERATOR, "Kabar satu")
    await stage.bot.bot.send_message(OPERATOR, "Kabar dua")
    jump = phone.get_by_role("button", name="2 pesan baru")
    await expect(jump).to_be_visible()
    assert await phone.locator("#scroller").evaluate("node => node.scrollTop") == 300
    await jump.click()
    await expect(log.get_by_text("Kabar dua")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_an_edit_above_does_not_move_what_is_read(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    first = await stage.bot.bot.send_message(OPERATOR, "Awal")
    for number in range(25):
        await stage.bot.bot.send_message(OPERATOR, f"Baris {number}\n\n.")
    log = await stage.open(phone, OPERATOR)
    read = log.get_by_text("Baris 9")
    await read.evaluate("node => node.scrollIntoView({ block: 'center' })")
    await expect(phone.get_by_role("button", name="Ke pesan terakhir")).to_be_visible()
    before = await read.evaluate("node => node.getBoundingClientRect().top")
    await stage.bot.bot.edit_message_text("Awal\n\n\n\n\n\nyang panjang", OPERATOR, first.message_id)
    await expect(log.get_by_text("yang panjang")).to_be_attached()
    assert await read.evaluate("node => node.getBoundingClientRect().top") == pytest.approx(before, abs=1)


async def test_the_bot_is_seen_typing_until_its_message_comes(stage: Stage, phone: Page) -> None:
    await stage.greet(KASUBAG)
    await stage.open(phone, KASUBAG)
    await stage.bot.bot.send_chat_action(KASUBAG, "typing")
    typing = phone.get_by_text("bot sedang mengetik")
    await expect(typing).to_be_visible()
    await stage.bot.bot.send_message(KASUBAG, "Selesai")
    await expect(typing).to_be_hidden()
    await expect(phone.get_by_text("Kasubag Kelembagaan").last).to_be_visible()


async def test_typing_that_a_newly_opened_chat_shows_ends_by_itself(stage: Stage, phone: Page) -> None:
    await stage.greet(KASUBAG)
    await phone.goto(stage.simulator.url)
    await expect(phone.get_by_role("link", name="Dewi Kusuma")).to_contain_text("Anda menulis: /start")
    # It lasts for five seconds: so long a whole page may take to open, but hardly a chat.
    await stage.bot.bot.send_chat_action(KASUBAG, "typing")
    await phone.get_by_role("link", name="Dewi Kusuma").click()
    typing = phone.get_by_text("bot sedang mengetik")
    await expect(typing).to_be_visible()
    await expect(typing).to_be_hidden()


@pytest.mark.parametrize("first", ["typing", "message"])
async def test_what_is_heard_of_typing_counts_more_than_a_slow_reading(
    stage: Stage, phone: Page, first: str
) -> None:
    await stage.greet(KASUBAG, OPERATOR)
    await phone.goto(stage.simulator.url)
    hold = Hold()
    await phone.route("**/messages*", hold)
    acts = [stage.bot.bot.send_chat_action(KASUBAG, "typing"), stage.bot.bot.send_message(KASUBAG, "Selesai")]
    if first == "message":
        acts.reverse()
    await acts[0]
    await phone.get_by_role("link", name="Dewi Kusuma").click()
    await hold.answered.wait()
    await acts[1]
    # The stream keeps the order: once this is on the page, so is what came before it.
    await stage.bot.bot.send_message(OPERATOR, "Sesudahnya")
    await expect(phone.locator("#people")).to_contain_text("Sesudahnya")

    hold.release()
    await expect(phone.get_by_role("log").get_by_text("Selesai")).to_be_visible()
    await expect(phone.get_by_text("bot sedang mengetik")).to_be_visible(visible=first == "message")


async def test_a_reply_shows_what_it_answers(stage: Stage, phone: Page) -> None:
    await stage.greet(OPERATOR)
    asked = await stage.bot.bot.send_message(OPERATOR, "Berapa nilainya?")
    await stage.people.text(OPERATOR, "85,5", reply_to=asked.message_id)
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_role("article", name="Anda").last).to_contain_text("Berapa nilainya?")
