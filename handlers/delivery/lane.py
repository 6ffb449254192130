"""The delivery lane: claims what waits in the ledger, sends it at Telegram's pace, notes what became of it.

It is a lane of its own: replies to people never wait behind it. What is claimed is sent by nobody else until
its lease is over. Whoever is killed between Telegram's taking a message and our noting it sends it again:
Telegram has no way to send exactly once, and a message twice is better than one that is missing. Such a
line counts what is `unsure` about it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from domain.parking import LONGEST_REASON, kept
from domain.people.person import Person, Unreachable
from handlers.delivery.in_hand import Lane
from handlers.delivery.notices import NOT_WORTH_SENDING, Act, Long, act_of
from handlers.delivery.pace import PACE, Pacer
from handlers.telegram.chores import Chore, done_as_found
from handlers.telegram.context import Context
from handlers.telegram.errors import NeverLeft, wait_asked
from handlers.telegram.refusals import Meaning, meaning_of, unreachable_by
from storage.ports import Notice, NoticeState, Stale, Unavailable, UnitOfWork

log = logging.getLogger(__name__)

_REST = timedelta(seconds=10)
"""What is left of a lease when its message has to be sent, to note what came of it."""
WITHIN = (PACE.lease - _REST).total_seconds()
"""Seconds that wording and sending one message may take, so that it never outlives its lease."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)
MOST_TRIES = 100
"""About a day of tries that may have arrived. What surely never left is tried for as long as it takes."""
LANE, _NOTICE = "delivery", "notice "
GIVEN_UP = "given up"
OVERSLEPT = "the process was asleep for longer than its lease"
"""It may be anybody's by now: a lid was closed, a machine was moved, a process was stopped and continued."""
_FULL_SECONDS = 2  # looks at a second that is full; where no time passes there is no other
_LOOK_AGAIN = 0.2  # seconds between looks after that, while something is still on its way
_NOTE_AGAIN = 0.2  # seconds after which an outcome is noted again that the database did not take


async def _worked_through(context: Context) -> tuple[Notice, ...]:
    """Send what is due until nothing is, or until the lane is closed; return what is left: nothing.

    The lines go side by side, each by itself: to claim one is to begin it, and what fails is noted as that
    line's own trouble (`_park`). Running it twice is harmless. Raises Unavailable; what is on its way goes
    on nevertheless.
    """
    lane, pacer = context.services.kept(Lane), context.services.kept(Pacer)
    looks = _FULL_SECONDS
    while not lane.is_closed and (not lane.is_empty or (looks and not pacer.is_paused)):
        if lane.has_room and looks and not pacer.is_paused:
            full_for = await _begun(context)
            looks = _FULL_SECONDS if full_for is None else looks - 1 if full_for else 0
            if full_for and looks:
                await pacer.rest(full_for)
        else:
            await lane.moves(within=_LOOK_AGAIN)
            looks = max(looks, 1)
    await lane.idle()
    return ()


async def _next(context: Context) -> datetime | None:
    """Return when the first of what waits may go out; a Telegram that is away is let alone for a while."""
    async with context.look() as uow:
        due = await uow.notices.next_due()
    pause = context.services.kept(Pacer).pause
    return max(due, context.now + timedelta(seconds=pause)) if due is not None and pause else due


deliver = Chore(LANE, _worked_through, done_as_found, lambda line: name_of(line.id), next_due=_next)


async def _begun(context: Context) -> float | None:
    """Claim what may leave next, and let each go when its moment has come.

    Return None where that was something, else for how many seconds this second is full: 0, it is not.
    """
    lane, pacer = context.services.kept(Lane), context.services.kept(Pacer)
    await pacer.turn()
    if lane.is_closed or pacer.is_paused:
        return 0
    async with lane.claiming:
        now = context.now
        async with context.aside() as uow:
            many = min(pacer.at_once, lane.room)
            claimed = await uow.notices.claim_some(now, PACE, many, but=lane.lines)
            if not claimed.lines:
                full_until = claimed.full_until
                return max(0.0, (full_until - now).total_seconds()) if full_until is not None else 0
            readers = await _readers(uow, claimed.lines)
            # Whatever is wrong with a reader: it is claimed, or it would be the first again for ever.
            await uow.commit()
        for place, line in enumerate(claimed.lines):
            if place:
                await pacer.turn()
            lane.start(line.id, _attempt(context, line, readers[line.person]))
    return None


