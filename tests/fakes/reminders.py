"""The ledger of reminders, in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time

from domain.language.dates import WIB
from domain.reminders.planned import Reminded, Why
from storage.ports import Reminders, Stale
from tests.fakes.tables import Tables, check_zones, found


class FakeReminders(Reminders):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def lock(self) -> None:
        """One unit at a time is open anyway."""

    async def get(self, reminder_id: int) -> Reminded:
        return found(self._tables.reminders, reminder_id)

    async def since(self, day: date, people: Collection[int] | None = None) -> list[Reminded]:
        midnight = datetime.combine(day, time.min, tzinfo=WIB)
        lines = [
            one
            for one in self._tables.reminders.values()
            if one.day >= day or (one.again_at is not None and one.again_at >= midnight)
        ]
        return [one for one in lines if people is None or one.person in people]

    async def next_again(self, now: datetime) -> datetime | None:
        wanted = [one.again_at for one in self._tables.reminders.values() if one.again_at is not None]
        return min((at for at in wanted if at > now), default=None)

    async def wanted_again(self, after: datetime, until: datetime) -> set[int]:
        lines = self._tables.reminders.values()
        return {one.person for one in lines if one.again_at is not None and after < one.again_at <= until}

    async def told_on(self, day: date) -> set[int]:
        return {one.person for one in self._tables.reminders.values() if one.day == day}

    async def of(self, person_id: int, limit: int) -> list[Reminded]:
        own = [one for one in self._tables.reminders.values() if one.person == person_id]
        return own[::-1][:limit]

    async def drop(self, reminder_id: int) -> None:
        self._tables.reminders.pop(reminder_id, None)
        self._tables.taken_back.add(reminder_id)

    async def snooze(self, reminder_id: int, until: datetime | None) -> None:
        self._tables.reminders[reminder_id] = replace(await self.get(reminder_id), again_at=until)

    async def _store(self, line: Reminded) -> Reminded:
        check_zones(line.at)
        self._tables.require_person(line.person)
        if line.asked_by is not None:
            self._tables.require_person(line.asked_by)
        told = {(one.person, one.day) for one in self._tables.reminders.values() if one.why is not Why.SNOOZE}
        if line.why is not Why.SNOOZE and (line.person, line.day) in told:
            raise Stale("a second reminder on one day")
        number = max({*self._tables.reminders, *self._tables.taken_back}, default=0) + 1
        self._tables.reminders[number] = stored = replace(line, id=number)
        return stored
