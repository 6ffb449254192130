"""What only admins may: asked at every press, because having a button is no permission."""

from dataclasses import replace
from typing import Any

from telegram import Update

from domain.errors import NotAllowed
from domain.people.person import Person, Role
from handlers.telegram.context import Context
from handlers.telegram.press import Press, Run, presses
from handlers.words import problems

ADMINS = frozenset({Role.ADMIN})


def runs_the_bot(person: Person) -> bool:
    return Role.ADMIN in person.roles


def check_admin(context: Context) -> None:
    """Raises NotAllowed for anybody who does not run the bot."""
    if not runs_the_bot(context.person):
        raise NotAllowed


def for_admins(*runs: Run) -> tuple[Press, ...]:
    """Return presses that ask first, every time, whether this person still runs the bot."""
    return tuple(
        replace(press, run=_guarded(press.run)) for press in presses(*runs, not_yours=problems.NOT_ADMIN)
    )


def _guarded(run: Run) -> Run:
    async def asked(update: Update, context: Context, button: Any) -> None:  # noqa: ANN401 - as Press has it
        check_admin(context)
        await run(update, context, button)

    return asked
