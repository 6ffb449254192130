"""`/iku` as the Kepala Sub Bagian, the pimpinan and the operators see it."""

from domain.people import Grant, Role
from tests.dialogue import HEALTH, LIBRARY, Town, labels


async def test_a_report_moves_the_figures_of_a_kepala_sub_bagian(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    siti = await town.operator()
    dewi = await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "kelembagaan"))
    before = await dewi.says("/iku")
    assert before["text"].startswith(
        "IKU 2026 · per 23 Nov 2026 09.15 WIB\n2 perangkat daerah\n\n1 · SAKIP baik\n0,00 %  (0 dari 2)"
    )
    assert "termasuk menunggu: 0,00 %" in before["text"]
    await siti.reports_sakip()
    after = await dewi.presses("Perbarui", before)
    sakip = after["text"].split("\n\n")[1]
    assert sakip.splitlines() == [
        "1 · SAKIP baik",
        "0,00 %  (0 dari 2)",
        "░░░░░░░░░░  target 75 %",
        "termasuk menunggu: 50,00 %",
        "mungkin: 0,00–100,00 %",
        "capaian 0,00 % · Sangat Rendah",
        "Kurang 2 OPD · 1 menunggu Anda",
    ]


async def test_a_verified_report_counts(town: Town) -> None:
    await town.set_year("target.sakip", "50")
    siti = await town.operator()
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    shown = await siti.says("/iku")
    assert "50,00 %  (1 dari 2)\n▓▓▓▓▓░░░░░  target 50 %" in shown["text"]
    assert "capaian 100,00 % · Sangat Tinggi\nTarget tercapai" in shown["text"]


async def test_the_details_name_every_opd_to_those_who_see_everything(town: Town) -> None:
    siti = await town.operator()
    await siti.reports_sakip()
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    await boss.says("/iku")
    detail = await boss.presses("1 · SAKIP baik")
    assert "Persentase dokumen SAKIP OPD yang baik" in detail["text"]
    assert "Menunggu verifikasi, memenuhi (1)\n• Dinas Kesehatan – BB · 75,50" in detail["text"]
    assert f"Belum ada (1)\n• {LIBRARY.name}" in detail["text"]
    assert "IKU 2026" in (await boss.presses("‹ Semua indikator"))["text"]


async def test_an_operator_sees_the_totals_and_only_the_own_opd(town: Town) -> None:
    siti = await town.operator()
    eka = await town.operator(1004, "Eka", LIBRARY.code)
    await eka.reports_sakip()
    shown = await siti.says("/iku")
    assert "termasuk menunggu: 50,00 %" in shown["text"]
    assert "Dinas Kesehatan: ⬜ belum ada" in shown["text"]
    assert LIBRARY.name not in shown["text"]
    detail = await siti.presses("1 · SAKIP baik")
    assert "Dinas Kesehatan" in detail["text"]
    assert LIBRARY.name not in detail["text"]
    assert "hanya OPD Anda" in detail["text"]


async def test_details_are_paged(town: Town) -> None:
    await town.found_opds(26)
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    await boss.says("/iku")
    first = await boss.presses("5 · Analisis jabatan")
    assert labels(first)[:3] == ["·", "1/3", "›"]
    assert first["text"].count("• ") == 12
    second = await boss.presses("›")
    assert labels(second)[:3] == ["‹", "2/3", "›"]
    last = await boss.presses("›")
    assert last["text"].count("• ") == 4
    same = await boss.presses("3/3")
    assert same["text"] == last["text"]
    assert "2/3" in labels(await boss.presses("‹", last))


async def test_a_year_that_cannot_be_is_refused(town: Town) -> None:
    siti = await town.operator()
    await siti.says("/iku")
    assert "sudah tidak berlaku" in (await siti.forges("i:1066"))["text"]
    assert "sudah tidak berlaku" in (await siti.forges("d:sakip:1066:0"))["text"]
    assert "sudah tidak berlaku" in (await siti.forges("d:nothing:2026:0"))["text"]


async def test_without_any_opd_nothing_is_computed(town: Town) -> None:
    await town.close_opd(HEALTH)
    await town.close_opd(LIBRARY)
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    assert "tidak dapat dihitung" in (await boss.says("/iku"))["text"]
