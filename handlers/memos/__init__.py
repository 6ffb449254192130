"""The nota dinas about late reports, and the list of what is owed; their keys stand on `/belum`."""

from handlers.feature import Feature
from handlers.memos.access import may_have, narrowed
from handlers.memos.papers import MEMO, OVERDUE

FEATURE = Feature(papers=(MEMO, OVERDUE))

__all__ = ["FEATURE", "may_have", "narrowed"]
