"""The permission matrix: every command and every button, by every role, against one OPD's affairs."""

import copy
from dataclasses import fields, replace
from typing import Any

import pytest

from domain.documents.said import Said
from domain.documents.stamp import Stamp
from domain.documents.wanted import DocumentKind, Wanted
from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reminders.planned import Item, Reminder, Why
from domain.reports.events import EventKind, ReportEvent
from handlers import COMMANDS
from handlers.joining import texts
from handlers.papers.paper import PAPERS, Paper
from handlers.telegram.buttons import Button
from handlers.telegram.press import PRESSES
from handlers.words import problems
from storage.ports import Announcement, Made, RekapSheet
from tests.handlers import permissions
from tests.handlers.permissions import (
    ADMIN,
    ANJAB,
    ENDED,
    HOLDER,
    KELEMBAGAAN,
    OTHER,
    OWN,
    PIMPINAN,
    ROLES,
    TATALAKSANA,
)
from tests.places import ROOT
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, press

REFUSALS = (
    "Mintalah tautan undangan",
    "bukan untuk peran Anda",
    "tidak terdaftar",
    "bukan wewenang",
    "hanya untuk",
    "Sub Bagian lain",
    "tidak mempunyai evaluasi sendiri",
)
GRANTS = {
    HOLDER: Grant(Role.OPERATOR, HEALTH.code),
    OWN: Grant(Role.OPERATOR, HEALTH.code),
    OTHER: Grant(Role.OPERATOR, LIBRARY.code),
    KELEMBAGAAN: Grant(Role.VERIFIKATOR, "kelembagaan"),
    TATALAKSANA: Grant(Role.VERIFIKATOR, "tatalaksana"),
    ANJAB: Grant(Role.VERIFIKATOR, "anjab"),
    PIMPINAN: Grant(Role.PIMPINAN),
    ADMIN: Grant(Role.ADMIN),
}
NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"


