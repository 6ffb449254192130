"""For which part of the year a survey was: not asked on the way, offered on the summary."""

from dataclasses import replace

from domain.forms.questions import choose, without
from domain.forms.words import Wording
from domain.keys import Answers
from domain.language.written import answered
from domain.reports.periods import PERIOD, ReportPeriod

_CHOICES = {
    ReportPeriod.YEAR.value: "Setahun penuh",
    ReportPeriod.FIRST.value: "Semester I",
    ReportPeriod.SECOND.value: "Semester II",
}
_WAYS_TO_SAY = {
    "tahun": ReportPeriod.YEAR,
    "setahun": ReportPeriod.YEAR,
    "1": ReportPeriod.FIRST,
    "i": ReportPeriod.FIRST,
    "2": ReportPeriod.SECOND,
    "ii": ReportPeriod.SECOND,
}


def _read(text: str) -> str:
    said = answered(text).removeprefix("semester").removeprefix("smt").strip()
    return _WAYS_TO_SAY.get(said, text)


def _settle(answers: Answers, period: str) -> Answers:
    """The whole year is what an answer without a period means."""
    return without(answers, PERIOD) if period == ReportPeriod.YEAR else answers


PERIOD_QUESTION = replace(
    choose(
        PERIOD,
        _CHOICES,
        words=Wording(
            "Periode",
            "Untuk periode mana nilai ini?",
            "Angka resmi memakai nilai setahun penuh; bila belum ada, semester terakhir.",
        ),
        read=_read,
    ),
    optional=True,
    offered=True,
    offer="Isi periode",
    settle=_settle,
)
