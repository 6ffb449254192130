import json

import httpx
import pytest
from telegram import Bot

from simulator.client import People, PeopleClientError
from simulator.server import Simulator
from simulator.state import World
from tests.simulator import pictures
from tests.simulator.api import BUDI, SITI, Api, button, keyboard

URL = "https://kota.example/"
FORMAT = [
    {"type": "bold", "offset": 2, "length": 5},
    {"type": "text_link", "offset": 8, "length": 4, "url": URL},
]
WHOLE = [{"type": "italic", "offset": 0, "length": 5}]


async def test_people_are_listed_with_what_the_page_needs(api: Api, people: People) -> None:
    await api.sent("kabar")
    siti, budi = await people.all()
    last = siti.pop("last")
    assert siti == {
        "id": SITI,
        "first_name": "Siti",
        "last_name": "Aminah",
        "username": "siti",
        "note": "Operator",
        "group": "Operator",
        "unread": 1,
        "blocked": False,
    }
    assert last["text"] == "kabar"
    assert budi["last"] is None


async def test_the_list_names_the_bot(simulator: Simulator, http: httpx.AsyncClient) -> None:
    listed = (await http.get(f"{simulator.url}/sim/people")).json()
    assert listed["bot"] == {"id": 7_000_000_001, "username": "simulator_bot", "first_name": "Bot"}


async def test_people_can_be_added_and_renamed(people: People, api: Api) -> None:
    added = await people.add("Tono", note="Tamu")
    other = await people.add("Tini", id=77)
    assert added["id"] != other["id"] == 77
    await people.text(77, "halo")
    assert (await people.add("Tini Baru", id=77))["last"]["text"] == "halo"
    await people.text(77, "ini saya")
    assert (await api.updates())[-1]["message"]["from"]["first_name"] == "Tini Baru"


async def test_a_text_reaches_the_bot_as_telegram_shapes_it(people: People, bot: Bot) -> None:
    first = await people.text(BUDI, "/start abc ")
    await people.text(BUDI, "jawaban", reply_to=first["message_id"])
    start, reply = await bot.get_updates()
    message = start.message
    assert message is not None
    assert (message.text, message.chat.id, message.from_user) == ("/start abc", BUDI, message.from_user)
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.language_code) == (BUDI, "id")
    assert [(entity.type, entity.length) for entity in message.entities] == [("bot_command", 6)]
    assert reply.message is not None
    assert reply.message.reply_to_message is not None
    assert reply.message.reply_to_message.message_id == first["message_id"]


async def test_formatting_reaches_the_bot_and_the_page(people: People, bot: Bot) -> None:
    shown = await people.text(BUDI, "\n\nRapat sini https://a.id ", entities=FORMAT)
    assert shown["html"] == f'<b>Rapat</b> <a href="{URL}">sini</a> <a href="https://a.id">https://a.id</a>'
    picture = ("a.png", pictures.png(), "image/png")
    (photo,) = await people.file(BUDI, picture, caption="Rapat", caption_entities=json.dumps(WHOLE))
    assert photo["html"] == "<i>Rapat</i>"
    text, captioned = [update.message for update in await bot.get_updates()]
    assert text is not None
    assert captioned is not None
    assert text.text == "Rapat sini https://a.id"
    assert [(one.type, one.offset, one.length) for one in text.entities] == [
        ("bold", 0, 5),
        ("text_link", 6, 4),
        ("url", 11, 12),
    ]
    assert [one.type for one in captioned.caption_entities] == ["italic"]


@pytest.mark.parametrize(
    "entities",
    [
        "bold",
        ["bold"],
        [{"type": 7, "offset": 0, "length": 1}],
        [{"type": "bold", "offset": 0}],
        [{"type": "bold", "offset": 3, "length": 3}],
        [{"type": "bold", "offset": -1, "length": 3}],
        [{"type": "bold", "offset": 0, "length": 0}],
    ],
)
async def test_entities_that_no_app_would_send_are_refused(
    http: httpx.AsyncClient, simulator: Simulator, entities: object
) -> None:
    body = {"text": "Rapat", "entities": entities}
    answer = await http.post(f"{simulator.url}/sim/people/{BUDI}/text", json=body)
    assert answer.status_code == 400


async def test_a_format_that_is_no_json_is_refused(people: People) -> None:
    with pytest.raises(PeopleClientError, match="caption_entities is not JSON"):
        await people.file(BUDI, ("a.pdf", b"%PDF", "application/pdf"), caption="x", caption_entities="bold")


