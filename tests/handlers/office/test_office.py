"""`/instansi`: the card, its parts, whoever signs, and the logo."""

from datetime import date

import pytest

from domain.documents.logo import LogoContent
from domain.office.form import END_FORM
from domain.office.office import Office, Part
from handlers.office.buttons import ChangePart, ChangeSignatory, OfficeGroup, ShowSignatory, Strike
from handlers.office.texts import GROUPS
from tests.fakes.rendering import tiny
from tests.handlers.admins import admin_of, link_card
from tests.town.dialogue import Json, Talker, Town, labels

PNG = tiny("png", "logo")


async def stored(town: Town) -> Office:
    async with town.storage.uow() as uow:
        return await uow.office.current()


async def opened(town: Town, *keys: str) -> tuple[Talker, Json]:
    admin = await admin_of(town)
    card = await admin.says("/instansi")
    for one in keys:
        card = await admin.presses(one)
    return admin, card


async def entered(admin: Talker, name: str = "Dra. Sri Rahayu, M.Si.") -> Json:
    """Enter a head of the office who has held the post since 2024."""
    await admin.presses("Tambah penanda tangan")
    for pressed in ("Kepala Bagian Organisasi", "Pejabat tetap"):
        await admin.presses(pressed)
    for typed in (name, "Pembina Tingkat I", "19700101 199503 2 001", "2 Januari 2024"):
        await admin.says(typed)
    await admin.presses("Masih menjabat")
    return await admin.presses("Simpan")


async def test_the_card_says_what_stands_in_the_kop_and_who_signs(town: Town) -> None:
    _, card = await opened(town)
    assert "PEMERINTAH KOTA PROBOLINGGO\nSEKRETARIAT DAERAH\nBAGIAN ORGANISASI\n" in card["text"]
    assert "Logo: belum ada" in card["text"]
    assert "Kepala Bagian Organisasi: belum ada; di dokumen diberi titik-titik" in card["text"]
    assert labels(card) == [
        *("Kop surat", "Logo"),
        *("Penanda tangan", "Isi formulir IKU"),
        *("Dasar hukum", "Nota dinas"),
        *("Lihat formulir", "‹ Beranda"),
    ]


async def test_a_part_is_changed_and_everything_shows_it(town: Town) -> None:
    admin, card = await opened(town, "Kop surat")
    assert "Pemerintah daerah: Pemerintah Kota Probolinggo" in card["text"]
    asked = await admin.presses("Pemerintah daerah")
    assert "kini Pemerintah Kota Probolinggo" in asked["text"]
    shown = await admin.says("kabupaten <sumedang> & co")
    assert "Pemerintah Kabupaten <sumedang> & Co" in shown["text"]
    saved = await admin.presses("Simpan")
    assert "✅ Tersimpan." in saved["text"]
    assert "Pemerintah daerah: Pemerintah Kabupaten <sumedang> & Co" in saved["text"]
    assert (await stored(town)).region == "Kabupaten <sumedang> & Co"
    assert "PEMERINTAH KABUPATEN <SUMEDANG> & CO" in (await admin.presses("‹ Instansi"))["text"]
    told = await admin.says("/audit")
    assert "Data instansi dicatat: pemerintah daerah" in told["text"]


@pytest.mark.parametrize(
    ("keys", "key", "typed", "part", "said"),
    [
        ("Kop surat", "Alamat", "Jalan Satu 1\nTelepon 421228", Part.ADDRESS, "Jalan Satu 1\nTelepon 421228"),
        ("Kop surat", "Tempat", "Kraksaan", Part.PLACE, "Kraksaan"),
        ("Isi formulir IKU", "Tujuan", "1. Satu\n2. Dua\n3. Tiga\n4. Empat", Part.GOALS, "dan 1 lagi"),
        ("Nota dinas", "Tembusan", "1. Wali Kota\n2. Inspektur", Part.MEMO_COPIES, "Wali Kota\nInspektur"),
        ("Dasar hukum", "Dasar nota dinas", "Perwali 9/2024", Part.MEMO_BASIS, "Perwali 9/2024"),
    ],
)
async def test_every_kind_of_part(town: Town, keys: str, key: str, typed: str, part: Part, said: str) -> None:
    admin, _ = await opened(town, keys, key)
    await admin.says(typed)
    assert said in (await admin.presses("Simpan"))["text"]
    assert (await stored(town)).text(part).splitlines()[0].lstrip("1. ") in typed


