"""The lembar undangan: said what it ends before it is made, made once, and known to nobody but who asked."""

import re
from datetime import timedelta

import pytest

from domain.documents.invitations import InvitationsContent
from domain.documents.wanted import DocumentKind, Wanted
from domain.people.person import Grant, Person, Role
from handlers.papers.buttons import asks
from handlers.papers.making import LEASE, NotMade, produce
from handlers.people import sheet_texts as texts
from handlers.people.buttons import MakeSheets
from handlers.people.sheets import keep, may_print
from handlers.people.tokens import hash_token, typeable_token
from storage.ports import BOT_NAME, DocumentState
from tests.handlers.admins import admin_of, invites_operator, open_invitations
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press

TOKEN = re.compile(r"\?start=([a-z3-9]{4}(?:-[a-z3-9]{4}){4})$")


@pytest.fixture(autouse=True)
async def _named(town: Town) -> None:
    async with town.storage.uow() as uow:
        await uow.installation.set(BOT_NAME, "iku_bot")
        await uow.commit()


async def listed(admin: Talker, count: int = 2) -> Json:
    return await admin.walks("/undang", press(f"Semua OPD tanpa operator ({count})"))


async def confirming(admin: Talker, count: int = 2) -> Json:
    await listed(admin, count)
    return await admin.presses("Cetak lembar undangan")


def printed(town: Town) -> InvitationsContent:
    content = town.drawn.drawn[-1]
    assert isinstance(content, InvitationsContent)
    return content


def tokens(content: InvitationsContent) -> list[str]:
    found = [TOKEN.search(sheet.link) for sheet in content.sheets]
    assert all(found)
    return [one[1] for one in found if one is not None]


async def test_it_is_said_what_comes_and_nothing_is_made_yet(town: Town, admin: Talker) -> None:
    card = await listed(admin)
    assert labels(card) == ["Undang 2 OPD", "Cetak lembar undangan", "‹ Kembali"]
    said = await admin.presses("Cetak lembar undangan")
    assert "Satu halaman A4 untuk tiap OPD" in said["text"]
    assert "2 OPD belum diundang." in said["text"]
    assert "jangan di grup" in said["text"]
    assert labels(said) == ["Cetak 2 lembar", "‹ Kembali"]
    assert await open_invitations(town) == []
    assert "Undang operator sekaligus" in (await admin.presses("Kembali"))["text"]


async def test_each_page_lets_one_person_in_and_only_its_hash_is_kept(town: Town, admin: Talker) -> None:
    await confirming(admin)
    waiting = await admin.presses("Cetak 2 lembar")
    assert "Sedang disiapkan" in waiting["text"]
    assert await open_invitations(town) == []
    await town.make_papers()
    file = await admin.card()
    assert file["document"]["file_name"] == "IKU-2026-undangan.pdf"
    assert "2 OPD, satu halaman satu OPD." in file["caption"]
    assert "Berlaku sampai 30 November 2026 pukul 09.15 WIB." in file["caption"]
    content = printed(town)
    assert [sheet.to for sheet in content.sheets] == [HEALTH.name, LIBRARY.name]
    assert len(await open_invitations(town)) == 2
    first, second = tokens(content)
    kept = repr(town.storage.tables)
    assert first not in kept
    assert second not in kept
    siti, eka = await town.talker(1001, "Siti"), await town.talker(1004, "Eka")
    assert f"operator {HEALTH.name}" in (await siti.says(f"/start {first}"))["text"]
    assert "sudah dipakai" in (await eka.says(f"/start {first}"))["text"]
    assert f"operator {LIBRARY.name}" in (await eka.says(f"/start {second}"))["text"]


async def test_its_bytes_are_gone_once_it_has_come_and_telegram_is_not_asked_again(
    town: Town, admin: Talker
) -> None:
    await confirming(admin)
    await admin.presses("Cetak 2 lembar")
    await town.make_papers()
    assert "document" in await admin.card()
    assert town.papers.stored() == []
    async with town.storage.uow() as uow:
        (file,) = await uow.documents.files(1)
    assert (file.file_id, file.dropped_at is not None) == ("", True)


