"""Proof: the code of a document or receipt, scanned or typed, tells what it said and what holds now."""

from handlers.feature import Feature
from handlers.proof import check
from handlers.proof.check import asked_by_stranger, checked, is_check, not_known, opened
from handlers.telegram.press import presses

FEATURE = Feature(presses=presses(check.show_page))

__all__ = ["FEATURE", "asked_by_stranger", "checked", "is_check", "not_known", "opened"]
"""For `/start`, for plain words and for strangers, who are all told by the same code what it stands for."""
