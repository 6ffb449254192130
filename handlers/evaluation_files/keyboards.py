"""The keys below a workbook that was sent back."""

from telegram import InlineKeyboardMarkup

from domain.forms.drafts import Draft
from handlers.conversation.buttons import Cancel, Send
from handlers.evaluation_files.buttons import SheetPreview
from handlers.telegram.keys import SUCCESS, key, markup
from handlers.telegram.paging import Page


def preview(draft: Draft, label: str, page: Page[object]) -> InlineKeyboardMarkup:
    """Return the keys of a sheet that was read; without a label there is nothing to apply."""
    return markup(
        [key(label, Send(draft.id, draft.version), SUCCESS)] if label else [],
        page.keys(lambda turned: SheetPreview(draft.id, draft.version, turned)),
        [key("Batal", Cancel(draft.id, draft.version))],
    )
