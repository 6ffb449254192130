"""No label of the demonstration is longer than a narrow phone shows it."""

import json
import re
from contextlib import aclosing
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from bot.sample.people import PEOPLE
from simulator.client import People, PeopleClientError
from tests.browser.conftest import PageAt
from tests.browser.demo.process import Demo
from tests.browser.stage import OPERATOR, Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

Json = dict[str, Any]
PRESSES_A_COMMAND = 9
ENOUGH = 120
"""So many different labels at least are seen on the way; fewer mean that the walk went nowhere."""
CUT = """() => [...document.querySelectorAll(".keys-row .key > span")]
    .filter((words) => words.scrollWidth > words.clientWidth)
    .map((words) => words.textContent)"""


async def walked(people: People) -> list[list[list[str]]]:
    """Let one person of each kind try every command and what it offers; return the keyboards they saw."""
    kinds = {one.note if one.group == "Verifikator" else one.group: one for one in PEOPLE}
    for one in kinds.values():
        for offered in (await people.chat(one.telegram_id))["commands"]:
            await _try_out(people, one.telegram_id, offered["command"])
    return _keyboards(await people.calls())


async def _try_out(people: People, person: int, command: str) -> None:
    sent = await people.text(person, f"/{command}")
    card = await people.wait_for(person, lambda _: True, after=sent["message_id"])
    pressed: set[str] = set()
    for _ in range(PRESSES_A_COMMAND):
        fresh = [key for key in _keys(card) if _kind(key) not in pressed]
        if not fresh:
            return
        pressed.add(_kind(fresh[0]))
        answered = len(await people.answers(person))
        try:
            await people.press(person, card["message_id"], data=fresh[0]["data"])
        except PeopleClientError:
            # The card has changed meanwhile; what it offers now is tried next.
            pressed.discard(_kind(fresh[0]))
        else:
            await _answered(people, person, answered)
        card = next(m for m in reversed(await people.messages(person)) if m["from"] == "bot")


async def _answered(people: People, person: int, before: int) -> None:
    """Return once the bot has answered the press, after which its card stands there."""
    async with aclosing(people.events(person)) as events:
        async for _ in events:
            if len(await people.answers(person)) > before:
                return


def _keys(card: Json) -> list[Json]:
    return [key for row in card.get("keyboard", []) for key in row if key["kind"] == "callback"]


def _kind(key: Json) -> str:
    return re.sub(r"\d+", "#", str(key["text"]))


def _keyboards(calls: list[Json]) -> list[list[list[str]]]:
    markups = [call["params"]["reply_markup"] for call in calls if call["params"].get("reply_markup")]
    read = [json.loads(markup) if isinstance(markup, str) else markup for markup in markups]
    return [[[key["text"] for key in row] for row in markup.get("inline_keyboard", [])] for markup in read]


async def show(stage: Stage, rows: list[list[str]]) -> None:
    """Let the bot of a stage send every row, many to a message."""
    keyed = [
        [{"text": text, "callback_data": f"{index}/{place}"} for place, text in enumerate(row)]
        for index, row in enumerate(rows)
    ]
    url = f"{stage.simulator.bot_api_url}{stage.simulator.token}/sendMessage"
    async with httpx.AsyncClient(trust_env=False) as http:
        for start in range(0, len(keyed), 20):
            markup = {"inline_keyboard": keyed[start : start + 20]}
            sent = await http.post(url, json={"chat_id": OPERATOR, "text": "x", "reply_markup": markup})
            assert sent.json()["ok"], sent.text


async def cut(stage: Stage, page: Page, rows: int) -> list[str]:
    """Return the labels that a page does not show whole."""
    await stage.open(page, OPERATOR)
    await expect(page.locator(".keys-row")).to_have_count(rows)
    found: list[str] = await page.evaluate(CUT)
    return found


@pytest.mark.timeout(900)  # every command of every kind of person is walked, on a busy machine too
async def test_no_label_is_cut_on_a_narrow_phone(demo: Demo, stage: Stage, page_at: PageAt) -> None:
    """Nor does a keyboard have two labels that are the same."""
    async with People(demo.url) as people:
        keyboards = await walked(people)
    for keyboard in keyboards:
        words = [label for row in keyboard for label in row]
        assert len(set(words)) == len(words), words
    rows = list(dict.fromkeys(tuple(row) for keyboard in keyboards for row in keyboard))
    labels = {label for row in rows for label in row}
    assert len(labels) >= ENOUGH
    await stage.greet(OPERATOR)
    await show(stage, [list(row) for row in rows])
    for width in (360, 390):
        found = await cut(stage, await page_at(width, 844), len(rows))
        assert found == [], f"{len(found)} of {len(labels)} labels are cut at {width} px"
