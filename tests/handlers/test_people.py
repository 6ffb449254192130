"""`/undang` and `/pengguna`: who is let in, who may do what, and how a role ends."""

import re
from datetime import timedelta

import pytest

from domain.people import Grant, Role
from handlers.buttons.people import EndRole, Give, PickUnit, Revoke, SearchUnit
from handlers.notices import deliver
from handlers.tokens import hash_token
from storage.ports import Invitation
from tests.dialogue import HEALTH, Json, Talker, Town, labels

ADMIN = Grant(Role.ADMIN)
HEALTH_OPERATOR = Grant(Role.OPERATOR, HEALTH.code)


async def admin_of(town: Town, telegram_id: int = 9001, name: str = "Pak Admin") -> Talker:
    return await town.talker(telegram_id, name, ADMIN)


async def link_card(talker: Talker) -> Json:
    """Return the newest card with an invitation's link; the QR picture stands below it."""
    return next(said for said in reversed(await talker.chat()) if "?start=" in said.get("text", ""))


def token_in(card: Json) -> str:
    found = re.search(r"\?start=([A-Za-z0-9_-]{1,64})", card["text"])
    assert found
    return found[1]


async def invites_operator(admin: Talker, opd: str = "Dinas Kesehatan") -> str:
    """Go through `/undang` and return the token."""
    await admin.says("/undang")
    await admin.presses("Operator OPD")
    await admin.presses(opd)
    return token_in(await link_card(admin))


async def open_invitations(town: Town) -> list[Invitation]:
    async with town.storage.uow() as uow:
        return await uow.invitations.open(town.now)


async def card_of(admin: Talker, name: str) -> Json:
    await admin.says("/pengguna")
    return await admin.presses(name)


async def ends(admin: Talker, name: str, role: str) -> Json:
    await card_of(admin, name)
    await admin.presses(f"Akhiri {role}")
    return await admin.presses("Ya, akhiri")


async def test_an_invitation_is_two_taps_a_link_and_a_qr_picture(town: Town) -> None:
    admin = await admin_of(town)
    await admin.says("/undang")
    await admin.presses("Operator OPD")
    picture = await admin.presses("Dinas Kesehatan")
    assert picture["photo"]
    assert "Undangan operator Dinas Kesehatan" in picture["caption"]
    card = await link_card(admin)
    link = f"https://t.me/{town.hub.world.bot.username}?start={token_in(card)}"
    assert link in card["text"]
    assert "berlaku sampai 30 November 2026" in card["text"]
    assert [one["copy"] for row in card["keyboard"] for one in row if one["kind"] == "copy"] == [link]

    siti = await town.talker(1001, "Siti")
    assert "operator Dinas Kesehatan" in (await siti.says(f"/start {token_in(card)}"))["text"]
    assert await open_invitations(town) == []
    async with town.storage.uow() as uow:
        kept = await uow.invitations.by_hash(hash_token(token_in(card)))
    assert kept is not None
    assert kept.created_by == (await town.person(admin)).id
    assert token_in(card) not in repr(town.storage.tables)


@pytest.mark.parametrize(
    ("taps", "grant"),
    [
        (("Verifikator", "Tatalaksana"), Grant(Role.VERIFIKATOR, "tatalaksana")),
        (("Pimpinan",), Grant(Role.PIMPINAN)),
        (("Admin",), ADMIN),
    ],
)
async def test_the_other_roles_are_invited_too(town: Town, taps: tuple[str, ...], grant: Grant) -> None:
    admin = await admin_of(town)
    await admin.says("/undang")
    for tap in taps:
        await admin.presses(tap)
    assert [one.grant for one in await open_invitations(town)] == [grant]


