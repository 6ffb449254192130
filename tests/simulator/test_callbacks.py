from telegram import Bot, Message

from simulator.client import People
from simulator.state import World
from tests.simulator.api import SITI, Api, button, keyboard

EXPIRED = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_pressed_button_reaches_the_bot_with_its_message(api: Api, bot: Bot, people: People) -> None:
    sent = await api.sent("pilih", reply_markup=keyboard(button("Ya", "yes"), button("Tidak", "no")))
    query_id = await people.press(SITI, sent, "Tidak")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (query_id, "no", SITI)
    assert isinstance(query.message, Message)
    assert query.message.text == "pilih"
    assert query.chat_instance
    assert await query.answer("Dicatat", show_alert=True)
    (answer,) = await people.answers(SITI)
    assert answer["callback_query_id"] == query_id
    assert (answer["text"], answer["show_alert"]) == ("Dicatat", True)


async def pressed(api: Api, people: People) -> str:
    return await people.press(SITI, await api.sent(reply_markup=keyboard(button())), data="a")


async def test_a_query_is_answered_once(api: Api, people: People) -> None:
    query = await pressed(api, people)
    assert await api.result("answerCallbackQuery", callback_query_id=query)
    assert await api.refusal("answerCallbackQuery", callback_query_id=query) == EXPIRED
    assert await api.refusal("answerCallbackQuery", callback_query_id="unknown") == EXPIRED


async def test_an_answer_that_comes_too_late(api: Api, people: People, world: World) -> None:
    query = await pressed(api, people)
    world.clock.advance(31)
    assert await api.refusal("answerCallbackQuery", callback_query_id=query) == EXPIRED
    assert await people.answers(SITI) == []


async def test_answers_that_telegram_refuses(api: Api, people: People, world: World) -> None:
    query = await pressed(api, people)
    answer = {"callback_query_id": query}
    assert (
        await api.refusal("answerCallbackQuery", **answer, text="x" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert (
        await api.refusal("answerCallbackQuery", **answer, url="https://a.id") == "Bad Request: URL_INVALID"
    )
    link = f"https://t.me/{world.bot.username}?start=x"
    assert await api.result("answerCallbackQuery", **answer, text="x" * 200, url=link)
