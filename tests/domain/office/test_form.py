from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Place
from domain.keys import Answers
from domain.office.form import (
    ACTING,
    AGAIN,
    END_FORM,
    IS_SO,
    LOGO_FORM,
    NAME,
    NIP,
    NOTHING,
    OF_UNIT,
    PART_FORMS,
    PICTURE,
    POST,
    PREFIX,
    PROPER,
    RANK,
    SAME_PICTURE,
    SIGNATORY_FORM,
    SINCE,
    STILL,
    SURE_NIP,
    TITLE,
    UNTIL,
    answers_of,
    ended,
    is_doubtful,
    lines_of,
    signatory_of,
)
from domain.office.office import HEAD, Office, Part, Signatory

TODAY = date(2026, 11, 30)
SRI = Signatory(
    id=3,
    title="Kepala Bagian Organisasi",
    name="Sri",
    rank="Pembina",
    nip="19700101 199503 2 001",
    since=date(2024, 1, 2),
)


def said(form: Form, *texts: str, begun: Answers | None = None) -> Place:
    place = Place(begun or {})
    for text in texts:
        place = form.answer(place, text, Asked(place.answers, TODAY))
    return place


def part_text(part: Part, text: str) -> str:
    one = PART_FORMS[part]
    return one.text_of(said(one.form, text).answers)


@pytest.mark.parametrize(
    ("part", "typed", "stored"),
    [
        (Part.GOVERNMENT, "Pemerintah Kabupaten Sumedang", "Pemerintah Kabupaten Sumedang"),
        (Part.GOVERNMENT, "  kota   cirebon ", "Pemerintah Kota Cirebon"),
        (Part.GOVERNMENT, "PEMERINTAH KOTA CIREBON", "Pemerintah Kota Cirebon"),
        (Part.UNIT, "BAGIAN ORGANISASI DAN TATA LAKSANA", "Bagian Organisasi dan Tata Laksana"),
        (Part.UNIT, "BKPSDM", "BKPSDM"),
        (Part.UNIT, "Bagian Organisasi PD", "Bagian Organisasi PD"),
        (Part.PARENT, " - ", ""),
        (Part.PARENT, "Sekretariat Daerah", "Sekretariat Daerah"),
        (Part.ADDRESS, "Jalan  Satu 1\n\nTelepon 421228", "Jalan Satu 1\nTelepon 421228"),
        (Part.ADDRESS, NOTHING, ""),
        (Part.PLACE, "Kraksaan", "Kraksaan"),
        (
            Part.GOALS,
            "1. Meningkatkan A\n2) Meningkatkan B\n- Meningkatkan C",
            "\n".join(f"Meningkatkan {letter}" for letter in "ABC"),
        ),
        (Part.DUTY, "1945 adalah tahun", "1945 adalah tahun"),
        (Part.FUNCTIONS, "Satu", "Satu"),
        (Part.FORM_BASIS, "PER/20/M.PAN/11/2008", "PER/20/M.PAN/11/2008"),
        (Part.UNIT, "Bagian #1 $x$ *_<b>", "Bagian #1 $x$ *_<b>"),
    ],
)
def test_each_part_is_read_kindly(part: Part, typed: str, stored: str) -> None:
    assert part_text(part, typed) == stored


@pytest.mark.parametrize(
    ("part", "typed", "problem"),
    [
        (Part.PLACE, "-", Problem.EMPTY),
        (Part.PLACE, "", Problem.EMPTY),
        (Part.GOALS, " \n ", Problem.EMPTY),
        (Part.GOALS, "1.\n2.", Problem.EMPTY),
        (Part.UNIT, "x" * 121, Problem.TOO_LONG),
        (Part.ADDRESS, "a\nb\nc\nd", Problem.TOO_MANY_LINES),
        (Part.GOALS, "\n".join("abcdefghijklm"), Problem.TOO_MANY_LINES),
    ],
)
def test_what_is_no_answer_is_refused(part: Part, typed: str, problem: Problem) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        part_text(part, typed)
    assert refused.value.problem is problem


