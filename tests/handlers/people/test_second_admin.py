"""An admin who wants another role needs a second admin; all admins hear of new admins and verifikators."""

import pytest

from domain.people.person import Grant, Role
from storage.ports import NoticeState
from tests.handlers.admins import ADMIN, admin_of, link_card, token_in
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press

KELEMBAGAAN = "Kelembagaan dan Kinerja"
VERIFIKATOR = Grant(Role.VERIFIKATOR, "kelembagaan")


async def present(town: Town, telegram_id: int, name: str) -> Talker:
    """Bring an admin whom messages reach: somebody who has begun to talk to the bot."""
    admin = await admin_of(town, telegram_id, name)
    await admin.says("/start")
    return admin


async def wants(admin: Talker, name: str) -> Json:
    """Let somebody give the person of that name the role of a verifikator by `/pengguna`."""
    await admin.walks("/pengguna", press(name, "Tambah peran", "Verifikator"))
    return await admin.presses(KELEMBAGAAN)


async def grants(town: Town, talker: Talker) -> frozenset[Grant]:
    return (await town.person(talker)).grants


@pytest.fixture
async def one(town: Town) -> Talker:
    return await present(town, 9001, "Pak Admin")


@pytest.fixture
async def two(town: Town) -> Talker:
    return await present(town, 9002, "Bu Admin")


async def test_a_role_for_oneself_waits_for_the_other_admin(town: Town, one: Talker, two: Talker) -> None:
    told = await wants(one, "Pak Admin")
    assert "untuk diri sendiri perlu persetujuan admin lain" in told["text"]
    assert labels(told) == ["‹ Semua pengguna"]
    assert await grants(town, one) == {ADMIN}
    await town.send_notices()
    asked = await two.card()
    assert asked["text"] == (
        "Pak Admin meminta peran verifikator Sub Bagian Kelembagaan dan Kinerja untuk dirinya sendiri.\n\n"
        "Peran itu baru berlaku bila Bapak/Ibu menyetujuinya."
    )
    assert labels(asked) == ["Setujui", "Tolak"]
    agreed = await two.presses("Setujui")
    assert "disetujui dan langsung berlaku" in agreed["text"]
    assert await grants(town, one) == {ADMIN, VERIFIKATOR}
    await town.send_notices()
    assert "Peran baru: verifikator" in (await one.card())["text"]


async def test_a_refusal_gives_nothing_and_is_told(town: Town, one: Talker, two: Talker) -> None:
    await wants(one, "Pak Admin")
    await town.send_notices()
    assert "ditolak" in (await two.presses("Tolak"))["text"]
    await town.send_notices()
    assert "Ditolak admin lain" in (await one.card())["text"]
    assert await grants(town, one) == {ADMIN}


async def test_of_two_answers_the_first_counts(town: Town, one: Talker, two: Talker) -> None:
    three = await present(town, 9003, "Mbak Admin")
    await wants(one, "Pak Admin")
    await town.send_notices()
    asked = await two.card()
    await three.presses("Tolak")
    assert "tidak berlaku" in (await two.presses("Setujui", asked))["text"]
    assert await grants(town, one) == {ADMIN}


async def test_nobody_agrees_to_their_own_wish(town: Town, one: Talker, two: Talker) -> None:
    await wants(one, "Pak Admin")
    assert labels(await two.says("/undang"))
    assert "disetujui admin lain" in (await one.forges("pw:1:1"))["text"]
    assert await grants(town, one) == {ADMIN}


async def test_pressing_twice_asks_once(town: Town, one: Talker, two: Talker) -> None:
    for _ in range(2):
        told = await one.forges("pg:1:verifikator:kelembagaan:7")
        assert "perlu persetujuan admin lain" in told["text"]
    card = await one.says("/undang")
    assert "Undangan terbuka (1)" in labels(card)
    (given,) = town.storage.tables.invitations.values()
    assert given.created_by == (await town.person(one)).id
    await town.send_notices()
    asked = [said for said in await two.chat() if "Setujui" in labels(said)]
    assert len(asked) == 1


async def test_ones_own_invitation_is_a_wish_too(town: Town, one: Talker, two: Talker) -> None:
    await one.walks("/undang", press("Operator OPD", HEALTH.name))
    token = token_in(await link_card(one))
    told = await one.says(f"/start {token}")
    assert "perlu persetujuan admin lain" in told["text"]
    assert await grants(town, one) == {ADMIN}
    await town.send_notices()
    await two.presses("Setujui")
    assert await grants(town, one) == {ADMIN, Grant(Role.OPERATOR, HEALTH.code)}


