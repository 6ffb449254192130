"""`/undang`: a role, its unit, a link that lets one person in; and the invitations that are still open."""

import asyncio
import io
import logging
from collections.abc import Mapping

from telegram import Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from domain.people.person import Grant
from handlers.city.names import opd_names, people_names
from handlers.city.office import region_in
from handlers.people import invitation_texts as texts
from handlers.people import keyboards
from handlers.people.buttons import Give, Invitations, Invite, Revoke
from handlers.people.choose_role import check_unit, role_screen
from handlers.people.tokens import VALID, derive_token, hash_token
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, chat_of, say, show
from storage.ports import Invitation, Stale

log = logging.getLogger(__name__)

INVITATIONS_A_PAGE = 8
QR_SCALE, QR_BORDER = 10, 4
"""Picture points for each point of the code, and the blank points around it that readers want."""


async def invite_command(update: Update, context: Context) -> None:
    """`/undang`: whom, as what."""
    await show(context, update, await role_screen(context, 0))


async def show_invite(update: Update, context: Context, _: Invite) -> None:
    await invite_command(update, context)


async def invite(update: Update, context: Context, button: Give, grant: Grant) -> None:
    """Make an invitation, one for a button however often it is pressed. Raises Stale for one used up."""
    digest = hash_token(_token(context, button))
    async with context.uow() as uow:
        made = await uow.invitations.by_hash(digest)
        if made is None:
            await check_unit(uow, context, grant)
            by, at = context.person.id, context.now
            made = await uow.invitations.add(digest, grant, by=by, at=at, expires_at=at + VALID)
            await uow.commit(name_of("invited", made.id))
        elif made not in await uow.invitations.open(context.now):
            raise Stale(f"invitation {made.id} is no longer open")
    await _show(context, update, made, button)


async def show_invited(context: Context, update: Update, invitation_id: int) -> None:
    """Show an invitation again whose press came twice; the press itself tells its token."""
    async with context.look() as uow:
        found = [one for one in await uow.invitations.open(context.now) if one.id == invitation_id]
    if not found:
        await _show_open(context, update, 0)
        return
    data = update.callback_query.data if update.callback_query is not None else None
    await _show(context, update, found[0], Give.unpack(data or ""))


async def _show(context: Context, update: Update, made: Invitation, button: Give) -> None:
    """Show the link and its QR code, or how to get a new one when the bot's own token is another by now.

    The link stands in a message of its own that has no button to press: every press brings the text above
    it back to the bot, where it would be stored with the update.
    """
    token = _token(context, button)
    shows_link = hash_token(token) == made.token_hash
    async with context.look() as uow:
        names, region = await opd_names(uow), await region_in(uow)
    card = texts.invited(made, names, shows_link=shows_link)
    await show(context, update, Screen(card, keyboards.invited(made)))
    if shows_link:
        await _send_link(context, chat_of(update), made, names, region, token)


async def _send_link(
    context: Context, chat_id: int, made: Invitation, names: Mapping[str, str], region: str, token: str
) -> None:
    """Send the link with its QR code; where no picture comes through, the link alone."""
    link = f"https://t.me/{context.bot.username}?start={token}"
    said, keyboard = texts.link(made, names, link, region), keyboards.link(link)
    try:
        await context.bot.send_photo(
            chat_id,
            await asyncio.to_thread(_qr, link),
            caption=said,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
        )
    except TelegramError as error:
        # A proxy may take no uploads, a server no pictures. Where Telegram is away the link fails as well.
        log.warning("The QR code of invitation %d could not be sent: %s", made.id, error)
        await say(context, chat_id, Screen(said, keyboard))


def _token(context: Context, button: Give) -> str:
    return derive_token(context.bot.token, f"{context.person.id} {button.pack()}")


def _qr(link: str) -> bytes:
    """Return the link as a QR code, a PNG."""
    import segno  # noqa: PLC0415 - only who invites pays for it

    picture = io.BytesIO()
    segno.make(link, micro=False).save(picture, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return picture.getvalue()


async def show_open(update: Update, context: Context, button: Invitations) -> None:
    await _show_open(context, update, button.page)


async def _show_open(context: Context, update: Update, number: int, note: str = "") -> None:
    async with context.look() as uow:
        listed = await uow.invitations.open(context.now)
        makers, names = await people_names(uow), await opd_names(uow)
    page = page_of(listed, number, INVITATIONS_A_PAGE)
    text = texts.still_open(page, makers, names, note)
    await show(context, update, Screen(text, keyboards.invitations(page)))


async def revoke(update: Update, context: Context, button: Revoke) -> None:
    """Close an invitation that nobody has used. Raises Stale when somebody has."""
    async with context.uow() as uow:
        await uow.invitations.revoke(button.invitation, by=context.person.id, at=context.now)
        await uow.commit(name_of("revoked", button.invitation))
    await show_revoked(context, update, button.invitation)


async def show_revoked(context: Context, update: Update, _: int) -> None:
    await _show_open(context, update, 0, texts.REVOKED)
