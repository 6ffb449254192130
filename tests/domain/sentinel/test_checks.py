"""*Mutu data*: what each check tells of and what it does not, at its boundary."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.drafts import Evidence, FileState
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB
from domain.people.person import SubBagian
from domain.reports.events import EventKind, ReportEvent
from domain.sentinel.cases import Case, Kind
from domain.sentinel.checks import cases_of, many
from domain.sentinel.notes import MOST_NAMED, notes_of, where
from domain.sentinel.watched import Watched
from domain.units.opd import Opd
from domain.years.rules import rules_from

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=WIB)
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=WIB)
SAKIP, IKM, ANJAB = IndicatorKey.SAKIP, IndicatorKey.IKM, IndicatorKey.ANJAB
CODES = tuple(f"OPD{number:03}" for number in range(12))


def opd(code: str, **other: str) -> Opd:
    return Opd(code, f"Dinas {code}", "Dinas", date(2020, 1, 1), **other)  # type: ignore[arg-type] # texts only


def graded(nilai: str) -> Answers:
    return {"predikat": "B", "nilai": nilai}


class City:
    """What happened in a city, told in order; OPD are founded as they are spoken of."""

    def __init__(self, *opds: Opd, **settings: str) -> None:
        self.opds = {one.code: one for one in opds}
        self.events: list[ReportEvent] = []
        self.files: dict[int, Evidence] = {}
        self.opened: dict[int, datetime] = {}
        self.rules = rules_from(2026, [(key.replace("_", "."), value) for key, value in settings.items()])

    def happens(  # noqa: PLR0913 - a test names only what its story is about
        self,
        kind: EventKind,
        code: str,
        *,
        answers: Answers | None = None,
        indicator: IndicatorKey = SAKIP,
        year: int = 2026,
        at: datetime = NOON,
        by: int = 1,
        about: int | None = None,
        files: Sequence[int] = (),
        reason: str = "",
        clock: datetime | None = None,
    ) -> ReportEvent:
        self.opds.setdefault(code, opd(code))
        event = ReportEvent(
            id=len(self.events) + 1,
            kind=kind,
            opd=code,
            indicator=indicator,
            year=year,
            at=at,
            by=by,
            answers=answers or {},
            about=about,
            files=tuple(files),
            reason=reason,
            clock=clock,
        )
        self.events.append(event)
        return event

    def sent(self, code: str, nilai: str = "70.00", **other: object) -> ReportEvent:
        said = {"answers": graded(nilai), **other}
        return self.happens(EventKind.SUBMITTED, code, **said)  # type: ignore[arg-type] # named as above

    def accepted(self, sent: ReportEvent, at: datetime = NOON, by: int = 1, **other: object) -> ReportEvent:
        about = {"indicator": sent.indicator, "year": sent.year, "about": sent.id}
        return self.happens(EventKind.VERIFIED, sent.opd, at=at, by=by, **about, **other)  # type: ignore[arg-type] # as above

    def verified(self, code: str, nilai: str = "70.00", **other: object) -> ReportEvent:
        sent = self.sent(code, nilai, **other)
        return self.accepted(sent, sent.at, 100 + len(self.events))

    def file(self, content: str, state: FileState = FileState.STORED, name: str = "lhe.pdf") -> int:
        number = len(self.files) + 1
        self.files[number] = Evidence(
            id=number,
            draft=1,
            opd="",
            file_id="",
            unique_id=str(number),
            kind="document",
            name=name,
            size=1,
            added_by=1,
            added_at=NOON,
            state=state,
            sha256=content,
        )
        return number

    def watched(self, as_of: datetime = NOW) -> Watched:
        return Watched(
            2026, as_of, self.rules, tuple(self.opds.values()), tuple(self.events), self.files, self.opened
        )

    def seen(self, kind: Kind) -> list[Case]:
        return [case for case in cases_of(self.watched()) if case.kind is kind]


def opds_of(cases: Iterable[Case]) -> list[list[str]]:
    return [[one.opd for one in case.mentions] for case in cases]


# The same file.


def test_the_same_content_of_two_opd_is_told_once_however_many_have_it() -> None:
    city = City()
    for code in ("A", "B", "C"):
        city.sent(code, files=[city.file("same")])
    city.sent("D", files=[city.file("other")])
    (case,) = city.seen(Kind.SAME_FILE)
    assert opds_of([case]) == [["A", "B", "C"]]
    assert case.note == "berkas “lhe.pdf”"


def test_one_opd_may_use_a_file_for_two_reports() -> None:
    city = City()
    city.sent("A", files=[city.file("same")])
    city.sent("A", indicator=ANJAB, answers={"status": "sudah"}, files=[city.file("same")])
    assert not city.seen(Kind.SAME_FILE)


def test_it_is_told_across_indicators_and_accepted_or_waiting_alike() -> None:
    city = City()
    city.accepted(city.sent("A", files=[city.file("same")]))
    city.sent("B", indicator=ANJAB, answers={"status": "sudah"}, files=[city.file("same")])
    (case,) = city.seen(Kind.SAME_FILE)
    assert [(one.opd, one.indicator) for one in case.mentions] == [("A", SAKIP), ("B", ANJAB)]


@pytest.mark.parametrize("state", [FileState.WAITING, FileState.REFUSED, FileState.LOST])
def test_what_was_never_fetched_is_like_nothing_else(state: FileState) -> None:
    city = City()
    for code in ("A", "B"):
        city.sent(code, files=[city.file("same", state)])
        city.sent(f"{code}2", files=[city.file("")])
    assert not city.seen(Kind.SAME_FILE)


@pytest.mark.parametrize("ending", [EventKind.WITHDRAWN, EventKind.RETURNED])
def test_what_was_withdrawn_or_returned_is_no_matter(ending: EventKind) -> None:
    city = City()
    city.sent("A", files=[city.file("same")])
    gone = city.sent("B", files=[city.file("same")])
    city.happens(ending, "B", about=gone.id)
    assert not city.seen(Kind.SAME_FILE)


def test_whoever_was_merged_shares_its_files_with_the_heir() -> None:
    city = City(opd("A", merged_into="B"), opd("B", merged_into="C"), opd("C"))
    city.sent("A", files=[city.file("same")])
    city.sent("C", files=[city.file("same")])
    assert not city.seen(Kind.SAME_FILE)
    city.sent("D", files=[city.file("same")])
    assert opds_of(city.seen(Kind.SAME_FILE)) == [["A", "C", "D"]]


def test_a_circle_of_mergers_ends() -> None:
    city = City(opd("A", merged_into="B"), opd("B", merged_into="A"))
    city.sent("A", files=[city.file("same")])
    city.sent("B", files=[city.file("same"), 99])
    assert len(city.seen(Kind.SAME_FILE)) == 1


# Never opened.


@pytest.mark.parametrize(
    ("opened", "told"),
    [(None, 1), (timedelta(0), 0), (timedelta(microseconds=1), 1), (-timedelta(days=1), 0)],
)
def test_a_file_is_opened_in_time_until_the_instant_of_the_verdict(
    opened: timedelta | None, told: int
) -> None:
    city = City()
    file = city.file("one")
    city.accepted(city.sent("A", files=[file]))
    if opened is not None:
        city.opened[file] = NOON + opened
    cases = city.seen(Kind.NEVER_OPENED)
    assert len(cases) == told
    assert [case.note for case in cases] == ["diterima 2 Nov 2026 12.00 WIB"] * told


def test_one_file_of_several_is_enough() -> None:
    city = City()
    files = [city.file("one"), city.file("two")]
    city.opened[files[1]] = NOON
    city.accepted(city.sent("A", files=files))
    assert not city.seen(Kind.NEVER_OPENED)


def test_where_nothing_can_be_opened_nothing_is_told() -> None:
    city = City()
    city.accepted(city.sent("A"))
    city.accepted(city.sent("B", files=[city.file("one", FileState.LOST)]))
    city.sent("C", files=[city.file("two")])
    city.happens(EventKind.EVALUATED, "D", answers={"hasil": "tepat"}, files=[city.file("three")])
    assert not city.seen(Kind.NEVER_OPENED)


def test_a_verdict_that_was_undone_was_never_given() -> None:
    city = City()
    verdict = city.accepted(city.sent("A", files=[city.file("one")]))
    assert city.seen(Kind.NEVER_OPENED)
    city.happens(EventKind.UNDONE, "A", about=verdict.id)
    assert not city.seen(Kind.NEVER_OPENED)


def test_what_was_accepted_together_says_so() -> None:
    city = City()
    for code in ("A", "B", "C"):
        city.accepted(city.sent(code, files=[city.file(code)]))
    assert {case.note for case in city.seen(Kind.NEVER_OPENED)} == {
        "diterima 2 Nov 2026 12.00 WIB, bersama 3 laporan"
    }


# Rapid verdicts.


def verdicts(city: City, count: int, apart: timedelta, by: int = 1, start: datetime = NOON) -> None:
    begun = len(city.opds)
    for number in range(count):
        city.accepted(city.sent(f"X{begun + number:03}"), start + number * apart, by)


@pytest.mark.parametrize(("count", "told"), [(10, 0), (11, 1)])
def test_ten_within_two_minutes_are_usual_and_eleven_are_told(count: int, told: int) -> None:
    city = City()
    verdicts(city, count, timedelta(seconds=10))
    cases = city.seen(Kind.RAPID)
    assert len(cases) == told
    assert [case.note for case in cases] == ["11 keputusan dalam 2 menit, 2 Nov 2026 12.00 WIB"] * told


@pytest.mark.parametrize(("apart", "told"), [(timedelta(seconds=12), 1), (timedelta(seconds=12.001), 0)])
def test_the_eleventh_exactly_two_minutes_later_is_within_them(apart: timedelta, told: int) -> None:
    city = City()
    verdicts(city, 11, apart)
    assert len(city.seen(Kind.RAPID)) == told


def test_the_two_minutes_may_begin_at_any_verdict() -> None:
    """Five, a minute's pause, and six: no minute of the clock has eleven of them, but two minutes have."""
    city = City()
    verdicts(city, 5, timedelta(seconds=1), start=NOON + timedelta(seconds=90))
    verdicts(city, 6, timedelta(seconds=1), start=NOON + timedelta(seconds=150))
    assert len(city.seen(Kind.RAPID)) == 1


