"""A code is checked: what the document said, as of when, what has changed since; strangers hear less."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.documents.codes import Checked, bare, code_of
from domain.documents.said import Said, figures_said
from domain.documents.wanted import DocumentKind, Wanted
from domain.errors import NotPossible, Problem
from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.units.opd import Opd
from handlers.papers.making import NotMade
from handlers.papers.paper import PAPERS, Paper, Reading
from handlers.papers.positions import position_at
from handlers.papers.stamping import stamp_at, stamp_of
from handlers.proof import texts
from handlers.proof.buttons import ProofPage
from handlers.proof.strangers import MOST, Patience
from storage.ports import Document, DocumentState, Made, UnitOfWork
from tests.fakes.evidence import FakeEvidenceStore
from tests.town.dialogue import HEALTH, LIBRARY, START, Json, Talker, Town, labels

FIGURES = Wanted(kind=DocumentKind.MEASUREMENT_PDF, year=2026)
MEMO = Wanted(kind=DocumentKind.MEMO, year=2026)
FORM = Wanted(kind=DocumentKind.FORM, year=2026)
TEPAT = {"hasil": "tepat"}


class Content:
    """What the documents of these tests are made of: what they say."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = tuple(said)


async def _figures(uow: UnitOfWork, reading: Reading, document: Document) -> object:
    wanted = document.wanted
    return Content(figures_said(await position_at(uow, wanted.year, wanted.quarter, reading.now)))


SAYS = [Said("instansi", "A", "Instansi: Kota A"), Said("penanda tangan", "B", "Penanda tangan: Bu <B> & Co")]


async def _words(_: UnitOfWork, __: Reading, ___: Document) -> object:
    return Content(SAYS)


async def _impossible(_: UnitOfWork, __: Reading, ___: Document) -> object:
    raise NotPossible(Problem.YEAR_CLOSED)


async def _not_made(_: UnitOfWork, __: Reading, ___: Document) -> object:
    raise NotMade("there is nobody to invite")


def _said(content: Content) -> tuple[Said, ...]:
    return content.said


def _everything(person: Person, _: Wanted) -> bool:
    return person.sees_everything


