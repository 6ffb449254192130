"""Whatever a bot calls, it is answered in Telegram's form: the simulator never fails itself."""

import json
import random
from typing import Any

import httpx
import pytest

from simulator.hub import Hub
from simulator.methods import METHODS
from simulator.server import create_app
from simulator.spec import fields_of, type_named
from simulator.state import World
from tests.drawing import cases
from tests.simulator.api import SITI

CALLS = cases(300, 10_000)
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**70, 1.5, "", " ", "<b>", "<b>x</b>", "\x00", "😀", "a" * 5000,
    [], [[]], [None], {}, {"a": 1}, "[]", "{}", "null", "attach://x", "11", -4_000_000_001, "2026",
)  # fmt: skip
WORDS = ("x", "bold", "text_link", "typing", "HTML", "a😀b", "https://contoh.id", "id", "xx1", "danger", "")
DEEPEST = 4


def drawn(dice: random.Random, types: list[str], depth: int = 0) -> Any:  # noqa: ANN401 — any JSON
    """Return a value of one of these types of the Bot API, or something odd in its place."""
    kind = dice.choice(types)
    if depth > DEEPEST or dice.random() < 0.2:
        return dice.choice(ODD)
    if kind.startswith("Array of "):
        inner = [kind.removeprefix("Array of ")]
        return [drawn(dice, inner, depth + 1) for _ in range(dice.randint(0, 3))]
    plain = {
        "Integer": (0, 1, 2, SITI, -1, 2**40),
        "String": WORDS,
        "Boolean": (True, False),
        "Float": (1.5,),
    }
    if kind in plain:
        return dice.choice(plain[kind])
    described = type_named(kind)
    if "subtypes" in described:
        return drawn(dice, described["subtypes"], depth + 1)
    return {
        name: field.get("const") or drawn(dice, field["types"], depth + 1)
        for name, field in described.get("fields", {}).items()
        if dice.random() < (0.9 if field["required"] else 0.2)
    }


def call(dice: random.Random) -> tuple[str, dict[str, Any]]:
    """Return a method and parameters that it has, mostly those that it needs."""
    method = dice.choice(list(METHODS))
    params = {
        name: drawn(dice, field["types"])
        for name, field in fields_of(method).items()
        if dice.random() < (0.95 if field["required"] else 0.25)
    }
    if "chat_id" in params and dice.random() < 0.7:
        params["chat_id"] = SITI
    return method, params | ({"timeout": 0} if method == "getUpdates" else {})


def sent(dice: random.Random, params: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters on one of the two ways in which libraries send them."""
    if dice.random() < 0.5:
        return {"json": params}
    return {"data": {name: v if isinstance(v, str) else json.dumps(v) for name, v in params.items()}}


@pytest.mark.no_cover
@pytest.mark.exhaustive
async def test_whatever_is_called_is_answered(world: World) -> None:
    dice = random.Random(8)  # noqa: S311 — repeatable, not secret
    transport = httpx.ASGITransport(create_app(Hub(world)))
    went_well = 0
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        for _ in range(CALLS):
            method, params = call(dice)
            response = await http.post(f"/bot{world.bot.token}/{method}", **sent(dice, params))
            answer = response.json()
            assert answer.get("error_code", 200) == response.status_code < 500, (method, params, answer)
            went_well += answer["ok"]
            world.webhook.url = ""
    assert went_well > CALLS / 10
