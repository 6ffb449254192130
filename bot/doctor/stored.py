"""What `doctor` finds in what is stored: items that were set aside, and a clock that is behind."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.commands.rebuild import compared, told
from bot.watch.health import LONGEST_UNANSWERED
from domain.forms.drafts import Evidence
from domain.language.dates import WIB
from domain.sequence import TOLERANCE
from storage.evidence import EvidenceFolder
from storage.ports import Backlog, Difference, Trouble
from storage.sql.unit_of_work import open_storage

_MOST = 1_000
_NAMED = 3
_PATIENT = timedelta(seconds=LONGEST_UNANSWERED)


async def stored_troubles(url: str, files: Path) -> list[tuple[str, str]]:
    """Return what is wrong by what is stored, each with its name; nothing where all is well.

    That is a clock behind what it once said, every lane in which something is set aside, evidence that never
    came or whose bytes are not in the folder `files`, updates that wait for long, and kept figures that are
    not those of the history. Raises Unavailable.
    """
    now = datetime.now(UTC)
    storage = open_storage(url, lambda: now)
    try:
        async with storage.look() as uow:
            troubles, newest = await uow.troubles.open(_MOST), await uow.waits.newest()
            contents, unfetched = await uow.evidence.contents(), await uow.evidence.lost()
            unanswered = await uow.inbox.backlog()
        differing = await compared(storage)
    finally:
        await storage.close()
    behind = [("time", _behind(newest, now))] if newest is not None and newest - now > TOLERANCE else []
    lost = EvidenceFolder(files).missing(contents)
    gone = [("evidence", _gone(lost, len(contents), files))] if lost else []
    other = [("figures", _other(differing))] if differing else []
    never = [("evidence", _never(unfetched))] if unfetched else []
    waits = unanswered.since is not None and now - unanswered.since > _PATIENT
    late = [("updates", _late(unanswered))] if waits else []
    return [*behind, *gone, *never, *late, *other, *(("parked", said) for said in _sentences(troubles))]


def _gone(lost: int, stored: int, files: Path) -> str:
    return (
        f"{lost} of {stored} files that were stored cannot be read in {files}: put the folder back from the"
        " backup; until then they come from Telegram, as long as it has them"
    )


def _never(unfetched: list[Evidence]) -> str:
    names = ", ".join(f"{one.opd}: {one.name}" for one in unfetched[:_NAMED])
    return (
        f"{len(unfetched)} files could not be fetched from Telegram after all tries ({names}): their senders"
        " were told, and have to send them again"
    )


def _late(unanswered: Backlog) -> str:
    since = f"{unanswered.since:%Y-%m-%d %H:%M} UTC"
    return (
        f"{unanswered.count} updates wait for their answer, the oldest since {since}:"
        " start the bot, or see its log if it runs"
    )


def _other(differing: list[Difference]) -> str:
    says = f"{len(differing)} places of what is kept differ from the history: run `python -m bot rebuild`"
    return "\n".join([says, *told(differing)])


def _behind(newest: datetime, now: datetime) -> str:
    minutes = round((newest - now) / timedelta(minutes=1))
    return (
        f"this clock is {minutes // 60} h {minutes % 60} min behind the newest thing stored"
        f" ({newest.astimezone(WIB):%Y-%m-%d %H:%M} WIB): one of the two was wrong; set the clock right"
        " (timedatectl set-ntp true). What happened keeps its order"
    )


def _sentences(troubles: list[Trouble]) -> Iterator[str]:
    lanes = defaultdict[str, list[Trouble]](list)
    for one in troubles:
        lanes[one.lane].append(one)
    for lane, ones in lanes.items():
        oldest = min(ones, key=lambda one: one.id)
        since = f"{oldest.first_at.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
        count = "1 item is" if len(ones) == 1 else f"{len(ones)} items are"
        yield (
            f"{lane}: {count} set aside, the first since {since} ({oldest.item}: {oldest.reason});"
            " see the log, and /audit, Yang tertahan"
        )
