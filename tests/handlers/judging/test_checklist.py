"""`/evaluasi` for ketatalaksanaan: the checklist on one card, and that nothing of it is ever lost."""

import pytest

from domain.indicators.ketatalaksanaan import ITEMS, REQUIRED, reason_key
from domain.keys import IndicatorKey
from domain.reports.events import EventKind
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

KEY = IndicatorKey.KETATALAKSANAAN
ALL_MET = {item.key: "met" for item in ITEMS}


async def begun(town: Town, telegram_id: int = 2001, name: str = "Rina") -> Talker:
    rina = await town.reviewer("tatalaksana", telegram_id, name)
    await rina.says("/evaluasi")
    await rina.presses("Mulai menilai")
    return rina


ALL_UNMET = dict.fromkeys(sorted(REQUIRED), "unmet")


async def saves_all_the_same(who: Talker) -> Json:
    """Save a checklist with what is not judged taken as unmet."""
    await who.presses("Simpan")
    return await who.presses("Ya, anggap belum terpenuhi")


async def answers(town: Town, opd: str = HEALTH.code) -> dict[str, str]:
    """Return what was stored last, and fail for a draft that was never saved."""
    return dict([one for one in await town.events(opd) if one.kind is EventKind.EVALUATED][-1].answers)


async def test_an_opd_that_meets_everything_required_takes_one_tap(town: Town) -> None:
    rina = await begun(town)
    card = await rina.card()
    assert f"Ketatalaksanaan 2026 · sisa 2\n{HEALTH.name}\n\n⬜ belum pernah dinilai" in card["text"]
    assert "Wajib: 0/4 terpenuhi sejauh ini." in card["text"]
    assert labels(card)[:2] == ["⬜ SOP AP", "⬜ Peta proses"]
    after = await rina.presses("Semua wajib ✓, simpan")
    assert f"Tersimpan: {HEALTH.name} – 4/4 terpenuhi, 3 belum dinilai" in after["text"]
    assert f"sisa 1\n{LIBRARY.name}" in after["text"]
    assert await answers(town) == dict.fromkeys(REQUIRED, "met")
    assert "50,00 %  (1/2)" in (await rina.says("/iku"))["text"]


async def test_items_are_ticked_on_one_card_and_saved(town: Town) -> None:
    rina = await begun(town)
    here = (await rina.card())["message_id"]
    card = await rina.walks(press("SOP AP", "Peta proses", "Peta proses"))
    assert card["message_id"] == here
    assert labels(card)[:3] == [
        "✅ SOP AP",
        "❌ Peta proses",
        "⬜ Standar layanan",
    ]
    assert "Wajib: 1/4 terpenuhi" in card["text"]
    assert card["text"].endswith(f"\n\n{HEALTH.name}\n📝 Belum disimpan – 2 dari 4 wajib dinilai")
    assert await town.events(HEALTH.code) == []
    await rina.presses("Standar layanan")
    card = await rina.presses("Tata naskah")
    assert "Wajib: 3/4 terpenuhi, artinya belum memenuhi." in card["text"]
    assert card["text"].endswith(f"{HEALTH.name}\n📝 Belum disimpan – 4 dari 4 wajib dinilai")
    after = await rina.presses("Simpan")
    assert "3/4 terpenuhi, 3 belum dinilai" in after["text"]
    assert await answers(town) == {"sop": "met", "probis": "unmet", "layanan": "met", "naskah": "met"}
    assert labels(await rina.says("perpus"))[0] == f"⬜ {LIBRARY.code}"


async def test_what_does_not_apply_needs_its_reason_when_it_is_saved(town: Town) -> None:
    rina = await begun(town)
    for _ in range(3):
        card = await rina.presses("Standar layanan")
    assert labels(card)[2] == "➖ Standar layanan"
    assert "Wajib: 0/3 terpenuhi" in card["text"]
    asked = await saves_all_the_same(rina)
    assert "Mengapa “Standar pelayanan dan maklumat” tidak berlaku?" in asked["text"]
    assert labels(asked) == ["Berlaku, tetapi belum ❌", "‹ Kembali", "Batal"]
    card = await rina.says("Tidak melayani <publik>")
    assert "– Standar pelayanan dan maklumat: Tidak melayani <publik>" in card["text"]
    await rina.presses("Semua wajib")
    assert await answers(town) == {
        **dict.fromkeys(REQUIRED, "met"),
        "layanan": "not_applicable",
        reason_key("layanan"): "Tidak melayani <publik>",
    }
    await rina.says("kesehatan")
    shown = await rina.presses(HEALTH.code)
    assert "Tidak melayani <publik>" in shown["text"]
    assert "memenuhi" in shown["text"]


