"""The tick that downloads evidence, has it looked at, and tells its sender if it cannot be used."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, TelegramError, TimedOut

from domain.files.foreign import Fault, FileKind, Verdict
from domain.files.names import named_for
from domain.forms.drafts import DraftStatus, Evidence, FileState
from handlers.conversation.card import refresh
from handlers.conversation.flow import Flow, flow_of
from handlers.conversation.knowing import informed
from handlers.evidence.downloads import download
from handlers.evidence.side_by_side import side_by_side
from handlers.telegram.chores import LIST, Chore, done_as_found, earliest, troubles_of
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing
from handlers.telegram.refusals import Meaning, means
from handlers.telegram.screen import ending, say
from handlers.words import files
from handlers.words.files import FAILED, LOST, TOO_BIG_TO_FETCH
from storage.ports import Unavailable

log = logging.getLogger(__name__)

LANE, _FILE = "evidence", "file "
AT_ONCE = 10
"""Files under way at one time."""
OF_ONE_PERSON = 3
"""Of these: somebody whose ten files hang leaves room for the others' files."""
LOOKED_AT = 300
"""Files among which those are chosen."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=3)
"""Telegram may be away for long, and that loses no evidence; a file nobody could fetch for days is lost."""
LONGEST_DOWNLOAD = 120.0
"""Seconds; 20 MB at 170 kB a second. What takes longer is tried again."""
_TELL_AT = 2
"""The failure of ours at which the sender hears of it: the first may pass within ten seconds."""


async def _in_hand(context: Context) -> tuple[()]:
    """Begin every file as it is found; a slow one holds up no other. Raises Unavailable."""
    await side_by_side(context, LANE, _due, _collect_one, _called, room=AT_ONCE)
    return ()


def _called(file: Evidence) -> str:
    return f"{_FILE}{file.id}"


def _number(name: str) -> int:
    return int(name.removeprefix(_FILE))


async def _next(context: Context) -> datetime | None:
    """Return when a file may be tried next; one that is let alone, when that ends."""
    known, now = await troubles_of(context, LANE), context.now
    let_alone = {name: one.until for name, one in known.items() if one.is_let_alone(now)}
    async with context.look() as uow:
        due = await uow.evidence.next_due([_number(name) for name in let_alone if name != LIST])
    return earliest(due, *let_alone.values())


collect = Chore(LANE, _in_hand, done_as_found, _called, next_due=_next)


async def _due(context: Context, under_way: list[Evidence]) -> list[Evidence]:
    """Return what may begin now, oldest first; what is let alone must not fill the places of the others."""
    async with context.look() as uow:
        let_alone = await uow.troubles.parked(LANE, context.now)
        due = await uow.evidence.due(context.now, LOOKED_AT + len(let_alone) + len(under_way))
    senders, in_hand = [file.added_by for file in under_way], {file.id for file in under_way}
    chosen: list[Evidence] = []
    for file in due:
        if (
            _called(file) not in let_alone
            and senders.count(file.added_by) < OF_ONE_PERSON
            and file.id not in in_hand  # its row may have changed: its verdict is noted, and being told
        ):
            chosen.append(file)
            senders.append(file.added_by)
    return chosen


async def _collect_one(context: Context, file: Evidence) -> None:
    """Settle one file. Running it twice is harmless."""
    try:
        await _settle(context, file)
    except Exception as error:
        if not isinstance(error, Unavailable) and not is_passing(error):
            await _say_it_broke(context, file)
        raise


async def _settle(context: Context, file: Evidence) -> None:
    is_settled = file.problem or file.state is FileState.STORED
    settled = file if is_settled else await _tried(context, file)
    if await _handed_over(context, settled):
        return
    await _note(context, settled)
    if settled.problem:
        # The verdict is stored before it is told, and the file is settled only after: killed in between, the
        # next tick tells it.
        await _tell_if_reachable(context, settled, settled.problem)
        verdict = FileState.LOST if settled.problem == LOST else FileState.REFUSED
        await _note(context, replace(settled, state=verdict, next_try=None))
        await _look_away(context, file)
    elif settled.state is FileState.STORED:
        # Likewise: it stays due until its card shows it.
        await refresh(context, file.draft, await _read_too(context, settled))
        await _note(context, replace(settled, next_try=None))


async def _tried(context: Context, file: Evidence) -> Evidence:
    """Return the file after one try: stored, with its problem, or to be tried again later."""
    try:
        content = await _downloaded(context, file)
    except TelegramError as error:
        if not isinstance(error, BadRequest) or is_passing(error):
            return _later(context, file, error)
        log.warning("Evidence %d will never be downloadable: %s", file.id, error)
        return replace(file, problem=TOO_BIG_TO_FETCH if means(error, Meaning.TOO_BIG) else LOST)
    try:
        return await _looked_at(context, file, content)
    except Unavailable as error:
        # No process to read in, a full disk: it is not fetched anew every two seconds meanwhile.
        return _later(context, file, error)


async def _looked_at(context: Context, file: Evidence, content: bytes) -> Evidence:
    async with context.look() as uow:
        flow = flow_of(await uow.drafts.get(file.draft))
    verdict = await context.services.foreign.judge(content)
    fault = _fault_for(flow, verdict)
    if fault is not None:
        log.info("Evidence %d cannot be used: %s (%s)", file.id, fault, verdict.reason)
        return replace(file, size=len(content), problem=fault)
    sha256 = await context.services.files.put(content)
    return _named(replace(file, state=FileState.STORED, sha256=sha256, size=len(content)), verdict)


async def _downloaded(context: Context, file: Evidence) -> bytes:
    try:
        async with asyncio.timeout(LONGEST_DOWNLOAD):
            return await download(context, file.file_id)
    except TimeoutError:
        raise TimedOut(f"not downloaded within {LONGEST_DOWNLOAD:g} seconds") from None


def _fault_for(flow: Flow, verdict: Verdict) -> Fault | None:
    """Return what is wrong with a file for that conversation: it takes evidence, or a table."""
    if not flow.takes_csv:
        return verdict.fault
    if verdict.kind is not None:
        return None if verdict.kind is FileKind.XLSX else Fault.NO_TABLE
    # A text has nothing by which it could be recognised; who reads the table finds out.
    return None if verdict.fault is Fault.NOT_ACCEPTED else verdict.fault


def _named(file: Evidence, verdict: Verdict) -> Evidence:
    """Return the file under a name that agrees with its content; a photo has a name of ours."""
    if verdict.kind is None or file.kind == "photo":
        return replace(file, marks=verdict.marks)
    name = named_for(file.name, verdict.kind)
    return replace(file, name=name, marks=verdict.marks, renamed=file.renamed or name != file.name)


def _later(context: Context, file: Evidence, error: TelegramError | Unavailable) -> Evidence:
    """Wait twice as long after every try; a file that Telegram did not give for days counts as lost."""
    tries = file.attempts + 1
    # The first try of each file is enough: an outage has its own line, a file that stays away its verdict.
    level = logging.WARNING if tries == 1 else logging.DEBUG
    log.log(level, "Evidence %d could not be downloaded (try %d): %s", file.id, tries, error)
    if isinstance(error, TelegramError) and context.now - file.added_at >= GIVE_UP_AFTER:
        return replace(file, attempts=tries, problem=LOST)
    wait = min(FIRST_WAIT * 2 ** min(file.attempts, 10), LONGEST_WAIT)
    return replace(file, attempts=tries, next_try=context.now + wait)


async def _handed_over(context: Context, file: Evidence) -> bool:
    """Let a conversation that reads its files have this one; return whether it took it."""
    if file.state is not FileState.STORED:
        return False
    async with context.look() as uow:
        draft = await uow.drafts.get(file.draft)
    arrived = flow_of(draft).arrived
    if arrived is not None:
        await arrived(context, draft, replace(file, next_try=None))
    return arrived is not None


async def _read_too(context: Context, file: Evidence) -> str:
    """Let a conversation read evidence that answers a question as well; return what is said of it."""
    async with context.look() as uow:
        draft = await informed(uow, await uow.drafts.get(file.draft), context.today)
    read = flow_of(draft).read_sheet
    return await read(context, draft, file) if read is not None else ""


async def _note(context: Context, file: Evidence) -> None:
    async with context.aside() as uow:
        await uow.evidence.update(file, at=context.now)
        await uow.commit()


async def _say_it_broke(context: Context, file: Evidence) -> None:
    """Tell the sender once that it is our fault and is tried again; an admin sees the reason."""
    known = (await troubles_of(context, LANE)).get(_called(file))
    if known is not None and known.tries + 1 == _TELL_AT:
        try:
            await _tell_if_reachable(context, file, FAILED)
        except TelegramError as error:
            log.warning("Nobody could be told that evidence %d is stuck: %s", file.id, error)


async def _tell_if_reachable(context: Context, file: Evidence, problem: str) -> None:
    """Tell the verdict; whoever blocked the bot sees it on the card when they come back."""
    try:
        await _tell(context, file, problem)
    except (Forbidden, BadRequest) as error:
        if is_passing(error):
            raise
        log.info("Nobody could be told about evidence %d: %s", file.id, error)


async def _tell(context: Context, file: Evidence, problem: str) -> None:
    """Tell whoever sent the file why it cannot be used: on its card, below the receipt, or by itself."""
    async with context.look() as uow:
        draft = await uow.drafts.get(file.draft)
        sender = await uow.people.get(file.added_by)
        flow = flow_of(draft)
        note = files.unusable(file.name, problem, as_table=flow.reads_tables)
        of_sent = await flow.told_of_sent(uow, draft, file, note) if flow.told_of_sent is not None else None
    on_card = draft.status is DraftStatus.OPEN and draft.holder == sender.id
    if on_card and not _is_beside(flow):
        await refresh(context, draft.id, note)
    elif of_sent is not None:
        await say(context, sender.telegram_id, of_sent)
    elif draft.status is not DraftStatus.CANCELLED or flow.arrived is not None:
        # It is not what they have before them now: put aside, taken over by a colleague, decided already.
        await say(context, sender.telegram_id, ending(note))


def _is_beside(flow: Flow) -> bool:
    """Return whether a conversation only takes files in passing: its card is about something else."""
    return flow.arrived is not None and not flow.takes_csv and not flow.takes_picture


async def _look_away(context: Context, file: Evidence) -> None:
    """Let such a card no longer wait for a file that was refused."""
    async with context.look() as uow:
        draft = await uow.drafts.get(file.draft)
    if _is_beside(flow_of(draft)):
        await refresh(context, draft.id)
