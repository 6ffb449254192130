"""The admins' side: one message, one tap, one winner; the newcomer is told at once."""

import pytest

from domain.joining.asking import Standing
from domain.people.person import Grant, Role
from tests.handlers.admins import ADMIN, admin_of, invites_operator
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press
from tests.town.talker import data_of


async def joko_asks(town: Town, telegram_id: int = 31, name: str = "Joko") -> Talker:
    joko = await town.talker(telegram_id, name)
    await joko.walks("minta akses", press(HEALTH.code), "Joko Susilo", press("Kirim"))
    return joko


async def admins(town: Town, *names: str) -> list[Talker]:
    """Bring admins whom messages reach."""
    there = [await admin_of(town, 9001 + number, name) for number, name in enumerate(names)]
    for one in there:
        await one.says("/start")
    return there


async def asked(town: Town, admin: Talker) -> Json:
    await town.send_notices()
    return await admin.card()


async def test_one_tap_lets_somebody_in_who_is_told_what_to_do_next(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    await town.operator(1002, "Budi")
    joko = await joko_asks(town)
    question = await asked(town, admin)
    assert question["text"] == (
        "Permintaan akses\n\nJoko Susilo minta menjadi operator Dinas Kesehatan.\n\n"
        "Nama Telegram: Joko\nDikirim 23 Nov 2026 09.15 WIB\nOperator sekarang: Budi\n\n"
        "Kenal orangnya? Sesudah Terima, ia langsung bisa melapor untuk OPD itu."
    )
    assert labels(question) == ["Terima", "Tolak"]
    done = await admin.presses("Terima")
    assert "Joko Susilo kini operator Dinas Kesehatan" in done["text"]
    assert "Diterima oleh Pak Admin, 23 Nov 2026 09.15 WIB." in done["text"]
    person = await town.person(joko)
    assert person.name == "Joko Susilo"
    assert person.grants == {Grant(Role.OPERATOR, HEALTH.code)}
    await town.send_notices()
    welcome = await joko.card()
    assert welcome["text"].startswith("Selamat datang, Bapak/Ibu Joko Susilo\n")
    assert "kini operator Dinas Kesehatan" in welcome["text"]
    assert labels(welcome) == ["Lapor sekarang", "‹ Beranda"]
    assert "SAKIP" in repr(labels(await joko.presses("Lapor sekarang")))
    menu = [one["command"] for one in (await town.people.chat(joko.id))["commands"]]
    assert "lapor" in menu


async def test_a_refusal_is_told_and_gives_nothing(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await joko_asks(town)
    await asked(town, admin)
    done = await admin.presses("Tolak")
    assert "Joko Susilo tidak menjadi operator Dinas Kesehatan." in done["text"]
    assert "Ditolak oleh Pak Admin" in done["text"]
    told = (await joko.card())["text"]
    assert "permintaan akses Bapak/Ibu untuk Dinas Kesehatan belum bisa dipenuhi" in told
    assert "Mintalah tautan undangan" in (await joko.says("/lapor"))["text"]
    async with town.storage.uow() as uow:
        assert await uow.people.by_telegram_id(joko.id) is None


async def test_a_refusal_that_cannot_be_told_stops_nothing(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await joko_asks(town)
    await asked(town, admin)
    await town.people.block(joko.id)
    assert "Ditolak oleh Pak Admin" in (await admin.presses("Tolak"))["text"]
    assert town.undelivered == []


async def test_of_two_admins_one_wins_and_the_other_reads_who(town: Town) -> None:
    one, two = await admins(town, "Pak Admin", "Bu Admin")
    joko = await joko_asks(town)
    await asked(town, one)
    other = await two.card()
    await one.presses("Terima")
    told = await two.presses("Tolak", other)
    assert "Joko Susilo kini operator Dinas Kesehatan" in told["text"]
    assert "Diterima oleh Pak Admin" in told["text"]
    assert (await town.person(joko)).roles == {Role.OPERATOR}
    (request,) = town.storage.tables.access_requests.values()
    assert request.standing is Standing.ACCEPTED
    await town.send_notices()
    welcomes = [
        said for said in await joko.chat() if "Selamat datang, Bapak/Ibu Joko" in said.get("text", "")
    ]
    assert len(welcomes) == 1


async def test_a_press_delivered_twice_lets_in_once(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    await joko_asks(town)
    await asked(town, admin)
    update = await admin.pressed("Terima")
    await town.deliver(update)
    before = len(town.storage.tables.audit)
    await town.process(update)
    assert len(town.storage.tables.audit) == before
    assert "Diterima oleh Pak Admin" in (await admin.card())["text"]


async def test_what_waits_stands_in_undang_one_after_the_other(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    assert not any("Permintaan" in label for label in labels(await admin.says("/undang")))
    await joko_asks(town)
    await joko_asks(town, 32, "Rini")
    card = await admin.walks("/undang", press("Permintaan akses (2)"))
    assert labels(card) == ["Terima", "Tolak", "·", "1/2", "›", "Tolak semua (2)", "‹ Beranda"]
    await admin.presses("Terima")
    last = await admin.presses("Permintaan akses (1)")
    assert "Nama Telegram: Rini" in last["text"]
    assert labels(await admin.presses("Tolak")) == ["‹ Beranda"]
    assert "Tidak ada permintaan" in (await admin.forges("xw:0"))["text"]


async def test_who_was_let_in_otherwise_needs_no_answer(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await joko_asks(town)
    await town.operator(joko.id, "Joko")
    before = len(await admin.chat())
    await town.send_notices()
    assert len(await admin.chat()) == before
    assert not any("Permintaan" in label for label in labels(await admin.says("/undang")))


async def test_who_runs_the_bot_no_more_is_not_asked_and_lets_nobody_in(town: Town) -> None:
    one, _ = await admins(town, "Pak Admin", "Bu Admin")
    joko = await joko_asks(town)
    await asked(town, one)
    card = await one.card()
    person = await town.person(one)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.people.end(person.id, ADMIN, by=None, at=town.now)
        await uow.commit()
    assert "Hanya admin" in (await one.presses("Terima", card))["text"]
    async with town.storage.uow() as uow:
        assert await uow.people.by_telegram_id(joko.id) is None


async def test_an_opd_that_has_ended_takes_nobody(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await joko_asks(town)
    card = await asked(town, admin)
    await town.close_opd(HEALTH)
    assert "tidak berlaku" in (await admin.presses("Terima", card))["text"]
    async with town.storage.uow() as uow:
        assert await uow.people.by_telegram_id(joko.id) is None
    assert "Ditolak oleh" in (await admin.forges(data_of(card)["Tolak"]))["text"]


async def test_somebody_whose_role_has_ended_comes_back_the_same_way(town: Town, siti: Talker) -> None:
    (admin,) = await admins(town, "Pak Admin")
    await town.end_role(siti, HEALTH.code)
    await siti.walks("minta akses", press(HEALTH.code), "Siti Aminah", press("Kirim"))
    await asked(town, admin)
    await admin.presses("Terima")
    assert (await town.person(siti)).grants == {Grant(Role.OPERATOR, HEALTH.code)}


async def test_a_role_that_ended_before_the_welcome_is_not_welcomed(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await joko_asks(town)
    await asked(town, admin)
    await admin.presses("Terima")
    await town.end_role(joko, HEALTH.code)
    before = len(await joko.chat())
    await town.send_notices()
    assert len(await joko.chat()) == before


async def test_a_hostile_telegram_name_is_shown_as_text_on_one_line(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    await joko_asks(town, name="<b>Admin</b>\n\u202eTerima" + "x" * 40)
    text = (await asked(town, admin))["text"]
    assert "Nama Telegram: <b>Admin</b> Terima" in text
    assert "\u202e" not in text
    assert "x" * 30 not in text


async def test_unknown_and_forged_requests_are_outdated(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    for data in ("xt:77:1", "xt:-1:0"):
        assert "tidak berlaku" in (await admin.forges(data))["text"]


async def test_the_audit_trail_reads_in_words(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    await joko_asks(town)
    await asked(town, admin)
    await admin.presses("Terima")
    text = (await admin.says("/audit"))["text"]
    assert "Permintaan akses diterima: Joko Susilo" in text
    assert "Akses diminta: Joko Susilo" in text


async def test_many_are_refused_at_once_after_a_list(town: Town) -> None:
    """Groups with approval get requests by the hundred (paskal/telegram-banhammer#2)."""
    (admin,) = await admins(town, "Pak Admin")
    one, two = await joko_asks(town), await joko_asks(town, 32, "Rini")
    listed = await admin.walks("/undang", press("Permintaan akses (2)", "Tolak semua (2)"))
    assert listed["text"].startswith(
        "Tolak 2 permintaan akses?\n\n• Joko Susilo – DINKES\n• Joko Susilo – DINKES"
    )
    late = await joko_asks(town, 33, "Wati")
    done = await admin.presses("Ya, tolak 2", listed)
    assert done["text"] == "2 permintaan akses ditolak."
    assert labels(done) == ["Permintaan akses (1)", "‹ Beranda"]
    for refused in (one, two):
        assert "belum bisa dipenuhi" in (await refused.card())["text"]
    assert "menunggu jawaban" in (await late.card())["text"]
    await admin.presses("Permintaan akses (1)")
    await admin.presses("Tolak")
    assert "tidak berlaku" in (await admin.forges("xq"))["text"]
    assert "Tidak ada permintaan" in (await admin.forges("xr:99"))["text"]


async def test_refusing_all_is_delivered_twice_and_done_once(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    await joko_asks(town)
    await joko_asks(town, 32, "Rini")
    await admin.walks("/undang", press("Permintaan akses (2)", "Tolak semua (2)"))
    update = await admin.pressed("Ya, tolak 2")
    await town.deliver(update)
    before = len(town.storage.tables.audit)
    await town.process(update)
    assert len(town.storage.tables.audit) == before
    assert (await admin.card())["text"] == "2 permintaan akses ditolak."


@pytest.mark.parametrize("answer", ["Terima", "Tolak"])
async def test_whoever_came_in_by_an_invitation_meanwhile_hears_of_no_answer(town: Town, answer: str) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await joko_asks(town)
    question = await asked(town, admin)
    await joko.says(f"/start {await invites_operator(admin)}")
    before = len(await joko.chat())
    await admin.presses(answer, question)
    done = await admin.message(question["message_id"])
    assert done["text"] == "Joko Susilo sudah menjadi operator Dinas Kesehatan."
    await town.send_notices()
    assert len(await joko.chat()) == before
    assert (await town.person(joko)).may_report_for(HEALTH.code)


async def test_what_nobody_has_sent_cannot_be_answered(town: Town) -> None:
    (admin,) = await admins(town, "Pak Admin")
    joko = await town.talker(31, "Joko")
    await joko.walks("minta akses", press(HEALTH.code), "Joko Susilo")
    told = await admin.forges("xt:1:0")
    assert "Ditolak" not in told["text"]
    assert (await joko.card())["text"].startswith("Periksa dahulu")
