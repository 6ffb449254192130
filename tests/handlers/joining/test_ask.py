"""A stranger asks for access: an OPD, a name, sent once a day; and sees nothing else of the bot."""

from dataclasses import replace

import pytest

from domain.joining.asking import MOST_A_DAY, MOST_BEGUN, MOST_WAITING, Standing
from handlers.joining import texts
from handlers.joining.buttons import Join
from storage.ports import AccessRequest
from tests.handlers.admins import admin_of, invites_operator
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press
from tests.town.talker import data_of


@pytest.fixture
async def joko(town: Town) -> Talker:
    """Somebody whom nobody knows."""
    return await town.talker(31, "Joko")


async def requests(town: Town) -> list[AccessRequest]:
    return list(town.storage.tables.access_requests.values())


async def asks(stranger: Talker, name: str = "Joko Susilo", opd: str = HEALTH.code) -> Json:
    """Go all the way to the receipt."""
    return await stranger.walks("halo", press("Minta akses", opd), name, press("Kirim"))


async def test_the_polite_line_has_one_button(joko: Talker) -> None:
    told = await joko.says("halo")
    assert told["text"] == texts.stranger("Kota Probolinggo")
    assert labels(told) == ["Minta akses"]


async def test_opd_and_name_are_asked_and_shown_before_anything_is_sent(town: Town, joko: Talker) -> None:
    asked = await joko.walks("halo", press("Minta akses"))
    assert asked["text"].startswith("Minta akses · 1/2\n\nBapak/Ibu bertugas di OPD mana?")
    assert labels(asked) == ["DINKES", "DISPERPUSIP", "Batal"]
    named = await joko.presses("DINKES")
    assert "Minta akses · 2/2\nDinas Kesehatan" in named["text"]
    summary = await joko.says("  Joko   Susilo, S.Kom.")
    assert "OPD: Dinas Kesehatan\nNama: Joko Susilo, S.Kom." in summary["text"]
    assert [one.standing for one in await requests(town)] == [Standing.BEGUN]
    receipt = await joko.presses("Kirim")
    assert "menunggu jawaban Bagian Organisasi" in receipt["text"]
    assert labels(receipt) == []
    (request,) = await requests(town)
    assert (request.standing, request.opd, request.name) == (
        Standing.WAITING,
        "DINKES",
        "Joko Susilo, S.Kom.",
    )
    assert (request.telegram_id, request.telegram_name) == (31, "Joko")


@pytest.mark.parametrize("typed", ["minta akses", "Minta Akses.", "AKSES"])
async def test_the_words_open_it_as_the_button_does(joko: Talker, typed: str) -> None:
    assert "1/2" in (await joko.says(typed))["text"]


async def test_an_opd_is_found_by_typing_under_its_full_name(joko: Talker) -> None:
    await joko.says("minta akses")
    found = await joko.says("kesehatan")
    assert "1 OPD cocok dengan “kesehatan”" in found["text"]
    assert labels(found) == ["Dinas Kesehatan", "Daftar OPD", "Batal"]
    assert labels(await joko.presses("Daftar OPD")) == ["DINKES", "DISPERPUSIP", "Batal"]
    await joko.says("dinas")
    assert "2/2" in (await joko.presses("Dinas Perpustakaan"))["text"]
    await joko.presses("Kembali")
    none = await joko.says("<b>kelurahan</b>")
    assert "Tidak ada OPD yang cocok dengan “<b>kelurahan</b>”" in none["text"]
    assert "Tidak ada OPD" in (await joko.says("\u202e\u200b"))["text"]


async def test_many_hits_ask_for_more_letters_and_many_opd_are_paged(town: Town, joko: Talker) -> None:
    await town.found_opds(20)
    listed = await joko.says("minta akses")
    assert len([label for label in labels(listed) if label.startswith(("OPD", "DIN", "DIS"))]) == 14
    assert "2/2" in labels(await joko.presses("›"))
    assert "22 OPD cocok dengan “dinas”, ini 6 di antaranya." in (await joko.says("dinas"))["text"]


async def test_only_opd_of_today_may_be_chosen(town: Town, joko: Talker) -> None:
    card = await joko.says("minta akses")
    await town.close_opd(LIBRARY)
    told = await joko.presses("DISPERPUSIP", card)
    assert labels(told) == ["DINKES", "Batal"]
    assert "1/2" in (await joko.forges(Join("opd", "NIHIL").pack()))["text"]
    await joko.presses("DINKES")
    await town.close_opd(HEALTH)
    assert "1/2" in (await joko.says("Joko Susilo"))["text"]


