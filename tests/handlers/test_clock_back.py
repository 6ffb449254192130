"""After the clock was set back by seven hours (a hardware clock in local time) nothing is wrong or waits."""

from collections.abc import AsyncIterator

import pytest

from tests.dialogue import HEALTH, Town
from tests.reviewing import opens_report

BACK = -7
"""Hours."""


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as opened:
        yield opened


async def test_a_withdrawn_report_does_not_wait_and_one_is_accepted_once(town: Town) -> None:
    siti, dewi = await town.operator(), await town.reviewer()
    await siti.reports_sakip()
    town.pass_time(hours=BACK)
    by = await town.person(siti)
    await town.withdraws(HEALTH.code, by.id)
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.says("/verifikasi"))["text"]
    await siti.reports_sakip()
    await opens_report(dewi)
    await dewi.presses("Terima")
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.says("/verifikasi"))["text"]
    assert "1 · SAKIP baik\n50,00 %  (1 dari 2)" in (await dewi.says("/iku"))["text"]
    assert [one.kind.value for one in await town.events(HEALTH.code)] == [
        "submitted", "withdrawn", "submitted", "verified",
    ]  # fmt: skip


async def test_a_verdict_of_just_now_can_be_undone_and_an_hour_later_it_cannot(town: Town) -> None:
    siti, dewi = await town.operator(), await town.reviewer()
    await siti.reports_sakip()
    town.pass_time(hours=BACK)
    await opens_report(dewi)
    decided = await dewi.presses("Terima")
    town.pass_time(minutes=4)
    await dewi.presses("Urungkan", decided)
    assert (await town.events(HEALTH.code))[-1].kind.value == "undone"
    await opens_report(dewi)
    decided = await dewi.presses("Terima")
    town.pass_time(minutes=6)
    await dewi.presses("Urungkan", decided)
    assert (await town.events(HEALTH.code))[-1].kind.value == "verified"