async def test_unread_counts_until_read_or_answered(api: Api, people: People) -> None:
    async def unread() -> int:
        return int((await people.all())[0]["unread"])

    await api.sent()
    await api.sent()
    assert await unread() == 2
    await people.read(SITI)
    assert await unread() == 0
    await api.sent()
    await people.text(SITI, "ya")
    assert await unread() == 0


async def test_only_newer_messages(api: Api, people: People) -> None:
    first = await api.sent("satu")
    await api.sent("dua")
    assert [message["text"] for message in await people.messages(SITI, after=first)] == ["dua"]


async def test_buttons_are_found_by_label_or_data(api: Api, people: People) -> None:
    sent = await api.sent(
        reply_markup=keyboard(
            button("Kirim", "a"), button("Kirim ulang", "b"), {"text": "Buka", "url": "a.id"}
        )
    )
    for found in ({"label": "Kirim"}, {"label": "ulang"}, {"data": "b"}):
        await people.press(SITI, sent, **found)
    assert [update["callback_query"]["data"] for update in await api.updates()] == ["a", "b", "b"]
    for wrong in ({"label": "Kir"}, {"label": "Hapus"}, {"label": "Buka"}, {"data": "z"}):
        with pytest.raises(PeopleClientError, match="no such button") as refused:
            await people.press(SITI, sent, **wrong)
        assert refused.value.status == 409
    await api.result("editMessageReplyMarkup", chat_id=SITI, message_id=sent)
    with pytest.raises(PeopleClientError, match="the buttons are: none"):
        await people.press(SITI, sent, "Kirim")


async def test_files_are_taken_as_what_they_are(people: People, api: Api) -> None:
    sent = await people.file(
        SITI,
        ("foto.png", pictures.png(), "image/png"),
        ("palsu.png", b"no picture", "image/png"),
        ("LHE.pdf", pictures.PDF, "application/pdf"),
        caption="Bukti /iku",
        album=1,
    )
    assert ["photo" in message for message in sent] == [True, False, False]
    assert [message.get("caption") for message in sent] == ["Bukti /iku", None, None]
    updates = [update["message"] for update in await api.updates()]
    assert len({message["media_group_id"] for message in updates}) == 1
    assert updates[0]["caption_entities"][0]["type"] == "bot_command"
    assert updates[2]["document"]["mime_type"] == "application/pdf"


async def test_a_picture_can_be_sent_as_a_document(people: People) -> None:
    (sent,) = await people.file(
        SITI, ("foto.png", pictures.png(), "image/png"), as_="document", claim_mime="image/heic"
    )
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("foto.png", "image/heic")
    assert "media_group_id" not in sent


async def test_files_that_cannot_be_sent(people: People) -> None:
    text = ("a.txt", b"abc", "text/plain")
    for files, order, reason in (
        ([text], {"as_": "photo"}, "IMAGE_PROCESS_FAILED"),
        ([text], {"as_": "video"}, "as must be"),
        ([text], {"caption": "x" * 1025}, "at most 1024"),
        ([("a.txt", b"", "text/plain")], {}, "non-empty"),
        ([], {}, "no file was sent"),
    ):
        with pytest.raises(PeopleClientError, match=reason):
            await people.file(SITI, *files, **order)
    assert await people.messages(SITI) == []


async def test_odd_messages(people: People, bot: Bot) -> None:
    for kind in ("sticker", "voice", "location", "contact"):
        shown = await people.other(SITI, kind)
        assert kind in shown
    sticker, voice, location, contact = (update.message for update in await bot.get_updates())
    assert sticker is not None
    assert sticker.sticker is not None
    assert voice is not None
    assert voice.voice is not None
    assert location is not None
    assert location.location is not None
    assert contact is not None
    assert contact.contact is not None
    with pytest.raises(PeopleClientError, match="kind must be"):
        await people.other(SITI, "dance")


async def test_an_own_text_can_be_edited(people: People, bot: Bot, api: Api) -> None:
    theirs = await people.text(SITI, "/iku")
    edited = await people.edit(SITI, theirs["message_id"], "82,4")
    assert (edited["text"], "edit_date" in edited) == ("82,4", True)
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert (update.edited_message.text, update.edited_message.entities) == ("82,4", ())
    for message_id, text, reason in (
        (await api.sent(), "x", "only an own text message"),
        ((await people.other(SITI, "voice"))["message_id"], "x", "only an own text message"),
        (theirs["message_id"], "x" * 4097, "1 to 4096"),
        (999, "x", "no message 999"),
    ):
        with pytest.raises(PeopleClientError, match=reason):
            await people.edit(SITI, message_id, text)


