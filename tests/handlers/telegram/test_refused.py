"""What Telegram refuses, tried in whole conversations: nobody is left without the right answer."""

from typing import Any

import pytest

from bot.process.logs import Redacting
from domain.language.dates import WIB
from domain.people.person import Grant, Role
from handlers.words import problems, ways_on
from tests.handlers.refusing import COSMETIC, RUBBISH, fault
from tests.handlers.review.reviewing import chooses_papers
from tests.town.dialogue import Talker, Town, labels, press

GONE = [
    "Bad Request: message to edit not found",
    "Bad Request: message can't be edited",
    "Bad Request: MESSAGE_ID_INVALID",
    "Bad Request: message identifier is not specified",
    "Bad Request: MESSAGE_EDIT_TIME_EXPIRED",
    "Bad Request: MESSAGE_AUTHOR_REQUIRED",
    "Bad Request: what nobody has heard of yet",
]


async def persistently(town: Town, talker: Talker) -> dict[str, Any]:
    """Let the bot handle what was sent as the intake does: what was not delivered is tried again."""
    for update in await town.waiting():
        for _ in range(10):
            town.undelivered.clear()
            await town.deliver(update)
            if not town.undelivered:
                break
    assert town.undelivered == []
    return await talker.card()


@pytest.mark.parametrize("words", GONE)
async def test_a_card_that_cannot_be_changed_comes_anew(town: Town, siti: Talker, words: str) -> None:
    old = await siti.opens("SAKIP")
    await town.people.refuse("editMessageText", words)
    card = await siti.presses("BB")
    assert card["message_id"] > old["message_id"]
    assert "2/3" in card["text"]
    assert town.undelivered == []
    assert [labels(one) for one in await siti.chat() if labels(one)] == [labels(card)]


@pytest.mark.parametrize("order", COSMETIC, ids=str)
async def test_old_buttons_that_stay_are_no_failed_answer(
    town: Town, siti: Talker, order: dict[str, Any]
) -> None:
    await siti.opens("SAKIP")
    await fault(town, order, "editMessageReplyMarkup")
    card = await siti.says("bb")
    assert "2/3" in card["text"]
    assert [one for one in await siti.chat() if "gagal ditampilkan" in one["text"]] == []
    assert town.undelivered == []


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: QUERY_ID_INVALID",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        "Bad Request: what nobody has heard of yet",
        "Forbidden: what nobody has heard of yet",
    ],
)
async def test_a_press_that_cannot_be_answered_has_its_effect_all_the_same(
    town: Town, siti: Talker, words: str
) -> None:
    await siti.opens("SAKIP")
    before = len(await siti.chat())
    code = 403 if words.startswith("Forbidden") else 400
    await town.people.refuse("answerCallbackQuery", words, error_code=code)
    card = await siti.presses("BB")
    assert "2/3" in card["text"]
    assert len(await siti.chat()) == before
    assert town.undelivered == []


async def test_what_only_a_toast_would_say_is_said_by_a_message_then(town: Town, siti: Talker) -> None:
    summary = await siti.fills_sakip()
    await siti.presses("Kirim")
    await town.people.refuse("answerCallbackQuery", "Bad Request: QUERY_ID_INVALID")
    send = next(one for row in summary["keyboard"] for one in row if one["text"].endswith("Kirim"))
    await siti.forges(send["data"])
    assert (await siti.card())["text"] == problems.ALREADY_NOTED


async def test_a_stale_button_is_explained_once(town: Town, siti: Talker) -> None:
    await siti.says("/start")
    before = len(await siti.chat())
    await town.people.refuse("answerCallbackQuery", "Bad Request: QUERY_ID_INVALID")
    assert (await siti.forges("zz:1"))["text"] == ways_on.STALE_BUTTON_WAY_ON
    assert len(await siti.chat()) == before + 1


@pytest.mark.parametrize(
    "words", ["Bad Request: Group send failed", "Bad Request: MSG_WAIT_FAILED", "Bad Request: Timeout"]
)
async def test_a_busy_telegram_is_asked_again(town: Town, siti: Talker, words: str) -> None:
    await town.people.refuse("sendMessage", words, times=3)
    await town.people.text(siti.id, "/lapor")
    assert "Laporan 2026" in (await persistently(town, siti))["text"]


WAYS_ON = [
    (Grant(Role.OPERATOR, "DINKES"), "/status"),
    (Grant(Role.VERIFIKATOR, "kelembagaan"), "/verifikasi"),
    (Grant(Role.PIMPINAN), "/bantuan"),
    (Grant(Role.ADMIN), "/bantuan"),
]


