"""What the city has settled is read once, and read anew when somebody has changed it."""

from dataclasses import replace

import pytest

from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from domain.years.rules import YearRules, target_key
from handlers.city import kept
from handlers.telegram.context import Context
from storage.ports import CITY, NotFound
from tests.town.dialogue import HEALTH, Talker, Town
from tests.town.hall import START

TARGET = target_key(IndicatorKey.SAKIP)


@pytest.fixture
def context(town: Town) -> Context:
    return town.app.context_types.context(town.app)


async def rules(context: Context) -> YearRules:
    async with context.look() as uow:
        return await kept.kept_rules(uow, 2026)


async def test_what_was_read_is_not_read_again(context: Context) -> None:
    assert await rules(context) is await rules(context)


async def test_what_was_changed_is_read_anew(town: Town, context: Context) -> None:
    before = await rules(context)
    await town.set_year(TARGET, "70")
    after = await rules(context)
    assert before != after
    async with context.look() as uow:
        assert after == await uow.years.rules(2026)
        assert (await kept.kept_opd(uow, HEALTH.code)).name == HEALTH.name
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, name="Dinas Sehat"), by=None, at=START)
        await uow.commit()
    async with context.look() as uow:
        assert (await kept.kept_opd(uow, HEALTH.code)).name == "Dinas Sehat"
        assert "Dinas Sehat" in {opd.name for opd in await kept.kept_opds(uow)}


async def test_an_older_reading_is_not_kept_for_those_after_the_change(town: Town, context: Context) -> None:
    """A unit may have read before somebody's change, and ask for what is kept after it."""
    async with context.look() as older:
        before = await older.years.rules(2026)
    await town.set_year(TARGET, "70")

    async def what_it_had_read() -> YearRules:
        return before

    assert older.seen is not None
    await older.seen.once(CITY, ("rules", 2026), what_it_had_read)
    assert await rules(context) != before


async def test_what_happened_to_a_report_is_read_anew_once_more_happens(
    town: Town, context: Context, siti: Talker
) -> None:
    by = (await town.person(siti)).id
    async with context.look() as uow:
        assert not await kept.kept_history(uow, HEALTH.code, IndicatorKey.SAKIP)
    answers = {"predikat": "BB", "nilai": "75.5"}
    await town.happens(EventKind.SUBMITTED, HEALTH.code, IndicatorKey.SAKIP, answers, by=by)
    async with context.look() as uow:
        (sent,) = await kept.kept_history(uow, HEALTH.code, IndicatorKey.SAKIP)
    assert sent.answers == answers


async def test_an_opd_that_there_is_not_is_asked_for_again(context: Context) -> None:
    for _ in range(2):
        async with context.look() as uow:
            with pytest.raises(NotFound):
                await kept.kept_opd(uow, "NOBODY")


async def test_a_unit_that_was_opened_otherwise_reads_everything_itself(town: Town) -> None:
    async with town.storage.look() as uow:
        assert await kept.kept_rules(uow, 2026) is not await kept.kept_rules(uow, 2026)
