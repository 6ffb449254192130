"""Closing a year: its figures are frozen, nothing of it changes, and what moved since is told."""

from datetime import UTC, datetime

import pytest

from domain.reports.events import EventKind
from storage.ports import AuditSearch
from tests.handlers.admins import admin_of
from tests.handlers.years.yearly import (
    NEW_YEAR,
    WHY,
    after_2026,
    closes,
    eka_reports,
    opens_year,
    reopens,
    sakip,
    settings_of,
)
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press


@pytest.fixture
async def admin(town: Town) -> Talker:
    """The admin of a town where one of two OPD is verified in 2026, and 2027 has begun."""
    return await after_2026(town)


async def test_the_preview_shows_what_is_frozen_and_what_is_left(town: Town, admin: Talker) -> None:
    await eka_reports(town)
    await opens_year(admin, 2026)
    preview = await admin.presses("Tutup tahun 2026")
    assert "1 · SAKIP: 50,00 % (1 dari 2) · capaian 66,67 % · Sedang" in preview["text"]
    assert "4 · Analisis jabatan: 0,00 % (0 dari 2)" in preview["text"]
    assert "🕓 1 menunggu verifikasi\n⬜ 8 belum dilaporkan atau dinilai" in preview["text"]
    assert "closed_at" not in {one.key for one in await settings_of(town, 2026)}
    card = await admin.presses("Tutup tahun 2026")
    assert card["text"].startswith(
        "✅ Tersimpan.\n\nTahun 2026 · ditutup 15 Jan 2027\nPak Admin, 15 Jan 2027\n\nTarget"
    )
    assert labels(card) == [
        "Target",
        "Aturan",
        "Tenggat",
        "Buka kembali tahun 2026",
        "‹ Daftar tahun",
        "‹ Beranda",
    ]
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value) == ("closed_at", NEW_YEAR.isoformat())


async def test_a_year_that_runs_cannot_be_closed(town: Town, admin: Talker) -> None:
    card = await opens_year(admin, 2027)
    assert "Tutup tahun 2027" not in labels(card)
    for data in ("jk:2027", "jx:2027:00000000"):
        assert "Tahun itu belum berakhir" in (await admin.forges(data))["text"]
    assert await settings_of(town, 2027) == []


async def test_what_changed_since_the_preview_is_shown_again_and_not_frozen(
    town: Town, admin: Talker
) -> None:
    await opens_year(admin, 2026)
    preview = await admin.presses("Tutup tahun 2026")
    await eka_reports(town)
    await town.verify(LIBRARY.code)
    again = await admin.presses("Tutup tahun 2026", preview)
    assert again["text"].startswith("⚠️ Angkanya berubah")
    assert "1 · SAKIP: 100,00 % (2 dari 2)" in again["text"]
    assert "closed_at" not in {one.key for one in await settings_of(town, 2026)}
    assert "ditutup 15 Jan 2027" in (await admin.presses("Tutup tahun 2026"))["text"]


async def test_of_two_admins_closing_one_does(town: Town, admin: Talker) -> None:
    other = await admin_of(town, 9002, "Bu Admin")
    for one in (admin, other):
        await opens_year(one, 2026)
        await one.presses("Tutup tahun 2026")
    await admin.presses("Tutup tahun 2026")
    assert "Tahun itu sudah ditutup" in (await other.presses("Tutup tahun 2026"))["text"]
    assert sum(one.key == "closed_at" for one in await settings_of(town, 2026)) == 1


async def test_iku_shows_the_frozen_figures_of_a_closed_year(town: Town, admin: Talker) -> None:
    before = sakip(await admin.says("/iku 2026"))
    await closes(admin)
    town.pass_time(days=40)
    shown = await admin.says("/iku 2026")
    assert shown["text"].startswith(
        "IKU 2026 · per 15 Jan 2027 09.00 WIB\n2 perangkat daerah per 31 Des 2026\nditutup 15 Jan 2027\n\n"
    )
    assert sakip(shown) == before
    assert "ditutup" not in (await admin.says("/iku 2027"))["text"]
    assert "ditutup" not in (await admin.says("/iku 2026 tw4"))["text"]


