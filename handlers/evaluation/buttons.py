"""The buttons of `/evaluasi`, and those on its screens that lead to other rooms."""

from handlers.telegram.buttons import Button


class Evaluate(Button, prefix="ze"):
    """One of the two evaluations of a year, as the person's present task; "" and 0 where one is to choose."""

    indicator: str
    year: int


class EvaluationList(Button, prefix="zl"):
    """The OPD of one stage."""

    indicator: str
    year: int
    stage: str
    page: int


class EvaluateOpd(Button, prefix="zo"):
    """The card of one OPD; it is judged in a room of its own."""

    indicator: str
    year: int
    opd: str


class SheetDownload(Button, prefix="zx"):
    """The evaluation as a workbook to be filled in."""

    indicator: str
    year: int
