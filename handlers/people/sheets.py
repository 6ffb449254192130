"""`/undang`: the lembar undangan, a page to be printed for each OPD that nobody reports for, or for one.

Its links are known to nobody until the pages are: they are made with the content, and stored (as hashes) in
the unit that says that the document is made. Killed before that, nothing of them has ever been valid.
"""

from dataclasses import dataclass

from telegram import Update

from domain.documents.invitations import Door, InvitationsContent, invitations_of, said_by
from domain.documents.wanted import DocumentKind, Wanted
from domain.people.person import Grant, Person, Role
from domain.units.opd import Opd
from handlers.city.names import people_names
from handlers.city.office import kop_of, office_of
from handlers.papers.asking import ask_for
from handlers.papers.making import NotMade
from handlers.papers.paper import Paper, Reading
from handlers.people import keyboards
from handlers.people import sheet_texts as texts
from handlers.people.buttons import MakeSheets, PickSheet, Sheets
from handlers.people.invite_all import Missed, missed_at, missed_in
from handlers.people.tokens import VALID, hash_token, typeable_token
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from storage.ports import BOT_NAME, Document, Invitation, Stale, UnitOfWork

NEW, AGAIN = "", "ulang"
"""What is printed: for the OPD that nobody has invited, or for all, in place of what nobody has opened.

Anything else is the code of one OPD, in place of its one invitation."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a document of invitations is of: its scope, which is another one for every press.

    So nobody is ever given the pages of somebody else, nor the same twice. `seen` is the newest open
    invitation that was known, or the one that is replaced; the command line knows of none.
    """

    what: str
    seen: int | None = None
    by: int | None = None

    @property
    def scope(self) -> str:
        return f"{self.what}.{self.seen}.{self.by}"


def _asked(scope: str) -> _Asked:
    """Raises ValueError for a scope that no press of ours makes."""
    if not scope:
        return _Asked(NEW)
    what, seen, by = scope.rsplit(".", 2)
    return _Asked(what, int(seen), int(by))


def may_print(person: Person, wanted: Wanted) -> bool:
    """Return whether that person may have these pages: an admin, the very one who has asked for them."""
    try:
        return runs_the_bot(person) and _asked(wanted.scope).by == person.id
    except ValueError:
        return False


async def show_sheets(update: Update, context: Context, button: Sheets) -> None:
    """Show what would be printed, and what of earlier invitations ends by it; nothing is made yet.

    Raises Stale for one invitation that is not open any more.
    """
    await _show(context, update, button, "")


async def _show(context: Context, update: Update, button: Sheets, note: str) -> None:
    async with context.look() as uow:
        if button.invitation:
            replaced = await _open_one(uow, context, button.invitation)
            opd = await uow.opds.get(replaced.grant.unit)
            made = await people_names(uow)
            text = texts.one(opd, replaced, made.get(replaced.created_by or 0, ""), note)
            keyboard = keyboards.one_sheet(opd.code, replaced.id)
        else:
            missed = await missed_in(uow, context)
            text = texts.all_of(missed.uninvited, missed.invited, note)
            keyboard = keyboards.sheets(len(missed.uninvited), len(missed.invited), missed.newest)
    await show(context, update, Screen(text, keyboard))


async def _open_one(uow: UnitOfWork, context: Context, number: int) -> Invitation:
    """Return an open invitation of an operator. Raises Stale for any other."""
    for one in await uow.invitations.open(context.now):
        if one.id == number and one.grant.role is Role.OPERATOR:
            return one
    raise Stale(f"invitation {number} is no longer open")


async def pick_sheet(update: Update, context: Context, button: PickSheet) -> None:
    """Show the open invitations of operators, each to be replaced by one with a page."""
    async with context.look() as uow:
        listed = [one for one in await uow.invitations.open(context.now) if one.grant.role is Role.OPERATOR]
        opds = {opd.code: opd for opd in await uow.opds.all()}
    page = page_of(listed, button.page, texts.SHEETS_A_PAGE)
    await show(context, update, Screen(texts.pick(page, opds), keyboards.pick_sheet(page, opds)))


