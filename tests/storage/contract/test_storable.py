"""Whatever a text holds, it can be stored: on every database, in every table that takes foreign words."""

from dataclasses import replace
from datetime import date

import pytest

from domain.units.opd import Opd
from storage.ports import Announcement, Storage
from tests.storage.samples import NOW, SAKIP, file_of, received, someone, started, submission

ROTTEN, KEPT = "Siti \ud83d\0\udc00 ½", "Siti \ufffd\ufffd ½"


async def test_the_words_of_people_and_their_files_are_kept(storage: Storage) -> None:
    async with storage.uow() as uow:
        siti = await uow.people.add(7, ROTTEN, NOW)
        await uow.people.rename((await someone(uow)).id, ROTTEN, by=None, at=NOW)
        draft = await started(uow, siti)
        filled = replace(draft, place=replace(draft.place, answers={"catatan": ROTTEN}))
        draft = await uow.drafts.save(filled, by=siti.id, at=NOW)
        await uow.evidence.add(file_of(draft, name=ROTTEN))
        await uow.reports.append(submission(siti, answers={"catatan": ROTTEN}, reason=ROTTEN))
        await uow.inbox.store([received(1, payload=ROTTEN)])
        await uow.inbox.apply(1, ROTTEN, NOW)
        await uow.commit()
    async with storage.uow() as uow:
        assert {person.name for person in await uow.people.everyone()} == {KEPT}
        kept = await uow.drafts.get(draft.id)
        assert kept.place.answers == {"catatan": KEPT}
        assert [file.name for file in kept.files] == [KEPT]
        (event,) = await uow.reports.events(years=[2026])
        assert (event.answers, event.reason) == ({"catatan": KEPT}, KEPT)
        assert [row.payload for row in await uow.inbox.unfinished()] == [KEPT]
        assert await uow.inbox.reply_to(1) == KEPT


async def test_the_words_of_admins_are_kept_and_the_audit_trail_stays_whole(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        await uow.opds.record(
            Opd(code=f"X{ROTTEN}", name=ROTTEN, kind=ROTTEN, valid_from=date(2026, 1, 1), short=ROTTEN),
            by=by.id,
            at=NOW,
        )
        await uow.years.set(2026, f"note {ROTTEN}", ROTTEN, by=by.id, at=NOW, legal_basis=ROTTEN)
        told = Announcement(
            id=0, by=by.id, at=NOW, text=ROTTEN, entities="", audience="all", file_name=ROTTEN
        )
        told = await uow.announcements.add(told)
        await uow.commit()
    async with storage.uow() as uow:
        assert [(opd.code, opd.name, opd.short) for opd in await uow.opds.all()] == [(f"X{KEPT}", KEPT, KEPT)]
        (setting,) = await uow.years.settings(2026)
        assert (setting.key, setting.value, setting.legal_basis) == (f"note {KEPT}", KEPT, KEPT)
        kept = await uow.announcements.get(told.id)
        assert (kept.text, kept.file_name) == (KEPT, KEPT)
        assert await uow.audit.first_broken() is None


async def test_what_is_looked_for_may_be_rotten_too(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.invitations.by_hash(ROTTEN) is None
        assert await uow.drafts.open_for(ROTTEN, SAKIP, 2026) is None


@pytest.mark.parametrize("rotten", ["\ud83d", "\0", "\udfff\ud800"])
async def test_one_rotten_text_of_a_batch_keeps_no_other_away(storage: Storage, rotten: str) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(1), received(2, payload=rotten), received(3)])
        await uow.commit()
    async with storage.uow() as uow:
        assert [row.update_id for row in await uow.inbox.unfinished()] == [1, 2, 3]
