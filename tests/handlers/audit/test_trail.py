"""`/audit`: readable, newest first, paged, searched."""

import json

import pytest

from domain.people.person import Grant, Role
from handlers.audit.texts import KINDS, Names, trail
from handlers.audit.trail import ENTRIES_A_PAGE
from storage.ports import AuditEntry
from tests.handlers.admins import admin_of, invites_operator
from tests.town.dialogue import HEALTH, START, Talker, Town, labels


async def test_entries_say_who_when_what_before_and_after(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await siti.withdraws()
    await town.set_year("target.sakip", "75")
    await town.set_year("target.sakip", "80")
    admin = await admin_of(town)
    token = await invites_operator(admin)
    shown = (await admin.says("/audit"))["text"]
    assert shown.startswith("Jejak audit\n\n23 Nov 2026 09.15 WIB · Pak Admin\nUndangan dibuat: nomor 1")
    assert "operator Dinas Kesehatan, sampai 30 Nov 2026 09.15 WIB" in shown
    assert "otomatis\nPeran diberikan: Pak Admin\nadmin bot" in shown
    assert "Ketentuan tahun dicatat: target SAKIP 2026\nisi: 75 % → 80 %" in shown
    assert token not in shown
    older = shown + (await admin.presses("Lebih lama"))["text"]
    assert (
        "Siti\nLaporan ditarik kembali: Dinas Kesehatan · SAKIP 2026\ndikirim · BB · 75,50 → ditarik kembali"
        in older
    )
    assert "Orang baru: Siti" in older


async def test_the_trail_is_turned_and_brought_back_to_the_newest(town: Town, admin: Talker) -> None:
    for number in range(14):
        await town.set_year("target.sakip", str(number))
    first = await admin.says("/audit")
    assert "isi: 12 % → 13 %" in first["text"]
    assert "‹ Terbaru" not in labels(first)
    await admin.presses("Lebih lama")
    last = await admin.presses("Lebih lama")
    assert "Lebih lama ›" not in labels(last) or await admin.presses("Lebih lama")
    assert "isi: 12 % → 13 %" in (await admin.presses("Terbaru"))["text"]


@pytest.mark.parametrize(
    ("wanted", "found", "not_found"),
    [
        ("kesehatan", "OPD dicatat: Dinas Kesehatan", "OPD dicatat: Dinas Perpustakaan"),
        ("Siti", "Orang baru: Siti", "Orang baru: Budi"),
        ("orang baru", "Orang baru: Budi", "OPD dicatat"),
        ("DINKES", "Peran diberikan: Siti", "Peran diberikan: Budi"),
        ("nihil", "Tidak ada catatan yang cocok", "Siti"),
    ],
)
async def test_what_was_typed_is_looked_for(town: Town, wanted: str, found: str, not_found: str) -> None:
    await town.operator()
    await town.operator(1002, "Budi", "DISPERPUSIP")
    admin = await admin_of(town)
    await admin.says("/audit")
    await admin.presses("Cari")
    shown = (await admin.says(wanted))["text"]
    assert f"“{wanted}”" in shown
    assert found in shown
    assert not_found not in shown
    assert "“" not in (await admin.presses("Semua catatan"))["text"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("tenggat", {"tenggat SAKIP 2026", "pengingat sebelum tenggat 2026"}),
        ("perpanjangan", {"perpanjangan SAKIP 2026 Dinas Kesehatan"}),
        ("dinas kesehatan sakip", {"perpanjangan SAKIP 2026 Dinas Kesehatan"}),
        ("hari libur", {"hari libur 28 Des 2026"}),
        ("28 des", {"hari libur 28 Des 2026"}),
        ("target sakip", {"target SAKIP 2026"}),
    ],
)
async def test_settings_are_found_by_what_the_trail_calls_them(
    town: Town, wanted: str, found: set[str]
) -> None:
    due = "2026-12-02T16:00:00+07:00"
    await town.set_year("deadline.sakip", due)
    await town.set_year("extension.sakip.DINKES", due)
    await town.set_year("reminder.before", "7,0")
    await town.set_year("dayoff.2026-12-28", "Hari Jadi Kota")
    await town.set_year("target.sakip", "75")
    admin = await admin_of(town)
    await admin.says("/audit")
    await admin.presses("Cari")
    lines = (await admin.says(wanted))["text"].splitlines()
    heading = "Ketentuan tahun dicatat: "
    assert {line.removeprefix(heading) for line in lines if line.startswith(heading)} == found


async def test_a_search_is_turned_too_and_can_be_left(town: Town, admin: Talker) -> None:
    for number in range(9):
        await town.set_year("target.sakip", str(number))
    await admin.says("/audit")
    await admin.presses("Cari")
    assert "Jejak audit" in (await admin.presses("Kembali"))["text"]
    await admin.presses("Cari")
    await admin.says("ketentuan tahun")
    assert "target SAKIP 2026\nisi 0 %" in (await admin.presses("Lebih lama"))["text"]


