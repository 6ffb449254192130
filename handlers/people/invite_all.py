"""`/undang`: an invitation for every OPD that nobody reports for, all in one message to be forwarded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from telegram import Update

from domain.people.person import Grant, Role
from domain.people.roster import without_operator
from domain.units.opd import Opd
from handlers.city.names import people_names
from handlers.city.office import region_in
from handlers.people import bulk_texts as texts
from handlers.people import keyboards
from handlers.people.buttons import InviteAll, Uninvited
from handlers.people.choose_role import nonce
from handlers.people.tokens import VALID, derive_token, hash_token
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, chat_of, say, show
from storage.ports import Invitation, UnitOfWork


@dataclass(frozen=True, slots=True)
class Missed:
    """The OPD that nobody reports for, and the invitations to them that are still open."""

    opds: Sequence[Opd]
    open: Sequence[Invitation]

    @property
    def uninvited(self) -> list[Opd]:
        invited = {one.grant.unit for one in self.open}
        return [opd for opd in self.opds if opd.code not in invited]

    @property
    def invited(self) -> list[Opd]:
        invited = {one.grant.unit for one in self.open}
        return [opd for opd in self.opds if opd.code in invited]

    @property
    def newest(self) -> int:
        return max((one.id for one in self.open), default=0)


async def missed_in(uow: UnitOfWork, context: Context) -> Missed:
    return await missed_at(uow, context.now, context.today)


async def missed_at(uow: UnitOfWork, now: datetime, today: date) -> Missed:
    opds = without_operator(await uow.people.everyone(), await uow.opds.all(), today)
    wanted = {Grant(Role.OPERATOR, opd.code) for opd in opds}
    return Missed(opds, [one for one in await uow.invitations.open(now) if one.grant in wanted])


async def show_uninvited(update: Update, context: Context, _: Uninvited) -> None:
    """Show who would be invited; nothing is made yet."""
    await _show_list(context, update, "")


async def _show_list(context: Context, update: Update, note: str) -> None:
    async with context.look() as uow:
        missed, opds = await missed_in(uow, context), await uow.opds.all()
    text = texts.uninvited(missed.uninvited, missed.invited, len(opds), note)
    keys = (missed.newest, nonce(context))
    keyboard = keyboards.uninvited(len(missed.uninvited), len(missed.invited), *keys)
    await show(context, update, Screen(text, keyboard))


async def invite_all(update: Update, context: Context, button: InviteAll) -> None:
    """Make the invitations of the list, once: whoever was faster is named, and the list is shown anew."""
    async with context.uow() as uow:
        await uow.invitations.lock()
        missed = await missed_in(uow, context)
        names = await people_names(uow)
        faster = next((one.created_by for one in missed.open if one.id == missed.newest > button.seen), None)
        made = 0 if missed.newest > button.seen else await _make(uow, context, button, missed)
        if made:
            await uow.commit(name_of("invited_all", made))
    if made:
        await show_invited_all(context, update, made)
    else:
        note = texts.changed(names.get(faster or 0, ""), mine=faster == context.person.id)
        await _show_list(context, update, note)


async def _make(uow: UnitOfWork, context: Context, button: InviteAll, missed: Missed) -> int:
    """Open a door for each OPD; return the number of the last, or 0 where there is none left to invite."""
    by, at = context.person.id, context.now
    for one in missed.open if button.again else ():
        await uow.invitations.revoke(one.id, by=by, at=at)
    last = 0
    for opd in missed.opds if button.again else missed.uninvited:
        digest = hash_token(_token(context, button, opd))
        grant = Grant(Role.OPERATOR, opd.code)
        last = (await uow.invitations.add(digest, grant, by=by, at=at, expires_at=at + VALID)).id
    return last


def _token(context: Context, button: InviteAll, opd: Opd) -> str:
    return derive_token(context.bot.token, f"{context.person.id} {button.pack()} {opd.code}")


async def show_invited_all(context: Context, update: Update, _: int) -> None:
    """Show the links of the press that this update is: only now, for they are stored nowhere.

    They stand in messages without a button: every press brings the text above it back to be stored.
    """
    data = update.callback_query.data if update.callback_query is not None else None
    button = InviteAll.unpack(data or "")
    async with context.look() as uow:
        made = [(opd, await _made(uow, context, button, opd)) for opd in await uow.opds.all()]
        usable, region = await uow.invitations.open(context.now), await region_in(uow)
    found = [(opd, one) for opd, one in made if one is not None]
    await show(context, update, Screen(texts.invited(len(found), button.count), keyboards.invited_all()))
    links = [
        (opd.short_name, f"https://t.me/{context.bot.username}?start={_token(context, button, opd)}")
        for opd, one in _by_name(found)
        if one in usable
    ]
    for message in texts.links(links, found[0][1].expires_at, region) if links else ():
        await say(context, chat_of(update), Screen(message))


def _by_name(found: Iterable[tuple[Opd, Invitation]]) -> list[tuple[Opd, Invitation]]:
    return sorted(found, key=lambda one: (one[0].short_name.casefold(), one[0].code))


async def _made(uow: UnitOfWork, context: Context, button: InviteAll, opd: Opd) -> Invitation | None:
    return await uow.invitations.by_hash(hash_token(_token(context, button, opd)))
