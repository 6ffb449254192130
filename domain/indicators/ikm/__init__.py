"""IKM: the index of a satisfaction survey, published or made of its unsur, as operators report it.

PermenPANRB 14/2017.
"""

from decimal import Decimal

from domain.indicators.ikm.answers import (
    NILAI,
    PUBLISHED,
    UNSUR_KEYS,
    nilai_of,
    respondents_of,
    units_of,
    unsur_of,
)
from domain.indicators.ikm.form import IKM_FORM, IKM_NOT_OUT
from domain.indicators.ikm.mutu import Mutu, is_good, mutu_of
from domain.indicators.ikm.order import REGULATION, YEARLY_ORDER, order_of
from domain.indicators.ikm.sample import minimum_sample
from domain.indicators.ikm.service_units import valued
from domain.indicators.ikm.units_question import document_differs, unit_jumps
from domain.indicators.indicator import Chosen, Indicator
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import format_decimal
from domain.people.person import SubBagian
from domain.reports.periods import ReportPeriod, period_of


def _is_good(answers: Answers, _: Chosen) -> bool:
    nilai = nilai_of(answers)
    return is_good(nilai if nilai is not None else Decimal(answers[NILAI]))


def _outcome(answers: Answers) -> str:
    nilai = nilai_of(answers)
    if nilai is None:
        return "?"
    period = period_of(answers)
    units = len(valued(units_of(answers)))
    of = f" · {period.named}" if period is not ReportPeriod.YEAR else ""
    return f"{format_decimal(nilai)} · {mutu_of(nilai)}{f' · {units} unit' if units else ''}{of}"


def _grade(answers: Answers) -> str:
    nilai = nilai_of(answers)
    if nilai is None:
        return ""
    mutu = mutu_of(nilai)
    return f"{mutu} · {mutu.kinerja}"


IKM = Indicator(
    key=IndicatorKey.IKM,
    number="3a",
    goal="Meningkatkan kepuasan masyarakat atas pelayanan publik",
    name="Persentase nilai IKM OPD berpredikat baik",
    formula=(
        "Jumlah Perangkat Daerah yang Nilai IKM berpredikat BAIK / Jumlah Seluruh Perangkat Daerah × 100%"
    ),
    source="Data SKM",
    owner=SubBagian.TATALAKSANA,
    short="IKM baik",
    title="IKM",
    also_called="skm survei",
    letters="KPM",
    legal_basis=REGULATION,
    rule=_is_good,
    yearly=(YEARLY_ORDER,),
    form=IKM_FORM,
    not_out=IKM_NOT_OUT,
    outcome=_outcome,
    grade=_grade,
    points=nilai_of,
    published=True,
    disputed=document_differs,
    written="IKM dokumen",
    warnings=unit_jumps,
)

__all__ = [
    "IKM",
    "IKM_FORM",
    "PUBLISHED",
    "UNSUR_KEYS",
    "Mutu",
    "is_good",
    "minimum_sample",
    "mutu_of",
    "nilai_of",
    "order_of",
    "respondents_of",
    "unsur_of",
]
