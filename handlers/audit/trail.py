"""`/audit`: who changed what and when, newest first, and searching it."""

from collections.abc import Mapping

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.search import mentions
from domain.language.written import compared, folded
from handlers.audit import keyboards, texts
from handlers.audit import setting_texts as audit_settings
from handlers.audit.buttons import SearchTrail, Trail
from handlers.audit.texts import Names
from handlers.city.names import opd_names, people_names
from handlers.conversation.admin import begin
from handlers.conversation.search import Search, Sought
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from storage.ports import AuditSearch, UnitOfWork

ENTRIES_A_PAGE, _MOST = 5, 400


async def audit_command(update: Update, context: Context) -> None:
    """`/audit`."""
    await show_trail(update, context, Trail(0, 0))


async def show_trail(update: Update, context: Context, button: Trail) -> None:
    async with context.look() as uow:
        sought = await SEARCH.sought(uow, button.search) if button.search else None
        screen = await _trail(uow, sought, button.before)
    await show(context, update, screen)


async def search(update: Update, context: Context, _: SearchTrail) -> None:
    await begin(update, context, SEARCH.key)


async def _trail(uow: UnitOfWork, sought: Sought | None, before: int) -> Screen:
    said, draft_id = (sought.words, sought.draft.id) if sought is not None else ("", 0)
    opds = {opd.code: opd.short or opd.name for opd in await uow.opds.all()}
    names = Names(await people_names(uow), opds)
    entries = await uow.audit.entries(
        search=await _meant(uow, said, names), before=before or None, limit=ENTRIES_A_PAGE + 1
    )
    parked = len(await uow.troubles.open(_MOST))
    listed = entries[:ENTRIES_A_PAGE]
    older = listed[-1].id if len(entries) > len(listed) else 0
    return Screen(texts.trail(listed, names, said), keyboards.trail(draft_id, before, older, parked))


async def _meant(uow: UnitOfWork, said: str, names: Names) -> AuditSearch | None:
    """Return everything the words may mean: kinds, units, people and settings as the trail calls them."""
    if not said:
        return None
    full = await opd_names(uow)
    codes = [code for code, name in full.items() if mentions(said, name, code, names.opds[code])]
    persons = frozenset(number for number, name in names.people.items() if mentions(said, name))
    return AuditSearch(
        text=folded(said),
        kinds=frozenset(kind for kind, label in texts.KINDS.items() if compared(said) in compared(label)),
        subjects=frozenset(
            [
                *(f"opd {code}" for code in codes),
                *(f"person {number}" for number in persons),
                *await _settings(uow, said, full),
                *await _settings(uow, said, names.opds),
            ]
        ),
        opds=frozenset(codes),
        by=persons,
    )


async def _settings(uow: UnitOfWork, said: str, opds: Mapping[str, str]) -> list[str]:
    """Return the subjects of the settings that the trail calls so: "perpanjangan", "hari libur"."""
    stored = {
        f"{year} {setting.key}"
        for year in await uow.years.known()
        for setting in await uow.years.settings(year)
    }
    return [subject for subject in stored if mentions(said, audit_settings.subject(subject, opds))]


async def _found(uow: UnitOfWork, _: Context, sought: Sought, __: int) -> Screen:
    return await _trail(uow, sought, 0)


async def _leave(update: Update, context: Context, _: Draft) -> None:
    await audit_command(update, context)


SEARCH = Search("cari-jejak", texts.SEARCH_TITLE, texts.SEARCH_ASK, _found, _leave)