def test_every_part_is_found_in_one_group() -> None:
    shown = [part for _, parts in GROUPS.values() for part in parts]
    assert sorted([*shown, Part.LOGO]) == sorted(Part)


async def test_a_part_is_emptied_with_one_key(town: Town) -> None:
    admin, _ = await opened(town, "Kop surat", "Perangkat daerah")
    assert "dikosongkan" in (await admin.presses("Kosongkan"))["text"]
    assert "Perangkat daerah: dikosongkan" in (await admin.presses("Simpan"))["text"]
    asked = await admin.presses("Perangkat daerah")
    assert "kini kosong" in asked["text"]
    back = await admin.presses("‹ Kembali")
    assert back["text"].startswith("Kop surat")
    assert (await stored(town)).name == "Bagian Organisasi Kota Probolinggo"
    await admin.presses("Alamat")
    await admin.presses("Kosongkan")
    assert "Alamat: dikosongkan" in (await admin.presses("Simpan"))["text"]


async def test_a_signatory_is_entered_shown_and_signs(town: Town) -> None:
    admin, card = await opened(town, "Penanda tangan")
    assert "Belum ada." in card["text"]
    saved = await entered(admin)
    assert "✍️ Dra. Sri Rahayu, M.Si. · 2 Jan 2024 – kini" in saved["text"]
    card = await admin.presses("Dra. Sri Rahayu")
    assert "NIP 19700101 199503 2 001" in card["text"]
    assert labels(card) == ["Ubah", "Akhiri", "Hapus", "‹ Penanda tangan", "‹ Beranda"]
    assert "Kepala Bagian Organisasi: Dra. Sri Rahayu, M.Si." in (await admin.says("/instansi"))["text"]


