"""`/undang` for all OPD without an operator: list, confirmation, one message of links, no set twice."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.people import bulk_texts as texts
from handlers.people.buttons import InviteAll
from tests.handlers.admins import admin_of, invites_operator, newest_keyed, open_invitations
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels, press
from tests.town.talker import data_of

LINK = re.compile(r"\?start=([A-Za-z0-9_-]{1,64})")


async def listed(admin: Talker, count: int) -> Json:
    return await admin.walks("/undang", press(f"Semua OPD tanpa operator ({count})"))


async def links_of(admin: Talker) -> list[str]:
    """Return every token that the admin was ever shown in a message of many."""
    said = [message.get("text", "") for message in await admin.chat()]
    return [token for text in said if "Undangan operator laporan" in text for token in LINK.findall(text)]


async def test_the_list_comes_first_and_makes_nothing(town: Town, admin: Talker) -> None:
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, short="Dinkes"), by=None, at=town.now)
        await uow.commit()
    card = await listed(admin, 2)
    assert "2 dari 2 OPD belum punya operator." in card["text"]
    assert "Belum diundang (2): Dinkes, DISPERPUSIP" in card["text"]
    assert labels(card) == ["Undang 2 OPD", "Cetak lembar undangan", "‹ Kembali"]
    assert await open_invitations(town) == []
    assert "Undang orang" in (await admin.presses("Kembali"))["text"]


async def test_one_message_has_a_link_for_each_and_no_button_that_would_bring_it_back(
    town: Town, admin: Talker
) -> None:
    await listed(admin, 2)
    sent = await admin.presses("Undang 2 OPD")
    assert "keyboard" not in sent or not sent["keyboard"]
    assert "DINKES\nhttps://t.me/" in sent["text"]
    assert "DISPERPUSIP\nhttps://t.me/" in sent["text"]
    assert "berlaku sampai 30 November 2026 pukul 09.15 WIB" in sent["text"]
    card = await newest_keyed(admin)
    assert "2 undangan dibuat" in card["text"]
    assert "hanya tampil sekali" in card["text"]
    assert len(await open_invitations(town)) == 2
    tokens = LINK.findall(sent["text"])
    siti, eka = await town.talker(1001, "Siti"), await town.talker(1004, "Eka")
    assert "operator Dinas Kesehatan" in (await siti.says(f"/start {tokens[0]}"))["text"]
    assert "operator Dinas Perpustakaan" in (await eka.says(f"/start {tokens[1]}"))["text"]
    assert "sudah dipakai" in (await eka.says(f"/start {tokens[0]}"))["text"]
    assert not any(token in repr(town.storage.tables.invitations) for token in tokens)
    card = await admin.says("/undang")
    assert not any("Semua OPD" in label for label in labels(card))


async def test_an_opd_with_an_operator_or_an_end_is_not_invited(town: Town, admin: Talker) -> None:
    await town.operator()
    await town.close_opd(LIBRARY)
    assert not any("Semua OPD" in label for label in labels(await admin.says("/undang")))
    told = await admin.forges("pa")
    assert "Setiap OPD sudah punya operator." in told["text"]


async def test_an_opd_that_gets_an_operator_meanwhile_is_left_out_and_counted(
    town: Town, admin: Talker
) -> None:
    await listed(admin, 2)
    await town.operator()
    await admin.presses("Undang 2 OPD")
    assert "1 OPD dilewati: sementara itu sudah punya operator." in (await newest_keyed(admin))["text"]
    assert [one.grant.unit for one in await open_invitations(town)] == [LIBRARY.code]
    assert len(await links_of(admin)) == 1


async def test_where_all_have_an_operator_by_now_nothing_is_made(town: Town, admin: Talker) -> None:
    await listed(admin, 2)
    await town.operator()
    await town.operator(1004, "Eka", LIBRARY.code)
    told = await admin.presses("Undang 2 OPD")
    assert "Setiap OPD sudah punya operator." in told["text"]
    assert "belum ada yang dibuat" in told["text"]
    assert await open_invitations(town) == []


async def test_a_double_tap_makes_one_set(town: Town, admin: Talker) -> None:
    card = await listed(admin, 2)
    for _ in range(2):
        await admin.taps("Undang 2 OPD", card)
    await town.settled(admin)
    assert len(await open_invitations(town)) == 2
    assert len(await links_of(admin)) == 2
    assert any("Undangannya sudah dibuat" in said.get("text", "") for said in await admin.chat())


async def test_of_two_admins_the_second_is_told_who_was_faster(town: Town, admin: Talker) -> None:
    other = await admin_of(town, 9002, "Bu Admin")
    await listed(admin, 2)
    await listed(other, 2)
    await admin.presses("Undang 2 OPD")
    told = await other.presses("Undang 2 OPD")
    assert "Pak Admin baru saja mengundang OPD ini" in told["text"]
    assert "Sudah diundang, tautannya belum dibuka (2): DINKES, DISPERPUSIP" in told["text"]
    assert labels(told) == ["Undang ulang 2 OPD", "Cetak lembar undangan", "‹ Kembali"]
    assert len(await open_invitations(town)) == 2
    assert await links_of(other) == []


async def test_who_was_invited_before_is_not_invited_twice_unless_asked(town: Town, admin: Talker) -> None:
    first = await invites_operator(admin)
    card = await listed(admin, 2)
    assert "Belum diundang (1): DISPERPUSIP" in card["text"]
    assert labels(card) == ["Undang 1 OPD", "Undang ulang 2 OPD", "Cetak lembar undangan", "‹ Kembali"]
    await admin.presses("Undang 1 OPD")
    assert sorted(one.grant.unit for one in await open_invitations(town)) == [HEALTH.code, LIBRARY.code]
    await listed(admin, 2)
    await admin.presses("Undang ulang 2 OPD")
    assert len(await open_invitations(town)) == 2
    siti = await town.talker(1001, "Siti")
    assert "kedaluwarsa" in (await siti.says(f"/start {first}"))["text"]
    assert "operator Dinas Kesehatan" in (await siti.says(f"/start {(await links_of(admin))[1]}"))["text"]


async def test_a_press_delivered_twice_shows_the_same_links(town: Town, admin: Talker) -> None:
    await listed(admin, 2)
    update = await admin.pressed("Undang 2 OPD")
    await town.deliver(update)
    first = await links_of(admin)
    await town.process(update)
    assert await links_of(admin) == [*first, *first]
    assert len(await open_invitations(town)) == 2
    town.pass_time(days=8)
    await town.process(update)
    assert len(await links_of(admin)) == 4


async def test_an_old_button_whose_set_was_revoked_makes_nothing(town: Town, admin: Talker) -> None:
    card = await listed(admin, 2)
    await admin.presses("Undang 2 OPD")
    by = (await town.person(admin)).id
    async with town.storage.uow() as uow:
        for one in await uow.invitations.open(town.now):
            await uow.invitations.revoke(one.id, by=by, at=town.now)
        await uow.commit()
    assert "tidak berlaku" in (await admin.forges(data_of(card)["Undang 2 OPD"]))["text"]
    assert await open_invitations(town) == []


async def test_who_is_no_admin_any_more_invites_nobody(town: Town, admin: Talker) -> None:
    card = await listed(admin, 2)
    await admin_of(town, 9002, "Bu Admin")
    person = await town.person(admin)
    async with town.storage.uow() as uow:
        for grant in person.grants:
            await uow.people.end(person.id, grant, by=None, at=town.now)
        await uow.commit()
    await admin.presses("Undang 2 OPD", card)
    assert await open_invitations(town) == []


@pytest.mark.parametrize("many", [1, 28, 36, 90])
def test_the_links_fit_as_few_messages_as_telegram_allows(many: int) -> None:
    address = "https://t.me/IkuKotaProbolinggoBot?start=" + "x" * 32
    found = [(f"Kec. Kademangan {number:02}", address) for number in range(many)]
    messages = texts.links(found, HEALTH_UNTIL, "Kota Contoh")
    assert all(len(message) <= 4096 for message in messages)
    assert sum(message.count(address) for message in messages) == many
    assert len(messages) == (1 if many <= 36 else 3)
    assert all(message.startswith("<b>Undangan operator") for message in messages)


async def test_forty_opd_are_invited_with_one_press(town: Town) -> None:
    await town.found_opds(38)
    admin = await admin_of(town)
    card = await listed(admin, 40)
    assert "40 dari 40 OPD" in card["text"]
    await admin.presses("Undang 40 OPD")
    assert len(set(await links_of(admin))) == len(await open_invitations(town)) == 40


def test_its_button_fits_telegram() -> None:
    assert len(InviteAll(1, 2**40, 300, 2**40).pack()) <= 64


HEALTH_UNTIL = Town().now + timedelta(days=7)
