"""What each of them reads on opening the bot: what is owed or waits, until when, and the keys that matter."""

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from tests.handlers.morning.mornings import wib
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

MOST_LINES = 20
"""So many lines, empty ones counted, leave room for five rows of keys on a phone (718 px)."""


def lines(home: Json) -> list[str]:
    return str(home["text"]).splitlines()


async def all_roles(town: Town, *more: Grant) -> Talker:
    grants = (
        Grant(Role.OPERATOR, HEALTH.code),
        Grant(Role.VERIFIKATOR, "kelembagaan"),
        Grant(Role.ADMIN),
        *more,
    )
    return await town.talker(7001, "Rangkap", *grants)


@pytest.fixture
async def due(town: Town) -> Town:
    """SAKIP is late since Friday, IKM is due on the second of December, the job analysis some day."""
    await town.set_year("deadline.sakip", "2026-11-20T16:00:00+07:00")
    await town.set_year("deadline.ikm", "2026-12-02T16:00:00+07:00")
    return town


@pytest.mark.usefixtures("due")
async def test_an_operator_reads_until_when_and_reports_with_one_tap(siti: Talker) -> None:
    home = await siti.says("/menu")
    assert lines(home)[0] == "Bapak/Ibu Siti"
    assert f"Status 2026\n{HEALTH.name}" in home["text"]
    assert "⏰ SAKIP\nlewat tenggat 20 Nov pukul 16.00" in home["text"]
    assert "⬜ IKM\ntenggat 2 Des pukul 16.00 (9 hari lagi)" in home["text"]
    assert "⬜ Analisis jabatan\nbelum dilaporkan" in home["text"]
    assert LIBRARY.name not in home["text"]
    assert labels(home) == ["Lapor SAKIP", "Lapor IKM", "Lapor Analisis jabatan", "Sematkan", "Lainnya ›"]
    assert "1/3" in (await siti.presses("Lapor SAKIP"))["text"]


@pytest.mark.usefixtures("due")
async def test_status_is_the_same_card(siti: Talker) -> None:
    home, status = await siti.says("/menu"), await siti.says("/status")
    assert (status["text"], labels(status)) == (home["text"], labels(home))


