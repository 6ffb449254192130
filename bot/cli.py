"""The command line: `python -m bot [run|demo|import-opd|invite|export|audit|rebuild|backup|…|doctor]`."""

import argparse
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from bot import __version__
from bot.commands.console import complain, tell
from bot.commands.export import KINDS, Order, Wrong, export, wanted_of
from bot.commands.rebuild import make_figures, rebuild, verify_figures
from bot.process import logs
from bot.process.loop import run_until_done
from bot.process.run import run, utc_now
from bot.settings import SETTINGS, Settings, SettingsError, load
from domain.language.written import compared
from domain.people.person import Role
from handlers.telegram.context import Services
from storage.evidence import EVIDENCE, EvidenceFolder
from storage.foreign.reader import ForeignReader
from storage.migrate import current_revision, head_revision, migrate
from storage.papers import DOCUMENTS, PaperFolder
from storage.ports import Head, NoRoom, Unavailable, Unusable
from storage.rendering.renderer import ProcessRenderer
from storage.soundness import check_usable
from storage.sql.unit_of_work import Database, open_storage

EXIT_PROBLEM, EXIT_USAGE = 1, 2
DEFAULT_PORT = 8081
"""Of the chat page of the demonstration."""
Start: TypeAlias = Callable[[argparse.Namespace, Settings], Coroutine[Any, Any, int]]
NO_TOKEN = "TELEGRAM_BOT_TOKEN is not set"  # noqa: S105 - says that there is none