async def test_a_wish_that_was_revoked_is_not_asked_about(town: Town, one: Talker, two: Talker) -> None:
    await wants(one, "Pak Admin")
    await two.walks("/undang", press("Undangan terbuka (1)", "Cabut 1"))
    await town.send_notices()
    assert not [said for said in await two.chat() if "Setujui" in labels(said)]


async def test_where_there_is_no_second_admin_it_is_allowed_and_noted(town: Town, one: Talker) -> None:
    await wants(one, "Pak Admin")
    assert await grants(town, one) == {ADMIN, VERIFIKATOR}
    async with town.storage.uow() as uow:
        (entry,) = await uow.audit.entries(limit=1)
    assert (entry.kind, entry.by) == ("role.granted", (await town.person(one)).id)


async def test_a_role_for_somebody_else_is_given_and_told_to_all_other_admins(
    town: Town, one: Talker, two: Talker
) -> None:
    rina = await town.operator(1001, "Rina")
    await wants(one, "Rina")
    assert VERIFIKATOR in await grants(town, rina)
    before = (await one.card())["message_id"]
    await town.send_notices()
    assert (await two.card())["text"] == (
        "Rina kini verifikator Sub Bagian Kelembagaan dan Kinerja: diberikan Pak Admin, "
        "23 Nov 2026 09.15 WIB.\n\nAda yang keliru? Akhiri perannya lewat /pengguna."
    )
    assert (await one.card())["message_id"] == before


async def test_whoever_invited_hears_when_it_is_used(town: Town, one: Talker, two: Talker) -> None:
    await one.says("/undang")
    await one.presses("Admin")
    token = token_in(await link_card(one))
    rina = await town.talker(1001, "Rina")
    await rina.says(f"/start {token}")
    await town.send_notices()
    assert "Rina memakai undangan Bapak/Ibu dan kini admin bot" in (await one.card())["text"]
    assert "Rina kini admin bot: diberikan Pak Admin" in (await two.card())["text"]


async def test_an_admin_of_the_settings_is_told_about() -> None:
    async with Town(admins=frozenset({9009})) as town:
        one = await present(town, 9001, "Pak Admin")
        late = await town.talker(9009, "Pak Server")
        await late.says("/start")
        await town.send_notices()
        told = (await one.card())["text"]
        assert "Pak Server kini admin bot: dari pengaturan atau baris perintah" in told


async def test_new_operators_are_news_for_their_inviter_alone(town: Town, one: Talker, two: Talker) -> None:
    await one.walks("/undang", press("Operator OPD", HEALTH.name))
    rina = await town.talker(1001, "Rina")
    await rina.says(f"/start {token_in(await link_card(one))}")
    await town.send_notices()
    assert all(line.state is NoticeState.SENT for line in town.storage.tables.notices.values())
    (told,) = town.storage.tables.notices.values()
    assert told.person == (await town.person(one)).id
    assert two.id


async def test_a_button_whose_wish_is_settled_says_so(town: Town, one: Talker, two: Talker) -> None:
    await one.forges("pg:1:verifikator:kelembagaan:7")
    await town.send_notices()
    await two.presses("Tolak")
    assert "tidak berlaku" in (await one.forges("pg:1:verifikator:kelembagaan:7"))["text"]
    assert await grants(town, one) == {ADMIN}


async def test_a_role_that_one_has_already_asks_nobody(town: Town, one: Talker, two: Talker) -> None:
    await one.forges("pg:1:admin::7")
    await town.send_notices()
    assert not town.storage.tables.invitations
    assert two.id


async def test_who_is_no_admin_any_more_does_not_come_back_by_an_invitation_of_their_own(
    town: Town, one: Talker, two: Talker
) -> None:
    await one.says("/undang")
    await one.presses("Admin")
    token = token_in(await link_card(one))
    await two.says("/pengguna")
    for label in ("Pak Admin", "Akhiri admin", "Ya, akhiri"):
        await two.presses(label)
    told = await one.says(f"/start {token}")
    assert "perlu persetujuan admin lain" in told["text"]
    assert await grants(town, one) == set()
    await town.send_notices()
    asked = [said for said in await two.chat() if "Setujui" in labels(said)]
    assert len(asked) == 1
