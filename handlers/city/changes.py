"""Who is concerned when something has happened to a report, without its room knowing them."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from domain.reports.events import ReportEvent
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

Follower: TypeAlias = Callable[[UnitOfWork, Context, ReportEvent], Awaitable[None]]

FOLLOWERS: list[Follower] = []
"""In the order of the features."""


async def report_changed(uow: UnitOfWork, context: Context, event: ReportEvent) -> None:
    """Let every feature that follows reports note what the event means to it, in the event's unit of work."""
    for follow in FOLLOWERS:
        await follow(uow, context, event)
