"""What a locked phone shows of each message that nobody asked for: its news comes first."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.documents.overview_chart import overview_chart
from domain.documents.wanted import DocumentKind, Wanted
from domain.evaluation.sheet import SheetProblem
from domain.indicators import by_key
from domain.joining.asking import Standing as Asking
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.mishaps.told import Mishap
from domain.people.person import Grant, Role
from domain.reminders.changed import Moved
from domain.reports.events import EventKind, ReportEvent, Standing
from handlers.backups import texts as backups
from handlers.charts.chart import captioned
from handlers.deadlines import effect_texts
from handlers.delivery.notices import KINDS
from handlers.evaluation_files import texts as sheets
from handlers.joining import texts as joining
from handlers.mishaps import texts as mishaps
from handlers.morning.late_texts import Late, LateGroup, LateOpd
from handlers.morning.texts import Morning
from handlers.morning.texts import message as morning
from handlers.people import texts as people
from handlers.people import wish_texts
from handlers.reminders import texts as reminders
from handlers.reminders.texts import Line, Reminding
from handlers.reporting import Row, ask_texts, verdict_texts
from handlers.review import answer_texts
from storage.ports import AccessRequest, Document, Invitation
from tests.domain.documents.charted import STAMP, position
from tests.town.dialogue import HEALTH

SHOWN = 40
"""Characters of the first line that a small phone shows."""
NOW = datetime(2026, 12, 1, 8, tzinfo=WIB)
DINKES = replace(HEALTH, short="Dinkes")
NAMES = {HEALTH.code: "Dinas Kesehatan"}
OPERATOR = Grant(Role.OPERATOR, HEALTH.code)
SENT = ReportEvent(
    id=1,
    kind=EventKind.SUBMITTED,
    opd=HEALTH.code,
    indicator=IndicatorKey.SAKIP,
    year=2026,
    at=NOW,
    by=1,
    answers={"predikat": "BB", "nilai": "75.5"},
    ticket="K7Q2",
)
WISH = Invitation(id=1, token_hash="", grant=Grant(Role.ADMIN), created_by=1, created_at=NOW, expires_at=NOW)
REQUEST = AccessRequest(
    id=1, telegram_id=1, telegram_name="Siti", standing=Asking.ACCEPTED, begun_at=NOW, name="Siti Aminah"
)


def reminded(*dues: datetime | None, year: int = 2026, returned: bool = False, owed: bool = True) -> str:
    """Return a reminder of the Dinkes, of SAKIP first."""
    keys = (IndicatorKey.SAKIP, IndicatorKey.IKM, IndicatorKey.ANJAB)
    standing = Standing(returned=replace(SENT, kind=EventKind.RETURNED)) if returned else Standing()
    lines = [
        Line(opd=DINKES, year=year, row=Row(by_key(key), standing, None, due), owed=owed, reader=1)
        for key, due in zip(keys, dues, strict=False)
    ]
    return reminders.reminder(Reminding(name="Siti", lines=lines), NOW)


def due(days: int, hour: int = 16) -> datetime:
    return NOW.replace(hour=hour) + timedelta(days=days)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (reminded(due(1)), "⏰ SAKIP besok 16.00 – Dinkes"),
        (reminded(due(1), due(8), None), "⏰ SAKIP besok 16.00 (+2 lagi) – Dinkes"),
        (reminded(due(30)), "SAKIP 31 Des 16.00 – Dinkes"),
        (reminded(due(3)), "SAKIP 4 Des 16.00 – Dinkes"),
        (reminded(due(40)), "SAKIP 10 Jan 2027 16.00 – Dinkes"),
        (reminded(due(0)), "⏰ SAKIP hari ini 16.00 – Dinkes"),
        (reminded(due(0, 7)), "⏰ SAKIP lewat sejak 07.00 – Dinkes"),
        (reminded(due(-1)), "⏰ SAKIP lewat 1 hari – Dinkes"),
        (reminded(due(-1), year=2025), "⏰ SAKIP 2025 lewat 1 hari – Dinkes"),
        (reminded(due(1), returned=True), "⏰ Perbaikan SAKIP besok 16.00 – Dinkes"),
        (reminded(None), "SAKIP belum dikirim – Dinkes"),
        (reminded(due(1), owed=False), "✅ Sudah dilaporkan – Dinkes"),
    ],
)
def test_a_reminder_says_all_that_matters_in_its_first_line(said: str, first: str) -> None:
    assert said.splitlines()[0] == f"<b>{first}</b>"


def test_one_who_reports_for_several_opd_reads_how_many() -> None:
    row = Row(by_key(IndicatorKey.SAKIP), Standing(), None, due(1))
    lines = [
        Line(opd=opd, year=2026, row=row, owed=True, reader=1)
        for opd in (DINKES, replace(DINKES, code="B", short="Disdik"))
    ]
    said = reminders.first_line(Reminding(name="Siti", lines=lines), NOW)
    assert said == "⏰ SAKIP besok 16.00 (+1 lagi) – 2 OPD"


LATE = Late([LateGroup(by_key(IndicatorKey.SAKIP), 2026, due(-1), [LateOpd(DINKES, returned=False)])])
MOVED = effect_texts.News(
    indicator=by_key(IndicatorKey.ANJAB),
    year=2026,
    opds=[("Dinas Kesehatan", Moved(due(1), due(8)))],
    general=None,
    outstanding=1,
    of_one_opd=True,
    revoked=False,
    reason="",
    by="Dewi",
    now=NOW,
)
RETURNED = replace(SENT, kind=EventKind.RETURNED, reason="Nilai tidak cocok", about=1)
CHART = overview_chart(STAMP, position(), None, live=True)
DOCUMENT = Document(
    id=1, wanted=Wanted(kind=DocumentKind.CHART, year=2026), seen=0, day=NOW.date(), asked_at=NOW
)
MISHAP = Mishap("ZeroDivisionError", "handlers/figures/iku.py:30", 3, NOW, NOW, NOW)
NEWS = {
    "access.accepted": (joining.accepted(REQUEST, "Dinas Kesehatan"), "Selamat datang"),
    "access.asked": (joining.asked(REQUEST, "Dinas Kesehatan", []), "Permintaan akses"),
    "backup.answer": (backups.not_made("disk full"), "Cadangan gagal dibuat"),
    "backup.trouble": (backups.trouble(None, NOW, "disk full"), "Cadangan malam ini tidak ada"),
    "chart.weekly": (captioned(CHART, DOCUMENT), "IKU 2026"),
    "deadline": (effect_texts.news(MOVED), "Analisis jabatan: 9 Des 16.0"),
    "invitation.used": (people.used("Siti", OPERATOR, NAMES, NOW), "Siti memakai undangan"),
    "mishaps": (mishaps.told([MISHAP]), "Kesalahan tak terduga: 1 macam"),
    "morning": (morning("Dewi", Morning(late=LATE), NOW), "1 OPD belum lapor SAKIP"),
    "reminder": (reminded(due(1)), "SAKIP besok 16.00 – Dinkes"),
    "returned": (verdict_texts.card(RETURNED, SENT, "Dinas Kesehatan", ()), "SAKIP 2026 perlu diperbaiki"),
    "return.answered": (ask_texts.ANSWERED, "sudah menjawab"),
    "return.asked": (answer_texts.ASKED, "Operator bertanya"),
    "role": (people.told_given(OPERATOR, NAMES), "Peran baru: operator Dinas"),
    "role.news": (people.news("Siti", Grant(Role.ADMIN), "Rizky", NOW), "Siti kini admin bot"),
    "role.refused": (wish_texts.refused(WISH, {}), "Ditolak admin lain: permintaan"),
    "role.wish": (wish_texts.asked(WISH, "Siti", {}), "Siti meminta peran admin bot"),
    "sheet_read": (sheets.was_read("isian.xlsx"), "“isian.xlsx” sudah dibaca"),
    "sheet_refused": (sheets.refused_file("a.xlsx", next(iter(SheetProblem)), ""), "“a.xlsx”"),
    "undecided": (verdict_texts.undone(SENT, "Dinas Kesehatan"), "SAKIP 2026 kembali menunggu"),
    "verified": (verdict_texts.verified(SENT, "Dinas Kesehatan", met=True), "SAKIP 2026 diterima"),
}
"""The first line of each kind of message, and what has to be read of it on a locked phone."""
SILENT = frozenset(
    {"announcement", "backup.file", "evidence.marked", "living", "paper", "recall", "reminder-changed"}
)
"""What is a file, begins with the writer's own words, changes a message that is there, or takes one away."""


def test_every_kind_of_notice_is_looked_at() -> None:
    # Kinds that only other tests make known may be among them.
    assert set(NEWS) | SILENT == {kind.name for kind in KINDS if not kind.name.startswith("test-")}


@pytest.mark.parametrize("kind", NEWS)
def test_a_locked_phone_shows_the_news(kind: str) -> None:
    said, news = NEWS[kind]
    first = said.splitlines()[0].replace("<b>", "").replace("</b>", "")
    assert news in first[:SHOWN]
    assert "Bapak/Ibu" not in first[: SHOWN // 2]
