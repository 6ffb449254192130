"""Topics, threads of answers, migration and service messages, as the bot meets them."""

from collections.abc import Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from simulator.client import People, PeopleClientError
from simulator.service_kinds import NEED_VALUE, SERVICE_KINDS
from simulator.state import GENERAL
from tests.simulator.api import BUDI, SITI, Api, button, keyboard


async def _forum(people: People) -> tuple[int, int]:
    forum = await people.add_group("Organisasi", SITI, BUDI, kind="forum")
    return forum, await people.add_topic(forum, SITI, "Pelaporan")


async def test_an_answer_goes_to_the_topic_it_names(people: People, bot: Bot) -> None:
    forum, topic = await _forum(people)
    await people.text_in_group(forum, BUDI, "/iku", thread=topic)
    asked = (await bot.get_updates())[-1].message
    assert asked is not None
    assert (asked.message_thread_id, asked.is_topic_message, asked.chat.is_forum) == (topic, True, True)
    assert asked.reply_to_message is not None
    assert asked.reply_to_message.forum_topic_created is not None
    sent = await bot.send_message(forum, "jawaban", message_thread_id=topic)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)
    assert [one["text"] for one in await people.group_messages(forum, thread=topic) if "text" in one] == [
        "/iku",
        "jawaban",
    ]
    assert await people.group_messages(forum, thread=GENERAL) == []


async def test_general_has_no_thread(people: People, bot: Bot) -> None:
    forum, _ = await _forum(people)
    await people.text_in_group(forum, BUDI, "/iku")
    asked = (await bot.get_updates())[-1].message
    assert asked is not None
    assert (asked.message_thread_id, asked.is_topic_message) == (None, None)
    await bot.send_message(forum, "jawaban")
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum, "x", message_thread_id=GENERAL)
    assert len(await people.group_messages(forum, thread=GENERAL)) == 2


async def test_an_answer_to_a_message_goes_to_its_topic(people: People, bot: Bot) -> None:
    forum, topic = await _forum(people)
    asked = await people.text_in_group(forum, BUDI, "/iku", thread=topic)
    sent = await bot.send_message(forum, "x", reply_to_message_id=asked["message_id"])
    assert sent.message_thread_id == topic


async def test_topics_that_cannot_be_written_to(people: People, bot: Bot, api: Api) -> None:
    forum, topic = await _forum(people)
    await people.close_topic(forum, topic)
    fields: dict[str, dict[str, str]] = {
        "sendMessage": {"text": "x"},
        "sendChatAction": {"action": "typing"},
        "sendPhoto": {"photo": "x"},
    }
    for method, more in fields.items():
        refused = await api.refusal(method, chat_id=forum, message_thread_id=topic, **more)
        assert refused == "Bad Request: TOPIC_CLOSED"
    with pytest.raises(PeopleClientError, match="closed"):
        await people.text_in_group(forum, BUDI, "halo", thread=topic)
    await people.close_topic(forum, topic, closed=False)
    await bot.send_message(forum, "x", message_thread_id=topic)
    await people.delete_topic(forum, topic)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum, "x", message_thread_id=topic)
    await people.close_topic(forum, GENERAL)
    assert await api.refusal("sendMessage", chat_id=forum, text="x") == "Bad Request: TOPIC_CLOSED"


async def test_a_thread_where_there_are_no_topics(people: People, bot: Bot, api: Api) -> None:
    """Telegram overlooks it in a group, and knows none in a private chat."""
    group = await people.add_group("Rapat", SITI)
    assert (await bot.send_message(group, "x", message_thread_id=77)).message_thread_id is None
    refused = await api.refusal("sendMessage", chat_id=SITI, text="x", message_thread_id=77)
    assert refused == "Bad Request: message thread not found"


async def test_answers_in_a_supergroup_make_a_thread(people: People, bot: Bot) -> None:
    group = await people.add_group("Rapat", SITI, kind="supergroup")
    first = await people.text_in_group(group, SITI, "satu")
    second = await people.text_in_group(group, SITI, "dua", reply_to=first["message_id"])
    await people.text_in_group(group, SITI, "tiga", reply_to=second["message_id"])
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert (message.message_thread_id, message.is_topic_message) == (first["message_id"], None)


async def test_a_group_that_has_migrated(people: People, bot: Bot) -> None:
    group = await people.add_group("Rapat", SITI)
    old = await bot.send_message(group, "x", reply_markup=None)
    supergroup = await people.migrate(group)
    moved, came = [update.message for update in await bot.get_updates()][-2:]
    assert moved is not None
    assert came is not None
    assert (moved.chat.id, moved.migrate_to_chat_id) == (group, supergroup)
    assert (came.chat.id, came.migrate_from_chat_id, came.chat.type) == (supergroup, group, "supergroup")
    for refused in (
        bot.send_message(group, "x"),
        bot.edit_message_text("y", group, old.message_id),
        bot.delete_message(group, old.message_id),
        bot.send_chat_action(group, "typing"),
    ):
        with pytest.raises(ChatMigrated) as migrated:
            await refused
        assert migrated.value.new_chat_id == supergroup
    assert (await bot.get_chat(group)).title == "Rapat"
    await bot.send_message(supergroup, "x")
    with pytest.raises(PeopleClientError, match="become the supergroup"):
        await people.text_in_group(group, SITI, "halo")
    with pytest.raises(PeopleClientError, match="only a group"):
        await people.migrate(group)
    with pytest.raises(PeopleClientError, match="only a group"):
        await people.migrate(supergroup)


