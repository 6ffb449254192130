"""What `doctor` says about items that failed and were set aside, lane by lane."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from domain.dates import WIB
from storage.ports import Trouble
from storage.unit_of_work import open_storage

_MOST = 1_000


async def parked(url: str) -> list[str]:
    """Return a sentence for each lane in which something is set aside. Raises Unavailable."""
    storage = open_storage(url, lambda: datetime.now(UTC))
    try:
        async with storage.uow() as uow:
            troubles = await uow.troubles.open(_MOST)
    finally:
        await storage.close()
    return list(_sentences(troubles))


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
            " the log has the traceback, and /audit, Tertahan, tries again"
        )
