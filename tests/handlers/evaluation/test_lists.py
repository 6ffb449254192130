"""`/evaluasi` for tepat tugas dan fungsi: one tap an OPD, and everything that may come between."""

from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

KEY = IndicatorKey.KELEMBAGAAN
ROUND = ["Dinas 00", "Dinas 01", HEALTH.name, LIBRARY.name]


async def dewi_of(town: Town) -> Talker:
    return await town.reviewer("kelembagaan")


async def begun(town: Town) -> Talker:
    dewi = await dewi_of(town)
    await dewi.says("/evaluasi")
    await dewi.presses("Mulai menilai")
    return dewi


async def results(town: Town, opd: str) -> list[tuple[EventKind, str]]:
    return [(one.kind, one.answers.get("hasil", "")) for one in await town.events(opd)]


async def test_every_opd_takes_one_tap(town: Town) -> None:
    await town.found_opds(2)
    dewi = await dewi_of(town)
    overview = await dewi.says("/evaluasi")
    assert overview["text"].startswith(
        "Evaluasi Tepat tugas dan fungsi 2026\n4 perangkat daerah\n\n⬜ 4 belum dinilai"
    )
    card = await dewi.presses("Mulai menilai ›")
    for left, name in zip((4, 3, 2, 1), ROUND, strict=True):
        assert f"sisa {left}\n{name}\n\n⬜ belum pernah dinilai" in card["text"]
        card = await dewi.presses("Tepat" if left > 1 else "Perlu penyesuaian")
    assert (
        f"Tersimpan: {LIBRARY.name} – perlu penyesuaian\nSemua OPD pada daftar ini sudah dinilai."
        in card["text"]
    )
    assert "✅ 4 sudah dinilai" in card["text"]
    assert labels(card) == [
        "✅ Sudah dinilai (4)",
        "Unduh isian",
        "‹ Beranda",
        "Urungkan: DISPERPUSIP",
    ]
    assert await results(town, "OPD0") == [(EventKind.EVALUATED, "tepat")]
    assert await results(town, LIBRARY.code) == [(EventKind.EVALUATED, "perlu")]


async def test_the_card_is_changed_in_place(town: Town) -> None:
    dewi = await begun(town)
    before = (await dewi.card())["message_id"]
    assert (await dewi.presses("Tepat"))["message_id"] == before