def test_windows_that_overlap_are_one_case_and_those_apart_are_two() -> None:
    city = City()
    verdicts(city, 30, timedelta(seconds=10))
    verdicts(city, 12, timedelta(seconds=1), start=NOON + timedelta(hours=3))
    assert [(len(case.mentions), case.note) for case in city.seen(Kind.RAPID)] == [
        (30, "30 keputusan dalam 5 menit, 2 Nov 2026 12.00 WIB"),
        (12, "12 keputusan dalam 1 menit, 2 Nov 2026 15.00 WIB"),
    ]


def test_each_person_is_by_themselves() -> None:
    city = City()
    verdicts(city, 6, timedelta(seconds=1), by=1)
    verdicts(city, 6, timedelta(seconds=1), by=2)
    assert not city.seen(Kind.RAPID)


def test_returns_are_verdicts_and_evaluations_are_none() -> None:
    city = City()
    for number in range(11):
        sent = city.sent(CODES[number])
        city.happens(EventKind.RETURNED, sent.opd, about=sent.id, at=NOON + timedelta(seconds=number))
    assert len(city.seen(Kind.RAPID)) == 1
    sheet = City()
    for code in CODES:
        sheet.happens(
            EventKind.EVALUATED, code, indicator=IndicatorKey.KELEMBAGAAN, answers={"hasil": "tepat"}
        )
    assert not sheet.seen(Kind.RAPID)


