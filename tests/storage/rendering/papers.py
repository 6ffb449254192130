"""Contents to be drawn: a town whose names are as bad as names get."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.documents.invitations import Door, InvitationsContent, invitations_of
from domain.documents.memo import MemoContent, OverdueContent, memo_of, overdue_of
from domain.documents.owed import Owed, owed_of
from domain.documents.stamp import Stamp
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.office.letterhead import letterhead_of
from domain.office.office import Office
from domain.people.person import Grant, Person, Role, Unreachable
from domain.reports.events import EventKind, ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules

NAMES = (
    '=HYPERLINK("http://x.example","Dinas")',
    "+Dinas -satu @dua",
    "<w:b/>Dinas \"Pendidikan\" & {{ jinja }} 'Kebudayaan'",
    "#Kecamatan *_$x$_* \\alpha #import",
    "مكتب العمل",
    "RSUD 🏥 \x0b\x00\ud800",
    "D" * 200,
    "Dinas Kesehatan, Pengendalian Penduduk, dan Keluarga Berencana",
)
NOW = datetime(2026, 12, 22, 9, 15, tzinfo=WIB)
STAMP = Stamp(
    as_of=NOW, final=False, code="K7MQ-3XZP-9F2C", link="https://t.me/iku_bot?start=cek_K7MQ3XZP9F2C"
)
OFFICE = Office()
RULES = YearRules(
    2026,
    deadlines={
        IndicatorKey.SAKIP: datetime(2026, 11, 30, 16, 0, tzinfo=WIB),
        IndicatorKey.IKM: datetime(2026, 12, 15, 16, 0, tzinfo=WIB),
    },
)


def opds(count: int) -> list[Opd]:
    names = [NAMES[number] if number < len(NAMES) else f"Kecamatan {number}" for number in range(count)]
    return [Opd(f"O{number:03}", name, "dinas", date(2020, 1, 1)) for number, name in enumerate(names)]


def owed(count: int = 28) -> Owed:
    """Return what so many OPD owe, one of which has said that its LHE is not out."""
    units = opds(count)
    people = [
        Person(
            number,
            number,
            f"={opd.name[:30]}",
            frozenset({Grant(Role.OPERATOR, opd.code)}),
            Unreachable.BLOCKED if number % 3 == 0 else None,
        )
        for number, opd in enumerate(units)
        if number % 4
    ]
    said = ReportEvent(
        id=1,
        kind=EventKind.EXPECTED,
        opd="O001",
        indicator=IndicatorKey.SAKIP,
        year=2026,
        at=NOW - timedelta(days=40),
        by=1,
        answers={"perkiraan": "2027-01"},
    )
    return owed_of(RULES, units, [said] if count > 1 else [], people, NOW)


def memo(count: int = 28, office: Office = OFFICE, logo: bytes = b"") -> MemoContent:
    return memo_of(owed(count), office, letterhead_of(office, logo), STAMP)


def overdue(count: int = 28) -> OverdueContent:
    return overdue_of(owed(count), STAMP)


def invitations(count: int = 28, bot: str = "iku_bot") -> InvitationsContent:
    doors = [
        Door(
            opd=replace(opd, name=opd.name.encode("utf-8", "replace").decode()),
            link=f"https://t.me/{bot}?start=k7mq-3xzp-9f2c-tw8h-{number + 1000}",
            token_hash="",
        )
        for number, opd in enumerate(opds(count))
    ]
    return invitations_of(
        doors, OFFICE, letterhead_of(OFFICE), by=1, at=NOW, expires_at=NOW + timedelta(days=7)
    )
