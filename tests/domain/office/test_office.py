from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.office.letterhead import NOBODY, letterhead_of, signature_of
from domain.office.office import HEAD, SEVERAL, Office, Part, Signatory
from domain.people.person import SubBagian

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SIGNATORIES = st.lists(
    st.builds(
        Signatory,
        post=st.sampled_from([HEAD, "anjab"]),
        title=st.just("Kepala"),
        name=st.just("Sri"),
        since=DAYS,
        until=st.none() | DAYS,
    ).filter(lambda one: one.until is None or one.until >= one.since),
    max_size=5,
).map(lambda ones: tuple(replace(one, id=number) for number, one in enumerate(ones, start=1)))


def head(name: str, since: str, until: str = "", number: int = 1, **others: str) -> Signatory:
    return Signatory(
        id=number,
        title="Kepala Bagian Organisasi",
        name=name,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        **others,
    )


SRI, BUDI = head("Sri", "2022-01-01"), head("Budi", "2026-07-01", number=2)
ACTING = head("Ani", "2026-03-01", "2026-03-14", number=3)


def test_the_defaults_are_those_of_the_city_and_invent_nobody() -> None:
    office = Office()
    assert office.name == "Bagian Organisasi Sekretariat Daerah Kota Probolinggo"
    assert office.region == "Kota Probolinggo"
    assert (len(office.goals), len(office.duty), len(office.functions)) == (2, 1, 7)
    assert office.signatories == ()
    assert (office.form_basis, office.report_basis, office.memo_basis) == (
        "PER/20/M.PAN/11/2008",
        "PermenPANRB 53/2014",
        "Permendagri 1/2023",
    )


@pytest.mark.parametrize(
    ("government", "region"),
    [
        ("Pemerintah Kota Probolinggo", "Kota Probolinggo"),
        ("PEMERINTAH KABUPATEN SUMEDANG", "KABUPATEN SUMEDANG"),
        ("Pemerintah Daerah Kabupaten Bandung Barat", "Kabupaten Bandung Barat"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Pemerintah Aceh", "Aceh"),
        ("Pemerintah", "Pemerintah"),
        (" BP Batam ", "BP Batam"),
        ("", ""),
    ],
)
def test_what_is_governed_is_read_from_the_name_of_the_government(government: str, region: str) -> None:
    assert replace(Office(), government=government).region == region


def test_an_office_that_stands_by_itself_is_named_without_what_it_is_part_of() -> None:
    office = Office(government="Pemerintah Kabupaten Sumedang", parent="", unit="Badan Riset")
    assert office.name == "Badan Riset Kabupaten Sumedang"
    assert letterhead_of(office).lines[:2] == ("PEMERINTAH KABUPATEN SUMEDANG", "BADAN RISET")


def test_posts_are_called_by_the_unit_and_the_sub_bagian() -> None:
    office = Office(unit="Bagian Ortala")
    assert office.title(HEAD) == "Kepala Bagian Ortala"
    assert office.title(SubBagian.ANJAB.value) == "Kepala Sub Bagian Analisis Jabatan dan Kepegawaian"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2021-12-31", None),
        ("2022-01-01", "Sri"),
        ("2026-02-28", "Sri"),
        ("2026-03-01", "Ani"),
        ("2026-03-14", "Ani"),
        ("2026-03-15", "Sri"),
        ("2026-06-30", "Sri"),
        ("2026-07-01", "Budi"),
        ("2099-12-31", "Budi"),
    ],
)
def test_an_old_year_keeps_its_signatory(day: str, name: str | None) -> None:
    office = Office(signatories=(SRI, BUDI, ACTING))
    signs = office.signatory_at(date.fromisoformat(day))
    assert (signs.name if signs else None) == name
    assert office.signatory_at(date.fromisoformat(day), "anjab") is None


def test_whoever_follows_ends_the_one_before_and_somebody_for_a_while_ends_nobody() -> None:
    office = Office(signatories=(SRI, BUDI, ACTING))
    assert office.last_day(SRI) == date(2026, 6, 30)
    assert office.last_day(BUDI) is None
    assert office.last_day(ACTING) == date(2026, 3, 14)


@given(SIGNATORIES, DAYS)
def test_exactly_one_signs_where_any_holds_the_post_and_never_outside_their_days(
    signatories: tuple[Signatory, ...], day: date
) -> None:
    office = Office(signatories=signatories)
    signs = office.signatory_at(day)
    held = [one for one in signatories if one.post == HEAD and one.held(day)]
    assert (signs is None) == (not held)
    if signs is not None:
        assert signs in held
        assert all((one.since, one.id) <= (signs.since, signs.id) for one in held)
        last = office.last_day(signs)
        assert last is None or last >= day, "whoever signs today has not stopped yesterday"


def test_every_part_is_a_field_and_reads_back_as_it_is_stored() -> None:
    office = Office(logo="ab" * 32)
    assert {part.value for part in Part} < {field.name for field in fields(Office)}
    assert Office.of({part.value: office.text(part) for part in Part}, ()) == office
    emptied = Office.of({part.value: "" for part in Part}, (SRI,))
    assert emptied == Office(
        **{part.value: () if part in SEVERAL else "" for part in Part},  # type: ignore[arg-type]
        signatories=(SRI,),
    )


def test_a_part_that_a_newer_version_knows_is_passed_over() -> None:
    assert Office.of({"motto": "Bestari", "place": "Kraksaan"}, ()) == Office(place="Kraksaan")


def test_the_head_of_a_letter_is_in_capitals_but_for_the_address() -> None:
    kop = letterhead_of(Office(address=("Jalan Ärger 1", "Telepon 421228")), b"png")
    assert kop.lines == (
        "PEMERINTAH KOTA PROBOLINGGO",
        "SEKRETARIAT DAERAH",
        "BAGIAN ORGANISASI",
        "Jalan Ärger 1",
        "Telepon 421228",
    )
    assert kop.logo == b"png"


def test_a_signature_is_of_whoever_held_the_post_on_the_day_of_the_document() -> None:
    known = head(
        "Dra. Sri Rahayu, M.Si.", "2022-01-01", rank="Pembina Tingkat I", nip="19700101 199503 2 001"
    )
    block = signature_of(Office(signatories=(known,)), date(2026, 6, 30))
    assert block.is_signed
    assert block.lines == (
        "Probolinggo, 30 Juni 2026",
        "Kepala Bagian Organisasi,",
        "Dra. Sri Rahayu, M.Si.",
        "Pembina Tingkat I",
        "NIP 19700101 199503 2 001",
    )
    bare = signature_of(Office(signatories=(replace(known, rank="", nip=""),)), date(2026, 6, 30))
    assert bare.below == ("Dra. Sri Rahayu, M.Si.",)


def test_where_nobody_is_known_a_line_is_left_for_the_hand() -> None:
    block = signature_of(Office(place=""), date(2026, 6, 30), SubBagian.ANJAB.value)
    assert not block.is_signed
    assert block.lines == (
        "30 Juni 2026",
        "Kepala Sub Bagian Analisis Jabatan dan Kepegawaian,",
        NOBODY,
        "NIP",
    )