def test_what_was_accepted_after_one_list_is_told_as_that() -> None:
    city = City()
    verdicts(city, 12, timedelta(0))
    (case,) = city.seen(Kind.RAPID)
    assert case.note == "12 laporan diterima bersama lewat daftar, 2 Nov 2026 12.00 WIB"
    mixed = City()
    verdicts(mixed, 5, timedelta(0))
    verdicts(mixed, 6, timedelta(seconds=2), start=NOON + timedelta(seconds=5))
    (case,) = mixed.seen(Kind.RAPID)
    assert case.note == "11 keputusan dalam 1 menit, 2 Nov 2026 12.00 WIB, 5 di antaranya diterima bersama"


def test_a_clock_that_was_set_back_counts_as_it_was() -> None:
    city = City()
    for number in range(11):
        sent = city.sent(CODES[number])
        city.accepted(sent, NOON, clock=NOON - timedelta(hours=number))
    assert not city.seen(Kind.RAPID)


def test_a_case_of_verdicts_is_that_of_every_sub_bagian_whose_reports_they_were() -> None:
    city = City()
    verdicts(city, 11, timedelta(seconds=1))
    (case,) = city.seen(Kind.RAPID)
    assert case.concerns(frozenset({SubBagian.KELEMBAGAAN}))
    assert not case.concerns(frozenset({SubBagian.ANJAB}))


