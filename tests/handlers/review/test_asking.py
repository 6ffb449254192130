"""*Tanya pemeriksa*: one question about a return, one answer, and whoever else of both sides presses, too."""

from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from tests.handlers.review.reviewing import gives_back, opens_report, returned, under_review
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press

QUESTION = "Bukti halaman berapa, Bu? <b>mohon</b>"
ANSWER = "Halaman 3 & lampirannya"


async def sent_back(town: Town) -> tuple[Talker, Talker]:
    """Let Dewi return what Siti reported; return the two, the news of it in Siti's chat."""
    siti, dewi = await under_review(town)
    await gives_back(dewi, "Nilai")
    await town.send_notices()
    return siti, dewi


async def asks(town: Town, siti: Talker, text: str = QUESTION) -> Json:
    await siti.presses("Tanya pemeriksa")
    await siti.says(text)
    shown = await siti.presses("Kirim pertanyaan")
    await town.send_notices()
    return shown


async def answers(town: Town, dewi: Talker, text: str = ANSWER) -> Json:
    await dewi.presses("Jawab")
    await dewi.says(text)
    shown = await dewi.presses("Kirim jawaban")
    await town.send_notices()
    return shown


async def test_a_question_and_its_answer_go_to_and_fro(town: Town) -> None:
    siti, dewi = await sent_back(town)
    notice = await siti.card()
    assert labels(notice)[:2] == ["Perbaiki sekarang", "Tanya pemeriksa"]
    asked = await siti.presses("Tanya pemeriksa")
    assert asked["text"] == (
        "Tanya pemeriksa SAKIP 2026 · 1/1\nDinas Kesehatan\n\n"
        "Apa yang ingin Bapak/Ibu tanyakan kepada pemeriksa?\n"
        "Satu pertanyaan untuk tiap pengembalian, paling banyak 500 huruf."
    )
    assert "Periksa sebelum dikirim:" in (await siti.says(QUESTION))["text"]
    done = await siti.presses("Kirim pertanyaan")
    assert done["text"] == (
        "❓ Pertanyaan terkirim. Jawabannya datang di sini.\n\n"
        "SAKIP 2026 · Dinas Kesehatan\n"
        "Dikembalikan karena: Angka berbeda dengan bukti\n\n"
        f"❓ Siti: “{QUESTION}”"
    )
    await town.send_notices()
    question = await dewi.card()
    assert question["text"].startswith(
        "❓ Operator bertanya tentang pengembalian\n\nSAKIP 2026 · Dinas Kesehatan\n"
    )
    assert f"❓ Siti: “{QUESTION}”" in question["text"]
    assert labels(question) == ["Jawab", "‹ Beranda"]
    answered = await answers(town, dewi)
    assert answered["text"].startswith("💬 Jawaban terkirim. Operatornya diberi tahu.")
    news = await siti.card()
    assert news["text"].startswith("💬 Pemeriksa sudah menjawab\n\nSAKIP 2026 · Dinas Kesehatan")
    assert f"❓ Siti: “{QUESTION}”\n💬 Dewi: “{ANSWER}”" in news["text"]
    assert labels(news)[0] == "Perbaiki sekarang"
    assert "Perbaikan SAKIP 2026" in (await siti.presses("Perbaiki sekarang"))["text"]


async def test_it_is_kept_in_the_history_and_on_the_card_of_what_is_sent_again(town: Town) -> None:
    siti, dewi = await sent_back(town)
    await asks(town, siti)
    await answers(town, dewi)
    kept = f"❓ Siti: “{QUESTION}”\n💬 Dewi: “{ANSWER}”"
    assert kept in (await siti.says("/riwayat"))["text"]
    await siti.opens("SAKIP", press("Perbaiki sekarang"), "72", press("Kirim"))
    assert kept in (await opens_report(dewi))["text"]


async def test_nothing_of_it_moves_a_report(town: Town) -> None:
    siti, dewi = await sent_back(town)
    events = await town.events(HEALTH.code)
    iku = (await dewi.says("/iku"))["text"]
    await asks(town, siti)
    await dewi.presses("Jawab", (await dewi.chat())[-1])
    await dewi.says(ANSWER)
    await dewi.presses("Kirim jawaban")
    assert await town.events(HEALTH.code) == events
    assert (await dewi.says("/iku"))["text"] == iku
    assert events[-1].kind is EventKind.RETURNED


async def test_one_question_a_return_and_the_colleague_is_told(town: Town, budi: Talker) -> None:
    await budi.says("/bantuan")
    siti, _ = await sent_back(town)
    await budi.presses("Tanya pemeriksa")
    await budi.says("Saya juga bertanya")
    await asks(town, siti)
    late = await budi.presses("Kirim pertanyaan")
    assert late["text"].startswith("❓ Siti sudah lebih dulu bertanya. Jawabannya juga datang kepada")
    assert [one.text for one in town.storage.tables.asked] == [QUESTION]
    assert await town.held(budi) is None
    again = await siti.opens("SAKIP")
    assert "Tanya pemeriksa" not in labels(again)
    assert f"❓ Siti: “{QUESTION}”" in again["text"]


