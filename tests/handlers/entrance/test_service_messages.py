"""What a chat reports of itself deserves no answer; what a person sends does, whatever it is."""

import json
from typing import Any

import pytest
from telegram import Message

from domain.people.person import Grant, Role
from handlers.joining import texts
from handlers.people.invitation_texts import UNKNOWN
from handlers.people.tokens import make_token
from handlers.telegram.sent import CONTENTS, has_content
from handlers.words import problems
from tests.places import CASES
from tests.town.dialogue import START, Talker, Town

USER = {"id": 11, "is_bot": False, "first_name": "Siti"}
ABOUT = {
    "message_thread_id", "direct_messages_topic", "sender_chat", "sender_boost_count", "sender_business_bot",
    "sender_tag", "guest_query_id", "business_connection_id", "forward_origin", "is_topic_message",
    "is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story",
    "reply_to_checklist_task_id", "reply_to_poll_option_id", "via_bot", "guest_bot_caller_user",
    "guest_bot_caller_chat", "edit_date", "has_protected_content", "is_from_offline", "is_paid_post",
    "media_group_id", "author_signature", "paid_star_count", "entities", "link_preview_options",
    "suggested_post_info", "effect_id", "caption", "caption_entities", "show_caption_above_media",
    "has_media_spoiler", "reply_markup",
}  # fmt: skip
"""Fields of Bot API 10.1's Message that say something about a content, and are none."""
INVENTED = "something_that_telegram_invents_next"
UNTRIED = {
    "unique_gift", "gift_upgrade_sent", "passport_data", "giveaway", "giveaway_winners",
    "suggested_post_approval_failed",
}  # fmt: skip
"""Service messages whose long forms are not repeated here."""
SERVICE: dict[str, Any] = {
    "new_chat_members": [USER],
    "left_chat_member": USER,
    "chat_owner_left": {},
    "chat_owner_changed": {"new_owner": USER},
    "new_chat_title": "Judul",
    "new_chat_photo": [{"file_id": "A", "file_unique_id": "B", "width": 1, "height": 1}],
    "delete_chat_photo": True,
    "group_chat_created": True,
    "supergroup_chat_created": True,
    "channel_chat_created": True,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400},
    "migrate_to_chat_id": -1001,
    "migrate_from_chat_id": -1,
    "pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 11, "type": "private"}},
    "successful_payment": {
        "currency": "XTR", "total_amount": 1, "invoice_payload": "x",
        "telegram_payment_charge_id": "a", "provider_payment_charge_id": "b",
    },
    "refunded_payment": {
        "currency": "XTR", "total_amount": 1, "invoice_payload": "x", "telegram_payment_charge_id": "a",
    },
    "users_shared": {"request_id": 1, "users": [{"user_id": 5}]},
    "chat_shared": {"request_id": 1, "chat_id": -5},
    "gift": {"gift": {"id": "1", "sticker": {
        "file_id": "A", "file_unique_id": "B", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }, "star_count": 1}},
    "connected_website": "example.go.id",
    "write_access_allowed": {"from_request": True},
    "proximity_alert_triggered": {"traveler": USER, "watcher": USER, "distance": 5},
    "boost_added": {"boost_count": 1},
    "chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}},
    "checklist_tasks_done": {"marked_as_done_task_ids": [1]},
    "checklist_tasks_added": {"tasks": [{"id": 1, "text": "x"}]},
    "direct_message_price_changed": {"are_direct_messages_enabled": True},
    "forum_topic_created": {"name": "Rapat", "icon_color": 1},
    "forum_topic_edited": {"name": "Rapat"},
    "forum_topic_closed": {},
    "forum_topic_reopened": {},
    "general_forum_topic_hidden": {},
    "general_forum_topic_unhidden": {},
    "giveaway_created": {"prize_star_count": 1},
    "giveaway_completed": {"winner_count": 1},
    "managed_bot_created": {"bot": USER},
    "paid_message_price_changed": {"paid_message_star_count": 1},
    "poll_option_added": {"option_text": "x", "option_persistent_id": "1"},
    "poll_option_deleted": {"option_text": "x", "option_persistent_id": "1"},
    "suggested_post_approved": {"send_date": 1_796_000_000},
    "suggested_post_declined": {"comment": "x"},
    "suggested_post_paid": {"currency": "XTR"},
    "suggested_post_refunded": {"reason": "post_deleted"},
    "video_chat_scheduled": {"start_date": 1_796_000_000},
    "video_chat_started": {},
    "video_chat_ended": {"duration": 5},
    "video_chat_participants_invited": {"users": [USER]},
    "web_app_data": {"data": "x", "button_text": "x"},
    INVENTED: {"of": "2031"},
}  # fmt: skip


