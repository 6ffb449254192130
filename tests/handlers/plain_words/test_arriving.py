"""What is typed where nothing is asked: run as a command, asked back, answered kindly, or shown home."""

from datetime import date

import pytest

from domain.forms.form import Asked
from domain.plain_words.understand import way_out
from handlers.conversation.flow import FLOWS
from handlers.conversation.texts import choice
from handlers.words import problems
from tests.handlers.homes import home_keys
from tests.handlers.test_wording import PLAUSIBLE
from tests.town.dialogue import Talker, Town, labels, press

NOT_UNDERSTOOD = "Maaf, saya belum paham maksud Bapak/Ibu. Silakan pilih:"
HOME = "Dinilai oleh Bagian Organisasi"


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("berapa iku sekarang?", "/iku"),
        ("status saya", "/status"),
        ("riwayat laporan", "/riwayat"),
        ("Lapor", "/lapor"),
    ],
)
async def test_a_wish_shows_what_its_command_shows(siti: Talker, said: str, command: str) -> None:
    wanted = await siti.says(command)
    shown = await siti.says(said)
    assert shown["message_id"] != wanted["message_id"]
    assert (shown["text"], labels(shown)) == (wanted["text"], labels(wanted))


async def test_the_words_behind_a_wish_go_to_its_command(dewi: Talker) -> None:
    wanted = await dewi.says("/iku sakip 2025")
    assert (await dewi.says("sakip tahun lalu"))["text"] == wanted["text"]
    assert "2025" in wanted["text"]


@pytest.mark.parametrize("said", ["mau verifikasi", "evaluasi kelembagaan", "undang operator"])
async def test_what_is_not_theirs_stays_so(town: Town, siti: Talker, said: str) -> None:
    before = len(town.storage.tables.audit), len(town.storage.tables.drafts)
    told = await siti.says(said)
    assert told["text"] in (problems.NOT_FOR_YOU, NOT_UNDERSTOOD)
    assert (len(town.storage.tables.audit), len(town.storage.tables.drafts)) == before


async def test_what_may_be_several_is_asked_back_and_stores_nothing(town: Town, siti: Talker) -> None:
    asked = await siti.says("sakip")
    assert asked["text"] == "Maksud Bapak/Ibu:"
    assert labels(asked) == ["Lapor SAKIP", "Angka SAKIP", "‹ Beranda"]
    assert await town.held(siti) is None
    shown = await siti.presses("Angka SAKIP")
    assert shown["message_id"] == asked["message_id"]
    assert "SAKIP" in shown["text"]


async def test_a_slip_of_the_finger_never_begins_a_report(town: Town, siti: Talker) -> None:
    asked = await siti.says("lapro sakip")
    assert labels(asked) == ["Lapor SAKIP", "‹ Beranda"]
    assert await town.held(siti) is None


@pytest.mark.parametrize("said", ["75,5", "BB", "jangan lapor sakip", "siti aminah", "👍", "kapan"])
async def test_what_is_not_understood_is_shown_home(town: Town, siti: Talker, said: str) -> None:
    before = len(town.storage.tables.audit)
    shown = await siti.says(said)
    assert shown["text"] == NOT_UNDERSTOOD
    assert home_keys(shown) == home_keys(await siti.says("/menu"))
    assert len(town.storage.tables.audit) == before
    assert await town.held(siti) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("terima kasih", "Sama-sama"),
        ("matur nuwun nggih", "Sama-sama"),
        ("assalamualaikum", "Waalaikumsalam"),
        ("selamat siang", "Selamat pagi"),  # it is a quarter past nine
        ("siap", "Baik"),
    ],
)
async def test_a_kind_word_gets_one_line_and_home(siti: Talker, said: str, kind: str) -> None:
    shown = await siti.says(said)
    assert shown["text"] == f"{kind}, Bapak/Ibu."
    assert home_keys(shown) == home_keys(await siti.says("/menu"))


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "contact"])
async def test_other_kinds_of_message_are_shown_home(siti: Talker, kind: str) -> None:
    shown = await siti.sends_other(kind)
    assert shown["text"].startswith(problems.NOT_TEXT)
    assert home_keys(shown) == home_keys(await siti.says("/menu"))