async def test_a_double_tap_makes_one_invitation_and_the_next_list_another(town: Town) -> None:
    admin = await admin_of(town)
    await admin.says("/undang")
    listed = await admin.presses("Operator OPD")
    button = next(b for row in listed["keyboard"] for b in row if b["text"] == "Dinas Kesehatan")
    first, second = button["data"], button["data"]
    await admin.forges(first)
    token = token_in(await link_card(admin))
    await admin.forges(second)
    assert token_in(await link_card(admin)) == token
    assert len(await open_invitations(town)) == 1
    assert await invites_operator(admin) != token
    assert len(await open_invitations(town)) == 2


async def test_a_press_delivered_twice_shows_the_same_link_again(town: Town) -> None:
    admin = await admin_of(town)
    await admin.says("/undang")
    await admin.presses("Operator OPD")
    await town.people.press(admin.id, (await admin.card())["message_id"], "Dinas Kesehatan")
    (update,) = await town.waiting()
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


async def test_a_link_cannot_be_shown_again_once_the_bots_own_token_has_changed(town: Town) -> None:
    admin = await admin_of(town)
    async with town.storage.uow() as uow:
        made = await uow.invitations.add(
            hash_token("of another time"), ADMIN, by=1, at=town.now, expires_at=town.now + timedelta(days=7)
        )
        await uow.commit()
    await admin.says("/undang")
    await town.people.press(admin.id, (await admin.card())["message_id"], "Admin")
    (update,) = await town.waiting()
    async with town.storage.uow(update.update_id) as uow:
        await uow.commit(f"invited {made.id}")
    await town.process(update)
    assert "hanya bisa ditampilkan sekali" in (await admin.card())["text"]


async def test_a_used_up_button_makes_nothing_new(town: Town) -> None:
    admin = await admin_of(town)
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
    assert "Tidak ada OPD berlaku" in (await admin.says("kelurahan"))["text"]
    await admin.presses("Cari nama OPD")
    found = await admin.says("KESE")
    assert "1 OPD cocok" in found["text"]
    assert labels(found)[0] == "Dinas Kesehatan"
    await admin.presses("Dinas Kesehatan")
    assert [one.grant for one in await open_invitations(town)] == [HEALTH_OPERATOR]


async def test_many_results_of_a_search_are_paged_and_a_search_can_be_left(town: Town) -> None:
    await town.found_opds(20)
    admin = await admin_of(town)
    await admin.says("/undang")
    await admin.presses("Operator OPD")
    await admin.presses("Cari nama OPD")
    assert "1/3" in labels(await admin.presses("Kembali"))
    await admin.presses("Cari nama OPD")
    await admin.says("dinas")
    assert "2/3" in labels(await admin.presses("›"))
    assert "Undang orang" in (await admin.presses("Kembali"))["text"]


async def test_open_invitations_say_who_made_them_and_are_revoked_with_one_tap(town: Town) -> None:
    admin = await admin_of(town)
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


async def test_an_invitation_is_revoked_where_it_was_made(town: Town) -> None:
    admin = await admin_of(town)
    await invites_operator(admin)
    told = await admin.presses("Cabut undangan ini", await link_card(admin))
    assert await open_invitations(town) == []
    assert told["photo"]  # the card above it has changed, and says so
    assert any("Undangan sudah dicabut" in said.get("text", "") for said in await admin.chat())


async def test_an_opd_that_has_ended_invites_nobody(town: Town) -> None:
    admin = await admin_of(town)
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
async def test_forged_buttons_change_nothing(town: Town, button: Give) -> None:
    admin = await admin_of(town)
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


async def test_everybody_is_listed_by_unit_with_the_units_that_nobody_speaks_for(town: Town) -> None:
    admin = await admin_of(town)
    await town.operator()
    await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "anjab"))
    listed = await admin.says("/pengguna")
    assert "Pengguna (3)" in listed["text"]
    assert "Admin\n• Pak Admin" in listed["text"]
    assert "Sub Bagian Kelembagaan dan Kinerja\n• belum ada verifikator" in listed["text"]
    assert "Dinas Kesehatan\n• Siti" in listed["text"]
    assert "Dinas Perpustakaan dan Kearsipan\n• belum ada operator" in listed["text"]
    assert labels(listed)[:3] == ["Pak Admin", "Dewi", "Siti"]


