"""What strangers ask: filled in, sent, settled once, and forgotten where it never was sent."""

from datetime import timedelta

import pytest

from domain.joining.asking import Standing
from storage.ports import AccessRequest, AuditEntry, NotFound, Stale, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, someone

MOMENT = timedelta(seconds=1)
SITI = 2**40


async def sent(uow: UnitOfWork, telegram_id: int = SITI, *, after: timedelta = timedelta(0)) -> AccessRequest:
    begun = await uow.access_requests.begin(telegram_id, "siti", NOW)
    await uow.access_requests.fill(begun.id, opd="DINKES", name="Siti")
    await uow.access_requests.send(begun.id, NOW + after)
    return await uow.access_requests.get(begun.id)


async def test_a_request_is_filled_in_and_sent(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.access_requests.newest(SITI) is None
        begun = await uow.access_requests.begin(SITI, "siti \u202e 😀", NOW)
        assert (begun.standing, begun.opd, begun.name, begun.sent_at) == (Standing.BEGUN, "", "", None)
        await uow.access_requests.fill(begun.id, opd="DINKES", name="")
        await uow.access_requests.fill(begun.id, opd="DINKES", name="Siti")
        await uow.access_requests.send(begun.id, LATER)
        await uow.commit()
    async with storage.uow() as uow:
        request = await uow.access_requests.newest(SITI)
        assert request == AccessRequest(
            id=begun.id,
            telegram_id=SITI,
            telegram_name="siti \u202e 😀",
            standing=Standing.WAITING,
            begun_at=NOW,
            opd="DINKES",
            name="Siti",
            sent_at=LATER,
        )
        assert await uow.access_requests.newest(1) is None
        for again in (
            uow.access_requests.send(begun.id, LATER),
            uow.access_requests.fill(begun.id, opd="", name=""),
            uow.access_requests.drop(begun.id),
        ):
            with pytest.raises(Stale):
                await again
        with pytest.raises(NotFound):
            await uow.access_requests.get(begun.id + 1)


async def test_it_is_settled_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        one, two = await someone(uow, 1), await someone(uow, 2)
        request = await sent(uow)
        await uow.access_requests.settle(request.id, Standing.ACCEPTED, by=one.id, at=LATER)
        with pytest.raises(Stale):
            await uow.access_requests.settle(request.id, Standing.REFUSED, by=two.id, at=LATER)
        with pytest.raises(NotFound):
            await uow.access_requests.settle(request.id + 1, Standing.REFUSED, by=two.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        kept = await uow.access_requests.get(request.id)
        assert (kept.standing, kept.settled_by, kept.settled_at) == (Standing.ACCEPTED, one.id, LATER)
        assert await uow.access_requests.waiting(NOW - MOMENT) == []


async def test_what_was_not_sent_cannot_be_settled(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        begun = await uow.access_requests.begin(SITI, "siti", NOW)
        with pytest.raises(Stale):
            await uow.access_requests.settle(begun.id, Standing.ACCEPTED, by=by.id, at=LATER)


async def test_what_waits_is_listed_oldest_first_and_counted(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        late, early = await sent(uow, 7, after=MOMENT), await sent(uow, 8)
        done = await sent(uow, 9)
        await uow.access_requests.settle(done.id, Standing.REFUSED, by=by.id, at=LATER)
        await uow.access_requests.begin(10, "belum", NOW)
        assert await uow.access_requests.waiting(NOW - MOMENT) == [early, late]
        assert await uow.access_requests.waiting(NOW) == [late]
        assert await uow.access_requests.sent(NOW - MOMENT) == [NOW, NOW, NOW + MOMENT]
        assert await uow.access_requests.sent(NOW) == [NOW + MOMENT]
        assert await uow.access_requests.begun(NOW - MOMENT) == 1
        assert await uow.access_requests.begun(NOW) == 0


async def test_what_was_never_sent_is_forgotten(storage: Storage) -> None:
    async with storage.uow() as uow:
        old = await uow.access_requests.begin(7, "lama", NOW)
        new = await uow.access_requests.begin(8, "baru", LATER)
        kept = await sent(uow, 9)
        await uow.access_requests.forget(LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.access_requests.newest(7) is None
        assert await uow.access_requests.newest(8) == new
        assert await uow.access_requests.newest(9) == kept
        await uow.access_requests.drop(new.id)
        assert await uow.access_requests.newest(8) is None
        with pytest.raises(Stale):
            await uow.access_requests.drop(old.id)


async def test_the_newest_of_several_counts(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        first = await sent(uow)
        await uow.access_requests.settle(first.id, Standing.REFUSED, by=by.id, at=LATER)
        second = await uow.access_requests.begin(SITI, "siti", LATER)
        assert await uow.access_requests.newest(SITI) == second


async def test_the_trail_tells_who_asked_and_who_answered(storage: Storage) -> None:
    async with storage.uow() as uow:
        by = await someone(uow)
        request = await sent(uow)
        await uow.access_requests.settle(request.id, Standing.ACCEPTED, by=by.id, at=LATER)
        accepted, asked, _ = await uow.audit.entries()

    def told(entry: AuditEntry) -> tuple[str, str, str, int | None]:
        return entry.kind, entry.subject, entry.after, entry.by

    assert told(asked) == (
        "access.asked",
        f"access {request.id}",
        '{"name":"Siti","opd":"DINKES","telegram_id":1099511627776}',
        None,
    )
    assert told(accepted) == (
        "access.accepted",
        f"access {request.id}",
        '{"name":"Siti","opd":"DINKES"}',
        by.id,
    )


async def test_an_answer_needs_somebody_who_gives_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        request = await sent(uow)
        with pytest.raises(NotFound):
            await uow.access_requests.settle(request.id, Standing.REFUSED, by=99, at=LATER)
