"""*Hapus nama*: who has left is nameless everywhere, what they did stays, the trail is proved as before."""

from domain.people.person import NAMELESS, Grant, Role
from handlers.people import texts
from handlers.people.buttons import AskForget, Forget, Give
from tests.handlers.people.test_people import card_of, ends
from tests.town.dialogue import HEALTH, Talker, Town, labels


async def gone(town: Town, admin: Talker) -> Talker:
    """Siti, who reported and has no role any more."""
    siti = await town.operator()
    await siti.opens("SAKIP")
    await ends(admin, "Siti", "operator DINKES")
    return siti


async def test_who_has_left_is_made_nameless_after_a_question(town: Town, admin: Talker) -> None:
    siti = await gone(town, admin)
    card = await card_of(admin, "Siti")
    assert labels(card)[:2] == ["Tambah peran", "Hapus nama"]
    asked = await admin.presses("Hapus nama")
    assert asked["text"].startswith("Hapus nama Siti?")
    assert "tidak dapat dikembalikan" in asked["text"]
    assert labels(asked) == ["Ya, hapus nama", "‹ Tidak jadi"]
    told = await admin.presses("Ya, hapus nama")
    assert told["text"].startswith("✅ Nama sudah dihapus.")
    listed = await admin.presses("Semua pengguna")
    assert "Siti" not in listed["text"]
    assert "Pengguna (1)" in listed["text"]
    trail = await admin.says("/audit")
    assert f"Nama orang dihapus: {NAMELESS}" in trail["text"]
    assert "Siti" not in trail["text"]
    async with town.storage.uow() as uow:
        assert await uow.people.by_telegram_id(siti.id) is None
        assert await uow.audit.first_broken() is None
    assert "khusus untuk perangkat daerah" in (await siti.says("/lapor"))["text"]


async def test_whoever_has_a_role_keeps_the_name(town: Town, admin: Talker) -> None:
    await town.operator()
    card = await card_of(admin, "Siti")
    assert "Hapus nama" not in labels(card)
    async with town.storage.uow() as uow:
        (siti,) = [one for one in await uow.people.everyone() if one.name == "Siti"]
    for button in (AskForget(siti.id), Forget(siti.id)):
        assert "tidak berlaku" in (await admin.forges(button.pack()))["text"]
    async with town.storage.uow() as uow:
        assert (await uow.people.get(siti.id)).name == "Siti"


async def test_a_name_is_taken_out_once_and_nobody_nameless_gets_a_role(town: Town, admin: Talker) -> None:
    await gone(town, admin)
    await card_of(admin, "Siti")
    await admin.presses("Hapus nama")
    update = await admin.pressed("Ya, hapus nama")
    await town.deliver(update)
    await town.deliver(update)
    assert (await admin.card())["text"] == texts.FORGOTTEN.replace("&quot;", '"')
    async with town.storage.uow() as uow:
        (nobody,) = [one for one in await uow.people.everyone() if one.is_nameless]
    await admin.forges(Give(nobody.id, Role.OPERATOR.value, HEALTH.code, 0).pack())
    async with town.storage.uow() as uow:
        assert Grant(Role.OPERATOR, HEALTH.code) not in (await uow.people.get(nobody.id)).grants