async def test_operators_are_refused_kindly(town: Town, admin: Talker) -> None:
    eka = await eka_reports(town)
    receipt = await eka.card()
    await eka.walks("/lapor", press("2026", "IKM", "Nilai"), "90", press("Lewati", "Belum ada berkas"))
    await closes(admin)
    assert "Tahun itu sudah ditutup" in (await eka.presses("Kirim"))["text"]
    assert (await town.held(eka)) is not None
    assert "Tahun itu sudah ditutup" in (await eka.presses("Tarik kembali", receipt))["text"]
    await eka.says("/lapor")
    await eka.presses("2026")
    assert "Tahun itu sudah ditutup" in (await eka.presses("Analisis jabatan"))["text"]
    events = await town.events(LIBRARY.code)
    assert [event.kind for event in events] == [EventKind.SUBMITTED]


async def test_reviewers_are_refused_kindly(town: Town, admin: Talker) -> None:
    await eka_reports(town)
    dewi = await town.reviewer()
    card = await dewi.says("/verifikasi")
    await closes(admin)
    assert "Tahun itu sudah ditutup" in (await dewi.presses("Terima", card))["text"]
    assert "Tahun itu sudah ditutup" in (await dewi.presses("Kembalikan", card))["text"]
    sent = (await town.events(LIBRARY.code))[-1]
    assert sent.kind is EventKind.SUBMITTED
    await dewi.says("/verifikasi")
    fate = await dewi.forges(f"rc:{sent.id}")
    assert "Tahun 2026 sudah ditutup, jadi laporan ini tidak bisa diputuskan" in fate["text"]
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.says("/verifikasi"))["text"]
    await reopens(admin)
    await dewi.says("/verifikasi")
    assert "Diterima oleh Dewi" in (await dewi.presses("Terima"))["text"]


async def test_a_verdict_cannot_be_undone_in_a_closed_year(town: Town, admin: Talker) -> None:
    await eka_reports(town)
    dewi = await town.reviewer()
    decided = await dewi.walks("/verifikasi", press("Terima"))
    await closes(admin)
    refused = await dewi.presses("Urungkan", decided)
    assert "Tahun itu sudah ditutup" in refused["text"]
    assert "Urungkan" not in labels(refused)
    assert (await town.events(LIBRARY.code))[-1].kind is EventKind.VERIFIED


async def test_an_evaluation_cannot_be_undone_in_a_closed_year(town: Town) -> None:
    """The last evaluation of the year, undone after the year was closed within its five minutes."""
    town.now = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    admin, dewi = await admin_of(town), await town.reviewer()
    await dewi.walks("/evaluasi", press("Belum dinilai", HEALTH.code))
    saved = await dewi.presses("Tepat")
    town.pass_time(minutes=2)
    await closes(admin)
    assert "Tahun itu sudah ditutup" in (await dewi.presses("Urungkan", saved))["text"]
    assert (await town.events(HEALTH.code))[-1].kind is EventKind.EVALUATED


async def test_a_redelivered_closing_is_answered_and_stored_once(town: Town, admin: Talker) -> None:
    await opens_year(admin, 2026)
    card = await admin.presses("Tutup tahun 2026")
    update = await admin.pressed("Tutup tahun 2026", card)
    await town.deliver(update, times=2)
    assert sum(one.key == "closed_at" for one in await settings_of(town, 2026)) == 1
    assert "ditutup 15 Jan 2027" in (await admin.card())["text"]


async def test_every_step_is_in_the_audit_trail(town: Town, admin: Talker) -> None:
    await closes(admin)
    await reopens(admin)
    by = (await town.person(admin)).id
    async with town.storage.uow() as uow:
        entries = await uow.audit.entries(search=AuditSearch(text="closed_at"))
    assert [(one.by, one.kind, one.subject) for one in entries] == [(by, "year.set", "2026 closed_at")] * 2
    assert WHY in entries[0].after


async def found_opd(admin: Talker, first_day: str) -> Json:
    """Go through `/opd` up to the answer that stores it."""
    await admin.says("/opd")
    await admin.presses("Tambah OPD")
    for answer in ("DAMKAR", "Dinas Pemadam Kebakaran", "dinas", first_day, "Perda 1/2027"):
        await admin.says(answer)
    return await admin.presses("Simpan")


async def test_the_denominator_of_a_closed_year_is_frozen_too(town: Town, admin: Talker) -> None:
    await closes(admin)
    await reopens(admin)
    refused = await found_opd(admin, "1/12/2026")
    assert "jumlah OPD tahun yang pernah ditutup" in refused["text"]
    async with town.storage.uow() as uow:
        assert "DAMKAR" not in {one.code for one in await uow.opds.all()}
    await found_opd(admin, "1/1/2027")
    assert "\n2 perangkat daerah per 31 Des 2026\n" in (await admin.says("/iku 2026"))["text"]
    assert "\n3 perangkat daerah\n" in (await admin.says("/iku 2027"))["text"]
