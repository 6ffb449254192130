"""The nota dinas and its list: who is in it, what it says, and that nobody is called late who is not."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents.memo import MemoContent, overdue_of, said_by
from domain.documents.memo import memo_of as memo_under
from domain.documents.owed import HEADINGS, Owed, owed_of
from domain.documents.stamp import Stamp
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.office.letterhead import NOBODY, letterhead_of
from domain.office.office import Office, Signatory
from domain.overdue.debts import debts
from domain.people.person import Grant, Person, Role, Unreachable
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules, extension_key, rules_from
from tests.domain.history import CODES, day, event, returned, submitted, verified
from tests.domain.reminders.city import at, opd, operator

SAKIP, IKM = IndicatorKey.SAKIP, IndicatorKey.IKM
NOW = at(6, 10, "09:15")
DUE = at(6, 1, "16:00")
RULES = YearRules(2026, deadlines={SAKIP: DUE, IKM: at(6, 5, "16:00")})
STAMP = Stamp(as_of=NOW, final=False)
OFFICE = Office()
ALL = tuple(opd(code) for code in CODES)


def owed(
    events: list[ReportEvent] | None = None,
    rules: YearRules = RULES,
    opds: tuple[Opd, ...] = ALL,
    people: tuple[Person, ...] = (),
    scope: str = "kelembagaan",
    indicator: IndicatorKey | None = None,
    now: datetime = NOW,
) -> Owed:
    return owed_of(rules, opds, events or [], people, now, scope=scope, indicator=indicator)


def memo_of(of: Owed, office: Office, stamp: Stamp) -> MemoContent:
    return memo_under(of, office, letterhead_of(office), stamp)


def facts(of: Owed) -> str:
    return memo_of(of, OFFICE, STAMP).paragraphs[1]


def test_what_is_owed_of_one_sub_bagian_stands_with_its_days() -> None:
    found = owed([submitted(1, opd="B")], people=(operator(5, "A"),))
    assert [(row.code, row.report, row.late, row.state, row.operators_said) for row in found.rows] == [
        ("A", "SAKIP", 9, "Belum disampaikan", "Operator 5"),
        ("C", "SAKIP", 9, "Belum disampaikan", "belum ada operator"),
        ("D", "SAKIP", 9, "Belum disampaikan", "belum ada operator"),
    ]
    assert found.rows[0].cells == (
        "1", "Dinas A", "SAKIP", "1 Jun 2026 16.00 WIB", "9", "Belum disampaikan", "Operator 5",
    )  # fmt: skip
    assert len(found.rows[0].cells) == len(HEADINGS)
    assert found.whose == "Sub Bagian Kelembagaan dan Kinerja"


@pytest.mark.parametrize(
    ("now", "late", "said"),
    [
        (DUE - timedelta(seconds=1), None, "–"),
        (DUE, 0, "hari ini"),
        (at(6, 1, "23:59"), 0, "hari ini"),
        (at(6, 2, "00:00"), 1, "1"),  # the calendar of WIB, and no 24 hours
    ],
)
def test_days_late_are_those_of_the_calendar(now: datetime, late: int | None, said: str) -> None:
    row = owed(now=now).rows[0]
    assert (row.late, row.late_said) == (late, said)
    assert row.state == ("Belum jatuh tempo" if late is None else "Belum disampaikan")


def test_an_opd_that_has_longer_is_not_late_and_its_row_says_so() -> None:
    longer = rules_from(
        2026,
        [("deadline.sakip", DUE.isoformat()), (extension_key(SAKIP, "B"), at(6, 20, "16:00").isoformat())],
    )
    found = owed(rules=longer)
    assert [row.code for row in found.late] == ["A", "C", "D"]
    last = found.rows[-1]
    assert (last.code, last.late_said, last.state) == ("B", "–", "Belum jatuh tempo")
    assert last.due_said == "20 Jun 2026 16.00 WIB (diperpanjang)"
    assert facts(found) == (
        "Sampai dengan 10 Juni 2026 pukul 09.15 WIB, 3 dari 4 Perangkat Daerah belum menyampaikan laporan "
        "yang tenggatnya telah lewat, yaitu 3 laporan SAKIP. Selain itu, 1 laporan belum jatuh tempo (karena "
        "tenggatnya diperpanjang). Rinciannya terlampir."
    )


def test_only_some_of_what_is_not_due_has_longer() -> None:
    longer = replace(RULES, deadlines={SAKIP: at(7, 1), IKM: DUE}, extensions={(SAKIP, "B"): at(7, 2)})
    assert "Selain itu, 4 laporan belum jatuh tempo (1 di antaranya karena tenggatnya diperpanjang)" in facts(
        owed(rules=longer, scope="")
    )


def test_what_is_not_out_yet_is_told_as_the_opd_says_it_and_is_never_late() -> None:
    found = owed([event(1, EventKind.EXPECTED, opd="B")])
    assert [row.code for row in found.rows] == ["A", "C", "D", "B"]
    last = found.rows[-1]
    assert (last.late, last.late_said) == (None, "–")
    assert last.state == "LHE belum terbit, perkiraan September 2026 (keterangan Perangkat Daerah)"
    assert "3 laporan SAKIP. Sementara itu, 1 laporan dinyatakan belum terbit oleh" in facts(found)
    assert found.reports[0].late == 3
    assert found.reports[0].not_out == 1
    later = owed([event(1, EventKind.EXPECTED, opd="B")], now=at(10, 1))
    assert "perkiraan September 2026, sudah lewat (keterangan" in later.rows[-1].state


def test_a_month_that_cannot_be_read_is_not_told() -> None:
    broken = replace(event(1, EventKind.EXPECTED), answers={})
    assert owed([broken]).rows[-1].state == "LHE belum terbit (keterangan Perangkat Daerah)"


def test_the_state_of_a_report_without_a_word_for_not_out() -> None:
    said = replace(event(1, EventKind.EXPECTED), indicator=IndicatorKey.ANJAB)
    state = owed([said], scope="anjab").rows[-1].state
    assert state == "Belum ada, perkiraan September 2026 (keterangan Perangkat Daerah)"


def test_a_report_that_was_returned_is_told_as_such() -> None:
    back = [submitted(1), returned(2, 1)]
    found = owed(back)
    row = next(row for row in found.rows if row.code == "A")
    assert row.state == "Dikembalikan untuk diperbaiki sejak 3 Maret 2026"
    assert row.extended  # by the day that the review took
    assert (
        "4 dari 4 Perangkat Daerah belum menyampaikan, atau belum menyampaikan kembali setelah perbaikan, "
        "laporan yang tenggatnya telah lewat, yaitu 4 laporan SAKIP (1 di antaranya "
        "dikembalikan untuk diperbaiki)."
    ) in facts(found)
    alone = owed(back, opds=(opd("A"),))
    assert "1 dari 1 Perangkat Daerah belum menyampaikan kembali perbaikan laporan yang" in facts(alone)
    assert "yaitu 1 laporan SAKIP." in facts(alone)


def test_where_nobody_is_late_nobody_is_blamed_and_nothing_is_asked() -> None:
    before = owed(now=DUE - timedelta(days=1))
    memo = memo_of(before, OFFICE, STAMP)
    assert memo.paragraphs[1] == (
        "Sampai dengan 31 Mei 2026 pukul 16.00 WIB, tidak ada laporan tersebut yang melewati tenggat. "
        "Selain itu, 4 laporan belum jatuh tempo. Rinciannya terlampir."
    )
    assert memo.paragraphs[2] == "Belum ada tindak lanjut yang diusulkan."
    assert dict(memo.fields)["Sifat"] == "Biasa"
    assert dict(memo.fields)["Hal"] == "Laporan Perangkat Daerah yang belum disampaikan Tahun 2026"


def test_where_all_have_reported_or_there_is_no_opd_the_table_is_empty_and_says_so() -> None:
    for found in (owed([submitted(n, opd=code) for n, code in enumerate(CODES, 1)]), owed(opds=())):
        memo = memo_of(found, OFFICE, STAMP)
        assert memo.rows == ()
        assert memo.empty == "Tidak ada laporan yang belum disampaikan."
        assert "terlampir" not in memo.paragraphs[1]
        assert said_by(memo)[0].words == "Laporan SAKIP: tidak ada yang belum menyampaikan"


def test_a_closed_year_owes_nothing() -> None:
    assert owed(rules=replace(RULES, closed_at=NOW)).rows == ()


def test_a_report_without_a_deadline_is_owed_and_not_late() -> None:
    found = owed(rules=YearRules(2026))
    assert {(row.due_said, row.late, row.state) for row in found.rows} == {
        ("belum ditetapkan", None, "Belum disampaikan")
    }
    memo = memo_of(found, OFFICE, STAMP)
    assert "tenggat 4 laporan belum ditetapkan" in memo.paragraphs[1]
    assert "setiap Perangkat Daerah diminta menyampaikan laporan SAKIP." in memo.paragraphs[0]


def test_what_the_measurement_rests_on_is_that_of_the_year() -> None:
    memo = memo_of(owed(scope=""), OFFICE, STAMP)
    assert memo.paragraphs[0] == (
        "Pengukuran Indikator Kinerja Utama Bagian Organisasi Tahun 2026 berpedoman pada PermenPANRB 88/2021 "
        "dan PermenPANRB 14/2017. Untuk itu setiap Perangkat Daerah diminta menyampaikan laporan SAKIP "
        "paling lambat 1 Juni 2026 pukul 16.00 WIB dan laporan IKM paling lambat 5 Juni 2026 pukul 16.00 WIB."
    )
    three = replace(RULES, deadlines={one.key: DUE for one in reported()})
    assert "laporan SAKIP paling" in (
        said := memo_of(owed(rules=three, scope=""), OFFICE, STAMP).paragraphs[0]
    )
    assert ", dan laporan analisis jabatan paling lambat" in said
    bare = replace(RULES, legal_basis={})
    assert (
        memo_of(owed(rules=bare), OFFICE, STAMP)
        .paragraphs[0]
        .startswith(
            "Untuk pengukuran Indikator Kinerja Utama Bagian Organisasi Tahun 2026, setiap Perangkat Daerah"
        )
    )


def test_one_opd_is_asked_by_its_name_and_several_by_the_attachment() -> None:
    alone = memo_of(owed(opds=(opd("A"),), people=(operator(1, "A"),)), OFFICE, STAMP)
    assert (
        "mengingatkan pimpinan Dinas A agar segera menyampaikan laporan tersebut kepada Bagian Organisasi."
        in (alone.paragraphs[2])
    )
    unmanned = memo_of(owed(opds=(opd("A"),)), OFFICE, STAMP)
    assert unmanned.paragraphs[2].endswith("Bagian Organisasi, serta menunjuk operator laporan.")
    many = memo_of(owed(people=(operator(1, "A", "B", "C"),)), OFFICE, STAMP)
    assert "para pimpinan Perangkat Daerah sebagaimana terlampir" in many.paragraphs[2]
    assert many.paragraphs[2].endswith(
        "serta menunjuk operator laporan bagi 1 Perangkat Daerah yang belum memilikinya."
    )


def test_who_cannot_be_reached_is_named_with_that() -> None:
    lost = replace(operator(1, "A"), unreachable=Unreachable.BLOCKED)
    both = owed(opds=(opd("A"),), people=(lost, operator(2, "A")))
    assert both.rows[0].operators_said == "Operator 1 (tidak dapat dihubungi), Operator 2"


def test_who_signs_is_who_held_the_post_that_day_and_nobody_is_invented() -> None:
    nobody = memo_of(owed(), OFFICE, STAMP)
    assert (nobody.signed.title, nobody.signed.name) == ("Kepala Bagian Organisasi", NOBODY)
    head = Signatory(
        title="Plt. Kepala Bagian", name="Ani", rank="Pembina", nip="19 7", since=date(2026, 1, 1)
    )
    signed = memo_of(owed(), Office(signatories=(head,)), STAMP)
    assert (signed.signed.title, *signed.signed.below) == ("Plt. Kepala Bagian", "Ani", "Pembina", "NIP 19 7")
    assert signed.rests_on == "Naskah dinas menurut Permendagri 1/2023"
    assert memo_of(owed(), Office(memo_basis=""), STAMP).rests_on == ""
    assert dict(signed.fields)["Dari"] == "Plt. Kepala Bagian"
    earlier = replace(STAMP, as_of=at(6, 10, year=2025))
    assert memo_of(owed(), Office(signatories=(head,)), earlier).signed.name == NOBODY


def test_whom_it_goes_to_is_data_of_the_office() -> None:
    fields = dict(memo_of(owed(), OFFICE, STAMP).fields)
    assert list(fields) == [
        "Yth.", "Melalui", "Dari", "Tembusan", "Tanggal", "Nomor", "Sifat", "Lampiran", "Hal",
    ]  # fmt: skip
    assert (fields["Yth."], fields["Nomor"], fields["Tembusan"]) == ("Sekretaris Daerah", "", "–")
    other = Office(memo_to="Bupati", memo_through="", memo_copies=("Inspektur", "Arsip"))
    fields = dict(memo_of(owed(), other, STAMP).fields)
    assert (fields["Yth."], fields["Melalui"], fields["Tembusan"]) == ("Bupati", "", "Inspektur; Arsip")


def test_one_report_can_be_asked_for_and_a_scope_that_there_is_not_is_refused() -> None:
    found = owed(scope="", indicator=IKM)
    assert {row.indicator for row in found.rows} == {IKM}
    assert found.whose == "IKM"
    assert (
        owed(scope="", indicator=IndicatorKey.KELEMBAGAAN).rows == ()
    )  # the Sub Bagian evaluates that itself
    with pytest.raises(ValueError, match="keuangan"):
        owed(scope="keuangan")


def test_what_it_says_is_numbers_and_no_names() -> None:
    found = owed([event(9, EventKind.EXPECTED, opd="B"), submitted(1), returned(2, 1)])
    for content in (memo_of(found, OFFICE, STAMP), overdue_of(found, STAMP)):
        (said,) = said_by(content)
        assert said.about == "sakip.belum"
        assert said.value == "4/4 lewat 3 belum terbit 1"
        assert said.words == (
            "Laporan SAKIP: 4 dari 4 Perangkat Daerah belum menyampaikan, 3 lewat tenggat "
            "(1 dikembalikan untuk diperbaiki), 1 dinyatakan belum terbit"
        )


def test_the_workbook_and_the_attachment_have_the_same_rows() -> None:
    found = owed(scope="")
    memo, book = memo_of(found, OFFICE, STAMP), overdue_of(found, STAMP)
    assert memo.rows == tuple(row.cells for row in book.rows)
    assert (memo.attachment, memo.about, memo.headings) == (book.title, book.about, book.headings)
    assert book.about == "Semua Sub Bagian, posisi per 10 Juni 2026 pukul 09.15 WIB"


KINDS = st.sampled_from((EventKind.SUBMITTED, EventKind.VERIFIED, EventKind.RETURNED, EventKind.EXPECTED))


@given(
    st.lists(st.tuples(st.sampled_from(CODES), KINDS), max_size=12),
    st.integers(0, 200),
    st.dictionaries(st.sampled_from(CODES), st.integers(0, 200), max_size=4),
)
def test_the_rows_are_the_debts_and_who_is_late_is_beyond_the_own_deadline(
    told: list[tuple[str, EventKind]], passed: int, longer: dict[str, int]
) -> None:
    events: list[ReportEvent] = []
    for number, (code, kind) in enumerate(told, 1):
        sent = [one for one in events if one.opd == code and one.kind is EventKind.SUBMITTED]
        ends = kind in {EventKind.VERIFIED, EventKind.RETURNED}
        if not ends:
            events.append(event(number, kind, opd=code))
        elif sent:
            events.append(event(number, kind, sent[-1].id, opd=code))
    now = day(passed)
    rules = replace(RULES, extensions={(SAKIP, code): day(of) for code, of in longer.items()})
    found = owed(events, rules, scope="", now=now)
    listed = debts(rules, ALL, events, now)
    assert {(row.code, row.indicator) for row in found.rows} == {(one.opd, one.indicator) for one in listed}
    assert [row.number for row in found.rows] == list(range(1, len(listed) + 1))
    due = {(one.opd, one.indicator): one for one in listed}
    for row in found.rows:
        debt = due[row.code, row.indicator]
        late = debt.due is not None and now >= debt.due and debt.expected is None
        assert (row.late is not None) == late
        assert row.late is None or row.late >= 0
    assert sum(one.owed for one in found.reports) == len(found.rows)
    assert sum(one.late for one in found.reports) == len(found.late)


def test_a_verified_report_is_in_no_list() -> None:
    assert [row.code for row in owed([submitted(1), verified(2, 1)]).rows] == ["B", "C", "D"]


def test_grants_of_other_roles_make_nobody_an_operator() -> None:
    admin = replace(operator(3), grants=frozenset({Grant(Role.ADMIN)}))
    assert owed(people=(admin,)).rows[0].operators == ()