async def test_a_forged_search_shows_nothing(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    admin = await admin_of(town)
    await admin.says("/audit")
    assert "tidak berlaku" in (await admin.forges("yl:0:1"))["text"]
    boss = await town.talker(3001, "Kepala", Grant(Role.PIMPINAN))
    await boss.says("/iku")
    assert "Hanya admin" in (await boss.forges("yl:0:0"))["text"]


# What a name is made of is escaped, so the only tags are those of the headings.
def entry(kind: str, subject: str, before: str = "null", after: str = "null") -> AuditEntry:
    return AuditEntry(id=1, at=START, by=7, kind=kind, subject=subject, before=before, after=after, hash="h")


NAMES = Names({7: "Dewi", 8: "Siti <b>"}, {"DINKES": "Dinas Kesehatan"})


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            entry(
                "report.returned",
                "DINKES/sakip/2026",
                '{"id":1,"kind":"submitted","answers":{"predikat":"BB","nilai":"75.5"}}',
                '{"id":2,"kind":"returned","reason":"Bukti tidak terbaca","fields":["nilai"]}',
            ),
            "dikirim · BB · 75,50 → dikembalikan · Bukti tidak terbaca",
        ),
        (
            entry(
                "opd.recorded",
                "opd DINKES",
                '{"name":"A","valid_to":null}',
                '{"name":"B","valid_to":"2026-12-31"}',
            ),
            "nama: A → B; sampai: – → 31 Des 2026",
        ),
        (
            entry("opd.recorded", "opd LAMA", "null", '{"name":"Dinas Lama"}'),
            "OPD dicatat: LAMA\nnama Dinas Lama",
        ),
        (entry("person.added", "person 8", "null", '{"name":"Siti <b>"}'), "Orang baru: Siti &lt;b&gt;"),
        (entry("person.added", "person 99"), "Orang baru: person 99"),
        (
            entry(
                "invitation.used",
                "invitation 3",
                '{"role":"operator","unit":"DINKES"}',
                '{"role":"operator","unit":"DINKES","used_by":8}',
            ),
            "Undangan dipakai: nomor 3\noperator Dinas Kesehatan, oleh Siti",
        ),
        (
            entry("role.ended", "person 8", '{"role":"verifikator","unit":"anjab"}'),
            "verifikator Sub Bagian Analisis Jabatan",
        ),
        (
            entry("evidence.opened", "file 5", "null", '{"name":"lhe.pdf","opd":"DINKES","sha256":"ab"}'),
            "Bukti dibuka pemeriksa: lhe.pdf",
        ),
        (
            entry(
                "rekap.kept",
                "rekap 2026",
                '{"values":{"DINKES":"75.50|BB","A":"|B","B":"1.00|D","C":"2.00|D","D":"3.00|D"}}',
                '{"file":"rekap.xlsx","sha256":"ab","values":{"DINKES":"81.00|A","A":"65.00|B","B":"1.00|D",'
                '"C":"2.50|D","D":"3.50|D","E":"9.00|D"}}',
            ),
            "6 OPD; berubah: Dinas Kesehatan BB 75,50 → A 81,00, A B → B 65,00, C D 2,00 → D 2,50, 1 lagi",
        ),
        (
            entry(
                "rekap.kept", "rekap 2026", "null", '{"file":"a.csv","sha256":"ab","values":{"A":"1.00|D"}}'
            ),
            "Rekap Inspektorat disimpan: 2026\na.csv, 1 OPD",
        ),
        (
            entry("rekap.withdrawn", "rekap 2026", '{"file":"a.csv","sha256":"ab","values":{"A":"1.00|D"}}'),
            "Rekap Inspektorat dicabut: 2026\na.csv, 1 OPD",
        ),
        (
            entry("rekap.name", "rekap Din. Kes", "null", '{"opd":"DINKES"}'),
            "Nama dalam rekap dikenali: Din. Kes\nDinas Kesehatan",
        ),
        (
            entry("rekap.name", "rekap Kel. <A>", '{"opd":"LAMA"}', '{"opd":""}'),
            "dikenali: Kel. &lt;A&gt;\nLAMA → bukan OPD",
        ),
        (
            entry("office.set", "office place", "null", '{"text":"Krak<saan>"}'),
            "Data instansi dicatat: tempat tanda tangan\nKrak&lt;saan&gt;",
        ),
        (
            entry("office.set", "office address", '{"text":"Jalan A\\nTelepon"}', '{"text":""}'),
            "alamat\nJalan A / Telepon → –",
        ),
        (entry("office.set", "office logo", "null", '{"text":"ab12"}'), "logo\ngambar baru"),
        (entry("office.set", "office logo", '{"text":"ab12"}', '{"text":""}'), "logo\ndihapus"),
        (entry("office.set", "office motto", "null", '{"text":"Bestari"}'), "motto\nBestari"),
        (
            entry(
                "office.signatory",
                "signatory 1",
                "null",
                '{"name":"Sri","nip":"","post":"kepala","rank":"","since":"2024-01-02","title":"Kepala"}',
            ),
            "Penanda tangan dicatat: Sri\njabatan Kepala; nama Sri; sejak 2 Jan 2024",
        ),
        (
            entry(
                "office.signatory",
                "signatory 1",
                '{"name":"Sri","rank":"","until":""}',
                '{"name":"Sri","rank":"Pembina","until":"2026-06-30"}',
            ),
            "pangkat: – → Pembina; sampai: – → 30 Jun 2026",
        ),
        (entry("office.signatory", "signatory 1", '{"name":"Sri"}'), "Sri\ndihapus dari daftar"),
        (entry("something.new", "x", "null", '["no dict"]'), "something.new: x"),
        (entry("year.set", "2026 aturan", '{"value":"a"}', f'{{"value":"{"y" * 400}"}}'), "isi: a → yyy"),
    ],
)
def test_every_kind_reads_in_words(said: AuditEntry, shown: str) -> None:
    text = trail([said], NAMES, "").replace("<b>", "").replace("</b>", "")
    assert shown in text
    assert "23 Nov 2026 09.15 WIB · Dewi" in text
    assert len(text) < 600


