"""Tepat tugas dan fungsi by either regulation, and a result that its score contradicts."""

import pytest

from domain.keys import IndicatorKey
from tests.handlers.admins import admin_of
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

KEY = IndicatorKey.KELEMBAGAAN
RESULT_2025 = {"hasil": "tepat", "skor": "75", "peringkat": "P-4"}
"""As it was stored before there were two scales."""
WAYS_OUT = ["Keduanya benar begitu", "Ubah hasil: perlu penyesuaian", "Ketik ulang skor"]


async def begun(town: Town) -> Talker:
    dewi = await town.reviewer()
    await dewi.says("/evaluasi")
    await dewi.presses("Mulai menilai")
    return dewi


async def matures(town: Town, year: int = 2026) -> None:
    await town.set_year("kelembagaan.basis", "99/2018", year)


async def finished(dewi: Talker) -> Json:
    await dewi.walks(press("Lewati", "Belum ada berkas"))
    return await dewi.card()


async def stored(town: Town) -> dict[str, str]:
    return dict((await town.events(HEALTH.code))[-1].answers)


async def test_a_score_that_contradicts_the_result_is_doubted(town: Town) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Dengan skor"), "tepat")
    doubted = await dewi.says("30")
    assert doubted["text"].endswith(
        "Hasil dan skornya tidak cocok.\nTepat biasanya berarti P-3 atau lebih, sedangkan 30,00 berarti P-2."
    )
    assert labels(doubted) == [*WAYS_OUT, "‹ Kembali", "Batal"]


async def test_what_is_right_as_it_is_stays_so_and_is_shown(town: Town) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Dengan skor"), "tepat 30", press("Keduanya benar begitu"))
    summary = await finished(dewi)
    assert "Hasil: Tepat\nSkor: 30,00 · P-2\nCatatan: dilewati" in summary["text"]
    assert "⚠️ Tidak cocok: tepat, skornya P-2.\nArtinya: memenuhi" in summary["text"]
    await dewi.presses("Simpan")
    assert await stored(town) == {"hasil": "tepat", "skor": "30", "peringkat": "P-2"}
    card = await dewi.walks("kesehatan", press(HEALTH.code))
    assert "🔶" not in card["text"]
    assert "✅ tepat · P-2 (30,00)\ndinilai Dewi, 23 Nov 2026 09.15 WIB\n⚠️ Tidak cocok" in card["text"]
    assert "4/4" in (await dewi.presses("Dengan skor"))["text"]


@pytest.mark.parametrize(
    ("way", "kept"),
    [
        (press("Ubah hasil: perlu penyesuaian"), {"hasil": "perlu", "skor": "30", "peringkat": "P-2"}),
        ("perlu penyesuaian", {"hasil": "perlu", "skor": "30", "peringkat": "P-2"}),
        ("75", {"hasil": "tepat", "skor": "75", "peringkat": "P-4"}),
    ],
)
async def test_the_other_ways_out(town: Town, way: str, kept: dict[str, str]) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Dengan skor"), "tepat 30", way)
    summary = await finished(dewi)
    assert "Tidak cocok" not in summary["text"]
    await dewi.presses("Simpan")
    assert await stored(town) == kept


async def test_the_score_is_asked_again(town: Town) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Dengan skor"), "perlu 90")
    asked = await dewi.presses("Ketik ulang skor")
    assert "2/4" in asked["text"]
    assert "Skor evaluasi, 0 sampai 100?\nMenurut PermenPANRB 20/2018." in asked["text"]


async def test_one_tap_has_no_score_and_nothing_to_doubt(town: Town) -> None:
    dewi = await begun(town)
    assert "Tersimpan" in (await dewi.presses("Perlu penyesuaian"))["text"]
    assert await stored(town) == {"hasil": "perlu"}


