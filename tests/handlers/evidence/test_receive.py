"""Evidence: taken at once, downloaded by a tick, judged by content, refused kindly."""

import pytest

from domain.forms.drafts import FileState
from domain.reports.events import EventKind
from tests.handlers.evidence.office_files import docx, office, packed, xlsx
from tests.simulator.pictures import jpeg
from tests.town.dialogue import HEALTH, Talker, Town, labels

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
JPEG = ("foto.jpg", jpeg(640, 480), "image/jpeg")


async def at_evidence(town: Town) -> Talker:
    siti = await town.operator()
    await siti.opens("SAKIP", "bb", "75,5")
    return siti


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (PDF, "lhe.pdf"),
        (JPEG, "foto.jpg"),
        (("surat.docx", docx(), "application/octet-stream"), "surat.docx"),
        (("tabel.xlsx", xlsx(), "application/octet-stream"), "tabel.xlsx"),
        (("nama salah.pdf", docx(), "application/pdf"), "nama salah.docx"),
        (("LHE v1.2", PDF[1], ""), "LHE v1.2.pdf"),
        (("tanpa akhiran", xlsx(), "application/octet-stream"), "tanpa akhiran.xlsx"),
        # strukturag/libheif#111: telephones hand over a JPEG by the name of the HEIC that it was made of.
        (("IMG_3564.HEIC", JPEG[1], "image/heic"), "IMG_3564.jpg"),
    ],
)
async def test_accepted_kinds_are_stored_by_their_content(
    town: Town, file: tuple[str, bytes, str], name: str
) -> None:
    siti = await at_evidence(town)
    card = await siti.sends(file, as_="document")
    assert f"📎 {file[0]}" in card["text"]
    await town.tick()
    shown = (await siti.card())["text"]
    assert f"📎 {name} (" in shown
    assert "✓" in shown
    assert list(town.files.contents.values()) == [file[1]]


async def test_a_photo_gets_a_name(town: Town) -> None:
    siti = await at_evidence(town)
    card = await siti.sends(JPEG, as_="photo")
    assert "📎 Foto 1" in card["text"]


async def test_several_files_and_an_album_share_one_card(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(PDF)
    before = len(await siti.chat())
    card = await siti.sends(JPEG, ("dua.jpg", JPEG[1] + b"2", "image/jpeg"), as_="photo", album=1)
    assert "Bukti: 3 berkas" in card["text"]
    assert "Kirim" in labels(card)
    chat = await siti.chat()
    assert await siti.cards() == [card]
    assert len(chat) - before == 2  # two pictures, and the card in the place of the one before


@pytest.mark.parametrize(
    ("file", "claim", "why"),
    [
        (
            ("besar.pdf", b"%PDF-1.7", "application/pdf"),
            25 * 1024 * 1024,
            "25,0 MB; Telegram membatasi 20 MB",
        ),
        (("alat.exe", b"MZ", "application/x-msdownload"), None, "bukan jenis yang diterima"),
        (("kosong.pdf", b"%PDF", "application/pdf"), 0, "kosong (0 byte)"),
    ],
)
async def test_what_is_refused_before_the_download(
    town: Town, file: tuple[str, bytes, str], claim: int | None, why: str
) -> None:
    siti = await at_evidence(town)
    await siti.sends(PDF)
    order: dict[str, str | int] = {"as_": "document", **({"claim_size": claim} if claim is not None else {})}
    card = await siti.sends(file, **order)
    assert why in card["text"]
    assert "📎 lhe.pdf" in card["text"]
    assert "Bukti: 1 berkas" in card["text"]
    assert "Kirim" in labels(card)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not a pdf at all", "isinya bukan foto, PDF, DOCX atau XLSX"),
        (b"MZ\x90\x00", "bisa menjalankan program"),
        (packed({"something/else.xml": "<x/>"}), "ini arsip"),
        (office(defaults={"bin": "application/vnd.ms-office.vbaProject"}), "berisi makro"),
        (b"PK\x03\x04broken", "berkas ini rusak"),
    ],
)
async def test_a_pdf_that_is_no_pdf_is_told_after_the_download(town: Town, content: bytes, why: str) -> None:
    siti = await at_evidence(town)
    await siti.sends(("palsu.pdf", content, "application/pdf"))
    await town.tick()
    card = await siti.card()
    assert "“palsu.pdf” tidak bisa dipakai: " in card["text"]
    assert why in card["text"]
    assert "✗ tidak bisa dipakai" in card["text"]
    assert town.files.contents == {}
    await town.tick()
    assert (await siti.card())["message_id"] == card["message_id"]


async def test_a_bad_file_is_told_below_the_receipt_when_the_report_is_sent_already(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(("palsu.pdf", b"nothing", "application/pdf"))
    await siti.presses("Kirim")
    await town.tick()
    told = await siti.card()
    assert "Laporan SKP-26-0001 tetap terkirim" in told["text"]
    await siti.withdraws(told)
    assert [event.kind for event in await town.events(HEALTH.code)][-1] is EventKind.WITHDRAWN


async def test_a_download_is_tried_again_later(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(PDF)
    await town.people.fault("502", method="getFile", times=1)
    await town.tick()
    assert "✓" not in (await siti.card())["text"]
    await town.tick()
    assert town.files.contents == {}, "the second try waits for its turn"
    town.pass_time(seconds=6)
    await town.tick()
    assert len(town.files.contents) == 1


async def test_a_file_that_cannot_be_downloaded_is_given_up_and_told(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(PDF)
    await town.people.fault("502", method="getFile", times=100)
    town.pass_time(days=3)
    await town.tick()
    assert "gagal diambil dari Telegram" in (await siti.card())["text"]
    assert [file.state for file in (await town.draft_files(siti))] == [FileState.LOST]


async def test_a_file_can_be_taken_out_again(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(PDF)
    asked = await siti.presses("Ubah bukti")
    assert "Selesai (1 berkas)" in labels(asked)
    card = await siti.presses("🗑 lhe.pdf")
    assert "📎" not in card["text"]
    assert "Belum ada berkas" in labels(card)


async def test_files_are_still_taken_at_the_summary(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.presses("Belum ada berkas")
    summary = await siti.sends(PDF)
    assert "Bukti: 1 berkas" in summary["text"]
    await siti.presses("Kirim")
    event = (await town.events(HEALTH.code))[0]
    assert event.answers["bukti"] == "selesai"
    assert len(event.files) == 1


async def test_no_evidence_is_allowed_and_said(town: Town) -> None:
    siti = await at_evidence(town)
    summary = await siti.presses("Belum ada berkas")
    assert "Belum ada bukti. Laporan tetap bisa dikirim" in summary["text"]
    assert "tanpa berkas" in (await siti.presses("Kirim"))["text"]


async def test_text_at_the_evidence_step_asks_for_a_file(town: Town) -> None:
    siti = await at_evidence(town)
    assert "kirimlah foto atau berkas" in (await siti.says("sudah"))["text"]
    assert "Periksa sebelum dikirim" in (await siti.says("belum ada"))["text"]


async def test_no_more_files_than_allowed(town: Town) -> None:
    siti = await at_evidence(town)
    for number in range(10):
        await siti.sends((f"{number}.pdf", b"%PDF-1.7 " + bytes([number]), "application/pdf"))
    card = await siti.sends(("11.pdf", b"%PDF-1.7 x", "application/pdf"))
    assert "Paling banyak 10 berkas" in card["text"]
