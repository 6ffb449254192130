"""What the evidence for auditors is gathered from, and who may have it."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from bot.commands.audit import verify_file
from domain.documents.wanted import DocumentKind, Wanted
from domain.forms.drafts import FileState
from domain.people.person import Grant, Person, Role
from domain.reports.events import EventKind
from domain.units.opd import Opd
from handlers.downloads.evidence import EVIDENCE, gather
from handlers.papers.paper import Reading
from storage.evidence import EvidenceFolder
from storage.ports import Document, Storage
from storage.rendering.bundle import draw
from storage.rendering.drawing import Workshop
from tests.fakes.storage import FakeStorage
from tests.storage.samples import SAKIP, file_of, someone, started, submission
from tests.town.dialogue import Talker, Town, press

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
SENT = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
PDF, GONE = b"%PDF-1.7 LHE", b"%PDF-1.7 gone"
ANSWERS = {"predikat": "BB", "nilai": "75.5", "nomor": "700/12", "tanggal": "2026-02-12"}


async def city(storage: Storage, files: EvidenceFolder) -> None:
    """Two OPD: one with a verified report of two files of which one is lost, one whose report waits."""
    async with storage.uow() as uow:
        operator, verifier = await someone(uow, 1), await someone(uow, 2)
        for code, name in (("DINKES", "Dinas Kesehatan"), ("DIKBUD", "Dinas Pendidikan")):
            await uow.opds.record(Opd(code, name, "dinas", SENT.date()), by=None, at=SENT)
        for opd, names in (("DINKES", ("LHE.pdf", "lhe.PDF")), ("DIKBUD", ("LHE.pdf",))):
            draft, numbers = await started(uow, operator, opd=opd), []
            for place, name in enumerate(names):
                kept = await uow.evidence.add(file_of(draft, name=name, unique_id=f"{opd}{place}"))
                content = GONE if place else PDF
                stored = sha256(content).hexdigest() if place else await files.put(content)
                await uow.evidence.update(replace(kept, state=FileState.STORED, sha256=stored), at=NOW)
                numbers.append(kept.id)
            sent = await uow.reports.append(
                submission(
                    operator,
                    opd=opd,
                    at=SENT,
                    answers=ANSWERS,
                    files=tuple(numbers),
                    draft=draft.id,
                    draft_version=1,
                )
            )
            if opd == "DINKES":
                await uow.evidence.note_opened(numbers[0], by=verifier.id, at=SENT)
                await uow.reports.append(
                    submission(verifier, kind=EventKind.VERIFIED, opd=opd, at=SENT, about=sent.id, answers={})
                )
        await uow.commit()


async def test_the_evidence_of_what_is_verified_can_be_checked_by_anybody(tmp_path: Path) -> None:
    storage = FakeStorage()
    files = EvidenceFolder(tmp_path / "evidence")
    await city(storage, files)
    document = Document(
        id=7, wanted=Wanted(kind=DocumentKind.EVIDENCE, year=2026), seen=0, day=NOW.date(), asked_at=NOW
    )
    async with storage.uow() as uow:
        content = await gather(uow, Reading(now=NOW, files=files), document)
    here, gone = content.rows
    assert here.path == "SAKIP/DINKES-Dinas_Kesehatan/LHE.pdf"
    assert (here.verifier, here.verified_on) == ("Orang 2", "2 Maret 2026")
    assert (gone.path, content.missing) == ("", ("DINKES SAKIP, lhe.PDF",))
    assert "Tidak disertakan" in EVIDENCE.caption(content, document)
    assert EVIDENCE.said(content)[0].about == "sakip"
    (archive,) = draw(content, Workshop(folder=tmp_path, evidence=tmp_path / "evidence"))
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "unpacked")
    trail = tmp_path / "unpacked" / "audit.jsonl"
    assert verify_file(trail) == 0
    told = trail.read_text()
    assert [kind in told for kind in ("report.submitted", "report.verified", "evidence.opened")] == [True] * 3
    assert "DIKBUD" not in told, "what waits is none of it"


async def test_of_one_indicator_and_of_nothing(tmp_path: Path) -> None:
    storage = FakeStorage()
    files = EvidenceFolder(tmp_path / "evidence")
    await city(storage, files)
    wanted = Wanted(kind=DocumentKind.EVIDENCE, year=2026, indicator=SAKIP)
    document = Document(id=7, wanted=wanted, seen=0, day=NOW.date(), asked_at=NOW)
    async with storage.uow() as uow:
        content = await gather(uow, Reading(now=NOW, files=files), document)
        before = replace(document, wanted=replace(wanted, year=2024))
        nothing = await gather(uow, Reading(now=NOW, files=files), before)
    assert content.title == "Bahan bukti SAKIP tahun 2026"
    assert (list(nothing.rows), nothing.parts[0].trail) == ([], ())


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.OPERATOR, "DINKES", False),
        (Role.VERIFIKATOR, "anjab", True),
        (Role.PIMPINAN, "", True),
        (Role.ADMIN, "", True),
        (None, "", False),
    ],
)
def test_only_who_sees_every_opd_may_have_it(role: Role | None, unit: str, may: bool) -> None:
    grants = frozenset({Grant(role, unit)} if role else ())
    person = Person(id=1, telegram_id=1, name="Siti", grants=grants)
    assert EVIDENCE.may(person, Wanted(kind=DocumentKind.EVIDENCE, year=2026)) is may


async def test_it_comes_into_the_chat_of_who_may_have_it(town: Town, siti: Talker, boss: Talker) -> None:
    await siti.reports_sakip()
    menu = await boss.walks("/iku", press("Unduh"))
    assert "Bahan bukti" in menu["text"]
    await boss.presses("Bahan bukti")
    await town.make_papers()
    file = await boss.card()
    assert file["document"]["file_name"] == "IKU-2026-bukti.zip"
    assert "Belum ada laporan yang terverifikasi pada posisi ini." in file["caption"]
    theirs = await siti.walks("/iku", press("Unduh"))
    assert "Bahan bukti" not in theirs["text"]
