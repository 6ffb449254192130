"""Who has left is made nameless: what they did stays, who they were goes for good."""

from telegram import Update

from domain.people.person import Person
from handlers.people import keyboards, texts
from handlers.people.buttons import AskForget, Forget
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale


def may_be_forgotten(context: Context, person: Person) -> bool:
    """Return whether this is somebody known who has left: nobody with a role, or whom the settings name."""
    return not (person.grants or person.is_nameless or person.telegram_id in context.services.admins)


async def ask_forget(update: Update, context: Context, button: AskForget) -> None:
    """Say what is lost. Raises Stale for who has a role (again), or no name any more."""
    async with context.look() as uow:
        person = await uow.people.get(button.person)
    _check(context, person)
    await show(context, update, Screen(texts.ask_forget(person), keyboards.ask_forget(person)))


async def forget(update: Update, context: Context, button: Forget) -> None:
    """Take name and account out of every table and out of the readable trail. Raises Stale as above."""
    by, at = context.person.id, context.now
    async with context.uow() as uow:
        person = await uow.people.get(button.person)
        _check(context, person)
        await uow.access_requests.forget_person(person.telegram_id, person.id, by=by, at=at)
        await uow.drafts.let_go(person.id)
        await uow.traces.forget(person, at)
        await uow.people.forget(person.id, by=by, at=at)
        await uow.commit(name_of("forgotten", person.id))
    await show_forgotten(context, update, person.id)


async def show_forgotten(context: Context, update: Update, _: int) -> None:
    await show(context, update, Screen(texts.FORGOTTEN, keyboards.forgotten()))


def _check(context: Context, person: Person) -> None:
    if not may_be_forgotten(context, person):
        raise Stale(f"person {person.id} has a role, or no name any more")
