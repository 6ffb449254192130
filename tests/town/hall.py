"""What a test arranges behind the bot's back: events, settings, roles and units, straight in the storage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.sample.seed import seed
from domain.keys import Answers, IndicatorKey
from domain.reports.events import EventKind, ReportEvent, event_about
from domain.units.opd import Opd
from tests.fakes.storage import FakeStorage
from tests.fakes.tables import Tables

START = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)  # 09.15 WIB on a Monday
HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1))
LIBRARY = Opd("DISPERPUSIP", "Dinas Perpustakaan dan Kearsipan", "dinas", HEALTH.valid_from)


_FURNISHED = dict[datetime, Tables]()
"""What the demonstration begins with at an instant: filling it is a matter of seconds, copying it is not."""


class TownHall:
    storage: FakeStorage
    now: datetime

    async def furnish(self) -> None:
        """Fill a town in which nobody lives yet with the demonstration; its people have to be brought."""
        assert not self.storage.tables.people
        if self.now not in _FURNISHED:
            assert await seed(self.storage, self.now)
            _FURNISHED[self.now] = self.storage.tables.copy()
        self.storage.tables = _FURNISHED[self.now].copy()

    async def set_year(self, key: str, value: str, year: int = 2026) -> None:
        async with self.storage.uow() as uow:
            await uow.years.set(year, key, value, by=None, at=self.now)
            await uow.commit()

    async def events(self, opd: str) -> list[ReportEvent]:
        """Return everything that happened to the reports of an OPD."""
        async with self.storage.uow() as uow:
            return await uow.reports.events(opd=opd)

    async def happens(
        self,
        kind: EventKind,
        opd: str,
        indicator: IndicatorKey,
        answers: Answers,
        *,
        by: int,
        year: int = 2026,
        at: datetime | None = None,
    ) -> ReportEvent:
        """Let something happen to a report that no conversation was held for."""
        event = ReportEvent(
            id=0,
            kind=kind,
            opd=opd,
            indicator=indicator,
            year=year,
            at=at or self.now,
            by=by,
            answers=answers,
        )
        async with self.storage.uow() as uow:
            stored = await uow.reports.append(event)
            await uow.commit()
        return stored

    async def verify(self, opd: str) -> None:
        """Let the Sub Bagian verify what waits at that OPD, as an event."""
        async with self.storage.uow() as uow:
            sent = (await uow.reports.events(opd=opd))[-1]
            await uow.reports.append(event_about(sent, EventKind.VERIFIED, by=sent.by, at=self.now))
            await uow.commit()

    async def send_back(self, opd: str, reason: str) -> None:
        """Let the Sub Bagian return what waits at that OPD, as an event."""
        sent = await self.last_sent(opd)
        verdict = event_about(
            sent, EventKind.RETURNED, by=sent.by, at=self.now, reason=reason, fields=("nilai",)
        )
        async with self.storage.uow() as uow:
            await uow.reports.append(verdict)
            await uow.commit()

    async def last_sent(self, opd: str) -> ReportEvent:
        """Return the last submission of an OPD."""
        return next(one for one in (await self.events(opd))[::-1] if one.kind is EventKind.SUBMITTED)

    async def withdraws(self, opd: str, by: int) -> None:
        """Let an operator withdraw what waits at that OPD, as an event."""
        async with self.storage.uow() as uow:
            sent = (await uow.reports.events(opd=opd))[-1]
            await uow.reports.append(event_about(sent, EventKind.WITHDRAWN, by=by, at=self.now))
            await uow.commit()

    async def close_opd(self, opd: Opd) -> None:
        """End a unit yesterday."""
        closed = replace(opd, valid_to=self.now.date() - timedelta(days=1))
        async with self.storage.uow() as uow:
            await uow.opds.record(closed, by=None, at=self.now)
            await uow.commit()

    async def found_opds(self, count: int) -> None:
        """Add units beside the two that are there."""
        async with self.storage.uow() as uow:
            for number in range(count):
                opd = replace(HEALTH, code=f"OPD{number}", name=f"Dinas {number:02}")
                await uow.opds.record(opd, by=None, at=self.now)
            await uow.commit()

    async def evaluated(
        self, opd: str, indicator: IndicatorKey, answers: dict[str, str], year: int = 2026
    ) -> None:
        """Let a result of the Sub Bagian be there, by somebody who is not in town."""
        async with self.storage.uow() as uow:
            known = await uow.people.by_telegram_id(2999)
            by = known or await uow.people.add(2999, "Pak Lama", self.now)
            await uow.commit()
        at = self.now - timedelta(days=366 * (2026 - year))
        await self.happens(EventKind.EVALUATED, opd, indicator, answers, by=by.id, year=year, at=at)
