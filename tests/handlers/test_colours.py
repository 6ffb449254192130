"""One colour, one meaning: `tests.town.colours` looks at every keyboard that these tests send."""

import pytest

from tests.handlers.review.reviewing import chooses, under_review
from tests.town.colours import wrong_colours
from tests.town.dialogue import Json, Talker, Town


def keys(message: Json) -> dict[str, str | None]:
    return {key["text"]: key.get("style") for row in message["keyboard"] for key in row}


@pytest.mark.parametrize(
    ("keyboard", "wrong"),
    [
        ([[{"text": "Kirim", "style": "success"}, {"text": "Batal", "style": "danger"}]], 1),
        ([[{"text": "Kirim", "style": "success"}, {"text": "Batal"}]], 0),
        ([[{"text": "Kembalikan", "style": "success"}]], 1),
        ([[{"text": "Kembalikan"}]], 1),
        ([[{"text": "Terima"}]], 1),
        ([[{"text": "Terima 2 laporan", "style": "danger"}]], 1),
        ([[{"text": "Terima", "style": "success"}], [{"text": "Berikutnya ›", "style": "success"}]], 1),
        ([[{"text": "Terima semua yang tidak berubah"}]], 0),
    ],
)
def test_the_rule(keyboard: list[list[dict[str, str]]], wrong: int) -> None:
    assert len(wrong_colours(keyboard)) == wrong


async def test_a_verdict_has_one_colour_on_the_card_and_where_it_is_confirmed(town: Town) -> None:
    _, dewi = await under_review(town)
    card = keys(await dewi.card())
    assert (card["Terima"], card["Kembalikan"]) == ("success", "danger")
    await chooses(dewi, "Nilai")
    confirmed = keys(await dewi.presses("Angka berbeda dengan bukti"))
    assert confirmed["Kembalikan"] == "danger"
    assert confirmed["Batal"] is None


async def test_the_way_out_is_not_red_beside_sending(siti: Talker) -> None:
    summary = keys(await siti.fills_sakip())
    assert (summary["Kirim"], summary["Batal"]) == ("success", None)
