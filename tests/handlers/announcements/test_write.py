"""`/umumkan`: what is written arrives exactly so, whatever it is made of and whatever happens meanwhile."""

import json
from dataclasses import replace

import pytest

from domain.announcements.form import COMPLETE, CONTENT, REST, Content, to_answer
from domain.forms.form import Place
from domain.people.person import Grant, Role
from storage.ports import Urgency
from tests.handlers.announcements.announcing import (
    BOLD,
    CLOSING,
    RAPAT,
    heard,
    lines,
    readers,
    stored,
    ticks,
    writes,
)
from tests.simulator.pictures import png
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

PDF = ("undangan.pdf", b"%PDF-1.7 rapat", "application/pdf")


async def test_an_announcement_from_its_first_word_to_the_last_reader(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    asked = await admin.says("/umumkan")
    assert "Pengumuman · 1/2" in asked["text"]
    assert "Tulis pengumuman, atau kirim satu foto/berkas dengan keterangan." in asked["text"]
    asked = await admin.says("Rapat besok pukul 09.00", BOLD)
    assert "Untuk siapa?" in asked["text"]
    assert labels(asked) == [
        "Semua", "Operator", "Verifikator", "Pimpinan", "Admin", "Per Sub Bagian", "Yang belum lapor",
        "‹ Kembali", "Batal",
    ]  # fmt: skip
    confirm = await admin.presses("Operator")
    assert "Untuk: semua operator" in confirm["text"]
    assert "Penerima: 2 orang" in confirm["text"]
    assert labels(confirm) == [
        "Lihat daftar", "Ubah isi", "Ubah penerima", "Kirim ke 2 orang", "‹ Kembali", "Batal",
    ]  # fmt: skip
    assert await stored(town) == []

    counting = await admin.presses("Kirim ke 2 orang")
    assert "Pengumuman sedang dikirim" in counting["text"]
    assert "Terkirim: 0 dari 2" in counting["text"]
    assert labels(counting) == ["Hentikan"]
    assert [one.urgency for one in await lines(town)] == [Urgency.BULK] * 2
    await town.send_notices()
    for name in ("siti", "budi"):
        assert (await people[name].card())["html"] == f"<b>Rapat</b> besok pukul 09.00{CLOSING}"
    assert "Rapat" not in str(await heard(people["dewi"]))
    await ticks(town)
    final = await admin.card()
    assert "Pengumuman selesai dikirim" in final["text"]
    assert "Terkirim: 2 dari 2" in final["text"]
    assert "Lamanya: 1 detik" in final["text"]
    assert "menerima dua kali" not in final["text"]
    assert labels(final) == ["Tarik kembali", "‹ Riwayat", "‹ Beranda"]


async def test_the_preview_is_the_very_message_and_stands_above_the_card(
    town: Town, people: dict[str, Talker]
) -> None:
    card = await writes(people["admin"], "Semua")
    chat = await people["admin"].chat()
    preview = chat[-2]
    assert chat[-1]["message_id"] == card["message_id"]
    await people["admin"].presses("Kirim ke")
    await town.send_notices()
    arrived = await people["siti"].card()
    assert {key: preview[key] for key in ("text", "html")} == {key: arrived[key] for key in ("text", "html")}
    assert "keyboard" not in preview


async def test_formatting_is_kept_to_the_letter(town: Town, people: dict[str, Talker]) -> None:
    text = "😀 Rapat <b> & tautan, lihat https://kota.example"
    entities: list[Json] = [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "italic", "offset": 3, "length": 5},
        {"type": "text_link", "offset": 15, "length": 6, "url": "https://probolinggokota.go.id/"},
    ]
    admin = people["admin"]
    await admin.says("/umumkan")
    await admin.says(text, entities)
    await admin.presses("Semua")
    written = next(one for one in await admin.chat() if one["from"] == "person" and one["text"] == text)
    await admin.presses("Kirim ke")
    await town.send_notices()
    arrived = await people["siti"].card()
    assert (arrived["text"], arrived["html"]) == (
        f"{text}{CLOSING}",
        f"{written['html']}{CLOSING}",
    )
    assert "<b>Rapat</b>" in arrived["html"] or "<b><i>Rapat</i></b>" in arrived["html"]
    (one,) = await stored(town)
    assert [entity["type"] for entity in json.loads(one.entities)] == ["bold", "italic", "text_link"]


