"""Reopening a year, and what moved since it was closed: told OPD by OPD, or in sums."""

import pytest

from domain.keys import IndicatorKey
from tests.handlers.admins import admin_of
from tests.handlers.figures.reading import plain
from tests.handlers.years.yearly import (
    WHY,
    after_2026,
    closes,
    eka_reports,
    opens_year,
    reopens,
    sakip,
    settings_of,
)
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels


@pytest.fixture
async def admin(town: Town) -> Talker:
    """The admin of a town where one of two OPD is verified in 2026, and 2027 has begun."""
    return await after_2026(town)


async def test_reopening_needs_a_reason_and_touches_no_official_number(town: Town, admin: Talker) -> None:
    await closes(admin)
    town.pass_time(days=20)
    await opens_year(admin, 2026)
    asked = await admin.presses("Buka kembali")
    assert asked["text"].startswith("Buka kembali 2026 · 1/1\nditutup 15 Jan 2027")
    assert "belum ada jawaban" in (await admin.says("…"))["text"]
    await admin.says(WHY)
    card = await admin.presses("Buka kembali")
    assert "Tahun 2026 · dibuka kembali\n\nTarget" in card["text"]
    assert f"ditutup 15 Jan 2027\ndibuka kembali 4 Feb 2027: {WHY}" in card["text"]
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value, last.legal_basis) == ("closed_at", "", WHY)
    shown = (await admin.says("/iku 2026"))["text"]
    assert shown.startswith("IKU 2026 · per 15 Jan 2027 09.00 WIB")
    assert "\nditutup 15 Jan 2027, dibuka kembali 4 Feb 2027\n\n" in shown
    detail = (await admin.presses("1"))["text"]
    assert f"ditutup 15 Jan 2027\ndibuka kembali 4 Feb 2027: {WHY}\n\n" in detail


async def test_a_year_is_reopened_once(town: Town, admin: Talker) -> None:
    await closes(admin)
    other = await admin_of(town, 9002, "Bu Admin")
    await opens_year(other, 2026)
    await other.presses("Buka kembali")
    await other.says("alasan lain")
    await reopens(admin)
    assert "sedang terbuka" in (await other.presses("Buka kembali"))["text"]
    assert "sedang terbuka" in (await other.forges("jr:2026"))["text"]
    assert sum(one.key == "closed_at" for one in await settings_of(town, 2026)) == 2


async def test_leaving_the_reason_leads_back_to_the_year(admin: Talker) -> None:
    await closes(admin)
    await opens_year(admin, 2026)
    await admin.presses("Buka kembali")
    assert (await admin.presses("‹ Tahun"))["text"].startswith("Tahun 2026 · ditutup")


async def moved(town: Town, admin: Talker) -> Talker:
    """Close, reopen, and let the library's report be verified; return its operator."""
    await closes(admin)
    town.pass_time(days=20)
    await reopens(admin)
    eka = await eka_reports(town)
    town.pass_time(minutes=1)
    await town.verify(LIBRARY.code)
    return eka


NAMED = "resmi 50,00 % → kini 100,00 %: +1 Dinas Perpustakaan dan Kearsipan (diterima kemudian)"
SUMMED = "resmi 50,00 % → kini 100,00 %: +1 OPD"


async def test_what_moved_since_is_reconciled_by_name(town: Town, admin: Talker) -> None:
    await moved(town, admin)
    shown = await admin.says("/iku 2026")
    assert sakip(shown)[0] == "1 · SAKIP baik  50,00 %  (1/2)"
    assert "\nBerubah sejak ditutup: 1\n\n" in shown["text"]
    detail = await admin.presses("1")
    assert "ditutup 15 Jan 2027\ndibuka kembali 4 Feb 2027" in detail["text"]
    assert NAMED in detail["text"]
    assert "⬜ 1 belum lapor" in plain(detail["text"])
    assert f"⬜ {LIBRARY.code}" in labels(detail)
    assert "belum lapor" in (await admin.presses(LIBRARY.code))["text"]
    assert f"Rekonsiliasi\n1 · SAKIP: {NAMED}" in (await opens_year(admin, 2026))["text"]


async def test_operators_and_groups_get_sums_and_no_reason(town: Town, admin: Talker) -> None:
    eka = await moved(town, admin)
    shown = await eka.says("/iku 2026")
    assert "Berubah sejak ditutup: 1\n" in shown["text"]
    detail = await eka.presses("1")
    assert SUMMED in detail["text"].splitlines()
    assert WHY not in str((shown, detail))
    group = await town.people.add_group("Rapat", admin.id)
    [said] = await town.said_in_group(admin, group, "/iku 2026")
    assert "Berubah sejak ditutup: 1\n" in said
    assert LIBRARY.name not in said
    assert WHY not in said


async def test_closed_again_the_new_figures_are_official_and_the_first_stay_explained(
    town: Town, admin: Talker
) -> None:
    await moved(town, admin)
    card = await closes(admin)
    assert "Tahun 2026 · ditutup lagi 4 Feb 2027" in card["text"]
    again = NAMED.replace("resmi", "resmi semula", 1)
    assert f"Rekonsiliasi\n1 · SAKIP: {again}" in card["text"]
    shown = await admin.says("/iku 2026")
    assert "ditutup lagi 4 Feb 2027" in shown["text"]
    assert sakip(shown)[0] == "1 · SAKIP baik  100,00 %  (2/2)"
    assert again in (await admin.presses("1"))["text"]


async def test_a_rule_changed_after_reopening_is_reconciled(town: Town, admin: Talker) -> None:
    await closes(admin)
    town.pass_time(days=20)
    await reopens(admin)
    await town.set_year("sakip.minimum", "A")
    shown = await admin.says("/iku 2026 sakip")
    assert "resmi 50,00 % → kini 0,00 %: −1 Dinas Kesehatan (aturan berubah)" in shown["text"]
    town.pass_time(days=1)
    siti = await town.operator(1009, "Rekan", HEALTH.code)
    assert "resmi 50,00 % → kini 0,00 %: −1 OPD" in (await siti.says("/iku 2026 sakip"))["text"]


async def test_many_opd_are_named_in_part(town: Town, admin: Talker) -> None:
    await town.found_opds(12)
    await closes(admin)
    town.pass_time(days=20)
    await reopens(admin)
    for number in range(12):
        await town.evaluated(f"OPD{number}", IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    assert "Berubah sejak ditutup: 2\n" in (await admin.says("/iku 2026"))["text"]
    detail = (await admin.presses("2"))["text"]
    assert "+1 Dinas 04 (dinilai kemudian), dan 7 OPD lain" in detail


async def test_a_card_of_a_closed_year_says_when_it_changed_by_itself(town: Town, admin: Talker) -> None:
    await closes(admin)
    town.pass_time(days=20)
    await reopens(admin)
    card = await admin.says("/iku 2026")
    assert "diperbarui" not in card["text"]
    await town.set_year("sakip.minimum", "A")
    await town.look()
    changed = (await admin.message(card["message_id"]))["text"]
    assert changed.startswith("IKU 2026 · per 15 Jan 2027 09.00 WIB · diperbarui 09.00\n")
    assert "Berubah sejak ditutup: 1\n" in changed
