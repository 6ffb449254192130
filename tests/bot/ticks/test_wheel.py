"""The ticks of a whole bot on their wheel: each after its cause, and no question while nothing is due."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.ticks.steady import ANYWAY, MOMENT
from bot.ticks.wheel import HEARTBEAT, Wheel
from storage.ports import NoticeState
from tests.handlers.delivery.queueing import SAID, bring, queue, stored
from tests.handlers.papers.sheets import asks_for
from tests.handlers.reminders.reminding import THE_DAY_BEFORE, reminders_of, with_deadlines
from tests.town.dialogue import Town

MINUTE, HOUR = 60, 3600
SETTLED = 3 * MINUTE
"""After so long everything that a start or somebody's last press makes due is done."""


class Rolling:
    """A town whose wheel turns with the town's time."""

    def __init__(self, town: Town) -> None:
        assert isinstance(town.app.job_queue, Wheel)
        self.town, self.wheel = town, town.app.job_queue
        self.at = 0.0
        self.wheel.stopwatch = lambda: self.at

    async def lasts(self, seconds: float, step: float = HEARTBEAT) -> None:
        """Let so much time pass, and every turn be had that comes in it."""
        until = self.at + seconds
        while self.at < until:
            self.at += step
            self.town.pass_time(seconds=step)
            self.wheel.look()
            await self.wheel.rest()


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as town:
        yield town


@pytest.fixture
async def rolling(town: Town) -> AsyncIterator[Rolling]:
    rolling = Rolling(town)
    await rolling.wheel.start()
    await rolling.lasts(SETTLED)
    yield rolling
    await rolling.wheel.stop()


def states(town: Town) -> list[NoticeState]:
    return [one.state for one in stored(town)]


@pytest.mark.parametrize("hours", [0, 16], ids=["by day", "at night"])
async def test_in_a_quiet_hour_the_database_is_asked_nothing(
    town: Town, rolling: Rolling, hours: int
) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    await asks_for(siti)
    town.pass_time(hours=hours)
    await rolling.lasts(40 * MINUTE, 10)
    assert states(town) == [NoticeState.SENT] * 2
    town.pass_time(hours=24)
    await rolling.lasts(2 * HOUR, 10)
    before = town.storage.opened
    await rolling.lasts(HOUR, 5)
    assert town.storage.opened == before


async def test_a_notice_is_sent_a_moment_after_its_commit(town: Town, rolling: Rolling) -> None:
    await queue(town, await bring(town), SAID)
    await rolling.lasts(2 * MOMENT, MOMENT)
    assert states(town) == [NoticeState.SENT]


async def test_a_document_is_there_a_moment_after_it_was_asked_for(town: Town, rolling: Rolling) -> None:
    siti = await bring(town)
    await asks_for(siti)
    await rolling.lasts(20 * MOMENT, MOMENT)
    assert (await siti.card())["document"]["file_name"] == "IKU-2026-formulir.pdf"


async def test_evidence_is_on_its_card_a_moment_after_it_was_sent(town: Town, rolling: Rolling) -> None:
    siti = await town.operator()
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"))
    await rolling.lasts(2 * MOMENT, MOMENT)
    assert "lhe.pdf (1 KB) ✓" in (await siti.card())["text"]


async def test_a_card_follows_what_happens_within_seconds(town: Town, rolling: Rolling) -> None:
    dewi, siti = await town.reviewer(), await town.operator()
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await rolling.lasts(10)
    assert "1 menunggu Anda" in (await dewi.message(card["message_id"]))["text"]


async def test_a_card_that_has_just_changed_rests_for_a_minute(town: Town, rolling: Rolling) -> None:
    dewi, siti, eka = await town.reviewer(), await town.operator(), await town.operator(1004, "Eka")
    card = await dewi.says("/iku")
    await siti.reports_sakip()
    await rolling.lasts(10)
    first = await dewi.message(card["message_id"])
    await town.end_role(eka, "DINKES")
    await town.verify("DINKES")
    await rolling.lasts(10)
    assert await dewi.message(card["message_id"]) == first
    await rolling.lasts(MINUTE)
    assert await dewi.message(card["message_id"]) != first


async def test_what_another_process_stores_is_seen_a_little_later(town: Town, rolling: Rolling) -> None:
    siti = await bring(town)
    town.storage.tells = False
    await queue(town, siti, SAID)
    await rolling.lasts(2)
    assert states(town) == [NoticeState.SENT]


async def test_what_nobody_is_told_of_is_seen_nevertheless(
    town: Town, rolling: Rolling, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti = await bring(town)
    town.storage.tells = False
    monkeypatch.setattr(town.storage, "version", lambda *_: "always the same")
    await rolling.lasts(2)
    await queue(town, siti, SAID)
    await rolling.lasts(2)
    assert states(town) == [NoticeState.WAITING]
    await rolling.lasts(ANYWAY, 60)
    assert states(town) == [NoticeState.SENT]


async def test_where_nobody_can_be_heard_of_it_goes_on_asking(
    town: Town, rolling: Rolling, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti = await bring(town)
    town.storage.tells = False
    monkeypatch.setattr(town.storage, "version", lambda *_: object())
    await queue(town, siti, SAID)
    await rolling.lasts(2)
    assert states(town) == [NoticeState.SENT]


async def test_a_chat_that_telegram_wants_quiet_is_tried_at_its_time(town: Town, rolling: Rolling) -> None:
    siti = await bring(town)
    await town.people.fault("429", method="sendMessage", chat_id=siti.id, retry_after=40, times=1)
    await queue(town, siti, SAID)
    await rolling.lasts(39)
    before = town.storage.opened
    assert states(town) == [NoticeState.WAITING]
    await rolling.lasts(2)
    assert states(town) == [NoticeState.SENT]
    assert before < town.storage.opened


async def test_a_step_comes_with_the_morning(town: Town, rolling: Rolling) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE - timedelta(minutes=2))
    await rolling.lasts(MINUTE)
    assert await reminders_of(siti) == []
    await rolling.lasts(MINUTE + 5)
    assert len(await reminders_of(siti)) == 1


async def test_a_machine_that_sleeps_over_the_morning_makes_up_for_it(town: Town, rolling: Rolling) -> None:
    siti = await with_deadlines(town)
    town.go_to(THE_DAY_BEFORE - timedelta(hours=8))
    await rolling.lasts(MINUTE)
    town.pass_time(hours=9)
    await rolling.lasts(15)
    assert len(await reminders_of(siti)) == 1


async def test_a_clock_that_is_set_back_makes_nobody_wait(town: Town, rolling: Rolling) -> None:
    siti = await bring(town)
    await town.people.fault("429", method="sendMessage", chat_id=siti.id, retry_after=40, times=1)
    await queue(town, siti, SAID)
    await rolling.lasts(5)
    town.pass_time(hours=-7)
    await rolling.lasts(MINUTE)
    assert states(town) == [NoticeState.SENT]


async def test_a_database_that_was_away_ends_no_tick(town: Town, rolling: Rolling) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    town.storage.fail_next(20)
    await rolling.lasts(30)
    assert states(town) == [NoticeState.SENT]


async def test_what_is_under_way_at_the_end_is_waited_for(town: Town, rolling: Rolling) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    rolling.at += MOMENT
    rolling.wheel.look()
    await rolling.wheel.stop()
    assert states(town) == [NoticeState.SENT]
    await queue(town, siti, SAID, SAID)
    await rolling.wheel.rest()
    assert states(town) == [NoticeState.SENT, NoticeState.WAITING]