async def _attempt(context: Context, claimed: Notice, reader: Person | Exception) -> None:
    if isinstance(reader, Person):
        await _deliver(context, claimed, reader)
    else:
        await _cannot(context, replace(claimed, unsure=claimed.unsure - 1), "has no reader", reader)


async def _readers(uow: UnitOfWork, claimed: Collection[Notice]) -> dict[int, Person | Exception]:
    """Return whom they are for, or why that cannot be said. Raises Unavailable."""
    try:
        known = {person.id: person for person in await uow.people.several([one.person for one in claimed])}
    except Unavailable:
        raise
    except Exception:  # noqa: BLE001 - then each is asked for alone, and only its own is at fault
        known = {}
    return {one.person: known.get(one.person) or await _reader(uow, one) for one in claimed}


async def _reader(uow: UnitOfWork, claimed: Notice) -> Person | Exception:
    """Return whom it is for, or why that cannot be said. Raises Unavailable."""
    try:
        return await uow.people.get(claimed.person)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is noted as this line's own
        return error


async def _deliver(context: Context, tried: Notice, person: Person) -> None:
    """Make the attempt that was claimed.

    The message is worded only after the claim is stored, so that an undoing is either seen by the words or
    sees that they went out.
    """
    sure = replace(tried, unsure=tried.unsure - 1)
    if tried.unsure > MOST_TRIES:
        # Every attempt was cut off before its end could be noted; maybe this very message kills the process.
        await _park(context, sure, GIVEN_UP)
        return
    until = asyncio.get_running_loop().time() + WITHIN
    try:
        async with asyncio.timeout_at(until):
            act = await act_of(context, tried, person)
    except (Unavailable, TimeoutError) as error:
        await _later(context, sure, repr(error))
    except Exception as error:  # noqa: BLE001 - a bug in one must not keep all later ones from their readers
        await _cannot(context, sure, "cannot be worded", error)
    else:
        if isinstance(act, NoticeState):
            await _settle(context, sure, act, NOT_WORTH_SENDING)
        elif tried.leased_until is not None and tried.leased_until <= context.now:
            await _later(context, sure, OVERSLEPT)
        elif isinstance(act, Long):
            await _do_long(context, act, person, tried)
        else:
            await _do(context, act, person, tried, until)


async def _do_long(context: Context, long: Long, person: Person, tried: Notice) -> None:
    """Do what outlives the lease of a message: it is taken for longer first, so that nobody else begins."""
    held = replace(tried, leased_until=context.now + long.within + _REST)
    try:
        async with context.aside() as uow:
            await uow.notices.update(held)
            await uow.commit()
    except (Stale, Unavailable) as error:
        # Nothing was sent: whoever has it goes on, or it is tried again once the lease is over.
        log.warning("Notice %d could not be held for longer: %s", tried.id, error)
        return
    await _do(
        context, long.act, person, held, asyncio.get_running_loop().time() + long.within.total_seconds()
    )


async def _do(context: Context, act: Act, person: Person, tried: Notice, until: float) -> None:
    """Do what is to be done about a notice, and note what came of it."""
    sure, pacer = replace(tried, unsure=tried.unsure - 1), context.services.kept(Pacer)
    try:
        async with asyncio.timeout_at(until):
            message_id = await act(context, person.telegram_id)
    except RetryAfter as error:
        await _refused(context, person, sure, error)
    except (Forbidden, BadRequest) as error:
        pacer.answered()
        if meaning_of(error) is Meaning.BUSY and sure.attempts < MOST_TRIES:
            await _later(context, sure, str(error))
        else:
            await _not_taken(context, person, sure, error)
    except (NetworkError, TimeoutError) as error:
        pacer.failed()
        await _later(context, sure if isinstance(error, NeverLeft) else tried, repr(error))
    except TelegramError as error:  # a token that is not valid any more, a conflict: nothing was taken
        await _later(context, sure, repr(error))
    except Unavailable as error:
        await _later(context, tried, repr(error))
    except Exception as error:  # noqa: BLE001 - as above; and nobody knows how far it came
        await _cannot(context, tried, "cannot be sent", error)
    else:
        pacer.answered()
        # Only a message that is there now shows that its reader can be reached; a deletion shows nothing.
        reached = person if message_id is not None else None
        await _settle(context, replace(sure, message_id=message_id), NoticeState.SENT, "", reached)