def main(argv: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code: 0 done, 1 a problem, 2 what only somebody can mend.

    That is wrong usage or settings, and a folder or database that cannot be used as it is.
    """
    arguments = _parser().parse_args(argv)
    if arguments.version:
        tell(f"iku-bot {__version__} (database {head_revision()})")
        return 0
    try:
        settings = load()
    except SettingsError as error:
        complain(str(error))
        return EXIT_PROBLEM if arguments.command == "doctor" else EXIT_USAGE
    logs.configure(settings.log_level, settings.zone)
    start: Start = arguments.start
    try:
        return run_until_done(start(arguments, settings))
    except Unusable as error:
        complain(logs.redact(str(error)))
        return EXIT_USAGE
    except NoRoom as error:
        complain(f"Nothing can be stored ({error}): free some space, or let the database be written")
        return EXIT_USAGE
    except Unavailable as error:
        complain(f"The database cannot be reached (DATABASE_URL): {logs.redact(str(error))}")
        return EXIT_PROBLEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="The IKU bot. Without a command it runs on Telegram if TELEGRAM_BOT_TOKEN is set,"
        " else on the built-in simulator.",
    )
    parser.add_argument(
        "--version", action="store_true", help="say which version this is, and of which database"
    )
    parser.set_defaults(start=_run_or_demo)
    commands = parser.add_subparsers(dest="command", metavar="command")

    def add(name: str, start: Start, what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=what)
        command.set_defaults(start=start)
        return command

    add("run", _run, "run on Telegram; without a token this is an error")
    trial = add("demo", _demo, "run on the built-in simulator, with sample data")
    trial.add_argument("--port", type=int, default=DEFAULT_PORT, help="port of the chat page (%(default)s)")
    trial.add_argument("--fresh", action="store_true", help="forget the last demonstration first")
    table = add("import-opd", _import_opd, "store the OPD of a CSV or XLSX file")
    table.add_argument("file", type=Path)
    invitation = add("invite", _invite, "make an invitation for one person")
    invitation.add_argument("role", type=compared, choices=[role.value for role in Role])
    invitation.add_argument(
        "unit", nargs="?", default="", help="an operator's OPD, a verifikator's Sub Bagian"
    )
    document = add("export", _export, "write a document to a folder, the same that the chat hands over")
    document.add_argument("kind", choices=sorted(KINDS))
    document.add_argument("--year", type=int, required=True)
    document.add_argument("--quarter", type=int, help="1 to 4: as of its last day; without it as of now")
    document.add_argument("--indicator", help="one indicator, by its key; without it all five")
    document.add_argument("--out", type=Path, required=True, help="the folder that it is written to")
    document.add_argument("--overwrite", action="store_true", help="replace files that are there already")
    trail = add("audit", _audit, "check that nobody has changed the audit trail, or what follows from it")
    trail.add_argument("action", choices=["verify"])
    trail.add_argument("--file", type=Path, help="check this audit.jsonl of a bundle instead of the database")
    trail.add_argument(
        "--since",
        type=Head.read,
        action="append",
        default=[],
        metavar="HEAD",
        help="a head of a backup, a document or the log (128:9f86d081…): prove that nothing before it moved",
    )
    add("rebuild", _rebuild, "make the kept figures anew from the history, and say what differed")
    copy = add("backup", _backup, "copy database and evidence while the bot runs, and prove that it restores")
    copy.add_argument("--to", type=Path, help="the folder of the backups; without it BACKUP_DIR")
    back = add("restore", _restore, "put a backup back into an empty place, and verify all of it")
    back.add_argument("file", type=Path, help="a backup's folder, or its iku-….tar.gz or iku-….tar.gz.age")
    back.add_argument("--key", type=Path, help="the file with the secret key that opens an encrypted backup")
    back.add_argument(
        "--last-ticket", type=int, help="the number of the last ticket ever given, where it is known"
    )
    other = add("move", _move, "copy the database to another one, and prove that both hold the same")
    other.add_argument(
        "--to", required=True, metavar="URL", help="sqlite:///… or postgresql://…, where nothing is yet"
    )
    old = add("prune", _prune, "let go of what is older than KEEP_…_DAYS, as the bot does every day")
    old.add_argument("--dry-run", action="store_true", help="only say how much that would be")
    add("migrate", _migrate, "bring the database up to date")
    add("doctor", _doctor, "check settings, database, clock and Telegram")
    return parser


async def _run_or_demo(_: argparse.Namespace, settings: Settings) -> int:
    if settings.token:
        return await run(settings)
    tell(f"{NO_TOKEN}: running on the built-in simulator instead of Telegram.")
    return await _on_simulator(settings)


async def _run(_: argparse.Namespace, settings: Settings) -> int:
    if not settings.token:
        _, right = SETTINGS["telegram_bot_token"]
        complain(f"{NO_TOKEN}, and `run` needs it. Right is: {right}")
        return EXIT_USAGE
    return await run(settings)


async def _demo(arguments: argparse.Namespace, settings: Settings) -> int:
    return await _on_simulator(settings, arguments.port, fresh=arguments.fresh)


async def _on_simulator(settings: Settings, port: int = DEFAULT_PORT, *, fresh: bool = False) -> int:
    from bot.demo import demo  # noqa: PLC0415 - a bot on Telegram starts without simulator and web server

    return await demo(settings, port, fresh=fresh)


async def _import_opd(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.import_opd import import_opd  # noqa: PLC0415 - reads tables with openpyxl

    return await _with_storage(settings, lambda storage: import_opd(storage, arguments.file, utc_now()))


async def _audit(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.audit import verify_file  # noqa: PLC0415 - only one command does it

    if arguments.file is not None:
        return verify_file(arguments.file)
    await _check(settings)
    # Nothing is migrated first: what is to be verified is the database as it was found.
    if await current_revision(settings.database) != head_revision():
        complain("The database is not there or not up to date. `python -m bot migrate` makes it so.")
        return EXIT_PROBLEM
    return await _with_opened(settings, lambda storage: _verify(storage, settings, arguments.since))


async def _verify(storage: Database, settings: Settings, since: Sequence[Head]) -> int:
    from bot.commands.audit import verify  # noqa: PLC0415 - as above
    from storage.proving import proving  # noqa: PLC0415 - as above

    async with proving(storage, EvidenceFolder(settings.data_dir / EVIDENCE), since) as comparison:
        proved = await verify(comparison)
    return max(proved, await verify_figures(storage))


async def _check(settings: Settings) -> None:
    """Raise Unusable if nothing may be begun on this folder and this database."""
    await check_usable(settings.database, settings.data_dir, settings.data_dir / EVIDENCE)


async def _rebuild(_: argparse.Namespace, settings: Settings) -> int:
    await _check(settings)
    await migrate(settings.database)
    return await _with_opened(settings, lambda storage: rebuild(storage, utc_now()))


async def _prune(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.prune import prune  # noqa: PLC0415 - as above

    dry_run: bool = arguments.dry_run
    return await _with_storage(
        settings, lambda storage: prune(storage, settings.keep, utc_now(), dry_run=dry_run)
    )


async def _migrate(_: argparse.Namespace, settings: Settings) -> int:
    async def nothing_else(_: Database) -> int:
        return 0

    done = await _with_storage(settings, nothing_else)
    tell("The database is up to date.")
    return done


async def _backup(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.backup import backup  # noqa: PLC0415 - as above

    return await backup(settings, arguments.to, utc_now())


async def _restore(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.restore import Asked, restore  # noqa: PLC0415 - as above

    return await restore(settings, Asked(arguments.file, arguments.key, arguments.last_ticket))


async def _move(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.move import move  # noqa: PLC0415 - as above

    return await move(settings, arguments.to)


async def _doctor(_: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor.checks import doctor  # noqa: PLC0415 - as above

    return await doctor(settings)


async def _invite(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.commands.invite import grant_for, invite  # noqa: PLC0415 - as above

    try:
        grant = grant_for(arguments.role, arguments.unit)
    except ValueError as error:
        complain(str(error))
        return EXIT_USAGE
    return await _with_storage(settings, lambda storage: invite(storage, settings, grant, utc_now()))


async def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        wanted = wanted_of(arguments.kind, arguments.year, arguments.quarter, arguments.indicator)
    except Wrong as error:
        complain(str(error))
        return EXIT_USAGE
    order = Order(wanted, arguments.out, arguments.overwrite)
    return await _with_storage(settings, lambda storage: _with_renderer(settings, storage, order))


async def _with_renderer(settings: Settings, storage: Database, order: Order) -> int:
    foreign, renderer = ForeignReader(), ProcessRenderer(settings.data_dir / EVIDENCE)
    services = Services(
        storage=storage,
        files=EvidenceFolder(settings.data_dir / EVIDENCE),
        foreign=foreign,
        renderer=renderer,
        papers=PaperFolder(settings.data_dir / DOCUMENTS),
        clock=utc_now,
    )
    try:
        return await export(services, order)
    finally:
        await renderer.close()
        await foreign.close()


async def _with_storage(settings: Settings, work: Callable[[Database], Awaitable[int]]) -> int:
    async def prepared(storage: Database) -> int:
        await make_figures(storage, utc_now())
        return await work(storage)

    await _check(settings)
    await migrate(settings.database)
    return await _with_opened(settings, prepared)


async def _with_opened(settings: Settings, work: Callable[[Database], Awaitable[int]]) -> int:
    storage = open_storage(settings.database, utc_now)
    try:
        return await work(storage)
    finally:
        await storage.close()
