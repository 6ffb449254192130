"""What is typed goes to what stands on the screen: a list that can be searched, or a question."""

import pytest

from domain.people.person import Grant, Role
from handlers.conversation.listening import LISTENERS
from tests.handlers.homes import home_keys
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels


@pytest.fixture
async def both(town: Town) -> Talker:
    """An operator of the library who is a verifikator of Kelembagaan."""
    return await town.talker(
        5001, "Rina", Grant(Role.OPERATOR, LIBRARY.code), Grant(Role.VERIFIKATOR, "kelembagaan")
    )


async def test_after_verifikasi_a_name_searches_there_and_not_in_an_evaluation_left_open(
    siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    await dewi.walks("/evaluasi")
    await dewi.says("/verifikasi")
    shown = await dewi.says("kesehatan")
    assert HEALTH.name in shown["text"]
    assert "Tepat tugas" not in shown["text"]
    assert "SAKIP" in shown["text"] or any("SAKIP" in label for label in labels(shown))


async def test_the_evaluation_that_is_opened_after_it_is_searched_again(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    await dewi.says("/verifikasi")
    await dewi.walks("/evaluasi")
    shown = await dewi.says("kesehatan")
    assert "Tepat tugas dan fungsi" in shown["text"]
    assert any("Kesehatan" in label or HEALTH.code in label for label in labels(shown))


async def test_a_question_that_was_left_does_not_swallow_the_search_and_is_not_lost(
    town: Town, both: Talker
) -> None:
    asked = await both.opens("SAKIP", "bb")
    shown = await both.says("/belum")
    found = await both.says("kesehatan")
    assert found["message_id"] > shown["message_id"]
    assert "2/3" not in found["text"]
    left = await both.message(asked["message_id"])
    assert "Belum terkirim" in left["text"]
    again = await both.presses("Lanjutkan SAKIP", left)
    assert "2/3" in (await both.message(left["message_id"]))["text"] or "2/3" in again["text"]
    assert (await town.draft(1)).place.answers["predikat"] == "BB"


async def test_a_question_that_stands_lowest_gets_the_answer(town: Town, both: Talker) -> None:
    await both.says("/belum")
    await both.opens("SAKIP", "bb")
    await both.says("75,5")
    assert (await town.draft(1)).place.answers["nilai"] == "75.5"


async def test_a_screen_that_searches_nothing_leaves_the_answer_to_the_question(
    town: Town, siti: Talker
) -> None:
    await siti.opens("SAKIP", "bb")
    await siti.says("/iku tw2")
    await siti.says("75,5")
    assert (await town.draft(1)).place.answers["nilai"] == "75.5"


async def test_what_the_list_does_not_have_is_a_wish(dewi: Talker) -> None:
    wanted = await dewi.says("/iku")
    await dewi.says("/belum")
    assert (await dewi.says("berapa iku sekarang"))["text"] == wanted["text"]


async def test_what_is_neither_is_said_kindly(dewi: Talker) -> None:
    await dewi.says("/belum")
    told = await dewi.says("xyzzy <b>")
    assert told["text"].startswith("Tidak ada yang cocok dengan “xyzzy <b>” di sini.")
    assert home_keys(told) == home_keys(await dewi.says("/menu"))


async def test_the_list_is_searched_again_and_again(dewi: Talker) -> None:
    await dewi.says("/belum")
    assert "cocok dengan “kesehatan”" in (await dewi.says("kesehatan"))["text"]
    assert "cocok dengan “arsip”" in (await dewi.says("arsip"))["text"]


async def test_after_the_next_command_the_list_is_not_on_the_screen_any_more(dewi: Talker) -> None:
    await dewi.says("/belum")
    await dewi.says("/bantuan")
    card = await dewi.says("/iku sakip")
    assert (await dewi.says("sakip"))["text"] == card["text"]


async def test_a_button_that_makes_something_else_of_it_ends_the_search(dewi: Talker) -> None:
    await dewi.says("/belum")
    await dewi.presses("Beranda")
    assert "Belum lapor" not in (await dewi.says("arsip"))["text"].split("\n")[0]


@pytest.mark.parametrize("word", ["menu", "batal", "bantuan"])
async def test_the_ways_out_are_no_search(dewi: Talker, word: str) -> None:
    await dewi.says("/belum")
    wanted = await dewi.says(f"/{word}")
    await dewi.says("/belum")
    assert (await dewi.says(word))["text"] == wanted["text"]


async def test_whose_role_has_ended_finds_nothing_there(town: Town, dewi: Talker) -> None:
    await dewi.says("/belum")
    async with town.storage.uow() as uow:
        person = await uow.people.by_telegram_id(dewi.id)
        assert person is not None
        await uow.people.end(person.id, Grant(Role.VERIFIKATOR, "kelembagaan"), by=None, at=town.now)
        await uow.people.grant(person.id, Grant(Role.OPERATOR, LIBRARY.code), by=None, at=town.now)
        await uow.commit()
    told = await dewi.says("sakip")
    assert "Belum lapor" not in told["text"]


async def test_a_restart_forgets_no_screen(town: Town, dewi: Talker) -> None:
    await dewi.says("/belum")
    await town.restart()
    assert "cocok dengan “kesehatan”" in (await dewi.says("kesehatan"))["text"]


async def test_words_delivered_twice_are_looked_for_and_answered(town: Town, dewi: Talker) -> None:
    await dewi.says("/belum")
    await town.deliver(await dewi.typed("kesehatan"), times=2)
    assert "cocok dengan “kesehatan”" in (await dewi.card())["text"]


@pytest.mark.parametrize("kind", ["belum", "belum.found", "review"])
def test_the_lists_that_are_searched_by_typing(kind: str) -> None:
    assert kind in LISTENERS


def test_a_kind_that_two_rooms_listen_to_is_refused() -> None:
    with pytest.raises(ValueError, match="two screens that are typed to are named review"):
        LISTENERS.learn([("review", LISTENERS["review"])])