async def test_the_reason_may_turn_out_not_to_be_needed(town: Town) -> None:
    rina = await begun(town)
    for _ in range(3):
        await rina.presses("Digital (SPBE)")
    await saves_all_the_same(rina)
    card = await rina.presses("Berlaku, tetapi belum")
    assert "❌ Digital (SPBE)" in labels(card)
    await rina.presses("Simpan")
    assert await answers(town) == {**ALL_UNMET, "spbe": "unmet"}


async def test_back_from_the_reason_is_the_checklist(town: Town) -> None:
    rina = await begun(town)
    for _ in range(3):
        await rina.presses("Digital (SPBE)")
    await saves_all_the_same(rina)
    assert "➖ Digital (SPBE)" in labels(await rina.presses("‹ Kembali"))


async def test_last_years_result_is_filled_in_and_not_saved_by_itself(town: Town) -> None:
    last = {**ALL_MET, "arsip": "not_applicable", reason_key("arsip"): "belum ada arsip", "catatan": "lama"}
    await town.evaluated(HEALTH.code, KEY, last, 2025)
    rina = await begun(town)
    card = await rina.card()
    assert (
        "⬜ 6/6 terpenuhi\nhasil 2025, sudah tidak berlaku; mohon dinilai lagi\nCatatan: lama" in card["text"]
    )
    assert card["text"].endswith("📝 Belum disimpan – 4 dari 4 wajib dinilai, terisi dari hasil 2025")
    assert "✅ SOP AP" in labels(card)
    assert "➖ Kearsipan" in labels(card)
    await rina.presses("Simpan")
    stored = [one for one in await town.events(HEALTH.code) if one.year == 2026]
    assert stored[0].answers == {key: text for key, text in last.items() if key != "catatan"}


async def test_a_tap_later_the_rest_of_last_year_is_still_there(town: Town) -> None:
    await town.evaluated(HEALTH.code, KEY, ALL_MET, 2025)
    rina = await begun(town)
    card = await rina.presses("Digital (SPBE)")
    assert labels(card)[5] == "❌ Digital (SPBE)"
    assert labels(card)[0] == "✅ SOP AP"


