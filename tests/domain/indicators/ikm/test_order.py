"""The eighth and the ninth unsur, in the order of the year."""

from decimal import Decimal

import pytest

from domain.errors import InvalidAnswer
from domain.forms.form import TOGETHER, Place
from domain.forms.known import UNSUR_ORDER, without_facts
from domain.indicators.ikm import IKM_FORM, order_of
from domain.indicators.ikm.order import YEARLY_ORDER
from domain.keys import Answers
from domain.years.rules import rules_from
from tests.domain.forms.answering import answered

TYPED = "3,1 3,2 3,3 3,4 3,5 3,6 3,7 3,8 3,9"
SWAPPED = {UNSUR_ORDER: "98"}
REGULATED = {UNSUR_ORDER: "89"}


def read(text: str, facts: Answers, *more: str) -> Place:
    return answered(IKM_FORM, Place(facts), text, *more)


def later(place: Place, facts: Answers) -> Place:
    """Return a draft that is read again when other facts hold."""
    return Place({**without_facts(place.answers), **facts})


def stored(place: Place) -> dict[str, str]:
    return IKM_FORM.complete(without_facts(answered(IKM_FORM, place, "sembilan", "", "belum").answers))


def asked(place: Place) -> str | None:
    question = IKM_FORM.current(place)
    return question.key if question is not None else None


def rows(answers: Answers) -> list[str]:
    return [f"{row.name}: {row.value}" for row in IKM_FORM.rows(answers)][7:9]


def test_a_year_may_set_the_order_and_the_default_is_the_regulations() -> None:
    assert order_of(rules_from(2026, []).chosen) == "89"
    assert order_of(rules_from(2026, [("ikm.order", "98")]).chosen) == "98"
    with pytest.raises(InvalidAnswer):
        YEARLY_ORDER.read("99")
    assert YEARLY_ORDER.said("98") == "U8 Sarana · U9 Pengaduan"


def test_nine_at_once_are_read_in_the_order_of_the_year_and_stored_by_unsur() -> None:
    regulated, swapped = read(TYPED, REGULATED), read(TYPED, SWAPPED)
    assert (regulated.answers["u8"], regulated.answers["u9"]) == ("3.8", "3.9")
    assert (swapped.answers["u8"], swapped.answers["u9"]) == ("3.9", "3.8")
    assert "urutan" not in stored(regulated)
    assert stored(swapped)["urutan"] == "98"
    assert rows(swapped.answers) == ["U8 Sarana dan prasarana: 3,80", "U9 Pengaduan dan saran: 3,90"]
    assert swapped.answers[TOGETHER].endswith("u7,u9,u8")


def test_a_stored_report_is_shown_in_the_order_in_which_it_was_read() -> None:
    assert rows(stored(read(TYPED, SWAPPED))) == [
        "U8 Sarana dan prasarana: 3,80",
        "U9 Pengaduan dan saran: 3,90",
    ]
    assert rows(stored(read(TYPED, {}))) == ["U8 Pengaduan dan saran: 3,80", "U9 Sarana dan prasarana: 3,90"]


def test_one_by_one_they_are_asked_in_the_order_of_the_year_by_their_names() -> None:
    place = answered(IKM_FORM, Place({**SWAPPED, "cara": "unsur"}), *TYPED.split()[:7])
    eighth = IKM_FORM.current(place)
    assert eighth is not None
    assert eighth.wording(place.answers).ask == "Unsur 8 dari 9: Sarana dan prasarana."
    ninth = IKM_FORM.current(answered(IKM_FORM, place, "3,8"))
    assert ninth is not None
    assert ninth.wording(place.answers).ask == "Unsur 9 dari 9: Penanganan pengaduan, saran dan masukan."
    done = answered(IKM_FORM, place, "3,8", "3,9")
    assert (done.answers["u9"], done.answers["u8"], done.answers["urutan"]) == ("3.8", "3.9", "98")
    last_two = answered(IKM_FORM, place, "3,8 3,9")
    assert without_facts(last_two.answers).items() >= {"u9": "3.8", "u8": "3.9", "urutan": "98"}.items()


@pytest.mark.parametrize(("before", "after"), [(REGULATED, SWAPPED), (SWAPPED, REGULATED), ({}, SWAPPED)])
def test_a_draft_of_before_the_order_changed_is_asked_about_and_not_misread(
    before: Answers, after: Answers
) -> None:
    begun = read(TYPED, before)
    place = later(begun, after)
    question = IKM_FORM.current(place)
    assert question is not None
    assert question.key == "cek-urutan"
    told = question.wording(place.answers)
    assert "berubah" in told.ask
    assert told.hint == (
        f"Tercatat Pengaduan dan saran {begun.answers['u8'].replace('.', ',')}0 "
        f"dan Sarana dan prasarana {begun.answers['u9'].replace('.', ',')}0."
    )
    kept, exchanged = answered(IKM_FORM, place, "benar"), answered(IKM_FORM, place, "tukar")
    assert (asked(kept), asked(exchanged)) == ("bacaan", "bacaan")
    assert (kept.answers["u8"], kept.answers["u9"]) == (begun.answers["u8"], begun.answers["u9"])
    assert (exchanged.answers["u8"], exchanged.answers["u9"]) == (begun.answers["u9"], begun.answers["u8"])
    assert stored(kept).get("urutan", "89") == after[UNSUR_ORDER]


def test_averages_given_by_name_are_not_asked_about() -> None:
    begun = answered(IKM_FORM, Place({**REGULATED, "cara": "unsur"}), *TYPED.split()[:8])
    place = answered(IKM_FORM, later(begun, SWAPPED), "3,9")
    assert asked(place) == "bacaan"
    assert (place.answers["u8"], place.answers["u9"]) == ("3.8", "3.9")


def test_nine_averages_give_the_same_ikm_in_any_order() -> None:
    found = {IKM_FORM.rows(read(TYPED, facts).answers)[-1].value for facts in (REGULATED, SWAPPED)}
    assert found == {"87,50 · mutu B"}
    assert Decimal("3.5") * 25 == Decimal("87.5")


def test_the_name_of_a_wrong_one_is_that_of_the_year() -> None:
    with pytest.raises(InvalidAnswer) as wrong:
        read(TYPED.replace("3,8", "4,8"), SWAPPED)
    assert (wrong.value.details["position"], wrong.value.details["name"]) == ("8", "Sarana dan prasarana")
