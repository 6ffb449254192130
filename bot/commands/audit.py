"""`audit verify`: whether anybody has changed the audit trail behind the bot's back."""

from pathlib import Path

from bot.commands.console import complain, tell
from storage.audit_chain import FalseLine, check_line, read_line
from storage.ports import AuditEntry, Storage


async def verify(storage: Storage) -> int:
    """Check the chain and print the result; return 0 when it holds, 1 with the first entry that does not.

    Each entry's hash covers the one before it. That newest entries were cut off cannot be seen from the
    chain alone, which is why the count is printed: it never gets smaller.
    """
    async with storage.look() as uow:
        broken = await uow.audit.first_broken()
        newest = await uow.audit.entries(limit=1)
    if broken is not None:
        complain(f"The audit trail is broken: entry {broken} is missing or does not fit the one before it.")
        return 1
    count = newest[0].id if newest else 0
    tell(
        f"The audit trail holds: {count} entries"
        + (f", the last with hash {newest[0].hash}." if newest else ".")
    )
    return 0


def verify_file(path: Path) -> int:
    """Check a file of entries, as it lies in a bundle of evidence; return 0, or 1 with each false line named.

    It needs no database: every entry's hash is computed from what the entry says and the hash before it,
    and of entries that follow each other the second must name the first. What was taken out of the file is
    not seen here but by the SHA256SUMS beside it.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        complain(f"{path} cannot be read: {error.strerror}.")
        return 1
    checked, false, before = 0, 0, None
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            before = _checked(line, before)
            checked += 1
        except FalseLine as found:
            complain(f"{path.name}, line {number}: {found}.")
            false, before = false + 1, None
    if false:
        complain(f"{path.name} was changed: {false} of {checked + false} lines are false.")
        return 1
    tell(f"{path.name} holds: {checked} entries, each with the hash that fits it.")
    return 0


def _checked(line: bytes, before: AuditEntry | None) -> AuditEntry:
    try:
        link = read_line(line.decode())
    except UnicodeDecodeError as error:
        raise FalseLine(f"byte {error.start + 1} is no text") from error
    check_line(link, before)
    return link.entry
