"""Groups with topics, and groups that become supergroups: the answer is where the question was."""

import logging

import pytest

from domain.people.person import Grant, Role
from simulator.state import GENERAL
from tests.town.dialogue import Json, Talker, Town


async def boss_in(town: Town, kind: str) -> tuple[Talker, int]:
    """Return somebody who may ask in a group, and a group of that kind with them in it."""
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    return boss, await town.people.add_group("Rapat IKU", boss.id, kind=kind)


async def answered(town: Town) -> None:
    for update in await town.waiting():
        await town.deliver(update)
    assert town.undelivered == []


async def said(town: Town, group: int, thread: int | None = None) -> list[Json]:
    return [one for one in await town.people.group_messages(group, thread=thread) if one["from"] == "bot"]


async def test_an_answer_goes_to_the_topic_in_which_it_was_asked(town: Town) -> None:
    boss, forum = await boss_in(town, "forum")
    first, second = [await town.people.add_topic(forum, boss.id, name) for name in ("Pelaporan", "Rapat")]
    await town.people.text_in_group(forum, boss.id, "/iku", thread=second)
    await answered(town)
    assert [len(await said(town, forum, thread)) for thread in (GENERAL, first, second)] == [0, 0, 1]


async def test_general_is_answered_without_a_thread(town: Town) -> None:
    boss, forum = await boss_in(town, "forum")
    topic = await town.people.add_topic(forum, boss.id, "Pelaporan")
    asked = await town.people.text_in_group(forum, boss.id, "/iku")
    # An answer to a message in General carries the number of a thread to which nothing can be sent.
    await town.people.text_in_group(forum, boss.id, "/iku tw1", reply_to=asked["message_id"])
    await answered(town)
    assert [len(await said(town, forum, thread)) for thread in (GENERAL, topic)] == [2, 0]
    assert all("message_thread_id" not in call["params"] for call in await town.people.calls("sendMessage"))


async def test_a_supergroup_without_topics_has_no_threads_either(town: Town) -> None:
    boss, group = await boss_in(town, "supergroup")
    asked = await town.people.text_in_group(group, boss.id, "halo")
    await town.people.text_in_group(group, boss.id, "/iku", reply_to=asked["message_id"])
    await answered(town)
    assert len(await said(town, group)) == 1
    assert all("message_thread_id" not in call["params"] for call in await town.people.calls("sendMessage"))


@pytest.mark.parametrize("how", ["closed", "deleted"])
async def test_a_topic_that_is_shut_meanwhile_is_left_alone(
    town: Town, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    boss, forum = await boss_in(town, "forum")
    topic = await town.people.add_topic(forum, boss.id, "Pelaporan")
    await town.people.text_in_group(forum, boss.id, "/iku", thread=topic)
    await (town.people.close_topic if how == "closed" else town.people.delete_topic)(forum, topic)
    with caplog.at_level(logging.WARNING):
        await answered(town)
    assert await said(town, forum) == []
    assert caplog.records == []


async def test_a_group_that_becomes_a_supergroup_meanwhile_is_answered_there(town: Town) -> None:
    boss, group = await boss_in(town, "group")
    await town.people.text_in_group(group, boss.id, "/iku")
    there = await town.people.migrate(group)
    await answered(town)
    assert len(await said(town, there)) == 1
    await town.people.text_in_group(there, boss.id, "/iku tw2")
    await answered(town)
    assert len(await said(town, there)) == 2


@pytest.mark.parametrize("way", ["expelled", "without the right to write"])
async def test_a_group_that_does_not_let_the_bot_write_is_left_alone(
    town: Town, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    boss, group = await boss_in(town, "supergroup")
    await town.people.text_in_group(group, boss.id, "/iku")
    if way == "expelled":
        await town.people.expel_bot(group)
    else:
        await town.people.refuse(
            "sendMessage", "Bad Request: not enough rights to send text messages to the chat", times=9
        )
    with caplog.at_level(logging.WARNING):
        await answered(town)
    assert await said(town, group) == []
    assert caplog.records == []
