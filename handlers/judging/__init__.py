"""Judge one OPD: in one tap, on a checklist, or with score, note and evidence."""

from handlers.evaluation import NOT_YOURS
from handlers.feature import Feature
from handlers.judging import card, checklist, detail, judge
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(
        card.open_opd, judge.judge, detail.judge_in_detail, checklist.ticked, judge.undo, not_yours=NOT_YOURS
    ),
    flows=(checklist.CHECKLIST, detail.DETAILED),
    replies={"evaluated": card.show_evaluated, "evaluation_undone": judge.show_undone},
)
