"""`/evaluasi`: the Sub Bagian's own evaluations, what is left of each, and which OPD comes next.

Its conversation, `TASK`, is made known by `evaluation_files`, which adds what becomes of a workbook
sent in it.
"""

from handlers.evaluation import at_home, overview, task
from handlers.evaluation.buttons import Evaluate, EvaluateOpd, SheetDownload
from handlers.evaluation.choice import to_evaluate
from handlers.evaluation.overview import overview_screen
from handlers.evaluation.task import TASK, hold_task
from handlers.evaluation.texts import NOT_YOURS, ToEvaluate, icon
from handlers.feature import Feature
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("evaluasi", "Isi evaluasi Sub Bagian Anda", task.evaluate_command, task.ROLES),),
    presses=presses(task.open_evaluation, overview.show_list, not_yours=NOT_YOURS),
    home=at_home.at_home,
)
__all__ = [
    "FEATURE", "NOT_YOURS", "TASK", "Evaluate", "EvaluateOpd", "SheetDownload", "ToEvaluate",
    "hold_task", "icon", "overview_screen", "to_evaluate",
]  # fmt: skip
