"""Three instances on one PostgreSQL behind one webhook share an announcement, whoever dies meanwhile."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import make_url

from handlers.delivery.pace import PACE
from simulator.client import People
from simulator.server import Simulator
from storage.ports import NoticeState
from tests.endurance import crowd
from tests.endurance.balancer import Balancer, free_port
from tests.endurance.bot_process import BotProcess
from tests.endurance.waiting import eventually
from tests.storage.databases import empty_database, run

pytestmark = [pytest.mark.endurance, pytest.mark.postgres, pytest.mark.timeout(300)]

NAMES = ("satu", "dua", "tiga")
READERS, SLOW = 300, 25
TELEGRAM_TAKES, SECONDS = 30, 8
"""Messages a second in all, as the mean of so many: what waits in a busy machine arrives closer together."""

_WHO_CLAIMED = """
DO $$ BEGIN
    CREATE TABLE claims (instance text, notice bigint);
    CREATE FUNCTION note_claim() RETURNS trigger LANGUAGE plpgsql AS '
        BEGIN INSERT INTO claims VALUES (current_setting(''application_name''), NEW.id); RETURN NEW; END';
    CREATE TRIGGER note_claim AFTER UPDATE OF attempts ON notices FOR EACH ROW EXECUTE FUNCTION note_claim();
END $$
"""
"""The ledger does not say which instance begins an attempt; its connection does."""


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    async with empty_database("postgresql", tmp_path) as empty:
        yield empty


@pytest.fixture
async def bots(url: str, simulator: Simulator, tmp_path: Path) -> AsyncIterator[dict[str, BotProcess]]:
    """Give the instances by name, not started yet, behind one address for Telegram."""
    ports = {name: free_port() for name in NAMES}
    async with Balancer(list(ports.values())) as balancer, AsyncExitStack() as at_the_end:
        bots = dict[str, BotProcess]()
        for name, port in ports.items():
            folder = tmp_path / name
            folder.mkdir()
            named = make_url(url).update_query_dict({"application_name": name})
            bots[name] = BotProcess(
                folder,
                simulator.url,
                simulator.token,
                DATA_DIR=str(tmp_path / "data"),
                DATABASE_URL=named.render_as_string(hide_password=False),
                WEBHOOK_URL=balancer.url,
                WEBHOOK_LISTEN=f"127.0.0.1:{port}",
                WEBHOOK_SECRET="of-this-test",
            )
            at_the_end.push_async_callback(bots[name].clean_up)
        yield bots


async def test_three_instances_share_an_announcement_though_one_is_killed(
    url: str, simulator: Simulator, people: People, bots: dict[str, BotProcess], show: Callable[[str], None]
) -> None:
    world = simulator.world
    ids = await crowd.gather(url, world, READERS)
    await run(url, _WHO_CLAIMED)
    for bot in bots.values():
        await bot.start()
    await eventually(lambda: all("Telegram calls" in bot.log for bot in bots.values()))
    await people.fault("slow", method="sendMessage", chat_id=ids[SLOW], seconds=20, times=1)
    await crowd.announce(people)
    await eventually(lambda: not world.faults)  # the slow message is on its way now
    [killed] = (await claims(url))[ids[SLOW]]
    await bots[killed].kill()
    await bots[killed].start()
    await eventually(lambda: "selesai dikirim" in crowd.shown_to_admin(world), within=200)
    assert [await bot.stop() for bot in bots.values()] == [0] * len(NAMES)

    lines, copies = await crowd.ledger(url), crowd.received(world, ids)
    in_doubt = {one for one, line in lines.items() if line.unsure}
    begun = await claims(url)
    shares = Counter(name for names in begun.values() for name in names)
    claimed = [line.claimed_at.timestamp() for line in lines.values() if line.claimed_at is not None]
    seen = crowd.sent_at(world)
    show(
        f"instances {len(NAMES)}, one killed; people {READERS}, of whom each took {dict(shares)};"
        f" in doubt {len(in_doubt)}, repeated {sum(many > 1 for many in copies.values())};"
        f" rate {crowd.rate(seen):.1f} of {PACE.in_all} a second, most in one second"
        f" {crowd.fullest(claimed)} (as Telegram saw it {crowd.fullest(seen)})"
    )
    assert set(lines) == set(ids)
    assert {line.state for line in lines.values()} == {NoticeState.SENT}
    assert all(1 <= copies[one] <= 1 + line.unsure for one, line in lines.items())
    assert ids[SLOW] in in_doubt
    assert all(killed in begun[one] for one in in_doubt)
    assert set(shares) == set(NAMES)
    assert crowd.fullest(claimed) <= PACE.in_all
    assert crowd.fullest(seen, SECONDS) <= TELEGRAM_TAKES * SECONDS


async def claims(url: str) -> dict[int, list[str]]:
    """Return, by the readers' Telegram ids, which instances have begun to send it to them."""
    found = await run(
        url,
        "SELECT telegram_id, instance FROM claims"
        " JOIN notices ON notices.id = claims.notice JOIN people ON people.id = notices.person",
    )
    begun = defaultdict[int, list[str]](list)
    for telegram_id, instance in found:
        begun[int(str(telegram_id))].append(str(instance))
    return begun
