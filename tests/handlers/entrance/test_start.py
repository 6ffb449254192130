"""Getting in: strangers, invitations, known people; and the menu that follows from the roles."""

from datetime import timedelta

import pytest

from domain.people.person import Grant, Role
from handlers.people.tokens import hash_token, make_token
from tests.town.dialogue import START, Talker, Town, labels


async def invited(town: Town, grant: Grant, days: int = 7) -> str:
    token, digest = make_token()
    async with town.storage.uow() as uow:
        await uow.invitations.add(digest, grant, by=None, at=START, expires_at=START + timedelta(days=days))
        await uow.commit()
    return token


async def commands_of(town: Town, talker: Talker) -> list[str]:
    return [command["command"] for command in (await town.people.chat(talker.id))["commands"]]


@pytest.mark.parametrize("text", ["/start", "halo", "/lapor", "/iku", "/bantuan", "/batal"])
async def test_a_stranger_gets_one_polite_line_and_nothing_else(town: Town, text: str) -> None:
    stranger = await town.talker(5001, "Orang Luar")
    told = await stranger.says(text)
    assert "Mintalah tautan undangan kepada Bagian Organisasi" in told["text"]
    assert labels(told) == ["Minta akses"]
    assert len(await stranger.chat()) == 2


async def test_a_strangers_file_sticker_and_forged_press_get_the_same_line(town: Town) -> None:
    stranger = await town.talker(5001, "Orang Luar")
    for told in (
        await stranger.sends_other("sticker"),
        await stranger.sends(("x.pdf", b"%PDF", "application/pdf")),
        await stranger.forges("i:2026"),
    ):
        assert "Mintalah tautan undangan" in told["text"]


async def test_an_invitation_lets_one_person_in_with_its_role(town: Town) -> None:
    token = await invited(town, Grant(Role.OPERATOR, "DINKES"))
    siti = await town.talker(1001, "Siti")
    welcome = await siti.says(f"/start {token}")
    assert "Selamat datang, Bapak/Ibu Siti" in welcome["text"]
    assert "operator Dinas Kesehatan" in welcome["text"]
    assert "Status 2026\nDinas Kesehatan" in welcome["text"]
    assert "1/3" in (await siti.presses("Lapor SAKIP"))["text"]
    assert await commands_of(town, siti) == [
        "menu", "lapor", "status", "riwayat", "iku", "batal", "bantuan", "start",
    ]  # fmt: skip


async def test_a_verifikator_is_greeted_with_the_figures(town: Town) -> None:
    token = await invited(town, Grant(Role.VERIFIKATOR, "kelembagaan"))
    kasubbag = await town.talker(2001, "Dewi")
    welcome = await kasubbag.says(f"/start {token}")
    assert "verifikator Sub Bagian Kelembagaan dan Kinerja" in welcome["text"]
    assert "Tidak ada laporan yang menunggu Anda" in welcome["text"]
    assert "Belum lapor 2026" in (await kasubbag.presses("Belum lapor"))["text"]
    menu = await commands_of(town, kasubbag)
    assert "verifikasi" in menu
    assert "lapor" not in menu


async def test_an_invitation_works_once(town: Town) -> None:
    token = await invited(town, Grant(Role.OPERATOR, "DINKES"))
    siti, eka = await town.talker(1001, "Siti"), await town.talker(1002, "Eka")
    await siti.says(f"/start {token}")
    refused = await eka.says(f"/start {token}")
    assert "sudah dipakai" in refused["text"]
    assert "kepada Bagian Organisasi" in refused["text"]
    assert "Mintalah tautan undangan" in (await eka.says("/lapor"))["text"]


async def test_tapping_ones_own_link_again_is_a_greeting(town: Town) -> None:
    token = await invited(town, Grant(Role.OPERATOR, "DINKES"))
    siti = await town.talker(1001, "Siti")
    await siti.says(f"/start {token}")
    assert "Selamat datang" in (await siti.says(f"/start {token}"))["text"]


async def test_an_expired_invitation_is_refused(town: Town) -> None:
    token = await invited(town, Grant(Role.OPERATOR, "DINKES"), days=1)
    town.pass_time(days=1)
    siti = await town.talker(1001, "Siti")
    assert "kedaluwarsa" in (await siti.says(f"/start {token}"))["text"]


@pytest.mark.parametrize("token", ["abc", "x" * 64, "<b>", "DROP TABLE invitations"])
async def test_a_mangled_link_is_refused_and_whom_to_ask_is_named(town: Town, token: str) -> None:
    siti = await town.talker(1001, "Siti")
    assert "tidak dikenali" in (await siti.says(f"/start {token}"))["text"]


async def test_a_known_person_may_use_another_invitation(town: Town, siti: Talker) -> None:
    token = await invited(town, Grant(Role.VERIFIKATOR, "anjab"))
    welcome = await siti.says(f"/start {token}")
    assert "operator Dinas Kesehatan" in welcome["text"]
    assert "verifikator Sub Bagian Analisis Jabatan dan Kepegawaian" in welcome["text"]


async def test_only_the_hash_of_a_token_is_stored(town: Town) -> None:
    token = await invited(town, Grant(Role.PIMPINAN))
    async with town.storage.uow() as uow:
        stored = await uow.invitations.by_hash(hash_token(token))
    assert stored is not None
    assert token not in repr(stored)


async def test_the_first_admins_come_from_the_settings() -> None:
    async with Town(admins=frozenset({9001})) as town:
        admin = await town.talker(9001, "Pak Admin")
        assert "Tenggat 2026 belum diatur" in (await admin.says("/start"))["text"]
        assert (await town.person(admin)).roles == {Role.ADMIN}


async def test_a_command_of_another_role_is_refused(town: Town) -> None:
    kasubbag = await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "kelembagaan"))
    assert "bukan untuk peran Anda" in (await kasubbag.says("/lapor"))["text"]


async def test_help_lists_what_this_person_may_do(town: Town, siti: Talker) -> None:
    assert "/lapor – Kirim laporan OPD Anda" in (await siti.says("/bantuan"))["text"]
    dewi = await town.talker(2001, "Dewi", Grant(Role.PIMPINAN))
    told = (await dewi.says("/bantuan"))["text"]
    assert "/lapor" not in told
    assert "/iku – Lima indikator kinerja hari ini" in told


async def test_a_menu_that_cannot_be_set_stops_nothing(town: Town, siti: Talker) -> None:
    await town.people.fault("500", method="setMyCommands", times=5)
    assert "Status 2026" in (await siti.says("/start"))["text"]
    assert "Laporan 2026" in (await siti.says("/lapor"))["text"]
    assert town.undelivered == []
