"""A file with OPD: what was read is kept as the answer, word for word."""

from datetime import date

import pytest

from domain.errors import InvalidAnswer
from domain.forms.form import Asked, Place
from domain.units.import_form import (
    DAY_FIRST,
    FILE,
    IMPORT_FORM,
    MONTH_FIRST,
    ONLY_RIGHT,
    ORDER,
    REST,
    SAME_FILE,
    Read,
    fingerprint,
    found_in,
    from_answer,
    to_answer,
)
from domain.units.list import RowProblem, Sorted, WrongCell
from domain.units.opd import Opd

HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1), decree="Perda 1/2023")
GONE = Opd("LAMA", "Dinas Lama", "dinas", date(2024, 1, 1), date(2026, 12, 31), merged_into="DINKES")
WRONG = WrongCell(3, "kode", RowProblem.NOT_A_CODE, "dlh")
GOOD, MIXED = Read(Sorted((HEALTH, GONE)), "f"), Read(Sorted((HEALTH,), (WRONG,)), "f")


UNCLEAR = Read(Sorted((HEALTH,), (WRONG,), Sorted((HEALTH, GONE))), "f")


@pytest.mark.parametrize("read", [GOOD, MIXED, UNCLEAR, Read(Sorted(()), "")])
def test_what_was_read_comes_back_as_it_was(read: Read) -> None:
    assert from_answer(to_answer(read)) == read


def test_wrong_rows_are_asked_about_and_right_ones_are_not() -> None:
    assert IMPORT_FORM.current(Place()) == IMPORT_FORM.question(FILE)
    assert IMPORT_FORM.current(Place({FILE: to_answer(GOOD)})) is None
    mixed = Place({FILE: to_answer(MIXED)})
    assert IMPORT_FORM.current(mixed) == IMPORT_FORM.question(REST)
    answered = IMPORT_FORM.answer(mixed, ONLY_RIGHT, Asked(mixed.answers, date(2026, 11, 23)))
    assert IMPORT_FORM.current(answered) is None


def test_the_order_of_its_dates_is_asked_for_first_and_decides_what_is_wrong() -> None:
    place, today = Place({FILE: to_answer(UNCLEAR)}), date(2026, 11, 23)
    assert IMPORT_FORM.current(place) == IMPORT_FORM.question(ORDER)
    american = IMPORT_FORM.answer(place, MONTH_FIRST, Asked(place.answers, today))
    assert IMPORT_FORM.current(american) is None
    assert found_in(american.answers).opds == (HEALTH, GONE)
    indonesian = IMPORT_FORM.answer(place, DAY_FIRST, Asked(place.answers, today))
    assert IMPORT_FORM.current(indonesian) == IMPORT_FORM.question(REST)
    assert found_in(indonesian.answers).opds == (HEALTH,)
    settled = IMPORT_FORM.answer(indonesian, ONLY_RIGHT, Asked(indonesian.answers, today))
    again = IMPORT_FORM.answer(Place(settled.answers, ORDER), DAY_FIRST, Asked(settled.answers, today))
    assert IMPORT_FORM.current(again) == IMPORT_FORM.question(REST)


def test_only_a_file_that_was_read_can_be_kept() -> None:
    answers = {FILE: to_answer(GOOD)}
    asked = Asked(answers, date(2026, 11, 23))
    assert IMPORT_FORM.question(FILE).choices(asked) == (SAME_FILE,)
    assert IMPORT_FORM.answer(Place(answers, FILE), SAME_FILE, asked) == Place(answers)
    nothing = Asked({}, asked.today)
    assert IMPORT_FORM.question(FILE).choices(nothing) == ()
    for typed in (SAME_FILE, "opd.csv"):
        with pytest.raises(InvalidAnswer):
            IMPORT_FORM.answer(Place(), typed, nothing)


def test_a_fingerprint_changes_with_any_unit_and_not_with_their_order() -> None:
    assert fingerprint([HEALTH, GONE]) == fingerprint([GONE, HEALTH])
    assert len({fingerprint(opds) for opds in ([], [HEALTH], [GONE], [HEALTH, GONE])}) == 4