async def test_a_checklist_half_way_is_found_again(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    await rina.presses("Lewati ›")
    assert LIBRARY.name in (await rina.card())["text"]
    await rina.says("kesehatan")
    card = await rina.presses(HEALTH.code)
    assert labels(card)[0] == "✅ SOP AP"
    assert "Semua" in labels(await rina.presses("Peta"))[7]


async def test_note_and_evidence_go_with_it(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    await rina.presses("Catatan")
    assert "Catatan: SOP 2025" in (await rina.says("SOP 2025"))["text"]
    await rina.presses("Bukti")
    await rina.sends(("sop.pdf", b"%PDF-1.7 x", "application/pdf"))
    await town.tick()
    card = await rina.card()
    assert "Bukti (1)" in labels(card)
    after = await saves_all_the_same(rina)
    assert "· 1 berkas" in after["text"]
    assert (await town.events(HEALTH.code))[0].files
    assert (await answers(town))["catatan"] == "SOP 2025"


async def test_back_from_the_note_is_the_checklist(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    await rina.presses("Catatan")
    assert labels(await rina.presses("‹ Kembali"))[0] == "✅ SOP AP"


async def test_what_is_typed_beside_the_checklist_changes_nothing(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    told = await rina.says("halo")
    assert "Ketuk Simpan untuk menyimpan" in told["text"]
    assert labels(told)[0] == "✅ SOP AP"


async def test_a_double_tap_ticks_once(town: Town) -> None:
    rina = await begun(town)
    card = await rina.card()
    first = card["keyboard"][0][0]["data"]
    await rina.forges(first)
    again = await rina.forges(first)
    assert labels(again)[0] == "✅ SOP AP"
    second = again["keyboard"][0][0]["data"]
    await rina.forges(second)
    twice = await rina.forges(second)
    assert labels(twice)[0] == "❌ SOP AP"


async def test_a_cancelled_checklist_is_brought_back(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    assert "Draf dihapus: Ketatalaksanaan 2026 · Dinas Kesehatan" in (await rina.presses("Batal"))["text"]
    assert labels(await rina.presses("Urungkan"))[0] == "✅ SOP AP"
    await rina.presses("Batal")
    assert labels(await rina.presses("Kembali"))[0] == "⬜ SOP AP"


async def test_a_colleagues_checklist_is_asked_about_first(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    agus = await begun(town, 2002, "Agus")
    question = await agus.card()
    assert "Rina, baru saja — lanjutkan?" in question["text"]
    assert labels(await agus.presses("Lanjutkan"))[0] == "✅ SOP AP"


async def test_who_ticks_an_older_card_is_asked_about_the_colleagues_draft(town: Town) -> None:
    rina, agus = await begun(town), await begun(town, 2002, "Agus")
    await rina.presses("SOP AP")
    assert "Rina, baru saja — lanjutkan?" in (await agus.presses("Peta"))["text"]


async def test_who_ticks_after_a_colleague_has_saved_is_told(town: Town) -> None:
    rina, agus = await begun(town), await begun(town, 2002, "Agus")
    await rina.presses("Semua wajib")
    told = await agus.presses("Simpan")
    assert "Rina baru saja mengubah hasil OPD ini" in told["text"]
    assert len(await town.events(HEALTH.code)) == 1


async def test_a_checklist_of_an_opd_that_was_closed_says_so(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    await town.close_opd(HEALTH)
    told = await rina.says("halo")
    assert "OPD ini sudah tidak berlaku" in told["text"]
    assert labels(told) == ["Batal", "‹ Ringkasan"]
    assert "⬜ 1 belum dinilai" in (await rina.presses("‹ Ringkasan"))["text"]


async def test_saving_for_an_opd_that_was_closed_stores_nothing(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    await town.close_opd(HEALTH)
    assert "sudah tidak berlaku" in (await saves_all_the_same(rina))["text"]
    assert await town.events(HEALTH.code) == []


async def test_the_items_a_year_requires_come_first(town: Town) -> None:
    await town.set_year("tatalaksana.required", "sop,arsip")
    rina = await begun(town)
    shown = labels(await rina.card())
    assert shown[:3] == [
        "⬜ SOP AP",
        "⬜ Kearsipan",
        "⬜ Peta proses",
    ]
    assert "Wajib: 2/2" not in (await rina.card())["text"]
    await rina.presses("Semua wajib")
    assert await answers(town) == {"sop": "met", "arsip": "met"}


async def forges_the_end(town: Town, talker: Talker) -> None:
    """Send the callback data that ends a checklist, though no button has it."""
    draft = await town.held(talker)
    assert draft is not None
    await talker.forges(f"s:{draft.id}:{draft.version}")


async def test_a_forged_send_without_a_reason_stores_nothing(town: Town) -> None:
    rina = await begun(town)
    for _ in range(3):
        await rina.presses("Digital (SPBE)")
    await forges_the_end(town, rina)
    assert await town.events(HEALTH.code) == []


async def test_an_undone_checklist_begins_anew(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("Semua wajib")
    card = await rina.presses("Urungkan")
    assert "⬜ belum pernah dinilai" in card["text"]
    assert labels(card)[0] == "⬜ SOP AP"


@pytest.mark.parametrize("ending", ["Semua wajib ✓, simpan", "Ya, anggap belum terpenuhi"])
async def test_a_double_tap_that_ends_a_checklist_does_not_say_that_it_was_not_stored(
    town: Town, ending: str
) -> None:
    rina = await begun(town)
    if ending.startswith("Ya"):
        await rina.presses("Simpan")
    card = await rina.card()
    once = await rina.presses(ending)
    twice = await rina.presses_late(card, ending)
    assert twice["text"] == once["text"]
    assert f"Tersimpan: {HEALTH.name}" in twice["text"]
    assert labels(twice) == labels(once)
    assert len(await town.events(HEALTH.code)) == 1


async def test_a_tap_on_an_item_after_that_is_not_said_to_be_stored(town: Town) -> None:
    rina = await begun(town)
    card = await rina.card()
    await rina.presses("Semua wajib")
    told = await rina.presses_late(card, "⬜ Peta proses")
    assert "jadi ketukan Anda tidak disimpan" in told["text"]
    assert (await answers(town))["probis"] == "met"
