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
from handlers.texts.evaluation import OTHERS

EVALUATIONS = (
    evaluate_task.TASK_FLOW,
    evaluate_flow.CHECKLIST,
    evaluate_flow.DETAILED,
    evaluate_apply.SHEET_FLOW,
)
"""The conversations behind the buttons; importing them makes them known."""

PRESSES: tuple[Press, ...] = (
    Press(Evaluate, evaluate.open_evaluation, OTHERS),
    Press(EvaluationList, evaluate.show_list, OTHERS),
    Press(EvaluateOpd, evaluate_opd.open_opd, OTHERS),
    Press(Judge, evaluate_result.judge, OTHERS),
    Press(JudgeInDetail, evaluate_checklist.judge_in_detail, OTHERS),
    Press(Tick, evaluate_checklist.ticked, OTHERS),
    Press(UndoEvaluation, evaluate_result.undo, OTHERS),
    Press(SheetDownload, evaluate_file.download, OTHERS),
    Press(SheetPreview, evaluate_apply.turn, OTHERS),
)
