"""`/undang`: who is let in, as what, and how an invitation is shown, listed and revoked."""

from datetime import timedelta

import pytest

from domain.people.person import Grant, Role
from handlers.people.buttons import EndRole, Give, Invitations, PickUnit, Revoke, SearchUnit
from handlers.people.tokens import hash_token
from tests.handlers.admins import (
    ADMIN,
    admin_of,
    invites_operator,
    link_card,
    newest_keyed,
    open_invitations,
    token_in,
)
from tests.town.dialogue import HEALTH, Talker, Town, labels, press

HEALTH_OPERATOR = Grant(Role.OPERATOR, HEALTH.code)


async def test_an_invitation_is_two_taps_a_link_and_a_qr_picture(town: Town, admin: Talker) -> None:
    picture = await admin.walks("/undang", press("Operator OPD", "Dinas Kesehatan"))
    assert picture["photo"]
    link = f"https://t.me/{town.hub.world.bot.username}?start={token_in(picture)}"
    assert "Undangan operator Dinas Kesehatan" in picture["caption"]
    assert link in picture["caption"]
    assert "berlaku sampai 30 November 2026" in picture["caption"]
    assert [(one["kind"], one["copy"]) for row in picture["keyboard"] for one in row] == [("copy", link)]

    siti = await town.talker(1001, "Siti")
    assert "operator Dinas Kesehatan" in (await siti.says(f"/start {token_in(picture)}"))["text"]
    assert await open_invitations(town) == []
    async with town.storage.uow() as uow:
        kept = await uow.invitations.by_hash(hash_token(token_in(picture)))
    assert kept is not None
    assert kept.created_by == (await town.person(admin)).id


async def test_no_press_brings_the_token_back_to_be_stored_with_the_update(town: Town, admin: Talker) -> None:
    token = await invites_operator(admin)
    for label in ("Undangan terbuka", "Undang orang", "Undangan terbuka (1)", "Cabut 1"):
        await admin.presses(label, await newest_keyed(admin))
    assert await open_invitations(town) == []
    assert token not in repr(town.storage.tables)


@pytest.mark.parametrize(
    ("taps", "grant"),
    [
        (("Verifikator", "Tatalaksana"), Grant(Role.VERIFIKATOR, "tatalaksana")),
        (("Pimpinan",), Grant(Role.PIMPINAN)),
        (("Admin",), ADMIN),
    ],
)
async def test_the_other_roles_are_invited_too(
    town: Town, admin: Talker, taps: tuple[str, ...], grant: Grant
) -> None:
    await admin.says("/undang")
    for tap in taps:
        await admin.presses(tap)
    assert [one.grant for one in await open_invitations(town)] == [grant]


async def test_a_double_tap_makes_one_invitation_and_the_next_list_another(town: Town, admin: Talker) -> None:
    await admin.says("/undang")
    card = await admin.presses("Operator OPD")
    for _ in range(2):
        await admin.taps("Dinas Kesehatan", card)
    await town.settled(admin)
    shown = [token_in(said) for said in await admin.chat() if said.get("photo")]
    assert len(shown) == 2
    assert len(set(shown)) == len(await open_invitations(town)) == 1
    assert await invites_operator(admin) not in shown
    assert len(await open_invitations(town)) == 2


async def test_a_button_forged_below_the_picture_is_answered_below_it(admin: Talker) -> None:
    await invites_operator(admin)
    assert "Undangan terbuka" in (await admin.forges(Invitations(0).pack()))["text"]


async def test_a_press_delivered_twice_shows_the_same_link_again(town: Town, admin: Talker) -> None:
    await admin.says("/undang")
    await admin.presses("Operator OPD")
    update = await admin.pressed("Dinas Kesehatan")
    await town.deliver(update)
    token = token_in(await link_card(admin))
    before = len(await admin.chat())
    await town.process(update)
    assert token_in(await link_card(admin)) == token
    assert len(await open_invitations(town)) == 1
    assert len(await admin.chat()) == before + 1  # the picture; the card is changed in place

    invitation = (await open_invitations(town))[0]
    async with town.storage.uow() as uow:
        await uow.invitations.revoke(invitation.id, by=(await uow.people.everyone())[0].id, at=town.now)
        await uow.commit()
    await town.process(update)
    assert any("Tidak ada undangan yang masih terbuka" in said.get("text", "") for said in await admin.chat())


async def test_a_link_cannot_be_shown_again_once_the_bots_own_token_has_changed(
    town: Town, admin: Talker
) -> None:
    async with town.storage.uow() as uow:
        made = await uow.invitations.add(
            hash_token("of another time"), ADMIN, by=1, at=town.now, expires_at=town.now + timedelta(days=7)
        )
        await uow.commit()
    await admin.says("/undang")
    update = await admin.pressed("Admin")
    async with town.storage.uow(update.update_id) as uow:
        await uow.commit(f"invited {made.id}")
    await town.process(update)
    assert "hanya bisa ditampilkan sekali" in (await admin.card())["text"]


async def test_a_button_whose_invitation_is_out_of_date_makes_nothing_new(town: Town, admin: Talker) -> None:
    await admin.says("/undang")
    listed = await admin.presses("Operator OPD")
    data = next(b["data"] for row in listed["keyboard"] for b in row if b["text"] == "Dinas Kesehatan")
    await admin.forges(data)
    town.pass_time(days=7)
    assert "tidak berlaku" in (await admin.forges(data))["text"]
    assert await open_invitations(town) == []


