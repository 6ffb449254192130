"""The evidence for auditors: what is in it, in which part, and what is said of what is not there."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.documents.evidence import (
    COLUMNS,
    GONE,
    MOST_OF_A_PART,
    NO_FILE,
    NOTHING,
    EvidenceContent,
    Proofs,
    TrailLine,
    evidence_content,
    how_to_check,
    proven,
    said_by,
    subjects_of,
    summary,
)
from domain.documents.said import figures_said
from domain.documents.stamp import Stamp
from domain.forms.drafts import Evidence, FileState
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind, ReportEvent
from tests.domain.documents.positions import opd, position

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=WIB)
STAMP = Stamp(as_of=NOW, final=False, code="ABCD-EFGH")
OPDS = (opd("DINKES", "Dinas Kesehatan"), opd("DIKBUD", "=Dinas Pendidikan & Kebudayaan"))
GOOD = {"predikat": "BB", "nilai": "75.5", "nomor": "700/12/2026", "tanggal": "2026-05-12"}
SAKIP, KETATALAKSANAAN = IndicatorKey.SAKIP, IndicatorKey.KETATALAKSANAAN


def event(number: int, kind: EventKind, by: int = 1, **more: object) -> ReportEvent:
    told: dict[str, object] = {
        "id": number, "kind": kind, "opd": "DINKES", "indicator": SAKIP, "year": 2026,
        "at": NOW - timedelta(days=9) + timedelta(hours=number), "by": by,
    }  # fmt: skip
    return ReportEvent(**(told | more))  # type: ignore[arg-type]


def file(
    number: int, name: str = "LHE 2025.pdf", state: FileState = FileState.STORED, **more: str
) -> Evidence:
    return Evidence(
        id=number, draft=1, opd="DINKES", file_id=f"f{number}", unique_id=f"u{number}", kind="document",
        name=name, size=100, added_by=1, added_at=NOW, state=state, **{"sha256": f"{number:064x}"} | more,  # type: ignore[arg-type]
    )  # fmt: skip


def verified(number: int, *files: int, opd: str = "DINKES") -> tuple[ReportEvent, ReportEvent]:
    sent = event(number, EventKind.SUBMITTED, answers=GOOD, files=files, ticket=f"S-{number}", opd=opd)
    return sent, event(number + 1, EventKind.VERIFIED, by=2, about=number, opd=opd)


def content(
    events: tuple[ReportEvent, ...],
    files: tuple[Evidence, ...] = (),
    sizes: dict[str, int] | None = None,
    trail: tuple[TrailLine, ...] = (),
    indicator: IndicatorKey | None = None,
    most: int = MOST_OF_A_PART,
) -> EvidenceContent:
    proofs = Proofs(
        events=events,
        files={one.id: one for one in files},
        sizes={one.sha256: 100 for one in files} if sizes is None else sizes,
        names={1: "Siti", 2: "Budi"},
        trail=trail,
    )
    where = position(events, OPDS, NOW)
    return evidence_content(where, indicator, proofs, stamp=STAMP, region="Kota Anu", most=most)


def test_a_line_says_what_a_file_proves_and_where_it_lies() -> None:
    made = content(verified(1, 7), (file(7),))
    (row,) = made.rows
    assert (row.number, row.opd, row.indicator) == (1, "DINKES – Dinas Kesehatan", "SAKIP")
    assert (row.nilai, row.grade) == (Decimal("75.5"), "BB · Sangat Baik")
    assert row.document == "700/12/2026 · 12 Mei 2026"
    assert (row.verifier, row.verified_on, row.ticket) == ("Budi", "22 Juni 2026", "S-1")
    assert row.path == "SAKIP/DINKES-Dinas_Kesehatan/LHE_2025.pdf"
    assert (row.sha256, row.size, row.note) == (f"{7:064x}", 100, "dikirim sebagai LHE 2025.pdf")
    assert made.heading == ("BAHAN BUKTI TAHUN 2026", "Kota Anu", "Posisi per 1 Juli 2026 pukul 09.00 WIB")
    assert summary(made) == ("1 laporan terverifikasi, 1 berkas.",)
    assert len(COLUMNS) == 12
    assert said_by(made) == figures_said(position(verified(1, 7), OPDS, NOW))


def test_only_what_is_verified_is_in_it() -> None:
    waiting = event(5, EventKind.SUBMITTED, answers=GOOD, files=(8,), opd="DIKBUD")
    made = content((*verified(1, 7), waiting), (file(7), file(8)))
    assert [row.path for row in made.rows] == ["SAKIP/DINKES-Dinas_Kesehatan/LHE_2025.pdf"]


def test_an_evaluation_was_verified_by_whoever_made_it_and_may_have_no_file() -> None:
    evaluated = event(
        3, EventKind.EVALUATED, by=2, indicator=KETATALAKSANAAN, answers={"hasil": "tertib"}, opd="DIKBUD"
    )
    made = content((*verified(1, 7), evaluated), (file(7),))
    row = list(made.rows)[1]
    assert (row.number, row.verifier, row.path, row.note) == (2, "Budi", "", NO_FILE)
    assert row.opd == "DIKBUD – =Dinas Pendidikan & Kebudayaan"
    assert made.missing == (), "nobody ever sent one"
    one = content((*verified(1, 7), evaluated), (file(7),), indicator=SAKIP)
    assert [row.indicator for row in one.rows] == ["SAKIP"]
    assert one.title == "Bahan bukti SAKIP tahun 2026"
    assert one.heading[0] == "BAHAN BUKTI SAKIP TAHUN 2026"
    assert [said.about for said in one.said] == [SAKIP]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (FileState.WAITING, "berkas belum selesai diunduh"),
        (FileState.REFUSED, "berkas ditolak karena isinya"),
        (FileState.LOST, "berkas tidak dapat diunduh"),
        (FileState.STORED, GONE),
    ],
)
def test_a_file_that_is_not_there_is_named_and_stops_no_other(state: FileState, said: str) -> None:
    here = file(8)
    made = content(verified(1, 7, 8, 9), (file(7, "hilang.pdf", state), here), {here.sha256: 50})
    first, second = made.rows
    assert (first.path, first.note) == ("", f"{said}; dikirim sebagai hilang.pdf")
    assert second.path.endswith("LHE_2025.pdf")
    assert made.missing == ("DINKES SAKIP, hilang.pdf",)
    assert summary(made)[1] == (
        "Tidak disertakan karena berkasnya tidak ada: DINKES SAKIP, hilang.pdf. Lihat indeks."
    )


def test_many_files_that_are_gone_are_counted() -> None:
    files = tuple(file(number, f"{number}.pdf") for number in range(10, 15))
    made = content(verified(1, *range(10, 15)), files, {})
    assert summary(made)[1].count(".pdf") == 3
    assert ", dan 2 lainnya. Lihat indeks." in summary(made)[1]


def test_nothing_verified_is_said_in_one_part() -> None:
    made = content(())
    assert len(made.parts) == 1
    assert (list(made.rows), summary(made)) == ([], (NOTHING,))
    assert "sha256sum -c" in how_to_check(made)


def test_names_that_are_the_same_or_dangerous_are_told_apart() -> None:
    names = ("LHE.pdf", "lhe.PDF", "../../LHE.pdf", "CON.pdf", "", "x" * 300 + ".pdf", "😀.pdf", "=1+1.pdf")
    files = tuple(file(number, name) for number, name in enumerate(names, 20))
    made = content(verified(1, *(one.id for one in files)), files)
    paths = [row.path for row in made.rows]
    assert len({path.casefold() for path in paths}) == len(names)
    assert all(path.isascii() and len(path) < 160 and ".." not in path for path in paths)
    assert all(path.startswith("SAKIP/DINKES-Dinas_Kesehatan/") for path in paths)


def trail_of(*events: ReportEvent) -> tuple[TrailLine, ...]:
    subjects = sorted({subject for one in events for subject in subjects_of(one)})
    return tuple(TrailLine(subject, 10 - place, f"{subject}!") for place, subject in enumerate(subjects))


def test_each_part_has_the_trail_of_its_own_reports() -> None:
    first, second = verified(1, 7), verified(11, 8, opd="DIKBUD")
    files = (file(7), file(8))
    lines = trail_of(first[0], second[0])
    together = content((*first, *second), files, trail=lines)
    assert len(together.parts) == 1
    assert together.parts[0].trail == tuple(line.text for line in reversed(lines)), (
        "in the order it was written"
    )
    apart = content((*first, *second), files, trail=lines, most=104_000)
    assert [part.trail for part in apart.parts] == [
        ("file 8!", "DIKBUD/sakip/2026!"),
        ("file 7!", "DINKES/sakip/2026!"),
    ]
    assert [row.number for row in apart.rows] == [1, 2]
    assert summary(apart) == ("2 laporan terverifikasi, 2 berkas dalam 2 bagian.",)


@given(sizes=st.lists(st.integers(0, 20_000_000), max_size=12), most=st.integers(21_000_000, 60_000_000))
def test_no_part_is_too_big_and_nothing_is_lost(sizes: list[int], most: int) -> None:
    files = tuple(file(number, f"{number}.pdf") for number in range(len(sizes)))
    made = content(
        verified(1, *range(len(sizes))),
        files,
        {one.sha256: size for one, size in zip(files, sizes, strict=True)},
        most=most,
    )
    assert sorted(row.size for row in made.rows) == (sorted(sizes) or [0])
    assert all(sum(row.size for row in part.rows) <= most for part in made.parts)
    assert all(part.rows for part in made.parts)


def test_a_result_of_an_earlier_year_is_evidence_of_this_one() -> None:
    sent, verdict = verified(1, 7)
    before = (replace(sent, year=2025, indicator=IndicatorKey.KELEMBAGAAN, answers={"hasil": "tepat"}),
              replace(verdict, year=2025, indicator=IndicatorKey.KELEMBAGAAN))  # fmt: skip
    where = position(before, OPDS, NOW)
    counted = proven(where, None)
    made = content(before, (file(7),))
    assert len(list(made.rows)) == len(counted)
    assert subjects_of(before[0]) == {"DINKES/kelembagaan/2025", "file 7"}