async def test_a_photo_and_a_file_arrive_with_their_captions(town: Town, people: dict[str, Talker]) -> None:
    admin = people["admin"]
    for files, kind in ((("peta.png", png(), "image/png"), "photo"), (PDF, "document")):
        await admin.says("/umumkan")
        asked = await admin.sends(files, caption="Rapat besok", caption_entities=json.dumps(BOLD))
        assert "Untuk siapa?" in asked["text"]
        assert kind in (await admin.chat())[-2]
        await admin.presses("Operator")
        await admin.presses("Kirim ke")
        await town.send_notices()
        arrived = await people["siti"].card()
        assert (arrived["caption"], arrived["html"]) == (RAPAT, f"<b>Rapat</b> besok{CLOSING}")
        assert kind in arrived
    assert arrived["document"]["file_name"] == PDF[0]
    assert town.files.contents == {}


async def test_a_draft_goes_on_in_another_process(town: Town, people: dict[str, Talker]) -> None:
    await writes(people["admin"])
    await town.restart()
    await people["admin"].presses("Operator")
    await town.restart()
    await people["admin"].presses("Kirim ke 2 orang")
    await town.restart()
    await town.send_notices()
    assert (await people["siti"].card())["html"] == f"<b>Rapat</b> besok{CLOSING}"


async def test_what_was_begun_is_gone_on_with_and_not_begun_anew(people: dict[str, Talker]) -> None:
    admin = people["admin"]
    await writes(admin, "Operator")
    again = await admin.says("/umumkan")
    assert "Penerima: 2 orang" in again["text"]
    assert (await admin.chat())[-2]["text"] == RAPAT


async def test_a_message_told_twice_is_previewed_once(town: Town, people: dict[str, Talker]) -> None:
    admin = people["admin"]
    await admin.says("/umumkan")
    written = await admin.typed("Rapat besok")
    await town.deliver(written, times=2)
    assert (await heard(admin))[-2:] == [RAPAT, (await admin.card())["text"]]
    assert (await heard(admin)).count(RAPAT) == 1


