"""A photo or file that comes before anybody asked: kept for ten minutes, for the report that is chosen."""

import pytest

from domain.forms.drafts import DraftStatus, FileState
from domain.people.person import Grant, Role
from handlers.early_files import texts
from tests.handlers.homes import home_keys
from tests.simulator.pictures import jpeg
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

PDF = ("lhe.pdf", b"%PDF-1.7 lhe", "application/pdf")
PHOTO = ("foto.jpg", jpeg(640, 480), "image/jpeg")
OTHER_PHOTO = ("dua.jpg", jpeg(640, 480) + b"2", "image/jpeg")
THIRD_PHOTO = ("tiga.jpg", jpeg(640, 480) + b"3", "image/jpeg")
REPORTS = ["SAKIP 2026", "IKM 2026", "Analisis jabatan 2026"]


async def names(town: Town, talker: Talker) -> list[str]:
    return [file.name for file in await town.draft_files(talker)]


async def test_a_file_that_comes_first_is_asked_about(siti: Talker) -> None:
    asked = await siti.sends(PDF)
    assert "Untuk laporan yang mana?" in asked["text"]
    assert "Berkas disimpan sampai 09.25." in asked["text"]
    assert "📎 lhe.pdf" in asked["text"]
    assert labels(asked) == [*REPORTS, "Lepas berkas"]


async def test_choosing_opens_the_report_with_the_file_in_it(town: Town, siti: Talker) -> None:
    asked = await siti.sends(PDF)
    await town.tick()
    shown = await siti.presses("SAKIP")
    assert shown["message_id"] == asked["message_id"]
    assert "📎 1 berkas sudah disertakan." in shown["text"]
    assert "SAKIP 2026" in shown["text"]
    assert await names(town, siti) == ["lhe.pdf"]
    summary = await siti.walks("BB 75,5")
    assert "1 berkas" in summary["text"]
    assert "lhe.pdf" in summary["text"]
    await siti.presses("Kirim")
    sent = await town.last_sent(HEALTH.code)
    assert len(sent.files) == 1
    async with town.storage.uow() as uow:
        (file,) = await uow.evidence.several(sent.files)
    assert (file.opd, file.state, file.name) == (HEALTH.code, FileState.STORED, "lhe.pdf")