async def test_earlier_links_end_only_for_who_was_told_so(town: Town, admin: Talker) -> None:
    earlier = await invites_operator(admin)
    await listed(admin)
    said = await admin.presses("Cetak lembar undangan")
    assert "1 OPD belum diundang." in said["text"]
    assert "1 OPD sudah diundang dan tautannya belum dibuka. Ganti & cetak mengakhiri" in said["text"]
    assert labels(said) == ["Cetak 1 lembar", "Ganti & cetak 2 lembar", "‹ Kembali"]
    await admin.presses("Cetak 1 lembar")
    await town.make_papers()
    assert [sheet.to for sheet in printed(town).sheets] == [LIBRARY.name]
    assert len(await open_invitations(town)) == 2
    await confirming(admin)
    await admin.presses("Ganti & cetak 2 lembar")
    await town.make_papers()
    assert len(printed(town).sheets) == 2
    assert len(printed(town).replaced) == 2
    assert {one.token_hash for one in await open_invitations(town)} == {
        hash_token(token) for token in tokens(printed(town))
    }
    siti = await town.talker(1001, "Siti")
    assert "kedaluwarsa" in (await siti.says(f"/start {earlier}"))["text"]


async def test_a_double_tap_prints_once(town: Town, admin: Talker) -> None:
    card = await confirming(admin)
    for _ in range(2):
        await admin.taps("Cetak 2 lembar", card)
    await town.settled(admin)
    await town.make_papers()
    await town.make_papers()
    assert len(town.drawn.drawn) == 1
    assert len(await open_invitations(town)) == 2


async def test_the_same_press_after_it_was_made_shows_the_list_anew(town: Town, admin: Talker) -> None:
    await confirming(admin)
    await admin.presses("Cetak 2 lembar")
    await town.make_papers()
    told = await admin.forges(MakeSheets("", 0, 2).pack())
    assert texts.CHANGED in told["text"]
    await town.make_papers()
    assert len(town.drawn.drawn) == 1
    assert len(await open_invitations(town)) == 2


async def test_of_two_admins_the_second_prints_nothing_over_the_first(town: Town, admin: Talker) -> None:
    other = await admin_of(town, 9002, "Bu Admin")
    await confirming(admin)
    await confirming(other)
    await admin.presses("Cetak 2 lembar")
    # Both are asked for before either is made: the second finds at its making what the first has done.
    await other.presses("Cetak 2 lembar")
    await town.make_papers()
    await town.make_papers()
    assert len(await open_invitations(town)) == 2
    said = [(who, await who.card()) for who in (admin, other)]
    assert sorted("document" in card for _, card in said) == [False, True]
    loser, failed = next((who, card) for who, card in said if "document" not in card)
    assert "belum berhasil disiapkan" in failed["text"]
    assert labels(failed) == ["Coba lagi", "‹ Beranda"]
    again = await loser.presses("Coba lagi")
    assert "2 OPD sudah diundang dan tautannya belum dibuka." in again["text"]