# Numbers beside last year's.


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("60.00", "75.00", None),
        ("60.00", "75.01", "60,00 → 75,01, naik 15,01 poin"),
        ("75.01", "60.00", "75,01 → 60,00, turun 15,01 poin"),
        ("75.00", "60.00", None),
        ("60.004", "75.00", None),
    ],
)
def test_a_jump_is_more_than_fifteen_points(before: str, after: str, note: str | None) -> None:
    city = City()
    city.verified("A", before, year=2025)
    city.sent("A", after)
    assert [case.note for case in city.seen(Kind.JUMP)] == ([note] if note else [])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [("75.50", "75.5", 1), ("75.50", "75.51", 0), ("75.499", "75.50", 1), ("75.494", "75.50", 0)],
)
def test_as_last_year_is_to_the_second_decimal(before: str, after: str, told: int) -> None:
    city = City()
    city.verified("A", before, year=2025)
    city.verified("A", after)
    cases = city.seen(Kind.AS_LAST_YEAR)
    assert [case.note for case in cases] == ["75,50 di kedua tahun"] * told


def test_only_what_was_accepted_last_year_is_compared() -> None:
    city = City()
    city.sent("A", "70.00", year=2025)
    city.sent("A", "70.00")
    city.verified("B", "20.00", year=2024)
    city.sent("B", "70.00")
    city.verified("C", "70.00", year=2025)
    assert not city.seen(Kind.AS_LAST_YEAR) + city.seen(Kind.JUMP)


def test_a_semester_is_compared_with_its_own_and_else_with_the_year() -> None:
    city = City()
    for period, nilai in (("s1", "70.00"), ("s2", "90.00")):
        answers = {"cara": "terbit", "nilai": nilai, "periode": period}
        city.verified("A", indicator=IKM, year=2025, answers=answers)
    city.sent("A", indicator=IKM, answers={"cara": "terbit", "nilai": "70.00", "periode": "s1"})
    city.verified("B", indicator=IKM, year=2025, answers={"cara": "terbit", "nilai": "80.00"})
    city.sent("B", indicator=IKM, answers={"cara": "terbit", "nilai": "80.00", "periode": "s1"})
    assert opds_of(city.seen(Kind.AS_LAST_YEAR)) == [["A"], ["B"]]


def test_what_has_no_number_is_compared_with_nothing() -> None:
    city = City()
    for year in (2025, 2026):
        city.verified("A", indicator=ANJAB, year=year, answers={"status": "sudah"})
    assert cases_of(city.watched()) == ()


# The same number of many.


