"""Four eyes: nobody decides about a report of an OPD that they report for, or that they sent themselves."""

import pytest

from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from tests.handlers.evaluation_files.sheets import filled
from tests.handlers.evaluation_files.test_receive import downloaded, sent
from tests.handlers.review.reviewing import gives_back, inbox_of, opened, opens_report, reports_with
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press
from tests.town.talker import data_of

OPERATOR = Grant(Role.OPERATOR, HEALTH.code)
CHECKS = Grant(Role.VERIFIKATOR, "kelembagaan")
LHE = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")


@pytest.fixture
async def both(town: Town) -> Talker:
    """Bring somebody who reports for the Dinas Kesehatan and checks such reports."""
    return await town.talker(2001, "Dewi", OPERATOR, CHECKS)


async def kinds(town: Town) -> list[EventKind]:
    return [event.kind for event in await town.events(HEALTH.code)]


async def becomes_operator(town: Town, talker: Talker) -> None:
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, OPERATOR, by=None, at=town.now)
        await uow.commit()


async def test_the_card_says_who_decides_instead_of_offering_a_verdict(
    town: Town, both: Talker, siti: Talker
) -> None:
    await town.reviewer(telegram_id=2002, name="Rina")
    await reports_with(siti, LHE)
    card = await opened(both)
    assert labels(card) == ["📎 Buka bukti (1)", "‹ Daftar", "Berikutnya ›"]
    assert card["text"].endswith(
        "⚠️ Bapak/Ibu melapor untuk OPD ini, jadi tidak memutuskannya. Mohon diperiksa rekan: Rina."
    )
    listed = await both.says("/verifikasi")
    assert "baru saja\n    diperiksa rekan" in listed["text"]


async def test_somebody_alone_is_told_to_ask_an_admin(town: Town, both: Talker) -> None:
    await (await town.operator()).reports_sakip()
    card = await opens_report(both)
    assert "mintalah admin bot menambah verifikator" in card["text"]


@pytest.mark.parametrize("data", ["ra:{0}", "rp:{0}:1", "rr:{0}:1"])
async def test_a_forged_or_old_button_decides_nothing(town: Town, both: Talker, data: str) -> None:
    await (await town.operator()).reports_sakip()
    await opens_report(both)
    (sent,) = await town.events(HEALTH.code)
    card = await both.forges(data.format(sent.id))
    assert "jadi tidak memutuskannya" in card["text"]
    assert await kinds(town) == [EventKind.SUBMITTED]


async def test_what_somebody_sent_stays_theirs_when_they_report_no_longer(town: Town, both: Talker) -> None:
    await both.reports_sakip()
    await town.end_role(both, HEALTH.code)
    card = await opens_report(both)
    assert "Terima" not in labels(card)
    assert "⚠️ Bapak/Ibu mengirim laporan ini, jadi tidak memutuskannya." in card["text"]


async def test_who_becomes_an_operator_in_the_middle_of_returning_returns_nothing(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await opens_report(dewi)
    await dewi.walks(press("Kembalikan", "☐ Nilai", "Lanjut: alasan ›", "Angka berbeda dengan bukti"))
    person = await town.person(dewi)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, OPERATOR, by=None, at=town.now)
        await uow.commit()
    told = await dewi.presses("Kembalikan")
    assert "jadi tidak memutuskannya" in told["text"]
    assert await kinds(town) == [EventKind.SUBMITTED]


async def test_a_colleague_decides_and_only_a_colleague_undoes_it(town: Town, both: Talker) -> None:
    siti, rina = await town.operator(), await town.reviewer(telegram_id=2002, name="Rina")
    await siti.reports_sakip()
    await opens_report(rina)
    decided = await rina.presses("Terima")
    assert "Urungkan" in labels(decided)
    verdict = (await town.events(HEALTH.code))[-1]
    await both.says("/verifikasi")
    refused = await both.forges(f"ru:{verdict.id}")
    assert "keputusannya oleh rekan lain" in refused["text"]
    assert "Urungkan" not in labels(refused)
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]
    await rina.presses("Urungkan", decided)
    assert (await kinds(town))[-1] is EventKind.UNDONE


async def test_other_opd_are_decided_as_ever(both: Talker, eka: Talker) -> None:
    await eka.reports_sakip()
    assert LIBRARY.name in (await opened(both))["text"]
    assert (await gives_back(both, "Nilai"))["text"].startswith("🔁 Dikembalikan oleh Dewi")


