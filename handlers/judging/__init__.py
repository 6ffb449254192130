"""Judge one OPD: in one tap, on a checklist, or with score, note and evidence."""

from handlers.evaluation import NOT_YOURS, EvaluateOpd
from handlers.feature import Feature
from handlers.judging import card, checklist, detail, judge
from handlers.judging.buttons import Judge, JudgeInDetail, Tick, UndoEvaluation
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(
        {
            EvaluateOpd: card.open_opd,
            Judge: judge.judge,
            JudgeInDetail: detail.judge_in_detail,
            Tick: checklist.ticked,
            UndoEvaluation: judge.undo,
        },
        NOT_YOURS,
    ),
    flows=(checklist.CHECKLIST, detail.DETAILED),
    replies={"evaluated": card.show_evaluated, "evaluation_undone": judge.show_undone},
)