async def test_the_answer_reaches_every_operator_of_the_opd(town: Town, budi: Talker) -> None:
    await budi.says("/bantuan")
    siti, dewi = await sent_back(town)
    await asks(town, siti)
    await answers(town, dewi)
    assert ANSWER in (await budi.card())["text"]


async def test_whoever_is_gone_is_stood_in_for_and_one_colleague_answers(town: Town) -> None:
    siti, dewi = await sent_back(town)
    rina = await town.reviewer(telegram_id=2002, name="Rina")
    wati = await town.reviewer(telegram_id=2003, name="Wati")
    for one in (rina, wati):
        await one.says("/bantuan")
    person = await town.person(dewi)
    async with town.storage.uow() as uow:
        grant = Grant(Role.VERIFIKATOR, "kelembagaan")
        await uow.people.end(person.id, grant, by=None, at=town.now)
        await uow.commit()
    await asks(town, siti)
    assert "Operator bertanya" in (await rina.card())["text"]
    await wati.presses("Jawab")
    await wati.says("Dari Wati")
    await answers(town, rina, "Dari Rina")
    late = await wati.presses("Kirim jawaban")
    assert late["text"].startswith("💬 Rina sudah lebih dulu menjawab")
    assert [one.text for one in town.storage.tables.asked] == [QUESTION, "Dari Rina"]


async def test_who_thinks_better_of_it_is_back_at_the_return(town: Town) -> None:
    siti, _ = await sent_back(town)
    await siti.presses("Tanya pemeriksa")
    back = await siti.presses("‹ Laporan")
    assert back["text"].startswith("🔁 SAKIP 2026 perlu diperbaiki")
    assert "Tanya pemeriksa" in labels(back)


async def test_nobody_to_ask_is_said(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.send_back(HEALTH.code, "Angka berbeda dengan bukti")
    shown = await siti.opens("SAKIP", press("Tanya pemeriksa"))
    assert shown["text"].startswith("Belum ada pemeriksa yang bisa ditanya.")


async def test_what_is_repaired_already_is_not_asked_about(town: Town) -> None:
    siti, _ = await sent_back(town)
    notice = await siti.card()
    await siti.walks(press("Perbaiki sekarang"), "72", press("Kirim"))
    shown = await siti.presses("Tanya pemeriksa", notice)
    assert shown["text"].startswith("Laporan ini tidak lagi menunggu perbaikan")
    assert "Perbaiki sekarang" not in labels(shown)
    assert await town.held(siti) is None


async def test_a_question_is_text_of_at_most_500_letters(town: Town) -> None:
    siti, _ = await sent_back(town)
    await siti.presses("Tanya pemeriksa")
    assert "500" in (await siti.says("x" * 501))["text"]
    await siti.says("…!?")
    assert "Kirim pertanyaan" not in labels(await siti.card())
    await siti.says("x" * 500)
    assert "Kirim pertanyaan" in labels(await siti.card())


async def test_others_neither_ask_nor_answer(town: Town, eka: Talker) -> None:
    siti, dewi = await sent_back(town)
    decision = (await town.events(HEALTH.code))[-1].id
    await eka.says("/status")
    await eka.forges(f"ak:{decision}")
    assert await town.held(eka) is None
    await asks(town, siti)
    rudi = await town.reviewer("tatalaksana", 2004, "Rudi")
    await rudi.says("/bantuan")
    assert "diperiksa Sub Bagian lain" in (await rudi.forges(f"aw:{decision}"))["text"]
    assert await town.held(rudi) is None
    assert await town.held(dewi) is None


async def test_a_question_sent_twice_is_one(town: Town) -> None:
    siti, dewi = await sent_back(town)
    await siti.presses("Tanya pemeriksa")
    await siti.says(QUESTION)
    await town.deliver(await siti.pressed("Kirim pertanyaan"), times=2)
    await town.send_notices()
    assert len(town.storage.tables.asked) == 1
    shown = [one for one in await dewi.chat() if "Operator bertanya" in one.get("text", "")]
    assert len(shown) == 1


async def test_a_return_that_was_undone_is_answered_without_a_repair(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    decided = await returned(dewi, "Nilai")
    await asks(town, siti)
    question = await dewi.card()
    await dewi.presses("Urungkan", decided)
    await town.send_notices()
    await dewi.presses("Jawab", question)
    await dewi.says(ANSWER)
    await dewi.presses("Kirim jawaban")
    await town.send_notices()
    news = await siti.card()
    assert ANSWER in news["text"]
    assert "Perbaiki sekarang" not in labels(news)
