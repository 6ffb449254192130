"""Tepat tugas dan fungsi with score, note and evidence: a conversation that ends in the next OPD."""

from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def begun(town: Town) -> Talker:
    dewi = await town.reviewer()
    await dewi.says("/evaluasi")
    await dewi.presses("Mulai menilai")
    return dewi


async def test_with_score_note_and_evidence(town: Town) -> None:
    dewi = await begun(town)
    asked = await dewi.presses("Dengan skor")
    assert f"1/4\n{HEALTH.name}" in asked["text"]
    await dewi.says("tepat")
    assert "di luar batas; yang bisa 0 sampai 100" in (await dewi.says("101"))["text"]
    await dewi.says("80,5")
    await dewi.says("Struktur <baru>")
    await dewi.sends(("laporan.pdf", b"%PDF-1.7 x", "application/pdf"))
    await town.tick()
    summary = await dewi.card()
    assert "Hasil: Tepat\nSkor: 80,50 · P-4\nCatatan: Struktur <baru>" in summary["text"]
    assert "📎 laporan.pdf" in summary["text"]
    assert "memenuhi “Tepat tugas dan fungsi”" in summary["text"]
    assert "Tekan Simpan" in (await dewi.says("halo"))["text"]
    after = await dewi.presses("Simpan")
    assert f"Tersimpan: {HEALTH.name} – tepat · P-4 (80,50) · 1 berkas" in after["text"]
    stored = (await town.events(HEALTH.code))[0]
    assert stored.answers == {
        "hasil": "tepat",
        "skor": "80.5",
        "peringkat": "P-4",
        "catatan": "Struktur <baru>",
    }
    assert len(stored.files) == 1
    assert labels(await dewi.says("perpus"))[0] == f"⬜ {LIBRARY.code}"


async def test_a_result_is_completed_later(town: Town) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Tepat"), "kesehatan", press(HEALTH.code))
    asked = await dewi.presses("Dengan skor")
    assert "4/4" in asked["text"]
    await dewi.walks(press("Belum ada berkas", "Ubah skor"), "61", press("Simpan"))
    assert (await town.events(HEALTH.code))[-1].answers["peringkat"] == "P-4"


async def test_from_the_first_question_back_to_the_card(town: Town) -> None:
    dewi = await begun(town)
    await dewi.presses("Dengan skor")
    card = await dewi.presses("‹ Kembali")
    assert "📝 draf Dewi, baru saja" in card["text"]
    await dewi.presses("Dengan skor")
    assert (await dewi.says("perlu"))["text"].startswith("Tepat tugas dan fungsi 2026 · 2/4")


async def test_a_colleagues_draft_is_gone_on_with_only_when_wanted(town: Town) -> None:
    dewi = await begun(town)
    await dewi.presses("Dengan skor")
    await dewi.says("tepat")
    rudi = await town.reviewer("kelembagaan", 2002, "Rudi")
    question = await rudi.walks("/evaluasi", press("Mulai", "Dengan skor"))
    assert "Dewi, baru saja — lanjutkan?" in question["text"]
    assert "2/4" in (await rudi.presses("Lanjutkan"))["text"]