@pytest.mark.parametrize(("count", "told"), [(3, 0), (4, 1)])
def test_four_with_the_same_number_are_many(count: int, told: int) -> None:
    city = City()
    for code in CODES[:count]:
        city.sent(code, "70.00")
    city.sent("ANOTHER", "70.01")
    cases = city.seen(Kind.BY_MANY)
    assert len(cases) == told
    assert [case.note for case in cases] == ["70,00 di 4 dari 5 OPD"] * told


@pytest.mark.parametrize(("numbers", "most"), [(1, 4), (28, 4), (200, 4), (201, 5), (500, 10)])
def test_in_a_big_city_it_takes_more(numbers: int, most: int) -> None:
    assert many(numbers) == most


def test_each_indicator_is_by_itself() -> None:
    city = City()
    for code in CODES[:2]:
        city.sent(code, "80.00")
        city.sent(code, indicator=IKM, answers={"cara": "terbit", "nilai": "80.00"})
    assert not city.seen(Kind.BY_MANY)


# The last evening.

DUE = datetime(2026, 10, 30, 23, 59, tzinfo=WIB)


def evening(hour: int, minute: int = 0, second: int = 0, day: int = 30) -> datetime:
    return datetime(2026, 10, day, hour, minute, second, tzinfo=WIB)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (evening(17, 59, 59), 0),
        (evening(18), 0),
        (evening(18, 0, 1), 1),
        (evening(23, 59, 59), 1),
        (evening(0, 0, 0, day=31), 0),
        (evening(20, day=29), 0),
    ],
)
def test_the_last_evening_begins_after_six(at: datetime, told: int) -> None:
    city = City(deadline_sakip=DUE.isoformat())
    city.sent("A", at=at)
    assert len(city.seen(Kind.LAST_EVENING)) == told


def test_it_says_when_and_needs_a_deadline() -> None:
    city = City(deadline_sakip=DUE.isoformat())
    city.sent("A", at=evening(21, 14))
    city.sent("B", indicator=ANJAB, answers={"status": "sudah"}, at=evening(21, 14))
    (case,) = city.seen(Kind.LAST_EVENING)
    assert case.note == "dikirim 30 Okt 2026 21.14 WIB"


def test_who_has_a_deadline_of_its_own_has_an_evening_of_its_own() -> None:
    city = City(deadline_sakip=DUE.isoformat(), extension_sakip_A=(DUE + timedelta(days=7)).isoformat())
    city.sent("A", at=evening(20))
    city.sent("B", at=evening(20))
    city.sent("A", at=evening(20) + timedelta(days=7))
    assert opds_of(city.seen(Kind.LAST_EVENING)) == [["B"]]


def test_only_what_was_sent_first_counts_and_what_was_withdrawn_does_not() -> None:
    city = City(deadline_sakip=DUE.isoformat())
    first = city.sent("A", at=evening(9))
    city.happens(EventKind.RETURNED, "A", about=first.id, at=evening(10))
    city.sent("A", at=evening(20))
    withdrawn = city.sent("B", at=evening(9))
    city.happens(EventKind.WITHDRAWN, "B", about=withdrawn.id, at=evening(10))
    city.sent("B", at=evening(20))
    settled = city.sent("C", at=evening(9))
    city.accepted(settled, evening(10))
    city.sent("C", at=evening(20), about=settled.id, reason="Salah ketik")
    assert opds_of(city.seen(Kind.LAST_EVENING)) == [["B"]]


# Of all of them.


def test_a_quiet_city_has_nothing_to_tell() -> None:
    assert cases_of(City().watched()) == ()


def test_one_damaged_report_never_stops_the_others() -> None:
    city = City()
    for code in CODES[:4]:
        city.verified(code, "70.00", year=2025)
        city.sent(code, "70.00")
    for number, broken in enumerate(
        ({"nilai": "x"}, {"nilai": "NaN"}, {"nilai": "Infinity"}, {}, {"?": "?"})
    ):
        city.verified(f"BAD{number}", answers=broken, year=2025)
        city.sent(f"BAD{number}", answers=broken)
    assert opds_of(city.seen(Kind.BY_MANY)) == [list(CODES[:4])]
    assert opds_of(city.seen(Kind.AS_LAST_YEAR)) == [[code] for code in CODES[:4]]