async def test_a_long_list_is_paged_and_searched(town: Town) -> None:
    await town.found_opds(12)
    admin = await admin_of(town)
    await town.operator(1001, "Siti", "OPD11")
    assert "1/2" in labels(await admin.says("/pengguna"))
    assert "Siti" in labels(await admin.presses("›"))
    await admin.presses("Cari")
    assert "Tidak ada pengguna" in (await admin.says("zulaikha"))["text"]
    await admin.presses("Cari")
    found = await admin.says("dinas 11")
    assert "Dinas 11\n• Siti" in found["text"]
    await admin.presses("Siti")
    await admin.presses("Semua pengguna")
    await admin.presses("Cari")
    assert "Pengguna (2)" in (await admin.presses("Kembali"))["text"]


async def test_results_of_a_search_are_paged(town: Town) -> None:
    admin = await admin_of(town)
    for number in range(13):
        await town.operator(1000 + number, f"Sri {number}")
    await admin.says("/pengguna")
    await admin.presses("Cari")
    assert "1/2" in labels(await admin.says("sri"))
    assert "2/2" in labels(await admin.presses("›"))


async def test_a_card_says_since_when_and_by_whom(town: Town) -> None:
    admin = await admin_of(town)
    token = await invites_operator(admin)
    siti = await town.talker(1001, "Siti")
    town.pass_time(hours=1)
    await siti.says(f"/start {token}")
    card = await card_of(admin, "Siti")
    assert "operator Dinas Kesehatan\n  sejak 23 Nov 2026 10.15 WIB, oleh Pak Admin" in card["text"]
    assert "dari pengaturan atau baris perintah" in (await card_of(admin, "Pak Admin"))["text"]


