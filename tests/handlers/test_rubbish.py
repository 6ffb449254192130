"""Whole conversations over a line on which rubbish stands between Telegram's answers: nobody notices."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import httpx
import pytest
from telegram import Update

from handlers.words import problems
from storage.ports import NoticeState
from tests.bot.line.rubbish import PAGES, STATUSES
from tests.drawing import cases
from tests.handlers.delivery.queueing import SAID, bring, queue, stored
from tests.handlers.test_permissions import text_of
from tests.town.dialogue import Json, Talker, Town, labels

SEEDS = range(cases(4, 200))
WRONG_SHAPES = (
    b'{"ok": true, "result": {}}',
    b'{"ok": true, "result": [1, 2]}',
    b'{"ok": true, "result": {"message_id": 5}}',
    b'{"ok": true, "result": "yes"}',
)
EVIDENCE_IS_LATE = "⚠️ Telegram sedang sibuk: berkas “lhe.pdf” belum terkirim. Tekan 📎 untuk mencoba lagi."
LEFT_BEHIND = (
    "Dilanjutkan di bawah.",
    "SAKIP 2026\n",
    *(f"SAKIP 2026 · {step}/3\n" for step in (1, 2, 3)),
    EVIDENCE_IS_LATE,
)
"""Cards that a newer one has replaced: taking them away is tidying up, and is not tried again."""
PDF = ("lhe.pdf", b"%PDF-1.7 lhe" * 9, "application/pdf")
"""As long as no page of rubbish is: by the length alone is a damaged file told from a whole one."""


Line: TypeAlias = Callable[[str], httpx.Response | None]


def _nothing(_: str) -> httpx.Response | None:
    return None


class Rubbish:
    """Answers about one call in three with something that is no answer of Telegram's."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a test's own dice
        self.count = 0

    def __call__(self, method: str) -> httpx.Response | None:
        if method == "getUpdates" or self._chance.random() > 1 / 3:
            return None
        self.count += 1
        # A file of another content is told from rubbish by its length alone, and only an answer has a shape.
        body = self._chance.choice(PAGES if method == "file" else PAGES + WRONG_SHAPES)
        return httpx.Response(self._chance.choice(STATUSES), content=body)


async def insistent(town: Town, update: Update) -> None:
    """Handle an update as the intake does: again and again until it is answered."""
    for _ in range(60):
        town.undelivered.clear()
        await town.deliver(update)
        if not town.undelivered:
            return
    raise AssertionError("this update was never answered")


class Patient(Town):
    """A town whose intake tries again what was not delivered."""

    async def settled(self, talker: Talker) -> Json:
        for update in await self.waiting():
            await insistent(self, update)
        return await talker.card()


async def _reported(town: Town) -> list[Talker]:
    siti, dewi = await town.operator(), await town.reviewer()
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(PDF)
    for _ in range(40):
        await town.tick()
        town.pass_time(minutes=5)
    await siti.presses("Kirim")
    await dewi.says("/verifikasi")
    await _opens_the_evidence(town, dewi)
    await siti.says("/iku")
    await siti.says("/bantuan")
    return [siti, dewi]


async def _opens_the_evidence(town: Town, dewi: Talker) -> None:
    """Do what the card asks for until it says that the evidence has come, which opens by itself as a rule."""
    for _ in range(60):
        # A file that came, and of which the answer was lost, may stand below.
        card = next(one for one in reversed(await dewi.chat()) if one["from"] == "bot" and "text" in one)
        if EVIDENCE_IS_LATE not in card["text"]:
            return
        await insistent(town, await dewi.pressed(next(one for one in labels(card) if "📎" in one), card))
    raise AssertionError("the evidence never came")


async def _told(
    story: Callable[[Town], Awaitable[list[Talker]]], *, instead: Line = _nothing, afterwards: Line = _nothing
) -> list[list[str]]:
    """Return what everybody was told in the course of a story, without what came twice in a row."""
    async with Patient() as town:
        town.request.line.instead, town.request.line.afterwards = instead, afterwards
        people = await story(town)
        town.request.line.instead = town.request.line.afterwards = _nothing
        for person in people:
            assert (await town.person(person)).unreachable is None
        chats = [[text_of(one) for one in await each.chat() if one["from"] == "bot"] for each in people]
        return [
            [text for before, text in zip(["", *said], said, strict=False) if text != before]
            for said in chats
        ]


@pytest.fixture(scope="module")
def wanted() -> list[list[str]]:
    """What everybody is told without rubbish; it is the same in every town."""
    return asyncio.run(_told(_reported))


@pytest.mark.no_cover
@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", SEEDS)
async def test_everybody_is_answered_exactly_as_without_rubbish(wanted: list[list[str]], seed: int) -> None:
    line = Rubbish(seed)
    told = await _told(_reported, instead=line)
    assert [[text for text in said if not text.startswith(LEFT_BEHIND)] for said in told] == wanted
    assert line.count


@pytest.mark.no_cover
@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", SEEDS)
async def test_what_telegram_did_before_the_rubbish_came_leaves_nobody_out(
    wanted: list[list[str]], seed: int
) -> None:
    """A card whose number was lost on the way back stays where it is, above the one that is told again."""
    told = await _told(_reported, afterwards=Rubbish(seed))
    for said, due in zip(told, wanted, strict=True):
        rest = iter(said)
        assert [text for text in due if text not in rest] == []


@pytest.mark.no_cover
@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_notice_gets_through_rubbish_and_nobody_is_marked(town: Town, seed: int) -> None:
    siti = await bring(town)
    await queue(town, siti, *[SAID] * 3)
    town.request.line.instead = Rubbish(seed)
    for _ in range(40):
        await town.send_notices()
        town.pass_time(minutes=15)
    assert [one.state for one in stored(town)] == [NoticeState.SENT] * 3
    assert (await town.person(siti)).unreachable is None


async def test_an_answer_that_was_lost_on_the_way_back_is_at_worst_said_twice(
    town: Town, siti: Talker
) -> None:
    lost = iter([httpx.Response(200, content=b"<html>")])
    town.request.line.afterwards = lambda method: next(lost, None) if method == "sendMessage" else None
    update = await siti.typed("/bantuan")
    await insistent(town, update)
    said = [one["text"] for one in await siti.chat() if one["from"] == "bot"]
    assert len(said) == 2
    assert len(set(said)) == 1
    assert problems.SOMETHING_BROKE not in said


async def test_an_outage_is_one_line_for_everybody(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    town.request.line.instead = lambda _: httpx.Response(403, content=b"<html>403</html>")
    update = await siti.typed("/bantuan")
    for _ in range(5):
        await town.deliver(update)
        await town.send_notices()
        town.pass_time(minutes=5)
    assert [record.name for record in caplog.records] == ["bot.line.outage"]
    assert "(sendMessage: HTML instead of an answer)" in caplog.text