def test_every_part_but_the_logo_is_asked_for_in_a_form_of_its_own() -> None:
    assert set(PART_FORMS) == set(Part) - {Part.LOGO}
    forms = [one.form for one in PART_FORMS.values()] + [LOGO_FORM, SIGNATORY_FORM, END_FORM]
    assert len({form.key for form in forms}) == len(forms)
    assert all(form.key.startswith(PREFIX) for form in forms)
    assert PART_FORMS[Part.PLACE].name == "Tempat tanda tangan"


def test_a_summary_shows_the_beginning_of_what_is_long() -> None:
    question = PART_FORMS[Part.FUNCTIONS].form.questions[0]
    assert question.told("Satu\nDua", {}) == "2 baris, mulai dengan “Satu”"
    assert len(question.told("x" * 300, {})) == 60
    address = PART_FORMS[Part.ADDRESS].form.questions[0]
    assert address.told(NOTHING, {}) == "dikosongkan"
    assert address.choices(Asked({}, TODAY)) == (NOTHING,)
    assert question.choices(Asked({}, TODAY)) == ()


def test_a_part_is_told_line_by_line() -> None:
    assert lines_of(Office(), Part.GOALS) == Office().goals
    assert lines_of(Office(), Part.PLACE) == ("Probolinggo",)


def test_a_picture_is_used_once_it_is_there() -> None:
    with pytest.raises(InvalidAnswer):
        said(LOGO_FORM, SAME_PICTURE)
    with pytest.raises(InvalidAnswer):
        LOGO_FORM.answer(Place({PICTURE: "ab"}, PICTURE), "lain", Asked({PICTURE: "ab"}, TODAY))
    place = LOGO_FORM.answer(Place({PICTURE: "ab"}, PICTURE), SAME_PICTURE, Asked({PICTURE: "ab"}, TODAY))
    question = LOGO_FORM.questions[0]
    assert place.answers == {PICTURE: "ab"}
    assert question.told("ab", {}) == "gambar baru"
    assert question.choices(Asked({}, TODAY)) == ()
    assert question.choices(Asked({PICTURE: "ab"}, TODAY)) == (SAME_PICTURE,)


def test_a_signatory_is_told_in_seven_answers() -> None:
    place = said(
        SIGNATORY_FORM,
        *(
            HEAD,
            PROPER,
            "Dra. Sri Rahayu, M.Si.",
            "Pembina",
            "NIP. 19700101 199503 2 001",
            "2 Jan 2024",
            STILL,
        ),
        begun={OF_UNIT: "Kepala Bagian Ortala"},
    )
    assert SIGNATORY_FORM.current(place) is None
    assert signatory_of(place.answers, 7) == Signatory(
        id=7,
        title="Kepala Bagian Ortala",
        name="Dra. Sri Rahayu, M.Si.",
        rank="Pembina",
        nip="19700101 199503 2 001",
        since=date(2024, 1, 2),
    )


def test_somebody_for_a_while_and_a_sub_bagian_are_known_by_one_tap() -> None:
    place = said(SIGNATORY_FORM, "anjab", ACTING, "Budi", "", "", "1 Maret 2026", "14 Maret 2026")
    signs = signatory_of(place.answers)
    assert signs.title == "Plt. Kepala Sub Bagian Analisis Jabatan dan Kepegawaian"
    assert (signs.post, signs.rank, signs.nip) == ("anjab", "", "")
    assert (signs.since, signs.until) == (date(2026, 3, 1), date(2026, 3, 14))
    typed = said(SIGNATORY_FORM, HEAD, "a.n. Sekretaris Daerah")
    assert typed.answers[TITLE] == "a.n. Sekretaris Daerah"


@pytest.mark.parametrize(
    ("nip", "doubtful"),
    [
        ("19700101 199503 2 001", False),
        ("197001011995032001", False),
        ("19700101.199503.2.001", False),
        ("", False),
        ("19700101 199503 2 00", True),
        ("19700101 199503 2 0011", True),
        ("19700101 199503 2 00A", True),
        ("NRP 12345678", True),
        ("١٩٧٠٠١٠١١٩٩٥٠٣٢٠٠١", True),
        ("１９７００１０１１９９５０３２００１", False),
    ],
)
def test_a_nip_of_another_length_is_doubted(nip: str, doubtful: bool) -> None:
    assert is_doubtful(nip) is doubtful


