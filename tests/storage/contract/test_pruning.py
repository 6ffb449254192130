"""What each port lets go of once it is old, and what it keeps."""

from dataclasses import replace
from datetime import timedelta

from domain.forms.drafts import DraftStatus
from storage.ports import NoticeState, Storage
from tests.storage.samples import IKM, LATER, NOW, file_of, someone, started, submission

MOMENT = timedelta(seconds=1)


async def test_settled_lines_go_and_what_waits_or_is_kept_for_good_stays(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        for kind, about in (("news", 1), ("news", 2), ("announcement", 3)):
            await uow.notices.add(person.id, kind, about, NOW)
        for kind, about in (("news", 1), ("announcement", 3)):
            line = await uow.notices.find(person.id, kind, about)
            assert line is not None
            await uow.notices.update(replace(line, state=NoticeState.SENT, settled_at=NOW))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.notices.forget(NOW, but={"announcement"}) == 0
        assert await uow.notices.forget(NOW + MOMENT, but={"announcement"}) == 1
        assert await uow.notices.find(person.id, "news", 1) is None
        assert await uow.notices.find(person.id, "news", 2) is not None
        assert await uow.notices.find(person.id, "announcement", 3) is not None


async def test_ended_drafts_go_but_not_what_was_sent_has_files_or_is_open(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        drafts = [await started(uow, person, opd=f"OPD{number}") for number in range(3)]
        open_one = await started(uow, person, IKM)
        await uow.evidence.add(file_of(drafts[1]))
        for one in drafts:
            current = await uow.drafts.get(one.id)
            await uow.drafts.save(
                replace(current, status=DraftStatus.CANCELLED, holder=None), by=person.id, at=NOW
            )
        await uow.reports.append(submission(person, draft=drafts[2].id, draft_version=1))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.drafts.forget(NOW) == 0
        assert await uow.drafts.forget(LATER) == 1
        left = [one.id for one in (drafts[1], drafts[2], open_one)]
        assert [(await uow.drafts.get(number)).id for number in left] == left


async def test_settled_troubles_go_and_open_ones_stay(storage: Storage) -> None:
    async with storage.uow() as uow:
        for item in ("a", "b"):
            await uow.troubles.note("lane", item, "why", NOW)
        await uow.troubles.settle("lane", "a", NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.troubles.forget(NOW) == 0
        assert await uow.troubles.forget(LATER) == 1
        assert [one.item for one in await uow.troubles.open(9)] == ["b"]
