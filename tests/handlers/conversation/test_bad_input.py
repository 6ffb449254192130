"""What people send that nobody asked for: a kind line, the question again, and nothing lost."""

import pytest

from handlers.figures import iku
from tests.handlers.homes import home_keys
from tests.town.dialogue import Talker, Town, labels, press

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "contact"])
async def test_other_kinds_of_message_get_the_question_again(siti: Talker, kind: str) -> None:
    await siti.opens("SAKIP", "bb")
    asked = await siti.sends_other(kind)
    assert "Mohon jawab dengan tombol atau ketikan" in asked["text"]
    assert "2/3" in asked["text"]


async def test_a_photo_where_a_number_is_asked(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    asked = await siti.sends(PDF)
    assert "Berkas belum diminta di langkah ini" in asked["text"]
    assert "2/3" in asked["text"]


async def test_an_edited_answer_is_not_read_again(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    typed = next(message for message in await siti.chat() if message.get("text") == "bb")
    shown = await siti.edits(typed["message_id"], "a")
    assert "Pesan yang disunting tidak saya baca ulang" in shown["text"]
    assert "2/3" in shown["text"]


async def test_text_with_nothing_asked(siti: Talker) -> None:
    home = home_keys(await siti.says("/menu"))
    for shown in (await siti.says("kapal"), await siti.sends_other("sticker")):
        assert home_keys(shown) == home
    assert "Untuk laporan yang mana?" in (await siti.sends(PDF))["text"]


async def test_an_unknown_command(siti: Talker) -> None:
    assert "Perintah itu tidak ada" in (await siti.says("/laporan"))["text"]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "zz:1:2",
        "a:1",
        "a:x:1:BB",
        "a:1:1:BB:more",
        "m:99999:1:back",
        "s:1:-1",
        "o:DINKES:nothing:2026:go",
        "👾",
        "a::::",
    ],
)
async def test_forged_callback_data_is_refused_and_changes_nothing(
    town: Town, siti: Talker, data: str
) -> None:
    await siti.opens("SAKIP")
    before = len(town.storage.commits)
    await siti.forges(data)
    chat = await siti.chat()
    assert not any("gangguan" in message.get("text", "") for message in chat)
    replies = [commit.reply for commit in town.storage.commits[before:] if commit.reply]
    assert replies == []


async def test_another_opds_draft_cannot_be_touched(town: Town, siti: Talker, eka: Talker) -> None:
    await siti.opens("SAKIP")
    draft = await town.held(siti)
    assert draft is not None
    await eka.says("/lapor")
    for data in (
        f"a:{draft.id}:{draft.version}:BB",
        f"t:{draft.id}:{draft.version}",
        f"x:{draft.id}:{draft.version}",
    ):
        refused = await eka.forges(data)
        assert "tidak terdaftar sebagai operator OPD ini" in refused["text"]
    assert await town.held(siti) == draft


async def test_another_opds_report_cannot_be_opened_or_withdrawn(
    town: Town, siti: Talker, eka: Talker
) -> None:
    await siti.reports_sakip()
    await eka.says("/lapor")
    assert "tidak terdaftar" in (await eka.forges("o:DINKES:sakip:2026:go"))["text"]
    assert "tidak terdaftar" in (await eka.forges("w:1"))["text"]
    assert "tidak terdaftar" in (await eka.forges("h:DINKES:0"))["text"]
    assert len(await town.events("DINKES")) == 1


async def test_text_is_shown_as_text_and_never_as_markup(town: Town) -> None:
    siti = await town.operator(1001, "<b>Siti</b> & co")
    welcome = await siti.says("/start")
    assert "<b>Siti</b> & co" in welcome["text"]
    await siti.opens(
        "Analisis jabatan", press("Sudah dilaksanakan"), "kemarin", "<script>1</script>", press("Lewati")
    )
    summary = await siti.presses("Belum ada berkas")
    assert "<script>1</script>" in summary["text"]
    assert "Kirim" in labels(summary)


async def test_a_very_long_message_is_refused_in_one_line(siti: Talker) -> None:
    await siti.opens("SAKIP")
    asked = await siti.says("x" * 4000)
    assert "…”" in asked["text"]
    assert "1/3" in asked["text"]


async def test_a_bug_is_answered_and_the_bot_goes_on(siti: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as bug:
        bug.setattr(iku, "parse", broken)
        assert "gangguan di pihak kami" in (await siti.says("/iku"))["text"]
    assert "IKU 2026" in (await siti.says("/iku"))["text"]


async def test_a_setting_that_cannot_be_read_takes_nothing_with_it(town: Town, siti: Talker) -> None:
    await town.set_year("target.sakip", "seratus")
    assert "belum ada target" in (await siti.says("/iku"))["text"]
    await town.set_year("target.sakip", "75")
    assert "target 75 %" in (await siti.says("/iku"))["text"]


async def test_somebody_who_blocked_the_bot_disturbs_nobody(town: Town, siti: Talker) -> None:
    await siti.opens("SAKIP")
    await town.people.text(siti.id, "bb")
    await town.people.block(siti.id)
    await town.settled(siti)
    await town.people.unblock(siti.id)
    assert "3/3" in (await siti.says("75,5"))["text"]


async def test_a_button_of_an_older_form_shows_what_is_asked_now(town: Town, siti: Talker) -> None:
    """A draft that asked for the respondents when a question was added before that."""
    await siti.opens("IKM", press("Hitung dari 9 unsur"), "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35")
    draft = await town.held(siti)
    assert draft is not None
    told = await siti.forges(f"m:{draft.id}:{draft.version}:skip")
    assert "sudah tidak berlaku" in told["text"]
    assert "IKM mana yang dipublikasikan?" in told["text"]
    await siti.presses("87,28 (B) · bobot 1/9")
    assert "Berapa responden" in (await siti.card())["text"]
