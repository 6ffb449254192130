"""Reminders: decided by a tick, worded when sent, ticked off when answered, put off with a tap."""

from datetime import timedelta

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.reminders import done, remind, snooze, texts
from handlers.reminders.ask import remind_now
from handlers.telegram.chores import Tick
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(snooze.snooze, not_yours=texts.NOT_YOURS),
    replies={"snoozed": snooze.show_snoozed},
    notices=(NoticeKind(remind.REMINDER, remind.reminder), NoticeKind(done.CHANGED, done.changed)),
    ticks=(Tick(remind.remind, timedelta(seconds=10), "Pengingat", wakes=remind.WAKES),),
    after_report=done.refresh_reminders,
)

__all__ = ["FEATURE", "remind_now"]
