from dataclasses import replace
from datetime import timedelta

import pytest

from domain.forms.drafts import Aside, Draft, DraftStatus
from domain.forms.form import Place
from storage.ports import NotFound, Stale, Storage
from tests.storage.samples import IKM, KELEMBAGAAN, LATER, NOW, SAKIP, file_of, fresh, someone, started

ANSWERED = Place({"predikat": "BB", "catatan": "“Siap” – ½"}, at="nilai")


def answered(draft: Draft) -> Draft:
    return replace(draft, place=ANSWERED)


def ended(draft: Draft, status: DraftStatus = DraftStatus.CANCELLED) -> Draft:
    return replace(draft, status=status, holder=None)


async def test_a_new_draft_is_empty_and_held_by_who_began_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await uow.drafts.start("DINKES", SAKIP, 2026, by=person.id, at=NOW)
        await uow.commit()
    assert draft == fresh(draft.id, person, form="sakip", indicator=SAKIP, opd="DINKES")
    async with storage.uow() as uow:
        assert await uow.drafts.get(draft.id) == draft
        assert await uow.drafts.held_by(person.id) == draft
        assert await uow.drafts.open_for("DINKES", SAKIP, 2026) == draft


async def test_an_answer_is_kept_as_the_next_version(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        saved = await uow.drafts.save(answered(await started(uow, person)), by=colleague.id, at=LATER)
        await uow.commit()
    assert (saved.version, saved.place) == (2, ANSWERED)
    assert (saved.holder, saved.touched_by, saved.touched_at) == (person.id, colleague.id, LATER)
    async with storage.uow() as uow:
        assert await uow.drafts.get(saved.id) == saved


async def test_of_two_answers_to_one_version_the_second_is_stale(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        saved = await uow.drafts.save(answered(draft), by=person.id, at=NOW)
        with pytest.raises(Stale):
            await uow.drafts.save(replace(draft, place=Place({"predikat": "C"})), by=person.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.drafts.get(draft.id) == saved


async def test_one_report_has_one_open_draft(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        draft = await started(uow, person)
        with pytest.raises(Stale):
            await started(uow, colleague)
        others = [
            await uow.drafts.start("DINKES", IKM, 2026, by=colleague.id, at=NOW),
            await uow.drafts.start("DIKBUD", SAKIP, 2026, by=colleague.id, at=NOW),
            await uow.drafts.start("DINKES", SAKIP, 2025, by=colleague.id, at=NOW),
        ]
        assert len({draft.id, *(other.id for other in others)}) == 4


async def test_beginning_another_draft_puts_the_held_one_aside(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        first = await started(uow, person)
        second = await started(uow, person, IKM)
        assert await uow.drafts.held_by(person.id) == second
        aside = await uow.drafts.get(first.id)
        assert (aside.holder, aside.status) == (None, DraftStatus.OPEN)
        with pytest.raises(Stale):
            await uow.drafts.save(answered(first), by=person.id, at=LATER)


async def test_what_could_not_begin_leaves_the_held_draft_alone(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        held = await started(uow, person, IKM)
        await started(uow, colleague)
        with pytest.raises(Stale):
            await started(uow, person)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.drafts.held_by(person.id) == held


async def test_a_colleague_takes_a_draft_over(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        draft = await uow.drafts.save(answered(await started(uow, person)), by=person.id, at=NOW)
        own = await started(uow, colleague, IKM)
        taken = await uow.drafts.take(draft, by=colleague.id, at=LATER)
        await uow.commit()
    assert (taken.holder, taken.touched_by, taken.touched_at) == (colleague.id, colleague.id, LATER)
    assert (taken.version, taken.place) == (draft.version + 1, ANSWERED)
    async with storage.uow() as uow:
        assert await uow.drafts.held_by(person.id) is None
        assert await uow.drafts.held_by(colleague.id) == taken
        assert (await uow.drafts.get(own.id)).holder is None


async def test_what_changed_or_ended_cannot_be_taken(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        draft = await started(uow, person)
        saved = await uow.drafts.save(answered(draft), by=person.id, at=NOW)
        with pytest.raises(Stale):
            await uow.drafts.take(draft, by=colleague.id, at=LATER)
        cancelled = await uow.drafts.save(ended(saved), by=person.id, at=NOW)
        own = await started(uow, colleague, IKM)
        with pytest.raises(Stale):
            await uow.drafts.take(cancelled, by=colleague.id, at=LATER)
        assert await uow.drafts.held_by(colleague.id) == own
        assert await uow.drafts.get(draft.id) == cancelled


@pytest.mark.parametrize("status", [DraftStatus.CANCELLED, DraftStatus.SENT])
async def test_an_ended_draft_makes_room_for_the_next(storage: Storage, status: DraftStatus) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        done = await uow.drafts.save(ended(await started(uow, person), status), by=person.id, at=NOW)
        assert done.status is status
        assert await uow.drafts.held_by(person.id) is None
        assert await uow.drafts.open_for("DINKES", SAKIP, 2026) is None
        following = await started(uow, person)
        assert await uow.drafts.open_of("DINKES", 2026) == [following]


async def test_a_cancelled_draft_can_be_reopened(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        cancelled = await uow.drafts.save(ended(answered(draft)), by=person.id, at=NOW)
        other = await started(uow, person, IKM)
        wanted = replace(cancelled, status=DraftStatus.OPEN, holder=person.id)
        reopened = await uow.drafts.save(wanted, by=person.id, at=LATER)
        assert (reopened.place, reopened.version) == (ANSWERED, 3)
        assert await uow.drafts.held_by(person.id) == reopened
        assert (await uow.drafts.get(other.id)).holder is None


async def test_a_draft_is_not_reopened_beside_another(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        cancelled = await uow.drafts.save(ended(await started(uow, person)), by=person.id, at=NOW)
        rival = await started(uow, colleague)
        held = await started(uow, person, IKM)
        with pytest.raises(Stale):
            await uow.drafts.save(
                replace(cancelled, status=DraftStatus.OPEN, holder=person.id), by=person.id, at=LATER
            )
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.drafts.get(cancelled.id) == cancelled
        assert await uow.drafts.open_for("DINKES", SAKIP, 2026) == rival
        assert await uow.drafts.held_by(person.id) == held


async def test_the_open_drafts_of_an_opd_in_a_year(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        sakip, ikm = await started(uow, person), await started(uow, colleague, IKM)
        await uow.drafts.start("DIKBUD", SAKIP, 2026, by=person.id, at=NOW)
        await uow.drafts.start("DINKES", SAKIP, 2025, by=person.id, at=NOW)
        assert [draft.id for draft in await uow.drafts.open_of("DINKES", 2026)] == [sakip.id, ikm.id]
        assert await uow.drafts.open_of("DISHUB", 2026) == []


async def test_where_the_card_is_changes_no_version(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await started(uow, await someone(uow))
        await uow.drafts.place_card(draft.id, 8_000_000_001, 77)
        placed = await uow.drafts.get(draft.id)
        assert placed == replace(draft, chat_id=8_000_000_001, message_id=77)
        with pytest.raises(NotFound):
            await uow.drafts.place_card(draft.id + 1, 1001, 77)


async def test_a_draft_that_is_not_there_is_not_found(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        elsewhere = replace(await started(uow, person), id=99)
        with pytest.raises(NotFound):
            await uow.drafts.get(99)
        with pytest.raises(NotFound):
            await uow.drafts.save(elsewhere, by=person.id, at=NOW)
        with pytest.raises(NotFound):
            await uow.drafts.take(elsewhere, by=person.id, at=NOW)


async def test_busy_is_who_holds_an_open_draft_that_was_touched_lately(storage: Storage) -> None:
    async with storage.uow() as uow:
        writing, gone, idle, asked = [await someone(uow, number) for number in range(1, 5)]
        await started(uow, writing)
        left = await started(uow, gone, IKM)
        await uow.drafts.save(ended(left), by=gone.id, at=LATER)
        await uow.drafts.begin("umumkan", "", 2026, by=asked.id, at=LATER)
        assert idle.id not in await uow.drafts.busy(NOW)
        assert await uow.drafts.busy(NOW) == {writing.id, asked.id}
        assert await uow.drafts.busy(LATER) == {asked.id}
        assert await uow.drafts.busy(LATER + timedelta(microseconds=1)) == set()


async def test_who_let_go_of_a_draft_is_busy_no_more(storage: Storage) -> None:
    async with storage.uow() as uow:
        first, colleague = await someone(uow, 1), await someone(uow, 2)
        draft = await started(uow, first)
        await uow.drafts.take(draft, by=colleague.id, at=LATER)
        assert await uow.drafts.busy(NOW) == {colleague.id}


async def test_what_its_holder_left_for_something_else_is_known_until_it_is_said(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        report = await started(uow, person)
        task = await uow.drafts.begin("kembalikan", "42", 2026, by=person.id, at=NOW)
        await started(uow, person, IKM)
        await started(uow, colleague, KELEMBAGAAN)
        await uow.commit()
    async with storage.uow() as uow:
        left = await uow.drafts.left_by(person.id)
        assert [(one.id, one.aside) for one in left] == [(report.id, Aside.LEFT), (task.id, Aside.LEFT)]
        assert await uow.drafts.left_by(colleague.id) == []
        await uow.drafts.said_aside(report.id)
        assert [one.id for one in await uow.drafts.left_by(person.id)] == [task.id]
        assert (await uow.drafts.get(report.id)).aside is Aside.SAID


@pytest.mark.parametrize("said", [False, True])
async def test_who_holds_it_again_has_not_left_it(storage: Storage, said: bool) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        report = await started(uow, person)
        await started(uow, person, IKM)
        if said:
            await uow.drafts.said_aside(report.id)
        taken = await uow.drafts.take(await uow.drafts.get(report.id), by=person.id, at=LATER)
        assert taken.aside is None
        assert report.id not in [one.id for one in await uow.drafts.left_by(person.id)]
        await uow.drafts.said_aside(report.id)
        assert (await uow.drafts.get(report.id)).aside is None


async def test_a_cancelled_draft_was_not_left(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await uow.drafts.begin("kembalikan", "42", 2026, by=person.id, at=NOW)
        assert (await uow.drafts.save(ended(draft), by=person.id, at=LATER)).aside is None
        left = await uow.drafts.begin("kembalikan", "43", 2026, by=person.id, at=NOW)
        await started(uow, person)
        again = replace(await uow.drafts.get(left.id), status=DraftStatus.OPEN, holder=person.id)
        assert (await uow.drafts.save(again, by=person.id, at=LATER)).aside is None


async def test_a_card_that_became_something_else_is_forgotten(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await started(uow, await someone(uow))
        await uow.drafts.place_card(draft.id, 1001, 77)
        await uow.drafts.forget_card(draft.id)
        assert await uow.drafts.get(draft.id) == replace(draft, chat_id=1001)


async def test_what_is_let_go_is_put_aside_as_for_another_draft(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await uow.drafts.begin("kembalikan", "1 sakip nilai", 2026, by=person.id, at=NOW)
        await uow.drafts.let_go(person.id)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.drafts.held_by(person.id) is None
        (left,) = await uow.drafts.left_by(person.id)
    assert (left.id, left.version, left.holder) == (draft.id, draft.version + 1, None)


async def test_a_draft_that_was_changed_since_does_not_stand(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        assert await uow.drafts.stands(draft)
        saved = await uow.drafts.save(answered(draft), by=person.id, at=LATER)
        assert not await uow.drafts.stands(draft)
        assert await uow.drafts.stands(saved)
        await uow.drafts.place_card(draft.id, 1001, 7)
        assert await uow.drafts.stands(saved)
        assert not await uow.drafts.stands(replace(saved, id=99))


async def test_what_is_saved_or_taken_comes_back_with_its_own_files(storage: Storage) -> None:
    """Of two drafts the second has the first file, so that neither number can stand for the other."""
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        bare = await started(uow, person)
        filed = await started(uow, colleague, IKM)
        file = await uow.evidence.add(file_of(filed))
        saved = await uow.drafts.save(answered(bare), by=person.id, at=LATER)
        assert saved == await uow.drafts.get(bare.id)
        assert saved.files == ()
        saved = await uow.drafts.save(answered(filed), by=colleague.id, at=LATER)
        assert saved == await uow.drafts.get(filed.id)
        assert saved.files == (file,)
        taken = await uow.drafts.take(saved, by=person.id, at=LATER)
        assert taken == await uow.drafts.get(filed.id)
        assert taken.files == (file,)
