"""A file with OPD: what was read is kept as the answer, word for word."""

from datetime import date

import pytest

from domain.errors import InvalidAnswer
from domain.form_opd_import import (
    FILE,
    IMPORT_FORM,
    ONLY_RIGHT,
    REST,
    SAME_FILE,
    Read,
    fingerprint,
    from_answer,
    to_answer,
)
from domain.forms import Asked, Place
from domain.opd import Opd
from domain.opd_list import RowProblem, Sorted, WrongCell

HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1), decree="Perda 1/2023")
GONE = Opd("LAMA", "Dinas Lama", "dinas", date(2024, 1, 1), date(2026, 12, 31), merged_into="DINKES")
WRONG = WrongCell(3, "kode", RowProblem.NOT_A_CODE, "dlh")
GOOD, MIXED = Read(Sorted((HEALTH, GONE)), "f"), Read(Sorted((HEALTH,), (WRONG,)), "f")


@pytest.mark.parametrize("read", [GOOD, MIXED, Read(Sorted(()), "")])
def test_what_was_read_comes_back_as_it_was(read: Read) -> None:
    assert from_answer(to_answer(read)) == read


def test_wrong_rows_are_asked_about_and_right_ones_are_not() -> None:
    assert IMPORT_FORM.current(Place()) == IMPORT_FORM.question(FILE)
    assert IMPORT_FORM.current(Place({FILE: to_answer(GOOD)})) is None
    mixed = Place({FILE: to_answer(MIXED)})
    assert IMPORT_FORM.current(mixed) == IMPORT_FORM.question(REST)
    answered = IMPORT_FORM.answer(mixed, ONLY_RIGHT, Asked(mixed.answers, date(2026, 11, 23)))
    assert IMPORT_FORM.current(answered) is None


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
