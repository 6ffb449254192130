"""`/healthz`: whether the bot does what it is there for, and what is the matter where it does not."""

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app import BotApplication
from bot.receiving.intake import Intake
from bot.receiving.polling import Polling
from bot.ticks.wheel import Wheel
from domain.backups.keeping import TOO_OLD
from storage.ports import Backlog, StorageError

DATABASE_WITHIN = 3.0
"""Seconds for the database to answer in; whoever asks waits about as long."""
LONGEST_SILENCE = 90.0
"""Seconds of Telegram; a poll takes half a minute where nobody writes."""
LONGEST_UNANSWERED, LONGEST_WAITING = 120.0, 15 * 60.0
"""Seconds: of an update, and of a message that could have gone out."""
LONGEST_STANDSTILL = 30.0
"""Seconds in which nobody looked whose turn it is."""
LEAST_ROOM = 200 * 1024 * 1024
"""Bytes left on the disk."""


@dataclass(frozen=True, slots=True)
class Health:
    """What is looked at, as JSON has it, and in one word each what is not as it should be."""

    troubles: tuple[str, ...]
    says: dict[str, Any]

    @property
    def is_well(self) -> bool:
        return not self.troubles

    def as_json(self) -> dict[str, Any]:
        return {"status": "ok" if self.is_well else "trouble", "troubles": list(self.troubles), **self.says}


class Watched:
    """The parts of a running bot that are looked at, and since when it runs."""

    def __init__(
        self,
        app: BotApplication,
        intake: Intake,
        folder: Path,
        *,
        polls: bool,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.traffic = intake.traffic
        self.outage = app.outage
        self.polls = polls
        self.polling: Polling | None = None
        """What polls, once it does."""
        self._folder = folder
        self._stopwatch = stopwatch
        self._began = stopwatch()

    @property
    def up_seconds(self) -> float:
        return self._stopwatch() - self._began

    @property
    def wheel(self) -> Wheel:
        if not isinstance(self.app.job_queue, Wheel):
            raise TypeError("The job queue of this bot is a wheel.")
        return self.app.job_queue

    @property
    def is_alive(self) -> bool:
        """Whether the ticks have their turns; before the first of them it is enough that somebody asks."""
        looked = self.wheel.looked_at
        return looked is None or self.wheel.stopwatch() - looked <= LONGEST_STANDSTILL

    async def health(self) -> Health:
        """Return what is found. Raises nothing: that something cannot be asked is what is found."""
        found = _Found({"up_seconds": round(self.up_seconds)})
        found.note("alive", {"ticks": self.is_alive}, is_well=self.is_alive)
        await self._database(found)
        self._telegram(found)
        await self._backup(found)
        room = await asyncio.to_thread(_room, self._folder)
        found.note("disk", {"free_bytes": room}, is_well=room >= LEAST_ROOM)
        return Health(tuple(found.troubles), found.says)

    async def _database(self, found: "_Found") -> None:
        now = self.app.bot_data.clock()
        try:
            async with asyncio.timeout(DATABASE_WITHIN), self.app.bot_data.storage.look(now) as uow:
                updates, notices = await uow.inbox.backlog(), await uow.notices.backlog(now)
        except (StorageError, TimeoutError) as error:
            found.note("database", {"answers": False, "says": str(error) or "no answer"}, is_well=False)
            return
        found.note("database", {"answers": True}, is_well=True)
        for name, backlog, longest in (
            ("unanswered", updates, LONGEST_UNANSWERED),
            ("deliveries", notices, LONGEST_WAITING),
        ):
            since = _seconds(backlog, now)
            found.note(
                name, {"count": backlog.count, "oldest_seconds": since}, is_well=(since or 0) <= longest
            )

    async def _backup(self, found: "_Found") -> None:
        backups = self.app.bot_data.backups
        if not backups.is_on:
            return
        newest = next(iter(await backups.all()), None)
        age = None if newest is None else self.app.bot_data.clock() - newest.made_at
        # The first night is waited for; after that an installation without any is one that cannot make them.
        is_old = age > TOO_OLD if age is not None else self.up_seconds > TOO_OLD.total_seconds()
        said = {"age_seconds": None if age is None else round(age.total_seconds())}
        found.note("backup", said, is_well=not is_old)

    def _telegram(self, found: "_Found") -> None:
        seen = self.outage.since_seen
        silent = self.up_seconds if seen is None else seen
        is_contested = self.polling is not None and self.polling.is_contested
        said = {
            "seen_seconds_ago": None if seen is None else round(seen, 1),
            "is_away": self.outage.is_on,
            "failed_calls": self.outage.failed_calls,
            "is_contested": is_contested,
        }
        # Where Telegram calls, nobody may call it for hours.
        is_silent = self.polls and silent > LONGEST_SILENCE
        found.note("telegram", said, is_well=not (is_silent or is_contested or self.outage.is_on))


class _Found:
    def __init__(self, says: dict[str, Any]) -> None:
        self.says = says
        self.troubles: list[str] = []

    def note(self, name: str, said: dict[str, Any], *, is_well: bool) -> None:
        self.says[name] = said
        if not is_well:
            self.troubles.append(name)


def _seconds(backlog: Backlog, now: datetime) -> float | None:
    return None if backlog.since is None else round(max(0.0, (now - backlog.since).total_seconds()), 1)


def _room(folder: Path) -> int:
    """Return how many bytes are free on the folder's disk; 0 where that cannot be asked."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
