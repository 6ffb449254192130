"""Two instances on one PostgreSQL: an update is answered though both get it, or the one that did is gone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from bot.receiving.leases import LEASE, RENEW_SECONDS
from simulator.client import People
from simulator.server import Simulator
from tests.endurance import city
from tests.endurance.balancer import Balancer, free_port
from tests.endurance.bot_process import BotProcess
from tests.endurance.operators import Operator, Screens
from tests.endurance.waiting import eventually
from tests.storage.databases import empty_database, run

pytestmark = [pytest.mark.endurance, pytest.mark.postgres, pytest.mark.timeout(300)]

OPERATORS = 40


class Both(Balancer):
    """Delivers every update to all instances at once, as Telegram may when an answer comes too late."""

    async def _pass_on(self, request: Request) -> Response:
        body = await request.body()
        answers = await asyncio.gather(
            *(self._http.post(one, content=body, headers=request.headers.raw) for one in self.addresses)
        )
        return Response("", max(answer.status_code for answer in answers))


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    async with empty_database("postgresql", tmp_path) as empty:
        yield empty


@pytest.fixture
async def bots(
    request: pytest.FixtureRequest, url: str, simulator: Simulator, tmp_path: Path
) -> AsyncIterator[list[BotProcess]]:
    """Give two instances, started, behind the kind of balancer that the test names."""
    ports = [free_port(), free_port()]
    async with request.param(ports) as balancer, AsyncExitStack() as at_the_end:
        bots = list[BotProcess]()
        for port in ports:
            bot = BotProcess.behind(balancer.url, port, tmp_path, simulator, DATABASE_URL=url)
            at_the_end.push_async_callback(bot.clean_up)
            bots.append(bot)
        yield bots


async def start(bots: list[BotProcess]) -> None:
    for bot in bots:
        await bot.start()
    await eventually(lambda: all("Telegram calls" in bot.log for bot in bots))


@pytest.mark.parametrize("bots", [Both], indirect=True)
async def test_every_receipt_is_shown_though_two_instances_get_every_update(
    simulator: Simulator, people: People, bots: list[BotProcess], url: str, show: Callable[[str], None]
) -> None:
    ids = await city.found(url, people, OPERATORS)
    await start(bots)
    screens = Screens(people)
    operators = [Operator(one, f"7{one % 10},{one % 100:02}", people, screens) for one in ids]
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(screens.watch())
        await screens.connected.wait()
        reporting = [tasks.create_task(operator.report()) for operator in operators]
        await asyncio.wait_for(asyncio.gather(*reporting), timeout=240)
        watching.cancel()
    sent = await city.history(url)
    toasts = [
        call.params.get("text") for call in simulator.world.calls if call.method == "answerCallbackQuery"
    ]
    receipts = sum(operator.finished for operator in operators)
    show(f"two instances got every update: reports {len(sent)}, receipts shown {receipts} of {OPERATORS}")
    assert receipts == OPERATORS
    assert len(sent) == OPERATORS
    assert "Sudah dicatat." not in toasts
    assert [await bot.stop() for bot in bots] == [0, 0]


@pytest.mark.parametrize("bots", [Balancer], indirect=True)
async def test_what_a_killed_instance_held_is_answered_by_the_other(
    people: People, bots: list[BotProcess], url: str, show: Callable[[str], None]
) -> None:
    [siti] = await city.found(url, people, 1)
    await start(bots)
    await people.fault("slow", method="sendMessage", chat_id=siti, seconds=120, times=1)
    await people.text(siti, "/lapor")
    owner = ""
    while not owner:
        rows = await run(url, "SELECT owner FROM inbox WHERE finished_at IS NULL AND owner IS NOT NULL")
        owner = str(rows[0][0]) if rows else ""
        await asyncio.sleep(0.2)
    holder = next(bot for bot in bots if owner.endswith(bot.listens_at))
    [other] = [bot for bot in bots if bot is not holder]
    await holder.kill()
    await eventually(lambda: "Taking over 1 update(s)" in other.log, within=LEASE.seconds + 3 * RENEW_SECONDS)
    async with asyncio.timeout(60):
        # What the killed instance was sending hangs at Telegram for longer than that.
        while (card := await people.last(siti)) is None:  # noqa: ASYNC110 - as in `waiting`
            await asyncio.sleep(0.1)
    assert "SAKIP" in card["text"]
    show("an instance was killed and never came back; what it held was answered by the other")
    assert await other.stop() == 0
