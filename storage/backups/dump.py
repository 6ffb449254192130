"""`pg_dump`, where the machine has one that is not older than the server."""

import asyncio
import os
import re
import shutil
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection

_MAJOR = re.compile(r"(\d+)")
_DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps a program for each version of the server."""


async def dump(url: str, snapshot: AsyncConnection, into: Path) -> str:
    """Let pg_dump write what that transaction sees; return why it did not, "" if it did."""
    server = (
        int(await snapshot.scalar(text("SELECT current_setting('server_version_num')::int")) or 0) // 10_000
    )
    program, newest = await _newest()
    if program is None:
        return "pg_dump was not found: there is no dump of PostgreSQL's own in it (Debian: postgresql-client)"
    if newest < server:
        return f"pg_dump {newest} is older than the server ({server}): there is no dump of its own in it"
    seen = await snapshot.scalar(text("SELECT pg_export_snapshot()"))
    schema = await snapshot.scalar(text("SELECT current_schema()"))
    address, password = _for_libpq(url)
    done, said = await _run(
        program, "--format=custom", "--no-owner", "--no-privileges", f"--schema={schema}",
        f"--snapshot={seen}", f"--file={into}", f"--dbname={address}",
        PGPASSWORD=password,
    )  # fmt: skip
    if done or not await asyncio.to_thread(into.exists):
        await asyncio.to_thread(into.unlink, missing_ok=True)
        why = (said.strip().splitlines() or [f"exit {done}"])[-1]
        return f"pg_dump failed ({why}): there is no dump of its own in it"
    return ""


async def is_readable(dumped: Path) -> bool:
    """Return whether PostgreSQL's own program can read all of a dump; the server is not asked."""
    program = (await _newest())[0]
    if program is None:
        return False
    done, _ = await _run(program.with_name("pg_restore"), "--file=/dev/null", str(dumped))
    return done == 0


async def _newest() -> tuple[Path | None, int]:
    """Return the newest pg_dump that there is, with its major version."""
    found = dict[int, Path]()
    for program in await asyncio.to_thread(_programs):
        done, said = await _run(program, "--version")
        version = _MAJOR.search(said)
        if done == 0 and version:
            found.setdefault(int(version[1]), program)
    return (found[max(found)], max(found)) if found else (None, 0)


def _programs() -> list[Path]:
    own = shutil.which("pg_dump")
    return [*_DEBIAN.glob("*/bin/pg_dump"), *([Path(own)] if own else [])]


async def _run(program: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        str(program),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ | {name: value for name, value in environment.items() if value},
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode(errors="replace")


def _for_libpq(url: str) -> tuple[str, str]:
    """Return the address without what only our driver knows, and the password, which `ps` must not show."""
    given = make_url(url)
    kept = {name: value for name, value in given.query.items() if name == "sslmode"}
    address = given.set(drivername="postgresql", password=None, query=kept)
    return address.render_as_string(hide_password=False), given.password or ""
