from dataclasses import replace
from datetime import timedelta

import pytest

from domain.files.foreign import Mark
from domain.forms.drafts import Draft, Evidence, FileState
from storage.ports import NotFound, Storage, UnitOfWork
from tests.storage.samples import IKM, LATER, NOW, file_of, someone, started, submission

SHA = "ab" * 32


async def draft_in(uow: UnitOfWork) -> Draft:
    return await started(uow, await someone(uow))


async def stored(uow: UnitOfWork, evidence: Evidence, sha256: str = SHA) -> Evidence:
    done = replace(evidence, state=FileState.STORED, sha256=sha256)
    await uow.evidence.update(done, at=NOW)
    return done


async def test_a_file_is_part_of_its_draft(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        first = await uow.evidence.add(file_of(draft))
        second = await uow.evidence.add(file_of(draft, unique_id="AQADother", kind="photo"))
        await uow.commit()
    assert first == file_of(draft, id=first.id)
    async with storage.uow() as uow:
        assert await uow.evidence.get(first.id) == first
        assert (await uow.drafts.get(draft.id)).files == (first, second)
        held = await uow.drafts.held_by(draft.touched_by)
        assert held is not None
        assert held.files == (first, second)


async def test_the_same_file_in_the_same_draft_is_one(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        other = await started(uow, await someone(uow), IKM)
        first = await uow.evidence.add(file_of(draft))
        assert await uow.evidence.add(file_of(draft, file_id="BQACagain", name="salinan.pdf")) == first
        elsewhere = await uow.evidence.add(file_of(other))
        assert elsewhere.id != first.id
        assert (await uow.drafts.get(draft.id)).files == (first,)
        assert (await uow.drafts.get(other.id)).files == (elsewhere,)


async def test_a_removed_file_leaves_the_draft_and_may_come_again(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        removed = await uow.evidence.add(file_of(draft))
        await uow.evidence.remove(removed.id, LATER)
        assert (await uow.drafts.get(draft.id)).files == ()
        assert await uow.evidence.get(removed.id) == removed
        again = await uow.evidence.add(file_of(draft))
        assert again.id != removed.id
        assert (await uow.drafts.get(draft.id)).files == (again,)
        assert await uow.evidence.several([removed.id, again.id, 99]) == [removed, again]


async def test_what_is_not_there_is_not_found(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        with pytest.raises(NotFound):
            await uow.evidence.get(7)
        with pytest.raises(NotFound):
            await uow.evidence.remove(7, NOW)
        with pytest.raises(NotFound):
            await uow.evidence.update(file_of(draft, id=7), at=NOW)
        with pytest.raises(NotFound):
            await uow.evidence.add(file_of(draft, draft=draft.id + 1))
        assert await uow.evidence.several([7]) == []


async def test_what_happened_to_the_download_is_kept(storage: Storage) -> None:
    async with storage.uow() as uow:
        file = await uow.evidence.add(file_of(await draft_in(uow)))
        tried = replace(
            file,
            name="lhe.docx",
            size=12,
            state=FileState.LOST,
            problem="too_big",
            attempts=3,
            next_try=LATER,
            marks=frozenset({Mark.SCRIPT, Mark.LOCKED}),
            renamed=True,
        )
        await uow.evidence.update(replace(tried, kind="not what update is for"), at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.evidence.get(file.id) == tried


async def test_files_are_due_oldest_first_and_not_before_their_time(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        newer = await uow.evidence.add(file_of(draft, unique_id="newer", added_at=LATER))
        older = await uow.evidence.add(file_of(draft, unique_id="older"))
        retried = await uow.evidence.add(file_of(draft, unique_id="retried", next_try=LATER))
        await stored(uow, await uow.evidence.add(file_of(draft, unique_id="done")))
        assert await uow.evidence.due(LATER - timedelta(microseconds=1), 10) == [older, newer]
        assert await uow.evidence.due(LATER, 10) == [older, retried, newer]
        assert await uow.evidence.due(LATER, 2) == [older, retried]


async def test_a_file_that_is_settled_is_due_until_its_sender_was_shown_so(storage: Storage) -> None:
    async with storage.uow() as uow:
        kept = await stored(uow, await uow.evidence.add(file_of(await draft_in(uow))))
        unshown = replace(kept, next_try=NOW)
        await uow.evidence.update(unshown, at=NOW)
        assert await uow.evidence.due(LATER, 10) == [unshown]
        await uow.evidence.update(replace(unshown, next_try=None), at=NOW)
        assert await uow.evidence.due(LATER, 10) == []


async def test_a_removed_file_is_downloaded_only_if_it_was_sent(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        unsent = await uow.evidence.add(file_of(draft, unique_id="unsent"))
        sent = await uow.evidence.add(file_of(draft, unique_id="sent"))
        await uow.reports.append(submission(await someone(uow), files=(sent.id,)))
        for file in (unsent, sent):
            await uow.evidence.remove(file.id, LATER)
        assert await uow.evidence.due(LATER, 10) == [sent]


async def test_the_same_content_is_found_in_other_opds(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        other = await started(uow, await someone(uow), opd="DIKBUD")
        own = await stored(uow, await uow.evidence.add(file_of(draft)))
        theirs = await stored(uow, await uow.evidence.add(file_of(other)))
        await stored(uow, await uow.evidence.add(file_of(other, unique_id="different")), "cd" * 32)
        await stored(uow, await uow.evidence.add(file_of(other, unique_id="of nobody yet", opd="")))
        assert await uow.evidence.same_content(SHA, "DINKES") == [theirs]
        assert await uow.evidence.same_content(SHA, "DISHUB") == [own, theirs]
        await uow.evidence.remove(theirs.id, LATER)
        assert await uow.evidence.same_content(SHA, "DINKES") == []


async def test_a_file_that_a_reviewer_saw_is_opened_for_good(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        seen, unseen = [await uow.evidence.add(file_of(draft, unique_id=name)) for name in ("a", "b")]
        reviewer = await someone(uow, 2)
        for at in (NOW, LATER):
            await uow.evidence.note_opened(seen.id, by=reviewer.id, at=at)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.evidence.opened([seen.id, unseen.id, 99]) == {seen.id}
        assert await uow.evidence.opened([unseen.id]) == frozenset()
        assert await uow.evidence.opened([]) == frozenset()


async def test_when_a_file_was_first_opened_is_known_whoever_opened_it_later(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        seen, late, unseen = [
            await uow.evidence.add(file_of(draft, unique_id=name)) for name in ("a", "b", "c")
        ]
        reviewer = await someone(uow, 2)
        for file, at in ((seen, LATER), (seen, NOW), (late, LATER)):
            await uow.evidence.note_opened(file.id, by=reviewer.id, at=at)
        await uow.commit()
    async with storage.uow() as uow:
        found = await uow.evidence.first_opened([seen.id, late.id, unseen.id, 99])
        assert found == {seen.id: NOW, late.id: LATER}
        assert await uow.evidence.first_opened([unseen.id]) == {}
        assert await uow.evidence.first_opened([]) == {}


async def test_only_a_known_person_opens_a_known_file(storage: Storage) -> None:
    async with storage.uow() as uow:
        file = await uow.evidence.add(file_of(await draft_in(uow)))
        with pytest.raises(NotFound):
            await uow.evidence.note_opened(file.id + 1, by=file.added_by, at=NOW)
        with pytest.raises(NotFound):
            await uow.evidence.note_opened(file.id, by=99, at=NOW)
        assert await uow.evidence.opened([file.id]) == frozenset()


async def test_the_contents_are_those_of_every_stored_file_that_is_wanted(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        await stored(uow, await uow.evidence.add(file_of(draft)))
        await uow.evidence.add(file_of(draft, unique_id="AQADwaits"))
        removed = await stored(uow, await uow.evidence.add(file_of(draft, unique_id="AQADgone")), "cd" * 32)
        await uow.evidence.remove(removed.id, LATER)
        assert await uow.evidence.contents() == {SHA}


async def test_what_could_not_be_fetched_is_told_as_long_as_somebody_wants_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        draft = await draft_in(uow)
        await stored(uow, await uow.evidence.add(file_of(draft)))
        assert await uow.evidence.lost() == []
        lost = [await uow.evidence.add(file_of(draft, unique_id=f"AQADlost{number}")) for number in range(2)]
        for one in lost:
            await uow.evidence.update(replace(one, state=FileState.LOST), at=NOW)
        assert [one.id for one in await uow.evidence.lost()] == [one.id for one in lost]
        await uow.evidence.remove(lost[0].id, LATER)
        assert [one.id for one in await uow.evidence.lost()] == [lost[1].id]