async def test_an_admin_lets_a_year_score_by_maturity(town: Town) -> None:
    admin = await admin_of(town)
    asked = await admin.walks("/aturan", press("Ubah dasar penilaian"))
    assert labels(asked)[:2] == ["PermenPANRB 20/2018", "Permendagri 99/2018"]
    basis = await admin.presses("Permendagri 99/2018")
    assert labels(basis)[0] == "Permendagri 99/2018"
    await admin.presses("Permendagri 99/2018")
    shown = await admin.presses("Simpan")
    assert (
        "Tepat tugas dan fungsi: skor 10–55 menurut Permendagri 99/2018\n"
        "Dasar: Permendagri 99/2018 · Pak Admin"
    ) in shown["text"]
    dewi = await begun(town)
    await dewi.presses("Dengan skor")
    asked = await dewi.presses("Tepat")
    assert "Skor kematangan, bilangan bulat 10 sampai 55?\nMenurut Permendagri 99/2018." in asked["text"]
    assert "di luar batas; yang bisa 10 sampai 55" in (await dewi.says("75"))["text"]
    assert "bilangan bulat" in (await dewi.says("37,6"))["text"]
    await dewi.says("40")
    summary = await finished(dewi)
    assert "Skor: 40 · tingkat 4, tinggi" in summary["text"]
    after = await dewi.presses("Simpan")
    assert f"Tersimpan: {HEALTH.name} – tepat · tingkat 4, tinggi (40)" in after["text"]
    assert await stored(town) == {
        "hasil": "tepat",
        "skor": "40",
        "peringkat": "tingkat 4",
        "skala": "99/2018",
    }


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("tepat 28", "Tepat biasanya berarti tingkat 3 atau lebih, sedangkan 28 berarti tingkat 2, rendah."),
        ("perlu 47", "di bawah tingkat 5, sedangkan 47 berarti tingkat 5, sangat tinggi."),
    ],
)
async def test_maturity_is_doubted_by_its_own_levels(town: Town, said: str, hint: str) -> None:
    await matures(town)
    dewi = await begun(town)
    await dewi.presses("Dengan skor")
    assert hint in (await dewi.says(said))["text"]


async def test_one_tap_keeps_the_basis_of_its_year(town: Town) -> None:
    await matures(town)
    dewi = await begun(town)
    await dewi.presses("Tepat")
    assert await stored(town) == {"hasil": "tepat", "skala": "99/2018"}


async def test_a_result_carried_over_shows_its_own_scale(town: Town) -> None:
    await town.evaluated(HEALTH.code, KEY, RESULT_2025, 2025)
    await matures(town)
    dewi = await town.reviewer()
    card = await dewi.walks("/evaluasi kesehatan", press(HEALTH.code))
    assert "✅ tepat · P-4 (75,00)\nhasil 2025, masih berlaku sampai 2027" in card["text"]
    await dewi.presses("Dengan skor")
    asked = await dewi.presses("Tepat")
    assert "10 sampai 55" in asked["text"]
    assert "Laporan terakhir (2025): 75,00 · P-4" in asked["text"]


async def test_a_result_of_the_same_year_is_scored_anew_on_the_new_scale(town: Town) -> None:
    await town.evaluated(HEALTH.code, KEY, {**RESULT_2025, "catatan": "tumpang tindih"}, 2026)
    await matures(town)
    dewi = await town.reviewer()
    asked = await dewi.walks("/evaluasi kesehatan", press(HEALTH.code, "Dengan skor"))
    assert "10 sampai 55" in asked["text"]
    await dewi.walks("55", press("Belum ada berkas", "Simpan"))
    assert await stored(town) == {
        "hasil": "tepat",
        "skor": "55",
        "peringkat": "tingkat 5",
        "catatan": "tumpang tindih",
        "skala": "99/2018",
    }
    assert dict((await town.events(HEALTH.code))[0].answers) == {**RESULT_2025, "catatan": "tumpang tindih"}


async def test_a_judging_begun_on_the_old_scale_is_not_saved_on_the_new(town: Town) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Dengan skor"), "tepat 50")
    summary = await finished(dewi)
    assert "Skor: 50,00 · P-3" in summary["text"]
    await matures(town)
    refused = await dewi.presses("Simpan")
    assert "⚠️ Tahun ini sekarang dinilai menurut Permendagri 99/2018, skor 10–55" in refused["text"]
    assert await town.events(HEALTH.code) == []
    await dewi.walks(press("Batal"), "/evaluasi kesehatan", press(HEALTH.code, "Dengan skor"))
    await dewi.says("tepat 50")
    assert "tingkat 5, sangat tinggi" in (await finished(dewi))["text"]


async def test_a_draft_of_before_there_were_two_scales_goes_on(town: Town) -> None:
    """It holds these answers literally."""
    dewi = await begun(town)
    await dewi.walks(press("Dengan skor"), "tepat 80,5")
    draft = await town.held(dewi)
    assert draft is not None
    assert dict(draft.place.answers) == {"hasil": "tepat", "skor": "80.5", "terbaca": "hasil,skor"}
    await finished(dewi)
    await dewi.presses("Simpan")
    assert await stored(town) == {"hasil": "tepat", "skor": "80.5", "peringkat": "P-4"}
    assert LIBRARY.name in (await dewi.card())["text"]
