"""Group chats: totals for those who see everything, silence for everybody and everything else."""

import pytest

from domain.people.person import Grant, Role
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town

SEES = [Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.PIMPINAN), Grant(Role.ADMIN)]


@pytest.mark.parametrize("grant", SEES, ids=lambda grant: grant.role)
@pytest.mark.parametrize("text", ["/iku", "/iku@simulator_bot", "/IKU"])
async def test_totals_for_those_who_see_everything(town: Town, siti: Talker, grant: Grant, text: str) -> None:
    await siti.reports_sakip()
    dewi = await town.talker(2001, "Dewi", grant)
    group = await town.people.add_group("Rapat IKU", dewi.id, siti.id)
    (said,) = await town.said_in_group(dewi, group, text)
    assert said.startswith(
        "IKU 2026 · 23 Nov 2026 09.15 WIB\n2 perangkat daerah\n\n1 · SAKIP baik  0,00 %  (0/2)\n▒"
    )
    assert HEALTH.name not in said
    assert HEALTH.code not in said
    assert "Anda" not in said
    (shown,) = [one for one in await town.people.group_messages(group) if one["from"] == "bot"]
    assert "keyboard" not in shown


async def test_whoever_is_also_an_operator_reads_no_opd_by_name(town: Town) -> None:
    both = await town.talker(2001, "Dewi", Grant(Role.OPERATOR, HEALTH.code), Grant(Role.PIMPINAN))
    group = await town.people.add_group("Rapat", both.id)
    assert HEALTH.code in (await both.says("/iku"))["text"]
    (said,) = await town.said_in_group(both, group, "/iku")
    assert HEALTH.code not in said


async def test_arguments_work_in_a_group_too(town: Town, boss: Talker) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    (one,) = await town.said_in_group(boss, group, "/iku tw2 ikm")
    assert one.startswith("IKU 2026 · TW II · per 30 Jun 2026 23.59 WIB")
    assert "3a · IKM baik" in one
    assert "SAKIP" not in one
    assert LIBRARY.name not in one
    *_, kind = await town.said_in_group(boss, group, "/iku besok")
    assert "Contoh: /iku 2025 tw2 sakip" in kind


@pytest.mark.parametrize(
    "text",
    ["/iku", "/iku@simulator_bot", "/start", "/start abc", "/lapor", "/status", "halo", "BB", "/bantuan"],
)
async def test_operators_and_strangers_get_nothing(town: Town, siti: Talker, text: str) -> None:
    stranger = await town.talker(666, "Anon")
    group = await town.people.add_group("Ramai", siti.id, stranger.id)
    for person in (siti, stranger):
        assert await town.said_in_group(person, group, text) == []
    async with town.storage.uow() as uow:
        assert await uow.people.by_telegram_id(stranger.id) is None


@pytest.mark.parametrize(
    "text", ["/belum", "/start", "/bantuan", "/batal", "halo", "lihat /iku", "/iku@other_bot", "/ikutan"]
)
async def test_everything_else_is_ignored_in_a_group(town: Town, boss: Talker, text: str) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    assert await town.said_in_group(boss, group, text) == []


async def test_a_conversation_is_not_answered_from_a_group(town: Town) -> None:
    both = await town.talker(2001, "Dewi", Grant(Role.OPERATOR, HEALTH.code), Grant(Role.PIMPINAN))
    group = await town.people.add_group("Rapat", both.id)
    await both.opens("SAKIP")
    assert await town.said_in_group(both, group, "BB") == []
    draft = await town.held(both)
    assert draft is not None
    assert draft.place.answers == {}


async def test_a_button_forged_into_a_group_does_nothing(town: Town, boss: Talker) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    await town.said_in_group(boss, group, "/iku")
    (shown,) = [one for one in await town.people.group_messages(group) if one["from"] == "bot"]
    message = {
        "message_id": shown["message_id"],
        "date": 1,
        "chat": {"id": group, "type": "group", "title": "Rapat"},
    }
    pressed = {
        "id": "1",
        "from": {"id": boss.id, "is_bot": False, "first_name": "Kepala Bagian"},
        "chat_instance": "1",
        "data": "d:sakip:2026:0:0",
        "message": message,
    }
    town.hub.updates.add("callback_query", pressed)
    for update in await town.waiting():
        await town.deliver(update)
    assert await town.people.group_messages(group) != []
    assert (await town.people.group_messages(group))[-1] == shown


async def test_an_edited_command_is_not_answered_again(town: Town, boss: Talker) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    sent = await town.people.text_in_group(group, boss.id, "halo")
    content = town.hub.world.chats[group].messages[sent["message_id"]].content
    entities = [{"type": "bot_command", "offset": 0, "length": 4}]
    town.hub.updates.add("edited_message", {**content, "text": "/iku", "entities": entities, "edit_date": 2})
    for update in await town.waiting():
        await town.deliver(update)
    assert [one["text"] for one in await town.people.group_messages(group)] == ["halo"]


async def test_who_lost_the_role_is_answered_no_more(town: Town, boss: Talker) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    assert len(await town.said_in_group(boss, group, "/iku")) == 1
    person = await town.person(boss)
    async with town.storage.uow() as uow:
        await uow.people.end(person.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.commit()
    assert len(await town.said_in_group(boss, group, "/iku")) == 1


async def test_whatever_comes_from_another_kind_of_chat_is_ignored(town: Town, boss: Talker) -> None:
    said = {
        "message_id": 1,
        "date": 1,
        "from": {"id": boss.id, "is_bot": False, "first_name": "Kepala Bagian"},
        "chat": {"id": -100_123, "type": "channel", "title": "Siaran"},
        "text": "/iku",
        "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
    }
    town.hub.updates.add("message", said)
    for update in await town.waiting():
        await town.deliver(update)
    assert await town.people.calls("sendMessage") == []