@pytest.mark.parametrize(
    "typed", ["<b>Joko</b>", "😀😀😀", "0812345678", "x" * 61, "\u202e\u200b\u202e", "Аня"]
)
async def test_what_is_no_name_is_asked_again_and_harms_nobody(town: Town, joko: Talker, typed: str) -> None:
    told = await joko.walks("minta akses", press("DINKES"), typed)
    assert told["text"].startswith("⚠️")
    assert "Nama lengkap Bapak/Ibu?" in told["text"]
    assert "\u202e" not in told["text"]
    assert [one.name for one in await requests(town)] == [""]


async def test_it_can_be_corrected_left_and_begun_again(town: Town, joko: Talker) -> None:
    await joko.walks("minta akses", press("DINKES"), "Joko", press("Ubah OPD", "DISPERPUSIP"))
    assert "Nama: Joko" in (await joko.card())["text"]
    assert "2/2" in (await joko.presses("Ubah nama"))["text"]
    assert "Nama: Joko Susilo" in (await joko.says("Joko Susilo"))["text"]
    assert "1/2" in (await joko.walks(press("Ubah nama", "Kembali")))["text"]
    told = await joko.presses("Batal")
    assert "tidak ada yang dikirim" in told["text"]
    assert labels(told) == ["Minta akses"]
    assert await requests(town) == []
    await joko.walks("minta akses", press("DINKES"))
    assert "tidak ada yang dikirim" in (await joko.says("/batal"))["text"]


async def test_it_goes_on_where_it_was_after_anything_else(joko: Talker) -> None:
    await joko.walks("minta akses", press("DINKES"))
    for told in (
        await joko.says("/start"),
        await joko.says("/lapor"),
        await joko.sends_other("sticker"),
        await joko.forges("qo:DINKES"),
        await joko.forges("xj:opd"),
    ):
        assert "Nama lengkap Bapak/Ibu?" in told["text"]


async def test_a_stranger_asks_once_a_day_and_reads_how_it_stands(town: Town, joko: Talker) -> None:
    admin = await admin_of(town)
    await asks(joko)
    for told in (await joko.says("halo"), await joko.says("minta akses"), await joko.forges("xj:minta:")):
        assert "menunggu jawaban" in told["text"]
        assert labels(told) == []
    town.pass_time(days=2)
    assert "menunggu jawaban" in (await joko.says("minta akses"))["text"]
    (request,) = await requests(town)
    await admin.says("/start")
    await admin.forges(f"xt:{request.id}:0")
    assert "1/2" in (await joko.says("minta akses"))["text"]


async def test_who_was_refused_may_ask_again_the_day_after(town: Town, joko: Talker) -> None:
    admin = await admin_of(town)
    await admin.says("/start")
    await asks(joko)
    (request,) = await requests(town)
    await admin.forges(f"xt:{request.id}:0")
    told = await joko.says("minta akses")
    assert "sudah dijawab" in told["text"]
    assert "mulai 24 Nov 2026 09.15 WIB" in told["text"]
    assert "Mintalah tautan undangan" in told["text"]
    town.pass_time(days=1)
    assert "1/2" in (await joko.says("minta akses"))["text"]


async def test_a_request_that_nobody_answers_for_a_week_may_be_made_again(town: Town, joko: Talker) -> None:
    await asks(joko)
    town.pass_time(days=7)
    assert (await joko.says("halo"))["text"] == texts.stranger("Kota Probolinggo")
    assert "1/2" in (await joko.says("minta akses"))["text"]


async def test_every_admin_is_told_once_whatever_is_pressed_again(town: Town, joko: Talker) -> None:
    for number in (9001, 9002):
        await (await admin_of(town, number, f"Admin {number}")).says("/start")
    await joko.walks("minta akses", press("DINKES"), "Joko Susilo")
    card = await joko.card()
    for _ in range(2):
        await joko.taps("Kirim", card)
    await town.settled(joko)
    assert len(town.storage.tables.notices) == 2


async def test_a_press_delivered_twice_is_stored_once_and_answered(town: Town, joko: Talker) -> None:
    await (await admin_of(town)).says("/start")
    await joko.walks("minta akses", press("DINKES"), "Joko Susilo")
    update = await joko.pressed("Kirim")
    await town.deliver(update)
    before = len(town.storage.tables.audit)
    await town.process(update)
    assert len(town.storage.tables.audit) == before
    assert len(town.storage.tables.notices) == 1
    assert "menunggu jawaban" in (await joko.card())["text"]