class Affairs:
    """A town where Dinas Kesehatan has a draft, a waiting report with a file, a return and an evaluation."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.actors: dict[str, Talker] = {}
        self.facts: dict[str, Any] = {}

    async def arrange(self) -> None:
        for number, role in enumerate(ROLES, start=2001):
            grants = (GRANTS[role],) if role in GRANTS else ()
            self.actors[role] = await self.town.talker(number, role.title(), *grants)
        await self._end(self.actors[ENDED])
        siti = self.actors[HOLDER]
        await self._reports(siti)
        await siti.opens("SAKIP", "bb")
        draft = await self.town.held(siti)
        assert draft is not None
        self.facts |= {"draft": draft.id, "version": draft.version, "reminder": await self._reminded(siti)}
        for actor in self.actors.values():
            if actor is not siti:
                await actor.says("/start")

    async def _end(self, actor: Talker) -> None:
        async with self.town.storage.uow() as uow:
            person = await uow.people.add(actor.id, "Mantan", self.town.now)
            grant = Grant(Role.OPERATOR, HEALTH.code)
            await uow.people.grant(person.id, grant, by=None, at=self.town.now)
            await uow.people.end(person.id, grant, by=None, at=self.town.now)
            await uow.commit()

    async def _reports(self, siti: Talker) -> None:
        await siti.opens("IKM", press("Hitung dari 9 unsur"), NINE, press("bobot 1/9", "Lewati"))
        await siti.sends(("skm.pdf", b"%PDF-1.7 skm", "application/pdf"))
        await self.town.tick()
        await siti.presses("Kirim")
        (sent,) = await self.town.events(HEALTH.code)
        async with self.town.storage.uow() as uow:
            boss = await uow.people.by_telegram_id(self.actors[KELEMBAGAAN].id)
            assert boss is not None
            judged = await uow.reports.append(
                ReportEvent(
                    id=0,
                    kind=EventKind.EVALUATED,
                    opd=HEALTH.code,
                    indicator=IndicatorKey.KELEMBAGAAN,
                    year=2026,
                    at=self.town.now,
                    by=boss.id,
                    answers={"hasil": "tepat"},
                )
            )
            invitation = await uow.invitations.add(
                "0" * 64,
                Grant(Role.PIMPINAN),
                by=None,
                at=self.town.now,
                expires_at=self.town.now.replace(year=2027),
            )
            announcement = await uow.announcements.add(
                Announcement(id=0, by=boss.id, at=self.town.now, text="Rapat", entities="", audience="all")
            )
            asked = await uow.access_requests.begin(4001, "joko", self.town.now)
            await uow.access_requests.fill(asked.id, opd=HEALTH.code, name="Joko")
            await uow.access_requests.send(asked.id, self.town.now)
            kept = await uow.rekap.keep(
                RekapSheet(id=0, year=2026, by=boss.id, at=self.town.now, name="rekap.xlsx", sha256="")
            )
            bundle = Wanted(kind=DocumentKind.EVIDENCE, year=2026)
            document = await uow.documents.ask(bundle, seen=0, day=self.town.now.date(), at=self.town.now)
            begun = await uow.documents.begin(document.id, self.town.now, self.town.now)
            assert begun is not None
            said = (Said("ikm.belum", "1/2 lewat 0", "Laporan IKM 87,28: 1 dari 2 belum menyampaikan"),)
            stamp = Stamp(as_of=self.town.now, final=False)
            made = Made(stamp=stamp, said=said, caption="", files=())
            await uow.documents.made(begun, made, self.town.now)
            trouble = await uow.troubles.note("evidence", "file 1", "rusak", self.town.now)
            await uow.commit()
        self.facts |= {
            "announcement": announcement.id,
            "document": document.id,
            "trouble": trouble.id,
            "request": asked.id,
            "newest": asked.id,
            "submission": sent.id,
            "ticket": sent.ticket,
            "file": sent.files[0],
            "event": judged.id,
            "sheet": kept.id,
            "invitation": invitation.id,
        }

    async def _reminded(self, siti: Talker) -> int:
        """Let a reminder be the holder's; the town has no deadline that one would come of by itself."""
        item = Item(opd=HEALTH.code, indicator=IndicatorKey.ANJAB, year=2026, due=None, step=None)
        reminder = Reminder(person=(await self.town.person(siti)).id, why=Why.STEP, items=(item,))
        async with self.town.storage.uow() as uow:
            line = await uow.reminders.add(reminder, self.town.now)
            await uow.commit()
        return line.id

    def button(self, kind: type[Button]) -> Button:
        """Return a button of that kind about Dinas Kesehatan's affairs."""
        known: dict[str, Any] = {
            **self.facts,
            "value": "BB",
            "to": "back",
            "question": "predikat",
            "opd": HEALTH.code,
            "code": HEALTH.code,
            "successor": LIBRARY.code,
            "indicator": "kelembagaan",
            "year": 2026,
            "mode": "go",
            "quarter": 0,
            "page": 0,
            "listed": 0,
            "scope": "kelembagaan",
            "stage": "belum",
            "seen": self.facts["event"],
            "result": "tepat",
            "act": "sop",
            "decision": self.facts["submission"],
            "returned": self.facts["submission"],
            "expected": self.facts["submission"],
            "fingerprint": "0",
            "rule": "sakip.minimum",
            "minimum": "BB",
            "chosen": 1,
            "person": 1,
            "role": "operator",
            "unit": HEALTH.code,
            "nonce": 1,
            "again": 0,
            "accepted": 1,
            "step": "minta",
            "count": 1,
            "agreed": 1,
            "before": 0,
            "search": 0,
            "form": "opd.nama",
            "day": 20261127,
            "wish": "2j",
            "side": "before",
            "iso": "2026-12-25",
            "command": "iku",
            "words": "2026",
            "why": "u",
            "wanted": 0,
            "row": 2,
            "way": 0,
            "part": "tolak",
            "shown": "0",
            "number": 1,
            "group": "kop",
            "kind": "formulir",
            "what": "",
            "basis": "0",
            "marks": "s",
            "of": "jump",
            "on": 1,
            "made": 1,
        }
        if kind.__name__ == "OpenReport":
            known["indicator"] = "anjab"
        wanted = [field.name for field in fields(kind)]  # type: ignore[arg-type] # every button is a dataclass
        return kind(**{name: known[name] for name in wanted})

    def effects(self) -> object:
        """Return what is stored: the audit trail has every change but those of drafts and reminders."""
        tables = self.town.storage.tables
        drafts = [(draft.id, draft.version, draft.status, draft.holder) for draft in tables.drafts.values()]
        beside = copy.copy(tables.preferences), copy.copy(tables.asked)
        return copy.copy(tables.audit), copy.copy(tables.reminders), drafts, beside


