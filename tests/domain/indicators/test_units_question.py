"""What a report of service units says, and what those of before say still."""

from datetime import date
from decimal import Decimal

import pytest

from domain.errors import InvalidAnswer
from domain.forms.form import Asked
from domain.forms.known import SERVICE_UNITS
from domain.indicators.ikm import IKM, IKM_FORM, nilai_of
from domain.indicators.ikm.service_units import ServiceUnit, to_text
from domain.indicators.ikm.units_list import listing_of
from domain.indicators.ikm.units_question import (
    MOST_SAID,
    document_differs,
    pasted,
    published_question,
    unit_jumps,
    unit_parts,
    unit_rows,
    units_question,
)
from domain.keys import Answers

TODAY = date(2026, 11, 30)
PLAIN: Answers = {
    "cara": "unit",
    "unit": to_text([ServiceUnit("Satu", Decimal(80), 100), ServiceUnit("Dua", Decimal(90), 300)]),
    "bukti": "belum",
}


@pytest.mark.parametrize(
    ("answers", "outcome", "good"),
    [
        # As they were stored before there were units.
        ({"cara": "terbit", "nilai": "85.5", "responden": "", "bukti": "belum"}, "85,50 · B", True),
        ({"cara": "terbit", "nilai": "76.6", "responden": "150/1200", "bukti": "belum"}, "76,60 · C", False),
        (PLAIN, "87,50 · B · 2 unit", True),
        ({**PLAIN, "nilai-dokumen": "76.60"}, "76,60 · C · 2 unit", False),
        ({**PLAIN, "nilai-dokumen": "88.305"}, "88,31 · A · 2 unit", True),
    ],
)
def test_what_is_stored_means_what_it_meant(answers: Answers, outcome: str, good: bool) -> None:
    assert (IKM.outcome(answers), IKM.rule(answers, {})) == (outcome, good)
    assert IKM.points(answers) == nilai_of(answers)
    assert IKM_FORM.complete(answers) == answers


def test_rows_and_warnings_say_where_the_document_says_something_else() -> None:
    assert [row.name for row in unit_rows(PLAIN)] == ["Nilai IKM", "Tertinggi", "Terendah"]
    assert unit_rows({"cara": "unit"}) == ()
    other = {**PLAIN, "nilai-dokumen": "87.60"}
    assert [row.value for row in unit_rows(other)][:2] == [
        "87,60 · mutu B (tertulis di dokumen)",
        "87,50 · mutu B",
    ]
    assert document_differs(other) == "Dokumen menulis 87,60; dari unit terhitung 87,50."
    assert document_differs({**PLAIN, "nilai-dokumen": "87.50"}) == document_differs({"cara": "unit"}) == ""


def test_many_jumps_are_counted() -> None:
    names = ["Satu", "Dua", "Tiga", "Empat", "Lima"]
    before, after = (
        {"cara": "unit", "unit": to_text(ServiceUnit(name, Decimal(nilai)) for name in names)}
        for nilai in (60, 80)
    )
    assert unit_jumps(before, after) == (
        "Satu naik 20,00 poin, Dua naik 20,00 poin, Tiga naik 20,00 poin dan 2 unit lain (lebih dari 15).",
    )
    assert unit_jumps(after, before)[0].startswith("Satu turun 20,00 poin")


def test_all_parts_fit_into_one_message_however_long_the_names() -> None:
    assert unit_parts(PLAIN) == ("Satu: 80,00 · B · 100 resp.", "Dua: 90,00 · A · 300 resp.")
    units = [ServiceUnit(f"{number} {'x' * 50}", Decimal("82.5"), 12_345) for number in range(79)]
    parts = unit_parts({"cara": "unit", "unit": to_text([*units, ServiceUnit("y" * 60)])})
    assert len(parts) == 80
    assert parts[0].endswith("…: 82,50 B (12.345)")
    assert parts[-1].endswith("…: –")
    assert len("\n".join(parts)) < MOST_SAID * 1.5


@pytest.mark.parametrize(
    "text",
    [
        "Puskesmas Satu 82,5",
        "U1 3,31\nU2 3,35\nU3 3,4",
        "Persyaratan 3,31\nWaktu 3,35",
        "3,31 3,35",
        "BB 82\nlain",
    ],
)
def test_what_may_mean_something_else_is_no_table_of_units(text: str) -> None:
    assert pasted(text, Asked({}, TODAY)) is None


def test_a_name_of_last_year_that_ends_with_a_number_is_known_where_the_way_is_asked() -> None:
    known = {SERVICE_UNITS: to_text([ServiceUnit("SDN 120"), ServiceUnit("SDN 121")])}
    text = "SDN 120 82,5\nSDN 121 84"
    found = pasted(text, Asked(known, TODAY))
    assert found is not None
    assert [unit.name for unit in listing_of({**known, **found}).units] == ["SDN 120", "SDN 121"]
    doubted = pasted(text, Asked({}, TODAY))
    assert doubted is not None
    assert listing_of(doubted).in_doubt


def test_the_questions_say_back_what_they_were_told() -> None:
    units, published = units_question(), published_question()
    assert units.echo is not None
    assert units.echo(PLAIN["unit"], PLAIN) == (
        "IKM 87,50 · mutu B, rata-rata tertimbang 2 unit, 400 responden"
    )
    assert units.echo("", {"cara": "unit"}) == ""
    assert published.shown is not None
    assert published.shown(published.read("88.305", Asked(PLAIN, TODAY))) == "88,31"
    with pytest.raises(InvalidAnswer):
        published.read("24,99", Asked(PLAIN, TODAY))
