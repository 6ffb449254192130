"""What waits is narrowed by the storage: up to one submission, and by the evidence that it has."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.units.opd import Opd
from storage.ports import Proofs, Storage, Undecided
from tests.storage.samples import NOW, SAKIP, file_of, someone, started, submission

ALL = Undecided(indicators=[SAKIP], today=date(2026, 3, 2))
CODES = ("DIKBUD", "DINKES", "DISHUB")


async def test_what_waits_is_narrowed_by_place_and_evidence(storage: Storage) -> None:
    async with storage.uow() as uow:
        siti = await someone(uow)
        for code in CODES:
            await uow.opds.record(Opd(code, code, "dinas", date(2020, 1, 1)), by=None, at=NOW)
        draft = await started(uow, siti)
        files = [await uow.evidence.add(file_of(draft, unique_id=name)) for name in "abc"]
        of_each = ((), (files[0].id,), (files[1].id, files[2].id))
        sent = [
            await uow.reports.append(submission(siti, opd=code, files=some))
            for code, some in zip(CODES, of_each, strict=True)
        ]
        for file in files[:2]:
            await uow.evidence.note_opened(file.id, by=siti.id, at=NOW)
        await uow.commit()
    none, one, two = [event.id for event in sent]
    async with storage.look() as uow:

        async def found(**narrower: Any) -> list[int | None]:  # noqa: ANN401 - any field of what is wanted
            wanted = replace(ALL, **narrower)
            rows = await uow.standings.waiting(wanted, limit=9)
            assert sum((await uow.standings.waiting_counts(wanted)).values()) == len(rows)
            return [row.waiting for row in rows]

        assert await found() == [none, one, two]
        assert await found(until=one) == [none, one]
        assert await found(proofs=Proofs.SOME) == [one, two]
        assert await found(proofs=Proofs.OPENED) == [one]
        assert await uow.standings.waiting_since(ALL) == NOW
        assert await uow.standings.waiting_since(replace(ALL, but=(2026,))) is None
