"""A filled-in sheet: what each row says, what is refused and why, and that it survives being stored."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evaluation.sheet import (
    FORMULA,
    Change,
    FilledSheet,
    InvalidSheet,
    Proposal,
    Refusal,
    SheetProblem,
    change_of,
    columns_of,
    filled_sheet,
    packed,
    unpacked,
)
from domain.indicators.ketatalaksanaan import ITEMS, reason_key
from domain.indicators.scales import KEMATANGAN, PERINGKAT, Scale
from domain.keys import IndicatorKey

KELEMBAGAAN, TATALAKSANA = IndicatorKey.KELEMBAGAAN, IndicatorKey.KETATALAKSANAAN
CODES = frozenset({"DINKES", "DLH", "SETDA"})


def sheet(*rows: Sequence[str], indicator: IndicatorKey = KELEMBAGAAN, year: str = "2026") -> list[list[str]]:
    """Return the table of a file with these rows below its two heads."""
    head = [["Isian evaluasi", indicator, year, "jangan diubah"], [*map(str.upper, columns_of(indicator))]]
    return [*head, *(list(row) for row in rows)]


def read(*rows: Sequence[str], indicator: IndicatorKey = KELEMBAGAAN) -> FilledSheet:
    return filled_sheet(sheet(*rows, indicator=indicator), 2026, CODES)


def row(code: str, result: str = "", score: str = "", note: str = "") -> list[str]:
    return [code, "nama", "hasil lama", result, score, note]


def checked(code: str, *results: str, reason: str = "", note: str = "") -> list[str]:
    filled = [*results, *[""] * (len(ITEMS) - len(results))]
    return [code, "nama", "", *filled, reason, note]


def test_rows_become_results_and_empty_rows_say_nothing() -> None:
    told = read(row(" dinkes ", "Tepat", "75,5", "baik"), row("DLH"), [], row("SETDA", "perlu penyesuaian"))
    assert told == FilledSheet(
        KELEMBAGAAN,
        (
            Proposal("DINKES", {"hasil": "tepat", "skor": "75.5", "peringkat": "P-4", "catatan": "baik"}),
            Proposal("SETDA", {"hasil": "perlu"}),
        ),
        (),
    )


def test_a_checklist_takes_one_reason_for_all_that_does_not_apply() -> None:
    told = read(
        checked("DLH", "Terpenuhi", "belum", "tidak berlaku", "", "tidak berlaku", reason="tanpa layanan"),
        indicator=TATALAKSANA,
    )
    keys = [item.key for item in ITEMS]
    assert told.proposals[0].answers == {
        keys[0]: "met",
        keys[1]: "unmet",
        keys[2]: "not_applicable",
        reason_key(keys[2]): "tanpa layanan",
        keys[4]: "not_applicable",
        reason_key(keys[4]): "tanpa layanan",
    }


@pytest.mark.parametrize(
    ("refused", "problem", "said"),
    [
        (row("DINKES", "hampir"), SheetProblem.NOT_A_RESULT, "hampir"),
        (row("DINKES", "tepat", "101"), SheetProblem.NOT_A_SCORE, "101"),
        (row("DINKES", "tepat", "P-5"), SheetProblem.NOT_A_SCORE, "P-5"),
        (row("DINKES", "", "80"), SheetProblem.NO_RESULT, ""),
        (row("DINKES", "tepat", "", "x" * 301), SheetProblem.NOTE_TOO_LONG, "x" * 301),
        (row("DINKES", FORMULA), SheetProblem.HAS_FORMULA, ""),
        (row("DINKES", "tepat", "", FORMULA), SheetProblem.HAS_FORMULA, ""),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_the_others_are_not(
    refused: list[str], problem: SheetProblem, said: str
) -> None:
    told = read(row("DLH", "tepat"), refused)
    assert [one.opd for one in told.proposals] == ["DLH"]
    assert told.refusals == (Refusal(4, "DINKES", problem, said),)


def test_an_opd_that_is_unknown_or_named_twice_is_refused() -> None:
    told = read(row("DINKES", "tepat"), row("ENTAH", "tepat"), row("dinkes", "perlu"), row(FORMULA, "tepat"))
    assert told.proposals == ()
    assert told.refusals == (
        Refusal(3, "DINKES", SheetProblem.TWICE),
        Refusal(4, "", SheetProblem.UNKNOWN_OPD, "ENTAH"),
        Refusal(5, "DINKES", SheetProblem.TWICE),
        Refusal(6, "", SheetProblem.HAS_FORMULA),
    )


@pytest.mark.parametrize(
    ("refused", "problem"),
    [
        (checked("DLH", "tidak berlaku"), SheetProblem.NO_REASON),
        (checked("DLH", "setengah"), SheetProblem.NOT_A_RESULT),
        (checked("DLH", note="hanya catatan"), SheetProblem.NO_RESULT),
        (checked("DLH", "tidak berlaku", reason="x" * 301), SheetProblem.NOTE_TOO_LONG),
    ],
)
def test_a_checklist_that_does_not_fit_is_refused(refused: list[str], problem: SheetProblem) -> None:
    assert [one.problem for one in read(refused, indicator=TATALAKSANA).refusals] == [problem]


@pytest.mark.parametrize(
    ("rows", "problem", "detail"),
    [
        ([], SheetProblem.NOT_OURS, ""),
        ([[]], SheetProblem.NOT_OURS, ""),
        ([["kode", "nama"]], SheetProblem.NOT_OURS, ""),
        ([["Isian evaluasi", "sakip", "2026"]], SheetProblem.NOT_OURS, ""),
        ([["Isian evaluasi", "kelembagaan", "2025"]], SheetProblem.OTHER_YEAR, "2025"),
        ([["Isian evaluasi", "kelembagaan", "2026"]], SheetProblem.NO_COLUMN, "kode"),
        (
            [["isian evaluasi", "kelembagaan", "2026"], ["Kode", "Hasil", "Skor"]],
            SheetProblem.NO_COLUMN,
            "catatan",
        ),
        (sheet(), SheetProblem.NOTHING_FILLED, ""),
        (sheet(row("DLH")), SheetProblem.NOTHING_FILLED, ""),
    ],
)
def test_a_file_of_which_nothing_can_be_used(
    rows: list[list[str]], problem: SheetProblem, detail: str
) -> None:
    with pytest.raises(InvalidSheet) as refused:
        filled_sheet(rows, 2026, CODES)
    assert (refused.value.problem, refused.value.detail) == (problem, detail)


@pytest.mark.parametrize(
    ("basis", "scale", "refused"),
    [
        ("", PERINGKAT, ""),
        ("", KEMATANGAN, "PermenPANRB 20/2018"),
        ("permendagri 99/2018", KEMATANGAN, ""),
        ("Permendagri 99/2018", PERINGKAT, "Permendagri 99/2018"),
    ],
)
def test_a_sheet_of_the_other_basis_is_refused_as_a_whole(basis: str, scale: Scale, refused: str) -> None:
    rows = sheet(row("DLH", "tepat", "50"))
    rows[0].append(basis)
    if not refused:
        (told,) = filled_sheet(rows, 2026, CODES, scale=scale).proposals
        assert told.answers["peringkat"] == scale.level_of(Decimal(50)).key
        return
    with pytest.raises(InvalidSheet) as other:
        filled_sheet(rows, 2026, CODES, scale=scale)
    assert (other.value.problem, other.value.detail) == (SheetProblem.OTHER_BASIS, refused)


def test_columns_may_stand_in_any_order_among_others() -> None:
    rows = [
        ["Isian evaluasi", "kelembagaan", "2026"],
        ["Catatan", "Hasil", "Lain", "Kode", "Skor"],
        ["rapi", "tepat", "x", "DLH"],
    ]
    assert filled_sheet(rows, 2026, CODES).proposals == (
        Proposal("DLH", {"hasil": "tepat", "catatan": "rapi"}),
    )


@pytest.mark.parametrize(
    ("before", "change"),
    [
        (None, Change.ADDED),
        ({"hasil": "tepat"}, Change.UNCHANGED),
        ({"hasil": "perlu"}, Change.CHANGED),
        ({"hasil": "tepat", "catatan": "lama"}, Change.CHANGED),
    ],
)
def test_what_a_row_would_change(before: dict[str, str] | None, change: Change) -> None:
    assert change_of(before, {"hasil": "tepat"}) is change


texts = st.text(max_size=30)


@given(
    st.dictionaries(st.sampled_from(sorted(CODES)), st.tuples(st.dictionaries(texts, texts), st.integers(0))),
    st.dictionaries(st.integers(3, 5000), st.tuples(texts, st.sampled_from(SheetProblem), texts)),
)
def test_a_stored_sheet_comes_back_as_it_was(
    proposed: dict[str, tuple[dict[str, str], int]], refused: dict[int, tuple[str, SheetProblem, str]]
) -> None:
    told = FilledSheet(
        KELEMBAGAAN,
        tuple(Proposal(opd, answers, seen) for opd, (answers, seen) in proposed.items()),
        tuple(Refusal(number, *refused[number]) for number in sorted(refused)),
    )
    assert unpacked(KELEMBAGAAN, packed(told)) == told


@given(st.lists(st.lists(st.text(max_size=8), max_size=8), max_size=6))
def test_no_table_breaks_the_reading(rows: list[list[str]]) -> None:
    # One row that is surely filled in, so that there is something to read.
    told = filled_sheet(sheet(row("DLH", "tepat"), *rows), 2026, CODES)
    assert 1 <= len(told.proposals) + len(told.refusals) <= len(rows) + 1


UNSEEN = "\u200b\ufeff"


def test_what_nobody_sees_in_a_sheet_changes_nothing_of_it() -> None:
    """Column names, codes, results and the mark are what they look like; a note stays as it was typed."""
    rows = [
        [f"{UNSEEN}Isian\u00a0evaluasi", "KELEMBAGAAN\u200b", f"2026{UNSEEN}"],
        ["Kode:", "Perangkat daerah", "Hasil terakhir", "HASIL *", "Sk\u00ador", "Catatan"],
        [f"DIN{UNSEEN}KES", "x", "", "Tepat\u200b", "８０,１０", f"catatan{UNSEEN}"],
        ["DLH", "x", "", UNSEEN, "", ""],
    ]
    sheet = filled_sheet(rows, 2026, {"DINKES", "DLH"})
    assert sheet.refusals == ()
    assert [dict(one.answers) for one in sheet.proposals] == [
        {"hasil": "tepat", "skor": "80.1", "catatan": f"catatan{UNSEEN}", "peringkat": "P-4"}
    ]


def test_a_row_with_an_error_or_a_lost_character_is_refused_by_name() -> None:
    rows = [
        ["Isian evaluasi", "kelembagaan", "2026"],
        ["Kode", "Perangkat daerah", "Hasil terakhir", "Hasil", "Skor", "Catatan"],
        ["DINKES", "x", "", "Tepat", "#DIV/0!", ""],
        ["DLH", "x", "", "Tepat", "", "a\ufffdb"],
        ["#N/A", "x", "", "Tepat", "", ""],
    ]
    sheet = filled_sheet(rows, 2026, {"DINKES", "DLH"})
    assert [(one.row, one.opd, one.problem, one.said) for one in sheet.refusals] == [
        (3, "DINKES", SheetProblem.ERROR_CELL, "#DIV/0!"),
        (4, "DLH", SheetProblem.LOST_CHARACTER, "a\ufffdb"),
        (5, "", SheetProblem.ERROR_CELL, "#N/A"),
    ]


def test_a_column_that_is_there_twice_with_two_results_is_named() -> None:
    rows = [
        ["Isian evaluasi", "kelembagaan", "2026"],
        ["Kode", "Hasil", "Skor", "Catatan", "Hasil"],
        ["DINKES", "Tepat", "", "", "Perlu penyesuaian"],
    ]
    with pytest.raises(InvalidSheet) as caught:
        filled_sheet(rows, 2026, {"DINKES"})
    assert (caught.value.problem, caught.value.detail) == (SheetProblem.COLUMN_TWICE, "hasil")