async def test_many_strangers_do_not_flood_the_admins(town: Town, joko: Talker) -> None:
    admin = await admin_of(town)
    await admin.says("/start")
    ready = await joko.walks("minta akses", press("DINKES"), "Joko Susilo")
    await wait(town, MOST_WAITING)
    assert "sedang banyak" in (await joko.presses("Kirim", ready))["text"]
    late = await town.talker(32, "Rini")
    told = await late.says("minta akses")
    assert "sedang banyak" in told["text"]
    assert "Mintalah tautan undangan" in told["text"]
    assert not town.storage.tables.notices
    for one in await requests(town):
        if one.standing is Standing.WAITING:
            await admin.forges(f"xt:{one.id}:0")
    await joko.presses("Minta akses", await joko.message(ready["message_id"]))
    assert "menunggu jawaban" in (await joko.presses("Kirim", ready))["text"]
    await wait(town, MOST_A_DAY - MOST_WAITING - 1, first=5000)
    assert "sedang banyak" in (await late.says("minta akses"))["text"]
    town.pass_time(days=8)
    assert "1/2" in (await late.says("minta akses"))["text"]


async def wait(town: Town, many: int, first: int = 4000) -> None:
    """Let so many other strangers have asked."""
    async with town.storage.uow() as uow:
        for number in range(many):
            begun = await uow.access_requests.begin(first + number, "x", town.now)
            await uow.access_requests.fill(begun.id, opd=LIBRARY.code, name="Orang Lain")
            await uow.access_requests.send(begun.id, town.now)
        await uow.commit()


async def test_what_strangers_only_begin_is_bounded_and_forgotten(town: Town, joko: Talker) -> None:
    async with town.storage.uow() as uow:
        for number in range(MOST_BEGUN):
            await uow.access_requests.begin(4000 + number, "x", town.now)
        await uow.commit()
    assert "sedang banyak" in (await joko.says("minta akses"))["text"]
    town.pass_time(days=2)
    assert "1/2" in (await joko.says("minta akses"))["text"]
    assert len(await requests(town)) == 1


async def test_a_stranger_sees_the_names_of_opd_and_nothing_else(town: Town, joko: Talker) -> None:
    await town.operator(1002, "Zulaikha")
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, short="Dinkes"), by=None, at=town.now)
        await uow.commit()
    await asks(joko, opd="Dinkes")
    said = repr([message.get("text") for message in await joko.chat()])
    assert "Zulaikha" not in said
    assert "operator" not in said.lower()


async def test_who_is_in_already_is_told_so(town: Town, joko: Talker, siti: Talker) -> None:
    await siti.says("/iku")
    assert "sudah terdaftar" in (await siti.forges("xj:minta:"))["text"]
    assert await requests(town) == []
    old = await joko.walks("minta akses", press("DINKES"))
    update = await joko.typed("Joko Susilo")
    await town.deliver(update)
    async with town.storage.uow() as uow:
        person = await uow.people.add(31, "Joko", town.now)
        for grant in (await uow.people.by_telegram_id(siti.id) or person).grants:
            await uow.people.grant(person.id, grant, by=None, at=town.now)
        await uow.commit()
    await town.process(update)
    assert "sudah terdaftar" in (await joko.card())["text"]
    assert "sudah terdaftar" in (await joko.forges(data_of(old)["‹ Kembali"]))["text"]


async def test_an_edited_message_is_no_answer(town: Town, joko: Talker) -> None:
    await joko.walks("minta akses", press("DINKES"))
    mine = next(said for said in reversed(await joko.chat()) if said["from"] != "bot")
    assert "Nama lengkap" in (await joko.edits(mine["message_id"], "Joko Susilo"))["text"]
    assert [one.name for one in await requests(town)] == [""]


@pytest.mark.parametrize("around", ["{}", "Bu, ini tautannya: {} ya", "DINKES\n{}"])
async def test_a_link_that_is_pasted_opens_as_a_tap_does(town: Town, joko: Talker, around: str) -> None:
    """Some clients send /start without the code (telegramdesktop/tdesktop#6978)."""
    admin = await admin_of(town)
    token = await invites_operator(admin)
    assert labels(await joko.says("/start")) == ["Minta akses"]
    link = f"https://t.me/{town.hub.world.bot.username}?start={token}"
    assert "operator Dinas Kesehatan" in (await joko.says(around.format(link)))["text"]
    late = await town.talker(32, "Rini")
    assert "sudah dipakai" in (await late.says(link))["text"]
    told = await late.says("https://t.me/another_bot?start=abc")
    assert told["text"] == texts.stranger("Kota Probolinggo")


async def test_another_name_that_cannot_be_is_refused_aloud_on_the_summary_too(joko: Talker) -> None:
    await joko.walks("halo", press("Minta akses", HEALTH.code), "Joko Susilo")
    told = (await joko.says("@admin"))["text"]
    assert told.startswith("⚠️ “@admin” bukan nama orang")
    assert "Periksa dahulu" in told
    assert "Nama: Joko Susilo" in told