async def test_a_file_that_is_still_on_its_way_arrives_in_the_report(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    await siti.presses("SAKIP")
    await town.tick()
    (file,) = await town.draft_files(siti)
    assert file.state is FileState.STORED
    assert list(town.files.contents.values()) == [PDF[1]]


async def test_all_pictures_of_an_album_are_kept_on_one_card(town: Town, siti: Talker) -> None:
    before = len(await siti.chat())
    asked = await siti.sends(PHOTO, OTHER_PHOTO, THIRD_PHOTO, as_="photo", album=1)
    assert [asked["text"].count(name) for name in ("Foto 1", "Foto 2", "Foto 3")] == [1, 1, 1]
    assert len([one for one in (await siti.chat())[before:] if one["from"] == "bot"]) == 1
    await siti.presses("IKM")
    assert len(await town.draft_files(siti)) == 3


@pytest.mark.parametrize("caption", ["sakip", "SAKIP", "lapor sakip", "Bukti SAKIP.", "laporan LHE AKIP"])
async def test_a_caption_that_names_it_chooses_at_once(town: Town, siti: Talker, caption: str) -> None:
    shown = await siti.sends(PDF, caption=caption)
    assert "SAKIP 2026 · 1/" in shown["text"]
    assert await names(town, siti) == ["lhe.pdf"]


@pytest.mark.parametrize(
    "caption", ["jangan lapor sakip", "sakip 2024", "sakip dan ikm", "ini apa ya", "kelembagaan", ""]
)
async def test_any_other_caption_asks(town: Town, siti: Talker, caption: str) -> None:
    asked = await siti.sends(PDF, caption=caption)
    assert "Untuk laporan yang mana?" in asked["text"]
    assert await town.events(HEALTH.code) == []


async def test_the_rest_of_an_album_with_a_caption_goes_the_same_way(town: Town, siti: Talker) -> None:
    await siti.sends(PHOTO, OTHER_PHOTO, THIRD_PHOTO, as_="photo", album=1, caption="sakip")
    draft = await town.held(siti)
    assert draft is not None
    assert (draft.opd, draft.form) == (HEALTH.code, "sakip")
    assert len(draft.files) == 3


async def test_files_one_after_the_other_are_chosen_for_together(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    await siti.sends(PHOTO)
    shown = await siti.sends(OTHER_PHOTO, caption="ikm")
    assert "IKM 2026" in shown["text"]
    assert len(await town.draft_files(siti)) == 3


async def test_typing_the_report_chooses_too(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    assert "SAKIP 2026 · 1/" in (await siti.says("sakip"))["text"]
    assert await names(town, siti) == ["lhe.pdf"]


async def test_a_report_with_a_slip_in_it_is_asked_back_and_the_file_stays(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    asked = await siti.says("mau lapor sakp")
    assert asked["text"].startswith("Untuk SAKIP? Tekan tombolnya di bawah ini.\n\nUntuk laporan yang mana?")
    assert labels(asked) == [*REPORTS, "Lepas berkas"]
    await siti.presses("SAKIP 2026")
    assert await names(town, siti) == ["lhe.pdf"]


async def test_a_report_of_several_opd_is_asked_back_and_the_file_stays(town: Town) -> None:
    both = await town.operator(1001, "Siti", HEALTH.code, LIBRARY.code)
    await both.sends(PDF)
    assert "Untuk SAKIP? Tekan tombolnya" in (await both.says("sakip"))["text"]
    await both.presses("SAKIP 2026 · DISPERPUSIP")
    assert await names(town, both) == ["lhe.pdf"]


async def test_a_file_that_was_left_behind_says_for_how_long_it_is_kept(town: Town, siti: Talker) -> None:
    asked = await siti.sends(PDF)
    await siti.says("/lapor sakip")
    left = await siti.message(asked["message_id"])
    assert "Laporannya belum dipilih · berkas disimpan sepuluh menit" in left["text"]
    town.pass_time(minutes=11)
    await siti.presses("Lanjutkan Berkas yang dikirim", left)
    told = await siti.message(asked["message_id"])
    assert told["text"].startswith(texts.DROPPED), told["text"]


async def test_the_same_file_left_undecided_keeps_no_report_from_review(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.sends(PDF)
    await town.tick()
    await siti.says("/lapor sakip")
    await siti.walks("BB 75,5")
    await siti.sends(PDF)
    await town.tick()
    await siti.presses("Kirim")
    listed = await dewi.says("/verifikasi kesehatan")
    assert HEALTH.name in listed["text"]
    assert "sama dengan berkas" not in listed["text"]


async def test_another_wish_is_understood_meanwhile_and_the_file_waits(town: Town, siti: Talker) -> None:
    asked = await siti.sends(PDF)
    assert "IKU 2026" in (await siti.says("berapa iku"))["text"]
    await siti.presses("SAKIP", asked)
    assert await names(town, siti) == ["lhe.pdf"]


async def test_after_ten_minutes_a_press_says_that_it_was_dropped(town: Town, siti: Talker) -> None:
    asked = await siti.sends(PDF)
    await town.tick()
    town.pass_time(minutes=10)
    told = await siti.presses("SAKIP", asked)
    assert told["text"].startswith(texts.DROPPED)
    assert await town.held(siti) is None
    async with town.storage.uow() as uow:
        assert await uow.evidence.contents() == frozenset()


async def test_a_message_after_ten_minutes_is_no_answer_to_it(town: Town, siti: Talker) -> None:
    asked = await siti.sends(PDF)
    town.pass_time(minutes=11)
    assert labels(await siti.says("sakip")) == ["Lapor SAKIP", "Angka SAKIP", "‹ Beranda"]
    assert await town.held(siti) is None
    await siti.presses("SAKIP", asked)
    assert (await siti.message(asked["message_id"]))["text"].startswith(texts.DROPPED)


async def test_the_last_file_counts(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    town.pass_time(minutes=9)
    asked = await siti.sends(PHOTO)
    assert "09.34" in asked["text"]
    town.pass_time(minutes=9)
    await siti.presses("SAKIP")
    assert len(await town.draft_files(siti)) == 2


async def test_a_restart_loses_nothing(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    await town.restart()
    await town.tick()
    await siti.presses("SAKIP")
    assert await names(town, siti) == ["lhe.pdf"]


async def test_the_same_picture_delivered_twice_is_kept_once(town: Town, siti: Talker) -> None:
    await town.people.file(siti.id, PDF)
    (update,) = await town.waiting()
    await town.deliver(update, times=2)
    assert (await siti.card())["text"].count("lhe.pdf") == 1


async def test_nobody_else_can_choose_for_it(town: Town, siti: Talker, budi: Talker, eka: Talker) -> None:
    await siti.sends(PDF)
    draft = await town.held(siti)
    assert draft is not None
    for other in (budi, eka):
        await other.says("/menu")
        await other.forges(f"kf:{draft.id}:{HEALTH.code}:sakip:2026")
        assert await town.held(other) is None
    await siti.forges(f"kf:{draft.id}:{LIBRARY.code}:sakip:2026")
    await siti.forges(f"kf:{draft.id}:{HEALTH.code}:kelembagaan:2026")
    await siti.forges(f"kf:{draft.id}:{HEALTH.code}:sakip:2019")
    kept = await town.held(siti)
    assert kept is not None
    assert (kept.id, kept.status) == (draft.id, DraftStatus.OPEN)


async def test_who_reports_for_several_chooses_the_opd_too(town: Town) -> None:
    both = await town.operator(1001, "Siti", HEALTH.code, LIBRARY.code)
    asked = await both.sends(PDF)
    assert len(labels(asked)) == 7
    assert "SAKIP 2026 · DISPERPUSIP" in labels(asked)
    assert "Untuk laporan yang mana?" in (await both.sends(PHOTO, caption="sakip"))["text"]
    await both.presses("SAKIP 2026 · DISPERPUSIP")
    draft = await town.held(both)
    assert draft is not None
    assert draft.opd == LIBRARY.code


async def test_what_is_sent_or_a_colleagues_is_not_offered(siti: Talker, budi: Talker) -> None:
    await siti.reports_sakip()
    await budi.opens("IKM")
    assert labels(await siti.sends(PDF)) == ["Analisis jabatan 2026", "Lepas berkas"]


async def test_what_was_sent_meanwhile_is_said_and_the_file_kept(
    town: Town, siti: Talker, budi: Talker
) -> None:
    asked = await siti.sends(PDF)
    await budi.reports_sakip()
    told = await siti.presses("SAKIP", asked)
    assert "sudah terkirim" in told["text"]
    await siti.presses("IKM")
    assert await names(town, siti) == ["lhe.pdf"]


async def test_a_caption_that_names_what_was_sent_meanwhile_loses_no_file(
    town: Town, siti: Talker, budi: Talker
) -> None:
    await siti.sends(PDF)
    await budi.reports_sakip()
    told = await siti.sends(PHOTO, caption="sakip")
    assert "sudah terkirim" in told["text"]
    assert "Untuk laporan yang mana?" in told["text"]
    await siti.presses("IKM")
    assert await names(town, siti) == ["lhe.pdf", "Foto 2"]


async def test_a_returned_report_takes_it_and_asks_only_what_was_returned(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    await town.send_back(HEALTH.code, "Bukti kurang jelas")
    await siti.sends(PDF)
    shown = await siti.presses("SAKIP")
    assert "Bukti kurang jelas" in shown["text"]
    assert await names(town, siti) == ["lhe.pdf"]


async def test_letting_go_of_it_can_be_undone(town: Town, siti: Talker) -> None:
    await siti.sends(PDF)
    await siti.presses("Lepas berkas")
    assert await town.held(siti) is None
    assert "Untuk laporan yang mana?" in (await siti.presses("Urungkan"))["text"]


async def test_what_can_never_be_evidence_is_refused_at_once(town: Town, siti: Talker) -> None:
    told = await siti.sends(("virus.exe", b"MZ", "application/octet-stream"))
    assert "virus.exe" in told["text"]
    assert await town.held(siti) is None


async def test_what_its_content_rules_out_is_said_on_the_card(town: Town, siti: Talker) -> None:
    await siti.sends(("lhe.pdf", b"no pdf at all", "application/pdf"))
    await town.tick()
    assert "✗" in (await siti.card())["text"]
    await siti.presses("SAKIP")
    assert await names(town, siti) == []


async def test_others_get_a_kind_line_and_the_way_home(town: Town, dewi: Talker, boss: Talker) -> None:
    both = await town.talker(4001, "Ani", Grant(Role.VERIFIKATOR, "anjab"))
    for talker in (dewi, boss, both):
        told = await talker.sends(PDF)
        assert told["text"].startswith(texts.NOBODY_ASKED)
        assert home_keys(told) == home_keys(await talker.says("/menu"))


async def test_a_photo_instead_of_an_answer_is_still_refused(siti: Talker) -> None:
    await siti.opens("SAKIP", "bb")
    assert "Berkas belum diminta di langkah ini" in (await siti.sends(PDF))["text"]


async def test_too_many_are_refused_one_by_one(town: Town, siti: Talker) -> None:
    for number in range(10):
        await siti.sends((f"{number}.pdf", PDF[1] + bytes([number]), "application/pdf"))
    told = await siti.sends(PHOTO)
    assert "10" in told["text"]
    await siti.presses("SAKIP")
    assert len(await town.draft_files(siti)) == 10


async def test_a_file_that_was_let_go_is_no_other_opds_when_it_comes_again(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.sends(PDF)
    await town.tick()
    await siti.presses("Lepas berkas")
    await siti.opens("SAKIP", "BB", "75,5")
    await siti.sends(PDF)
    await town.tick()
    await siti.presses("Kirim")
    shown = await dewi.says("/verifikasi")
    assert "SAKIP" in shown["text"]
    assert "juga dikirim OPD lain" not in shown["text"]


async def test_the_report_list_lets_go_of_it_and_its_card_brings_it_back(town: Town, siti: Talker) -> None:
    asked = await siti.sends(PDF)
    await siti.walks("/lapor", press("SAKIP"))
    left = await siti.message(asked["message_id"])
    assert "Laporannya belum dipilih" in left["text"]
    await siti.presses("Lanjutkan", left)
    await siti.presses("IKM", left | {"message_id": left["message_id"]})
    assert await names(town, siti) == ["lhe.pdf"]


@pytest.mark.parametrize("gone", ["Lepas berkas", "/lapor"])
async def test_what_is_brought_back_too_late_is_said_to_be_dropped(
    town: Town, siti: Talker, gone: str
) -> None:
    asked = await siti.sends(PDF)
    if gone.startswith("/"):
        await siti.walks(gone, press("SAKIP"))
    else:
        await siti.presses(gone)
    town.pass_time(minutes=11)
    await siti.presses("Lanjutkan" if gone.startswith("/") else "Urungkan", asked)
    back = await siti.message(asked["message_id"])
    assert back["text"].startswith(texts.DROPPED)
    assert "SAKIP 2026" not in labels(back)
    await siti.says("/menu")
    await siti.says("terima kasih")
    assert await town.held(siti) is None
