"""`/umumkan`: what is written arrives exactly so, with those who were counted, once."""

import json

from storage.ports import Urgency
from tests.dialogue import Json, Town, labels
from tests.handlers.announcing import BOLD, heard, lines, readers, stored, ticks, writes
from tests.simulator.pictures import png

PDF = ("undangan.pdf", b"%PDF-1.7 rapat", "application/pdf")


async def test_an_announcement_from_its_first_word_to_the_last_reader(town: Town) -> None:
    people = await readers(town)
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
        assert (await people[name].card())["html"] == "<b>Rapat</b> besok pukul 09.00"
    assert "Rapat" not in str(await heard(people["dewi"]))
    await ticks(town)
    final = await admin.card()
    assert "Pengumuman selesai dikirim" in final["text"]
    assert "Terkirim: 2 dari 2" in final["text"]
    assert "Lamanya: 1 detik" in final["text"]
    assert "menerima dua kali" not in final["text"]
    assert labels(final) == ["Tarik kembali", "‹ Riwayat pengumuman"]


async def test_the_preview_is_the_very_message_and_stands_above_the_card(town: Town) -> None:
    people = await readers(town)
    card = await writes(people["admin"], "Semua")
    chat = await people["admin"].chat()
    preview = chat[-2]
    assert chat[-1]["message_id"] == card["message_id"]
    await people["admin"].presses("Kirim ke")
    await town.send_notices()
    arrived = await people["siti"].card()
    assert {key: preview[key] for key in ("text", "html")} == {key: arrived[key] for key in ("text", "html")}
    assert "keyboard" not in preview


async def test_formatting_is_kept_to_the_letter(town: Town) -> None:
    people = await readers(town)
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
    assert (arrived["text"], arrived["html"]) == (text, written["html"])
    assert "<b>Rapat</b>" in arrived["html"] or "<b><i>Rapat</i></b>" in arrived["html"]
    (one,) = await stored(town)
    assert [entity["type"] for entity in json.loads(one.entities)] == ["bold", "italic", "text_link"]


async def test_a_photo_and_a_file_arrive_with_their_captions(town: Town) -> None:
    people = await readers(town)
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
        assert (arrived["caption"], arrived["html"]) == ("Rapat besok", "<b>Rapat</b> besok")
        assert kind in arrived
    assert arrived["document"]["file_name"] == PDF[0]
    assert town.files.contents == {}