def message(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    chat = {"id": 11, "type": "private", "first_name": "Siti"}
    return {"message_id": 902, "date": 1_796_000_000, "chat": chat, "from": USER, **fields}


def case(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return {kind: told[kind] for kind in told if kind != "update_id"}


async def handed(town: Town, update: dict[str, Any]) -> None:
    await town.people.update(update)
    for waiting in await town.waiting():
        await town.process(waiting)
    assert town.undelivered == []


async def somebody(town: Town, *, known: bool) -> Talker:
    return await town.talker(11, "Siti", *([Grant(Role.OPERATOR, "DINKES")] if known else []))


@pytest.mark.parametrize("known", [True, False], ids=["operator", "stranger"])
async def test_service_messages_get_no_word(town: Town, known: bool) -> None:
    siti = await somebody(town, known=known)
    said = [await siti.says("/start")] and await siti.chat()
    for kind, value in SERVICE.items():
        await handed(town, {"message": message(**{kind: value})})
        assert await siti.chat() == said, kind
    await handed(town, case("update-pinned.json"))
    assert await siti.chat() == said


async def test_a_service_message_in_the_middle_leaves_the_question_alone(town: Town) -> None:
    siti = await somebody(town, known=True)
    asked = await siti.opens("SAKIP")
    await handed(town, case("update-pinned.json"))
    assert await siti.card() == asked


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"dice": {"emoji": "🎲", "value": 3}}, problems.NOT_TEXT),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, problems.NOT_TEXT),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, problems.NOT_TEXT),
        ({"rich_message": {"blocks": []}}, problems.NOT_TEXT),
        ({"story": {"chat": {"id": 5, "type": "private"}, "id": 1}}, problems.NOT_TEXT),
    ],
)
async def test_what_a_person_sends_is_answered_as_before(
    town: Town, content: dict[str, Any], said: str
) -> None:
    siti = await somebody(town, known=True)
    await siti.says("/start")
    await handed(town, {"message": message(**content)})
    assert said in (await siti.card())["text"]


async def test_a_phone_on_its_way_is_not_told_so_all_the_time(town: Town) -> None:
    stranger = await somebody(town, known=False)
    before = [await stranger.says("halo")] and await stranger.chat()
    place = {"latitude": 1.0, "longitude": 2.0, "live_period": 3600}
    await handed(town, {"edited_message": message(location=place, edit_date=1_796_000_100)})
    assert await stranger.chat() == before


def test_every_kind_of_message_is_either_sent_or_told() -> None:
    """The fields of Bot API 10.1 as the tables of this file and of `handlers.telegram.sent` divide them."""
    told = SERVICE.keys() - {INVENTED} | UNTRIED
    fields = [*CONTENTS, *told, *ABOUT, "message_id", "from", "chat", "date"]
    assert len(fields) == len(set(fields)) == 115
    for kind, value in SERVICE.items():
        assert not has_content(Message.de_json(message(**{kind: value}), None)), kind


@pytest.mark.parametrize(
    "form", ["/Start {}", "/START {}", "/start@simulator_bot {}", "/start\n{}", "/start  {}"]
)
async def test_every_way_to_write_start_counts_as_knocking(town: Town, form: str) -> None:
    token, digest = make_token()
    async with town.storage.uow() as uow:
        until = START.replace(year=2027)
        await uow.invitations.add(digest, Grant(Role.PIMPINAN), by=None, at=START, expires_at=until)
        await uow.commit()
    siti = await town.talker(11, "Siti")
    welcome = await siti.says(form.format(token))
    assert "Selamat datang, Bapak/Ibu Siti" in welcome["text"]


async def test_a_knock_with_a_capital_is_answered_as_one(town: Town) -> None:
    knocking = await town.talker(2002, "S")
    await knocking.says("halo")
    await handed(town, case("update-start-capital.json"))
    assert (await knocking.card())["text"] == UNKNOWN


@pytest.mark.parametrize("text", ["/start", "/Start", "/start@other_bot abc", "/starts abc", "start abc"])
async def test_what_is_no_knock_gets_the_line_for_strangers(town: Town, text: str) -> None:
    stranger = await town.talker(11, "Siti")
    assert (await stranger.says(text))["text"] == texts.stranger("Kota Probolinggo")
