"""The clock of a town, and what happens there by the clock: a test says when, and nothing is waited for."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.delivery.lane import deliver
from handlers.delivery.pace import PACE, Pacer
from handlers.delivery.refresh import look_at_cards
from handlers.evidence.collect import collect
from handlers.papers.making import bring_left, make
from handlers.reminders.remind import remind
from handlers.telegram.context import BotApplication, Services
from storage.ports import Notice, NoticeState
from tests.town.hall import START, TownHall


class TownTicks(TownHall):
    app: BotApplication
    services: Services

    def __init__(self) -> None:
        self.now = START
        self._seconds, self._looked_at = 0.0, START

    def pass_time(self, **amount: float) -> None:
        self.now += timedelta(**amount)

    def go_to(self, moment: datetime) -> None:
        self.pass_time(seconds=(moment - self.now).total_seconds())

    def stopwatch(self) -> float:
        """Return seconds that have passed in town; a clock that is set back takes none of them away."""
        passed, self._looked_at = self.now - self._looked_at, self.now
        self._seconds += max(0.0, passed.total_seconds())
        return self._seconds

    async def tick(self) -> None:
        """Run the tick that downloads evidence."""
        context = self.app.context_types.context(self.app)
        await collect(context)

    async def remind(self, at: datetime | None = None) -> None:
        """Run the tick that decides who is reminded at that moment, or now, and send what it decided."""
        if at is not None:
            self.go_to(at)
        await remind(self.app.context_types.context(self.app))
        await self.send_notices()

    async def make_papers(self) -> None:
        """Run the tick that makes what was asked for, and bring it."""
        await make(self.app.context_types.context(self.app))
        await self.send_notices()

    async def bring_left_papers(self) -> None:
        """Run the tick that brings what nobody was told about."""
        await bring_left(self.app.context_types.context(self.app))
        await self.send_notices()

    async def look(self) -> None:
        """Run the tick that sees which cards are behind, and the lane that changes them."""
        await look_at_cards(self.app.context_types.context(self.app))
        await self.send_notices()

    async def send_notices(self) -> None:
        """Run the tick that tells people what they did not ask for, a second apart until nothing is due."""
        await self.deliver_once()
        while self._is_held_back() and not self.services.kept(Pacer).is_paused:
            self.pass_time(seconds=1)
            await self.deliver_once()

    async def deliver_once(self) -> None:
        """Run that tick in this very second: one message a person, and no more than a second's all in all."""
        await deliver(self.app.context_types.context(self.app))

    async def claim_and_die(self) -> None:
        """Be a process that is killed while a message is on its way."""
        async with self.storage.uow() as uow:
            await uow.notices.claim(self.now, PACE)
            await uow.commit()

    def take_over(self, line: Notice) -> None:
        """Be an instance that finds a line whose lease is over, and begins to send it."""
        self.storage.tables.notices[line.id] = replace(
            line, attempts=line.attempts + 1, unsure=line.unsure + 1, claimed_at=self.now
        )

    def _is_held_back(self) -> bool:
        """Return whether something is due and waits only for the next second."""
        paused = {person for person, until in self.storage.tables.paused.items() if until > self.now}
        return any(
            one.state is NoticeState.WAITING
            and all(at is None or at <= self.now for at in (one.next_try, one.leased_until))
            and one.person not in paused
            for one in self.storage.tables.notices.values()
        )
