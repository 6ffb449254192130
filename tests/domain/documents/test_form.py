"""The form, compared with the wording of the form that the office fills in."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.documents.form import COLUMNS, Formula, form_content, formula_of, said_by
from domain.documents.stamp import Stamp
from domain.indicators import INDICATORS
from domain.indicators.sakip import SAKIP
from domain.office.letterhead import NOBODY
from domain.office.office import Office, Signatory

STAMP = Stamp(as_of=datetime(2026, 6, 30, 16, 59, tzinfo=UTC), final=False)
PD = "Jumlah Seluruh Perangkat Daerah"
FORM = (
    (
        "1",
        "Meningkatkan akuntabilitas kinerja perangkat daerah",
        "Persentase dokumen SAKIP OPD yang baik",
        "Jumlah Dokumen SAKIP Perangkat Daerah yang Baik",
        "Data SAKIP Perangkat Daerah",
        "Sub Bagian Kelembagaan dan Kinerja",
    ),
    (
        "2",
        "Meningkatkan efektifitas kelembagaan perangkat daerah",
        "Persentase OPD yang tepat tugas dan fungsinya",
        "Jumlah Perangkat Daerah yang tepat tugas dan fungsinya",
        "Laporan Evaluasi Kelembagaan",
        "Sub Bagian Kelembagaan dan Kinerja",
    ),
    (
        "3",
        "Meningkatkan kepuasan masyarakat atas pelayanan publik",
        "Persentase nilai IKM OPD berpredikat baik",
        "Jumlah Perangkat Daerah yang Nilai IKM berpredikat BAIK",
        "Data SKM",
        "Sub Bagian Tatalaksana dan Pelayanan Publik",
    ),
    (
        "",
        "",
        "Persentase OPD yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan",
        "Jumlah Perangkat Daerah yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan",
        "Laporan Evaluasi Ketatalaksanaan",
        "Sub Bagian Tatalaksana dan Pelayanan Publik",
    ),
    (
        "4",
        "Meningkatkan penerapan analisa jabatan PD",
        "Persentase OPD yang melaksanakan analisa jabatan",
        "Jumlah Perangkat Daerah yang melaksanakan analisis jabatan",
        "Laporan Hasil Analisis Jabatan",
        "Sub Bagian Analisis Jabatan dan Kepegawaian",
    ),
)
"""Row by row as the form has it: four numbers, five rows, the fourth without one of its own."""


def test_the_form_is_the_offices_word_for_word() -> None:
    content = form_content(2026, Office(), stamp=STAMP)
    rows = [
        (
            goal.number if place == 0 else "",
            goal.goal if place == 0 else "",
            row.name,
            row.formula.numerator,
            row.source,
            row.owner,
        )
        for goal in content.table
        for place, row in enumerate(goal.rows)
    ]
    assert tuple(rows) == FORM
    assert {(row.formula.denominator, row.formula.times) for goal in content.table for row in goal.rows} == {
        (PD, "100%")
    }
    assert content.columns == COLUMNS
    assert content.title == "INDIKATOR KINERJA UTAMA TAHUN 2026"
    assert content.office == "Bagian Organisasi Sekretariat Daerah Kota Probolinggo"
    assert content.goals == (
        "Meningkatkan akuntabilitas kinerja Perangkat Daerah;",
        "Meningkatkan Kompetensi jabatan pada Perangkat Daerah.",
    )
    assert content.functions[3] == (
        "Pelaksanaan Pembinaan, Pemantuan Dan Evaluasi Urusan di Bidang Kewenangannya;"
    )
    assert content.basis == "Dasar: PER/20/M.PAN/11/2008"


def test_a_formula_that_is_no_fraction_stands_as_it_is() -> None:
    assert formula_of("A / B × 100%") == Formula(numerator="A", denominator="B", times="100%")
    assert formula_of("Rata-rata nilai") == Formula(numerator="Rata-rata nilai")
    assert formula_of("Rata-rata nilai").words == "Rata-rata nilai"
    assert formula_of(SAKIP.formula).words == SAKIP.formula


def test_indicators_of_one_goal_share_its_number_and_others_do_not() -> None:
    sixth = replace(SAKIP, number="5", goal="Sasaran <kelima>", formula="Rata-rata")
    content = form_content(2026, Office(form_basis=""), stamp=STAMP, indicators=[*INDICATORS, sixth])
    assert [(goal.number, len(goal.rows)) for goal in content.table] == [
        ("1", 1),
        ("2", 1),
        ("3", 2),
        ("4", 1),
        ("5", 1),
    ]
    assert content.basis == ""
    assert form_content(2026, Office(), stamp=STAMP, indicators=[]).table == ()


def test_it_is_signed_by_whoever_held_the_post_on_its_day() -> None:
    signs = Signatory(id=1, title="Plt. Kepala Bagian", name="Sri", since=date(2026, 6, 30))
    office = Office(signatories=(signs,))
    content = form_content(2026, office, stamp=STAMP, logo=b"png")
    assert content.signed.lines == ("Probolinggo, 30 Juni 2026", "Plt. Kepala Bagian,", "Sri")
    assert content.logo == b"png"
    earlier = replace(STAMP, as_of=datetime(2026, 6, 29, 16, 59, tzinfo=UTC))
    assert form_content(2026, office, stamp=earlier).signed.name == NOBODY


def test_what_the_form_says_can_be_compared_later() -> None:
    said = said_by(form_content(2026, Office(), stamp=STAMP))
    assert [one.about for one in said] == [
        "instansi",
        *(f"formulir {one.key}" for one in INDICATORS),
        "penanda tangan",
    ]
    assert said[1].words == f"{SAKIP.name}: {SAKIP.formula}"
    assert said[-1].words == "Penanda tangan: Kepala Bagian Organisasi, belum diisi"
    signs = Signatory(id=1, title="Kepala", name="Sri", since=date(2026, 1, 1))
    signed = said_by(form_content(2026, Office(signatories=(signs,)), stamp=STAMP))
    assert (signed[-1].value, signed[-1].words) == ("Sri", "Penanda tangan: Kepala, Sri")
    assert signed[:-1] == said[:-1]
