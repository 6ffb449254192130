"""Chats of several people with the bot in them."""

from pathlib import Path

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest

from simulator.client import People, PeopleClientError
from simulator.server import Simulator
from tests.simulator.api import BUDI, SITI, Api


async def test_the_bot_hears_that_it_was_taken_in(people: People, bot: Bot) -> None:
    group = await people.add_group("Rapat IKU", SITI, BUDI)
    (taken_in,) = await bot.get_updates()
    change = taken_in.my_chat_member
    assert change is not None
    assert (change.chat.id, change.chat.type, change.chat.title) == (group, "group", "Rapat IKU")
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("left", "member")
    assert change.from_user.id == SITI


async def test_members_and_the_bot_write_to_each_other(people: People, bot: Bot) -> None:
    group = await people.add_group("Rapat", SITI, BUDI)
    assert group < 0
    await people.text_in_group(group, BUDI, "/iku@simulator_bot")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.from_user is not None
    assert (message.chat.id, message.from_user.id) == (group, BUDI)
    assert [entity.type for entity in message.entities] == ["bot_command"]
    await bot.send_message(group, "halo semua")
    shown = await people.group_messages(group)
    assert [(one["from"], one["text"]) for one in shown] == [
        ("person", "/iku@simulator_bot"),
        ("bot", "halo semua"),
    ]
    assert await people.messages(BUDI) == []


async def test_the_bot_may_ask_about_a_group(people: People, bot: Bot, api: Api) -> None:
    group = await people.add_group("Rapat", SITI)
    assert (await bot.get_chat(group)).title == "Rapat"
    assert (await bot.get_chat_member(group, SITI)).user.first_name == "Siti"
    with pytest.raises(BadRequest, match="Member not found"):
        await bot.get_chat_member(group, BUDI)
    assert "chat not found" in await api.refusal("sendMessage", chat_id=group - 1, text="x")


async def test_who_is_no_member_cannot_write(people: People) -> None:
    group = await people.add_group("Rapat", SITI)
    with pytest.raises(PeopleClientError, match="no member"):
        await people.text_in_group(group, BUDI, "halo")


@pytest.mark.parametrize(("members", "why"), [((), "members must be"), ((999,), "there is no person 999")])
async def test_a_group_is_made_of_people_there_are(
    people: People, members: tuple[int, ...], why: str
) -> None:
    with pytest.raises(PeopleClientError, match=why):
        await people.add_group("Rapat", *members)


async def test_members_are_ids(simulator: Simulator, http: httpx.AsyncClient) -> None:
    body = {"title": "Rapat", "members": ["Siti"]}
    response = await http.post(f"{simulator.url}/sim/groups", json=body)
    assert (response.status_code, response.json()) == (400, {"error": "members must be the ids of people"})


async def test_a_person_is_no_group(people: People) -> None:
    with pytest.raises(PeopleClientError, match="there is no group"):
        await people.group_messages(SITI)


async def test_a_group_is_there_again_after_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "world.json"
    async with Simulator(state=state) as simulator, People(simulator.url) as people:
        await people.add("Siti", id=SITI)
        group = await people.add_group("Rapat", SITI)
        await people.text_in_group(group, SITI, "halo")
    async with Simulator(state=state) as simulator, People(simulator.url) as people:
        assert [one["text"] for one in await people.group_messages(group)] == ["halo"]
