"""`/evaluasi`: the Sub Bagian's own evaluations by hand."""

from handlers.evaluation import checklist, flow, overview, result, unit
from handlers.evaluation.buttons import (
    Evaluate,
    EvaluateOpd,
    EvaluationList,
    Judge,
    JudgeInDetail,
    Tick,
    UndoEvaluation,
)
from handlers.evaluation.texts import OTHERS
from handlers.feature import Feature
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(
        Command("evaluasi", "Isi evaluasi Sub Bagian Anda", overview.evaluate_command, overview.ROLES),
    ),
    presses=presses(
        {
            Evaluate: overview.open_evaluation,
            EvaluationList: overview.show_list,
            EvaluateOpd: unit.open_opd,
            Judge: result.judge,
            JudgeInDetail: checklist.judge_in_detail,
            Tick: checklist.ticked,
            UndoEvaluation: result.undo,
        },
        OTHERS,
    ),
    flows=(flow.CHECKLIST, flow.DETAILED),
    replies={"evaluated": unit.show_evaluated, "evaluation_undone": result.show_undone},
)
