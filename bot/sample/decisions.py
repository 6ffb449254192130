"""What the three Sub Bagian have decided in the demonstration: this year's verdicts, and both evaluations."""

from collections.abc import Iterator, Mapping

from domain.forms.questions import EVIDENCE
from domain.indicators.ketatalaksanaan import ITEM_KEYS, REQUIRED, ItemResult
from domain.indicators.sakip import NILAI
from domain.keys import Answers, IndicatorKey
from domain.reports.return_reason import Reason

Evaluation = tuple[str, IndicatorKey, Answers]

STILL_WAITING: Mapping[IndicatorKey, frozenset[str]] = {
    IndicatorKey.SAKIP: frozenset({"DLH", "DISHUB", "KEC-WONOASIH"}),
    IndicatorKey.IKM: frozenset({"DPMPTSP", "DINSOSPPPA", "DISHUB", "KEC-KEDOPOK"}),
    IndicatorKey.ANJAB: frozenset({"DLH", "DPMPTSP", "PUPRPKP"}),
}
"""Reports of this year that nobody has looked at yet."""

RETURNED: Mapping[tuple[str, IndicatorKey], tuple[str, tuple[str, ...]]] = {
    ("DUKCAPIL", IndicatorKey.SAKIP): (Reason.DIFFERS, (NILAI,)),
    ("DISPERPUSIP", IndicatorKey.IKM): (Reason.NO_PROOF, (EVIDENCE,)),
    ("DISPOPAR", IndicatorKey.ANJAB): (Reason.UNREADABLE, (EVIDENCE,)),
}
"""Reports of this year that went back to their operators: why, and which answers."""

_FITTED_LAST_YEAR = (
    "SETDA", "SETWAN", "ITKOT", "SATPOLPP", "BPPKAD", "BPBD", "BAKESBANGPOL", "DUKCAPIL", "DKPPP", "DINKES",
    "DISHUB", "DLH", "DPMPTSP", "DISPOPAR", "DISKOMINFO", "DIKBUD", "KEC-MAYANGAN", "KEC-KANIGARAN",
)  # fmt: skip
_ADJUSTED_LAST_YEAR = ("DKUP", "PUPRPKP")
_FITTED = ("BKPSDM", "BAPPEDA", "DKUP")
_ADJUSTED = ("DISPERINAKER",)
_IN_ORDER = (
    "SETDA", "SETWAN", "ITKOT", "BPPKAD", "BKPSDM", "DUKCAPIL", "DPMPTSP", "DINKES", "DISKOMINFO",
    "BAPPEDA", "KEC-MAYANGAN", "KEC-KANIGARAN", "KEC-KADEMANGAN",
)  # fmt: skip
_LACKING = {"SATPOLPP": "probis", "DISHUB": "layanan", "BPBD": "sop"}


def evaluated_last_year() -> Iterator[Evaluation]:
    """Yield results of the year before; those of the kelembagaan evaluation still count this year."""
    yield from _kelembagaan(_FITTED_LAST_YEAR, _ADJUSTED_LAST_YEAR)
    yield from _tatalaksana((*_IN_ORDER, "SATPOLPP", "DLH"), {"DISHUB": "layanan"})


def evaluated_this_year() -> Iterator[Evaluation]:
    yield from _kelembagaan(_FITTED, _ADJUSTED)
    yield from _tatalaksana(_IN_ORDER, _LACKING)


def _kelembagaan(fitted: tuple[str, ...], adjusted: tuple[str, ...]) -> Iterator[Evaluation]:
    for opd in fitted:
        yield opd, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"}
    for opd in adjusted:
        yield opd, IndicatorKey.KELEMBAGAAN, {"hasil": "perlu"}


def _tatalaksana(in_order: tuple[str, ...], lacking: Mapping[str, str]) -> Iterator[Evaluation]:
    met = dict.fromkeys(sorted(ITEM_KEYS), ItemResult.UNMET.value) | dict.fromkeys(
        sorted(REQUIRED), ItemResult.MET.value
    )
    for opd in in_order:
        yield opd, IndicatorKey.KETATALAKSANAAN, met
    for opd, item in lacking.items():
        yield opd, IndicatorKey.KETATALAKSANAAN, {**met, item: ItemResult.UNMET.value}
