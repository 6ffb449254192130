"""What one answer may cost: units of work, statements and commits on SQLite, so that it never creeps up.

Without the inbox, which costs its share of a batch; see `benchmarks.one_answer` for the time.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from tests.counted import Cost, CountedBot, counted_bot

OPERATOR = 1026


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[CountedBot]:
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    async with counted_bot(url, tmp_path) as bot:
        yield bot


def costs(cost: Cost) -> tuple[int, int, int]:
    return cost.units, len(cost.statements), cost.commits


def is_within(cost: Cost, units: int, statements: int, commits: int) -> bool:
    return cost.units <= units and len(cost.statements) <= statements and cost.commits <= commits


async def test_an_answer_is_one_transaction_and_a_note(bot: CountedBot) -> None:
    """The second time, when what the city has settled was read already."""
    await bot.says(OPERATOR, "/lapor SAKIP")
    await bot.presses(OPERATOR, "BB")
    for nilai in ("75,5", "76,5"):
        typed = await bot.says(OPERATOR, nilai)
        assert f"Nilai: {nilai}0." in bot.text
        back = await bot.presses(OPERATOR, "‹ Kembali")
        assert "Nilainya?" in bot.text
    assert typed.calls == ["sendMessage", "deleteMessage"]
    assert is_within(typed, 4, 10, 1), costs(typed)
    assert back.calls == ["answerCallbackQuery", "editMessageText"]
    assert is_within(back, 3, 7, 1), costs(back)


async def test_a_press_is_one_transaction(bot: CountedBot) -> None:
    await bot.says(OPERATOR, "/lapor SAKIP")
    for _ in range(2):
        await bot.presses(OPERATOR, "BB")
        await bot.presses(OPERATOR, "‹ Kembali")
    pressed = await bot.presses(OPERATOR, "BB")
    assert "Nilainya?" in bot.text
    assert is_within(pressed, 3, 5, 1), costs(pressed)


async def test_a_card_that_lives_asks_what_is_new_only_when_something_is(bot: CountedBot) -> None:
    await bot.says(OPERATOR, "/iku")
    shown = await bot.says(OPERATOR, "/iku")
    assert is_within(shown, 2, 2, 0), costs(shown)
    assert not [one for one in shown.statements if "FROM audit" in one]
