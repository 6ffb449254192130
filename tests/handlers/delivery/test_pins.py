"""*Sematkan*: a card at the top of the chat, which follows the newest and goes before it is of yesterday."""

from handlers.delivery.pins import CANNOT_PIN, PINNED
from handlers.delivery.unpin import take_down_pins
from tests.town.dialogue import Json, Talker, Town


async def pinned(talker: Talker) -> list[int]:
    return [shown["message_id"] for shown in await talker.chat() if shown.get("pinned")]


async def reports(talker: Talker) -> list[Json]:
    """Return what the chat reports of itself."""
    return [shown for shown in await talker.chat() if "service" in shown]


async def take_down(town: Town) -> None:
    await take_down_pins(town.app.context_types.context(town.app))


async def test_a_pinned_card_lives_on_and_the_chat_stays_tidy(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await dewi.presses("Sematkan", card)
    assert await pinned(dewi) == [card["message_id"]]
    assert (await dewi.toasts())[-1] == PINNED
    assert len(await reports(dewi)) == 1
    await town.settled(dewi)
    assert await reports(dewi) == []
    assert (await dewi.card())["message_id"] == card["message_id"]
    await siti.reports_sakip()
    await town.look()
    assert "diperbarui 09.15" in (await dewi.message(card["message_id"]))["text"]
    assert await pinned(dewi) == [card["message_id"]]


async def test_it_is_pinned_without_a_sound(town: Town, dewi: Talker) -> None:
    await dewi.presses("Sematkan", await dewi.says("/iku"))
    (call,) = [one for one in town.hub.world.calls if one.method == "pinChatMessage"]
    assert call.params["disable_notification"] in (True, "true", "True")


async def test_pressed_twice_it_is_pinned_once(town: Town, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    update = await dewi.pressed("Sematkan", card)
    await town.deliver(update, times=2)
    await dewi.presses("Sematkan", card)
    assert await pinned(dewi) == [card["message_id"]]
    assert (await dewi.toasts())[-1] == PINNED


async def test_the_pin_follows_the_newest_card(town: Town, dewi: Talker) -> None:
    old = await dewi.says("/iku")
    await dewi.presses("Sematkan", old)
    for _ in range(2):
        await dewi.says("/iku")
        newer = await town.settled(dewi)
        assert await pinned(dewi) == [newer["message_id"]]
        assert newer["message_id"] > old["message_id"]


async def test_a_pin_that_its_person_took_down_stays_down(town: Town, dewi: Talker) -> None:
    """Telegram tells no bot of it (tdlib/telegram-bot-api#641)."""
    old = await dewi.says("/iku")
    await dewi.presses("Sematkan", old)
    await town.people.unpin(dewi.id, old["message_id"])
    await dewi.says("/iku")
    assert await pinned(dewi) == []


async def test_what_is_pinned_and_becomes_an_indicators_card_keeps_its_pin(town: Town, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await dewi.presses("Sematkan", card)
    detail = await dewi.presses("1", card)
    await dewi.presses("‹ Semua indikator", detail)
    assert await pinned(dewi) == [card["message_id"]]
    await dewi.says("/iku")
    newer = await town.settled(dewi)
    assert await pinned(dewi) == [newer["message_id"]]


async def test_what_is_pinned_and_becomes_another_room_gives_its_pin_to_the_next(
    town: Town, dewi: Talker
) -> None:
    card = await dewi.says("/menu")
    await dewi.presses("Sematkan", card)
    await dewi.presses("Lainnya", card)
    await dewi.says("/bantuan")
    await dewi.says("/iku")
    assert await pinned(dewi) == [card["message_id"]]
    await dewi.says("/menu")
    newer = await town.settled(dewi)
    assert await pinned(dewi) == [newer["message_id"]]
    assert newer["message_id"] != card["message_id"]


async def test_two_kinds_may_be_pinned_side_by_side(town: Town, dewi: Talker) -> None:
    home, figures = await dewi.says("/menu"), await dewi.says("/iku")
    for card in (home, figures):
        await dewi.presses("Sematkan", card)
    assert await pinned(dewi) == [home["message_id"], figures["message_id"]]
    await dewi.says("/menu")
    newer = await town.settled(dewi)
    assert await pinned(dewi) == [figures["message_id"], newer["message_id"]]


async def test_a_pin_of_yesterday_is_taken_down(town: Town, dewi: Talker) -> None:
    await dewi.presses("Sematkan", await dewi.says("/iku"))
    town.pass_time(hours=23, minutes=59)
    await take_down(town)
    assert len(await pinned(dewi)) == 1
    town.pass_time(minutes=1)
    await take_down(town)
    await take_down(town)
    assert await pinned(dewi) == []
    calls = [one for one in town.hub.world.calls if one.method == "unpinChatMessage"]
    assert len(calls) == 1


async def test_a_pin_of_yesterday_that_is_gone_is_no_trouble(town: Town, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await dewi.presses("Sematkan", card)
    await town.app.bot.delete_message(dewi.id, card["message_id"])
    town.pass_time(days=1)
    await take_down(town)
    async with town.storage.uow() as uow:
        assert await uow.troubles.of("pins") == []
        assert await uow.cards.overdue_pins(town.now) == []


async def test_where_the_bot_may_not_pin_it_says_how_to(town: Town, dewi: Talker) -> None:
    card = await dewi.says("/iku")
    await town.people.refuse("pinChatMessage", "Bad Request: not enough rights to manage pinned messages")
    said = await dewi.presses("Sematkan", card)
    assert said["text"] == CANNOT_PIN
    assert await pinned(dewi) == []


async def test_a_card_that_a_newer_one_has_replaced_is_not_pinned(dewi: Talker) -> None:
    old = await dewi.says("/iku")
    await dewi.says("/iku")
    await dewi.presses("Sematkan", old)
    assert await pinned(dewi) == []


async def test_a_pin_of_a_person_is_nobodys_business(town: Town, dewi: Talker) -> None:
    await dewi.says("/iku")
    before = len(await dewi.chat())
    await town.people.service(dewi.id, "pinned_message")
    for update in await town.waiting():
        await town.deliver(update)
    assert len(await dewi.chat()) == before + 1
    assert len(await reports(dewi)) == 1