async def make_sheets(update: Update, context: Context, button: MakeSheets) -> None:
    """Ask for the pages, unless the list has changed since it was shown: then it is shown anew.

    Raises Stale for one invitation that is not open any more.
    """
    of_one = button.what not in (NEW, AGAIN)
    async with context.look() as uow:
        if of_one:
            await _open_one(uow, context, button.seen)
            changed = False
        else:
            missed = await missed_in(uow, context)
            count = len(missed.opds if button.what == AGAIN else missed.uninvited)
            changed = missed.newest > button.seen or count != button.count
    if changed:
        await _show(context, update, Sheets(0), texts.CHANGED)
        return
    asked = _Asked(button.what, button.seen, context.person.id)
    wanted = Wanted(kind=DocumentKind.INVITATIONS, year=context.year, scope=asked.scope)
    await ask_for(update, context, wanted)


async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> InvitationsContent:
    """Return the pages with links that nobody knows yet.

    Raises NotMade where what was to be printed has changed since it was asked for, or there is nothing left.
    """
    asked = _asked(document.wanted.scope)
    missed = await missed_at(uow, reading.now, reading.today)
    opds, replaced = await _printed(uow, reading, asked, missed)
    bot = await uow.installation.get(BOT_NAME)
    if not opds or not bot:
        raise NotMade("there is nobody to invite" if bot else "the bot was never connected, and has no name")
    doors = [_door(opd, bot) for opd in opds]
    office = await office_of(uow)
    return invitations_of(
        doors,
        office,
        await kop_of(office, reading.files),
        replaced=[one.id for one in replaced],
        by=asked.by,
        at=reading.now,
        expires_at=reading.now + VALID,
    )


def _door(opd: Opd, bot: str) -> Door:
    token = typeable_token()
    return Door(opd=opd, link=f"https://t.me/{bot}?start={token}", token_hash=hash_token(token))


async def _printed(
    uow: UnitOfWork, reading: Reading, asked: _Asked, missed: Missed
) -> tuple[list[Opd], list[Invitation]]:
    """Return the OPD that get a page, and the open invitations that end by it. Raises as `gather`."""
    if asked.what not in (NEW, AGAIN):
        found = [one for one in await uow.invitations.open(reading.now) if one.id == asked.seen]
        if not found or found[0].grant != Grant(Role.OPERATOR, asked.what):
            raise NotMade(f"invitation {asked.seen} is no longer open")
        return [await uow.opds.get(asked.what)], found
    if asked.seen is not None and missed.newest > asked.seen:
        raise NotMade("somebody has invited these OPD meanwhile")
    return (list(missed.opds), list(missed.open)) if asked.what == AGAIN else (missed.uninvited, [])


async def keep(uow: UnitOfWork, content: InvitationsContent) -> None:
    """Open the doors of these pages and close those that they replace, in the unit that says they are made.

    Raises NotMade where somebody has invited one of these OPD meanwhile, and Stale where one of the replaced
    was opened: then the next attempt finds that out.
    """
    await uow.invitations.lock()
    invited = {one.grant for one in await uow.invitations.open(content.at) if one.id not in content.replaced}
    grants = {one.token_hash: Grant(Role.OPERATOR, one.opd.code) for one in content.doors}
    if not invited.isdisjoint(grants.values()):
        raise NotMade("somebody has invited one of these OPD meanwhile")
    for number in content.replaced:
        # Only who has pressed for it replaces anything; the command line never does.
        await uow.invitations.revoke(number, by=content.by or 0, at=content.at)
    for token_hash, grant in grants.items():
        await uow.invitations.add(
            token_hash, grant, by=content.by, at=content.at, expires_at=content.expires_at
        )


INVITATIONS = Paper(
    kind=DocumentKind.INVITATIONS,
    title="Lembar undangan",
    gather=gather,
    may=may_print,
    said=said_by,
    caption=texts.caption_of,
    by_quarter=False,
    keep=keep,
    once=True,
    again=lambda _: Sheets(0),
)
