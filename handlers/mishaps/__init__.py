"""Unexpected errors: an error that nobody sees is none, so the admins hear of them once a day."""

from datetime import timedelta

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.mishaps import note, tell
from handlers.mishaps.noticed import Noticed
from handlers.telegram.chores import Tick

FEATURE = Feature(
    notices=(NoticeKind(tell.TOLD, tell.message),),
    ticks=(
        Tick(note.note, timedelta(seconds=30)),
        Tick(tell.tell, timedelta(minutes=1), wakes=frozenset({"installation"})),
    ),
)

__all__ = ["FEATURE", "Noticed"]
"""What the process notices of errors is handed in by `Noticed`."""
