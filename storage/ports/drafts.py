"""The drafts: what has been answered so far."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from domain.forms.drafts import Draft, DraftStatus
from domain.forms.form import Place
from domain.keys import IndicatorKey

CHANGING = ("place", "status", "holder", "subject", "only", "repairs")
"""What whoever is asked changes of a draft."""


class Drafts(Protocol):
    """One open draft per OPD, indicator and year; one held draft per person."""

    async def get(self, draft_id: int) -> Draft:
        """Raises NotFound."""

    async def stands(self, draft: Draft) -> bool:
        """Return whether this very version of the draft is what is stored."""

    async def held_by(self, person_id: int) -> Draft | None: ...

    async def left_by(self, person_id: int) -> list[Draft]:
        """Return what that person let go of for something else, and whose card does not say so yet."""

    async def open_for(self, opd: str, indicator: IndicatorKey, year: int) -> Draft | None: ...

    async def open_of(self, opd: str, year: int) -> list[Draft]: ...

    async def busy(self, since: datetime, until: datetime | None = None) -> frozenset[int]:
        """Return the people who hold an open draft that was touched since then, and not after `until`."""

    async def start(self, opd: str, indicator: IndicatorKey, year: int, *, by: int, at: datetime) -> Draft:
        """Open a draft held by that person, who lets go of any other. Raises Stale if one is open already.

        Its `form` is the indicator's key.
        """
        draft = _new(str(indicator), "", year, by=by, at=at)
        return await self._open(replace(draft, opd=opd, indicator=indicator))

    async def begin(self, form: str, subject: str, year: int, *, by: int, at: datetime) -> Draft:
        """Open a draft that is no report (no OPD, no indicator); its person lets go of any other.

        A draft of this kind that is let go of is cancelled: nobody else can take it up.
        """
        return await self._open(_new(form, subject, year, by=by, at=at))

    async def take(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        """Hold an open draft; its former holder and the person's former draft are let go. Raises Stale."""

    async def save(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        """Store what is CHANGING as the draft's next version and return that.

        Raises Stale when the stored version is no longer `draft.version`, or when a draft is reopened
        while another one for the same OPD, indicator and year is open.
        """

    async def let_go(self, person_id: int, *, but: int | None = None) -> None:
        """Put aside what that person holds (`but` that draft), as when they turn to another one.

        It gets a new version, so that a late answer to it loses; one that is no report ends here.
        """

    async def forget(self, before: datetime) -> int:
        """Remove what is over since before then, was never sent and has no file; return how many drafts."""

    async def place_card(self, draft_id: int, chat_id: int, message_id: int) -> None: ...

    async def forget_card(self, draft_id: int) -> None:
        """Note that the message of its card shows something else now; the chat stays known."""

    async def said_aside(self, draft_id: int) -> None:
        """Note that the card of a draft that was let go of says so (see `left_by`)."""

    async def _open(self, draft: Draft) -> Draft:
        """Store a new draft once its holder has let go of any other. Raises Stale."""


def _new(form: str, subject: str, year: int, *, by: int, at: datetime) -> Draft:
    return Draft(
        id=0,
        form=form,
        indicator=None,
        opd=None,
        year=year,
        place=Place(),
        version=1,
        status=DraftStatus.OPEN,
        holder=by,
        touched_by=by,
        touched_at=at,
        subject=subject,
    )
