"""The live stream: lost, said so, found again."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.stage import OPERATOR, Hold, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOST = "Menyambung kembali…"


async def test_a_simulator_that_was_away_is_found_again_with_what_happened_meanwhile(
    stage: Stage, phone: Page
) -> None:
    await stage.greet(OPERATOR)
    sent = await stage.bot.bot.send_message(OPERATOR, "Sebelum terputus")
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_text("Sebelum terputus")).to_be_visible()
    await expect(phone.get_by_text(LOST)).to_be_hidden()

    await stage.simulator.stop()
    await expect(phone.get_by_text(LOST)).to_be_visible()
    # What the stream could not tell must come with the new reading.
    stage.simulator.world.chats[OPERATOR].messages[sent.message_id].content["text"] = (
        "Berubah selama terputus"
    )
    await stage.simulator.start()
    await expect(phone.get_by_text(LOST)).to_be_hidden()
    await expect(log.get_by_text("Berubah selama terputus")).to_be_visible()
    await stage.bot.bot.send_message(OPERATOR, "Sesudah tersambung")
    await expect(log.get_by_text("Sesudah tersambung")).to_be_visible()


async def test_an_answer_without_the_stream_does_not_pass_for_a_connection(stage: Stage, phone: Page) -> None:
    hold = Hold()
    await phone.route("**/sim/clock", hold)
    await phone.goto(stage.simulator.url)
    await hold.answered.wait()
    await stage.simulator.stop()
    await expect(phone.get_by_text(LOST)).to_be_visible()
    await phone.route("**/sim/events", lambda route: route.abort())
    await stage.simulator.start()
    await phone.evaluate(
        """() => {
            window.states = [];
            const note = () => states.push(document.body.dataset.connection);
            new MutationObserver(note).observe(document.body, { attributeFilter: ["data-connection"] });
        }"""
    )
    hold.release()
    await expect(phone.get_by_role("link", name="Tamu")).to_be_visible()
    await expect(phone.get_by_role("time").first).to_contain_text("WIB")
    assert "open" not in await phone.evaluate("states")


async def test_a_message_that_did_not_go_out_stays_in_the_field(stage: Stage, desktop: Page) -> None:
    await stage.greet(OPERATOR)
    log = await stage.open(desktop, OPERATOR)
    field = desktop.get_by_role("textbox", name="Pesan")
    await field.fill("jangan hilang")
    await stage.simulator.stop()
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_text("Simulator tidak dapat dihubungi.").first).to_be_visible()
    await expect(field).to_have_value("jangan hilang")
    await stage.simulator.start()
    await expect(desktop.get_by_text(LOST)).to_be_hidden()
    await field.press("Enter")
    await expect(log).to_contain_text("Anda menulis: jangan hilang")
