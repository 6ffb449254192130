"""`/iku` as the Kepala Sub Bagian, the pimpinan and the operators see it."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.people.person import Grant, Role
from domain.units.opd import Opd
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

NUMBERS = ["1", "2", "3a", "3b", "4"]


async def pimpinan(town: Town) -> Talker:
    return await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))


def sakip(message: dict[str, str]) -> list[str]:
    """Return the lines of the first indicator."""
    return next(one for one in plain(message["text"]).split("\n\n") if one.startswith("1 · ")).splitlines()


async def test_a_report_moves_the_figures_of_a_kepala_sub_bagian(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    siti = await town.operator()
    dewi = await town.reviewer()
    before = await dewi.says("/iku")
    assert plain(before["text"]).startswith(
        "IKU 2026 · 23 Nov 2026 09.15 WIB\n2 perangkat daerah\n\n"
        "1 · SAKIP baik  0,00 %  (0/2)\n░░░░░ target 75 % · butuh 2 OPD lagi\n\n"
        "2 · Tepat tugas dan fungsi  0,00 %  (0/2)\n░░░░░ belum ada target\n\n3a · IKM baik"
    )
    await siti.reports_sakip()
    after = await dewi.presses("Perbarui", before)
    assert after["message_id"] == before["message_id"]
    assert after["text"].splitlines()[1] == "2 perangkat daerah · 1 menunggu Anda"
    assert sakip(after) == ["1 · SAKIP baik  0,00 %  (0/2)", "▒▒░░░ target 75 % · butuh 2 OPD lagi"]


async def test_what_waits_for_another_sub_bagian_does_not_wait_for_you(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    dewi = await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "tatalaksana"))
    assert "menunggu" not in (await dewi.says("/iku"))["text"]


async def test_what_a_colleague_has_to_decide_does_not_wait_for_you(town: Town, eka: Talker) -> None:
    """Four eyes: whoever reports for an OPD leaves the verdict on it to a colleague."""
    both = await town.talker(
        2001, "Dewi", Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.OPERATOR, HEALTH.code)
    )
    await both.reports_sakip()
    assert "menunggu Anda" not in (await both.says("/iku"))["text"]
    assert "🕓 1 menunggu verifikasi" in plain((await both.says("/iku 1"))["text"])
    await eka.reports_sakip()
    assert "2 perangkat daerah · 1 menunggu Anda" in (await both.says("/iku"))["text"]
    card = await both.says("/iku 1")
    assert "🕓 1 menunggu Anda · 🕓 1 menunggu verifikasi" in plain(card["text"])
    assert labels(card)[:2] == [f"🕓 {LIBRARY.code}", f"🕓 {HEALTH.code}"]


async def test_a_verified_report_counts(town: Town) -> None:
    await town.set_year("target.sakip", "50")
    siti = await town.operator()
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    assert sakip(await siti.says("/iku")) == [
        "1 · SAKIP baik  50,00 %  (1/2)",
        "▓▓░░░ target 50 % ✓",
        "DINKES: ✅ BB · 75,50",
    ]


async def test_an_operator_sees_the_totals_and_only_the_own_opd(eka: Talker, siti: Talker) -> None:
    await eka.reports_sakip("CC", "55")
    shown = await siti.says("/iku")
    assert sakip(shown)[-1] == "DINKES: ⬜ belum lapor"
    assert "DINKES: ⬜ belum dinilai" in shown["text"]
    assert LIBRARY.code not in shown["text"]
    assert f"{LIBRARY.code}: 🕓 CC · 55,00 · belum memenuhi" in (await eka.says("/iku"))["text"]
    assert labels(shown)[-4:] == ["OPD", "Grafik", "Unduh", "Beranda"]
    assert (await siti.presses("OPD"))["text"].startswith(HEALTH.name)


async def test_an_operator_of_many_opd_still_gets_one_short_message(town: Town) -> None:
    await town.found_opds(26)
    codes = [HEALTH.code, LIBRARY.code, *(f"OPD{number}" for number in range(26))]
    siti = await town.operator(1001, "Siti", *codes)
    await siti.walks(
        "/lapor", press("Dinas Kesehatan", "SAKIP"), "BB", "75", press("Belum ada berkas", "Kirim")
    )
    await town.verify(HEALTH.code)
    shown = await siti.says("/iku")
    assert sakip(shown)[-1] == "OPD Anda: ✅ 1 · ⬜ 27"
    assert shown["text"].count("OPD Anda: ") == 5
    choice = await siti.presses("OPD")
    assert choice["text"] == "Tekan nama OPD Bapak/Ibu."
    assert labels(choice)[0] == HEALTH.code
    assert labels(choice)[-5:] == ["·", "1/3", "›", "‹ Semua indikator", "‹ Beranda"]


async def test_without_any_opd_nothing_is_computed(town: Town) -> None:
    await town.close_opd(HEALTH)
    await town.close_opd(LIBRARY)
    boss = await pimpinan(town)
    shown = await boss.says("/iku")
    assert shown["text"] == (
        "IKU 2026 · 23 Nov 2026 09.15 WIB\nBelum ada perangkat daerah yang dihitung pada tahun 2026."
    )
    assert labels(shown) == ["‹ Beranda"]
    old = await boss.says("/iku 2019")
    assert old["text"].endswith("\nBelum ada perangkat daerah yang dihitung pada tahun 2019.")
    assert labels(old) == ["Tahun ini", "‹ Beranda"]
    assert "tidak dapat dihitung" in (await boss.says("/iku sakip"))["text"]


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("/iku 2025", "IKU 2025 · 23 Nov 2026 09.15 WIB\n2 perangkat daerah per 31 Des 2025\n\n"),
        ("/iku tahun lalu", "IKU 2025 · 23 Nov 2026 09.15 WIB\n2 perangkat daerah per 31 Des 2025\n\n"),
        ("/iku TW2", "IKU 2026 · TW II · per 30 Jun 2026 23.59 WIB\n2 perangkat daerah\n\n"),
        ("/iku 2025 tw4", "IKU 2025 · TW IV · per 31 Des 2025 23.59 WIB\n2 perangkat daerah\n\n"),
        (
            "/iku tw4",
            "IKU 2026 · TW IV · 23 Nov 2026 09.15 WIB\n2 perangkat daerah\nTW IV belum berakhir;",
        ),
        (
            "/iku 2027",
            "IKU 2027 · 23 Nov 2026 09.15 WIB\n2 perangkat daerah\nTahun 2027 belum dimulai;",
        ),
    ],
)
async def test_a_time_may_be_named(town: Town, typed: str, head: str) -> None:
    boss = await pimpinan(town)
    assert (await boss.says(typed))["text"].startswith(head)


@pytest.mark.parametrize("typed", ["/iku sakip", "/iku 1", "/iku no. 1", "/iku 2026 lhe akip"])
async def test_an_indicator_may_be_named(town: Town, typed: str) -> None:
    boss = await pimpinan(town)
    shown = await boss.says(typed)
    assert shown["text"].startswith(
        "1 · Persentase dokumen SAKIP OPD yang baik\n2026 · 23 Nov 2026 09.15 WIB\n\n"
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("/iku <b>halo", "belum mengenal indikator atau OPD “b halo”"),
        ("/iku baik", "“baik” cocok dengan lebih dari satu indikator"),
        ("/iku tw5", "Triwulan “5” tidak ada"),
        ("/iku 1066", "Tahun “1066” tidak bisa ditampilkan"),
        ("/iku 2025 2026", "lebih dari satu waktu"),
    ],
)
async def test_nonsense_gets_a_kind_example(town: Town, typed: str, why: str) -> None:
    boss = await pimpinan(town)
    shown = await boss.says(typed)
    assert why in shown["text"]
    assert "Contoh: /iku 2025 tw2 sakip, /iku dinkes." in shown["text"]


async def test_what_fits_several_indicators_names_only_those(town: Town) -> None:
    boss = await pimpinan(town)
    shown = await boss.says("/iku baik")
    text = shown["text"]
    assert labels(shown) == ["1", "3a", "‹ Semua indikator", "‹ Beranda"]
    assert "1 · SAKIP\n3a · IKM\n\n" in text
    assert "4 · Analisis jabatan" in (await boss.says("/iku apa"))["text"]


async def test_the_buttons_of_this_year(town: Town) -> None:
    boss = await pimpinan(town)
    shown = await boss.says("/iku")
    assert labels(shown) == [
        *NUMBERS,
        "TW I",
        "TW II",
        "TW III",
        "Perbarui",
        "Tahun lalu",
        "Sematkan",
        "Grafik",
        "Unduh",
        "‹ Beranda",
    ]
    quarter = await boss.presses("TW II")
    assert quarter["message_id"] == shown["message_id"]
    assert "TW II · per 30 Jun 2026 23.59 WIB" in quarter["text"]
    assert labels(quarter)[5:-3] == ["TW I", "• TW II", "TW III", "Terkini", "Perbarui", "Tahun lalu"]
    assert (await boss.presses("Perbarui"))["text"] == quarter["text"]
    assert (await boss.presses("Terkini"))["text"] == shown["text"]


async def test_last_year_and_back(town: Town) -> None:
    boss = await pimpinan(town)
    await boss.says("/iku")
    last = await boss.presses("Tahun lalu")
    assert last["text"].startswith("IKU 2025 · 23 Nov 2026")
    assert labels(last)[5:-3] == ["TW I", "TW II", "TW III", "TW IV", "Perbarui", "Tahun ini", "Sematkan"]
    assert (await boss.presses("Tahun ini"))["text"].startswith("IKU 2026 · 23 Nov")


async def test_no_button_leads_to_a_year_without_any_opd(town: Town) -> None:
    """In this town every OPD begins in 2026."""
    start = datetime(2026, 1, 1, tzinfo=UTC).date()
    async with town.storage.uow() as uow:
        for opd in (HEALTH, LIBRARY):
            young = Opd(opd.code, opd.name, opd.kind, start)
            await uow.opds.record(young, by=None, at=town.now)
        await uow.commit()
    boss = await pimpinan(town)
    assert labels(await boss.says("/iku"))[-5:] == ["Perbarui", "Sematkan", "Grafik", "Unduh", "‹ Beranda"]


async def test_the_first_moment_of_a_quarter_still_shows_the_year(town: Town) -> None:
    town.now = datetime(2026, 3, 31, 16, 59, 59, tzinfo=UTC)
    boss = await pimpinan(town)
    assert "TW I" not in labels(await boss.says("/iku"))
    town.now += timedelta(seconds=1)
    assert "TW I" in labels(await boss.says("/iku"))


@pytest.mark.parametrize("data", ["i:1066:0", "i:2026:5", "i:2026:-1", "i:2026", "d:sakip:1066:0:0"])
async def test_a_forged_time_is_refused(siti: Talker, data: str) -> None:
    await siti.says("/iku")
    assert "sudah tidak berlaku" in (await siti.forges(data))["text"]


async def test_a_threshold_set_later_changes_no_past_figure(town: Town) -> None:
    town.now = datetime(2026, 6, 1, 2, tzinfo=UTC)
    siti = await town.operator()
    boss = await pimpinan(town)
    await town.set_year("target.sakip", "50")
    await siti.reports_sakip("B", "65")
    await town.verify(HEALTH.code)
    town.now = datetime(2026, 6, 30, 16, 59, tzinfo=UTC)
    then = sakip(await boss.says("/iku"))
    assert then[0] == "1 · SAKIP baik  50,00 %  (1/2)"
    town.now = datetime(2026, 8, 1, 2, tzinfo=UTC)
    await town.set_year("sakip.minimum", "BB")
    await town.set_year("target.sakip", "90")
    assert sakip(await boss.says("/iku"))[0] == "1 · SAKIP baik  0,00 %  (0/2)"
    past = sakip(await boss.says("/iku tw2"))
    assert past == [line.replace("target 50", "target tahun 50") for line in then]


async def test_what_waited_in_the_past_waits_for_nobody(town: Town) -> None:
    town.now = datetime(2026, 6, 1, 2, tzinfo=UTC)
    siti = await town.operator()
    dewi = await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "kelembagaan"))
    await siti.reports_sakip()
    town.now = datetime(2026, 8, 1, 2, tzinfo=UTC)
    await town.verify(HEALTH.code)
    then = await dewi.says("/iku tw2")
    assert "menunggu" not in then["text"]
    assert sakip(then)[-1] == "▒▒░░░ belum ada target"
    card = plain((await dewi.says("/iku tw2 sakip"))["text"])
    assert "🕓 1 menunggu verifikasi" in card
    assert "ermasuk menunggu" not in card
    assert "mungkin" not in card
