"""The list of service units while it is filled in: by tables, one after the other, and what is asked back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.known import SERVICE_UNITS
from domain.indicators.ikm.answers import UNITS
from domain.indicators.ikm.service_units import MOST_UNITS, ServiceUnit, from_text, names_only, to_text
from domain.indicators.ikm.unit_numbers import LineProblem
from domain.indicators.ikm.units_list import (
    ADD,
    AS_READ,
    BOTH,
    DONE,
    FIRST,
    LAST,
    LIST,
    LISTING,
    PAGE,
    PEOPLE_FIRST,
    PER_PAGE,
    PUT_BACK,
    REMOVE,
    RENAME,
    TIMES_25,
    TYPE_AGAIN,
    Listing,
    listing_of,
    reads,
    settle,
    with_table,
)
from domain.indicators.ikm.units_table import read_rows
from domain.keys import Answers

THREE = "Puskesmas Satu 82,5 120\nPuskesmas Dua 84 80\nPuskesmas Tiga 90 200"
NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"


def after(*said: str, answers: Answers | None = None) -> Answers:
    """Return the answers after these messages and presses."""
    answers = answers or {}
    for one in said:
        answers = settle(answers, reads(one, answers))
    return answers


def listed(*said: str, answers: Answers | None = None) -> Listing:
    return listing_of(after(*said, answers=answers))


def names(listing: Listing) -> list[str]:
    return [unit.name for unit in listing.units]


def values(listing: Listing) -> list[str | None]:
    return [str(unit.nilai) if unit.nilai is not None else None for unit in listing.units]


def refused(*said: str, answers: Answers | None = None) -> InvalidAnswer:
    *before, last = said
    given = after(*before, answers=answers)
    with pytest.raises(InvalidAnswer) as wrong:
        reads(last, given)
    return wrong.value


def test_a_pasted_table_is_a_list_that_may_be_sent_on() -> None:
    listing = listed(THREE)
    assert (names(listing), listing.read, listing.may_end) == (
        ["Puskesmas Satu", "Puskesmas Dua", "Puskesmas Tiga"],
        3,
        True,
    )
    answers = after(THREE, DONE)
    assert LISTING not in answers
    assert from_text(answers[UNITS])[0] == ServiceUnit("Puskesmas Satu", Decimal("82.5"), 120)
    assert after(THREE, "lanjut") == answers


def test_lines_that_are_no_unit_stay_beside_the_rest_until_the_next_message() -> None:
    given = after(f"Nama Unit Nilai Responden\n{THREE}\nPuskesmas Empat 12,5 3\nRata-rata 85")
    listing = listing_of(given)
    assert len(listing.units) == 3
    assert [(one.line, one.said, one.problem) for one in listing.unread] == [
        (5, "Puskesmas Empat 12,5 3", LineProblem.OUT_OF_RANGE)
    ]
    assert listing.left_out == ("Nama Unit Nilai Responden", "Rata-rata 85")
    later = listed("Puskesmas Empat 82,5 3", answers=given)
    assert (len(later.units), later.unread, later.left_out) == (4, (), ())


def test_the_units_of_the_last_report_come_up_with_their_names() -> None:
    known = {SERVICE_UNITS: names_only(after(THREE, DONE)[UNITS])}
    assert listing_of(known).missing == (0, 1, 2)
    listing = listed("puskesmas  dua 91 10", answers=known)
    assert names(listing) == ["Puskesmas Satu", "Puskesmas Dua", "Puskesmas Tiga"]
    assert values(listing) == [None, "91", None]
    assert listed(THREE, answers=known).missing == ()


def test_one_unit_after_the_other() -> None:
    known = {SERVICE_UNITS: names_only(after(THREE, DONE)[UNITS])}
    given = after("#1", answers=known)
    assert listing_of(given).at == 1
    given = after("84 80", answers=given)
    assert (listing_of(given).at, listing_of(given).just) == (2, "Puskesmas Dua")
    given = after("90", answers=given)
    assert listing_of(given).at == 0
    listing = listed(f"{NINE} 45", answers=given)
    assert (listing.at, listing.may_end) == (None, True)
    assert listing.units[0].respondents == 45
    assert len(listing.units[0].unsur) == 9


def test_a_unit_in_front_is_emptied_or_left() -> None:
    listing = listed(THREE, "#1", "kosong")
    assert (values(listing), listing.at, listing.missing) == (["82.5", None, "90"], None, (1,))
    assert listed(THREE, "#1", "-").missing == (1,)
    assert listed(THREE, "#1", LIST).at is None
    assert values(listed(THREE, "#1", "Puskesmas Tiga 70")) == ["82.5", "84", "70"]


def test_a_value_that_is_typed_anew_keeps_its_respondents() -> None:
    for said in (("#1", "70"), ("Puskesmas Dua 70",)):
        assert listed(THREE, *said).units[1] == ServiceUnit("Puskesmas Dua", Decimal(70), 80)
    assert listed(THREE, "#1", "70 90").units[1].respondents == 90
    assert listed(THREE, "#1", "kosong", "#1", "70").units[1].respondents is None


def test_units_are_added_renamed_and_removed() -> None:
    listing = listed(THREE, "Kel. Kanigaran")
    assert (names(listing)[3], listing.at) == ("Kel. Kanigaran", 3)
    listing = listed(THREE, ADD, "Kel. Kanigaran 70 10")
    assert (values(listing)[3], listing.at, listing.just) == ("70", None, "Kel. Kanigaran")
    assert listed(THREE, "puskesmas dua").at == 1
    listing = listed(THREE, "#0", RENAME, "Puskesmas Kademangan")
    assert (names(listing)[0], values(listing)[0], listing.at) == ("Puskesmas Kademangan", "82.5", None)
    assert listed("Puskesmas Satu", RENAME, "Puskesmas 1").at == 0
    assert names(listed(THREE, "#1", REMOVE)) == ["Puskesmas Satu", "Puskesmas Tiga"]


def test_a_unit_that_was_removed_is_put_back_as_it_was() -> None:
    assert listed(THREE, "#1", REMOVE, f"{PAGE}0", "#1", LIST, PUT_BACK) == listed(THREE, f"{PAGE}0")
    assert listed(THREE, "#1", REMOVE, "Puskesmas Dua 70").removed is None
    assert refused(THREE, "#1", REMOVE, "Puskesmas Dua 70", PUT_BACK).problem is Problem.NOT_A_CHOICE
    sheet = read_rows([["Unit", "IKM"], ["Puskesmas Dua", "80"]])
    assert listing_of({LISTING: with_table(after(THREE, "#1", REMOVE), sheet)}).removed is None


def test_which_of_two_numbers_the_respondents_are_is_asked_for_the_whole_table() -> None:
    table = "Puskesmas Satu 120 82,5\nPuskesmas Dua 95 84\nPuskesmas Tiga 12,5\nRata-rata 83"
    waiting = listed(table)
    assert (waiting.units, waiting.in_doubt, waiting.may_end) == ((), True, False)
    assert refused(table, DONE).problem is refused(table, "85").problem is Problem.NOT_A_CHOICE
    assert refused(table, TIMES_25).problem is Problem.NOT_A_CHOICE
    for said in (PEOPLE_FIRST, "Ya"):
        told = listed(table, said)
        assert [(unit.name, str(unit.nilai), unit.respondents) for unit in told.units] == [
            ("Puskesmas Satu", "82.5", 120),
            ("Puskesmas Dua", "84", 95),
        ]
        assert (told.read, len(told.unread), told.left_out) == (2, 1, ("Rata-rata 83",))
    for said in (AS_READ, "bukan"):
        assert [(unit.name, unit.respondents) for unit in listed(table, said).units] == [
            ("Puskesmas Satu 120", None),
            ("Puskesmas Dua", 84),
        ]
    assert refused(THREE, PEOPLE_FIRST).problem is Problem.NOT_A_CHOICE


def test_one_line_in_doubt_is_one_unit_more_once_it_is_told() -> None:
    assert names(listed(THREE, "Kel. Jati 120 82,5", PEOPLE_FIRST))[3] == "Kel. Jati"
    added = listed(THREE, ADD, "Puskesmas Satu 120 70", PEOPLE_FIRST)
    assert [unit.name for unit in added.twice] == ["Puskesmas Satu"]


def test_what_could_not_be_read_is_said_until_every_doubt_is_settled() -> None:
    listing = listed("Satu 3,4\nDua 80\nDua 82\nTiga 12,5", LAST)
    assert (len(listing.intervals), len(listing.unread)) == (1, 1)
    settled = listed("Satu 3,4\nDua 80\nDua 82\nTiga 12,5", LAST, TIMES_25)
    assert (settled.in_doubt, len(settled.unread)) == (False, 1)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (("82,5 120",), Problem.NO_UNIT_NAME),
        (("Rata-rata 82",), Problem.NO_UNIT_NAME),
        (("Puskesmas Satu 12,5",), Problem.OUT_OF_RANGE),
        ((f"{'Puskesmas ' * 8} 82",), Problem.TOO_LONG),
        ((THREE, "#0", "120"), Problem.OUT_OF_RANGE),
        ((THREE, "#0", "82,5 83,5"), Problem.NO_UNIT_NUMBERS),
        ((THREE, "#0", RENAME, "puskesmas dua"), Problem.UNIT_TWICE),
        ((THREE, "#0", RENAME, "123"), Problem.NO_UNIT_NAME),
        (("#0",), Problem.NOT_A_CHOICE),
        ((DONE,), Problem.NOT_A_CHOICE),
        (("lanjut",), Problem.NOT_A_CHOICE),
        (("#x",), Problem.NOT_A_CHOICE),
        (("#٣",), Problem.NOT_A_CHOICE),
        (("#999999",), Problem.NOT_A_CHOICE),
        ((f"{PAGE}",), Problem.NOT_A_CHOICE),
        ((RENAME,), Problem.NOT_A_CHOICE),
        ((THREE, FIRST), Problem.NOT_A_CHOICE),
        ((THREE, TIMES_25), Problem.NOT_A_CHOICE),
    ],
)
def test_what_says_nothing_about_units_is_refused(said: tuple[str, ...], problem: Problem) -> None:
    assert refused(*said).problem is problem


def test_a_value_up_to_four_is_asked_back_for_all_at_once() -> None:
    low = "Puskesmas Satu 3,4 120\nPuskesmas Dua 84 80\nPuskesmas Tiga 3,0"
    listing = listed(low)
    assert ([unit.name for unit in listing.intervals], listing.may_end) == (
        ["Puskesmas Satu", "Puskesmas Tiga"],
        False,
    )
    assert refused(low, "#1").problem is refused(low, "85").problem is Problem.NOT_A_CHOICE
    assert values(listed(low, TIMES_25)) == values(listed(low, "Ya")) == ["85.0", "84", "75"]
    assert values(listed(low, TYPE_AGAIN)) == [None, "84", None]


@pytest.mark.parametrize(
    ("press", "units"),
    [
        (FIRST, [("Puskesmas Satu", "80"), ("Puskesmas Dua", "84")]),
        (LAST, [("Puskesmas Satu", "82"), ("Puskesmas Dua", "84")]),
        (BOTH, [("Puskesmas Satu", "80"), ("Puskesmas Dua", "84"), ("puskesmas satu (2)", "82")]),
    ],
)
def test_a_name_that_a_table_has_twice_is_asked_about(press: str, units: list[tuple[str, str]]) -> None:
    twice = "Puskesmas Satu 80\nPuskesmas Dua 84\npuskesmas satu 82"
    listing = listed(twice)
    assert (len(listing.units), len(listing.twice), listing.may_end) == (2, 1, False)
    assert refused(twice, "82").problem is Problem.NOT_A_CHOICE
    settled = listed(twice, press)
    assert [(unit.name, str(unit.nilai)) for unit in settled.units] == units
    assert settled.may_end


def test_a_name_three_times_is_told_apart_twice() -> None:
    assert names(listed("A 80\nA 81\nA 82", BOTH)) == ["A", "A (2)", "A (3)"]
    assert values(listed("A 80\nA 81\nA 82", LAST)) == ["82"]


def test_a_unit_that_is_added_under_a_name_that_is_there_is_asked_about() -> None:
    assert listed(THREE, ADD, "Puskesmas Satu 70").twice[0].nilai == Decimal(70)
    assert values(listed(THREE, "Puskesmas Satu 70"))[0] == "70"


def test_a_table_that_comes_later_fills_in_and_adds() -> None:
    listing = listed(THREE, "Puskesmas Dua 70\nKel. Kanigaran 75\nPuskesmas Satu")
    assert values(listing) == ["82.5", "70", "90", "75"]


def test_a_sheet_fills_the_list_in() -> None:
    table = read_rows([["Unit", "IKM"], ["Puskesmas Satu", "80"], ["Puskesmas X", "#REF!"]])
    listing = listing_of({LISTING: with_table(after(THREE), table)})
    assert (values(listing), listing.read, len(listing.unread)) == (["80", "84", "90"], 1, 1)


def test_where_two_columns_may_be_the_value_that_is_kept_to_be_said() -> None:
    assert listed("Unit\tIKM 1\tIKM 2\nSatu\t80\t82").columns_twice == ("IKM 1", "IKM 2")


def test_no_more_units_than_may_be() -> None:
    many = "\n".join(f"Kel. Nomor{number} 80" for number in range(MOST_UNITS - 1))
    listing = listed(many, "Satu 80\nDua 80\nTiga 80")
    assert (len(listing.units), listing.read) == (MOST_UNITS, 1)
    assert [one.problem for one in listing.unread] == [LineProblem.TOO_MANY_UNITS] * 2
    assert refused(many, "Satu 80", "Dua 80").problem is Problem.TOO_MANY_UNITS


def test_pages_follow_what_is_in_front() -> None:
    many = "\n".join(f"Kel. Nomor{number} 80" for number in range(20))
    assert listed(many, f"{PAGE}1").page == 1
    assert listed(many, "#17").page == 17 // PER_PAGE
    assert listed(many, "Kel. Nomor9 90").page == 1
    assert listed(many, "Kel. Baru 90").page == 20 // PER_PAGE


def test_an_answer_is_gone_on_with_where_it_is_changed() -> None:
    answers = after(THREE, DONE)
    changed = after("#1", "70", answers=answers)
    assert UNITS not in changed
    assert values(listing_of(changed)) == ["82.5", "70", "90"]


@given(
    st.lists(
        st.sampled_from(
            [
                THREE,
                "#0",
                "#1",
                "82,5 120",
                "Baru",
                "A 3,4\nA 80",
                ADD,
                RENAME,
                REMOVE,
                LIST,
                TIMES_25,
                TYPE_AGAIN,
                FIRST,
                LAST,
                BOTH,
                "Kel. Jati 120 80\nBaru 12,5",
                PEOPLE_FIRST,
                AS_READ,
                PUT_BACK,
                "kosong",
                f"{PAGE}0",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_is_pressed_and_typed_the_list_stays_whole(said: list[str]) -> None:
    answers: Answers = {}
    for one in said:
        try:
            answers = settle(answers, reads(one, answers))
        except InvalidAnswer:
            continue
    listing = listing_of(answers)
    assert len({name.casefold() for name in names(listing)}) == len(listing.units)
    assert listing.at is None or listing.at < len(listing.units)
    assert from_text(to_text(listing.units)) == listing.units
