"""The keys below *Untuk laporan yang mana?*."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardMarkup

from domain.forms.drafts import Draft
from domain.indicators import by_key
from handlers.conversation.buttons import Cancel
from handlers.early_files import texts
from handlers.early_files.buttons import ForReport
from handlers.early_files.reports import Open
from handlers.telegram.keys import PRIMARY, key, markup, rows, short

MOST = 12
"""Reports of which each has its key; who reports for many OPD names the report instead."""


def which(draft: Draft, reports: Sequence[Open], opds: Mapping[str, str]) -> InlineKeyboardMarkup:
    """Return a key for each report, with its OPD where there are several (short names by code)."""
    keys = [
        key(
            short(" · ".join(filter(None, (f"{by_key(one.indicator).title} {one.year}", opds.get(one.opd))))),
            ForReport(draft.id, one.opd, one.indicator, one.year),
            PRIMARY,
        )
        for one in reports[:MOST]
    ]
    return markup(*rows(keys), [key(texts.LET_GO, Cancel(draft.id, draft.version))])
