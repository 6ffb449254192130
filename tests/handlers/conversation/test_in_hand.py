"""The card that follows an answer is made of what its transaction had in hand, unless somebody was faster."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.forms.drafts import Draft
from domain.forms.form import Place
from tests.town.dialogue import Talker, Town


def right_after_the_answer(town: Town, change: Callable[[Draft], Draft]) -> None:
    """Let somebody else change the draft as soon as the next answer is stored, before anything is shown."""

    def meanwhile(_: object) -> None:
        drafts = town.storage.tables.drafts
        (draft,) = drafts.values()
        if "nilai" in draft.place.answers and town.storage.commits[-1].reply:
            over()
            drafts[draft.id] = replace(change(draft), version=draft.version + 1)

    over = town.storage.subscribe(meanwhile)


async def test_a_colleague_who_went_on_meanwhile_is_named(town: Town, siti: Talker, budi: Talker) -> None:
    await siti.opens("SAKIP", "BB")
    holder = (await town.person(budi)).id
    right_after_the_answer(town, lambda draft: replace(draft, holder=holder, touched_by=holder))
    shown = await siti.says("75,5")
    assert "sedang dilanjutkan Budi" in shown["text"]


@pytest.mark.parametrize("answer", ["75,5", "BB 75,5"])
async def test_an_answer_of_another_phone_meanwhile_is_shown_as_it_is(
    town: Town, siti: Talker, answer: str
) -> None:
    await siti.opens("SAKIP", *([] if " " in answer else ["BB"]))
    again = Place({"predikat": "C"})
    right_after_the_answer(town, lambda draft: replace(draft, place=again))
    shown = await siti.says(answer)
    assert "C · di atas" in shown["text"]
    assert "75,50" not in shown["text"]


async def test_the_card_that_was_pressed_stays_the_newest_on_the_screen(town: Town, siti: Talker) -> None:
    """It is noted with the effect of the press, so that what is typed then is an answer."""
    asked = await siti.opens("SAKIP")
    await siti.says("/iku")
    await siti.presses("BB", asked)
    assert "Nilai: 75,50" in (await siti.says("75,5"))["text"]
    assert len(town.storage.tables.cards) == len({card.kind for card in town.storage.tables.cards.values()})
