"""Whatever comes as an update: it ends nothing, blocks nobody, and who can be answered is answered.

Draws a few hundred updates; with EXHAUSTIVE=1 ten thousand of each kind.
"""

import json
import random
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.receiving.batch import batch_of
from bot.receiving.incoming import Unread
from bot.receiving.webhook import create_app
from tests.bot.office import SEED, Office
from tests.bot.receiving.mutants import garbled, mutated
from tests.bot.support import message
from tests.drawing import cases

DRAWN = cases(300, 10_000)


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    def write(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}")  # noqa: T201 - the figures are asked for

    return write


@pytest.mark.exhaustive
async def test_mutated_updates_of_a_batch(office: Office, show: Callable[[str], None]) -> None:
    while office.counts["drawn"] < DRAWN:
        parts = [json.dumps(mutated(office.chance, update)).encode() for update in office.drawn()]
        await office.meets(batch_of(b'{"ok":true,"result":[%s]}' % b",".join(parts)))
        await office.tidy()
    show(f"mutated updates: {dict(office.counts)}; processes ended 0, good ones kept away 0")


@pytest.mark.exhaustive
async def test_garbled_bytes_at_the_webhook(office: Office, show: Callable[[str], None]) -> None:
    kept = list[Any]()

    async def keep(came: list[Any]) -> None:
        kept.extend(came)

    transport = httpx.ASGITransport(create_app("https://bot.example.go.id/t", "s", keep))
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.example.go.id") as http:
        while office.counts["drawn"] < DRAWN:
            kept.clear()
            for update in office.drawn():
                raw = garbled(office.chance, json.dumps(update).encode())
                answer = await http.post("/t", content=raw, headers={"X-Telegram-Bot-Api-Secret-Token": "s"})
                assert answer.status_code == 200
            await office.meets(kept)
            await office.tidy()
    show(f"garbled bodies: {dict(office.counts)}; processes ended 0, good ones kept away 0")


ROTTEN = (
    b'{"update_id":7,"x":%s}' % (b"9" * 5000),
    b'{"update_id":7,"message":%s1%s}' % (b"[" * 2000, b"]" * 2000),
    b'{"update_id":7,"message":{"text":"an end is missing}',
    b'{"update_id":7,"message":]}}}',
    b"{'update_id': \\}",
    b'"\\',
    b"\0\xff",
    b"[" * 3000,
)


@pytest.mark.exhaustive
def test_a_rotten_member_of_a_batch_leaves_the_others_whole() -> None:
    chance = random.Random(SEED)  # noqa: S311 - as above
    for number in range(1, DRAWN + 1):
        good = [message(number * 3 + place, text=chance.choice(WORDS_LIKE_JSON)) for place in range(3)]
        members = [json.dumps(one).encode() for one in good]
        members.insert(chance.randrange(4), chance.choice(ROTTEN))
        found = batch_of(b'{"ok":true,"result":[%s]}' % b",\n".join(members))
        assert [one for one in found if not isinstance(one, Unread)] == good
        assert len(found) == 4


WORDS_LIKE_JSON = ("halo", '{"update_id": 5}', '"]}', "\\", "{[", '\\"')