async def test_an_answer_is_no_wish(siti: Talker) -> None:
    """While something is asked, only the ways out are understood; "status" is an answer that does not fit."""
    await siti.opens("SAKIP")
    assert "2/3" in (await siti.says("bb"))["text"]
    assert "2/3" in (await siti.says("status"))["text"]
    assert "3/3" in (await siti.says("75,5"))["text"]


async def test_a_wish_below_a_question_that_was_left_open_is_no_answer_to_it(dewi: Talker) -> None:
    await dewi.says("/evaluasi")
    await dewi.says("/menu")
    assert (await dewi.says("berapa iku"))["text"].startswith("IKU 2026")


async def test_an_opd_typed_while_one_is_evaluated_is_looked_for_there(dewi: Talker) -> None:
    await dewi.says("/menu")
    await dewi.says("/evaluasi")
    await dewi.presses("Mulai menilai ›")
    found = await dewi.says("perpustakaan")
    assert "Tepat tugas dan fungsi 2026" in found["text"]
    assert "diperbarui" not in found["text"]
    assert "1 · SAKIP" not in found["text"]


async def test_what_is_no_wish_answers_the_question_above(siti: Talker) -> None:
    await siti.opens("SAKIP")
    await siti.says("/menu")
    assert "2/3" in (await siti.says("BB"))["text"]


async def test_batal_and_menu_are_ways_out_of_any_question(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    assert HOME in (await siti.says("Menu"))["text"]
    assert await town.held(siti) is not None
    cancelled = await siti.says("batal.")
    assert "Urungkan" in labels(cancelled)
    assert await town.held(siti) is None


async def test_a_longer_answer_with_such_a_word_is_an_answer(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.verify("DINKES")
    asked = await siti.opens("SAKIP", press("Ajukan koreksi"), "batal naik nilai")
    assert "batal naik nilai" in asked["text"]


def test_no_choice_of_any_question_is_a_way_out() -> None:
    for flow in FLOWS:
        for asked in flow.form.questions:
            for value in asked.choices(Asked(PLAUSIBLE, date(2026, 11, 23))):
                assert way_out(choice(asked, value, PLAUSIBLE, 0)) is None


async def test_a_ticket_opens_its_report_for_whom_may_see_it(
    town: Town, siti: Talker, dewi: Talker, eka: Talker
) -> None:
    await siti.reports_sakip()
    ticket = (await town.last_sent("DINKES")).ticket
    assert "75,50" in (await siti.says(f"sudah sampai mana {ticket.lower()} ya"))["text"]
    for_review = await dewi.says(ticket)
    assert "Terima" in labels(for_review)
    told = await eka.says(ticket)
    assert told["text"].startswith(f"Tiket {ticket} tidak ada, atau bukan laporan OPD Bapak/Ibu.")
    assert "75,50" not in told["text"]
    for no_such in ("SKP-26-9999", "SKP-25-0001", "KPM-26-0001"):
        assert (await eka.says(no_such))["text"].startswith(f"Tiket {no_such} tidak ada")


async def test_several_tickets_are_chosen_from(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    ticket = (await town.last_sent("DINKES")).ticket
    asked = await siti.says(f"{ticket} atau KPM-26-0002")
    assert labels(asked) == [f"Tiket {ticket}", "Tiket KPM-26-0002", "‹ Beranda"]
    assert "75,50" in (await siti.presses(ticket))["text"]


@pytest.mark.parametrize(
    "data", ["km:nothing:", "km:iku:2025:2025", "km:lapor:nothing", "kn:SKP-26-x", "kn:", "km::"]
)
async def test_a_forged_wish_is_refused(town: Town, siti: Talker, data: str) -> None:
    await siti.says("/menu")
    before = len(town.storage.tables.drafts)
    told = await siti.forges(data)
    assert "gangguan" not in told["text"]
    assert len(town.storage.tables.drafts) == before


async def test_a_wish_delivered_twice_is_answered_and_stores_nothing_twice(town: Town, siti: Talker) -> None:
    update = await siti.typed("iku")
    await town.deliver(update, times=2)
    assert "IKU 2026" in (await siti.card())["text"]


@pytest.mark.parametrize("said", ["berapa iku sekarang", "terima kasih", "menu", "SKP-26-0001"])
async def test_in_a_group_plain_words_are_left_alone(town: Town, dewi: Talker, said: str) -> None:
    group = await town.people.add_group("Rapat IKU", dewi.id)
    assert await town.said_in_group(dewi, group, said) == []
