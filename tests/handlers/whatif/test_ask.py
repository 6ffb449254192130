"""*Bagaimana bila*: OPD are put on the other side, and nothing of it is stored."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from handlers.city.ways import AskWhatIf
from handlers.whatif.texts import BEGUN_ANEW, FULL, NOT_YOURS, ONLY_A_SUM
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press
from tests.town.talker import data_of

ASK = "Bila begini?"
OPD = [f"OPD{number}" for number in range(6)]


@pytest.fixture
async def city(town: Town) -> Town:
    """Eight OPD: one meets SAKIP, one does not, one waits and will, one will not, one is to repair."""
    await town.set_year("target.sakip", "50")
    await town.found_opds(6)
    met, unmet, good, bad, wrong, *_ = [
        await town.operator(1101 + number, f"Op {number}", opd) for number, opd in enumerate(OPD)
    ]
    await met.reports_sakip()
    await town.verify("OPD0")
    await unmet.reports_sakip("CC", "55")
    await town.verify("OPD1")
    await good.reports_sakip()
    await bad.reports_sakip("CC", "59,5")
    await wrong.reports_sakip()
    await town.send_back("OPD4", "Nilai tidak terbaca")
    return town


def parts(message: Json) -> list[str]:
    return plain(message["text"]).split("\n\n")


async def opened(talker: Talker) -> Json:
    await talker.says("/iku sakip")
    return await talker.presses(ASK)


async def test_the_card_says_what_is_so_and_who_is_nearest(city: Town, boss: Talker) -> None:
    shown = await opened(boss)
    assert parts(shown) == [
        f"Bagaimana bila · 1 · SAKIP 2026\n{ONLY_A_SUM}",
        "Sekarang 12,50 % (1/8)\ntarget 50 % · butuh 3 OPD lagi · capaian 25,00 % Sangat Rendah",
        (
            "Jalan terpendek, 3 OPD:\n"
            "• OPD2 – menunggu, BB · 75,50\n"
            "• OPD4 – perlu perbaikan, BB · 75,50\n"
            "• OPD3 – menunggu, belum memenuhi, CC · 59,50"
        ),
    ]
    assert labels(shown) == [
        "Jalan terpendek", "– OPD2", "– OPD4", "– OPD3", "– OPD5", "– DINKES", "– DISPERPUSIP", "– OPD1",
        "✓ OPD0", "‹ SAKIP", "‹ Beranda",
    ]  # fmt: skip
    assert city.storage.tables.audit


async def test_an_opd_is_put_on_the_other_side_and_back(city: Town, boss: Talker) -> None:
    first = await opened(boss)
    before = len(city.storage.tables.audit)
    shown = await boss.presses("– OPD2")
    assert parts(shown)[1:3] == [
        (
            "Sekarang 12,50 % (1/8)\n→ bila begini 25,00 % (2/8)\n"
            "target 50 % · butuh 2 OPD lagi · capaian 50,00 % Sangat Rendah"
        ),
        "Diubah: OPD2 memenuhi",
    ]
    assert labels(shown)[:3] == ["Jalan terpendek", "Ulangi dari awal", "• ✓ OPD2"]
    shown = await boss.presses("✓ OPD0")
    assert "→ bila begini 12,50 % (1/8)" in shown["text"]
    assert "Diubah: OPD0 tidak memenuhi, OPD2 memenuhi" in shown["text"]
    await boss.presses("• – OPD0")
    again = await boss.presses("• ✓ OPD2")
    assert (again["text"], labels(again)) == (first["text"], labels(first))
    assert len(city.storage.tables.audit) == before
    assert "12,50 %  (1/8)" in (await boss.says("/iku sakip"))["text"]


@pytest.mark.usefixtures("city")
async def test_the_shortest_way_is_one_key_and_reaches_the_target(boss: Talker) -> None:
    await opened(boss)
    shown = await boss.presses("Jalan terpendek")
    assert "→ bila begini 50,00 % (4/8)\ntarget 50 % ✓ · capaian 100,00 % Sangat Tinggi" in shown["text"]
    assert "Jalan terpendek, 3 OPD (dihitung):" in shown["text"]
    assert labels(shown)[:4] == ["Ulangi dari awal", "• ✓ OPD2", "• ✓ OPD4", "• ✓ OPD3"]
    shown = await boss.presses("• ✓ OPD4")
    assert "→ bila begini 37,50 % (3/8)" in shown["text"]
    assert labels(shown)[:2] == ["Jalan terpendek", "Ulangi dari awal"]
    shown = await boss.presses("Ulangi dari awal")
    assert "bila begini" not in shown["text"]


async def test_a_target_out_of_reach_is_told_as_such(city: Town, boss: Talker) -> None:
    await city.set_year("target.sakip", "95")
    shown = await opened(boss)
    assert parts(shown)[-1] == (
        "Target tidak terjangkau: paling tinggi 87,50 % (7/8), tanpa koreksi hasil yang sudah diterima."
    )
    assert "Jalan terpendek" not in labels(shown)
    shown = await boss.presses("– OPD1")
    assert "→ bila begini 25,00 % (2/8)" in shown["text"]


async def test_a_target_that_is_met_needs_no_way(city: Town, boss: Talker) -> None:
    await city.set_year("target.sakip", "10")
    shown = await opened(boss)
    assert "target 10 % ✓ · capaian 125,00 % Sangat Tinggi\n\nTarget sudah tercapai." in shown["text"]
    assert "Jalan terpendek" not in labels(shown)


async def test_without_a_target_only_the_number_is_told(boss: Talker) -> None:
    await boss.says("/iku ikm")
    shown = await boss.presses(ASK)
    assert parts(shown)[1:] == ["Sekarang 0,00 % (0/2)\nbelum ada target"]
    assert "→ bila begini 50,00 % (1/2)\nbelum ada target" in (await boss.presses(HEALTH.code))["text"]


async def test_when_the_list_has_changed_it_begins_anew_and_says_so(city: Town, boss: Talker) -> None:
    await opened(boss)
    await boss.presses("– DINKES")
    await city.close_opd(replace(LIBRARY, valid_from=date(2024, 1, 1)))
    shown = await boss.presses("– OPD5")
    assert BEGUN_ANEW in shown["text"]
    assert "Sekarang 14,29 % (1/7)" in shown["text"]
    assert "Diubah" not in shown["text"]
    assert "– DISPERPUSIP" not in labels(shown)
    assert BEGUN_ANEW not in (await boss.presses("– OPD5"))["text"]


async def test_when_a_verdict_falls_meanwhile_it_begins_anew(city: Town, boss: Talker) -> None:
    await opened(boss)
    await boss.presses("– OPD2")
    await city.verify("OPD2")
    shown = await boss.presses("Jalan terpendek")
    assert BEGUN_ANEW in shown["text"]
    assert "Sekarang 25,00 % (2/8)" in shown["text"]


async def test_what_changes_no_mark_leaves_them_and_shows_the_new_numbers(city: Town, boss: Talker) -> None:
    """Somebody sends a report, and the target is moved: who counts is the same."""
    await opened(boss)
    await boss.presses("– OPD2")
    await city.set_year("target.sakip", "20")
    eka = await city.operator(1004, "Eka", LIBRARY.code)
    await eka.reports_sakip()
    shown = await boss.presses("– DINKES")
    assert BEGUN_ANEW not in shown["text"]
    assert "target 20 % ✓" in shown["text"]
    assert "Diubah: OPD2 memenuhi, DINKES memenuhi" in shown["text"]


async def test_the_way_means_another_once_another_is_nearer(city: Town, boss: Talker) -> None:
    await opened(boss)
    way = await boss.presses("Jalan terpendek")
    eka = await city.operator(1004, "Eka", LIBRARY.code)
    await eka.reports_sakip()
    shown = await boss.presses_late(way, "• ✓ OPD4")
    assert BEGUN_ANEW in shown["text"]


async def test_an_old_card_begins_again_where_it_was_left(city: Town, boss: Talker) -> None:
    """Whatever was opened since: all that a key needs it carries itself."""
    await opened(boss)
    old = await boss.presses("– OPD2")
    await boss.says("/menu")
    city.pass_time(days=3)
    await boss.presses_late(old, "– OPD5")
    shown = await boss.message(old["message_id"])
    assert "Diubah: OPD2 memenuhi, OPD5 memenuhi" in shown["text"]


async def test_pages_keep_what_was_changed(town: Town, boss: Talker) -> None:
    await town.found_opds(30)
    await boss.says("/iku ikm")
    await boss.presses(ASK)
    marked = await boss.presses("– OPD1")
    assert labels(marked).count("1/4") == 1
    shown = await boss.presses("›")
    assert "Diubah: OPD1 memenuhi" in shown["text"]
    assert len([label for label in labels(shown) if label[0] in "✓–•"]) == 8
    await boss.presses("– OPD15")
    assert "bila begini 6,25 % (2/32)" in (await boss.presses("‹"))["text"]


async def test_five_hundred_opd_have_a_way_and_twenty_marks_beside_it(town: Town, boss: Talker) -> None:
    await town.found_opds(498)
    await town.set_year("target.sakip", "75")
    await opened(boss)
    shown = await boss.presses("Jalan terpendek")
    assert "→ bila begini 75,00 % (375/500)" in shown["text"]
    assert "dan 372 OPD lain" in shown["text"]
    for page in (62, 61, 60):
        shown = await boss.forges(on_page(shown, page))
        for label in [one for one in labels(shown) if one[0] == "–"]:
            assert all(len(data) <= 64 for data in data_of(shown).values())
            shown = await boss.presses(label)
    assert "→ bila begini 79,00 % (395/500)" in shown["text"]
    shown = await boss.forges(on_page(shown, 59))
    for _ in range(4):  # a shorter name of the indicator leaves room for these
        shown = await boss.presses(next(one for one in labels(shown) if one[0] == "–"))
    same = await boss.presses(next(one for one in labels(shown) if one[0] == "–"))
    assert (await boss.toasts())[-1] == FULL
    assert (same["text"], labels(same)) == (shown["text"], labels(shown))


def on_page(shown: Json, page: int) -> str:
    """Return the callback data that turns to a page with the marks as they are."""
    turned = next(data for label, data in data_of(shown).items() if label in "‹›")
    head, year, _, basis, marks = turned.rsplit(":", 4)
    return f"{head}:{year}:{page}:{basis}:{marks}"


@pytest.mark.parametrize("name", ["=1+1", "<b>&", "-A@", "«ß»", "ا" * 10])
async def test_names_are_never_markup(town: Town, boss: Talker, name: str) -> None:
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, short=name), by=None, at=town.now)
        await uow.commit()
    await town.set_year("target.sakip", "50")
    shown = await opened(boss)
    assert f"• {name} – belum lapor" in shown["text"]
    assert f"Diubah: {name} memenuhi" in (await boss.presses(name))["text"]


async def test_lateness_and_what_is_not_out_yet_are_why(town: Town, boss: Talker, eka: Talker) -> None:
    await town.set_year("target.sakip", "100")
    await town.set_year("deadline.sakip", (town.now - timedelta(days=3)).isoformat())
    await eka.opens("SAKIP", press("LHE belum terbit"), "Desember 2026", press("Kirim"))
    shown = await opened(boss)
    assert "• DINKES – belum lapor, terlambat 3 hari\n• DISPERPUSIP – belum terbit" in shown["text"]


async def test_evaluations_speak_of_judging(town: Town, boss: Talker) -> None:
    await town.set_year("target.kelembagaan", "100")
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, {"hasil": "perlu"})
    await boss.says("/iku 2")
    shown = await boss.presses(ASK)
    assert parts(shown)[-1] == (
        "Jalan terpendek, 2 OPD:\n• DINKES – belum memenuhi, perlu penyesuaian\n• DISPERPUSIP – belum dinilai"
    )


async def test_a_damaged_report_stands_as_one_that_meets_nothing(
    town: Town, boss: Talker, siti: Talker
) -> None:
    siti_id = (await town.person(siti)).id
    await town.set_year("target.sakip", "50")
    await town.happens(EventKind.SUBMITTED, HEALTH.code, IndicatorKey.SAKIP, {"nilai": "?"}, by=siti_id)
    shown = await opened(boss)
    assert "• DINKES – menunggu, belum memenuhi" in shown["text"]


async def test_operators_do_not_get_it(siti: Talker) -> None:
    assert ASK not in labels(await siti.says("/iku sakip"))
    for data in (AskWhatIf("sakip", 2026).pack(), "wi:sakip:2026:0:0:s", "wf"):
        assert NOT_YOURS in str([(await siti.forges(data))["text"], *await siti.toasts()])


@pytest.mark.parametrize("role", [Grant(Role.ADMIN), Grant(Role.VERIFIKATOR, "anjab"), Grant(Role.PIMPINAN)])
async def test_who_sees_everything_gets_it(town: Town, role: Grant) -> None:
    talker = await town.talker(2001, "Dewi", role)
    assert ONLY_A_SUM in (await opened(talker))["text"]


async def test_quarters_and_closed_years_are_what_they_were(town: Town, boss: Talker) -> None:
    assert ASK not in labels(await boss.says("/iku sakip tw2"))
    assert ASK in labels(await boss.says("/iku sakip 2025"))
    await town.set_year("closed_at", town.now.isoformat(), year=2025)
    assert ASK not in labels(await boss.says("/iku sakip 2025"))
    refused = await boss.forges(AskWhatIf("sakip", 2025).pack())
    assert "Bagaimana bila" not in refused["text"]


@pytest.mark.parametrize(
    "data", ["wa:sakip:2019", "wa:bogus:2026", "wi:sakip:2026:0:0:zz", "wi:sakip:2026:-9:x:s"]
)
async def test_forged_data_shows_nothing_that_is_not_so(boss: Talker, data: str) -> None:
    await boss.says("/iku")
    shown = await boss.forges(data)
    assert "Bagaimana bila" not in shown["text"] or BEGUN_ANEW in shown["text"]


async def test_without_any_opd_it_is_not_offered(town: Town, boss: Talker) -> None:
    for opd in (HEALTH, LIBRARY):
        await town.close_opd(opd)
    shown = await boss.forges(AskWhatIf("sakip", 2026).pack()) if await boss.says("/iku") else {}
    assert "Belum ada perangkat daerah yang dihitung." in shown["text"]
    assert labels(shown)[-1] == "‹ Beranda"


@pytest.mark.usefixtures("city")
async def test_the_way_back_is_the_indicators_card(boss: Talker) -> None:
    await opened(boss)
    assert "Persentase dokumen SAKIP OPD yang baik" in (await boss.presses("‹ SAKIP"))["text"]
