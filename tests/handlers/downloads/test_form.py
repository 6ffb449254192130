"""The IKU form, asked for: from *Unduh* by anybody who was let in, and from `/instansi`."""

from datetime import date

from domain.documents.form import FormContent, form_content
from domain.documents.wanted import DocumentKind
from domain.office.office import Part, Signatory
from domain.years.rules import CLOSED_AT
from handlers.papers.buttons import AskPaper
from tests.handlers.admins import admin_of
from tests.town.dialogue import Talker, Town

SRI = Signatory(title="Kepala <Bagian>", name="Sri & Co", since=date(2024, 1, 1), until=date(2026, 6, 30))
BUDI = Signatory(title="Plt. Kepala Bagian", name="Budi", since=date(2026, 7, 1))


async def signed(town: Town) -> None:
    async with town.storage.uow() as uow:
        for one in (SRI, BUDI):
            await uow.office.appoint(one, by=None, at=town.now)
        await uow.commit()


async def drawn(town: Town) -> FormContent:
    await town.make_papers()
    content = town.drawn.drawn[-1]
    assert isinstance(content, FormContent)
    return content


async def test_an_operator_has_the_form_from_unduh(town: Town, siti: Talker) -> None:
    await signed(town)
    await siti.says("/iku")
    menu = await siti.presses("Unduh")
    assert "Formulir IKU\nSasaran, indikator, dan rumusnya" in menu["text"]
    await siti.presses("Formulir IKU")
    content = await drawn(town)
    async with town.storage.uow() as uow:
        office = await uow.office.current()
    assert content == form_content(2026, office, stamp=content.stamp)
    assert content.signed.name == "Budi"
    file = await siti.card()
    assert file["document"]["file_name"] == "IKU-2026-formulir.pdf"
    assert "4 sasaran, 5 indikator\nPlt. Kepala Bagian: Budi" in file["caption"]


async def test_it_is_looked_at_from_the_office_and_says_that_nobody_signs(town: Town) -> None:
    admin = await admin_of(town)
    await admin.says("/instansi")
    await admin.presses("Lihat formulir")
    content = await drawn(town)
    assert not content.signed.is_signed
    file = next(one for one in reversed(await admin.chat()) if "document" in one)
    assert "Penanda tangan belum diisi" in file["caption"]


async def test_a_year_that_was_closed_keeps_its_signatory(town: Town, siti: Talker) -> None:
    await signed(town)
    async with town.storage.uow() as uow:
        await uow.years.set(2025, CLOSED_AT, "2026-01-15T09:00:00+07:00", by=None, at=town.now)
        await uow.commit()
    await siti.says("/iku")
    await siti.forges(AskPaper(DocumentKind.FORM.value, 2025).pack())
    content = await drawn(town)
    assert content.signed.name == "Sri & Co"
    assert content.signed.place_and_day == "Probolinggo, 15 Januari 2026"
    assert content.stamp.final
    assert "Kepala <Bagian>: Sri & Co" in (await siti.card())["caption"]


async def test_a_logo_whose_bytes_are_lost_holds_nothing_up(town: Town, siti: Talker) -> None:
    async with town.storage.uow() as uow:
        await uow.office.set(Part.LOGO, "ab" * 32, by=None, at=town.now)
        await uow.commit()
    await siti.says("/iku")
    await siti.forges(AskPaper(DocumentKind.FORM.value, 2026).pack())
    assert (await drawn(town)).logo == b""
    async with town.storage.uow() as uow:
        await uow.office.set(Part.LOGO, await town.files.put(b"png"), by=None, at=town.now)
        await uow.commit()
    await siti.says("/iku")
    await siti.forges(AskPaper(DocumentKind.FORM.value, 2026).pack())
    assert (await drawn(town)).logo == b"png", "another state is another document"


async def test_a_stranger_and_a_former_operator_have_none(town: Town) -> None:
    stranger = await town.talker(7001, "Asing")
    await stranger.says("/start")
    await stranger.forges(AskPaper(DocumentKind.FORM.value, 2026).pack())
    await town.make_papers()
    assert town.drawn.drawn == []