@pytest.mark.parametrize(("grant", "command"), WAYS_ON, ids=str)
def test_an_apology_names_a_command_that_is_ones_own(grant: Grant, command: str) -> None:
    said = ways_on.stored_but_not_shown({grant.role})
    assert f"Ketik {command} " in said
    assert said.startswith("Yang Anda kirim sudah tersimpan, hanya gagal ditampilkan.")


def test_a_stranger_is_sent_to_no_command_at_all() -> None:
    assert "/" not in ways_on.stored_but_not_shown(frozenset())
    assert "/" not in ways_on.stale_answer(frozenset())


async def test_an_admin_whose_answer_fails_is_not_sent_to_status(town: Town) -> None:
    admin = await town.talker(9001, "Pak Admin", Grant(Role.ADMIN))
    await admin.says("/undang")
    await town.people.refuse("editMessageText", "Bad Request: BUTTON_DATA_INVALID", times=9)
    await town.people.refuse("sendMessage", "Bad Request: BUTTON_DATA_INVALID", times=1)
    said = (await admin.presses("Pimpinan"))["text"]
    assert said == ways_on.stored_but_not_shown({Role.ADMIN})


async def test_an_apology_that_cannot_be_sent_now_is_sent_later(
    town: Town, siti: Talker, caplog: pytest.LogCaptureFixture
) -> None:
    await siti.says("/start")
    # Our own mistake, and then Telegram goes away before the person can be told of it.
    await town.people.refuse("sendMessage", "Bad Request: can't parse entities", times=1)
    await fault(town, RUBBISH, "sendMessage", times=2)
    update = await siti.typed("/bantuan")
    await town.deliver(update)
    assert len(town.undelivered) == 1
    town.undelivered.clear()
    await town.people.no_faults()
    await town.people.refuse("sendMessage", "Bad Request: can't parse entities", times=1)
    await town.deliver(update)
    assert town.undelivered == []
    assert (await siti.card())["text"] == problems.SOMETHING_BROKE
    assert "could not be handled" in caplog.text


async def test_the_line_of_a_mistake_says_whose_update_it_was(
    town: Town, siti: Talker, caplog: pytest.LogCaptureFixture
) -> None:
    await siti.says("/start")
    caplog.handler.setFormatter(Redacting(WIB))
    await town.people.refuse("sendMessage", "Bad Request: can't parse entities", times=1)
    update = await siti.typed("/bantuan")
    await town.deliver(update)
    person = (await town.person(siti)).id
    (line,) = [one for one in caplog.text.splitlines() if "could not be handled" in one]
    assert line.endswith(f"[update {update.update_id}, person {person}]")


async def test_an_apology_that_is_refused_too_ends_there(
    town: Town, siti: Talker, caplog: pytest.LogCaptureFixture
) -> None:
    await siti.says("/start")
    await town.people.refuse("sendMessage", "Bad Request: can't parse entities", times=9)
    await siti.says("/bantuan")
    assert town.undelivered == []
    assert "could not even be told" in caplog.text


@pytest.mark.parametrize("order", [*COSMETIC[1:3], RUBBISH], ids=str)
async def test_where_no_picture_comes_through_the_link_still_does(town: Town, order: dict[str, Any]) -> None:
    admin = await town.talker(9001, "Pak Admin", Grant(Role.ADMIN))
    await admin.says("/undang")
    await fault(town, order, "sendPhoto")
    sent = await admin.presses("Pimpinan")
    assert "https://t.me/simulator_bot?start=" in sent["text"]
    assert "Salin tautan" in labels(sent)
    assert town.undelivered == []


async def test_every_press_is_answered_once(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"))
    await town.tick()
    await siti.presses("Kirim")
    await dewi.walks("/verifikasi", press("‹ Daftar", "1", "📎 Kirim ulang bukti"))
    answers = await town.people.calls("answerCallbackQuery")
    assert [call["status"] for call in answers] == [200] * len(answers)
    pressed = [call["params"]["callback_query_id"] for call in answers]
    assert len(pressed) == len(set(pressed)) == 5


@pytest.mark.parametrize("order", COSMETIC, ids=str)
async def test_a_review_card_that_stays_where_it_was_repeats_nothing(
    town: Town, siti: Talker, dewi: Talker, order: dict[str, Any]
) -> None:
    await siti.opens("SAKIP", "bb", "75,5")
    await siti.sends(("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf"))
    await town.tick()
    await siti.presses("Kirim")
    await chooses_papers(town, dewi, wanted=False)
    await dewi.says("/verifikasi")
    for method in ("deleteMessage", "editMessageReplyMarkup"):
        await fault(town, order, method)
    card = await dewi.presses("📎 Buka bukti")
    assert "Terima" in str(labels(card))
    assert town.undelivered == []
    assert len(await town.people.calls("sendDocument")) == 1
    assert [one for one in await dewi.chat() if "gagal ditampilkan" in one.get("text", "")] == []
