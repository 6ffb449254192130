"""How often strangers may ask, how many at once, and what may be their name."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.joining.asking import (
    EVERY,
    LONGEST_PERSON,
    MOST_A_DAY,
    MOST_WAITING,
    STAYS,
    Refusal,
    Standing,
    asks_too_soon,
    person_name,
    too_many,
)

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("standing", "ago", "refusal"),
    [
        (Standing.WAITING, timedelta(0), Refusal.WAITING),
        (Standing.WAITING, EVERY, Refusal.WAITING),
        (Standing.WAITING, STAYS - MOMENT, Refusal.WAITING),
        (Standing.WAITING, STAYS, None),
        (Standing.REFUSED, EVERY - MOMENT, Refusal.TOO_SOON),
        (Standing.REFUSED, EVERY, None),
        (Standing.ACCEPTED, EVERY - MOMENT, Refusal.TOO_SOON),
        (Standing.ACCEPTED, EVERY, None),
        (Standing.REFUSED, -timedelta(hours=3), Refusal.TOO_SOON),  # the clock was set back
    ],
)
def test_a_stranger_asks_once_a_day_and_waits_for_the_answer(
    standing: Standing, ago: timedelta, refusal: Refusal | None
) -> None:
    assert asks_too_soon(standing, NOW - ago, NOW) is refusal


def test_neither_too_many_wait_nor_too_many_are_sent_in_a_day() -> None:
    assert not too_many(MOST_WAITING - 1, [], NOW)
    assert too_many(MOST_WAITING, [], NOW)
    assert not too_many(0, [NOW] * (MOST_A_DAY - 1), NOW)
    assert too_many(0, [NOW] * MOST_A_DAY, NOW)
    assert not too_many(0, [NOW - EVERY] * MOST_A_DAY, NOW)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Siti Aminah", "Siti Aminah"),
        ("  siti   aminah ", "siti aminah"),
        ("Dr. Siti Aminah, S.Kom., M.M.", "Dr. Siti Aminah, S.Kom., M.M."),
        ("Ma\u2019ruf (Pak RT)", "Ma'ruf (Pak RT)"),
        ("José Núñez", "José Núñez"),
        ("Jose\u0301", "José"),
        ("Siti\nAminah", "Siti Aminah"),
        ("Siti\u200b Ami\u202enah", "Siti Aminah"),
        ("Nur-Aini", "Nur-Aini"),
        ("Ani", "Ani"),
        ("A" * LONGEST_PERSON, "A" * LONGEST_PERSON),
    ],
)
def test_names_and_titles_are_kept_on_one_line(typed: str, name: str) -> None:
    assert person_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.EMPTY),
        ("\u200b\u202e", Problem.EMPTY),
        ("A" * (LONGEST_PERSON + 1), Problem.TOO_LONG),
        ("Al", Problem.NOT_A_NAME),
        ("...", Problem.NOT_A_NAME),
        ("- Siti", Problem.NOT_A_NAME),
        ("0812 3456 7890", Problem.NOT_A_NAME),
        ("Siti 2", Problem.NOT_A_NAME),
        ("<b>Siti</b>", Problem.NOT_A_NAME),
        ("Siti & Budi", Problem.NOT_A_NAME),
        ("t.me/penipu", Problem.NOT_A_NAME),
        ("https://contoh.id", Problem.NOT_A_NAME),
        ("@siti", Problem.NOT_A_NAME),
        ("/start abc", Problem.NOT_A_NAME),
        ("😀 Siti", Problem.NOT_A_NAME),
        ("Ѕіtі Аmіnаh", Problem.NOT_A_NAME),  # Cyrillic letters that look like ours
        ("سيتي أمينة", Problem.NOT_A_NAME),
        ("𝐒𝐢𝐭𝐢", Problem.NOT_A_NAME),
    ],
)
def test_what_is_no_name_is_refused(typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        person_name(typed)
    assert refused.value.problem is problem


@given(st.text(max_size=90))
def test_whatever_is_typed_a_name_is_short_readable_and_stays_itself(typed: str) -> None:
    try:
        name = person_name(typed)
    except InvalidAnswer:
        return
    assert 0 < len(name) <= LONGEST_PERSON
    assert all(sign.isalpha() or sign in " .,'-()" for sign in name)
    assert person_name(name) == name
