"""OPD from a file: read by a tick, shown before anything is applied, refused kindly."""

import io
from datetime import date

import httpx
import pytest
from openpyxl import Workbook

from domain.units.opd import Opd
from tests.handlers.admins import admin_of
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels

HEADER = "kode,nama,jenis,berlaku_sejak,berlaku_sampai\n"
KEPT = "DINKES,Dinas Kesehatan,dinas,2024-01-01,\n"
RENAMED = "DISPERPUSIP,Dinas Perpustakaan,dinas,2024-01-01,\n"
NEW = "DLH,Dinas Lingkungan Hidup,dinas,2026-10-01,\n"


async def stored(town: Town) -> dict[str, Opd]:
    async with town.storage.uow() as uow:
        return {opd.code: opd for opd in await uow.opds.all()}


async def asked_for_file(town: Town) -> Talker:
    admin = await admin_of(town)
    await admin.says("/opd")
    await admin.presses("Dari berkas")
    return admin


async def sends(town: Town, admin: Talker, content: bytes, name: str = "opd.csv") -> Json:
    """Send a file and let the tick read it."""
    await admin.sends((name, content, "text/csv"), as_="document")
    await town.tick()
    return await admin.card()


async def test_a_csv_is_shown_first_and_applied_after_confirmation(town: Town) -> None:
    admin = await asked_for_file(town)
    before = await stored(town)
    sent = await admin.sends(("opd.csv", (HEADER + KEPT + RENAMED + NEW).encode(), "text/csv"))
    assert "📎 opd.csv" in sent["text"]
    await town.tick()
    preview = await admin.card()
    assert "belum ada yang diterapkan" in preview["text"]
    assert "1 baru · 1 berubah · 1 tetap" in preview["text"]
    assert "+ Dinas Lingkungan Hidup (DLH)" in preview["text"]
    assert "± DISPERPUSIP: nama: Dinas Perpustakaan dan Kearsipan → Dinas Perpustakaan" in preview["text"]
    assert "triwulan" not in preview["text"]
    assert await stored(town) == before

    done = await admin.presses("Terapkan")
    assert "sama dengan 3 baris" in done["text"]
    after = await stored(town)
    assert after["DLH"] == Opd("DLH", "Dinas Lingkungan Hidup", "dinas", date(2026, 10, 1))
    assert after[LIBRARY.code].name == "Dinas Perpustakaan"
    assert after[HEALTH.code] == HEALTH
    assert "Daftar OPD" in (await admin.presses("Daftar OPD"))["text"]


async def test_short_names_come_with_the_file_and_their_clashes_are_told(town: Town) -> None:
    admin = await asked_for_file(town)
    header = HEADER.strip() + ",nama_pendek\n"
    one = "DLH,Dinas LH,dinas,2026-10-01,,dinkes\n"
    preview = await sends(town, admin, (header + one).encode())
    assert "1 baru" in preview["text"]
    assert "sama dengan nama pendek atau kode OPD lain" in (await admin.presses("Terapkan"))["text"]
    asked = await sends(town, admin, (header + one + KEPT.strip() + ",Dinkes\n").encode(), "dua.csv")
    assert "nama_pendek “Dinkes”: nama pendek ini sama" in asked["text"]
    preview = await sends(
        town, admin, (header + one.replace("dinkes", "DLH") + KEPT.strip() + ",Dinkes\n").encode(), "tiga.csv"
    )
    assert "± DINKES: nama pendek: – → Dinkes" in preview["text"]
    await admin.presses("Terapkan")
    assert [(await stored(town))[code].short for code in ("DINKES", "DLH")] == ["Dinkes", "DLH"]


