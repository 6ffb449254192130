"""The clock in the header of the list."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from simulator.clock import Mark
from tests.browser.stage import OPERATOR, Hold, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WIB = ZoneInfo("Asia/Jakarta")
MORNING = datetime(2031, 3, 3, 8, 15, 10, tzinfo=WIB)


async def test_the_clock_shows_wib_and_moves_by_an_hour_and_a_day(stage: Stage, phone: Page) -> None:
    await stage.people.move_clock(to=MORNING.isoformat())
    await phone.goto(stage.simulator.url)
    clock = phone.get_by_role("region", name="Jam simulator")
    await expect(clock.get_by_role("time")).to_have_text("Senin, 3 Mar 2031 · 08.15 WIB")
    await clock.get_by_role("button", name="+1 jam").click()
    await expect(clock.get_by_role("time")).to_have_text("Senin, 3 Mar 2031 · 09.15 WIB")
    await clock.get_by_role("button", name="+1 hari").click()
    await expect(clock.get_by_role("time")).to_have_text("Selasa, 4 Mar 2031 · 09.15 WIB")


async def with_two_deadlines(stage: Stage, page: Page) -> Locator:
    """Open the page on a morning with two deadlines ahead, the later one named first; return its clock."""
    await stage.people.move_clock(to=MORNING.isoformat())
    stage.simulator.world.clock.marks = [
        Mark("Tenggat IKM", MORNING + timedelta(days=9)),
        Mark("Tenggat SAKIP", MORNING + timedelta(days=2)),
    ]
    await page.goto(stage.simulator.url)
    return page.get_by_role("region", name="Jam simulator")


async def test_the_next_deadline_is_one_press_away(stage: Stage, phone: Page) -> None:
    clock = await with_two_deadlines(stage, phone)
    await clock.get_by_role("button", name="Ke tenggat SAKIP · 5 Mar").click()
    await expect(clock.get_by_role("time")).to_have_text("Rabu, 5 Mar 2031 · 08.15 WIB")
    await clock.get_by_role("button", name="Ke tenggat IKM · 12 Mar").click()
    await expect(clock.get_by_role("button", name="Tidak ada tenggat berikutnya")).to_be_disabled()


async def test_the_next_deadline_pressed_twice_is_not_passed_over(stage: Stage, phone: Page) -> None:
    clock = await with_two_deadlines(stage, phone)
    button = clock.get_by_role("button", name="Ke tenggat SAKIP · 5 Mar")
    await button.evaluate("button => { button.click(); button.click(); }")
    await expect(clock.get_by_role("button", name="Ke tenggat IKM · 12 Mar")).to_be_enabled()
    await expect(clock.get_by_role("time")).to_have_text("Rabu, 5 Mar 2031 · 08.15 WIB")


async def test_the_clocks_buttons_can_be_pressed_again_and_again(stage: Stage, desktop: Page) -> None:
    """They stay the same elements, with the focus, whenever the clock is told anew."""
    await stage.people.move_clock(to=MORNING.isoformat())
    await desktop.goto(stage.simulator.url)
    clock = desktop.get_by_role("region", name="Jam simulator")
    hour = clock.get_by_role("button", name="+1 jam")
    await hour.focus()
    for time in ("09.15", "10.15"):
        await desktop.keyboard.press("Enter")
        await expect(clock.get_by_role("time")).to_have_text(f"Senin, 3 Mar 2031 · {time} WIB")
        await expect(hour).to_be_focused()


async def test_a_slow_reading_of_the_clock_does_not_set_it_back(stage: Stage, phone: Page) -> None:
    await stage.people.move_clock(to=MORNING.isoformat())
    hold = Hold()
    await phone.route("**/sim/clock", hold)
    await phone.goto(stage.simulator.url)
    await hold.answered.wait()
    time = phone.get_by_role("region", name="Jam simulator").get_by_role("time")
    await stage.people.move_clock(advance_seconds=3600)
    await expect(time).to_have_text("Senin, 3 Mar 2031 · 09.15 WIB")
    hold.release()
    # The people are read after the clock: once they are there, its answer has been dealt with.
    await expect(phone.get_by_role("link", name="Tamu")).to_be_visible()
    await expect(time).to_have_text("Senin, 3 Mar 2031 · 09.15 WIB")


async def test_messages_carry_the_simulators_date_and_a_day_has_its_separator(
    stage: Stage, phone: Page
) -> None:
    await stage.people.move_clock(to=MORNING.isoformat())
    await stage.greet(OPERATOR)
    log = await stage.open(phone, OPERATOR)
    await expect(log.get_by_text("Hari ini")).to_be_visible()
    await expect(log.get_by_role("article").last).to_contain_text("08.15")
    await stage.people.move_clock(advance_seconds=86_400)
    await expect(log.get_by_text("Kemarin")).to_be_visible()
    await stage.bot.bot.send_message(OPERATOR, "Hari baru")
    await expect(log.get_by_text("Hari ini")).to_be_visible()
    await stage.people.move_clock(advance_seconds=86_400)
    await expect(log.get_by_text("Senin, 3 Maret")).to_be_visible()
