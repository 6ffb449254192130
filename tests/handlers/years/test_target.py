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


async def test_quarters_are_set_in_one_message_beside_the_year(town: Town) -> None:
    async with town.storage.uow() as uow:
        await uow.years.set(2026, "target.sakip", "75", by=None, at=town.now, legal_basis="RPJMD")
        await uow.commit()
    admin, siti = await admin_of(town), await town.operator()
    await reported(town, siti)
    asked = await admin.walks("/target", press("1 · SAKIP baik"))
    assert "Per triwulan: 20 40 60 75, atau tw2 40." in asked["text"]
    assert "Isi target triwulan" in labels(asked)
    basis = await admin.says("20 40 60 50")
    assert "Targetnya memang turun?\nTW IV 50 %, padahal TW III 60 %." in basis["text"]
    basis = await admin.says("20 40 60 75")
    assert "Terbaca: TW I 20 %; TW II 40 %; TW III 60 %; TW IV 75 %." in basis["text"]
    summary = (await admin.says("Rencana aksi 2026"))["text"]
    assert "TW I: 20 %\nTW II: 40 %\nTW III: 60 %\nTW IV: 75 %\nDasar hukum: Rencana aksi" in summary
    assert "TW IV berjalan, angka kini 50,00 % (1 dari 2)\nSebelum: capaian 66,67 % · Sedang" in summary
    assert (
        "(target tahun 75 %)\nSesudah: capaian 66,67 % · Sedang · kurang 1 OPD (target TW IV 75 %)" in summary
    )
    assert "TW I, TW II, TW III sudah berakhir: angkanya tetap dinilai" in summary
    saved = await admin.presses("Simpan")
    assert (
        "1 · SAKIP baik: 75 %\nsaat bot disiapkan, 23 Nov 2026 · RPJMD\n"
        "TW I–IV 20 · 40 · 60 · 75 %\nPak Admin, 23 Nov 2026 · Rencana aksi 2026"
    ) in saved["text"]
    assert await values_of(town, 2026) == {
        "target.sakip": "75",
        "target.sakip.tw1": "20",
        "target.sakip.tw2": "40",
        "target.sakip.tw3": "60",
        "target.sakip.tw4": "75",
    }
    assert (
        "target SAKIP TW IV 2026\nisi 75 %; dasar Rencana aksi 2026" in (await admin.says("/audit"))["text"]
    )
    assert "1 · SAKIP: 75 % · TW I–IV 20 · 40 · 60 · 75 %" in (await opens_year(admin, 2026))["text"]


async def test_one_quarter_is_set_by_keys_and_taken_away_again(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    admin, siti = await admin_of(town), await town.operator()
    await reported(town, siti)
    first = await admin.walks("/target", press("1 · SAKIP baik", "Isi target triwulan"))
    assert "Target TW I, dalam persen?\nKini memakai target tahun." in first["text"]
    await admin.walks(press("Lewati", "Lewati", "Lewati"), "50", press("Lewati"))
    saved = await admin.presses("Simpan")
    assert "TW I–IV – · – · – · 50 %" in saved["text"]
    assert "▓▓░░░ target TW IV 50 % ✓" in (await siti.says("/iku tw4"))["text"]
    assert "▓▓░░░ target tahun 75 % · butuh 1 OPD" in (await siti.says("/iku"))["text"]
    asked = await admin.presses("1 · SAKIP baik", saved)
    assert "1 · SAKIP baik · kini 75 % · TW I–IV – · – · – · 50 %" in asked["text"]
    await admin.walks("tw4 hapus", press("Lewati"))
    assert "TW IV: dihapus, memakai target tahun" in (await admin.card())["text"]
    assert "TW I–IV" not in (await admin.presses("Simpan"))["text"]
    assert "▓▓░░░ target tahun 75 % · butuh 1 OPD" in (await siti.says("/iku tw4"))["text"]
    assert "▓▓░░░ target 75 % · butuh 1 OPD lagi" in (await siti.says("/iku"))["text"]


async def test_what_is_not_there_is_not_taken_away(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    admin = await admin_of(town)
    await admin.walks("/target", press("1 · SAKIP baik"), "tw4 hapus", press("Lewati", "Simpan"))
    assert await values_of(town, 2026) == {"target.sakip": "75"}


async def test_a_quarter_above_the_year_is_doubted(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    admin = await admin_of(town)
    asked = await admin.walks("/target", press("1 · SAKIP baik"), "tw4 80")
    assert "Target TW memang di atas target tahun?\nTW IV 80 %, target tahun 75 %." in asked["text"]
    await admin.walks(press("Ya, memang begitu", "Lewati", "Simpan"))
    assert (await values_of(town, 2026))["target.sakip.tw4"] == "80"


async def test_what_others_set_meanwhile_stays(town: Town) -> None:
    """Only what was typed is stored, and not what the draft knew of the rest when it began."""
    await town.set_year("target.sakip", "70")
    admin = await admin_of(town)
    await admin.walks("/target", press("1 · SAKIP baik"), "tw4 60")
    await town.set_year("target.sakip", "75")
    await town.set_year("target.sakip.tw3", "50")
    await admin.walks(press("Lewati", "Simpan"))
    stored = {"target.sakip": "75", "target.sakip.tw3": "50", "target.sakip.tw4": "60"}
    assert await values_of(town, 2026) == stored