async def test_a_workbook_is_read_too_and_the_past_is_pointed_at(town: Town) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append([*HEADER.strip().split(","), "dasar_hukum"])
    book.active.append(["DLH", "Dinas LH", "dinas", date(2024, 1, 1), None, "Perda 5"])
    book.active.append(["DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1), date(2025, 12, 31), ""])
    content = io.BytesIO()
    book.save(content)
    admin = await asked_for_file(town)
    preview = await sends(town, admin, content.getvalue(), "opd.xlsx")
    assert "1 baru · 1 berubah · 0 tetap" in preview["text"]
    assert "sampai: – → 31 Des 2025" in preview["text"]
    assert "⚠️ 2 di antaranya mengubah jumlah OPD" in preview["text"]
    await admin.presses("Terapkan")
    assert (await stored(town))["DLH"].decree == "Perda 5"


async def test_wrong_rows_are_named_and_only_the_right_ones_applied_when_that_is_chosen(town: Town) -> None:
    admin = await asked_for_file(town)
    asked = await sends(town, admin, (HEADER + NEW + "dlh,,dinas,1 Januari,\n").encode())
    assert "1 baris ditolak:" in asked["text"]
    assert "baris 3, kode “dlh”: bukan kode" in asked["text"]
    assert "baris 3, nama: kosong" in asked["text"]
    assert "baris 3, berlaku_sejak “1 Januari”: bukan tanggal" in asked["text"]
    assert "Terapkan" not in labels(asked)
    preview = await admin.presses("Ya, yang benar saja")
    assert "1 baru" in preview["text"]
    await admin.presses("Terapkan")
    assert set(await stored(town)) == {"DLH", HEALTH.code, LIBRARY.code}


async def test_a_file_with_the_month_first_is_asked_about_and_not_guessed(town: Town) -> None:
    admin = await asked_for_file(town)
    rows = "DLH,Dinas LH,dinas,1/2/2027,12/31/2027\nBPBD,Badan,badan,2/3/2027,\n"
    asked = await sends(town, admin, (HEADER + rows).encode())
    assert "Tanggal di berkas ini ditulis dengan urutan apa?" in asked["text"]
    assert "Baris 2: 12/31/2027 hanya cocok sebagai bulan/hari/tahun." in asked["text"]
    assert "1/2/2026 bisa berarti 1 Februari atau 2 Januari" in asked["text"]
    preview = await admin.presses("Bulan dahulu, lalu hari")
    assert "2 baru" in preview["text"]
    await admin.presses("Terapkan")
    after = await stored(town)
    assert (after["DLH"].valid_from, after["DLH"].valid_to) == (date(2027, 1, 2), date(2027, 12, 31))
    assert after["BPBD"].valid_from == date(2027, 2, 3)


async def test_a_column_that_is_there_twice_is_named(town: Town) -> None:
    admin = await asked_for_file(town)
    told = await sends(
        town, admin, b"kode,kode,nama,jenis,berlaku_sejak,berlaku_sampai\nA1,A2,x,dinas,1/1/26,\n"
    )
    assert "Kolom kode ada dua kali dan isinya berbeda." in told["text"]


async def test_a_mended_file_takes_the_place_of_the_first(town: Town) -> None:
    admin = await asked_for_file(town)
    await sends(town, admin, (HEADER + "dlh,,dinas,x,\n").encode())
    preview = await sends(town, admin, (HEADER + NEW).encode(), "opd2.csv")
    assert "1 baru" in preview["text"]
    assert "opd2.csv" in preview["text"]
    assert "📎 opd.csv" not in preview["text"]
    asked = await admin.presses("Ubah berkas")
    assert "Pakai berkas ini" in labels(asked)
    assert "1 baru" in (await admin.presses("Pakai berkas ini"))["text"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", "bukan tabel yang bisa dibaca"),
        (b"kode,nama\nDLH,Dinas LH\n", "Kolom ini tidak ada di berkas itu: jenis, berlaku_sejak"),
        (HEADER.encode(), "Tidak ada baris OPD"),
        (
            (HEADER + "".join(f"A{n},A,dinas,2024-01-01,\n" for n in range(301))).encode(),
            "lebih dari 300 baris",
        ),
    ],
)
async def test_a_file_that_cannot_be_used_says_why_and_is_asked_for_again(
    town: Town, content: bytes, why: str
) -> None:
    admin = await asked_for_file(town)
    told = await sends(town, admin, content)
    assert why in told["text"]
    assert "Kirim berkas daftar OPD" in told["text"]
    assert "1 baru" in (await sends(town, admin, (HEADER + NEW).encode(), "lagi.csv"))["text"]


async def test_what_is_no_list_of_opd_is_not_called_damaged(town: Town) -> None:
    admin = await asked_for_file(town)
    card = await sends(town, admin, b"satu,dua\n1,2\n")
    assert "Kolom ini tidak ada di berkas itu: kode" in card["text"]
    assert "📎 opd.csv (1 KB) ✗ tidak bisa dipakai: bukan daftar OPD yang diminta" in card["text"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADER + KEPT + NEW, "1 baru · 0 berubah · 1 tetap"),
        ("satu,dua\n1,2\n", "“opd.csv” bukan daftar OPD yang diminta"),
    ],
)
async def test_what_was_read_while_telegram_was_away_is_shown_afterwards(
    town: Town, content: str, said: str
) -> None:
    admin = await asked_for_file(town)
    await admin.sends(("opd.csv", content.encode(), "text/csv"), as_="document")
    town.request.line.instead = lambda method: httpx.Response(502) if method == "sendMessage" else None
    await town.tick()
    town.request.line.instead = lambda _: None
    await town.tick()
    assert said in (await admin.card())["text"]
    shown = len(await admin.chat())
    await town.tick()
    assert len(await admin.chat()) == shown, "once is enough"


async def test_what_is_no_table_is_not_even_downloaded(town: Town) -> None:
    admin = await asked_for_file(town)
    told = await admin.sends(("opd.pdf", b"%PDF-1.7", "application/pdf"), as_="document")
    assert "bukan tabel" in told["text"]
    assert "kirimlah foto atau berkas" in (await admin.says("ini daftarnya"))["text"]
    assert town.files.contents == {}


async def test_a_csv_is_no_evidence(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    told = await siti.sends(("bukti.csv", b"a,b", "text/csv"), as_="document")
    assert "bukan jenis yang diterima" in told["text"]


async def test_nothing_is_applied_when_the_list_has_changed_since_the_preview(town: Town) -> None:
    admin = await asked_for_file(town)
    await sends(town, admin, (HEADER + NEW).encode())
    await town.close_opd(LIBRARY)
    assert "Kirim berkasnya sekali lagi" in (await admin.presses("Terapkan"))["text"]
    assert "DLH" not in await stored(town)


async def test_a_file_that_arrives_after_the_end_of_the_conversation_changes_nothing(town: Town) -> None:
    admin = await asked_for_file(town)
    await admin.sends(("opd.csv", (HEADER + NEW).encode(), "text/csv"))
    await admin.says("/batal")
    await town.tick()
    assert "Draf dihapus" in (await admin.card())["text"]
    assert "DLH" not in await stored(town)


async def test_a_long_preview_fits_a_message(town: Town) -> None:
    rows = "".join(f"OPD{n},Dinas {'x' * 100} {n},dinas,2026-10-01,\n" for n in range(100))
    admin = await asked_for_file(town)
    preview = await sends(town, admin, (HEADER + rows).encode())
    assert "100 baru" in preview["text"]
    assert "… dan 80 lainnya" in preview["text"]


async def test_the_import_can_be_left(town: Town) -> None:
    admin = await asked_for_file(town)
    assert "2 berlaku" in (await admin.presses("Daftar OPD"))["text"]
