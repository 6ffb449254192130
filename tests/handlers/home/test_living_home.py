"""The home screen, which is the operators' `/status` as well, changes by itself."""

from domain.people.person import Grant, Role
from tests.town.dialogue import HEALTH, Talker, Town, labels


async def test_a_verdict_moves_the_operators_status(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    card = await siti.says("/status")
    town.pass_time(minutes=1)
    await town.verify(HEALTH.code)
    await town.look()
    now = await siti.message(card["message_id"])
    assert "diperbarui 09.16" in now["text"].splitlines()[0]
    assert now["text"] != card["text"]
    assert "Sematkan" in labels(now)


async def test_menu_and_status_are_one_card(town: Town, siti: Talker, budi: Talker) -> None:
    status = await siti.says("/status")
    menu = await siti.says("/menu")
    await budi.reports_sakip()
    await town.look()
    assert (await siti.message(status["message_id"]))["text"] == status["text"]
    assert "diperbarui" in (await siti.message(menu["message_id"]))["text"]


async def test_what_waits_for_a_reviewer_comes_in_of_itself(town: Town, siti: Talker, dewi: Talker) -> None:
    card = await dewi.says("/menu")
    await siti.reports_sakip()
    await town.look()
    now = await dewi.message(card["message_id"])
    assert now["text"] != card["text"]
    assert "diperbarui 09.15" in now["text"].splitlines()[0]


async def test_the_status_of_who_is_no_operator_any_more_stops(
    town: Town, siti: Talker, budi: Talker
) -> None:
    person = await town.person(siti)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.commit()
    card = await siti.says("/status")
    await town.end_role(siti, HEALTH.code)
    await budi.reports_sakip()
    await town.look()
    assert (await siti.message(card["message_id"]))["text"] == card["text"]


async def test_what_answers_something_else_is_of_the_moment(town: Town, siti: Talker, budi: Talker) -> None:
    card = await siti.says("asdfgh qwerty")
    assert "Sematkan" not in labels(card)
    await budi.reports_sakip()
    await town.look()
    assert (await siti.message(card["message_id"]))["text"] == card["text"]


async def test_nothing_is_said_twice_where_nothing_happens(town: Town, siti: Talker, budi: Talker) -> None:
    """Not even how long ago a colleague's draft was touched is news."""
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    await budi.opens("SAKIP", "BB")
    assert "draf Budi" in (await siti.says("/menu"))["text"]
    before = len(town.hub.world.calls)
    for _ in range(20):
        town.pass_time(minutes=7)
        await town.look()
    assert len(town.hub.world.calls) == before
