"""`/evaluasi` by file: a workbook to fill in, and what comes back."""

from dataclasses import replace

from handlers.delivery.notices import NoticeKind
from handlers.evaluation import NOT_YOURS, TASK
from handlers.evaluation_files import apply, receive
from handlers.feature import Feature
from handlers.telegram.press import presses

FEATURE = Feature(
    captioned={"evaluasi": receive.captioned},
    presses=presses(receive.download, apply.turn, not_yours=NOT_YOURS),
    # Whoever has an evaluation as their task may send its workbook.
    flows=(replace(TASK, arrived=receive.arrived), apply.SHEET_FLOW),
    replies={"sheet_applied": apply.show_applied},
    notices=(NoticeKind(receive.READ, apply.say_read), NoticeKind(receive.REFUSED, receive.say_refused)),
)
