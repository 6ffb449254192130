"""Whoever is known costs the database nothing, and what they may do is decided anew each time."""

import pytest
from telegram import Update

from domain.people.person import Grant, Person, Role
from handlers.entrance import faces
from handlers.entrance.access import let_in
from handlers.entrance.faces import Faces
from handlers.telegram.context import Context
from tests.bot.support import message
from tests.fakes.storage import FakeUnitOfWork
from tests.town.dialogue import HEALTH, Talker, Town, labels

OPERATOR = frozenset({Grant(Role.OPERATOR, "DINKES")})
UPDATE = 900_001


def person(telegram_id: int, grants: frozenset[Grant] = OPERATOR) -> Person:
    return Person(id=telegram_id, telegram_id=telegram_id, name="Siti", grants=grants)


@pytest.fixture
def units(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the units that are opened, by their kind."""
    opened = list[str]()
    begin = FakeUnitOfWork.__aenter__

    async def noted(unit: FakeUnitOfWork) -> FakeUnitOfWork:
        opened.append("look" if unit._only_reads else "uow")  # noqa: SLF001 - a test may look
        return await begin(unit)

    monkeypatch.setattr(FakeUnitOfWork, "__aenter__", noted)
    return opened


async def entered(town: Town, talker: Talker, *, is_new: bool) -> Person:
    """Let in a message that came just now, or is tried again; return who it is from."""
    update = Update.de_json(message(UPDATE, talker.id), town.app.bot)
    context = Context.from_update(update, town.app)
    context.is_new = is_new
    await let_in(update, context)
    return context.person


async def test_a_known_person_costs_no_unit(town: Town, siti: Talker, units: list[str]) -> None:
    first = await entered(town, siti, is_new=True)
    assert units == ["look"]
    assert await entered(town, siti, is_new=True) == first == await town.person(siti)
    assert units == ["look", "uow"]  # the second one is the test's own


async def test_what_is_tried_again_asks_for_its_reply(town: Town, siti: Talker, units: list[str]) -> None:
    await entered(town, siti, is_new=True)
    await entered(town, siti, is_new=False)
    assert units == ["look", "look"]


async def test_a_role_that_is_given_or_ended_counts_at_once(town: Town) -> None:
    siti = await town.operator(1001, "Siti", HEALTH.code)
    assert (await siti.says("/status"))["text"].startswith("Bapak/Ibu Siti")
    await town.end_role(siti, HEALTH.code)
    assert labels(await siti.says("/status")) == ["Minta akses"]
    someone = await town.person(siti)
    async with town.storage.uow() as uow:
        await uow.people.grant(someone.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.commit()
    assert "IKU 2026" in (await siti.says("/iku"))["text"]


async def test_a_stranger_is_not_kept(town: Town) -> None:
    stranger = await town.talker(5001, "Orang Luar")
    await stranger.says("halo")
    assert town.services.kept(Faces).find(5001, town.storage.version("people", "role_events")) is None


def test_a_face_is_known_as_of_its_version_only() -> None:
    known = Faces()
    known.keep(person(1), version=7)
    assert known.find(1, 7) == person(1)
    assert known.find(1, 8) is None
    known.keep(person(2), version=8)
    assert known.find(1, 8) is None
    assert known.find(2, 8) == person(2)


def test_who_has_no_role_any_more_is_not_kept() -> None:
    known = Faces()
    known.keep(person(1, frozenset()), version=7)
    assert known.find(1, 7) is None


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "MOST", 2)
    known = Faces()
    for number in range(1, 4):
        known.keep(person(number), version=7)
    assert [known.find(number, 7) is not None for number in range(1, 4)] == [False, False, True]
