"""Every button of `/evaluasi` and what runs when it is pressed."""

from handlers.evaluation import checklist as evaluate_checklist
from handlers.evaluation import flow as evaluate_flow
from handlers.evaluation import lists as evaluate
from handlers.evaluation import result as evaluate_result
from handlers.evaluation import unit as evaluate_opd
from handlers.evaluation.buttons import (
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
from handlers.evaluation.texts import OTHERS
from handlers.evaluation_files import apply as evaluate_apply
from handlers.evaluation_files import receive as evaluate_file
from handlers.evaluation_files import task as evaluate_task
from handlers.telegram.press import Press

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
