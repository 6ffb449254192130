"""Questions about a return, their answers, and what people chose for their own comfort."""

import pytest

from domain.people.preferences import Preference
from storage.ports import NotFound, ReturnMessage, Stale, Storage, Way
from tests.storage.samples import LATER, NOW, someone, submission

WHAT = Preference.OPENS_PAPERS


async def sent(storage: Storage) -> ReturnMessage:
    """Return a question about something that was stored; of what kind it is does not matter here."""
    async with storage.uow() as uow:
        person = await someone(uow)
        event = await uow.reports.append(submission(person))
        await uow.commit()
    return ReturnMessage(decision=event.id, way=Way.QUESTION, text="Yang mana, Bu?", by=person.id, at=NOW)


def answer(question: ReturnMessage) -> ReturnMessage:
    return ReturnMessage(
        decision=question.decision, way=Way.ANSWER, text="Halaman 3\x00 😀", by=question.by, at=LATER
    )


async def test_one_message_each_way_is_kept(storage: Storage) -> None:
    question = await sent(storage)
    async with storage.uow() as uow:
        assert await uow.asking.about([question.decision]) == []
        await uow.asking.add(question)
        await uow.commit()
    async with storage.uow() as uow:
        await uow.asking.add(answer(question))
        await uow.commit()
    async with storage.uow() as uow:
        kept = await uow.asking.about([question.decision])
        assert [(one.way, one.text, one.at) for one in kept] == [
            (Way.QUESTION, "Yang mana, Bu?", NOW),
            (Way.ANSWER, "Halaman 3 😀", LATER),
        ]
        assert await uow.asking.about([question.decision + 1]) == []
        assert await uow.asking.about([]) == []


async def test_a_second_question_about_the_same_return_is_refused(storage: Storage) -> None:
    question = await sent(storage)
    async with storage.uow() as uow:
        await uow.asking.add(question)
        await uow.commit()
    async with storage.uow() as uow:
        with pytest.raises(Stale):
            await uow.asking.add(question)


async def test_nothing_is_asked_about_what_there_is_not(storage: Storage) -> None:
    question = await sent(storage)
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.asking.add(
                ReturnMessage(decision=99, way=Way.QUESTION, text="?", by=question.by, at=NOW)
            )


async def test_a_choice_holds_until_another_is_made(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, other = await someone(uow), await someone(uow, 1002)
        assert await uow.people.prefers(person.id, WHAT)
        await uow.people.prefer(person.id, WHAT, wanted=False, at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert not await uow.people.prefers(person.id, WHAT)
        assert await uow.people.prefers(other.id, WHAT)
        await uow.people.prefer(person.id, WHAT, wanted=True, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.people.prefers(person.id, WHAT)
        with pytest.raises(NotFound):
            await uow.people.prefer(99, WHAT, wanted=False, at=NOW)