async def test_killed_before_it_is_said_to_be_made_leaves_no_invitation_and_no_second_one(
    town: Town, admin: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await confirming(admin)
    await admin.presses("Cetak 2 lembar")
    async with town.storage.uow() as uow:
        (document,) = await uow.documents.due(town.now, 9)
        begun = await uow.documents.begin(document.id, town.now, town.now + LEASE)
        await uow.commit()
    assert begun is not None

    class Killed(BaseException):
        """The process ends here."""

    async def killed(*_: object) -> None:
        raise Killed

    # Drawn and stored, and in the unit that says so the process ends behind the last door that was opened.
    from handlers.papers import making  # noqa: PLC0415 - only to be cut off

    monkeypatch.setattr(making, "_queue", killed)
    with pytest.raises(Killed):
        await produce(town.services, begun)
    monkeypatch.undo()
    assert len(town.drawn.drawn) == 1
    lost = tokens(printed(town))
    assert await open_invitations(town) == []
    town.now += LEASE + timedelta(seconds=1)
    await town.make_papers()
    assert len(await open_invitations(town)) == 2
    assert set(lost).isdisjoint(tokens(printed(town)))
    async with town.storage.uow() as uow:
        assert (await uow.documents.get(1)).state is DocumentState.MADE
    siti = await town.talker(1001, "Siti")
    assert "tidak dikenali" in (await siti.says(f"/start {lost[0]}"))["text"]


async def test_a_page_for_the_one_who_was_just_invited_takes_the_place_of_the_link(
    town: Town, admin: Talker
) -> None:
    old = await invites_operator(admin)
    await admin.says("/undang")
    opened = await admin.presses("Undangan terbuka (1)")
    assert "Cetak lembar" in labels(opened)
    picked = await admin.presses("Cetak lembar")
    assert f"1. {HEALTH.name}" in picked["text"]
    said = await admin.presses("1 · DINKES")
    assert "Lembar memakai tautan baru. Tautan yang dibuat oleh Pak Admin pada 23 Nov 2026" in said["text"]
    assert labels(said) == ["Ganti & cetak lembarnya", "‹ Undangan terbuka"]
    await admin.presses("Ganti & cetak lembarnya")
    await town.make_papers()
    file = await admin.card()
    assert file["document"]["file_name"] == "IKU-2026-DINKES-undangan.pdf"
    assert HEALTH.name in file["caption"]
    (one,) = await open_invitations(town)
    assert one.token_hash == hash_token(tokens(printed(town))[0])
    siti = await town.talker(1001, "Siti")
    assert "kedaluwarsa" in (await siti.says(f"/start {old}"))["text"]


async def test_an_invitation_that_was_used_meanwhile_is_not_replaced(town: Town, admin: Talker) -> None:
    old = await invites_operator(admin)
    (one,) = await open_invitations(town)
    siti = await town.talker(1001, "Siti")
    await admin.says("/undang")
    await admin.presses("Undangan terbuka (1)")
    await admin.presses("Cetak lembar")
    await admin.presses("1 · DINKES")
    await admin.presses("Ganti & cetak lembarnya")
    await siti.says(f"/start {old}")
    await town.make_papers()
    assert town.drawn.drawn == []
    assert any("belum berhasil disiapkan" in str(said.get("text")) for said in await admin.chat())
    await admin.forges(MakeSheets("DINKES", one.id, 1).pack())
    await town.make_papers()
    assert town.drawn.drawn == []


async def test_a_page_is_stored_only_where_no_other_invitation_came_before_it(
    town: Town, admin: Talker
) -> None:
    await confirming(admin)
    await admin.presses("Cetak 2 lembar")
    await town.make_papers()
    again = printed(town)
    async with town.storage.uow() as uow:
        with pytest.raises(NotMade):
            await keep(uow, again)
    assert len(await open_invitations(town)) == 2


async def test_where_all_have_an_operator_nothing_is_printed(town: Town, admin: Talker) -> None:
    await town.operator()
    await town.operator(1004, "Eka", LIBRARY.code)
    await admin.says("/undang")
    told = await admin.forges("ph:0")
    assert "Setiap OPD sudah punya operator." in told["text"]
    assert labels(told) == ["‹ Kembali"]


@pytest.mark.parametrize("scope", ["", ".0.2", "x", "a.b.c", ".0.1.2"])
def test_nobody_is_given_the_pages_of_somebody_else(scope: str) -> None:
    admin = Person(1, 1, "Admin", frozenset({Grant(Role.ADMIN)}))
    assert not may_print(admin, Wanted(kind=DocumentKind.INVITATIONS, year=2026, scope=scope))


def test_who_asked_may_have_them_while_running_the_bot() -> None:
    wanted = Wanted(kind=DocumentKind.INVITATIONS, year=2026, scope=".0.1")
    assert may_print(Person(1, 1, "Admin", frozenset({Grant(Role.ADMIN)})), wanted)
    assert not may_print(Person(1, 1, "Admin", frozenset({Grant(Role.PIMPINAN)})), wanted)


async def test_a_verifikator_who_forges_the_button_gets_nothing(town: Town) -> None:
    dewi = await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "kelembagaan"))
    await dewi.says("/menu")
    async with town.storage.uow() as uow:
        found = await uow.people.by_telegram_id(2001)
    assert found is not None
    scope = f".0.{found.id}"
    await dewi.forges(asks(Wanted(kind=DocumentKind.INVITATIONS, year=2026, scope=scope)).pack(below=True))
    await town.make_papers()
    assert town.drawn.drawn == []
    assert await open_invitations(town) == []


def test_a_token_can_be_typed() -> None:
    token = typeable_token()
    assert re.fullmatch(r"[a-hjkmnp-z3-9]{4}(-[a-hjkmnp-z3-9]{4}){4}", token)
    assert typeable_token() != token
