"""What a Sub Bagian finds of one OPD: in one tap, on a checklist, or with score, note and evidence."""

from handlers.evaluation.buttons import EvaluateOpd, Judge, JudgeInDetail, Tick, UndoEvaluation
from handlers.evaluation.texts import OTHERS
from handlers.feature import Feature
from handlers.judging import card, checklist, flow, judge
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(
        {
            EvaluateOpd: card.open_opd,
            Judge: judge.judge,
            JudgeInDetail: checklist.judge_in_detail,
            Tick: checklist.ticked,
            UndoEvaluation: judge.undo,
        },
        OTHERS,
    ),
    flows=(flow.CHECKLIST, flow.DETAILED),
    replies={"evaluated": card.show_evaluated, "evaluation_undone": judge.show_undone},
)