async def test_a_button_in_a_group_can_be_pressed(people: People, bot: Bot, api: Api) -> None:
    group = await people.add_group("Rapat", SITI, BUDI)
    sent = await api.result(
        "sendMessage", chat_id=group, text="x", reply_markup=keyboard(button("Kirim", "k"))
    )
    pressed = await people.press_in_group(group, BUDI, sent["message_id"], "Kirim")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert (query.id, query.from_user.id, query.message.chat.id) == (pressed, BUDI, group)
    await query.answer("Terkirim")
    (answer,) = await people.answers(BUDI)
    assert (answer["text"], answer["chat_id"]) == ("Terkirim", group)
    with pytest.raises(PeopleClientError, match="no such button"):
        await people.press_in_group(group, BUDI, sent["message_id"], data="z")


async def test_members_come_and_go(people: People, bot: Bot) -> None:
    group = await people.add_group("Rapat", SITI)
    await people.join(group, BUDI)
    await people.join(group, BUDI)
    await people.leave(group, BUDI)
    said = [update.message for update in await bot.get_updates()][1:]
    assert [bool(message and message.new_chat_members) for message in said] == [True, False]
    assert said[1] is not None
    assert said[1].left_chat_member is not None
    with pytest.raises(PeopleClientError, match="no member"):
        await people.leave(group, BUDI)
    (listed,) = await people.groups()
    assert (listed["members"], listed["title"], listed["kind"]) == ([SITI], "Rapat", "group")


@pytest.mark.parametrize(("kind", "named"), [("group", "group"), ("forum", "supergroup")])
async def test_a_bot_that_is_thrown_out(people: People, bot: Bot, kind: str, named: str) -> None:
    group = await people.add_group("Rapat", SITI, kind=kind)
    await people.expel_bot(group)
    await people.expel_bot(group)
    change = (await bot.get_updates())[-1].my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=f"bot was kicked from the {named} chat"):
        await bot.send_message(group, "x")


async def test_every_kind_of_service_message(people: People, bot: Bot) -> None:
    await people.text(SITI, "halo")
    for kind in SERVICE_KINDS:
        value: object = {} if kind in NEED_VALUE else None
        assert (await people.service(SITI, kind, value))["service"] == kind
    group = await people.add_group("Rapat", SITI)
    await people.service_in_group(group, SITI, "video_chat_started")
    message = (await bot.get_updates(offset=-1))[0].message
    assert message is not None
    assert message.video_chat_started is not None


async def test_service_messages_that_make_no_sense(people: People) -> None:
    with pytest.raises(PeopleClientError, match="kind must be one of"):
        await people.service(SITI, "text")
    with pytest.raises(PeopleClientError, match="say what gift shall hold"):
        await people.service(SITI, "gift")
    with pytest.raises(PeopleClientError, match="nothing to pin"):
        await people.service(SITI, "pinned_message")


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda people, _: people.add_group("x", SITI, kind="channel"), "kind must be one of"),
        (lambda people, forum: people.text_in_group(forum, SITI, "x", thread=99), "there is no topic 99"),
        (lambda people, forum: people.close_topic(forum, 99), "there is no topic 99"),
        (lambda people, forum: people.delete_topic(forum, GENERAL), "General cannot be deleted"),
        (lambda people, forum: people.press_in_group(forum, 5, 1, "x"), "no member"),
    ],
)
async def test_what_members_cannot_do(
    people: People, act: Callable[[People, int], Awaitable[object]], why: str
) -> None:
    forum, _ = await _forum(people)
    with pytest.raises(PeopleClientError, match=why):
        await act(people, forum)


async def test_no_topic_without_a_forum(people: People) -> None:
    group = await people.add_group("Rapat", SITI)
    with pytest.raises(PeopleClientError, match="no topics"):
        await people.add_topic(group, SITI, "Pelaporan")


async def test_a_group_is_read_and_its_buttons_are_named(people: People, bot: Bot) -> None:
    group = await people.add_group("Rapat", SITI)
    await bot.send_message(group, "halo")
    assert (await people.groups())[0]["unread"] == 1
    await people.read_group(group)
    assert (await people.groups())[0]["unread"] == 0
    with pytest.raises(PeopleClientError, match="give data or label"):
        await people.press_in_group(group, SITI, 1)
