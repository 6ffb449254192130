"""Telegram's refusals of notices and files: who cannot be reached is marked, what is away is tried again."""

from typing import Any

import pytest

from domain.people.person import Unreachable
from storage.ports import NoticeState
from tests.handlers.delivery.queueing import SAID, bring, queue, stored
from tests.handlers.refusing import RUBBISH, fault
from tests.town.dialogue import Talker, Town


@pytest.mark.parametrize(
    ("code", "words", "why"),
    [
        (400, "Bad Request: PEER_ID_INVALID", Unreachable.NEVER_STARTED),
        (400, "Bad Request: USER_DEACTIVATED", Unreachable.DEACTIVATED),
        (400, "Bad Request: chat not found", Unreachable.NEVER_STARTED),
        (403, "Forbidden: bot was blocked by the user", Unreachable.BLOCKED),
        (403, "Forbidden: user is deactivated", Unreachable.DEACTIVATED),
    ],
)
async def test_who_cannot_be_reached_is_marked_so(
    town: Town, code: int, words: str, why: Unreachable
) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    await town.people.refuse("sendMessage", words, error_code=code)
    await town.send_notices()
    assert stored(town)[0].state is NoticeState.BLOCKED
    assert (await town.person(siti)).unreachable is why


@pytest.mark.parametrize(
    "order",
    [
        RUBBISH,
        {"kind": "raw", "status": 403, "body": '{"error": "blocked by policy"}'},
        {"kind": "error", "error_code": 400, "description": "Bad Request: Group send failed"},
        {"kind": "error", "error_code": 404, "description": "Not Found"},
        {"kind": "error", "error_code": 401, "description": "Unauthorized"},
    ],
    ids=str,
)
async def test_nobody_is_marked_because_telegram_is_away(town: Town, order: dict[str, Any]) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    await fault(town, order, "sendMessage", times=4)
    for _ in range(6):
        await town.send_notices()
        assert (await town.person(siti)).unreachable is None
        town.pass_time(minutes=5)
    assert stored(town)[0].state is NoticeState.SENT
    assert [one["text"] for one in await siti.chat()][-1] == "Kabar 1"


async def test_a_refusal_that_nobody_knows_blocks_nobody(town: Town) -> None:
    siti = await bring(town)
    await queue(town, siti, SAID)
    await town.people.refuse("sendMessage", "Forbidden: what nobody has heard of yet", error_code=403)
    await town.send_notices()
    assert stored(town)[0].state is NoticeState.FAILED
    assert (await town.person(siti)).unreachable is None


async def at_evidence(town: Town) -> Talker:
    siti = await town.operator()
    await siti.opens("SAKIP", "bb", "75,5")
    return siti


@pytest.mark.parametrize(
    "order",
    [
        {"kind": "error", "description": "Bad Request: wrong file_id or the file is temporarily unavailable"},
        {"kind": "error", "description": "Bad Request: FILE_REFERENCE_EXPIRED"},
        {"kind": "error", "error_code": 404, "description": "Not Found"},
        RUBBISH,
    ],
    ids=str,
)
async def test_a_file_that_is_away_for_a_while_is_stored_later(town: Town, order: dict[str, Any]) -> None:
    siti = await at_evidence(town)
    await fault(town, order, "getFile", times=3)
    await siti.sends(("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"))
    for _ in range(4):
        await town.tick()
        town.pass_time(minutes=1)
    card = await siti.card()
    assert "lhe.pdf (1 KB) ✓" in card["text"]
    assert [one for one in await siti.chat() if "gagal diambil" in one.get("text", "")] == []


async def test_a_file_that_telegram_finds_too_big_is_told_so_with_advice(town: Town) -> None:
    siti = await at_evidence(town)
    await town.people.refuse("getFile", "Bad Request: file is too big")
    await siti.sends(("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"))
    await town.tick()
    said = (await siti.card())["text"]
    assert "lebih besar dari 20 MB" in said
    assert "Kecilkan PDF-nya" in said