def test_a_doubted_nip_is_not_refused() -> None:
    upto = (HEAD, PROPER, "Sri", "", "1970 1995 2 1")
    asked = SIGNATORY_FORM.current(said(SIGNATORY_FORM, *upto))
    assert asked is not None
    assert (asked.key, asked.kind) == (SURE_NIP, Kind.DOUBT)
    assert asked.wording({NIP: "1970 1995 2 1"}).ask == "NIP itu 10 angka. Sudah benar?"
    assert said(SIGNATORY_FORM, *upto, IS_SO).answers[NIP] == "1970 1995 2 1"
    assert said(SIGNATORY_FORM, *upto, "1970 1995 2 1").answers[SURE_NIP] == IS_SO
    again = said(SIGNATORY_FORM, *upto, AGAIN)
    assert NIP not in again.answers
    assert said(SIGNATORY_FORM, *upto, "19700101 199503 2 001").answers[NIP] == "19700101 199503 2 001"


def test_a_last_day_before_the_first_is_refused_and_asked_again_where_the_first_moves() -> None:
    begun = answers_of(replace(SRI, until=date(2026, 6, 30)))
    with pytest.raises(InvalidAnswer) as refused:
        SIGNATORY_FORM.answer(Place(begun, UNTIL), "1 Jan 2024", Asked(begun, TODAY))
    assert refused.value.problem is Problem.BEFORE_START
    assert refused.value.details == {"minimum": "2 Januari 2024"}
    moved = SIGNATORY_FORM.answer(Place(begun, SINCE), "1 Juli 2026", Asked(begun, TODAY))
    assert UNTIL not in moved.answers
    earlier = SIGNATORY_FORM.answer(Place(begun, SINCE), "1 Juni 2026", Asked(begun, TODAY))
    assert earlier.answers[UNTIL] == "2026-06-30"


def test_the_end_of_a_post() -> None:
    begun = {SINCE: "2024-01-02"}
    (question,) = END_FORM.questions
    assert question.choices(Asked(begun, TODAY)) == ("2026-11-30",)
    assert question.choices(Asked({SINCE: "2027-01-01"}, TODAY)) == ()
    assert ended(SRI, said(END_FORM, "30 Juni 2026", begun=begun).answers).until == date(2026, 6, 30)
    assert ended(SRI, said(END_FORM, "masih menjabat", begun=begun).answers).until is None


def test_keys_and_summaries_have_words() -> None:
    post, title, _, rank, _, doubt, since, until = SIGNATORY_FORM.questions
    asked = Asked({OF_UNIT: "Kepala Bagian Ortala"}, TODAY)
    assert [post.label(one, asked.answers) for one in post.choices(asked)] == [
        "Kepala Bagian Ortala",
        "Kasubbag Kelembagaan",
        "Kasubbag Tatalaksana",
        "Kasubbag Analisis jabatan",
    ]
    assert [title.label(one, {}) for one in title.choices(asked)] == ["Pejabat tetap", "Plt.", "Plh."]
    assert "Kepala Bagian Ortala" in title.wording(asked.answers).hint
    assert rank.choices(asked)[2] == "Pembina"
    assert doubt.choices(asked) == (IS_SO, AGAIN)
    assert since.choices(asked) == ("2026-01-01",)
    assert since.told("2026-01-01", {}) == "1 Januari 2026"
    assert until.told(STILL, {}) == "masih menjabat"
    assert until.choices(asked) == (STILL,)


@given(
    st.builds(
        Signatory,
        id=st.integers(1, 9),
        post=st.sampled_from([HEAD, "anjab"]),
        title=st.text(min_size=1),
        name=st.text(min_size=1),
        rank=st.text(),
        nip=st.text(),
        since=st.dates(date(2000, 1, 1), date(2049, 12, 31)),
        until=st.none() | st.dates(date(2050, 1, 1), date(2099, 12, 31)),
    )
)
def test_a_correction_begins_with_every_answer_and_leaves_them_as_they_are(signatory: Signatory) -> None:
    answers = answers_of(signatory)
    assert SIGNATORY_FORM.current(Place(answers)) is None
    assert signatory_of(answers, signatory.id) == signatory
    assert {POST, TITLE, NAME, RANK, NIP, SINCE, UNTIL} <= set(answers)
