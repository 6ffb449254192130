"""Turns that come at their intervals whatever the wall clock does.

APScheduler keeps the next turn as an instant of the wall clock. Set back by seven hours, every tick would
stand still for seven hours (its issues 351 and 752); set ahead by years, it would count every missed turn
until the memory is full (526 and 1066). Its timers are the event loop's, which no clock moves.
"""

from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from telegram.ext import JobQueue

from handlers.telegram.context import Context

_FIRST = timedelta(seconds=1)


class Every(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """A turn, and the next one an interval after it was looked at: what was missed is not made up for."""

    def __init__(self, interval: timedelta) -> None:
        self.interval = interval

    # The name and its arguments are APScheduler's.
    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + (self.interval if previous_fire_time is not None else _FIRST)


class SteadyScheduler(AsyncIOScheduler):  # type: ignore[misc] # as above
    """Sees at every wake-up whether a turn is further away than its interval: then the clock was set back."""

    def wakeup(self) -> None:
        now = datetime.now(self.timezone)
        for job in self.get_jobs():
            due = job.next_run_time
            if isinstance(job.trigger, Every) and due is not None and due - now > job.trigger.interval:
                # This wakes it up again, and then the job is due.
                self.modify_job(job.id, next_run_time=now)
        super().wakeup()


class SteadyQueue(JobQueue[Context]):
    """A job queue whose scheduler is steady."""

    def __init__(self) -> None:
        super().__init__()
        self.scheduler = SteadyScheduler(**self.scheduler_configuration)
