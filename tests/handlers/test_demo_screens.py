"""The demonstration as its people see it: every screen that can be reached by looking says sentences."""

import re
from collections import deque
from enum import StrEnum

import pytest

from bot.sample.people import COLLEAGUES, PEOPLE, SamplePerson
from domain.indicators.anjab import Stage
from domain.indicators.ketatalaksanaan import ITEM_KEYS, ItemResult
from domain.reports.events import EventKind, State
from domain.reports.return_reason import Reason
from handlers.telegram.buttons import BELOW, SEPARATOR
from tests.handlers.test_permissions import text_of
from tests.town.dialogue import Json, Talker, Town

_ENUMS: tuple[type[StrEnum], ...] = (Reason, ItemResult, State, EventKind)
KEYS = {member.value for kind in _ENUMS for member in kind} | set(ITEM_KEYS) | {Stage.PENGOLAHAN.name}
BARE = re.compile(rf"(?:^|[:·→–“(] ?|karena )(?:{'|'.join(sorted(KEYS))})(?:$|[.,;”)]| ·)", re.MULTILINE)
"""A key where a sentence belongs: alone on a line, or behind what introduces an answer or a reason."""
COMMANDS = (
    "menu",
    "lapor",
    "status",
    "riwayat",
    "verifikasi",
    "evaluasi",
    "belum",
    "iku",
    "pengguna",
    "audit",
    "opd",
)
LOOKING = frozenset(re.findall(r"\w+", "d kr kh kb l st h hm hx ri rc rn ze zl zo yl ql qo pl pc"))
"""Beginnings of the buttons that only show something."""
_PERIOD_AT = {"d": 1, "kr": 2, "kh": 2}
"""Where these buttons have their year and quarter; one period is enough."""
MOST = 120
"""Screens that one person looks at."""
SOMEBODY = (*PEOPLE[:9], *(one for one in COLLEAGUES if one.first_name in ("Galih", "Putri")))


def _looks(data: str) -> bool:
    prefix, *parts = data.removeprefix(BELOW).split(SEPARATOR)
    first = _PERIOD_AT.get(prefix)
    return prefix in LOOKING and (first is None or parts[first : first + 2] == ["2026", "0"])


def _shown(message: Json) -> list[str]:
    return [button["data"] for row in message.get("keyboard") or [] for button in row if button.get("data")]


async def walk(talker: Talker) -> list[str]:
    """Return the texts of everything that a person finds by pressing what only shows something."""
    told, seen, ahead = list[str](), set[str](), deque[str]()
    for command in COMMANDS:
        message = await talker.says(f"/{command}")
        told.append(text_of(message))
        ahead.extend(_shown(message))
        while ahead and len(told) < MOST:
            data = ahead.popleft()
            if data in seen or not _looks(data):
                continue
            seen.add(data)
            message = await talker.forges(data)
            told.append(text_of(message))
            ahead.extend(_shown(message))
    return told


@pytest.mark.no_cover
@pytest.mark.parametrize("who", SOMEBODY, ids=lambda one: one.first_name)
async def test_nobody_reads_a_key_where_a_sentence_belongs(town: Town, who: SamplePerson) -> None:
    await town.furnish()
    talker = await town.talker(who.telegram_id, who.name)
    told = await walk(talker)
    assert len(told) > len(COMMANDS)
    assert [text for text in told if BARE.search(text)] == []


@pytest.mark.parametrize(
    "text", ["Alasan: beda", "perlu perbaikan (Nilai): baca", "dikembalikan · beda", "bukti"]
)
def test_such_a_key_would_be_found(text: str) -> None:
    assert BARE.search(text)
