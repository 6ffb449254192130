"""`/evaluasi` by file: a workbook to fill in, and what comes back."""

from handlers.delivery.notices import NoticeKind
from handlers.evaluation.buttons import SheetDownload, SheetPreview
from handlers.evaluation.texts import OTHERS
from handlers.evaluation_files import apply, receive, task
from handlers.feature import Feature
from handlers.telegram.press import presses

FEATURE = Feature(
    captioned={"evaluasi": receive.captioned},
    presses=presses({SheetDownload: receive.download, SheetPreview: apply.turn}, OTHERS),
    flows=(task.TASK_FLOW, apply.SHEET_FLOW),
    replies={"sheet_applied": apply.show_applied},
    notices=(NoticeKind(receive.READ, apply.say_read), NoticeKind(receive.REFUSED, receive.say_refused)),
)
