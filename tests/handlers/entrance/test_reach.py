"""Who cannot be reached is marked, seen by those who look after people, and cleared when they are back."""

from datetime import timedelta

import pytest

from domain.people.person import Grant, Role, Unreachable
from tests.handlers.delivery.queueing import bring
from tests.town.dialogue import HEALTH, Talker, Town


async def mark(town: Town, talker: Talker, why: Unreachable = Unreachable.BLOCKED) -> None:
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        await uow.people.unreachable(person.id, why, town.now)
        await uow.commit()


async def hears(town: Town) -> None:
    """Let the bot handle what Telegram told it."""
    for update in await town.waiting():
        await town.deliver(update)


async def why(town: Town, talker: Talker) -> Unreachable | None:
    return (await town.person(talker)).unreachable


async def test_blocking_and_coming_back_are_noted_without_a_word(town: Town) -> None:
    siti = await bring(town)
    before = await siti.card()
    await town.people.block(siti.id)
    await hears(town)
    person = await town.person(siti)
    assert person.unreachable is Unreachable.BLOCKED
    assert person.unreachable_since is not None
    await town.people.unblock(siti.id)
    await hears(town)
    person = await town.person(siti)
    assert (person.unreachable, person.unreachable_since) == (None, None)
    assert await siti.card() == before


async def test_what_is_known_already_is_not_written_again(town: Town) -> None:
    siti = await bring(town)
    await mark(town, siti)
    since = (await town.person(siti)).unreachable_since
    await town.people.block(siti.id)
    commits = len(town.storage.commits)
    await hears(town)
    assert (await town.person(siti)).unreachable_since == since
    # One is the inbox's own, which keeps every update.
    assert len(town.storage.commits) == commits + 1


async def test_a_stranger_who_blocks_the_bot_leaves_no_trace(town: Town) -> None:
    stranger = await town.talker(5001, "Budi")
    await stranger.says("/start")
    people = dict(town.storage.tables.people)
    await town.people.block(stranger.id)
    await hears(town)
    assert town.storage.tables.people == people


@pytest.mark.parametrize("known", list(Unreachable))
async def test_whoever_writes_can_be_reached(town: Town, known: Unreachable) -> None:
    siti = await bring(town)
    await mark(town, siti, known)
    await siti.says("/bantuan")
    assert await why(town, siti) is None


async def test_whoever_presses_can_be_reached(town: Town) -> None:
    siti = await bring(town)
    await siti.says("/lapor")
    await mark(town, siti)
    await siti.presses("SAKIP")
    assert await why(town, siti) is None


async def test_a_message_in_a_group_says_nothing_about_the_private_chat(town: Town, dewi: Talker) -> None:
    await dewi.says("/bantuan")
    await mark(town, dewi)
    group = await town.people.add_group("Bagian Organisasi", dewi.id)
    assert await town.said_in_group(dewi, group, "/iku")
    assert await why(town, dewi) is Unreachable.BLOCKED


async def test_nobody_is_written_about_who_was_reachable_all_along(town: Town) -> None:
    siti = await bring(town)
    commits = len(town.storage.commits)
    await siti.says("/bantuan")
    # The update itself; where its card stands waits for what is stored next. Nothing about the person.
    assert len(town.storage.commits) == commits + 1


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Unreachable.BLOCKED, "Tidak terjangkau: memblokir bot sejak 23 Nov 2026"),
        (Unreachable.DEACTIVATED, "Tidak terjangkau: akun Telegram tidak aktif sejak 23 Nov 2026"),
        (Unreachable.NEVER_STARTED, "Tidak terjangkau: belum pernah memulai bot"),
    ],
)
async def test_an_admin_sees_who_cannot_be_reached_and_why(town: Town, known: Unreachable, said: str) -> None:
    admin = await town.talker(4001, "Pak Admin", Grant(Role.ADMIN))
    siti = await town.operator()
    await mark(town, siti, known)
    town.now += timedelta(days=3)
    listed = await admin.says("/pengguna")
    assert f"{HEALTH.code}: Siti (tidak terjangkau)\n" in listed["text"]
    card = await admin.presses("Siti")
    assert card["text"].startswith(f"Siti\n{said}\n\n• operator")


async def test_an_opd_none_of_whose_operators_is_reached_is_told_from_one_without(town: Town) -> None:
    siti, ani = await town.operator(), await town.operator(1002, "Ani")
    dewi = await town.reviewer()
    await mark(town, siti)
    one_left = await dewi.says("/belum")
    assert one_left["text"].endswith("Tanpa operator: DISPERPUSIP")
    await mark(town, ani, Unreachable.DEACTIVATED)
    nobody = (await dewi.says("/belum"))["text"]
    assert nobody.endswith("Tanpa operator: DISPERPUSIP\nTidak terjangkau: DINKES")
