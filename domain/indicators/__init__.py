"""The five indicators of the IKU form, as data: everything that differs from one to the next is here.

The wording is that of the form "Indikator Kinerja Utama" of Bagian Organisasi, Sekretariat Daerah Kota
Probolinggo, to the letter. Menu, `/iku`, the reports and the guide follow from this list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.forms.form import Form
from domain.indicators.anjab_form import ANJAB_FORM, DONE, STATUS
from domain.indicators.ikm import is_good
from domain.indicators.ikm_form import IKM_FORM, nilai_of
from domain.indicators.kelembagaan_form import fits_its_task
from domain.indicators.ketatalaksanaan_form import procedures_are_met
from domain.indicators.sakip import Predikat, at_least
from domain.indicators.sakip_form import PREDIKAT, SAKIP_FORM
from domain.keys import Answers, IndicatorKey
from domain.people.person import SubBagian

if TYPE_CHECKING:  # the rules of a year read what an indicator lets it set
    from domain.years.rules import YearRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    key: IndicatorKey
    number: int
    goal: str
    name: str
    formula: str
    source: str
    owner: SubBagian
    short: str
    rule: Callable[[Answers, "YearRules"], bool]
    """Whether an answer counts as met under the rules of its year."""
    form: Form | None = None
    """The operator's report; None where the Sub Bagian evaluates by itself."""
    validity_years: Callable[["YearRules"], int] = lambda _: 1

    @property
    def reported_by_operator(self) -> bool:
        return self.form is not None


def _sakip_is_good(answers: Answers, rules: "YearRules") -> bool:
    return at_least(Predikat(answers[PREDIKAT]), rules.sakip_minimum)


def _fits_its_task(answers: Answers, _: "YearRules") -> bool:
    return fits_its_task(answers)


def _ikm_is_good(answers: Answers, _: "YearRules") -> bool:
    nilai = nilai_of(answers)
    return is_good(nilai if nilai is not None else Decimal(answers["nilai"]))


def _procedures_are_met(answers: Answers, rules: "YearRules") -> bool:
    return procedures_are_met(answers, rules.ketatalaksanaan_required)


def _jobs_are_analysed(answers: Answers, _: "YearRules") -> bool:
    return answers[STATUS] == DONE


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        key=IndicatorKey.SAKIP,
        number=1,
        goal="Meningkatkan akuntabilitas kinerja perangkat daerah",
        name="Persentase dokumen SAKIP OPD yang baik",
        formula="Jumlah Dokumen SAKIP Perangkat Daerah yang Baik / Jumlah Seluruh Perangkat Daerah × 100%",
        source="Data SAKIP Perangkat Daerah",
        owner=SubBagian.KELEMBAGAAN,
        short="SAKIP baik",
        rule=_sakip_is_good,
        form=SAKIP_FORM,
    ),
    Indicator(
        key=IndicatorKey.KELEMBAGAAN,
        number=2,
        goal="Meningkatkan efektifitas kelembagaan perangkat daerah",
        name="Persentase OPD yang tepat tugas dan fungsinya",
        formula=(
            "Jumlah Perangkat Daerah yang tepat tugas dan fungsinya / Jumlah Seluruh Perangkat Daerah × 100%"
        ),
        source="Laporan Evaluasi Kelembagaan",
        owner=SubBagian.KELEMBAGAAN,
        short="Tepat tugas dan fungsi",
        rule=_fits_its_task,
        validity_years=lambda rules: rules.kelembagaan_validity,
    ),
    Indicator(
        key=IndicatorKey.IKM,
        number=3,
        goal="Meningkatkan kepuasan masyarakat atas pelayanan publik",
        name="Persentase nilai IKM OPD berpredikat baik",
        formula=(
            "Jumlah Perangkat Daerah yang Nilai IKM berpredikat BAIK / Jumlah Seluruh Perangkat Daerah × 100%"
        ),
        source="Data SKM",
        owner=SubBagian.TATALAKSANA,
        short="IKM baik",
        rule=_ikm_is_good,
        form=IKM_FORM,
    ),
    Indicator(
        key=IndicatorKey.KETATALAKSANAAN,
        number=4,
        goal="Meningkatkan kepuasan masyarakat atas pelayanan publik",
        name="Persentase OPD yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan",
        formula=(
            "Jumlah Perangkat Daerah yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan"
            " / Jumlah Seluruh Perangkat Daerah × 100%"
        ),
        source="Laporan Evaluasi Ketatalaksanaan",
        owner=SubBagian.TATALAKSANA,
        short="Ketatalaksanaan",
        rule=_procedures_are_met,
    ),
    Indicator(
        key=IndicatorKey.ANJAB,
        number=5,
        goal="Meningkatkan penerapan analisa jabatan PD",
        name="Persentase OPD yang melaksanakan analisa jabatan",
        formula=(
            "Jumlah Perangkat Daerah yang melaksanakan analisis jabatan"
            " / Jumlah Seluruh Perangkat Daerah × 100%"
        ),
        source="Laporan Hasil Analisis Jabatan",
        owner=SubBagian.ANJAB,
        short="Analisis jabatan",
        rule=_jobs_are_analysed,
        form=ANJAB_FORM,
    ),
)

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}
REPORTED = tuple(indicator for indicator in INDICATORS if indicator.reported_by_operator)
EVALUATED = tuple(indicator for indicator in INDICATORS if not indicator.reported_by_operator)
