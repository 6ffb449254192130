"""A question about a return and its answer, as both sides see them; what each does is in its own room."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.indicators import by_key
from domain.people.person import Person, Role
from domain.reports.events import ReportEvent
from domain.reports.four_eyes import colleagues, is_own
from handlers.words import words
from storage.ports import ReturnMessage, UnitOfWork, Way

ASKED, ANSWERED = "return.asked", "return.answered"
"""The notices: to who returned the report, and back to its operators."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message and the name of who wrote it."""

    message: ReturnMessage
    name: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was said about one return: at most one message each way."""

    question: Said | None = None
    answer: Said | None = None


async def exchange_about(uow: UnitOfWork, decision: int) -> Exchange:
    """Return what was asked about a return, and answered."""
    said = {
        message.way: Said(message, (await uow.people.get(message.by)).name)
        for message in await uow.asking.about([decision])
    }
    return Exchange(said.get(Way.QUESTION), said.get(Way.ANSWER))


def told(exchange: Exchange, most: int = words.LONGEST_MESSAGE) -> str:
    """Return the exchange in two lines at most (HTML), each message cut to so many characters."""
    return words.lines(
        *(
            f"{icon} {words.escape(said.name)}: “{words.escape(words.cut(said.message.text, most))}”"
            for icon, said in (("❓", exchange.question), ("💬", exchange.answer))
            if said is not None
        )
    )


async def asked_about(uow: UnitOfWork, decision: ReportEvent) -> Sequence[Person]:
    """Return whom a question about a return goes to: who returned it, or else who may review it now."""
    sent, owner = await uow.reports.get(decision.about or 0), by_key(decision.indicator).owner
    by = await uow.people.get(decision.by)
    if owner in by.sub_bagian and not is_own(by, sent) and by.unreachable is None:
        return (by,)
    return colleagues(await uow.people.having([Role.VERIFIKATOR]), by, sent, owner)


async def _answered_to(uow: UnitOfWork, decision: ReportEvent) -> Sequence[Person]:
    """Return who hears the answer: all who report for that OPD now, for any of them may repair it."""
    return await uow.people.operators([decision.opd])


async def pass_on(uow: UnitOfWork, message: ReturnMessage) -> None:
    """Keep what somebody says about a return, and queue it for whom it is meant."""
    decision = await uow.reports.get(message.decision)
    await uow.asking.add(message)
    is_question = message.way is Way.QUESTION
    kind, readers = (ASKED, asked_about) if is_question else (ANSWERED, _answered_to)
    for person in await readers(uow, decision):
        await uow.notices.add(person.id, kind, decision.id, message.at)
