"""What a conversation knows beside the answers of a draft: laid there anew whenever the draft is read.

It is true of the moment at which it was read, so it is not kept with the draft (`domain.forms.known`).
"""

from dataclasses import replace
from datetime import date

from domain.forms.drafts import Draft
from domain.forms.known import TODAY, without_facts
from domain.keys import Answers
from handlers.conversation.flow import flow_of
from storage.ports import UnitOfWork


async def informed(uow: UnitOfWork, draft: Draft, today: date) -> Draft:
    """Return a draft beside what its conversation knows on that day, which is itself known."""
    knows = flow_of(draft).knows
    if knows is None:
        return draft
    return _beside(draft, {**await knows(uow, draft), TODAY: today.isoformat()})


def to_store(draft: Draft) -> Draft:
    """Return a draft with its answers alone."""
    return draft if flow_of(draft).knows is None else _beside(draft, {})


def _beside(draft: Draft, facts: Answers) -> Draft:
    return replace(draft, place=replace(draft.place, answers={**without_facts(draft.place.answers), **facts}))