async def test_a_double_tap_counts_once(town: Town) -> None:
    dewi = await begun(town)
    card = await dewi.card()
    data = next(key["data"] for row in card["keyboard"] for key in row if key["text"] == "Tepat")
    await dewi.forges(data)
    after = await dewi.forges(data)
    assert f"Tersimpan: {HEALTH.name}" in after["text"]
    assert LIBRARY.name in after["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_an_update_delivered_twice_is_stored_once_and_answered_again(town: Town) -> None:
    dewi = await begun(town)
    await dewi.taps("Tepat")
    update = (await town.waiting())[0]
    await town.deliver(update)
    await town.process(update)
    assert len(await town.events(HEALTH.code)) == 1
    assert LIBRARY.name in (await dewi.card())["text"]


async def test_of_two_verifikators_one_wins_and_the_other_is_told(town: Town) -> None:
    dewi = await begun(town)
    rudi = await town.reviewer("kelembagaan", 2002, "Rudi")
    await rudi.says("/evaluasi")
    await rudi.presses("Mulai menilai")
    await dewi.presses("Perlu penyesuaian")
    told = await rudi.presses("Tepat")
    assert "Dewi baru saja mengubah hasil OPD ini" in told["text"]
    assert "🔶 perlu penyesuaian\ndinilai Dewi, 23 Nov 2026 09.15 WIB" in told["text"]
    assert await results(town, HEALTH.code) == [(EventKind.EVALUATED, "perlu")]
    await rudi.presses("Tepat")
    assert await results(town, HEALTH.code) == [
        (EventKind.EVALUATED, "perlu"),
        (EventKind.EVALUATED, "tepat"),
    ]


async def test_a_tap_is_taken_back_within_five_minutes(town: Town) -> None:
    dewi = await begun(town)
    await dewi.presses("Tepat")
    town.pass_time(minutes=5)
    card = await dewi.presses("Urungkan")
    assert f"Diurungkan: hasil {HEALTH.name} kembali seperti sebelumnya." in card["text"]
    assert "⬜ belum pernah dinilai" in card["text"]
    kinds = [one.kind for one in await town.events(HEALTH.code)]
    assert kinds == [EventKind.EVALUATED, EventKind.UNDONE]


async def test_after_five_minutes_it_stays(town: Town) -> None:
    dewi = await begun(town)
    await dewi.presses("Tepat")
    town.pass_time(minutes=5, seconds=1)
    assert "Sudah lewat lima menit" in (await dewi.presses("Urungkan"))["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_only_an_evaluation_is_undone_by_its_button(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    sent = (await town.events(HEALTH.code))[0]
    dewi = await begun(town)
    assert "tidak berlaku" in (await dewi.forges(f"zu:{sent.id}"))["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_results_of_earlier_years_are_carried_over_and_shown(town: Town) -> None:
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat", "skor": "75", "peringkat": "P-4"}, 2024)
    dewi = await dewi_of(town)
    overview = await dewi.says("/evaluasi")
    assert "⬜ 1 belum dinilai\n✅ 1 hasil lama masih berlaku" in overview["text"]
    listed = await dewi.presses("Hasil lama masih berlaku (1)")
    assert f"✅ {HEALTH.code} – tepat · P-4 (75,00) (2024)" in listed["text"]
    card = await dewi.presses(HEALTH.code)
    assert "✅ tepat · P-4 (75,00)\nhasil 2024, masih berlaku sampai 2026" in card["text"]
    assert "1 hasil dari tahun sebelumnya" in (await dewi.says("/iku 2"))["text"]


async def test_a_list_is_gone_through_to_its_own_end(town: Town) -> None:
    await town.found_opds(1)
    for opd in (HEALTH.code, LIBRARY.code):
        await town.evaluated(opd, KEY, {"hasil": "tepat"}, 2025)
    dewi = await dewi_of(town)
    await dewi.walks("/evaluasi", press("Hasil lama", HEALTH.code))
    assert LIBRARY.name in (await dewi.presses("Tepat"))["text"]
    last = await dewi.presses("Tepat")
    assert "⬜ 1 belum dinilai" in last["text"]
    assert "Semua OPD pada daftar ini" not in last["text"]


async def test_a_result_that_no_longer_counts_is_due_again(town: Town) -> None:
    await town.set_year("kelembagaan.validity", "2")
    await town.evaluated(HEALTH.code, KEY, {"hasil": "tepat"}, 2024)
    dewi = await begun(town)
    assert "hasil 2024, sudah tidak berlaku; mohon dinilai lagi" in (await dewi.card())["text"]


async def test_a_correction_stays_with_its_opd_and_both_stay_on_record(town: Town) -> None:
    dewi = await begun(town)
    await dewi.walks(press("Tepat", "‹ Ringkasan", "Sudah dinilai", HEALTH.code))
    assert "Evaluasi Tepat tugas" in (await dewi.presses("Perlu"))["text"]
    assert [answer for _, answer in await results(town, HEALTH.code)] == ["tepat", "perlu"]


async def test_an_opd_is_skipped(town: Town) -> None:
    dewi = await begun(town)
    assert LIBRARY.name in (await dewi.presses("Lewati ›"))["text"]
    assert await town.events(HEALTH.code) == []


async def test_a_part_of_the_name_finds_an_opd_again_and_again(town: Town) -> None:
    dewi = await begun(town)
    found = await dewi.says("perpus")
    assert labels(found) == [f"⬜ {LIBRARY.code}", "‹ Ringkasan"]
    assert "Tidak ada OPD yang cocok dengan “&lt;b&gt;”" in (await dewi.says("<b>"))["html"]
    await dewi.says("kesehatan")
    card = await dewi.presses(HEALTH.code)
    assert "⬜ belum pernah dinilai" in card["text"]
    assert "belum dinilai" in (await dewi.presses("‹ Ringkasan"))["text"]


async def test_a_search_that_finds_many_shows_the_first_and_says_so(town: Town) -> None:
    await town.found_opds(20)
    dewi = await begun(town)
    found = await dewi.says("dinas")
    assert "22 OPD cocok, ini 10 yang pertama; ketik lebih lengkap." in found["text"]
    assert len(labels(found)) == 11


async def test_long_lists_are_paged(town: Town) -> None:
    await town.found_opds(20)
    dewi = await dewi_of(town)
    await dewi.says("/evaluasi")
    first = await dewi.presses("Belum dinilai (22)")
    assert labels(first)[10:] == ["·", "1/3", "›", "‹ Ringkasan"]
    second = await dewi.presses("›", first)
    assert labels(second)[0] == "⬜ OPD10"


async def test_what_cannot_be_read_shows_the_task_again(town: Town) -> None:
    dewi = await begun(town)
    assert "Evaluasi Tepat tugas" in (await dewi.sends_other("sticker"))["text"]


async def test_the_task_is_cancelled_and_brought_back(town: Town) -> None:
    dewi = await begun(town)
    assert "Draf dihapus" in (await dewi.says("/batal"))["text"]
    assert "Evaluasi Tepat tugas" in (await dewi.presses("Urungkan"))["text"]
    await dewi.says("/batal")
    assert "⬜ 2 belum dinilai" in (await dewi.presses("Ringkasan"))["text"]


async def test_an_opd_that_was_closed_meanwhile_is_not_judged(town: Town) -> None:
    dewi = await begun(town)
    await town.close_opd(HEALTH)
    assert "sudah tidak berlaku" in (await dewi.presses("Tepat"))["text"]
    assert await town.events(HEALTH.code) == []


async def test_a_card_from_before_new_year_still_judges_its_year(town: Town) -> None:
    dewi = await begun(town)
    town.pass_time(days=60)
    assert "Tersimpan" in (await dewi.presses("Tepat"))["text"]
    assert [event.year for event in await town.events(HEALTH.code)] == [2026]


async def test_a_card_of_two_years_ago_judges_nothing(town: Town) -> None:
    dewi = await begun(town)
    town.pass_time(days=420)
    assert "Tombol ini sudah tidak berlaku" in (await dewi.presses("Tepat"))["text"]
    assert await town.events(HEALTH.code) == []


async def test_the_same_result_again_keeps_score_and_note(town: Town) -> None:
    kept = {"hasil": "tepat", "skor": "88", "catatan": "baik"}
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, kept, 2026)
    dewi = await begun(town)
    last = (await town.events(HEALTH.code))[-1]
    await dewi.forges(f"zj:{HEALTH.code}:2026:{last.id}:tepat")
    assert len(await town.events(HEALTH.code)) == 1


async def test_the_name_of_an_opd_behind_the_command_is_looked_for(dewi: Talker) -> None:
    for said in ("/evaluasi kesehatan", "/evaluasi kelembagaan kesehatan", "/evaluasi 2026 DINKES"):
        shown = await dewi.says(said)
        assert "Tepat tugas dan fungsi" in shown["text"]
        assert [label for label in labels(shown) if "Kesehatan" in label or "DINKES" in label], said
    assert "Tepat tugas dan fungsi" in (await dewi.says("evaluasi dinas kesehatan"))["text"]


async def test_words_that_are_of_no_opd_are_still_not_understood(dewi: Talker) -> None:
    wanted = await dewi.says("/evaluasi tw2")
    assert (await dewi.says("/evaluasi entah apa"))["text"] == wanted["text"]
