"""Two people, one report: each race has a decided outcome, and the person is told."""

from datetime import timedelta

from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from storage.ports import NoticeState
from tests.handlers.review.reviewing import chooses, gives_back, opens_report, submits, under_review
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def kinds(town: Town) -> list[EventKind]:
    return [event.kind for event in await town.events(HEALTH.code)]


async def test_of_two_reviewers_one_wins_and_the_other_reads_who_decided_what(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    budi = await town.reviewer(telegram_id=2002, name="Budi")
    await siti.reports_sakip()
    await opens_report(dewi)
    await opens_report(budi)
    await dewi.presses("Terima")
    late = await budi.presses("Terima")
    assert late["text"].startswith("Dewi sudah lebih dulu memutuskan laporan ini.\n\n✅ Diterima oleh Dewi")
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]


async def test_a_return_being_written_loses_against_an_acceptance(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    budi = await town.reviewer(telegram_id=2002, name="Budi")
    await siti.reports_sakip()
    await opens_report(budi)
    await chooses(budi, "Nilai")
    await budi.presses("Bukti tidak terbaca")
    await opens_report(dewi)
    await dewi.presses("Terima")
    late = await budi.presses("Kembalikan")
    assert late["text"].startswith("Dewi sudah lebih dulu memutuskan laporan ini.")
    assert await town.held(budi) is None
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]


async def test_a_double_tap_decides_once(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    card = await opens_report(dewi)
    await dewi.taps("Terima", card)
    await dewi.presses("Terima", card)
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]
    assert "✅ Diterima oleh Dewi" in (await dewi.card())["text"]


async def test_a_press_delivered_twice_is_answered_twice_and_decides_once(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    card = await opens_report(dewi)
    update = await dewi.pressed("Terima", card)
    await town.deliver(update, times=2)
    assert "✅ Diterima oleh Dewi" in (await dewi.card())["text"]
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]


async def test_a_report_withdrawn_while_it_is_read(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    card = await opens_report(dewi)
    await siti.withdraws()
    for verdict in ("Terima", "Kembalikan"):
        shown = await dewi.forges("ra:1" if verdict == "Terima" else "rp:1:1")
        assert "ditarik kembali oleh Siti" in shown["text"]
        assert labels(shown) == ["‹ Daftar", "Berikutnya ›", "‹ Beranda"]
    assert card["message_id"] == (await dewi.card())["message_id"]
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.WITHDRAWN]


async def test_what_was_sent_anew_is_not_decided_by_the_old_card(town: Town) -> None:
    siti, dewi = await under_review(town)
    await siti.withdraws()
    await siti.presses("Kirim")
    assert "ditarik kembali oleh Siti" in (await dewi.presses("Terima"))["text"]
    assert "SAKIP 2026 · 1 dari 1" in (await dewi.presses("Berikutnya ›"))["text"]


async def test_the_report_of_an_operator_who_was_moved_stays_with_the_opd(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    ani = await town.operator(1005, "Ani")
    await ani.says("/status")
    receipt = await siti.reports_sakip()
    await town.end_role(siti, HEALTH.code)
    card = await opens_report(dewi)
    assert "Pelapor sudah bukan operator OPD ini." in card["text"]
    await dewi.presses("Terima")
    await town.send_notices()
    assert "SAKIP 2026 diterima" in (await ani.card())["text"]
    assert await siti.card() == receipt


async def test_without_an_operator_the_reviewer_is_told_that_nobody_hears(town: Town) -> None:
    siti, dewi = await town.operator(1001, "Siti", HEALTH.code, LIBRARY.code), await town.reviewer()
    await siti.walks("/lapor", press(HEALTH.name, "SAKIP"))
    for answer in ("BB", "75,5", "belum ada"):
        await siti.says(answer)
    await siti.presses("Kirim")
    await town.end_role(siti, HEALTH.code)
    await opens_report(dewi)
    done = await dewi.presses("Terima")
    assert "OPD ini belum punya operator yang bisa diberi tahu." in done["text"]


async def test_the_report_of_an_opd_that_closed_is_not_decided(town: Town) -> None:
    _, dewi = await under_review(town)
    await town.close_opd(HEALTH)
    shown = await dewi.presses("Terima")
    assert "OPD ini tidak berlaku lagi sejak 22 Nov 2026" in shown["text"]
    assert await kinds(town) == [EventKind.SUBMITTED]
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.presses("‹ Daftar"))["text"]


async def test_a_past_years_report_of_a_closed_opd_can_be_accepted_but_not_returned(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    town.now += timedelta(days=60)
    await town.close_opd(HEALTH)
    await opens_report(dewi)
    shown = await dewi.presses("Kembalikan")
    assert shown["text"].startswith("OPD ini tidak berlaku lagi, jadi tidak ada yang bisa memperbaiki")
    await dewi.presses("Terima")
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]