@pytest.mark.parametrize(
    ("key", "before", "after", "shown"),
    [
        ("target.ikm", "80", "82.5", "target IKM 2026\nisi: 80 % → 82,5 %"),
        ("basis.anjab", "", "Perwali 12/2026", "dasar hukum Analisis jabatan 2026\nisi: – → Perwali 12/2026"),
        ("sakip.minimum", "B", "BB", "aturan SAKIP 2026\nisi: minimal B (Baik) → minimal BB (Sangat Baik)"),
        (
            "kelembagaan.validity",
            "3",
            "1",
            (
                "aturan Tepat tugas dan fungsi, masa berlaku hasil 2026\n"
                "isi: hasil berlaku 3 tahun → hasil berlaku 1 tahun"
            ),
        ),
        (
            "closed_at",
            "2027-01-15T09:00:00+07:00",
            "",
            "tahun 2026\nisi: ditutup 15 Jan 2027 09.00 WIB → terbuka",
        ),
        ("sakip.minimum", "Z", "BB", "isi: Z → minimal BB (Sangat Baik)"),  # of a program that knew more
        ("target.ikm", "banyak", "80", "isi: banyak → 80 %"),
        ("target.nihil", "1", "2", "ketentuan 2026\nisi: 1 → 2"),
        ("closed_at", "kemarin", "", "isi: kemarin → terbuka"),
    ],
)
def test_what_was_set_for_a_year_reads_in_words(key: str, before: str, after: str, shown: str) -> None:
    sides = [json.dumps({"value": side, "legal_basis": ""}) for side in (before, after)]
    text = trail([entry("year.set", f"2026 {key}", *sides)], NAMES, "").replace("</b>", "")
    assert shown in text
    assert key not in text


async def test_every_kind_that_the_storage_notes_has_its_words(town: Town) -> None:
    siti: Talker = await town.operator()
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    kinds = {noted.kind for noted in town.storage.tables.audit}
    assert kinds <= set(KINDS)


def test_a_page_of_the_longest_entries_fits_a_message() -> None:
    sides = [json.dumps(dict.fromkeys(("name", "kind", "decree", "value"), letter * 150)) for letter in "ab"]
    longest = entry("opd.recorded", f"opd {'X' * 120}", *sides)
    assert len(trail([longest] * ENTRIES_A_PAGE, NAMES, "x" * 60)) < 4096


def test_an_empty_trail_says_so() -> None:
    assert "Belum ada catatan." in trail([], NAMES, "")


async def test_deadlines_steps_and_days_off_read_as_what_they_are(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-02T16:00:00+07:00")
    await town.set_year("deadline.sakip", "2026-12-09T16:00:00+07:00")
    await town.set_year("extension.sakip.DINKES", "2026-12-16T12:00:00+07:00")
    await town.set_year("extension.sakip.DINKES", "")
    await town.set_year("reminder.before", "5,0")
    await town.set_year("reminder.after", "1")
    admin = await admin_of(town)
    told = (await admin.says("/audit"))["text"]
    await town.set_year("dayoff.2026-12-28", "Hari Jadi Kota")
    await town.set_year("dayoff.2026-12-24", "kerja")
    told += (await admin.presses("Lebih lama"))["text"] + (await admin.says("/audit"))["text"]
    assert "tenggat SAKIP 2026\nisi: 2 Des 2026 16.00 WIB → 9 Des 2026 16.00 WIB" in told
    assert "perpanjangan SAKIP 2026 Dinas Kesehatan\nisi 16 Des 2026 12.00 WIB" in told
    assert "perpanjangan SAKIP 2026 Dinas Kesehatan\nisi: 16 Des 2026 12.00 WIB → –" in told
    assert "pengingat sebelum tenggat 2026\nisi H‑5, hari‑H" in told
    assert "pengingat sesudah tenggat 2026\nisi H+1" in told
    assert "hari libur 28 Des 2026\nisi Hari Jadi Kota" in told
    assert "hari libur 24 Des 2026\nisi hari kerja" in told
