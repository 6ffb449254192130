from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.ketatalaksanaan import ITEM_KEYS, ITEMS, REQUIRED, ItemResult, meets

MET, UNMET, NOT_APPLICABLE = ItemResult.MET, ItemResult.UNMET, ItemResult.NOT_APPLICABLE
ALL_MET = dict.fromkeys(REQUIRED, MET)

checklists = st.dictionaries(st.sampled_from(sorted(ITEM_KEYS)), st.sampled_from(ItemResult))


def test_the_items_are_those_of_the_checklist() -> None:
    assert [(item.name, item.legal_basis) for item in ITEMS if item.required] == [
        ("SOP AP ditetapkan dan direviu", "PermenPANRB 35/2012"),
        ("Peta proses bisnis", "PermenPANRB 19/2018"),
        ("Standar pelayanan dan maklumat", "PermenPANRB 15/2014"),
        ("Tata naskah dinas", "Permendagri 1/2023"),
    ]
    assert [(item.key, item.name, item.legal_basis) for item in ITEMS if not item.required] == [
        ("skm", "Tindak lanjut SKM", "PermenPANRB 14/2017"),
        ("spbe", "Pemerintah digital (SPBE)", "PermenPANRB 8/2026"),
        ("arsip", "Kearsipan", ""),
    ]


def test_no_two_items_share_a_key() -> None:
    assert len(ITEM_KEYS) == len(ITEMS)


def test_every_required_item_met_is_enough() -> None:
    assert meets(ALL_MET)
    assert meets({**ALL_MET, "spbe": UNMET})


def test_an_item_that_does_not_apply_does_not_count_against_the_opd() -> None:
    assert meets({**ALL_MET, "layanan": NOT_APPLICABLE})
    assert meets(dict.fromkeys(REQUIRED, NOT_APPLICABLE))


def test_only_not_applicable_needs_a_reason() -> None:
    assert [result for result in ItemResult if result.needs_reason] == [NOT_APPLICABLE]


def test_one_required_item_unmet_is_enough_to_fail() -> None:
    for key in REQUIRED:
        assert not meets({**ALL_MET, key: UNMET})


def test_an_item_nobody_looked_at_is_unmet() -> None:
    for key in REQUIRED:
        assert not meets(dict.fromkeys(REQUIRED - {key}, MET))
    assert not meets({})


def test_a_year_may_require_other_items() -> None:
    assert meets({"sop": MET}, {"sop"})
    assert not meets(ALL_MET, REQUIRED | {"spbe"})


@given(checklists, st.sampled_from(sorted(ITEM_KEYS)))
def test_meeting_one_more_item_never_fails_a_checklist(results: dict[str, ItemResult], key: str) -> None:
    assert meets({**results, key: MET}) >= meets(results)


@given(checklists)
def test_optional_items_change_nothing(results: dict[str, ItemResult]) -> None:
    required_only = {key: result for key, result in results.items() if key in REQUIRED}
    assert meets(results) == meets(required_only)
