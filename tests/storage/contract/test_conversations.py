"""Conversations that are no report, and the report that is repaired."""

from dataclasses import replace

import pytest

from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Place
from domain.people.person import Person
from storage.ports import NotFound, Stale, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, SAKIP, fresh, someone, started, submission


async def begun(uow: UnitOfWork, by: Person, subject: str = "41") -> Draft:
    return await uow.drafts.begin("return", subject, 2026, by=by.id, at=NOW)


async def test_a_conversation_has_a_form_and_a_subject_and_no_opd(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await begun(uow, person)
        await uow.commit()
    assert draft == fresh(draft.id, person, form="return", subject="41")
    async with storage.uow() as uow:
        assert await uow.drafts.held_by(person.id) == draft


async def test_several_may_have_the_same_conversation_at_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        first, second = [await begun(uow, await someone(uow, number)) for number in (1, 2)]
        answered = replace(first, place=Place({"alasan": "Bukti buram"}), subject="42")
        saved = await uow.drafts.save(answered, by=first.touched_by, at=LATER)
        assert (saved.subject, saved.place, saved.version) == ("42", answered.place, 2)
        assert await uow.drafts.get(second.id) == second


async def test_beginning_something_else_cancels_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        for begin in (started(uow, person), begun(uow, person, "42")):
            held = await begun(uow, person)
            following = await begin
            left = await uow.drafts.get(held.id)
            assert (left.status, left.holder, left.version) == (DraftStatus.CANCELLED, None, 2)
            assert await uow.drafts.held_by(person.id) == following


async def test_beginning_it_puts_a_held_report_aside(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        report = await started(uow, person)
        await begun(uow, person)
        aside = await uow.drafts.get(report.id)
        assert (aside.status, aside.holder) == (DraftStatus.OPEN, None)


async def test_taking_a_report_cancels_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        report = await started(uow, colleague)
        held = await begun(uow, person)
        await uow.drafts.take(report, by=person.id, at=LATER)
        assert (await uow.drafts.get(held.id)).status is DraftStatus.CANCELLED


async def test_putting_it_aside_cancels_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        saved = await uow.drafts.save(replace(await begun(uow, person), holder=None), by=person.id, at=LATER)
        assert (saved.status, saved.holder) == (DraftStatus.CANCELLED, None)


async def test_nobody_else_takes_it_up(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        draft = await begun(uow, person)
        with pytest.raises(Stale):
            await uow.drafts.take(draft, by=colleague.id, at=LATER)
        taken = await uow.drafts.take(draft, by=person.id, at=LATER)
        assert (taken.holder, taken.version) == (person.id, 2)


async def test_only_known_people_begin(storage: Storage) -> None:
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.drafts.begin("return", "41", 2026, by=99, at=NOW)


async def test_a_repair_knows_its_submission_and_its_questions(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        sent = await uow.reports.append(submission(person))
        draft = await started(uow, person)
        assert (draft.only, draft.repairs) == ((), None)
        repair = replace(draft, only=("nilai", "bukti"), repairs=sent.id)
        saved = await uow.drafts.save(repair, by=person.id, at=LATER)
        await uow.commit()
    assert (saved.only, saved.repairs) == (("nilai", "bukti"), sent.id)
    async with storage.uow() as uow:
        assert await uow.drafts.open_for("DINKES", SAKIP, 2026) == saved


async def test_only_a_known_submission_is_repaired(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        with pytest.raises(NotFound):
            await uow.drafts.save(replace(draft, repairs=99), by=person.id, at=LATER)
        assert await uow.drafts.get(draft.id) == draft
