"""`invite …`: an invitation from the command line, for the first people of a new bot."""

from datetime import datetime

from telegram import Bot
from telegram.error import TelegramError

from bot.commands.console import complain, tell
from bot.line.request import TelegramRequest
from bot.settings import Settings
from domain.language.written import compared, folded
from domain.people.person import Grant, Role, SubBagian
from handlers.people import VALID, make_token
from storage.ports import NotFound, Storage


def grant_for(role: str, unit: str) -> Grant:
    """Return what is granted. Raises ValueError, with a sentence, for a role and unit that do not fit."""
    known = Role(compared(role))
    unit = folded(unit).upper() if known is Role.OPERATOR else compared(unit)
    if known is Role.OPERATOR and not unit:
        raise ValueError("operator needs the code of an OPD: invite operator DINKES")
    if known is Role.VERIFIKATOR and unit not in set(SubBagian):
        raise ValueError(f"verifikator needs one of: {', '.join(SubBagian)}")
    if known in (Role.PIMPINAN, Role.ADMIN) and unit:
        raise ValueError(f"{role} takes no unit")
    return Grant(known, unit)


async def invite(storage: Storage, settings: Settings, grant: Grant, now: datetime) -> int:
    """Store an invitation and print how to use it; return the exit code."""
    token, token_hash = make_token()
    async with storage.uow() as uow:
        if grant.role is Role.OPERATOR:
            try:
                await uow.opds.get(grant.unit)
            except NotFound:
                known = ", ".join(sorted(opd.code for opd in await uow.opds.all()))
                complain(f"No OPD has the code {grant.unit}. Known: {known or 'none yet'}")
                return 1
        await uow.invitations.add(token_hash, grant, by=None, at=now, expires_at=now + VALID)
        await uow.commit()
    tell(f"/start {token}")
    name = await _bot_name(settings)
    if name:
        tell(f"https://t.me/{name}?start={token}")
    expires = (now + VALID).astimezone(settings.zone)
    complain(f"For one person, until {expires:%Y-%m-%d %H:%M} ({settings.timezone}).")
    return 0


async def _bot_name(settings: Settings) -> str | None:
    """Ask Telegram for the bot's name; without a token or a connection the /start line has to do."""
    if not settings.token:
        return None
    bot = Bot(settings.token, base_url=f"{settings.telegram_api_url}/bot", request=TelegramRequest())
    try:
        async with bot:
            return bot.username
    except TelegramError:
        complain("Telegram did not tell the bot's name, so there is no link.")
        return None
