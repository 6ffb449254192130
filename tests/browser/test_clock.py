"""The clock in the header of the list."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from simulator.clock import Mark
from tests.browser.stage import OPERATOR, Stage

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


async def test_the_next_deadline_is_one_press_away(stage: Stage, phone: Page) -> None:
    await stage.people.move_clock(to=MORNING.isoformat())
    stage.simulator.world.clock.marks = [
        Mark("Tenggat IKM", MORNING + timedelta(days=9)),
        Mark("Tenggat SAKIP", MORNING + timedelta(days=2)),
    ]
    await phone.goto(stage.simulator.url)
    clock = phone.get_by_role("region", name="Jam simulator")
    await clock.get_by_role("button", name="Ke tenggat SAKIP · 5 Mar").click()
    await expect(clock.get_by_role("time")).to_have_text("Rabu, 5 Mar 2031 · 08.15 WIB")
    await clock.get_by_role("button", name="Ke tenggat IKM · 12 Mar").click()
    await expect(clock.get_by_role("button", name="Tidak ada tenggat berikutnya")).to_be_disabled()


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