async def test_who_blocks_the_bot_hears_and_says_nothing(people: People, bot: Bot) -> None:
    await people.block(SITI)
    await people.block(SITI)
    assert (await people.chat(SITI))["blocked"] is True
    with pytest.raises(PeopleClientError, match="blocked the bot"):
        await people.text(SITI, "halo")
    await people.unblock(SITI)
    await people.text(SITI, "halo")
    blocked, unblocked, said = await bot.get_updates()
    changes = [update.my_chat_member for update in (blocked, unblocked)]
    statuses = [
        (change.old_chat_member.status, change.new_chat_member.status)
        for change in changes
        if change is not None
    ]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert said.message is not None


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/sim/people", {}, "first_name must be a text"),
        ("/sim/people", {"first_name": "A", "note": 5}, "note must be a text"),
        ("/sim/people", {"first_name": "A", "id": "x"}, "id must be a whole number"),
        ("/sim/people", {"first_name": "A", "id": -5}, "id must be a positive number of at most 52 bits"),
        ("/sim/people", {"first_name": "A", "id": 2**52}, "id must be a positive number of at most 52 bits"),
        ("/sim/people/11/text", {"text": " "}, "text must be a text that is not empty"),
        ("/sim/people/11/text", {"text": "x" * 4097}, "1 to 4096"),
        ("/sim/people/11/text", {"text": "x", "reply_to": 999}, "no message 999"),
        ("/sim/people/11/press", {"message_id": 1}, "give data or label"),
        ("/sim/people/11/press", {"label": "x"}, "message_id must be a whole number"),
        ("/sim/people/99/text", {"text": "x"}, "there is no person 99"),
        ("/sim/people/11/text", [], "send a JSON object"),
    ],
)
async def test_acts_that_are_refused(
    simulator: Simulator, http: httpx.AsyncClient, path: str, body: object, reason: str
) -> None:
    response = await http.post(f"{simulator.url}{path}", json=body)
    assert 400 <= response.status_code < 410
    assert reason in response.json()["error"]


async def test_bodies_that_are_no_json(simulator: Simulator, http: httpx.AsyncClient) -> None:
    url = f"{simulator.url}/sim/people"
    assert (await http.post(url, data={"first_name": "A"})).status_code == 415
    broken = await http.post(url, content=b"{", headers={"Content-Type": "application/json"})
    assert (broken.status_code, broken.json()) == (400, {"error": "this is not JSON"})


async def test_files_are_served_so_that_nothing_runs(
    simulator: Simulator, people: People, http: httpx.AsyncClient, world: World
) -> None:
    for name, content, mime_type in (
        ("foto.png", pictures.png(), "image/png"),
        ("LHE é.pdf", pictures.PDF, "application/pdf"),
        ("x.html", b"<script>alert(1)</script>", "text/html"),
    ):
        await people.file(SITI, (name, content, mime_type), as_="document")
    picture, document, page = [
        await http.get(f"{simulator.url}/sim/files/{file_id}") for file_id in world.files
    ]
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["content-disposition"] == "inline; filename*=utf-8''foto.png"
    assert document.headers["content-disposition"] == "inline; filename*=utf-8''LHE%20%C3%A9.pdf"
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-disposition"].startswith("attachment")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert page.content == b"<script>alert(1)</script>"
    assert (await http.get(f"{simulator.url}/sim/files/unknown")).status_code == 404


async def test_what_arrived_at_anybody_is_listed_in_its_order(api: Api, people: People) -> None:
    await people.text(BUDI, "/start")
    group = await people.add_group("Rapat", SITI, BUDI)
    sent = [
        await api.result("sendMessage", chat_id=chat, text=text)
        for chat, text in ((SITI, "satu"), (BUDI, "dua"), (group, "untuk semua"), (SITI, "tiga"), (BUDI, "x"))
    ]
    await api.result("deleteMessage", chat_id=BUDI, message_id=sent[-1]["message_id"])
    arrived = await people.arrived()
    assert [(one["person_id"], one["text"]) for one in arrived] == [
        (SITI, "satu"),
        (BUDI, "dua"),
        (SITI, "tiga"),
    ]
    assert {one["from"] for one in arrived} == {"bot"}
    assert await people.arrived(limit=1) == arrived[-1:]
    assert await people.arrived(after=arrived[0]["message_id"]) == arrived[1:]
