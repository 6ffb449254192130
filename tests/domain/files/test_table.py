import pytest

from domain.files.table import cell_of, column_name, disputed, is_broken, is_empty, is_error, places_of


@pytest.mark.parametrize(
    "cell", ["Kode", "KODE:", " kode * ", "ｋｏｄｅ", "\ufeffkode", "Kode\u00a0", "ko\u00adde"]
)
def test_a_column_is_called_what_it_looks_like(cell: str) -> None:
    assert column_name(cell) == "kode"


@pytest.mark.parametrize(
    "cell",
    [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#N/V",
        "Err:502",
        "########",
        " #n/a ",
    ],
)
def test_what_stands_for_a_value_that_could_not_be_computed(cell: str) -> None:
    assert is_error(cell)


@pytest.mark.parametrize("cell", ["", "#", "# 1", "#1 Dinas", "N/A", "-", "0"])
def test_what_is_no_error(cell: str) -> None:
    assert not is_error(cell)


def test_cells_that_hold_nothing_or_something_that_was_lost() -> None:
    assert is_empty(" \u200b\u00a0")
    assert not is_empty("-")
    assert is_broken("Dinas\ufffdSatu")
    assert cell_of([" a\r\n b "], 0) == "a b"
    assert cell_of(["a"], 1) == ""


def test_a_column_that_is_there_twice_is_no_trouble_while_it_says_the_same() -> None:
    places = places_of(["kode", "nama", "kode"], ["kode", "nama", "jenis"])
    assert places == {"kode": (0, 2), "nama": (1,), "jenis": ()}
    assert disputed(places, [["A", "x", "A\u200b"], ["B", "y", "B"]]) is None
    assert disputed(places, [["A", "x", "A"], ["B", "y"]]) == "kode"