@pytest.fixture
async def affairs(town: Town) -> Affairs:
    arranged = Affairs(town)
    await arranged.arrange()
    return arranged


def text_of(message: dict[str, Any]) -> str:
    """Return what a message says; a file may say nothing."""
    return str(message.get("text") or message.get("caption") or "")


def refused(text: str) -> bool:
    return any(sentence in text for sentence in REFUSALS)


def test_the_matrix_names_every_command_and_every_button() -> None:
    assert set(permissions.COMMANDS) == {command.name for command in COMMANDS}
    assert set(permissions.BUTTONS) == {press.button.__name__ for press in PRESSES}


@pytest.mark.parametrize("paper", list(PAPERS), ids=lambda paper: paper.kind.value)
async def test_documents(affairs: Affairs, paper: Paper) -> None:
    """Every document may be had by whom the matrix says, whatever year it is of."""
    scope = "kelembagaan" if paper.kind.value in permissions.OF_A_SUB_BAGIAN else ""
    wanted = Wanted(kind=paper.kind, year=2025, scope=scope)
    for role in (role for role in ROLES if role in GRANTS):
        person = await affairs.town.person(affairs.actors[role])
        if paper.once:
            # It is of who asked for it, and of nobody else.
            assert not paper.may(person, replace(wanted, scope=f".0.{person.id + 1}"))
            wanted = replace(wanted, scope=f".0.{person.id}")
        assert paper.may(person, wanted) is (role in permissions.DOCUMENTS[paper.kind.value]), role


def test_the_document_shows_this_matrix() -> None:
    document = ROOT / "docs" / "permissions.md"
    assert permissions.table() in document.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", ROLES)
async def test_commands(affairs: Affairs, role: str) -> None:
    actor = affairs.actors[role]
    for name, allowed in permissions.COMMANDS.items():
        before = affairs.effects()
        told = await actor.says(f"/{name}")
        assert refused(told["text"]) is (role not in allowed), f"/{name} by {role}: {told['text']}"
        if role not in allowed:
            assert affairs.effects() == before


@pytest.mark.no_cover
@pytest.mark.parametrize("press", list(PRESSES), ids=lambda press: press.button.__name__)
async def test_buttons_of_others_change_nothing(affairs: Affairs, press: Any) -> None:  # noqa: ANN401 - a Press
    """Every role that may not press it changes nothing by it and sees nothing of the OPD's answers."""
    allowed = permissions.BUTTONS[press.button.__name__]
    data = affairs.button(press.button).pack()
    for role in ROLES:
        if role in allowed:
            continue
        before = affairs.effects()
        told = text_of(await affairs.actors[role].forges(data))
        assert affairs.effects() == before, f"{press.button.__name__} by {role}"
        assert "87,28" not in told, f"{press.button.__name__} by {role} sees: {told}"
        assert "gangguan" not in told, f"{press.button.__name__} by {role}"


@pytest.mark.no_cover
@pytest.mark.parametrize("press", list(PRESSES), ids=lambda press: press.button.__name__)
async def test_buttons_of_ones_own_are_not_refused(affairs: Affairs, press: Any) -> None:  # noqa: ANN401 - a Press
    allowed = permissions.BUTTONS[press.button.__name__]
    data = affairs.button(press.button).pack()
    if press.button.__name__ in permissions.OF_AN_OWN_DRAFT:
        allowed = permissions.NOBODY
    for role in (role for role in ROLES if role in allowed):
        told = text_of(await affairs.actors[role].forges(data))
        assert not refused(told), f"{press.button.__name__} by {role}: {told}"
        assert "gangguan" not in told, f"{press.button.__name__} by {role}"


def test_refusals_are_the_bots_own_words() -> None:
    assert any(sentence in texts.stranger("Kota") for sentence in REFUSALS)
    assert any(sentence in problems.NOT_FOR_YOU for sentence in REFUSALS)
    assert any(sentence in problems.NOT_YOUR_OPD for sentence in REFUSALS)