async def test_a_used_up_button_makes_nothing_new(town: Town, admin: Talker) -> None:
    await admin.says("/undang")
    listed = await admin.presses("Operator OPD")
    data = next(b["data"] for row in listed["keyboard"] for b in row if b["text"] == "Dinas Kesehatan")
    await admin.forges(data)
    siti = await town.talker(1001, "Siti")
    await siti.says(f"/start {token_in(await link_card(admin))}")
    assert "tidak berlaku" in (await admin.forges(data))["text"]
    assert await open_invitations(town) == []


async def test_an_opd_is_found_by_part_of_its_name(town: Town) -> None:
    await town.found_opds(20)
    admin = await admin_of(town)
    await admin.says("/undang")
    first = await admin.presses("Operator OPD")
    assert "1/3" in labels(first)
    assert "3/3" in labels(await admin.presses("›") and await admin.presses("›"))
    asked = await admin.presses("Cari nama OPD")
    assert "Nama OPD yang dicari?" in asked["text"]
    assert "terlalu pendek" in (await admin.says("x"))["text"]
    assert "terlalu panjang" in (await admin.says("x" * 61))["text"]
    none = await admin.says("kelurahan")
    assert "Tidak ada OPD berlaku" in none["text"]
    assert none["text"].endswith("Untuk mencoba kata lain, tekan Cari nama OPD.")
    await admin.presses("Cari nama OPD")
    found = await admin.says("KESE")
    assert "1 OPD cocok" in found["text"]
    assert labels(found)[0] == "Dinas Kesehatan"
    await admin.presses("Dinas Kesehatan")
    assert [one.grant for one in await open_invitations(town)] == [HEALTH_OPERATOR]


async def test_many_results_of_a_search_are_paged_and_a_search_can_be_left(town: Town) -> None:
    await town.found_opds(20)
    admin = await admin_of(town)
    await admin.walks("/undang", press("Operator OPD", "Cari nama OPD"))
    assert "1/3" in labels(await admin.presses("Kembali"))
    await admin.presses("Cari nama OPD")
    await admin.says("dinas")
    assert "2/3" in labels(await admin.presses("›"))
    assert "Undang orang" in (await admin.presses("Kembali"))["text"]


async def test_open_invitations_say_who_made_them_and_are_revoked_with_one_tap(
    town: Town, admin: Talker
) -> None:
    first = await invites_operator(admin)
    second = await invites_operator(admin, "Dinas Perpustakaan")
    await admin.says("/undang")
    listed = await admin.presses("Undangan terbuka (2)")
    assert (
        "1. operator Dinas Perpustakaan dan Kearsipan\noleh Pak Admin · sampai 30 Nov 2026" in listed["text"]
    )
    assert first not in listed["text"]
    assert "sudah dicabut" in (await admin.presses("Cabut 1"))["text"]
    assert [one.grant for one in await open_invitations(town)] == [HEALTH_OPERATOR]
    stranger = await town.talker(1002, "Budi")
    assert "kedaluwarsa" in (await stranger.says(f"/start {second}"))["text"]
    siti = await town.talker(1001, "Siti")
    await siti.says(f"/start {first}")
    assert "tidak berlaku" in (await admin.forges(Revoke(1).pack()))["text"]


async def test_an_invitation_is_revoked_where_it_was_made(town: Town, admin: Talker) -> None:
    await invites_operator(admin)
    await admin.presses("Cabut undangan ini", await newest_keyed(admin))
    assert await open_invitations(town) == []
    assert "Undangan sudah dicabut" in (await newest_keyed(admin))["text"]


async def test_an_opd_that_has_ended_invites_nobody(town: Town, admin: Talker) -> None:
    await town.close_opd(HEALTH)
    await admin.says("/undang")
    assert "Dinas Kesehatan" not in labels(await admin.presses("Operator OPD"))
    assert "tidak berlaku" in (await admin.forges(Give(0, "operator", HEALTH.code, 7).pack()))["text"]
    assert await open_invitations(town) == []


@pytest.mark.parametrize(
    "button",
    [
        Give(0, "raja", "", 1),
        Give(0, "operator", "", 1),
        Give(0, "operator", "NIHIL", 1),
        Give(0, "admin", "DINKES", 1),
        Give(0, "verifikator", "DINKES", 1),
        Give(77, "admin", "", 1),
        EndRole(77, "admin", ""),
        PickUnit(77, "operator", 0),
        SearchUnit(77),
        Revoke(77),
    ],
    ids=lambda button: button.pack(),
)
async def test_forged_buttons_change_nothing(town: Town, admin: Talker, button: Give) -> None:
    await admin.says("/undang")
    before = len(town.storage.commits)
    assert "tidak berlaku" in (await admin.forges(button.pack()))["text"]
    assert [commit.reply for commit in town.storage.commits[before:] if commit.reply] == []


async def test_only_admins_invite_and_see_the_people(town: Town) -> None:
    dewi = await town.talker(2001, "Dewi", Grant(Role.PIMPINAN), Grant(Role.VERIFIKATOR, "anjab"))
    for command in ("/undang", "/pengguna", "/opd", "/audit"):
        assert "bukan untuk peran Anda" in (await dewi.says(command))["text"]
    assert "Hanya admin" in (await dewi.forges(Give(0, "admin", "", 1).pack()))["text"]
    assert "Hanya admin" in (await dewi.forges(SearchUnit(0).pack()))["text"]
    assert await open_invitations(town) == []
