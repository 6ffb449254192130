"""`/target`: setting, seeing what it does before, and who set it."""

from tests.handlers.admins import admin_of
from tests.handlers.years.yearly import (
    NEW_YEAR,
    closes,
    opens_closed_2026,
    opens_year,
    reopens,
    reported,
    settings_of,
    values_of,
)
from tests.town.dialogue import HEALTH, Talker, Town, labels, press


async def test_a_target_is_set_and_shows_its_effect_before(town: Town) -> None:
    await town.set_year("target.sakip", "40")
    admin, siti = await admin_of(town), await town.operator()
    await reported(town, siti)
    shown = await admin.says("/target")
    assert shown["text"].startswith(
        "Target 2026 · berjalan\n\n1 · SAKIP baik: 40 %\nsaat bot disiapkan, 23 Nov 2026"
    )
    asked = await admin.presses("1 · SAKIP baik")
    assert "1 · SAKIP baik · kini 40 %" in asked["text"]
    await admin.says("72,5 %")
    summary = await admin.says("RPJMD 2025–2029")
    assert "Periksa sebelum disimpan:" in summary["text"]
    assert "Target: 40 % → 72,5 %\nAngka kini 50,00 % (1 dari 2)" in summary["text"]
    assert "Sebelum: capaian 125,00 % · Sangat Tinggi · target tercapai" in summary["text"]
    assert "Sesudah: capaian 68,97 % · Sedang · kurang 1 OPD" in summary["text"]
    stored = await admin.presses("Simpan")
    assert "✅ Tersimpan." in stored["text"]
    assert "1 · SAKIP baik: 72,5 %\nPak Admin, 23 Nov 2026 · RPJMD 2025–2029" in stored["text"]
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value, last.legal_basis) == ("target.sakip", "72.5", "RPJMD 2025–2029")


async def test_the_basis_may_be_skipped_and_a_zero_means_no_target(town: Town) -> None:
    await town.set_year("target.ikm", "80")
    admin = await admin_of(town)
    await admin.walks("/target", press("3a · IKM baik"), "0")
    summary = await admin.presses("Lewati")
    assert "Sesudah: belum ada target" in summary["text"]
    assert (
        "3a · IKM baik: belum ada target\nPak Admin, 23 Nov 2026\n" in (await admin.presses("Simpan"))["text"]
    )


async def test_the_same_target_again_leaves_nothing_in_the_trail(town: Town, admin: Talker) -> None:
    for _ in range(2):
        await admin.walks("/target", press("SAKIP"), "75")
        await admin.presses("Lewati")
        assert "1 · SAKIP baik: 75 %\nPak Admin" in (await admin.presses("Simpan"))["text"]
    assert len(await settings_of(town, 2026)) == 1
    trail = (await admin.says("/audit"))["text"]
    assert trail.count("target SAKIP 2026\nisi 75 %") == trail.count("target SAKIP 2026") == 1


async def test_what_is_no_percentage_is_asked_again(town: Town, admin: Talker) -> None:
    await admin.says("/target")
    await admin.presses("SAKIP")
    assert "di luar batas; yang bisa 0 sampai 100." in (await admin.says("101"))["text"]
    assert await settings_of(town, 2026) == []


async def test_what_is_typed_at_the_end_is_told_the_key_that_is_there(admin: Talker) -> None:
    await admin.walks("/target", press("SAKIP"), "75")
    summary = await admin.presses("Lewati")
    assert "Simpan" in labels(summary)
    assert "Tekan Simpan, atau Ubah" in (await admin.says("ya, simpan"))["text"]


async def test_leaving_leads_back_to_the_targets(admin: Talker) -> None:
    await admin.says("/target")
    await admin.presses("SAKIP")
    assert (await admin.presses("‹ Target"))["text"].startswith("Target 2026")


async def test_the_coming_year_has_targets_of_its_own(town: Town) -> None:
    await town.set_year("target.sakip", "70")
    await town.set_year("target.sakip", "75", 2027)
    admin = await admin_of(town)
    shown = await admin.says("/target")
    assert labels(shown)[5:] == ["2027 ›", "Aturan", "Tahun 2026", "‹ Beranda"]
    after = await admin.presses("2027 ›")
    assert after["text"].startswith("Target 2027 · disiapkan\n\n1 · SAKIP baik: 75 %")
    await admin.walks(press("1 · SAKIP baik"), "77", press("Lewati", "Simpan"))
    assert (await values_of(town, 2026))["target.sakip"] == "70"
    assert (await values_of(town, 2027))["target.sakip"] == "77"


async def test_a_closed_year_has_no_target_to_set(town: Town, admin: Talker, siti: Talker) -> None:
    await opens_closed_2026(town, admin, siti)
    shown = await admin.presses("Target")
    assert "Tahun ini sudah ditutup, jadi tidak bisa diubah." in shown["text"]
    assert labels(shown) == ["2027 ›", "Aturan", "Tahun 2026", "‹ Beranda"]
    assert "sudah ditutup" in (await admin.forges("js:2026:sakip"))["text"]


async def test_a_year_closed_while_a_target_is_typed_keeps_its_old_one(town: Town) -> None:
    admin, other = await admin_of(town), await admin_of(town, 9002, "Bu Admin")
    siti = await town.operator()
    await reported(town, siti, opd=HEALTH.code)
    town.now = NEW_YEAR
    await opens_year(admin, 2026)
    await admin.walks(press("Target", "SAKIP"), "90", press("Lewati"))
    await closes(other)
    assert "Tahun itu sudah ditutup" in (await admin.presses("Simpan"))["text"]
    assert "target.sakip" not in await values_of(town, 2026)
    await reopens(other)
    await admin.presses("Simpan", (await admin.chat())[-2])
    assert (await values_of(town, 2026))["target.sakip"] == "90"