async def test_a_batch_leaves_the_own_reports_out_and_says_so(
    town: Town, both: Talker, siti: Talker, eka: Talker
) -> None:
    for year in (2025, 2026):
        town.now = town.now.replace(year=year)
        for operator, opd in ((siti, HEALTH), (eka, LIBRARY)):
            await reports_with(
                operator, (f"{year}.pdf", f"%PDF-1.7 {opd.code} {year}".encode(), "application/pdf")
            )
            if year == 2025:
                await town.verify(opd.code)
    assert "1 laporan OPD Bapak/Ibu sendiri diperiksa rekan." in (await inbox_of(both))["text"]
    listed = await both.presses("Terima semua yang tidak berubah")
    assert "Tidak ikut: 1 laporan OPD Bapak/Ibu sendiri (diperiksa rekan)." in listed["text"]
    assert "• DINKES" not in listed["text"]
    await both.presses("Terima 1 laporan")
    assert (await kinds(town))[-1] is EventKind.SUBMITTED
    assert (await town.events(LIBRARY.code))[-1].kind is EventKind.VERIFIED


async def test_nobody_evaluates_an_opd_that_they_report_for(town: Town, both: Talker) -> None:
    await both.says("/evaluasi")
    refused = await both.forges(f"zj:{HEALTH.code}:2026:0:tepat")
    assert "evaluasinya diisi rekan lain di Sub Bagian" in refused["text"]
    assert await kinds(town) == []
    await both.forges(f"zj:{LIBRARY.code}:2026:0:tepat")
    assert [event.kind for event in await town.events(LIBRARY.code)] == [EventKind.EVALUATED]


async def test_the_evaluation_card_of_the_own_opd_has_no_verdict(both: Talker) -> None:
    await both.says("/evaluasi")
    card = await both.presses("Mulai menilai")
    assert card["text"].endswith("jadi rekan lain di Sub Bagian yang menilainya.")
    assert labels(card) == ["‹ Ringkasan", "Lewati ›"]
    assert labels(await both.presses("Lewati ›"))[:2] == ["Tepat", "Perlu penyesuaian"]


async def test_nobody_undoes_an_evaluation_of_their_own_opd(town: Town, both: Talker) -> None:
    rina = await town.reviewer(telegram_id=2002, name="Rina")
    await rina.says("/evaluasi")
    await rina.forges(f"zj:{HEALTH.code}:2026:0:tepat")
    (done,) = await town.events(HEALTH.code)
    await both.says("/evaluasi")
    assert "diisi rekan lain" in (await both.forges(f"zu:{done.id}"))["text"]
    assert await kinds(town) == [EventKind.EVALUATED]


async def test_a_sheet_leaves_the_own_opd_to_colleagues(town: Town, both: Talker) -> None:
    await both.says("/evaluasi")
    content = filled(await downloaded(town, both), {"D3": "Tepat", "D4": "Tepat"})
    seen = await sent(town, both, content)
    assert "✗ Baris 3 (DINKES): OPD Anda sendiri dinilai rekan" in seen["text"]
    done = await both.presses("Terapkan 1 yang benar saja")
    assert "✅ 1 hasil tersimpan dari berkas." in done["text"]
    assert await kinds(town) == []


async def test_an_opd_that_became_the_own_meanwhile_is_left_out_of_a_sheet(town: Town, dewi: Talker) -> None:
    await dewi.says("/evaluasi")
    await sent(town, dewi, filled(await downloaded(town, dewi), {"D3": "Tepat", "D4": "Tepat"}))
    await becomes_operator(town, dewi)
    done = await dewi.presses("Terapkan 2 hasil")
    assert (
        "✅ 1 hasil tersimpan dari berkas.\n⚠️ OPD Anda sendiri dinilai rekan: Dinas Kesehatan."
        in done["text"]
    )
    assert await kinds(town) == []


async def test_nobody_goes_on_with_a_checklist_of_what_has_become_the_own_opd(town: Town) -> None:
    rina = await town.reviewer("tatalaksana", 2002, "Rina")
    await rina.says("/evaluasi")
    untouched = await rina.presses("Mulai menilai")
    begun = await rina.presses("SOP AP")
    await becomes_operator(town, rina)
    for card, label in ((begun, "Peta proses"), (untouched, "Semua wajib")):
        data = next(data for said, data in data_of(card).items() if label in said)
        assert "evaluasinya diisi rekan lain" in (await rina.forges(data))["text"]
    card = await rina.forges(f"zo:tatalaksana:2026:{HEALTH.code}")
    assert labels(card) == ["‹ Ringkasan", "Lewati ›"]
    assert await kinds(town) == []


async def test_no_detailed_evaluation_of_the_own_opd_is_begun(town: Town, both: Talker) -> None:
    await both.says("/evaluasi")
    assert "evaluasinya diisi rekan lain" in (await both.forges(f"zd:{HEALTH.code}:2026"))["text"]
    held = await town.held(both)
    assert held is None or held.opd is None
