"""What stands in the reviewers' chats."""

import pytest

from storage.ports import NotFound, ShownEvidence, ShownReport, Storage
from tests.storage.samples import NOW, file_of, someone, started, submission


async def sent(storage: Storage) -> tuple[int, int, int]:
    """Store a submission with a file; return the ids of submission, file and person."""
    async with storage.uow() as uow:
        person = await someone(uow)
        file = await uow.evidence.add(file_of(await started(uow, person)))
        event = await uow.reports.append(submission(person, files=(file.id,)))
        await uow.commit()
    return event.id, file.id, person.id


async def test_what_was_sent_where_is_known_by_its_submission(storage: Storage) -> None:
    submission_id, file, person = await sent(storage)
    shown = [
        ShownEvidence(
            submission=submission_id,
            evidence=file,
            person=person,
            chat_id=2**40,
            message_id=number,
            about=about,
        )
        for number, about in ((12, 2), (9, 0))
    ]
    async with storage.uow() as uow:
        for one in shown:
            await uow.reviewing.note_evidence(one, NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reviewing.evidence_of(submission_id) == shown
        assert await uow.reviewing.evidence_of(submission_id + 1) == []
        assert await uow.reviewing.newest_evidence(2**40) == 12
        assert await uow.reviewing.newest_evidence(1) == 0


async def test_a_file_of_nobody_is_refused(storage: Storage) -> None:
    submission_id, file, person = await sent(storage)
    shown = ShownEvidence(submission=99, evidence=file, person=person, chat_id=1, message_id=1)
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.reviewing.note_evidence(shown, NOW)
        assert await uow.reviewing.evidence_of(submission_id) == []


async def test_a_reviewer_has_one_live_card(storage: Storage) -> None:
    submission_id, _, person = await sent(storage)
    first = ShownReport(submission=submission_id, chat_id=1001, message_id=5)
    second = ShownReport(submission=submission_id, chat_id=1001, message_id=8)
    async with storage.uow() as uow:
        assert await uow.reviewing.card(person) is None
        await uow.reviewing.place_card(person, None)
        await uow.reviewing.place_card(person, first)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reviewing.card(person) == first
        await uow.reviewing.place_card(person, second)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reviewing.card(person) == second
        await uow.reviewing.place_card(person, None)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reviewing.card(person) is None
