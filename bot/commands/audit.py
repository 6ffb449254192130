"""`audit verify`: whether anybody has changed the audit trail, or what it is about, behind the bot's back."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.console import complain, tell
from storage.audit_chain import FalseLine, check_line, read_line
from storage.ports import AuditEntry

if TYPE_CHECKING:
    from storage.proving import Proved, Proving

MOST = 200
"""Findings that are named; the others are counted."""


async def verify(proving: "Proving") -> int:
    """Compare, and print what was found; return 0 where all is as the trail says, else 1.

    Each thing that is not is named: the table, the row's id, and in what it differs.
    """
    found = 0
    async for one in proving.findings():
        found += 1
        if found <= MOST:
            complain(str(one))
    proved = proving.proved
    if found > MOST:
        complain(f"… and {found - MOST} more.")
    if found:
        complain(f"The data is not what the audit trail says: {_many(found, 'finding')}.")
        complain("Understand this first: `rebuild` would make the kept figures follow what was changed.")
        return 1
    tell(
        f"The audit trail holds: {proved.entries} entries"
        + (f", head {proved.head}." if proved.entries else ".")
    )
    tell(
        f"The data is what it says: {_many(proved.rows, 'fact')} about rows,"
        f" and the bytes of {_many(proved.files, 'file')} of evidence."
    )
    for line in (
        *_limits(proved),
        *(f"Nothing before entry {one.id} has moved since." for one in proving.since),
    ):
        tell(line)
    return 0


def _limits(proved: "Proved") -> Iterator[str]:
    """Yield what the comparison cannot say."""
    if proved.since:
        yield (
            f"Of them {_many(proved.since, 'fact')} older than the proof, known only since entry"
            f" {proved.begun}: what was changed before that is not seen."
        )
    if proved.nameless:
        yield f"Names were taken out of {_many(proved.nameless, 'entry', 'entries')}; their seals hold."


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


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