async def test_what_is_half_done_or_returned_is_named_so(due: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await due.send_back(HEALTH.code, "Angka berbeda")
    await siti.opens("IKM", "85,5")
    home = await siti.says("/menu")
    assert "🔁 SAKIP\nperlu perbaikan (Nilai): Angka berbeda" in home["text"]
    assert labels(home)[:3] == ["Perbaiki SAKIP", "Lanjutkan IKM", "Lapor Analisis jabatan"]
    assert "Perbaikan SAKIP 2026" in (await siti.presses("Perbaiki SAKIP"))["text"]


@pytest.mark.usefixtures("due")
async def test_what_is_done_leaves_room_for_what_people_look_at(siti: Talker) -> None:
    await siti.reports_sakip()
    await siti.opens("IKM", "85,5", press("Lewati", "Belum ada berkas", "Kirim"))
    home = await siti.says("/menu")
    assert labels(home)[:3] == ["Lapor Analisis jabatan", "Riwayat", "IKU"]
    assert "sudah masuk" not in home["text"]
    done = press("Sudah dilaksanakan"), "12 Maret 2026", "060/1", press("Lewati", "Belum ada berkas", "Kirim")
    await siti.opens("Analisis jabatan", *done)
    home = await siti.says("/menu")
    assert "Semua laporan 2026 sudah masuk. Terima kasih, Bapak/Ibu." in home["text"]
    assert labels(home) == ["Riwayat", "IKU", "Sematkan", "Lainnya ›"]


async def test_of_several_opd_the_most_urgent_comes_first(due: Town) -> None:
    rina = await due.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    await rina.walks("/lapor", press(HEALTH.name, "SAKIP"), "BB", "75", press("Belum ada berkas", "Kirim"))
    home = await rina.says("/menu")
    assert lines(home)[2:] == [
        "Laporan 2026",
        "⏰⬜⬜ DISPERPUSIP – SAKIP",
        "lewat tenggat 20 Nov pukul 16.00",
        "🕓⬜⬜ DINKES – IKM",
        "tenggat 2 Des pukul 16.00 (9 hari lagi)",
    ]
    assert labels(home)[:2] == ["DISPERPUSIP", "DINKES"]
    assert f"Status 2026\n{LIBRARY.name}" in (await rina.presses("DISPERPUSIP"))["text"]
    assert lines(await rina.presses("‹ Beranda")) == lines(home)


async def test_an_opd_that_has_ended_owes_nothing(due: Town, siti: Talker) -> None:
    await due.close_opd(HEALTH)
    home = await siti.says("/menu")
    assert labels(home) == ["Riwayat", "IKU", "Sematkan", "Lainnya ›"]
    rina = await due.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    assert f"Status 2026\n{LIBRARY.name}" in (await rina.says("/menu"))["text"]


async def test_in_january_last_years_reports_come_first(due: Town, siti: Talker) -> None:
    due.go_to(wib(5, month=1, year=2027))
    home = await siti.says("/menu")
    assert "Status 2026" in home["text"]
    assert "Status 2027" in labels(home)
    assert "SAKIP 2026" in (await siti.presses("Lapor SAKIP"))["text"]
    await due.set_year("closed_at", "2027-01-05T08:00:00+07:00")
    assert "Status 2027" in (await siti.says("/menu"))["text"]


async def test_a_reviewer_reads_what_waits_and_opens_it(
    due: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    due.pass_time(days=1)
    await eka.reports_sakip()
    home = await dewi.says("/menu")
    assert "🕓 2 laporan menunggu Anda\ntertua sejak 23 Nov" in home["text"]
    assert "✅ SAKIP · semua OPD sudah lapor" in home["text"]
    assert "⬜ Tepat tugas dan fungsi · 0/2 dinilai" in home["text"]
    assert labels(home)[:3] == ["Periksa 2 laporan", "Nilai Tepat tugas dan fungsi", "Belum lapor"]
    assert "SAKIP 2026 · 1 dari 2" in (await dewi.presses("Periksa 2 laporan"))["text"]


@pytest.mark.usefixtures("siti")
async def test_a_reviewer_reads_who_is_late_and_who_still_has_time(due: Town, dewi: Talker) -> None:
    await due.set_year("extension.sakip.DINKES", "2026-12-09T16:00:00+07:00")
    home = await dewi.says("/menu")
    assert "✅ Tidak ada laporan yang menunggu Anda." in home["text"]
    assert "⏰ SAKIP · 2 OPD belum lapor, 1 lewat\ntenggat 9 Des pukul 16.00" in home["text"]
    ani = await due.reviewer("anjab", 2003, "Ani")
    told = await ani.says("/menu")
    assert "⬜ Analisis jabatan · 2 OPD belum lapor\nbelum ada tenggat" in told["text"]
    assert "Belum lapor 2026" in (await ani.presses("Belum lapor"))["text"]


async def test_what_only_a_colleague_may_decide_does_not_wait_for_oneself(due: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    both = await all_roles(due)
    assert "Tidak ada laporan yang menunggu Anda" in (await both.says("/menu"))["text"]


async def test_a_pimpinan_reads_five_numbers_and_who_is_late(due: Town, siti: Talker, boss: Talker) -> None:
    await due.set_year("target.sakip", "75")
    await siti.reports_sakip()
    await due.verify(HEALTH.code)
    home = await boss.says("/start")
    assert lines(home)[2:] == [
        "IKU 2026",
        "1 · SAKIP baik 50,00 % (1/2)",
        "2 · Tepat tugas dan fungsi 0,00 % (0/2)",
        "3a · IKM baik 0,00 % (0/2)",
        "3b · Ketatalaksanaan 0,00 % (0/2)",
        "4 · Analisis jabatan 0,00 % (0/2)",
        "",
        "⏰ SAKIP · 1 OPD lewat tenggat",
    ]
    assert labels(home) == ["IKU", "Belum lapor", "Sematkan", "Lainnya ›"]


async def test_without_opd_no_number_is_made_up(town: Town, boss: Talker) -> None:
    for opd in (HEALTH, LIBRARY):
        await town.close_opd(opd)
    assert "1 · SAKIP baik – tidak dapat dihitung" in (await boss.says("/menu"))["text"]


@pytest.mark.usefixtures("siti")
async def test_an_admin_reads_what_needs_a_hand(town: Town, admin: Talker) -> None:
    async with town.storage.uow() as uow:
        await uow.troubles.note("evidence", "file 1", "rusak", town.now)
        await uow.commit()
    home = await admin.says("/menu")
    assert "⬜ 1 OPD belum punya operator" in home["text"]
    assert "⬜ Tenggat 2026 belum diatur: SAKIP, IKM, Analisis jabatan" in home["text"]
    assert "⚠️ 1 hal tertahan" in home["text"]
    assert labels(home)[0] == "Yang tertahan"
    assert "Coba lagi" in " ".join(labels(await admin.presses("Yang tertahan")))


async def test_an_admin_is_told_to_open_the_year(town: Town, admin: Talker) -> None:
    await town.set_year("target.sakip", "75")
    assert "belum dibuka" not in (await admin.says("/menu"))["text"]
    town.go_to(wib(1, month=12, year=2026))
    assert "⬜ Tahun 2027 belum dibuka" in (await admin.says("/menu"))["text"]
    assert "2027" in (await admin.presses("Buka tahun 2027"))["text"]


@pytest.mark.usefixtures("siti", "eka")
async def test_where_nothing_is_left_to_do_home_says_so(town: Town, admin: Talker) -> None:
    for report in ("sakip", "ikm", "anjab"):
        await town.set_year(f"deadline.{report}", "2026-12-02T16:00:00+07:00")
    await town.set_year("sakip.minimum", "B")
    home = await admin.says("/menu")
    assert "Tidak ada yang menunggu Anda." in home["text"]
    assert labels(home)[:3] == ["Pengguna", "Undang", "IKU"]


@pytest.mark.usefixtures("siti")
async def test_several_roles_share_one_screen(due: Town) -> None:
    both = await all_roles(due, Grant(Role.PIMPINAN))
    home = await both.says("/menu")
    assert "⏰ SAKIP – lewat tenggat 20 Nov pukul 16.00" in home["text"]
    assert "Dinilai oleh Bagian Organisasi" not in home["text"]
    for said in ("IKU 2026", "menunggu Anda", "2 OPD belum lapor", "belum punya operator"):
        assert said in home["text"]
    assert len(lines(home)) <= 2 * MOST_LINES
    status = await both.says("/status")
    assert "IKU 2026" not in status["text"]
    assert "Dinilai oleh Bagian Organisasi" in status["text"]


async def test_a_role_that_ended_leaves_only_the_line_for_strangers(due: Town, siti: Talker) -> None:
    await siti.says("/menu")
    await due.end_role(siti, HEALTH.code)
    assert "Mintalah tautan undangan" in (await siti.presses("Lainnya ›"))["text"]


async def test_home_changes_by_itself_when_a_report_is_accepted(due: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    home = await siti.says("/menu")
    await due.verify(HEALTH.code)
    await due.look()
    now = await siti.message(home["message_id"])
    assert lines(now)[0] == "Bapak/Ibu Siti · diperbarui 09.15"
    assert "✅ SAKIP\nBB · 75,50 · diterima" in now["text"]


async def test_a_result_of_an_earlier_year_counts_as_evaluated(town: Town, dewi: Talker) -> None:
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"}, year=2025)
    assert "1/2 dinilai" in (await dewi.says("/menu"))["text"]


async def test_an_admin_reads_who_waits_for_an_answer(town: Town, admin: Talker) -> None:
    other = await town.talker(9002, "Bu Admin", Grant(Role.ADMIN))
    await other.walks("/pengguna", press("Bu Admin", "Tambah peran", "Pimpinan"))
    async with town.storage.uow() as uow:
        asked = await uow.access_requests.begin(5001, "Orang Luar", town.now)
        await uow.access_requests.fill(asked.id, opd=HEALTH.code, name="Sri Wahyuni")
        await uow.access_requests.send(asked.id, town.now)
        await uow.commit()
    home = await admin.says("/menu")
    assert "🕓 1 permintaan peran menunggu persetujuan" in home["text"]
    assert "🕓 1 permintaan akses menunggu jawaban" in home["text"]
    assert labels(home)[:2] == ["Permintaan akses (1)", "Undangan terbuka"]
    assert "permintaan peran" not in (await other.says("/menu"))["text"]
    assert "Sri Wahyuni" in (await admin.presses("Permintaan akses (1)", home))["text"]


async def test_that_nobody_is_late_is_said_of_all_reports(due: Town) -> None:
    """Somebody with both roles reads of the own Sub Bagian's report once, and nothing that is not so."""
    both = await due.talker(7002, "Rangkap", Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.PIMPINAN))
    home = await both.says("/menu")
    assert "⏰ SAKIP · 2 OPD belum lapor, 2 lewat" in home["text"]
    assert home["text"].count("SAKIP ·") == 1
    assert "Tidak ada OPD yang lewat tenggat" not in home["text"]
    await due.set_year("deadline.sakip", "2026-12-20T16:00:00+07:00")
    assert "Tidak ada OPD yang lewat tenggat" in (await both.says("/menu"))["text"]


async def test_opd_whose_years_are_not_the_same_say_which(due: Town) -> None:
    """In January one OPD still owes a report of last year, the other has sent all that was asked for."""
    rina = await due.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    for report, answers in (
        (IndicatorKey.SAKIP, {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}),
        (IndicatorKey.IKM, {"nilai": "85", "bukti": "belum"}),
    ):
        by = (await due.person(rina)).id
        await due.happens(EventKind.SUBMITTED, HEALTH.code, report, answers, by=by)
        await due.verify(HEALTH.code)
    due.go_to(wib(5, month=1, year=2027))
    assert lines(await rina.says("/menu"))[2:] == [
        "Laporan 2026",
        "⏰⏰⬜ DISPERPUSIP – SAKIP",
        "lewat tenggat 20 Nov 2026 pukul 16.00",
        "⬜⬜⬜ DINKES 2027 – SAKIP belum dilaporkan",
    ]


async def test_the_numbers_of_a_reopened_year_are_those_that_were_closed(
    due: Town, siti: Talker, eka: Talker, boss: Talker
) -> None:
    await siti.reports_sakip()
    await due.verify(HEALTH.code)
    due.go_to(wib(15, month=1, year=2027))
    await due.set_year("closed_at", due.now.isoformat())
    due.pass_time(days=2)
    await due.set_year("closed_at", "")
    by = (await due.person(eka)).id
    answers = {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}
    await due.happens(EventKind.SUBMITTED, LIBRARY.code, IndicatorKey.SAKIP, answers, by=by)
    await due.verify(LIBRARY.code)
    assert "1 · SAKIP baik 50,00 % (1/2)" in (await boss.says("/menu"))["text"]
    assert "50,00 %  (1/2)" in (await boss.presses("IKU"))["text"]
