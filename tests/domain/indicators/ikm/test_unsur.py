from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.indicators.ikm.unsur import IN_SHORT, UNSUR, lowest_of, parse_unsur
from domain.language.numbers import format_decimal
from tests.domain.language.refusals import refusal

TYPED = ["3,31", "3,35", "3,49", "3,93", "3,45", "3,39", "3,39", "3,76", "3,35"]
EXAMPLE = tuple(Decimal(value.replace(",", ".")) for value in TYPED)
NUMBERED = list(enumerate(TYPED, start=1))
WITH_POINTS = [value.replace(",", ".") for value in TYPED]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(TYPED),
        "\n".join(TYPED),
        "; ".join(TYPED),
        ";".join(TYPED),
        ", ".join(TYPED),
        " | ".join(TYPED),
        "\t".join(WITH_POINTS),
        ",".join(WITH_POINTS),
        ", ".join(TYPED) + ",",
        " ".join(TYPED) + ".",
        "\n".join(f"{number}. {value}" for number, value in NUMBERED),
        "\n".join(f"{number}) {value}" for number, value in NUMBERED),
        "\n".join(f"{number}) {value}" for number, value in reversed(NUMBERED)),
        "\n".join(f"{number}){value}" for number, value in NUMBERED),
        "\n".join(f"{number} {value}" for number, value in NUMBERED),
        "\n".join(f"U{number} {value}" for number, value in NUMBERED),
        "\n".join(f"u{number}: {value}" for number, value in NUMBERED),
        " ".join(f"U{number}={value}" for number, value in NUMBERED),
        ", ".join(f"{number}. {value}" for number, value in NUMBERED),
    ],
)
def test_nine_averages_are_read_however_they_are_separated(text: str) -> None:
    assert parse_unsur(text) == EXAMPLE


def test_whole_averages_are_not_taken_for_numbering() -> None:
    assert parse_unsur("1 2 3 4 1 2 3 4 1.") == tuple(map(Decimal, "123412341"))


def test_the_nine_unsur_are_named_as_in_the_regulation() -> None:
    assert UNSUR == (
        "Persyaratan",
        "Sistem, mekanisme dan prosedur",
        "Waktu penyelesaian",
        "Biaya/tarif",
        "Produk spesifikasi jenis pelayanan",
        "Kompetensi pelaksana",
        "Perilaku pelaksana",
        "Penanganan pengaduan, saran dan masukan",
        "Sarana dan prasarana",
    )


def replacing(position: int, value: str) -> Callable[[], object]:
    return lambda: parse_unsur(" ".join([*TYPED[: position - 1], value, *TYPED[position:]]))


@pytest.mark.parametrize(
    ("position", "value", "problem"),
    [
        (1, "0,99", Problem.OUT_OF_RANGE),
        (4, "4,01", Problem.OUT_OF_RANGE),
        (4, "33,5", Problem.OUT_OF_RANGE),
        (7, "baik", Problem.NOT_A_NUMBER),
        (9, "3,33333", Problem.TOO_MANY_DECIMALS),
    ],
)
def test_the_wrong_one_of_nine_is_named(position: int, value: str, problem: Problem) -> None:
    refused = refusal(replacing(position, value))
    assert refused.problem is problem
    assert (refused.details["position"], refused.details["name"]) == (str(position), UNSUR[position - 1])


def test_what_is_wrong_with_it_is_kept() -> None:
    assert refusal(replacing(4, "5")).details.items() >= {"minimum": "1,00", "maximum": "4,00"}.items()


@pytest.mark.parametrize(("position", "value"), [(1, "1"), (5, "4,00"), (9, "3,3125")])
def test_the_bounds_belong_to_the_scale(position: int, value: str) -> None:
    text = " ".join([*TYPED[: position - 1], value, *TYPED[position:]])
    assert parse_unsur(text)[position - 1] == Decimal(value.replace(",", "."))


@pytest.mark.parametrize(
    ("text", "given_count"),
    [
        ("3,31", "1"),
        (" ".join(TYPED[:8]), "8"),
        (" ".join([*TYPED, "3,3"]), "10"),
        ("1. 3,31\n2. 3,35", "2"),
        ("1. 3 2. 3 3. 3 4. 3 4", "5"),
        (" ".join(TYPED * 2), "18"),
        ("1. " + " ".join(TYPED), "10"),
        (",".join(TYPED), "1"),
        ("\n".join(f"{number % 8 + 1}. {value}" for number, value in NUMBERED), "18"),
    ],
)
def test_fewer_or_more_than_nine_are_refused_with_the_count(text: str, given_count: str) -> None:
    refused = refusal(lambda: parse_unsur(text))
    assert refused.problem is Problem.WRONG_COUNT
    assert refused.details == {"expected": "9", "given": given_count}


@pytest.mark.parametrize("text", ["", " \n ", ";;", ","])
def test_nothing_typed_is_refused_as_empty(text: str) -> None:
    assert refusal(lambda: parse_unsur(text)).problem is Problem.EMPTY


def test_a_novel_is_not_searched_for_numbers() -> None:
    refused = refusal(lambda: parse_unsur("3,31 " * 100_000))
    assert (refused.problem, refused.details) == (Problem.TOO_LONG, {"limit": "1000"})


@given(st.tuples(*[st.decimals(1, 4, places=2)] * 9), st.sampled_from([" ", "\n", "; ", ";", ", ", "\t"]))
def test_nine_averages_shown_can_be_typed_back(unsur: tuple[Decimal, ...], separator: str) -> None:
    assert parse_unsur(separator.join(map(format_decimal, unsur))) == unsur


@given(st.permutations(NUMBERED))
def test_numbered_lines_may_come_in_any_order(lines: list[tuple[int, str]]) -> None:
    assert parse_unsur("\n".join(f"{number}. {value}" for number, value in lines)) == EXAMPLE


@pytest.mark.parametrize(
    ("typed", "lowest"),
    [
        ("3,31 3,35 3,49 3,60 3,28 3,41 3,55 3,30 3,62", {5}),
        ("3,1 3,2 3,3 3,1 3,5 3,6 3,7 3,8 3,9", {1, 4}),
        ("3 3 3 3 3 3 3 3 3", set()),
        ("3,0001 3 3,1 3,1 3,1 3,1 3,1 3,1 3,1", {2}),
    ],
)
def test_the_lowest_are_those_below_all_others(typed: str, lowest: set[int]) -> None:
    assert lowest_of(parse_unsur(typed)) == lowest


def test_each_unsur_has_a_name_for_a_narrow_line() -> None:
    assert len(set(IN_SHORT)) == len(UNSUR)
    assert max(map(len, IN_SHORT)) <= 24
