"""What admins do again and again in these tests."""

import re

from domain.people.person import Grant, Role
from storage.ports import Invitation
from tests.town.dialogue import Json, Talker, Town, press

ADMIN = Grant(Role.ADMIN)


async def admin_of(town: Town, telegram_id: int = 9001, name: str = "Pak Admin") -> Talker:
    return await town.talker(telegram_id, name, ADMIN)


async def link_card(talker: Talker) -> Json:
    """Return the newest message with an invitation's link: its QR picture."""
    return next(said for said in reversed(await talker.chat()) if "?start=" in said.get("caption", ""))


def token_in(card: Json) -> str:
    found = re.search(r"\?start=([A-Za-z0-9_-]{1,64})", card["caption"])
    assert found
    return found[1]


async def newest_keyed(admin: Talker) -> Json:
    """Return the newest message that can be pressed."""
    return next(said for said in reversed(await admin.chat()) if "data" in repr(said.get("keyboard")))


async def invites_operator(admin: Talker, opd: str = "Dinas Kesehatan") -> str:
    """Go through `/undang` and return the token."""
    await admin.walks("/undang", press("Operator OPD", opd))
    return token_in(await link_card(admin))


async def open_invitations(town: Town) -> list[Invitation]:
    async with town.storage.uow() as uow:
        return await uow.invitations.open(town.now)
