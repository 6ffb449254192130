"""Somebody asks for a document: it is said at once that it is being made, and then it is there."""

from dataclasses import replace

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from tests.handlers.papers.sheets import WANTED, Sheet, asks_for
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

PREPARING = "Formulir IKU 2026\nSedang disiapkan… Berkasnya muncul di sini."
STILL = "Masih disiapkan. Berkasnya segera muncul."


async def test_it_is_said_at_once_and_the_message_becomes_the_file(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    assert (said["text"], labels(said)) == (PREPARING, ["‹ Beranda"])
    assert town.drawn.drawn == []
    await town.make_papers()
    file = await siti.card()
    assert file["message_id"] == said["message_id"]
    assert file["document"]["file_name"] == "IKU-2026-formulir.pdf"
    assert await town.download(file) == town.papers.stored()[0].read_bytes()
    assert labels(file) == ["‹ Beranda"]
    head, numbers, code = file["caption"].split("\n\n")
    assert head == "Formulir <IKU>\nPosisi per 23 November 2026 pukul 09.15 WIB"
    assert numbers.splitlines() == [
        "SAKIP baik 0,00 % (0 dari 2), belum ada target",
        "Tepat tugas dan fungsi 0,00 % (0 dari 2), belum ada target",
    ]
    assert code.startswith("Kode periksa ")
    home = await siti.presses("Beranda")
    assert home["message_id"] != file["message_id"]


async def test_who_asks_twice_waits_for_one_message(town: Town, siti: Talker) -> None:
    menu = await siti.walks("/iku", press("Unduh"))
    said = await siti.presses("Formulir IKU", menu)
    before = await siti.chat()
    await siti.presses("Formulir IKU", menu)
    assert (await siti.toasts())[-1] == STILL
    assert await siti.chat() == before
    await town.make_papers()
    assert (await siti.card())["message_id"] == said["message_id"]
    # A double tap on something that was made already: nothing more comes.
    await siti.presses("Formulir IKU", menu)
    assert (await siti.toasts())[-1] == "Berkas yang sama baru saja dikirim."
    assert len(town.drawn.drawn) == 1
    # Who asks for it later has it once more, and nothing is made.
    town.pass_time(minutes=5)
    again = await siti.presses("Formulir IKU", menu)
    await town.make_papers()
    file = await siti.message(again["message_id"])
    assert file["document"]["file_name"] == "IKU-2026-formulir.pdf"
    assert len(town.drawn.drawn) == 1


async def test_two_who_ask_the_same_have_the_same(town: Town, siti: Talker, eka: Talker) -> None:
    await asks_for(siti)
    await asks_for(eka)
    await town.make_papers()
    files = [(await one.card())["document"] for one in (siti, eka)]
    assert files[0]["file_id"] == files[1]["file_id"]
    assert len(town.drawn.drawn) == 1


async def test_another_state_or_day_is_another_document(town: Town, siti: Talker) -> None:
    await asks_for(siti)
    await town.make_papers()
    await town.evaluated(HEALTH.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    town.pass_time(minutes=1)
    await asks_for(siti)
    await town.make_papers()
    assert "50,00 % (1 dari 2)" in (await siti.card())["caption"]
    town.pass_time(days=1)
    await asks_for(siti)
    await town.make_papers()
    assert len(town.drawn.drawn) == 3


async def test_the_same_press_delivered_twice_is_one_wish(town: Town, siti: Talker) -> None:
    update = await siti.pressed("Formulir IKU", await siti.walks("/iku", press("Unduh")))
    await town.deliver(update, times=2)
    said = [message for message in await siti.chat() if message.get("text") == PREPARING]
    assert len(said) == 1
    assert len(town.storage.tables.wishes) == 1


async def test_killed_before_it_was_said_it_is_said_once_the_press_comes_again(
    town: Town, siti: Talker
) -> None:
    update = await siti.pressed("Formulir IKU", await siti.walks("/iku", press("Unduh")))
    town.request.is_cut_off = True
    await town.deliver(update)
    town.request.is_cut_off = False
    await town.make_papers()
    assert "document" not in await siti.card()
    await town.deliver(update)
    assert (await siti.card())["text"] == PREPARING
    await town.make_papers()
    assert "document" in await siti.card()
    assert len(town.drawn.drawn) == 1


async def test_what_was_never_said_comes_by_itself_after_a_while(town: Town, siti: Talker) -> None:
    update = await siti.pressed("Formulir IKU", await siti.walks("/iku", press("Unduh")))
    town.request.is_cut_off = True
    await town.deliver(update)
    town.request.is_cut_off = False
    await town.make_papers()
    town.pass_time(minutes=2)
    await town.bring_left_papers()
    file = await siti.card()
    assert file["document"]["file_name"] == "IKU-2026-formulir.pdf"
    await town.bring_left_papers()
    assert (await siti.card())["message_id"] == file["message_id"]


async def test_what_is_not_theirs_is_refused_and_not_noted(town: Town, siti: Talker) -> None:
    told = await asks_for(siti, replace(WANTED, scope=LIBRARY.code))
    assert "tidak termasuk yang dapat Bapak/Ibu unduh" in told["text"]
    assert town.storage.tables.documents == {}


async def test_what_no_button_asks_for_is_outdated(siti: Talker) -> None:
    for forged in (
        "up:nothing:2026:0::",
        "up:formulir:2026:9::",
        "up:formulir:2026:0:nobody:",
        "up:formulir:0:0::",
        "up:formulir:1999:0::",
        "up:formulir:9999:0::",
    ):
        await siti.says("/menu")
        assert "tombol" in (await siti.forges(forged))["text"].lower(), forged
        assert siti.town.storage.tables.documents == {}


async def test_who_has_lost_the_role_gets_nothing(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    await town.end_role(siti, HEALTH.code)
    await town.make_papers()
    told = await siti.message(said["message_id"])
    assert "document" not in told
    assert "Tidak jadi dikirim" in told["text"]


async def test_who_may_not_have_it_any_more_gets_nothing(town: Town, sheet: Sheet) -> None:
    both = await town.talker(1007, "Sari", Grant(Role.OPERATOR, HEALTH.code), Grant(Role.PIMPINAN))
    said = await asks_for(both)
    sheet.is_like(may=lambda _person, _wanted: False)
    await town.make_papers()
    assert "Tidak jadi dikirim" in (await both.message(said["message_id"]))["text"]


async def test_in_a_group_there_is_no_document(town: Town, boss: Talker) -> None:
    group = await town.people.add_group("Rapat", boss.id)
    said = await town.said_in_group(boss, group, "/iku")
    assert "Grafik" not in str(said)
    assert town.storage.tables.documents == {}
