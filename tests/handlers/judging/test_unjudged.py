"""A checklist item that nobody has judged is not unmet: saving asks first, and stores what was said then."""

import pytest

from domain.indicators.ketatalaksanaan import REQUIRED
from tests.handlers.judging.test_checklist import (
    ALL_UNMET,
    answers,
    begun,
    forges_the_end,
    saves_all_the_same,
)
from tests.town.dialogue import HEALTH, Town, labels, press


@pytest.mark.parametrize("taps", [0, 1])
async def test_saving_with_compulsory_items_that_nobody_judged_asks_and_stores_nothing(
    town: Town, taps: int
) -> None:
    rina = await begun(town)
    for _ in range(taps):
        await rina.presses("SOP AP")
    asked = await rina.presses("Simpan")
    first = "" if taps else "⬜ SOP AP ditetapkan dan direviu\n"
    assert asked["text"] == (
        f"Ketatalaksanaan 2026\n{HEALTH.name}\n\nButir wajib ini belum dinilai:\n{first}"
        "⬜ Peta proses bisnis\n⬜ Standar pelayanan dan maklumat\n⬜ Tata naskah dinas\n\n"
        "Dianggap belum terpenuhi? Belum ada yang disimpan."
    )
    assert labels(asked) == ["Ya, anggap belum terpenuhi", "‹ Kembali menilai"]
    assert await town.events(HEALTH.code) == []
    card = await rina.presses("‹ Kembali menilai")
    assert labels(card)[0] == ("✅ " if taps else "⬜ ") + "SOP AP"
    assert card["text"].endswith(f"Belum disimpan – {taps} dari 4 wajib dinilai")


async def test_what_is_taken_as_unmet_is_stored_as_that(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    after = await saves_all_the_same(rina)
    assert f"Tersimpan: {HEALTH.name}" in after["text"]
    assert await answers(town) == {**ALL_UNMET, "sop": "met"}


async def test_an_optional_item_may_stay_without_a_judgement(town: Town) -> None:
    rina = await begun(town)
    for item in ("SOP AP", "Peta", "Standar", "Tata naskah"):
        await rina.presses(item)
    await rina.presses("Simpan")
    assert await answers(town) == dict.fromkeys(REQUIRED, "met")


async def test_a_fourth_tap_takes_the_judgement_back(town: Town) -> None:
    rina = await begun(town)
    for mark in ("✅", "❌", "➖", "⬜"):
        assert labels(await rina.presses("SOP AP"))[0].startswith(mark)


async def test_a_card_of_what_is_stored_says_when(town: Town) -> None:
    rina = await begun(town)
    card = await rina.walks(press("Semua wajib"), "kesehatan", press(HEALTH.code))
    assert card["text"].endswith(f"{HEALTH.name}\n✅ Tersimpan 23 Nov 2026 09.15 WIB")


async def test_the_yes_of_a_question_that_has_aged_stores_nothing(town: Town) -> None:
    rina, agus = await begun(town), await begun(town, 2002, "Agus")
    asked = await rina.presses("Simpan")
    await agus.presses("Semua wajib")
    assert "Agus baru saja mengubah hasil OPD ini" in (await rina.presses("Ya, anggap", asked))["text"]
    assert await answers(town) == dict.fromkeys(REQUIRED, "met")


async def test_a_forged_send_of_what_is_not_judged_stores_nothing(town: Town) -> None:
    rina = await begun(town)
    await rina.presses("SOP AP")
    await forges_the_end(town, rina)
    assert await town.events(HEALTH.code) == []


async def test_an_item_whose_judgement_was_taken_back_is_asked_about_again(town: Town) -> None:
    rina = await begun(town)
    for item in ("SOP AP", "Peta", "Standar", "Tata naskah"):
        await rina.presses(item)
    for _ in range(3):
        await rina.presses("Tata naskah")
    asked = await rina.presses("Simpan")
    assert "Butir wajib ini belum dinilai:\n⬜ Tata naskah dinas" in asked["text"]
    assert await town.events(HEALTH.code) == []
