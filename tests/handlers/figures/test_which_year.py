"""In January the year that is still being worked on comes first, as in `/lapor` and `/belum`."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.language.dates import WIB
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels

JANUARY = datetime(2027, 1, 11, 2, tzinfo=UTC)


@pytest.fixture
async def with_deadlines(town: Town) -> None:
    await town.set_year("deadline.sakip", datetime(2026, 12, 31, 16, tzinfo=WIB).isoformat())


@pytest.mark.usefixtures("with_deadlines")
async def test_while_something_is_asked_for_last_year_comes_first(town: Town, boss: Talker) -> None:
    assert (await boss.says("/iku"))["text"].startswith("IKU 2026 · 23 Nov 2026")
    town.now = JANUARY
    shown = await boss.says("/iku")
    assert shown["text"].startswith(
        "IKU 2026 · 11 Jan 2027 09.00 WIB\n2 perangkat daerah per 31 Des 2026\n\n"
    )
    assert "Tahun ini" in labels(shown)
    this = await boss.presses("Tahun ini")
    assert this["text"].startswith("IKU 2027 · 11 Jan 2027")
    assert (await boss.presses("Tahun lalu"))["text"] == shown["text"]


@pytest.mark.usefixtures("with_deadlines")
@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("/iku sakip", "1 · Persentase dokumen SAKIP OPD yang baik\n2026 ·"),
        ("/iku dinkes", "Dinas Kesehatan\nDINKES · 2026 ·"),
        ("/iku tw4", "IKU 2026 · TW IV · per 31 Des 2026"),
        ("/iku 2027", "IKU 2027"),
        ("/iku tahun ini", "IKU 2027"),
        ("/iku tahun lalu", "IKU 2026"),
        ("/iku tahun ini dinkes", "Dinas Kesehatan\nDINKES · 2027 ·"),
    ],
)
async def test_so_it_does_for_everything_where_no_year_is_named(
    town: Town, boss: Talker, typed: str, begins: str
) -> None:
    town.now = JANUARY
    assert (await boss.says(typed))["text"].startswith(begins)


@pytest.mark.usefixtures("with_deadlines")
@pytest.mark.parametrize("data", ["i:0:0", "oc:DINKES:0"])
async def test_a_button_that_names_no_year_follows(town: Town, boss: Talker, data: str) -> None:
    town.now = JANUARY
    await boss.says("/iku 2027")
    assert "2026 ·" in (await boss.forges(data))["text"]


async def test_what_waits_keeps_last_year_first_until_march(town: Town, boss: Talker, siti: Talker) -> None:
    """Without any deadline nothing is asked for; what was sent still waits for its verdict."""
    await siti.reports_sakip()
    for month, first in ((1, 2026), (3, 2026), (4, 2027)):
        town.now = datetime(2027, month, 11, 2, tzinfo=UTC)
        assert (await boss.says("/iku"))["text"].startswith(f"IKU {first}"), month
    town.now = JANUARY
    await town.verify(HEALTH.code)
    assert (await boss.says("/iku"))["text"].startswith("IKU 2027")


async def test_a_report_to_be_repaired_keeps_last_year_first(town: Town, boss: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    town.now = JANUARY
    await town.send_back(HEALTH.code, "Nilai keliru")
    assert (await boss.says("/iku"))["text"].startswith("IKU 2026")


@pytest.mark.usefixtures("with_deadlines")
async def test_a_closed_year_is_over(town: Town, boss: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    town.now = JANUARY
    await town.set_year("closed_at", town.now.isoformat())
    assert (await boss.says("/iku"))["text"].startswith("IKU 2027")


@pytest.mark.usefixtures("with_deadlines")
async def test_when_all_have_reported_the_new_year_begins(
    town: Town, boss: Talker, siti: Talker, eka: Talker
) -> None:
    for operator, opd in ((siti, HEALTH), (eka, LIBRARY)):
        await operator.reports_sakip()
        await town.verify(opd.code)
    town.now = JANUARY
    # IKM and anjab have no deadline, so nobody is asked for them.
    assert (await boss.says("/iku"))["text"].startswith("IKU 2027")


@pytest.mark.usefixtures("with_deadlines")
async def test_long_after_the_deadline_nothing_is_asked_for(town: Town, boss: Talker) -> None:
    town.now = datetime(2027, 3, 15, 2, tzinfo=UTC)
    assert (await boss.says("/iku"))["text"].startswith("IKU 2027")


@pytest.mark.usefixtures("with_deadlines")
async def test_what_nobody_can_send_any_more_is_not_waited_for(
    town: Town, boss: Talker, siti: Talker, eka: Talker
) -> None:
    """As in `/belum`: an OPD that ended with the year owes nothing, not even what was returned to it."""
    await siti.reports_sakip()
    await town.send_back(HEALTH.code, "Nilai keliru")
    await eka.reports_sakip()
    await town.verify(LIBRARY.code)
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, valid_to=date(2026, 12, 31)), by=None, at=town.now)
        await uow.commit()
    town.now = JANUARY
    assert (await boss.says("/iku"))["text"].startswith("IKU 2027")
    assert (await boss.says("/belum"))["text"].startswith("Belum lapor 2027")
