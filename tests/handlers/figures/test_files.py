"""The evidence of a report, opened from `/iku` by those who may have it before their eyes."""

import pytest

from domain.people.person import Grant, Role
from tests.handlers.admins import admin_of
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

FILES = [
    ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"),
    ("rekap.pdf", b"%PDF-1.7 rekap", "application/pdf"),
]
OPEN = "📎 Bukti (2)"


@pytest.fixture
async def proven(town: Town, siti: Talker) -> Talker:
    """Siti has sent SAKIP with two files."""
    await siti.opens("SAKIP", "BB", "75,5")
    await siti.sends(*FILES)
    await town.tick()
    await siti.presses("Kirim")
    return siti


async def captions(talker: Talker) -> list[str]:
    """Return the captions of the documents that the bot has sent to somebody."""
    return [one["caption"] for one in await talker.chat() if one["from"] == "bot" and one.get("document")]


READERS = [Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.VERIFIKATOR, "anjab"), Grant(Role.PIMPINAN)]


@pytest.mark.usefixtures("proven")
@pytest.mark.parametrize("grant", READERS, ids=str)
async def test_reviewers_and_pimpinan_open_it(town: Town, grant: Grant) -> None:
    reader = await town.talker(2001, "Dewi", grant)
    await reader.says("/iku sakip dinkes")
    card = await reader.presses(OPEN)
    assert [text.splitlines() for text in await captions(reader)] == [
        [f"Dinas Kesehatan · SAKIP 2026 · SKP-26-0001 · {number}/2", name]
        for number, (name, *_) in enumerate(FILES, start=1)
    ]
    assert card["text"].startswith("1 · SAKIP 2026\nDinas Kesehatan")
    # The card stands below its papers, and nowhere else.
    keyed = [one["message_id"] for one in await reader.chat() if OPEN in labels(one)]
    assert keyed == [card["message_id"]]


async def test_an_operator_opens_again_what_was_sent(town: Town, proven: Talker, budi: Talker) -> None:
    for operator in (proven, budi):
        await operator.walks("/iku", press("OPD", "1", OPEN))
        assert len(await captions(operator)) == len(FILES)
    await town.verify(HEALTH.code)
    await proven.says("/iku sakip dinkes")
    assert "Diterima" in (await proven.presses(OPEN))["text"]


@pytest.mark.usefixtures("proven")
async def test_nobody_opens_another_opds(town: Town, eka: Talker) -> None:
    await eka.says("/iku")
    assert "tidak terdaftar" in (await eka.forges("ki:sakip:DINKES:2026:0:0"))["text"]
    assert await captions(eka) == []
    admin = await admin_of(town)
    assert OPEN not in labels(await admin.says("/iku sakip dinkes"))
    await admin.forges("ki:sakip:DINKES:2026:0:0")
    assert await captions(admin) == []


@pytest.mark.usefixtures("proven")
async def test_whose_role_has_ended_opens_nothing(town: Town, budi: Talker) -> None:
    card = await budi.walks("/iku", press("OPD", "1"))
    await town.end_role(budi, HEALTH.code)
    await budi.presses(OPEN, card)
    assert await captions(budi) == []


async def test_who_reports_for_another_opd_by_now_reads_no_verdict_below_its_papers(
    town: Town, proven: Talker, dewi: Talker
) -> None:
    moved = await town.operator(1005, "Rina", HEALTH.code, LIBRARY.code)
    for reader in (proven, moved):
        await reader.walks("/iku sakip dinkes", press(OPEN))
    await town.end_role(moved, HEALTH.code)
    await dewi.walks("/verifikasi", press("Terima"))
    await town.send_notices()
    assert ["diterima" in text for text in await captions(proven)] == [True, True]
    assert ["diterima" in text for text in await captions(moved)] == [False, False]


@pytest.mark.usefixtures("proven")
async def test_what_its_own_reviewer_opens_counts_as_opened(town: Town, dewi: Talker, boss: Talker) -> None:
    (sent,) = await town.events(HEALTH.code)
    opened = []
    for reader in (boss, dewi):
        await reader.walks("/iku sakip dinkes", press(OPEN))
        async with town.storage.uow() as uow:
            opened.append(await uow.evidence.opened(sent.files))
    assert opened == [frozenset(), frozenset(sent.files)]


async def test_a_report_without_files_offers_none(siti: Talker, boss: Talker) -> None:
    await siti.reports_sakip()
    shown = await boss.says("/iku sakip dinkes")
    assert labels(shown) == ["Riwayat", "‹ SAKIP", "‹ DINKES", "‹ Semua indikator", "‹ Beranda"]
    await boss.forges("ki:sakip:DINKES:2026:0:0")
    assert await captions(boss) == []


@pytest.mark.usefixtures("proven")
async def test_what_was_not_there_at_a_quarters_end_is_not_handed_out(boss: Talker) -> None:
    assert OPEN not in labels(await boss.says("/iku sakip dinkes tw2"))
