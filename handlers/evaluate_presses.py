"""Every button of `/evaluasi` and what runs when it is pressed."""

from handlers import (
    evaluate,
    evaluate_apply,
    evaluate_checklist,
    evaluate_file,
    evaluate_flow,
    evaluate_opd,
    evaluate_result,
    evaluate_task,
)
from handlers.buttons.evaluation import (
    Evaluate,
    EvaluateOpd,
    EvaluationList,
    Judge,
    JudgeInDetail,
    SheetDownload,
    SheetPreview,
    Tick,
    UndoEvaluation,
)
from handlers.press import Press

EVALUATIONS = (
    evaluate_task.TASK_FLOW,
    evaluate_flow.CHECKLIST,
    evaluate_flow.DETAILED,
    evaluate_apply.SHEET_FLOW,
)
"""The conversations behind the buttons; importing them makes them known."""

PRESSES: tuple[Press, ...] = (
    Press(Evaluate, evaluate.open_evaluation),
    Press(EvaluationList, evaluate.show_list),
    Press(EvaluateOpd, evaluate_opd.open_opd),
    Press(Judge, evaluate_result.judge),
    Press(JudgeInDetail, evaluate_checklist.judge_in_detail),
    Press(Tick, evaluate_checklist.ticked),
    Press(UndoEvaluation, evaluate_result.undo),
    Press(SheetDownload, evaluate_file.download),
    Press(SheetPreview, evaluate_apply.turn),
)
