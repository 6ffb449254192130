"""The measurement of performance: what its tables say, and that they say only what is so."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents.action_plan import action_plan
from domain.documents.action_plan import said_by as said_by_plan
from domain.documents.measured import Line, goal_number, is_over
from domain.documents.measurement import (
    Mark,
    MeasurementContent,
    Meets,
    goal_spans,
    lkjip_columns,
    measurement,
    measurement_pdf,
    printed,
    printed_quarters,
    row_columns,
    said_by,
    state_of,
)
from domain.documents.said import figures_said
from domain.documents.stamp import Stamp
from domain.figures.figure import Entry, Part
from domain.indicators import INDICATORS, by_key
from domain.indicators.sakip import AS_WRITTEN, CONTRADICTION
from domain.keys import IndicatorKey
from domain.language.dates import WIB, quarter_end
from domain.office.office import Office, Signatory
from domain.reports.events import EventKind, ReportEvent, Standing
from domain.units.opd import Opd
from tests.domain.documents.positions import measuring, opd

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=WIB)
OPDS = (opd("A"), opd("B"), opd("C"), opd("D"))
GOOD, BAD = {"predikat": "BB", "nilai": "75.5"}, {"predikat": "CC", "nilai": "55"}
SETTINGS = {"target.sakip": "75", "target.sakip.tw1": "20", "target.ikm": "0"}
STAMP = Stamp(as_of=NOW, final=False)


def happened(number: int, kind: EventKind, at: datetime, **more: object) -> ReportEvent:
    told: dict[str, object] = {
        "id": number,
        "kind": kind,
        "opd": "A",
        "indicator": IndicatorKey.SAKIP,
        "year": 2026,
        "at": at,
        "by": 1,
    }
    return ReportEvent(**(told | more))  # type: ignore[arg-type]


def at(month: int, day: int = 10) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=WIB)


STORY = [
    # A is verified as met in February, B as unmet in May, C waits since August, D was returned in October.
    happened(1, EventKind.SUBMITTED, at(2), answers=GOOD, ticket="SKP-26-0001"),
    happened(2, EventKind.VERIFIED, at(2, 12), about=1, by=9),
    happened(3, EventKind.SUBMITTED, at(5), opd="B", answers=BAD, by=2),
    happened(4, EventKind.VERIFIED, at(5, 12), opd="B", about=3, by=9),
    happened(5, EventKind.SUBMITTED, at(8), opd="C", answers=GOOD, ticket="SKP-26-0003"),
    happened(6, EventKind.SUBMITTED, at(10), opd="D", answers=GOOD),
    happened(7, EventKind.RETURNED, at(10, 12), opd="D", about=6, by=9, reason="Tidak terbaca"),
]
NAMES = {1: "Siti", 2: "Budi", 9: "Dewi"}
VERDICTS = {1: 9, 3: 9}


def told(
    events: list[ReportEvent], opds: tuple[Opd, ...] = OPDS, quarter: int = 0, now: datetime = NOW
) -> MeasurementContent:
    of = measuring(events, opds, now, quarter, SETTINGS)
    stamp = Stamp(as_of=of.now.as_of, final=of.now.final)
    return measurement(of, stamp, Office(), names=NAMES, verdicts=VERDICTS)


def sakip(content: MeasurementContent) -> Line:
    return content.lines[0]


def test_a_line_tells_last_year_this_year_and_each_quarter_that_is_over() -> None:
    line = sakip(told(STORY))
    assert (line.number, line.title, line.short) == (1, "SAKIP", "SAKIP baik")
    assert (line.now.met, line.now.total, line.now.target) == (1, 4, Decimal(75))
    assert line.now.realised == Fraction(25)
    assert line.now.capaian == Fraction(100, 3)
    assert line.now.label == "Sangat Rendah"
    assert line.before is not None
    assert (line.before.met, line.before.total) == (0, 4)
    first, second, third, fourth = line.quarters
    assert first.measured is not None
    assert (first.target, first.own, first.measured.met) == (Decimal(20), Decimal(20), 1)
    assert first.measured.capaian == Fraction(125)
    assert second.measured is not None
    assert (second.target, second.own) == (Decimal(75), None)
    assert third.measured is not None
    assert (fourth.target, fourth.measured) == (Decimal(75), None)


def test_a_quarter_is_told_as_it_was_then_and_what_came_after_it_is_not() -> None:
    content = told(STORY, quarter=1)
    line = sakip(content)
    assert line.now.target == Decimal(20)
    assert [quarter.measured is not None for quarter in line.quarters] == [True, False, False, False]
    assert [row.meets for row in content.rows[:4]] == [Meets.YES, Meets.OPEN, Meets.OPEN, Meets.OPEN]
    assert content.heading == (
        "PENGUKURAN KINERJA TAHUN 2026 TRIWULAN I",
        Office().name,
        "posisi per 31 Maret 2026 pukul 23.59 WIB",
    )
    assert "Target TW I sendiri: SAKIP baik." in content.notes
    assert "Tanda – pada TW II, III, IV: belum berakhir pada posisi ini." in content.notes


def test_a_quarter_without_targets_of_its_own_says_so() -> None:
    notes = told(STORY, quarter=2).notes
    assert "Target 2026 adalah target tahun; TW II tidak punya target sendiri." in notes


def test_where_no_target_is_set_nothing_is_said_of_one() -> None:
    of = measuring(STORY, OPDS, NOW, 2)
    notes = measurement(of, STAMP, Office(), names={}, verdicts={}).notes
    assert not [note for note in (*notes, *action_plan(of, STAMP, Office()).notes) if "target tahun" in note]
    own = measuring(STORY, OPDS, NOW, 2, {"target.sakip.tw2": "40"})
    notes = measurement(own, STAMP, Office(), names={}, verdicts={}).notes
    assert "Target TW II sendiri: SAKIP baik." in notes
    others = measuring(STORY, OPDS, NOW, 2, {"target.sakip.tw2": "40", "target.ikm": "75"})
    notes = measurement(others, STAMP, Office(), names={}, verdicts={}).notes
    assert "Target TW II sendiri: SAKIP baik. Yang lain memakai target tahun." in notes


def test_the_year_needs_no_word_of_whose_its_targets_are() -> None:
    notes = told(STORY, now=datetime(2027, 1, 3, 9, 0, tzinfo=WIB)).notes
    assert not [note for note in notes if "sendiri:" in note or "belum berakhir" in note]


def test_numbers_of_all_quarters_of_one_that_has_them_all_need_no_word_of_the_year() -> None:
    settings = {f"target.{one.key}.tw1": "10" for one in INDICATORS}
    of = measuring(STORY, OPDS, NOW, 1, settings)
    notes = measurement_pdf(of, STAMP, Office()).notes
    assert next(note for note in notes if note.startswith("Target TW I sendiri")).endswith("jabatan.")


def test_every_opd_of_every_indicator_has_a_row() -> None:
    content = told(STORY)
    assert len(content.rows) == len(OPDS) * len(INDICATORS)
    a, b, c, d = content.rows[:4]
    assert (a.title, a.code, a.name, a.meets) == ("SAKIP", "A", "Dinas A", Meets.YES)
    assert (a.stands.state, a.stands.ticket) == ("terverifikasi", "SKP-26-0001")
    assert (a.stands.reporter, a.stands.verifier) == ("Siti", "Dewi")
    assert a.stands.verified == date(2026, 2, 12)
    assert a.stands.result.nilai == Decimal("75.5")
    assert a.quarters == (Meets.YES, Meets.YES, Meets.YES, None)
    assert (b.meets, b.stands.reporter, b.quarters) == (
        Meets.NO,
        "Budi",
        (Meets.OPEN, Meets.NO, Meets.NO, None),
    )
    assert (c.meets, c.stands.state) == (Meets.OPEN, "menunggu verifikasi")
    assert c.stands.result.nilai is None, "what waits is no number"
    assert (c.stands.verifier, c.stands.ticket) == ("", "SKP-26-0003")
    assert (d.meets, d.stands.state, d.stands.reporter) == (Meets.OPEN, "perlu perbaikan", "Siti")
    assert content.rows[4].stands.state == "belum dinilai"
    assert content.rows[8].stands.state == "belum lapor"


def test_an_evaluation_names_who_evaluated_and_no_reporter() -> None:
    evaluated = happened(
        1, EventKind.EVALUATED, at(3), indicator=IndicatorKey.KELEMBAGAAN, answers={"hasil": "tepat"}, by=9
    )
    row = told([evaluated]).rows[4]
    assert (row.stands.reporter, row.stands.verifier) == ("", "Dewi")
    assert row.stands.result.grade == "tepat"


def test_an_opd_that_came_or_went_counts_only_while_it_was_there() -> None:
    gone = opd("Z", "Badan Lama", until=date(2026, 5, 31))
    new = opd("N", "Badan Baru", since=date(2026, 8, 1))
    rows = {row.code: row for row in told(STORY, (*OPDS, gone, new)).rows if row.title == "SAKIP"}
    assert rows["Z"].quarters == (Meets.OPEN, Meets.NOT_COUNTED, Meets.NOT_COUNTED, None)
    assert (rows["Z"].meets, rows["Z"].before) == (Meets.NOT_COUNTED, Meets.OPEN)
    assert rows["Z"].stands.state == "tidak dihitung per 30 November 2026"
    assert rows["N"].quarters == (Meets.NOT_COUNTED, Meets.NOT_COUNTED, Meets.OPEN, None)
    assert (rows["N"].meets, rows["N"].before) == (Meets.OPEN, Meets.NOT_COUNTED)


def test_an_unknown_person_has_no_name() -> None:
    of = measuring(STORY, OPDS, NOW, 0, SETTINGS)
    content = measurement(of, STAMP, Office(), names={}, verdicts={})
    assert (content.rows[0].stands.reporter, content.rows[0].stands.verifier) == ("", "")


def entry(**standing: object) -> Entry:
    carried = standing.pop("carried_from", None)
    now = Standing(**standing)  # type: ignore[arg-type]
    return Entry(OPDS[0], Part.MISSING, now, carried, now.correction_waiting)  # type: ignore[arg-type]


SENT = happened(1, EventKind.SUBMITTED, at(2), answers=GOOD)
CORRECTION = happened(2, EventKind.SUBMITTED, at(3), answers=GOOD, about=1, reason="Salah ketik")
RETURNED = happened(3, EventKind.RETURNED, at(4), about=2)
FIRST_HALF = replace(SENT, answers={"periode": "s1"}, indicator=IndicatorKey.IKM)
SECOND_HALF = replace(SENT, id=2, answers={"periode": "s2"}, indicator=IndicatorKey.IKM)
SEPTEMBER = happened(5, EventKind.EXPECTED, at(6), answers={"perkiraan": "2026-09"})
DECEMBER = happened(5, EventKind.EXPECTED, at(6), answers={"perkiraan": "2026-12"})


@pytest.mark.parametrize(
    ("indicator", "standing", "said"),
    [
        ("sakip", {}, "belum lapor"),
        ("tatalaksana", {}, "belum dinilai"),
        ("sakip", {"waiting": SENT}, "menunggu verifikasi"),
        ("sakip", {"waiting": SENT, "returned": RETURNED}, "menunggu verifikasi (dikirim ulang)"),
        ("sakip", {"returned": RETURNED}, "perlu perbaikan"),
        ("sakip", {"expected": SEPTEMBER}, "belum terbit, perkiraan September 2026 sudah lewat"),
        ("sakip", {"expected": DECEMBER}, "belum terbit, perkiraan Desember 2026"),
        ("sakip", {"expected": replace(DECEMBER, answers={})}, "belum terbit"),
        ("anjab", {"expected": replace(DECEMBER, answers={})}, "belum ada"),
        ("sakip", {"verified": SENT, "verified_at": at(3)}, "terverifikasi"),
        ("kelembagaan", {"verified": SENT, "carried_from": 2024}, "terverifikasi, hasil 2024"),
        (
            "sakip",
            {"verified": SENT, "verified_at": at(3), "waiting": CORRECTION},
            "terverifikasi, koreksi menunggu",
        ),
        (
            "sakip",
            {"verified": SENT, "verified_at": at(3), "returned": RETURNED, "returned_sent": CORRECTION},
            "terverifikasi, koreksi perlu perbaikan",
        ),
        (
            "ikm",
            {"verified": FIRST_HALF, "verified_at": at(3), "waiting": SECOND_HALF},
            "terverifikasi, semester I, semester II menunggu",
        ),
    ],
)
def test_where_an_opd_stands_in_words(indicator: str, standing: dict[str, object], said: str) -> None:
    assert state_of(entry(**standing), by_key(indicator), date(2026, 11, 30)) == said


def test_what_a_document_says_against_itself_is_told_with_what_counts() -> None:
    written = replace(SENT, answers={"predikat": "B", "nilai": "60", CONTRADICTION: AS_WRITTEN})
    shown = entry(verified=written, verified_at=at(3))
    assert state_of(shown, by_key("sakip"), NOW.date()) == "terverifikasi, menurut predikat dokumen"


def test_results_of_earlier_years_are_counted_and_named() -> None:
    old = happened(
        1,
        EventKind.EVALUATED,
        datetime(2025, 10, 1, 9, 0, tzinfo=WIB),
        year=2025,
        indicator=IndicatorKey.KELEMBAGAAN,
        answers={"hasil": "tepat"},
    )
    content = told([old])
    assert content.lines[1].now.met == 1
    assert content.rows[4].stands.state == "terverifikasi, hasil 2025"
    carried = "Termasuk hasil tahun sebelumnya yang masih berlaku: Tepat tugas dan fungsi 1."
    assert carried in content.notes


def test_without_any_opd_nothing_can_be_computed_and_is_not_zero() -> None:
    content = told([], ())
    line = sakip(content)
    assert (line.now.realised, line.now.capaian, line.now.label) == (None, None, None)
    assert printed(content)[0].cells[4:] == ("75 %", "tidak dapat dihitung", "–", "–")
    assert content.rows == ()


def test_a_year_without_a_former_one_has_dashes() -> None:
    of = replace(measuring(STORY, OPDS, NOW, 0, SETTINGS), before=None)
    content = measurement(of, STAMP, Office(), names={}, verdicts={})
    assert printed(content)[0].cells[2:4] == ("–", "–")
    assert content.rows[0].before is None
    assert not [note for note in content.notes if note.startswith("Realisasi 2025")]


def test_the_printed_tables_have_each_percentage_beside_its_counts() -> None:
    content = told(STORY)
    assert printed(content)[0].cells == (
        "Persentase dokumen SAKIP OPD yang baik",
        "%",
        "75 %",
        "0,00 % (0 dari 4)",
        "75 %",
        "25,00 % (1 dari 4)",
        "33,33 %",
        "Sangat Rendah",
    )
    assert [(row.number, row.span) for row in printed(content)] == [
        ("1", 1),
        ("2", 1),
        ("3", 2),
        ("", 0),
        ("4", 1),
    ]
    quarters = printed_quarters(content)[0].cells
    assert quarters[2:] == (
        *("75 %", "20 %", "25,00 % (1 dari 4)", "125,00 %"),
        *("75 %", "25,00 % (1 dari 4)", "33,33 %") * 2,
        *("75 %", "–", "–"),
    )
    assert printed(content)[2].cells[4] == "belum ada target", "a target of 0 is none"
    assert goal_spans([]) == []


def test_the_columns_name_their_years() -> None:
    assert lkjip_columns(2026)[4:8] == ("TARGET 2025", "REALISASI 2025", "TARGET 2026", "REALISASI 2026")
    assert row_columns(2026)[-1] == "2025"


def test_what_is_said_is_what_every_document_with_figures_says() -> None:
    of = measuring(STORY, OPDS, NOW, 0, SETTINGS)
    assert said_by(measurement_pdf(of, STAMP, Office())) == figures_said(of.now)
    assert said_by_plan(action_plan(of, STAMP, Office())) == figures_said(of.now)


def test_the_rules_of_the_year_stand_with_their_basis() -> None:
    settings = SETTINGS | {"sakip.minimum": "BB", "deadline.sakip": "2026-12-09T16:00:00+07:00"}
    of = measuring(STORY, OPDS, NOW, 0, settings)
    rules = measurement(of, STAMP, Office(), names={}, verdicts={}).rules
    assert rules[0].indicator == "1 · SAKIP"
    assert rules[0].rules == ("Batas SAKIP baik: minimal BB (Sangat Baik)",)
    assert (rules[0].due, rules[1].due) == (date(2026, 12, 9), None)
    assert rules[0].basis == "PermenPANRB 88/2021"
    open_rule = told(STORY).rules[0].rules
    assert open_rule == ("Batas SAKIP baik: belum dipilih, memakai minimal B (Baik)",)
    assert "• Peta proses bisnis" in rules[3].rules


def test_it_is_signed_by_who_held_the_post_on_that_day_or_by_nobody() -> None:
    somebody = Signatory(title="Kepala Bagian", name="Sri", since=date(2026, 1, 1), until=date(2026, 6, 30))
    of = measuring(STORY, OPDS, NOW, 0, SETTINGS)
    then = Stamp(as_of=quarter_end(2026, 1), final=False)
    assert measurement_pdf(of, then, Office(signatories=(somebody,))).signed.name == "Sri"
    assert not measurement_pdf(of, STAMP, Office(signatories=(somebody,))).signed.is_signed


def test_what_the_data_shows_is_handed_on() -> None:
    of = measuring(STORY, OPDS, NOW)
    mark = Mark(kind="Berkas sama", where="SAKIP · A, B", note="Berkas yang sama dikirim dua OPD.")
    content = measurement(of, STAMP, Office(), names={}, verdicts={}, marks=(mark,))
    assert content.marks == (mark,)
    assert content.basis == "Bentuk tabel menurut PermenPANRB 53/2014."


def test_the_plan_names_what_has_no_target_of_its_own_by_quarter() -> None:
    of = measuring(STORY, OPDS, NOW, 0, SETTINGS)
    plan = action_plan(of, STAMP, Office())
    assert plan.heading[0] == "RENCANA AKSI TAHUN 2026"
    assert plan.basis == "Bentuk tabel menurut PermenPANRB 53/2014."
    assert plan.lines[0].before is None
    told_of = "Target – pada suatu triwulan: tidak ditetapkan sendiri{}; dipakai target tahunan."
    assert plan.notes[-1] == told_of.format(" (SAKIP baik)")
    years = {f"target.{one.key}": "75" for one in INDICATORS}
    none = action_plan(measuring(STORY, OPDS, NOW, 0, years), STAMP, Office())
    assert none.notes[-1] == told_of.format("")
    full = years | {f"target.sakip.tw{quarter}": "10" for quarter in (1, 2, 3, 4)}
    some = action_plan(measuring(STORY, OPDS, NOW, 0, full), STAMP, Office()).notes[-1]
    assert "(Tepat tugas dan fungsi, IKM baik, Ketatalaksanaan, Analisis jabatan)" in some
    every = {f"target.{one.key}.tw{quarter}": "10" for one in INDICATORS for quarter in (1, 2, 3, 4)}
    assert "Target –" not in action_plan(measuring(STORY, OPDS, NOW, 0, every), STAMP, Office()).notes[-1]


def test_a_quarter_whose_own_target_is_0_has_none_and_does_not_take_that_of_the_year() -> None:
    of = measuring(STORY, OPDS, NOW, 0, SETTINGS | {"target.sakip.tw2": "0"})
    second = action_plan(of, STAMP, Office()).lines[0].quarters[1]
    assert second.measured is not None
    assert (second.own, second.target, second.measured.capaian) == (Decimal(0), None, None)


def test_the_number_of_a_goal_is_that_of_its_indicators() -> None:
    assert [goal_number(one) for one in INDICATORS] == [1, 2, 3, 3, 4]
    assert goal_number(replace(INDICATORS[0], number="–")) is None


def test_a_quarter_is_over_with_its_last_instant() -> None:
    assert is_over(2026, 3, quarter_end(2026, 3))
    assert not is_over(2026, 4, NOW)
    assert not is_over(2025, 0, NOW)


@given(
    st.lists(st.sampled_from(["GOOD", "BAD", "WAITS", "RETURNED", "MISSING"]), max_size=30),
    st.integers(0, 4),
)
def test_the_rows_add_up_to_the_line_for_any_city(states: list[str], asked: int) -> None:
    opds = tuple(opd(f"O{number:02}") for number in range(len(states)))
    events: list[ReportEvent] = []
    for one, state in zip(opds, states, strict=True):
        if state == "MISSING":
            continue
        when = at(1 + len(events) % 11)
        sent = happened(
            len(events) + 1, EventKind.SUBMITTED, when, opd=one.code, answers=BAD if state == "BAD" else GOOD
        )
        events.append(sent)
        kind = EventKind.RETURNED if state == "RETURNED" else EventKind.VERIFIED
        if state != "WAITS":
            events.append(happened(len(events) + 1, kind, when, opd=one.code, about=sent.id))
    content = told(events, opds, asked)
    rows = [row for row in content.rows if row.title == "SAKIP"]
    line = sakip(content)
    assert sum(row.meets is Meets.YES for row in rows) == line.now.met
    assert sum(row.meets is not Meets.NOT_COUNTED for row in rows) == line.now.total
    for quarter in line.quarters:
        if quarter.measured is None:
            assert {row.quarters[quarter.number - 1] for row in rows} <= {None}
            continue
        assert sum(row.quarters[quarter.number - 1] is Meets.YES for row in rows) == quarter.measured.met
        assert sum(bool(row.quarters[quarter.number - 1]) for row in rows) == quarter.measured.total