def test_who_does_not_count_in_the_year_is_not_told_of() -> None:
    city = City(replace(opd("A"), valid_to=date(2026, 6, 30)))
    city.verified("A", "70.00", year=2025)
    city.sent("A", "70.00")
    assert cases_of(city.watched()) == ()


def test_the_words_inform_and_accuse_nobody() -> None:
    for kind in Kind:
        said = f"{kind.named} {kind.rule} {kind.innocent}".lower()
        assert kind.innocent.startswith("Bisa wajar")
        for word in ("curang", "palsu", "salah", "pelanggaran", "bohong", "curiga", "manipulasi"):
            assert word not in said
        assert len(kind.named) <= 22


def test_the_sheet_has_a_row_for_each_case() -> None:
    city = City()
    for code in ("A", "B"):
        city.sent(code, files=[city.file("same", name="=1+1.pdf")])
    city.sent("B", indicator=ANJAB, answers={"status": "sudah"}, files=[city.file("same")])
    assert notes_of(city.watched()) == (
        ("Berkas sama", "SAKIP: Dinas A, Dinas B; Analisis jabatan: Dinas B", "berkas “=1+1.pdf”"),
    )


def test_a_row_names_so_many_and_counts_the_rest() -> None:
    city = City()
    for number in range(MOST_NAMED + 3):
        city.sent(f"OPD{number:03}", "70.00")
    (case,) = city.seen(Kind.BY_MANY)
    told = where(case, {})
    assert told.endswith("OPD019 dan 3 lainnya")
    assert told.startswith("SAKIP: OPD000, OPD001, ")


nilai = st.sampled_from(["60.00", "70.00", "75.50", "80.00", "x", "NaN", ""])
kinds = st.sampled_from(EventKind)


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Draw any city, sensible or not."""
    city = City(deadline_sakip=NOON.replace(hour=23).isoformat())
    for _ in range(draw(st.integers(0, 25))):
        kind = draw(kinds)
        files = [city.file(draw(st.sampled_from(["", "one", "two"]))) for _ in range(draw(st.integers(0, 2)))]
        city.happens(
            kind,
            draw(st.sampled_from(CODES[:5])),
            answers=graded(draw(nilai)) if kind in (EventKind.SUBMITTED, EventKind.EVALUATED) else {},
            year=draw(st.sampled_from([2025, 2026])),
            at=NOON + timedelta(minutes=draw(st.integers(0, 500))),
            by=draw(st.integers(1, 2)),
            about=draw(st.integers(1, 25)),
            files=files,
        )
    return city


@given(cities())
def test_whatever_happened_is_told_of_known_opd_and_in_order(city: City) -> None:
    cases = cases_of(city.watched())
    order = list(Kind)
    assert [order.index(case.kind) for case in cases] == sorted(order.index(case.kind) for case in cases)
    for case in cases:
        assert case.mentions
        assert case.note
        assert len(set(case.mentions)) == len(case.mentions)
        assert {one.opd for one in case.mentions} <= set(city.opds)
    assert len(notes_of(city.watched())) == len(cases)


@given(st.lists(st.integers(0, 600), max_size=40))
def test_a_run_is_told_if_and_only_if_some_two_minutes_hold_eleven(seconds: list[int]) -> None:
    city = City()
    for number, second in enumerate(seconds):
        city.accepted(city.sent(f"OPD{number:03}"), NOON + timedelta(seconds=second))
    wanted = {
        number
        for begun in seconds
        for number, second in enumerate(seconds)
        if begun <= second <= begun + 120 and sum(begun <= one <= begun + 120 for one in seconds) > 10
    }
    told = [one.opd for case in city.seen(Kind.RAPID) for one in case.mentions]
    assert sorted(told) == [f"OPD{number:03}" for number in sorted(wanted)]