async def _not_taken(context: Context, person: Person, sure: Notice, error: Forbidden | BadRequest) -> None:
    """Tell a person who cannot be reached from a message that Telegram does not accept."""
    why = unreachable_by(error)
    if why is None:
        log.warning("Notice %d is refused by Telegram: %s", sure.id, error)
        await _park(context, sure, str(error))
    else:
        await _settle(context, sure, NoticeState.BLOCKED, str(error), person, why)


async def _refused(context: Context, person: Person, sure: Notice, error: RetryAfter) -> None:
    """Let this chat alone for as long as Telegram asks, and everybody if it seems to mean everybody."""
    until = context.now + wait_asked(error)
    means_all = context.services.kept(Pacer).refused(person.telegram_id)
    if means_all:
        log.warning("Telegram wants the bot to be quiet: nobody is sent a notice before %s.", until)

    async def pause(uow: UnitOfWork) -> None:
        await (uow.people.pause_all(until) if means_all else uow.people.pause(person.id, until))

    waits = replace(sure, leased_until=None, next_try=until, reason=str(error))
    await _note(context, waits, pause)


async def _later(context: Context, tried: Notice, reason: str) -> None:
    """Wait twice as long after every try."""
    if tried.unsure >= MOST_TRIES:
        await _park(context, tried, reason)
        return
    wait = min(FIRST_WAIT * 2 ** min(tried.attempts - 1, 10), LONGEST_WAIT)
    await _note(context, replace(tried, leased_until=None, next_try=context.now + wait, reason=reason))


async def _cannot(context: Context, tried: Notice, what: str, error: Exception) -> None:
    """Park a line over which this program stumbles: trying the same words again would change nothing."""
    log.error("Notice %d %s.", tried.id, what, exc_info=error)
    await _park(context, tried, repr(error))


async def _park(context: Context, tried: Notice, reason: str) -> None:
    """End a line as FAILED, where admins see it and can have it tried again (`tried_again`)."""

    async def tell(uow: UnitOfWork) -> None:
        await uow.troubles.note(LANE, name_of(tried.id), reason, context.now)

    await _note(context, _ended(context, tried, NoticeState.FAILED, reason), tell)


def name_of(notice_id: int) -> str:
    """Return what a line is called among the troubles."""
    return f"{_NOTICE}{notice_id}"


async def tried_again(uow: UnitOfWork, name: str) -> None:
    """Let a parked line wait again, in the unit in which its trouble is settled."""
    number = name.removeprefix(_NOTICE)
    if not number.isdecimal():
        return
    line = await uow.notices.get(int(number))
    if line.state is NoticeState.FAILED:
        await uow.notices.update(
            replace(line, state=NoticeState.WAITING, settled_at=None, next_try=None, unsure=0, reason="")
        )


def _ended(context: Context, done: Notice, state: NoticeState, reason: str) -> Notice:
    return replace(
        done,
        state=state,
        settled_at=context.now,
        leased_until=None,
        next_try=None,
        reason=kept(reason, LONGEST_REASON),
    )


async def _settle(
    context: Context,
    done: Notice,
    state: NoticeState,
    reason: str,
    person: Person | None = None,
    why: Unreachable | None = None,
) -> None:
    """Note the last word about a message, and (given a person) whether messages reach that person at all."""

    async def mark(uow: UnitOfWork) -> None:
        if person is not None and person.unreachable is not why:
            await uow.people.unreachable(person.id, why, context.now)

    await _note(context, _ended(context, done, state, reason), mark)


async def _note(
    context: Context, noted: Notice, also: Callable[[UnitOfWork], Awaitable[None]] | None = None
) -> None:
    """Store what is known, however long the database is away: nobody else will ever know it."""
    while True:
        try:
            async with context.aside() as uow:
                # People before notices, everywhere: whoever locks in another order may wait for ever.
                if also is not None:
                    await also(uow)
                await uow.notices.update(noted)
                await uow.commit()
        except Unavailable:
            await asyncio.sleep(_NOTE_AGAIN)
        except Stale as error:
            log.warning("Somebody else has sent it meanwhile, and perhaps once more: %s", error)
            return
        else:
            return