async def test_a_repair_of_an_opd_that_closed_is_refused(town: Town) -> None:
    siti, dewi = await under_review(town)
    await gives_back(dewi, "Nilai", reason="Isian belum lengkap")
    await town.send_notices()
    await town.close_opd(HEALTH)
    assert "OPD ini sudah tidak berlaku" in (await siti.presses("Perbaiki sekarang"))["text"]
    assert await town.held(siti) is None


async def test_a_return_made_before_the_year_ended_is_repaired_after_it(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    town.now += timedelta(days=60)
    await opens_report(dewi)
    await gives_back(dewi, "Nilai", reason="Isian belum lengkap")
    await town.send_notices()
    await siti.presses("Perbaiki sekarang")
    assert "Perbaikan SAKIP 2026" in (await siti.says("72"))["text"]
    await siti.presses("Kirim")
    assert (await town.events(HEALTH.code))[-1].year == 2026


async def test_a_reviewer_whose_role_has_ended_decides_nothing_any_more(town: Town, siti: Talker) -> None:
    grant = Grant(Role.VERIFIKATOR, "kelembagaan")
    dewi = await town.talker(2001, "Dewi", grant, Grant(Role.PIMPINAN))
    await siti.reports_sakip()
    await opens_report(dewi)
    written = await chooses(dewi, "Nilai")
    person = await town.person(dewi)
    async with town.storage.uow() as uow:
        await uow.people.end(person.id, grant, by=None, at=town.now)
        await uow.commit()
    await dewi.presses("Bukti tidak terbaca", written)
    assert "peran Anda sebagai verifikatornya sudah berakhir" in (await dewi.forges("ra:1"))["text"]
    assert "peran Anda sebagai verifikatornya sudah berakhir" in (await dewi.forges("rc:1"))["text"]
    assert await kinds(town) == [EventKind.SUBMITTED]


async def test_an_event_that_is_no_submission_has_no_card(town: Town) -> None:
    _, dewi = await under_review(town)
    await dewi.presses("Terima")
    for data in ("rc:2", "rc:99", "ru:1", "rz:1", "ra:2"):
        assert "Tombol ini sudah tidak berlaku" in (await dewi.forges(data))["text"]
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED]


async def test_a_decision_undone_twice_is_undone_once(town: Town) -> None:
    _, dewi = await under_review(town)
    await dewi.presses("Terima")
    await dewi.presses("Urungkan")
    again = await dewi.forges("ru:2")
    assert again["text"].startswith("Keputusan ini sudah diurungkan.")
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.VERIFIED, EventKind.UNDONE]


async def test_a_submission_that_a_newer_one_replaced_is_not_decided(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await submits(town, siti)
    await opens_report(dewi)
    town.pass_time(minutes=1)
    await submits(town, siti)
    assert "sudah diganti yang lebih baru" in (await dewi.presses("Terima"))["text"]
    assert await kinds(town) == [EventKind.SUBMITTED, EventKind.SUBMITTED]


async def test_a_notice_about_what_changed_meanwhile_is_not_sent(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    receipt = await siti.reports_sakip()
    await opens_report(dewi)
    await gives_back(dewi, "Nilai", reason="Isian belum lengkap")
    await dewi.presses("Urungkan")
    await town.send_notices()
    assert await siti.card() == receipt


async def test_an_undoing_reaches_whom_the_decision_may_have_reached_and_nobody_else(town: Town) -> None:
    siti, ani = await town.operator(), await town.operator(1002, "Ani")
    budi, dewi = await town.operator(1003, "Budi"), await town.reviewer()
    await ani.says("/bantuan")
    await budi.says("/bantuan")
    await siti.reports_sakip()
    await opens_report(dewi)
    await gives_back(dewi, "Nilai", reason="Bukti tidak terbaca")
    # Siti's message is on its way (or its process has died), Ani has blocked the bot, Budi's still waits.
    await town.claim_and_die()
    await town.people.block(ani.id)
    await town.people.fault("429", method="sendMessage", chat_id=budi.id, retry_after=60, times=1)
    await town.send_notices()
    await dewi.presses("Urungkan")
    queued = [(one.person, one.kind, one.state) for one in town.storage.tables.notices.values()]
    told, blocked, waiting = [(await town.person(one)).id for one in (siti, ani, budi)]
    assert queued == [
        (told, "returned", NoticeState.WAITING),
        (blocked, "returned", NoticeState.BLOCKED),
        (waiting, "returned", NoticeState.STOPPED),
        (told, "undecided", NoticeState.WAITING),
    ]
