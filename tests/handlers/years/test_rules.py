"""`/aturan`: what a year asks for, on which basis, and what a change would do to the figures."""

import pytest

from domain.keys import IndicatorKey
from domain.years.rules import YearRules
from tests.handlers.admins import admin_of
from tests.handlers.years.yearly import (
    opens_closed_2026,
    reported,
    settings_of,
    values_of,
)
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def test_the_rules_and_their_basis_are_shown(admin: Talker) -> None:
    shown = await admin.says("/aturan")
    assert shown["text"].startswith(
        "Aturan 2026 · berjalan\n\nSAKIP: belum dipilih, memakai minimal B (Baik)\n"
        "Dasar: PermenPANRB 88/2021\n\n"
        "Tepat tugas dan fungsi: hasil berlaku 3 tahun\nDasar: PermenPANRB 20/2018\n"
        "Tepat tugas dan fungsi: skor 0–100 menurut PermenPANRB 20/2018\nDasar: PermenPANRB 20/2018\n\n"
        "IKM: U8 Pengaduan · U9 Sarana\nDasar: PermenPANRB 14/2017\n\n"
        "Ketatalaksanaan: 4 item wajib\n• SOP AP ditetapkan dan direviu\n"
    )
    assert labels(shown) == [
        "Pilih batas SAKIP baik",
        "Ubah masa berlaku hasil",
        "Ubah dasar penilaian",
        "Ubah urutan unsur IKM",
        "Ubah item wajib",
        "Ubah masa berlaku anjab",
        "Target",
        "Tahun 2026",
        "‹ Beranda",
    ]


async def test_a_stricter_threshold_shows_its_effect_before_it_holds(
    town: Town, admin: Talker, siti: Talker
) -> None:
    await reported(town, siti, "B")
    await admin.walks("/aturan", press("batas SAKIP", "BB (Sangat Baik)"))
    summary = await admin.says("Perwali 12/2026")
    assert "Pengaruhnya: SAKIP: 50,00 % → 0,00 %\n1 → 0 dari 2 OPD memenuhi" in summary["text"]
    assert "50,00 %  (1/2)" in (await siti.says("/iku"))["text"]
    stored = await admin.presses("Simpan", summary)
    assert (
        "SAKIP: minimal BB (Sangat Baik)\nDasar: Perwali 12/2026 · Pak Admin, 23 Nov 2026" in stored["text"]
    )
    assert "0,00 %  (0/2)" in (await siti.says("/iku"))["text"]
    assert [(one.key, one.value, one.legal_basis) for one in await settings_of(town, 2026)] == [
        ("sakip.minimum", "BB", "Perwali 12/2026"),
        ("basis.sakip", "Perwali 12/2026", ""),
    ]


async def test_what_stands_beside_a_rule_has_a_basis_of_its_own(town: Town, admin: Talker) -> None:
    await admin.walks("/aturan", press("urutan unsur IKM", "U8 Sarana · U9 Pengaduan"), "Perwali 7/2026")
    saved = await admin.presses("Simpan")
    await admin.walks("/aturan", press("masa berlaku anjab", "4 tahun"), "Perwali 8/2026", press("Simpan"))
    assert "IKM: U8 Sarana · U9 Pengaduan\nDasar: Perwali 7/2026 · Pak Admin, 23 Nov 2026" in saved["text"]
    assert [(one.key, one.value, one.legal_basis) for one in await settings_of(town, 2026)] == [
        ("ikm.order", "98", "Perwali 7/2026"),
        ("anjab.validity", "4", "Perwali 8/2026"),
    ]
    async with town.storage.uow() as uow:
        assert (await uow.years.rules(2026)).legal_basis == YearRules(2026).legal_basis


async def test_a_rule_without_effect_says_so(admin: Talker) -> None:
    await admin.walks("/aturan", press("batas SAKIP"), "A")
    summary = await admin.presses("PermenPANRB 88/2021")
    assert "Pengaruhnya: SAKIP tetap 0,00 % (0 dari 2)" in summary["text"]


async def test_without_any_opd_there_is_nothing_to_compare(town: Town) -> None:
    await town.close_opd(HEALTH)
    await town.close_opd(LIBRARY)
    admin = await admin_of(town)
    await admin.walks("/aturan", press("batas SAKIP", "A (Memuaskan)"))
    assert "SAKIP tetap tidak dapat dihitung" in (await admin.presses("PermenPANRB"))["text"]


async def test_a_shorter_validity_and_a_longer_one_again(town: Town) -> None:
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"}, 2024)
    admin = await admin_of(town)
    await admin.says("/aturan")
    for label, effect, years in (
        ("2 tahun", "50,00 % → 0,00 %", "2"),
        ("3 tahun", "0,00 % → 50,00 %", "3"),
    ):
        await admin.presses("masa berlaku hasil")
        await admin.presses(label)
        assert f"Tepat tugas dan fungsi: {effect}" in (await admin.presses("PermenPANRB"))["text"]
        await admin.presses("Simpan")
        assert (await values_of(town, 2026))["kelembagaan.validity"] == years


async def test_compulsory_items_are_ticked(town: Town) -> None:
    met = {"sop": "met", "probis": "met", "layanan": "met", "naskah": "unmet"}
    await town.evaluated(HEALTH.code, IndicatorKey.KETATALAKSANAAN, met)
    admin = await admin_of(town)
    await admin.says("/aturan")
    asked = await admin.presses("item wajib")
    assert labels(asked)[:8] == [
        "☑ SOP AP ditetapkan dan direviu",
        "☑ Peta proses bisnis",
        "☑ Standar pelayanan dan maklumat",
        "☑ Tata naskah dinas",
        "☐ Tindak lanjut SKM",
        "☐ Pemerintah digital (SPBE)",
        "☐ Kearsipan",
        "Selesai (4 wajib)",
    ]
    ticked = await admin.presses("Tata naskah dinas")
    assert ticked["message_id"] == asked["message_id"]
    assert "☐ Tata naskah dinas" in labels(ticked)
    await admin.presses("Selesai (3 wajib)")
    summary = await admin.says("Perwali 9/2026")
    assert "Ketatalaksanaan: 0,00 % → 50,00 %" in summary["text"]
    assert "Item wajib: SOP AP ditetapkan dan direviu; Peta proses bisnis; Standar" in summary["text"]
    assert "Ketatalaksanaan: 3 item wajib" in (await admin.presses("Simpan"))["text"]
    assert (await values_of(town, 2026))["tatalaksana.required"] == "sop,probis,layanan"


async def test_leaving_leads_back_to_the_rules(admin: Talker) -> None:
    await admin.says("/aturan")
    await admin.presses("batas SAKIP")
    assert (await admin.presses("‹ Aturan"))["text"].startswith("Aturan 2026")


@pytest.mark.parametrize("indicator", ["kosong", "apa"])
async def test_an_indicator_without_a_rule_to_set_is_refused(admin: Talker, indicator: str) -> None:
    await admin.says("/aturan")
    assert "sudah tidak berlaku" in (await admin.forges(f"jb:2026:{indicator}"))["text"]


async def test_a_closed_year_keeps_its_rules(town: Town, admin: Talker, siti: Talker) -> None:
    await opens_closed_2026(town, admin, siti)
    shown = await admin.presses("Aturan")
    assert labels(shown) == ["2027 ›", "Target", "Tahun 2026", "‹ Beranda"]
    assert (await admin.presses("2027 ›"))["text"].startswith("Aturan 2027")
    assert "sudah ditutup" in (await admin.forges("jb:2026:sakip"))["text"]
