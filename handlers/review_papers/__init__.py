"""Evidence in the reviewers' chats: opened with one tap, and captioned with what was decided."""

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.review import NOT_YOURS
from handlers.review_papers import marks, send
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(send.open_papers, send.open_file, not_yours=NOT_YOURS),
    notices=(NoticeKind(marks.MARKED, marks.marked, to_anybody=True),),
    after_report=marks.mark_evidence,
)
