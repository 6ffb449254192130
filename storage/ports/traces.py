"""What is kept of somebody beside their own row: where the bot wrote to them, what they sent, what waits."""

from datetime import datetime
from typing import Protocol

from domain.people.person import Person

NOBODY = "nameless"
"""Why a message was stopped that waited for somebody who has no account any more."""


class Traces(Protocol):
    async def forget(self, person: Person, at: datetime) -> None:
        """Take that person's account out of everything that is not theirs alone or in the audit trail.

        Their cards, choices and answered updates go; what waits to be sent to them is stopped. An
        update that is not answered yet stays until it is.
        """
