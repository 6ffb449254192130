"""`move`: the database copied to another one, of the other engine as well."""

from bot.commands.console import complain, tell
from bot.settings import Settings
from storage.backups.moving import move as copy_all
from storage.database import async_url
from storage.ports import StorageError, Unavailable

EXIT_PROBLEM, EXIT_USAGE = 1, 2


async def move(settings: Settings, to: str) -> int:
    """Copy it and say what was compared; return the exit code. Raises Unavailable."""
    try:
        async_url(to)
    except ValueError as error:
        complain(f"--to: {error}")
        return EXIT_USAGE
    try:
        holds = await copy_all(settings.database, to)
    except Unavailable:
        raise
    except StorageError as error:
        complain(f"Nothing was moved: {error}")
        return EXIT_PROBLEM
    for table, said in sorted(holds.items()):
        rows, digest = said.split()
        if rows != "0":
            tell(f"  {table}: {rows} rows, {digest[:16]}… in both")
    tell("Both databases hold the same. The evidence stays where it is, in DATA_DIR.")
    tell("Now set DATABASE_URL to the new one before the bot starts again; keep the old one until it runs.")
    return 0