@pytest.fixture(autouse=True)
def _papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each kind a paper of these tests, whatever the rooms have."""
    for kind, gather, may in (
        (DocumentKind.MEASUREMENT_PDF, _figures, lambda *_: True),
        (DocumentKind.MEMO, _words, _everything),
        (DocumentKind.FORM, _words, lambda *_: True),
        (DocumentKind.OVERDUE, _impossible, _everything),
        (DocumentKind.INVITATIONS, _not_made, _everything),
    ):
        paper = Paper(
            kind=kind,
            title="Pengukuran kinerja" if gather is _figures else "Formulir IKU",
            gather=gather,
            may=may,
            said=_said,
            caption=lambda *_: "",
        )
        monkeypatch.setitem(PAPERS._things, kind.value, paper)  # noqa: SLF001 - there is no forgetting
    monkeypatch.delitem(PAPERS._things, DocumentKind.EVIDENCE.value, raising=False)  # noqa: SLF001 - as above


async def handed_over(town: Town, wanted: Wanted = FIGURES, said: Sequence[Said] | None = None) -> Document:
    """Make a document as the floor does, and return it."""
    reading = Reading(now=town.now, files=FakeEvidenceStore())
    async with town.storage.uow() as uow:
        seen = await uow.audit.newest()
        document = await uow.documents.ask(wanted, seen=seen, day=town.now.date(), at=town.now)
        if document.state is DocumentState.MADE:
            return document
        begun = await uow.documents.begin(document.id, town.now, town.now + timedelta(minutes=1))
        assert begun is not None
        if said is None:
            position = await position_at(uow, wanted.year, wanted.quarter, town.now)
            stamp, said = await stamp_of(uow, reading, document.id, position), figures_said(position)
        else:
            stamp = await stamp_at(uow, reading, document.id, town.now)
        made = await uow.documents.made(
            begun, Made(stamp=stamp, said=tuple(said), caption="", files=()), town.now
        )
        await uow.commit()
    return made


def code(document: Document) -> str:
    assert document.stamp is not None
    return document.stamp.code


async def judged(town: Town, opd: str, answers: dict[str, str]) -> None:
    """Let the Sub Bagian give a result, an hour later."""
    town.now += timedelta(hours=1)
    await town.evaluated(opd, IndicatorKey.KELEMBAGAAN, answers)


async def test_who_may_see_it_is_told_what_it_said_and_that_it_still_holds(town: Town, dewi: Talker) -> None:
    await judged(town, HEALTH.code, TEPAT)
    document = await handed_over(town)
    town.now += timedelta(days=3)
    told = await dewi.says(code(document))
    assert told["text"].splitlines()[:6] == [
        "Sesuai: Pengukuran kinerja 2026",
        "posisi per 23 November 2026 pukul 10.15 WIB",
        "dibuat 23 Nov 2026 10.15 WIB",
        f"kode {code(document)}",
        "",
        "Masih sama dengan data sekarang.",
    ]
    assert "50,00 % (1 dari 2), belum ada target – tetap" in told["text"]
    assert told["text"].count("– tetap") == 5
    assert labels(told) == ["Buat yang terbaru", "‹ Beranda"]


@pytest.mark.parametrize("spelling", ["{}", "kode {}", "cek {} dong", "/start cek_{}", "{} asli?"])
async def test_it_is_checked_however_it_is_typed(town: Town, dewi: Talker, spelling: str) -> None:
    document = await handed_over(town)
    written = bare(code(document)) if "cek_" in spelling else code(document).lower().replace("-", " ")
    assert "Masih sama" in (await dewi.says(spelling.format(written)))["text"]


async def test_a_pasted_link_is_checked(town: Town, dewi: Talker) -> None:
    document = await handed_over(town)
    assert document.stamp is not None
    assert document.stamp.link.startswith("https://t.me/simulator_bot?start=cek_")
    assert "Masih sama" in (await dewi.says(f"Ini {document.stamp.link}"))["text"]


async def test_what_changed_is_told_then_and_now_opd_by_opd(town: Town, dewi: Talker) -> None:
    await judged(town, HEALTH.code, TEPAT)
    document = await handed_over(town)
    await judged(town, LIBRARY.code, TEPAT)
    told = (await dewi.says(code(document)))["text"]
    assert "Sudah berubah sejak itu: 1 dari 5." in told
    assert "50,00 % (1 dari 2), belum ada target\n→ kini" in told
    assert (
        "100,00 % (2 dari 2), belum ada target\n   +1 Dinas Perpustakaan dan Kearsipan (dinilai kemudian)"
        in told
    )
    assert told.count("– tetap") == 4


async def test_other_opd_behind_the_same_number_are_told(town: Town, dewi: Talker) -> None:
    await judged(town, HEALTH.code, TEPAT)
    document = await handed_over(town)
    await judged(town, HEALTH.code, {"hasil": "belum"})
    await judged(town, LIBRARY.code, TEPAT)
    told = (await dewi.says(code(document)))["text"]
    assert "Masih sama, tetapi OPD di baliknya sudah lain." in told
    assert "+1 Dinas Perpustakaan dan Kearsipan" in told
    assert "−1 Dinas Kesehatan" in told


async def test_an_operator_is_told_of_their_own_opd_by_name_only(
    town: Town, siti: Talker, eka: Talker
) -> None:
    document = await handed_over(town)
    await judged(town, HEALTH.code, TEPAT)
    assert "+1 Dinas Kesehatan" in (await siti.says(code(document)))["text"]
    told = (await eka.says(code(document)))["text"]
    assert "50,00 % (1 dari 2)" in told
    assert "Dinas Kesehatan" not in told
    assert "1 OPD lain berubah" in told


async def test_a_new_target_is_a_change_without_any_opd(town: Town, dewi: Talker) -> None:
    document = await handed_over(town)
    town.now += timedelta(hours=1)
    await town.set_year("target.kelembagaan", "80")
    told = (await dewi.says(code(document)))["text"]
    assert "Sudah berubah sejak itu: 1 dari 5." in told
    assert "target 80 %" in told


async def test_of_a_quarter_it_is_told_how_the_year_stands_now(town: Town, dewi: Talker) -> None:
    town.now = START - timedelta(days=40)
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, TEPAT)
    town.now = START
    document = await handed_over(town, replace(FIGURES, quarter=3))
    assert document.said[2].value.startswith(("0/2", "1/2"))
    await judged(town, LIBRARY.code, TEPAT)
    told = (await dewi.says(code(document)))["text"]
    assert "Pengukuran kinerja 2026 · TW III" in told
    assert "posisi per 30 September 2026 pukul 23.59 WIB" in told
    assert "(2 dari 2)" in told


async def test_of_a_closed_year_the_final_number_stays(town: Town, dewi: Talker) -> None:
    await judged(town, HEALTH.code, TEPAT)
    before = await handed_over(town)
    town.now = datetime.fromisoformat("2027-01-15T03:00+00:00")
    await town.set_year("closed_at", town.now.isoformat())
    town.now += timedelta(hours=1)
    final = await handed_over(town)
    told = (await dewi.says(code(before)))["text"]
    assert "Masih sama" in told
    assert "Tahun 2026 sudah ditutup sesudah dokumen ini." in told
    assert final.stamp is not None
    assert "(final)" in (await dewi.says(code(final)))["text"]
    town.now += timedelta(days=1)
    await town.set_year("closed_at", "")
    await judged(town, LIBRARY.code, TEPAT)
    told = (await dewi.says(code(final)))["text"]
    assert "Masih sama" in told
    assert "sedang dibuka kembali; angka resmi tetap angka penutupannya" in told


async def test_an_opd_that_was_dissolved_since_is_named(town: Town, dewi: Talker) -> None:
    await judged(town, LIBRARY.code, TEPAT)
    document = await handed_over(town)
    town.now += timedelta(days=3)
    await town.close_opd(LIBRARY)
    told = (await dewi.says(code(document)))["text"]
    assert "Dinas Perpustakaan dan Kearsipan (keluar dari hitungan)" in told
    assert "Daftar OPD untuk waktu itu" not in told


async def test_an_opd_that_is_entered_for_then_afterwards_is_said(town: Town, dewi: Talker) -> None:
    document = await handed_over(town)
    town.now += timedelta(days=1)
    async with town.storage.uow() as uow:
        await uow.opds.record(Opd("BARU", "Dinas Baru", "dinas", date(2026, 1, 1)), by=None, at=town.now)
        await uow.commit()
    told = (await dewi.says(code(document)))["text"]
    assert "Daftar OPD untuk waktu itu diubah sesudah dokumen ini dibuat." in told
    assert "(0 dari 2)" in told
    assert "(0 dari 3)" in told


async def test_a_document_without_figures_is_checked_by_its_words(town: Town, dewi: Talker) -> None:
    same = await handed_over(town, FORM, SAYS)
    told = (await dewi.says(code(same)))["text"]
    assert "• Penanda tangan: Bu <B> & Co – tetap" in told
    other = await handed_over(
        town, replace(FORM, year=2025), [replace(SAYS[0], value="Z", words="Instansi: Z")]
    )
    told = (await dewi.says(code(other)))["text"]
    assert "Instansi: Z\n→ kini Instansi: Kota A\n• baru: Penanda tangan" in told
    gone = await handed_over(town, replace(FORM, year=2024), [*SAYS, Said("x", "1", "Motto: X")])
    assert "• Motto: X\n→ kini tidak tercantum lagi" in (await dewi.says(code(gone)))["text"]
    settled = await handed_over(town, MEMO, [*SAYS, Said("x", "1", "SAKIP: 3 OPD belum")])
    assert "→ kini sudah beres" in (await dewi.says(code(settled)))["text"]


async def test_what_cannot_be_made_any_more_is_told_without_comparing(town: Town, dewi: Talker) -> None:
    said = [Said("x", "1", "SAKIP: 3 OPD belum")]
    for kind, scope, whose in (
        (DocumentKind.OVERDUE, "kelembagaan", "Sub Bagian Kelembagaan dan Kinerja"),
        (DocumentKind.EVIDENCE, HEALTH.code, "Dinas Kesehatan"),
        (DocumentKind.INVITATIONS, HEALTH.code, "Dinas Kesehatan"),
    ):
        document = await handed_over(town, Wanted(kind=kind, year=2026, scope=scope), said)
        told = await dewi.says(code(document))
        assert "saat ini tidak bisa dibandingkan dengan data" in told["text"]
        assert "• SAKIP: 3 OPD belum" in told["text"]
        assert whose in told["text"]
        assert "tetap" not in told["text"]
        assert "beres" not in told["text"]


async def test_a_document_that_says_nothing_is_genuine_all_the_same(
    town: Town, dewi: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.handlers.proof.test_check.SAYS", [])
    document = await handed_over(town, FORM, [])
    assert "tidak memuat angka yang bisa dibandingkan" in (await dewi.says(code(document)))["text"]


async def test_who_may_not_have_it_is_told_that_it_is_genuine(town: Town, siti: Talker) -> None:
    document = await handed_over(town, MEMO, SAYS)
    told = await siti.says(code(document))
    assert "Isinya tidak termasuk yang dapat Bapak/Ibu lihat." in told["text"]
    assert "Instansi" not in told["text"]
    assert labels(told) == ["‹ Beranda"]


async def test_who_tries_numbers_is_given_no_codes(town: Town, siti: Talker, dewi: Talker) -> None:
    document = await handed_over(town, MEMO, SAYS)
    await siti.says("/menu")
    for number in (document.id, document.id + 1, 99):
        told = await siti.forges(ProofPage(number, 0).pack())
        assert "tombol" in told["text"].lower()
        assert "kode" not in told["text"].lower()
    await dewi.says("/menu")
    assert code(document) in (await dewi.forges(ProofPage(document.id, 0).pack()))["text"]


async def test_many_that_moved_are_told_on_pages(town: Town, dewi: Talker) -> None:
    await town.found_opds(40)
    document = await handed_over(town)
    town.now += timedelta(hours=1)
    for number in range(40):
        await town.evaluated(f"OPD{number}", IndicatorKey.KELEMBAGAAN, TEPAT)
    first = await dewi.says(code(document))
    assert labels(first)[:3] == ["·", "1/4", "›"]
    seen, page = first["text"], first
    for _ in range(3):
        page = await dewi.presses("›", page)
        assert len(page["text"].splitlines()) <= 24
        assert page["message_id"] == first["message_id"]
        seen += page["text"]
    assert all(f"Dinas {number:02} (" in seen for number in range(40))


async def unknown(town: Town) -> list[str]:
    """Return what is no code of this installation, though it is written like one."""
    document = await handed_over(town)
    genuine = code(document)
    altered = ("0" if genuine[-1] != "0" else "1").join((genuine[:-1], ""))
    return [
        altered,
        genuine[:-1],
        code_of(bytes(32), document.id),
        "7K3M-9QXV-2TRD-HW58",
        f"kode {genuine[:9]}",
    ]


async def test_what_is_not_known_is_said_kindly_with_what_to_do(town: Town, dewi: Talker) -> None:
    for wrong in await unknown(town):
        told = await dewi.says(wrong)
        assert told["text"].startswith("Tidak dikenal: "), wrong
        assert "pindai QR-nya" in told["text"]
        told = await dewi.says(f"/start cek_{bare(wrong).replace(' ', '')}")
        assert told["text"].startswith("Tidak dikenal: "), wrong


async def test_a_document_that_failed_was_never_handed_over(town: Town, dewi: Talker) -> None:
    async with town.storage.uow() as uow:
        document = await uow.documents.ask(FIGURES, seen=0, day=town.now.date(), at=town.now)
        written = code_of(await uow.installation.secret(), document.id)
        await uow.commit()
    stranger = await town.talker(4001, "Joko")
    assert (await dewi.says(written))["text"] == texts.NEVER_MADE
    assert (await stranger.says(written))["text"] == texts.UNKNOWN_TO_STRANGERS
    async with town.storage.uow() as uow:
        begun = await uow.documents.begin(document.id, town.now, town.now + timedelta(minutes=1))
        assert begun is not None
        await uow.documents.failed(begun, "too slow", town.now)
        await uow.commit()
    assert (await dewi.says(written))["text"] == texts.NEVER_MADE
    await dewi.forges(f"bp:{document.id}:0")
    assert "berlaku" in (await dewi.card())["text"] or (await dewi.card())["text"] == texts.NEVER_MADE


async def test_after_an_older_copy_was_put_back_it_is_genuine_but_not_listed(
    town: Town, dewi: Talker
) -> None:
    async with town.storage.uow() as uow:
        secret = await uow.installation.secret()
    for of in Checked:
        assert (await dewi.says(code_of(secret, 777, of)))["text"] == texts.NOT_KEPT
    stranger = await town.talker(4001, "Joko")
    assert (await stranger.says(code_of(secret, 777)))["text"] == texts.KNOWN_TO_STRANGERS


async def test_after_a_restore_the_codes_on_paper_hold(town: Town, dewi: Talker) -> None:
    document = await handed_over(town)
    async with Town() as other:
        other.now = town.now
        other.storage.tables = town.storage.tables.copy()
        again = Talker(other, dewi.id)
        await other.people.add("Dewi", id=dewi.id)
        assert "Masih sama" in (await again.says(code(document)))["text"]


async def test_a_stranger_hears_whether_it_is_genuine_and_nothing_else(town: Town) -> None:
    await judged(town, HEALTH.code, TEPAT)
    document = await handed_over(town)
    stranger = await town.talker(4001, "Joko")
    written = bare(code(document))
    assert document.stamp is not None
    before = town.storage.tables.copy()
    for said in (code(document), f"kode {written.lower()}", f"/start cek_{written}", document.stamp.link):
        told = await stranger.says(said)
        assert told["text"] == texts.KNOWN_TO_STRANGERS
        assert labels(told) == []
    wrong: list[Json] = [await stranger.says(said) for said in (*await unknown(town), "/start cek_x", "cek_")]
    assert {told["text"] for told in wrong} == {texts.UNKNOWN_TO_STRANGERS}
    assert (town.storage.tables.people, town.storage.tables.audit) == (before.people, before.audit)


async def test_whose_role_has_ended_is_a_stranger(town: Town, siti: Talker) -> None:
    document = await handed_over(town)
    await town.end_role(siti, HEALTH.code)
    for said in (code(document), f"/start cek_{bare(code(document))}"):
        assert (await siti.says(said))["text"] == texts.KNOWN_TO_STRANGERS


async def test_a_stranger_who_checks_too_often_waits_whatever_they_ask(town: Town) -> None:
    document = await handed_over(town)
    stranger = await town.talker(4001, "Joko")
    for _ in range(MOST):
        await stranger.says("kode 7K3M9QXV")
    for said in ("kode 7K3M9QXV", code(document)):
        assert (await stranger.says(said))["text"] == texts.TOO_OFTEN
    other = await town.talker(4002, "Wati")
    assert (await other.says(code(document)))["text"] == texts.KNOWN_TO_STRANGERS
    town.now += timedelta(hours=1)
    assert (await stranger.says(code(document)))["text"] == texts.KNOWN_TO_STRANGERS


def test_only_so_many_strangers_are_remembered() -> None:
    patience = Patience()
    for _ in range(MOST):
        assert patience.allows(1, START)
    assert not patience.allows(1, START)
    for other in range(2, 1100):
        assert patience.allows(other, START)
    assert patience.allows(1, START)


async def test_a_stranger_who_says_something_else_is_met_as_ever(town: Town) -> None:
    stranger = await town.talker(4001, "Joko")
    assert "Bagian Organisasi" in (await stranger.says("iku tw2 2026"))["text"]


async def test_while_something_is_asked_a_code_is_an_answer(town: Town, siti: Talker) -> None:
    document = await handed_over(town)
    await siti.opens("SAKIP")
    assert "Sesuai" not in (await siti.says(code(document)))["text"]


async def test_an_invitation_that_begins_like_a_code_is_an_invitation(town: Town) -> None:
    stranger = await town.talker(4001, "Joko")
    told = await stranger.says(f"/start cek_{'A' * 28}")
    assert told["text"] not in (texts.KNOWN_TO_STRANGERS, texts.UNKNOWN_TO_STRANGERS)


async def test_checking_is_reading_and_leaves_no_trace(town: Town, dewi: Talker) -> None:
    document = await handed_over(town)
    before, commits = len(town.storage.tables.audit), len(town.storage.tables.notices)
    await dewi.says(code(document))
    assert (len(town.storage.tables.audit), len(town.storage.tables.notices)) == (before, commits)
