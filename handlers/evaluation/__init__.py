"""`/evaluasi`: the Sub Bagian's own evaluations by hand."""

from handlers.evaluation import overview
from handlers.evaluation.buttons import Evaluate, EvaluationList
from handlers.evaluation.texts import OTHERS
from handlers.feature import Feature
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(
        Command("evaluasi", "Isi evaluasi Sub Bagian Anda", overview.evaluate_command, overview.ROLES),
    ),
    presses=presses({Evaluate: overview.open_evaluation, EvaluationList: overview.show_list}, OTHERS),
)
