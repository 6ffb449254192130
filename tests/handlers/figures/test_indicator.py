"""An indicator's card: its numbers, what moves them, and the OPD of which somebody has to act first."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.indicators.remark import NOTE
from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from handlers.figures.buttons import IkuFiles, IkuFound, IkuHistory, IkuReport, OpdCard, OpdChoice
from handlers.words.labels import room, width
from tests.handlers.figures.reading import plain
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

DOCUMENTS = ["Grafik", "Unduh"]
OWN_WAYS_BACK = [*DOCUMENTS, "‹ Semua indikator", "‹ Beranda"]
WAYS_BACK = [*DOCUMENTS, "Bila begini?", "‹ Semua indikator", "‹ Beranda"]
"""Those of whoever reads the names of all OPD."""


def blocks(message: Json) -> list[str]:
    return plain(message["text"]).split("\n\n")


async def six(town: Town) -> None:
    """Let there be an OPD in every group of SAKIP: met, unmet, two that wait, one returned, two missing."""
    await town.found_opds(5)
    met, unmet, waiting, wrong, good = [
        await town.operator(1101 + number, f"Op {number}", f"OPD{number}") for number in range(5)
    ]
    await met.reports_sakip()
    await town.verify("OPD0")
    await unmet.reports_sakip("CC", "55")
    await town.verify("OPD1")
    await waiting.reports_sakip("C", "40")
    await wrong.reports_sakip()
    await town.send_back("OPD3", "Nilai <tidak> terbaca")
    await good.reports_sakip()


async def test_the_numbers_come_first_and_then_who_has_to_act(town: Town) -> None:
    await town.set_year("target.sakip", "60")
    await six(town)
    dewi = await town.reviewer()
    shown = await dewi.says("/iku sakip")
    assert blocks(shown) == [
        "1 · Persentase dokumen SAKIP OPD yang baik\n2026 · 23 Nov 2026 09.15 WIB",
        (
            "14,29 %  (1/7) · target 60 %\n"
            "▓▒░░░ butuh 4 OPD lagi: 1 yang menunggu, 3 yang belum lapor atau perlu perbaikan\n"
            "Termasuk menunggu 28,57 %\n"
            "Mungkin 14,29–85,71 %\n"
            "Capaian 23,81 % · Sangat Rendah"
        ),
        "🕓 2 menunggu Anda · 🔁 1 perlu perbaikan · ⬜ 2 belum lapor · 🔶 1 belum memenuhi · ✅ 1 memenuhi",
        "Tekan OPD, atau ketik namanya.",
    ]
    assert labels(shown) == [
        "🕓 OPD2", "🕓 OPD4", "🔁 OPD3", "⬜ DINKES", "⬜ DISPERPUSIP", "🔶 OPD1", "·", "1/2", "›",
        *WAYS_BACK,
    ]  # fmt: skip


async def test_for_whom_nothing_waits_it_is_only_said_that_it_does(town: Town, boss: Talker) -> None:
    await six(town)
    shown = await boss.says("/iku sakip")
    assert "🕓 2 menunggu verifikasi · 🔁 1" in plain(shown["text"])
    assert "Anda" not in shown["text"]
    assert "14,29 %  (1/7) · belum ada target\n▓▒░░░\nTermasuk" in plain(shown["text"])


async def test_what_moves_it_is_said_as_it_is(town: Town, boss: Talker) -> None:
    """Of seven: one meets it, one does not, one waits and will, one waits and will not."""
    await six(town)
    told = {}
    for target in ("10", "28", "60", "85", "95"):
        await town.set_year("target.sakip", target)
        told[target] = blocks(await boss.says("/iku sakip"))[1].splitlines()[1].removeprefix("▓▒░░░ ")
    assert told == {
        "10": "target tercapai",
        "28": "butuh 1 OPD lagi: cukup dari 1 yang menunggu",
        "60": "butuh 4 OPD lagi: 1 yang menunggu, 3 yang belum lapor atau perlu perbaikan",
        # Only three have not reported: the fifth would be the one that waits and will not.
        "85": "butuh 5 OPD lagi",
        "95": "butuh 6 OPD lagi; paling banyak 5 yang masih bisa",
    }


async def test_nothing_is_said_that_says_nothing(town: Town, boss: Talker) -> None:
    """Nothing waits and nothing is left to be decided: no range, nothing including what waits."""
    for opd in (HEALTH.code, LIBRARY.code):
        await town.evaluated(opd, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    assert blocks(await boss.says("/iku 2"))[1] == "100,00 %  (2/2) · belum ada target\n▓▓▓▓▓"
    nothing = blocks(await boss.says("/iku 1"))[1]
    assert nothing == "0,00 %  (0/2) · belum ada target\n░░░░░"


async def test_a_waiting_correction_stands_where_it_has_to_be_decided(
    town: Town, dewi: Talker, siti: Talker, eka: Talker
) -> None:
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    town.pass_time(days=1)
    await siti.corrects_sakip("79")
    await eka.reports_sakip()
    shown = await dewi.says("/iku sakip")
    assert "🕓 2 menunggu Anda (1 koreksi) · ✅ 1 memenuhi" in plain(shown["text"])
    assert labels(shown)[:2] == ["🕓 DINKES", "🕓 DISPERPUSIP"]
    card = (await dewi.presses(HEALTH.code))["text"]
    assert "✅ BB · 75,50 · koreksi menunggu" in card
    assert "Diterima 23 Nov 2026 09.15 WIB\nPredikat: BB · Sangat Baik\nNilai: 75,50" in card
    assert "Koreksi menunggu\nPredikat: BB · Sangat Baik\nNilai: 79,00" in card


async def test_from_what_waits_for_you_it_is_one_tap_to_its_verdict(dewi: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    await dewi.says("/iku sakip")
    assert "Periksa ›" in labels(await dewi.presses(HEALTH.code))
    review = await dewi.presses("Periksa ›")
    assert review["text"].startswith("SAKIP 2026 · 1 dari 1")
    assert "Diterima oleh Dewi" in (await dewi.presses("Terima"))["text"]


async def test_nobody_else_is_offered_the_verdict(town: Town, boss: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    other = await town.talker(2002, "Agus", Grant(Role.VERIFIKATOR, "tatalaksana"))
    for one in (boss, other):
        await one.says("/iku sakip")
        assert "Periksa ›" not in labels(await one.presses(HEALTH.code))


async def test_a_carried_over_result_names_its_year(town: Town, boss: Talker, siti: Talker) -> None:
    await town.happens(
        EventKind.EVALUATED,
        HEALTH.code,
        IndicatorKey.KELEMBAGAAN,
        {"hasil": "tepat", NOTE: "Baik sekali"},
        by=(await town.person(siti)).id,
        year=2025,
        at=datetime(2025, 5, 5, 2, tzinfo=UTC),
    )
    shown = await boss.says("/iku kelembagaan")
    assert "1 hasil dari tahun sebelumnya" in shown["text"]
    card = (await boss.presses(HEALTH.code))["text"]
    assert "✅ tepat (2025)" in card
    assert "Diterima 5 Mei 2025 09.00 WIB · hasil dari 2025" in card
    assert "\nHasil: tepat\nCatatan: Baik sekali\ndinilai Siti, 5 Mei 2025 09.00 WIB" in card
    assert "(2025)" in (await siti.says("/iku"))["text"]


async def test_the_card_is_paged_and_keeps_its_quarter(town: Town, boss: Talker) -> None:
    await town.found_opds(26)
    await boss.says("/iku tw2")
    first = await boss.presses("4")
    assert first["text"].splitlines()[1] == "2026 · TW II · per 30 Jun 2026 23.59 WIB"
    assert labels(first)[:3] == ["⬜ DINKES", "⬜ DISPERPUSIP", "⬜ OPD0"]
    assert labels(first)[6:] == ["·", "1/5", "›", *OWN_WAYS_BACK]
    for _ in range(4):
        last = await boss.presses("›")
    assert len(labels(last)) == 4 + 3 + len(OWN_WAYS_BACK)
    assert "⬜ 28 belum lapor" in plain(last["text"])
    assert (await boss.presses("5/5"))["text"] == last["text"]
    report = await boss.presses("OPD9")
    assert "TW II · per 30 Jun 2026 23.59 WIB" in report["text"]
    await boss.presses("Riwayat")
    assert (await boss.presses("‹ Laporan"))["text"] == report["text"]
    back = await boss.presses("‹ Analisis jab")
    assert labels(back) == labels(last)
    assert "IKU 2026 · TW II" in (await boss.presses("‹ Semua indikator"))["text"]


async def test_long_short_names_fit_two_columns_and_never_look_alike(town: Town, boss: Talker) -> None:
    async with town.storage.uow() as uow:
        for code, short in (("KEC-TIMUR", "Kec. Wonomerto Timur"), ("KEC-TIM", "Kec. Wonomerto Timor")):
            opd = replace(HEALTH, code=code, name=f"Kecamatan {code}", short=short)
            await uow.opds.record(opd, by=None, at=town.now)
        await uow.commit()
    shown = labels(await boss.says("/iku sakip"))
    assert {"⬜ KEC-TIMUR", "⬜ KEC-TIM"} <= set(shown)
    assert all(width(label) <= room(2) for label in shown)


async def test_words_narrow_the_card(town: Town, boss: Talker) -> None:
    await town.found_opds(12)
    shown = await boss.says("/iku sakip dinas")
    assert "Nama OPD dengan “dinas”: 14. Tekan OPD untuk laporannya." in shown["text"]
    assert labels(shown)[4:] == ["·", "1/4", "›", "‹ Semua OPD", *WAYS_BACK]
    for _ in range(3):
        more = await boss.presses("›")
    assert "“dinas”: 14" in more["text"]
    assert len(labels(more)) == 2 + 3 + 1 + len(WAYS_BACK)
    every = await boss.presses("‹ Semua OPD")
    assert "Tekan OPD, atau ketik namanya." in every["text"]


async def test_words_that_one_opd_has_open_its_report(boss: Talker, siti: Talker) -> None:
    await siti.reports_sakip()
    for typed in ("/iku sakip kesehatan", "/iku dinkes 1", "/iku dinas sakip kesehatan 2026"):
        shown = await boss.says(typed)
        assert shown["text"].startswith("1 · SAKIP 2026\nDinas Kesehatan\n\n🕓 BB · 75,50"), typed
    assert "per 30 Jun 2026" in (await boss.says("/iku sakip tw2 dinkes"))["text"]


async def test_an_operator_opens_only_the_own_opd(eka: Talker, siti: Talker) -> None:
    await eka.reports_sakip()
    shown = await siti.says("/iku sakip")
    assert "hanya OPD Anda" in shown["text"]
    assert LIBRARY.code not in str(shown)
    assert labels(shown) == ["⬜ DINKES", *OWN_WAYS_BACK]
    assert "⬜ belum lapor" in (await siti.presses(HEALTH.code))["text"]
    assert LIBRARY.code not in str(await siti.forges("df:sakip:2026:0:0:dinas"))


async def test_a_page_beyond_the_last_is_the_last(boss: Talker) -> None:
    await boss.says("/iku")
    assert "⬜ 2 belum lapor" in plain((await boss.forges("d:sakip:2026:0:99"))["text"])
    assert "⬜ 2 belum lapor" in plain((await boss.forges("d:sakip:2026:0:-3"))["text"])
    nothing = await boss.forges("df:sakip:2026:0:7:perikanan")
    assert "Tidak ada OPD bernama “perikanan” di sini." in nothing["text"]


async def test_an_old_card_of_before_goes_on_working(boss: Talker, dewi: Talker, siti: Talker) -> None:
    """What the buttons carried before the screens changed."""
    await siti.reports_sakip()
    await opens_report(dewi)
    await boss.says("/iku")
    for data, said in (
        ("i:0:0", "IKU 2026"),
        ("d:sakip:2026:0:2", "Persentase dokumen SAKIP"),
        ("kr:sakip:DINKES:2026:0:1", "1 · SAKIP 2026"),
        ("kh:sakip:DINKES:2026:0:1:0", "Riwayat laporan"),
    ):
        assert said in (await boss.forges(data))["text"]


def test_the_longest_names_fit_into_a_button() -> None:
    code, words = "A" * 20, "ä" * 10
    for kind in (IkuReport, IkuFiles):
        assert len(kind("tatalaksana", code, 2026, 4, 99).pack()) <= 64
    assert len(IkuHistory("tatalaksana", code, 2026, 4, 99, 999).pack()) <= 64
    assert len(IkuFound("tatalaksana", 2026, 4, 99, words).pack().encode()) <= 64
    assert len(OpdChoice(2026, 99, words).pack().encode()) <= 64
    assert len(OpdCard(code, 2026).pack()) <= 64


async def test_very_long_words_are_cut_where_a_button_carries_them(town: Town, boss: Talker) -> None:
    await town.found_opds(12)
    shown = await boss.says("/iku sakip dinas dinas dinas dinas dinas dinas")
    assert "14. Tekan OPD" in shown["text"]
    assert "“dinas dinas dinas”: 14" in (await boss.walks(press("›")))["text"]


async def test_what_is_typed_on_the_card_is_looked_for_there(town: Town, boss: Talker, siti: Talker) -> None:
    await town.found_opds(12)
    await siti.reports_sakip()
    await boss.says("/iku tw4 sakip")
    shown = await boss.says("dinas")
    assert shown["text"].startswith("1 · Persentase dokumen SAKIP OPD yang baik\n2026 · TW IV · ")
    assert "Nama OPD dengan “dinas”: 14." in shown["text"]
    report = await boss.says("kesehatan")
    assert report["text"].startswith("1 · SAKIP 2026\nDinas Kesehatan\n\n🕓 BB · 75,50")


async def test_what_is_typed_on_an_operators_card_finds_only_the_own(siti: Talker, eka: Talker) -> None:
    await eka.reports_sakip()
    await siti.says("/iku sakip")
    assert "75,50" not in str(await siti.says("perpustakaan"))
    await siti.says("/iku sakip")
    assert (await siti.says("kesehatan"))["text"].startswith("1 · SAKIP 2026\nDinas Kesehatan")


async def test_another_card_on_the_screen_is_what_is_typed_to(boss: Talker) -> None:
    """The indicator's card stands above; what was opened since is no list of OPD."""
    await boss.says("/iku sakip")
    await boss.says("/iku dinkes")
    assert (await boss.says("perpustakaan"))["text"].startswith("Dinas Perpustakaan dan Kearsipan\n")