async def test_a_nip_of_another_length_is_doubted(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await admin.presses("Tambah penanda tangan")
    await admin.presses("Kasubbag Kelembagaan")
    await admin.presses("Plt.")
    await admin.says("Budi")
    await admin.presses("Lewati")
    doubted = await admin.says("NIP 1970 1995")
    assert "NIP itu 8 angka. Sudah benar?" in doubted["text"]
    asked = await admin.presses("Ya, sudah benar")
    assert "Sejak kapan menjabat?" in asked["text"]
    await admin.says("1 Maret 2026")
    summary = await admin.says("14 Maret 2026")
    assert "Plt. Kepala Sub Bagian Kelembagaan dan Kinerja" in summary["text"]
    await admin.presses("Simpan")
    (one,) = (await stored(town)).signatories
    assert (one.nip, one.post, one.until) == ("1970 1995", "kelembagaan", date(2026, 3, 14))


async def test_whoever_follows_is_announced_before_it_is_stored(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await entered(admin)
    await admin.presses("Tambah penanda tangan")
    await admin.presses("Kepala Bagian Organisasi")
    await admin.presses("Plh.")
    for typed in ("Ani", "Penata", "", "1 Maret 2026", "14 Maret 2026"):
        card = await (admin.says(typed) if typed else admin.presses("Lewati"))
    assert "Sesudah itu Dra. Sri Rahayu, M.Si. menandatangani lagi." in card["text"]
    await admin.presses("Ubah sampai")
    card = await admin.presses("Masih menjabat")
    assert "Dra. Sri Rahayu, M.Si. menandatangani sampai sehari sebelumnya." in card["text"]
    listed = await admin.presses("Simpan")
    assert "✍️ Ani · 1 Mar 2026 – kini" in listed["text"]
    assert "\nDra. Sri Rahayu, M.Si. · 2 Jan 2024 – 28 Feb 2026" in listed["text"]


async def test_a_correction_begins_at_the_summary(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await entered(admin)
    await admin.presses("Dra. Sri Rahayu")
    summary = await admin.presses("Ubah")
    assert "Pangkat: Pembina Tingkat I" in summary["text"]
    await admin.presses("Ubah pangkat")
    await admin.says("Pembina Utama Muda")
    await admin.presses("Simpan")
    (one,) = (await stored(town)).signatories
    assert one.rank == "Pembina Utama Muda"


async def test_somebody_who_has_left_is_ended_and_old_documents_keep_them(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await entered(admin)
    await admin.presses("Dra. Sri Rahayu")
    asked = await admin.presses("Akhiri")
    assert "Hari terakhir menjabat?" in asked["text"]
    refused = await admin.says("1 Januari 2024")
    assert "sebelum hari pertamanya, 2 Januari 2024." in refused["text"]
    await admin.says("30 Juni 2026")
    listed = await admin.presses("Simpan")
    assert "Dra. Sri Rahayu, M.Si. · 2 Jan 2024 – 30 Jun 2026" in listed["text"]
    office = await stored(town)
    assert office.signatory_at(date(2026, 7, 1)) is None
    assert office.signatory_at(date(2025, 12, 31)) is not None


async def test_an_end_is_left_by_the_first_key(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await entered(admin)
    await admin.presses("Dra. Sri Rahayu")
    await admin.presses("Akhiri")
    assert "Dra. Sri Rahayu" in (await admin.presses("‹ Penanda tangan"))["text"]


async def test_who_was_entered_by_mistake_is_struck_off_after_a_question(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await entered(admin)
    await admin.presses("Dra. Sri Rahayu")
    asked = await admin.presses("Hapus")
    assert "Hapus Dra. Sri Rahayu, M.Si. dari daftar?" in asked["text"]
    assert "Menandatangani:" in (await admin.presses("Jangan"))["text"]
    await admin.presses("Hapus")
    listed = await admin.presses("Ya, hapus")
    assert "✅ Sudah dihapus dari daftar." in listed["text"]
    assert (await stored(town)).signatories == ()
    for button in (ShowSignatory(1), Strike(1), ChangeSignatory("instansi-ttd", 1)):
        assert "tidak berlaku" in str(await admin.forges(button.pack()))


async def test_a_correction_of_somebody_struck_off_meanwhile_stores_nothing(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    await entered(admin)
    await admin.presses("Dra. Sri Rahayu")
    await admin.presses("Ubah")
    other = await town.person(admin)
    async with town.storage.uow() as uow:
        await uow.office.strike(1, by=other.id, at=town.now)
        await uow.commit()
    await admin.presses("Simpan")
    assert (await stored(town)).signatories == ()


@pytest.mark.parametrize(
    "forged",
    [OfficeGroup("lain"), ChangePart("logo"), ChangeSignatory("x", 0), ChangeSignatory(END_FORM.key, 0)],
)
async def test_a_forged_button_does_nothing(town: Town, forged: OfficeGroup) -> None:
    admin, _ = await opened(town)
    assert "tidak berlaku" in str(await admin.forges(forged.pack()))


async def test_many_signatories_are_paged(town: Town) -> None:
    admin, _ = await opened(town, "Penanda tangan")
    person = await town.person(admin)
    await entered(admin)
    async with town.storage.uow() as uow:
        (first,) = await uow.office.signatories()
        for _ in range(9):
            await uow.office.appoint(first, by=person.id, at=town.now)
        await uow.commit()
    await admin.presses("Dra. Sri Rahayu")
    card = await admin.presses("‹ Penanda tangan")
    assert "2/2" in labels(await admin.presses("›"))
    assert card["text"].count("Dra. Sri") == 8


async def test_a_logo_is_drawn_anew_kept_and_removed(town: Town) -> None:
    admin, card = await opened(town, "Logo")
    assert labels(card) == ["Kirim logo", "‹ Instansi", "‹ Beranda"]
    await admin.presses("Kirim logo")
    await admin.sends(("logo.png", PNG, "image/png"), as_="document")
    await town.tick()
    card = await admin.card()
    assert "✅ Gambarnya terbaca." in card["text"]
    saved = await admin.presses("Simpan")
    assert "✅ Logo disimpan." in saved["text"]
    assert town.drawn.drawn == [LogoContent(picture=PNG)]
    office = await stored(town)
    assert (await town.files.get(office.logo)).startswith(b"\x89PNG")
    assert "Logo: ada" in (await admin.presses("‹ Instansi"))["text"]
    await admin.presses("Logo")
    removed = await admin.presses("Hapus logo")
    assert "✅ Logo dihapus." in removed["text"]
    assert (await stored(town)).logo == ""


async def test_a_photo_is_a_logo_too_and_the_newest_counts(town: Town) -> None:
    admin, _ = await opened(town, "Logo", "Kirim logo")
    await admin.sends(("logo.png", PNG, "image/png"), as_="document")
    await town.tick()
    await admin.sends(("foto.jpg", b"\xff\xd8\xff\xe0 another", "image/jpeg"))
    await town.tick()
    await admin.presses("Simpan")
    assert len(town.drawn.drawn) == 2
    (newest,) = [one for one in town.drawn.drawn if one != LogoContent(picture=PNG)]
    assert isinstance(newest, LogoContent)


async def test_a_picture_that_cannot_be_drawn_is_refused_and_another_is_taken(town: Town) -> None:
    admin, _ = await opened(town, "Logo", "Kirim logo")
    town.drawn.cannot[LogoContent] = "no picture"
    await admin.sends(("logo.png", PNG, "image/png"), as_="document")
    await town.tick()
    card = await admin.card()
    assert "Gambar itu tidak bisa dipakai sebagai logo." in card["text"]
    assert "Simpan" not in labels(card)
    town.drawn.cannot.clear()
    await admin.sends(("lagi.png", tiny("png", "another"), "image/png"), as_="document")
    await town.tick()
    await admin.presses("Simpan")
    assert (await stored(town)).logo


async def test_while_nobody_can_draw_the_logo_waits(town: Town) -> None:
    admin, _ = await opened(town, "Logo", "Kirim logo")
    town.drawn.is_away = True
    await admin.sends(("logo.png", PNG, "image/png"), as_="document")
    await town.tick()
    town.drawn.is_away = False
    town.pass_time(minutes=10)
    await town.tick()
    await admin.presses("Simpan")
    assert (await stored(town)).logo


async def test_a_logo_that_was_given_up_is_not_kept(town: Town) -> None:
    admin, _ = await opened(town, "Logo", "Kirim logo")
    await admin.sends(("logo.png", PNG, "image/png"), as_="document")
    await admin.says("/batal")
    await town.tick()
    assert (await stored(town)).logo == ""
    await admin.says("/instansi")
    await admin.presses("Logo")
    await admin.presses("Kirim logo")
    assert "Belum ada logo." in (await admin.presses("‹ Kembali"))["text"]


async def test_a_program_is_no_logo(town: Town) -> None:
    admin, _ = await opened(town, "Logo", "Kirim logo")
    said = await admin.sends(("logo.exe", b"MZ", "application/octet-stream"), as_="document")
    assert "XLSX" not in str(said) or "foto" in str(said)
    await town.tick()
    assert town.drawn.drawn == []


async def test_every_text_that_names_the_city_names_the_offices(town: Town) -> None:
    """Any regency can run the bot: a stranger, an invitation and a day off are told its own name."""
    admin = await admin_of(town)
    async with town.storage.uow() as uow:
        await uow.office.set(Part.GOVERNMENT, "Pemerintah Kabupaten <Sumedang>", by=None, at=town.now)
        await uow.commit()
    stranger = await town.talker(7001, "Joko")
    assert "perangkat daerah Kabupaten <Sumedang>." in (await stranger.says("halo"))["text"]
    await admin.says("/undang")
    await admin.presses("Pimpinan")
    assert "bot IKU Kabupaten <Sumedang>." in (await link_card(admin))["caption"]
    assert "PEMERINTAH KABUPATEN <SUMEDANG>" in (await admin.says("instansi"))["text"]
