"""What the form of a report knows beside its answers: each fact is looked up here, under its key."""

from domain.forms.drafts import Draft
from domain.forms.known import DOCUMENT_AGE, REPORT_YEAR, UNSUR_ORDER
from domain.indicators.anjab import validity
from domain.indicators.ikm import order_of
from domain.keys import Answers
from storage.ports import UnitOfWork


async def known_facts(uow: UnitOfWork, draft: Draft) -> Answers:
    """Return what is known at this moment about the report that a draft is for (`domain.forms.known`)."""
    chosen = (await uow.years.rules(draft.year)).chosen
    return {
        REPORT_YEAR: str(draft.year),
        DOCUMENT_AGE: validity(chosen),
        UNSUR_ORDER: order_of(chosen),
    }