async def test_a_role_is_added_and_the_person_is_told_and_has_the_menu(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator()
    await card_of(admin, "Siti")
    assert "Pilih peran yang ditambahkan" in (await admin.presses("Tambah peran"))["text"]
    await admin.presses("Verifikator")
    card = await admin.presses("Analisis Jabatan")
    assert "verifikator Sub Bagian Analisis Jabatan dan Kepegawaian" in card["text"]
    assert (await town.person(siti)).grants == {HEALTH_OPERATOR, Grant(Role.VERIFIKATOR, "anjab")}
    menu = [one["command"] for one in (await town.people.chat(siti.id))["commands"]]
    assert {"lapor", "verifikasi"} <= set(menu)
    await deliver(town.app.context_types.context(town.app))
    assert "terdaftar juga sebagai verifikator" in (await siti.card())["text"]


async def test_a_role_that_somebody_has_already_is_not_given_twice(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator()
    number = (await town.person(siti)).id
    before = len(town.storage.tables.audit)
    await admin.says("/pengguna")
    await admin.forges(Give(number, "operator", HEALTH.code, 1).pack())
    assert len(town.storage.tables.audit) == before
    assert town.storage.tables.notices == {}


async def test_an_ended_role_is_gone_at_the_next_tap_and_the_draft_waits_for_a_colleague(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator()
    budi = await town.operator(1002, "Budi")
    old = await siti.fills_sakip()
    asked = await card_of(admin, "Siti")
    assert "Akhiri operator Dinas Kesehatan" in labels(asked)
    assert "tombol dan perintah lama" in (await admin.presses("Akhiri operator"))["text"]
    assert "Tidak punya peran" in (await admin.presses("Ya, akhiri"))["text"]

    assert "Mintalah tautan undangan" in (await siti.presses("Kirim", old))["text"]
    assert "Mintalah tautan undangan" in (await siti.says("/lapor"))["text"]
    assert await town.events(HEALTH.code) == []
    await budi.says("/lapor")
    offered = await budi.presses("SAKIP")
    assert "diisi rekan Anda, Siti" in offered["text"]
    assert "BB" in (await budi.presses("Lanjutkan"))["text"]
    await deliver(town.app.context_types.context(town.app))
    assert "sudah diakhiri" in (await siti.card())["text"]
    assert [one["command"] for one in (await town.people.chat(siti.id))["commands"]] == [
        "iku", "batal", "bantuan", "start",
    ]  # fmt: skip


async def test_a_draft_that_the_person_may_still_fill_in_stays(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator(1001, "Siti", HEALTH.code, "DISPERPUSIP")
    await siti.says("/lapor")
    await siti.presses("Dinas Kesehatan")
    await siti.presses("SAKIP")
    await ends(admin, "Siti", "operator Dinas Perpustakaan")
    held = await town.held(siti)
    assert held is not None
    assert held.opd == HEALTH.code


async def test_a_role_that_has_ended_meanwhile_is_not_ended_again(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator()
    await card_of(admin, "Siti")
    asked = await admin.presses("Akhiri operator")
    await town.end_role(siti, HEALTH.code)
    assert "tidak berlaku" in (await admin.presses("Ya, akhiri", asked))["text"]
    card = await card_of(admin, "Siti")
    assert "Tidak punya peran" in card["text"]


async def test_whoever_has_no_role_any_more_is_listed_and_asked_about_no_more(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator()
    old = await card_of(admin, "Siti")
    await town.end_role(siti, HEALTH.code)
    assert "tidak berlaku" in (await admin.presses("Akhiri operator", old))["text"]
    assert "Tanpa peran\n• Siti" in (await admin.says("/pengguna"))["text"]


async def test_the_last_admin_stays_and_one_of_two_may_go(town: Town) -> None:
    admin = await admin_of(town)
    assert "admin terakhir" in (await ends(admin, "Pak Admin", "admin bot"))["text"]
    assert (await town.person(admin)).roles == {Role.ADMIN}
    await admin_of(town, 9002, "Bu Admin")
    assert "Tidak punya peran" in (await ends(admin, "Pak Admin", "admin bot"))["text"]
    assert "Mintalah tautan undangan" in (await admin.says("/pengguna"))["text"]


async def test_an_admin_of_the_settings_comes_back_and_the_card_says_so() -> None:
    async with Town(admins=frozenset({9001})) as town:
        named = await town.talker(9001, "Pak Admin")
        await named.says("/start")
        other = await admin_of(town, 9002, "Bu Admin")
        card = await card_of(other, "Pak Admin")
        assert "disebut sebagai admin di pengaturan" in card["text"]
        await ends(other, "Pak Admin", "admin bot")
        assert (await town.person(named)).roles == frozenset()
        await named.says("/pengguna")
        assert (await town.person(named)).roles == {Role.ADMIN}


async def test_a_menu_that_cannot_be_set_does_not_stop_the_end_of_a_role(town: Town) -> None:
    admin = await admin_of(town)
    siti = await town.operator()
    await town.people.fault("500", method="setMyCommands", times=5)
    assert "Tidak punya peran" in (await ends(admin, "Siti", "operator"))["text"]
    assert (await town.person(siti)).roles == frozenset()
    assert town.undelivered == []


async def test_a_press_delivered_twice_ends_a_role_once(town: Town) -> None:
    admin = await admin_of(town)
    await town.operator()
    await card_of(admin, "Siti")
    await admin.presses("Akhiri operator")
    await town.people.press(admin.id, (await admin.card())["message_id"], "Ya, akhiri")
    (update,) = await town.waiting()
    await town.deliver(update)
    before = len(town.storage.tables.audit)
    await town.process(update)
    assert len(town.storage.tables.audit) == before
    assert "Tidak punya peran" in (await admin.card())["text"]