async def test_the_words_can_be_changed_and_are_previewed_again(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    await writes(admin, "Operator")
    asked = await admin.presses("Ubah isi")
    assert "Jawaban Anda: Rapat besok" in asked["text"]
    card = await admin.says("Rapat lusa")
    assert (await admin.chat())[-2]["text"] == f"Rapat lusa{CLOSING}"
    assert "Kirim ke 2 orang" in labels(card)
    await admin.presses("Kirim ke")
    await town.send_notices()
    assert f"Rapat lusa{CLOSING}" in await heard(people["siti"])
    assert RAPAT not in await heard(people["siti"])


async def test_what_is_written_instead_of_a_press_does_not_stand_where_the_preview_should(town: Town) -> None:
    admin = (await readers(town))["admin"]
    await admin.says("/umumkan")
    await admin.says("Rapat besok", BOLD)
    asked = await admin.says("Rapat lusa")
    assert "Untuk siapa?" in asked["text"]
    assert [(one["from"], one["text"]) for one in (await admin.chat())[-2:]] == [
        ("bot", RAPAT),
        ("bot", asked["text"]),
    ]
    await admin.presses("Operator")
    card = await admin.says("Rapat lusa")
    assert "belum dikirim" in card["text"]
    assert "Pesan di atas persis seperti yang akan diterima." in card["text"]
    preview = (await admin.chat())[-2]
    assert (preview["from"], preview["html"]) == ("bot", f"<b>Rapat</b> besok{CLOSING}")


async def test_the_original_may_be_edited_meanwhile(town: Town, people: dict[str, Talker]) -> None:
    admin = people["admin"]
    await writes(admin, "Operator")
    written = next(one for one in await admin.chat() if one.get("text") == "Rapat besok")
    told = await admin.edits(written["message_id"], "Rapat dibatalkan")
    assert "tidak saya baca ulang" in told["text"]
    await admin.presses("Kirim ke")
    await town.send_notices()
    assert (await people["siti"].card())["text"] == RAPAT


async def test_the_longest_text_with_who_sends_it_is_one_message(town: Town) -> None:
    admin = await town.talker(9002, "Raden Ajeng " * 20, Grant(Role.ADMIN))
    siti = await town.operator()
    for talker in (admin, siti):
        await talker.says("/start")
    await admin.walks("/umumkan", "A" * 3996, "sudah lengkap", press("Operator", "Kirim ke"))
    await town.send_notices()
    arrived = (await siti.card())["text"]
    assert arrived.startswith("A" * 3996 + "\n\n— Raden Ajeng")
    assert len(arrived) <= 4096


async def test_about_a_report_it_carries_the_way_to_it_for_who_still_owes_it(
    town: Town, people: dict[str, Talker]
) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    await rina.says("/start")
    admin = people["admin"]
    card = await writes(admin, "Yang belum lapor", "SAKIP")
    assert (
        "Pesan di atas persis seperti yang akan diterima, dengan tombol Lapor SAKIP di bawahnya."
        in (card["text"])
    )
    again = await admin.says("Rapat lusa")
    preview = (await admin.chat())[-2]
    assert (preview["text"], labels(preview)) == (RAPAT, ["Lapor SAKIP"])
    assert (await admin.presses("Lapor SAKIP", preview)) == again
    await admin.presses("Kirim ke 3")
    await people["budi"].reports_sakip()
    await town.send_notices()
    assert labels(await people["siti"].card()) == ["Lapor SAKIP"]
    assert labels(await rina.card()) == ["Lapor SAKIP · DINKES"]
    arrived = next(one for one in await people["budi"].chat() if one.get("text") == RAPAT)
    assert labels(arrived) == []
    asked = await people["siti"].presses("Lapor SAKIP")
    assert "SAKIP 2026 · 1/" in asked["text"]
    assert RAPAT in await heard(people["siti"])


async def test_a_cancelled_announcement_comes_back(town: Town, people: dict[str, Talker]) -> None:
    await writes(people["admin"], "Operator")
    gone = await people["admin"].presses("Batal")
    assert gone["text"] == "Draf dihapus: Pengumuman."
    back = await people["admin"].presses("Urungkan")
    assert "Penerima: 2 orang" in back["text"]
    assert await stored(town) == []


async def test_one_that_was_cancelled_by_command_comes_back_below_its_preview(
    people: dict[str, Talker],
) -> None:
    admin = people["admin"]
    await writes(admin, "Operator")
    await admin.says("/batal")
    back = await admin.presses("Urungkan")
    preview, last = (await admin.chat())[-2:]
    assert (preview["from"], preview["text"], last) == ("bot", RAPAT, back)
    assert "Pesan di atas persis seperti yang akan diterima." in back["text"]
    assert "Kirim ke 2 orang" in labels(back)


@pytest.mark.parametrize("kind", ["sticker", "voice", "location"])
async def test_what_cannot_be_announced_is_answered_kindly(people: dict[str, Talker], kind: str) -> None:
    await people["admin"].says("/umumkan")
    told = await people["admin"].sends_other(kind)
    assert "belum bisa saya baca" in told["text"]
    assert "kirim satu foto/berkas" in told["text"]


async def test_an_album_is_one_file_too_many(people: dict[str, Talker]) -> None:
    await people["admin"].says("/umumkan")
    pictures = [(f"{name}.png", png(), "image/png") for name in "abc"]
    told = await people["admin"].sends(*pictures, album=1)
    assert "Satu pengumuman, satu berkas" in told["text"]
    assert (await heard(people["admin"]))[-2:] != [told["text"]] * 2


@pytest.mark.parametrize(
    ("name", "said"), [("daftar.zip", "“daftar.zip” bukan jenis"), ("lagu.mp3", "“lagu.mp3” bukan jenis")]
)
async def test_a_file_of_another_kind_is_refused(people: dict[str, Talker], name: str, said: str) -> None:
    await people["admin"].says("/umumkan")
    told = await people["admin"].sends((name, b"PK\x03\x04", "application/zip"), as_="document")
    assert said in told["text"]
    assert "Tulis pengumuman" in told["text"]


async def test_a_caption_that_leaves_no_room_for_who_sends_it_is_refused(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    await admin.says("/umumkan")
    town.hub.updates.add("message", await premium_photo(town, admin, "x" * 925))
    told = await town.settled(admin)
    assert "paling banyak 924 karakter" in told["text"]
    assert "Tulis pengumuman" in told["text"]


async def premium_photo(town: Town, admin: Talker, caption: str) -> Json:
    (sent,) = await town.people.file(admin.id, ("a.png", png(), "image/png"))
    (update,) = await town.waiting()
    assert update.message is not None
    return {**update.message.to_dict(), "caption": caption, "message_id": sent["message_id"]}


async def test_files_and_words_at_the_wrong_step_are_answered(people: dict[str, Talker]) -> None:
    admin = people["admin"]
    await writes(admin)
    assert "Isinya sudah ada" in (await admin.sends(PDF))["text"]
    assert "bukan salah satu pilihan" in (await admin.says("semua orang"))["text"]
    await admin.presses("Operator")
    told = await admin.says("Rapat lusa saja")
    assert "belum dikirim" in told["text"]
    assert "Kirim ke 2 orang" in labels(told)


async def test_a_text_that_the_app_has_cut_in_two_is_never_sent_by_half(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    await admin.says("/umumkan")
    asked = await admin.says("Bagian pertama. " * 249)
    assert "Apakah pengumumannya sudah lengkap?" in asked["text"]
    assert "3.983 dari 3.996 karakter" in asked["text"]
    assert labels(asked)[:2] == ["Sudah lengkap", "Tulis ulang"]
    told = await admin.says("Bagian kedua dari pengumuman itu.")
    assert "Pengumuman ini terlalu panjang untuk satu pesan." in told["text"]
    assert "4.017 karakter; paling banyak 3.996. Tekan Tulis ulang" in told["text"]
    assert "Sudah lengkap" not in labels(told)
    again = await admin.presses("Tulis ulang")
    assert "Tulis pengumuman" in again["text"]
    await admin.says("Rapat besok")
    assert await stored(town) == []


async def test_a_file_takes_the_place_of_a_text_that_is_too_long(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    await admin.walks("/umumkan", "A" * 3000)
    assert "Isinya sudah ada" in (await admin.sends(PDF))["text"]
    told = await admin.says("B" * 3000)
    assert "kirim sekarang sebagai berkas dengan keterangan" in told["text"]
    refused = await admin.sends(("daftar.zip", b"PK\x03\x04", "application/zip"), as_="document")
    assert "“daftar.zip” bukan jenis" in refused["text"]
    assert "Untuk siapa?" in (await admin.sends(PDF, caption="Undangan rapat"))["text"]
    await admin.presses("Operator")
    await admin.presses("Kirim ke")
    (announcement,) = await stored(town)
    assert (announcement.text, announcement.file_name) == ("Undangan rapat", "undangan.pdf")


async def test_a_text_in_two_messages_that_fit_one_goes_out_as_one(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    await admin.walks("/umumkan", "A" * 3000)
    asked = await admin.says("Bagian kedua", BOLD)
    assert "3.013 dari 3.996 karakter" in asked["text"]
    preview = (await admin.chat())[-2]
    assert preview["text"] == "A" * 3000 + f"\nBagian kedua{CLOSING}"
    await admin.walks("sudah lengkap.", press("Operator", "Kirim ke"))
    (announcement,) = await stored(town)
    assert f"{announcement.text}{CLOSING}" == preview["text"]
    assert json.loads(announcement.entities)[0]["offset"] == 3001


async def test_a_draft_of_before_there_was_a_last_line_is_shown_and_sent_as_it_was_written(
    town: Town, people: dict[str, Talker]
) -> None:
    admin, text = people["admin"], "x" * 4096
    await writes(admin)
    draft = await town.held(admin)
    assert draft is not None
    answers = {**draft.place.answers, CONTENT: to_answer(Content(text=text)), REST: COMPLETE}
    async with town.storage.uow() as uow:
        written = replace(draft, place=Place(answers, draft.place.at))
        await uow.drafts.save(written, by=draft.touched_by, at=town.now)
        await uow.commit()
    await admin.says("/umumkan")
    await admin.presses("Operator")
    assert [one["text"] for one in await admin.chat() if one["text"] == text] == [text]
    await admin.presses("Kirim ke 2 orang")
    await town.send_notices()
    assert (await people["siti"].card())["text"] == text
