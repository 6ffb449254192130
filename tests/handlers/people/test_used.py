"""Whoever made an invitation hears that it was used: by whom, as what, and when."""

from domain.people.person import Grant, Role
from tests.handlers.admins import ADMIN, admin_of, invites_operator, link_card, token_in
from tests.town.dialogue import Talker, Town, labels, press


async def guest(town: Town, admin: Talker, name: str = "Siti") -> Talker:
    """Let somebody in by an invitation of that admin."""
    siti = await town.talker(1001, name)
    await admin.says("/start")
    await siti.says(f"/start {await invites_operator(admin)}")
    return siti


async def test_the_maker_hears_and_no_other_admin(town: Town, admin: Talker) -> None:
    other = await admin_of(town, 9002, "Bu Admin")
    await other.says("/start")
    before = len(await other.chat())
    await guest(town, admin)
    await town.send_notices()
    told = await admin.card()
    assert told["text"] == (
        "Siti memakai undangan Bapak/Ibu dan kini operator Dinas Kesehatan, 23 Nov 2026 09.15 WIB.\n\n"
        "Bukan orang yang dimaksud? Tekan tombol di bawah, lalu akhiri perannya."
    )
    assert len(await other.chat()) == before
    assert labels(told) == ["Lihat orangnya"]
    card = await admin.presses("Lihat orangnya")
    assert "Akhiri operator DINKES" in labels(card)
    assert (await admin.message(told["message_id"]))["text"] == told["text"]


async def test_a_link_tapped_again_by_its_guest_is_no_news(town: Town, admin: Talker) -> None:
    await admin.says("/start")
    token = await invites_operator(admin)
    siti = await town.talker(1001, "Siti")
    for _ in range(3):
        await siti.says(f"/start {token}")
    await town.send_notices()
    assert len([said for said in await admin.chat() if "memakai undangan" in said.get("text", "")]) == 1


async def test_a_name_is_shown_as_text_and_not_at_any_length(town: Town, admin: Talker) -> None:
    await guest(town, admin, "<b>Siti</b>" + "i" * 52)
    await town.send_notices()
    text = (await admin.card())["text"]
    assert text.startswith("<b>Siti</b>iiii")
    assert "i" * 30 not in text


async def test_the_maker_of_an_admins_invitation_hears_once(town: Town, admin: Talker) -> None:
    other = await admin_of(town, 9002, "Bu Admin")
    for one in (admin, other):
        await one.says("/start")
    await admin.walks("/undang", press("Admin"))
    rina = await town.talker(1001, "Rina")
    await rina.says(f"/start {token_in(await link_card(admin))}")
    await town.send_notices()
    told = [said["text"] for said in await admin.chat() if "Rina" in said.get("text", "")]
    assert len(told) == 1
    assert "memakai undangan Bapak/Ibu dan kini admin bot" in told[0]
    assert "Rina kini admin bot: diberikan Pak Admin" in (await other.card())["text"]


async def test_who_runs_the_bot_no_more_hears_nothing(town: Town, admin: Talker) -> None:
    await guest(town, admin)
    await admin_of(town, 9002, "Bu Admin")
    person = await town.person(admin)
    async with town.storage.uow() as uow:
        await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.people.end(person.id, ADMIN, by=None, at=town.now)
        await uow.commit()
    before = len(await admin.chat())
    await town.send_notices()
    assert len(await admin.chat()) == before
