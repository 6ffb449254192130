"""What the bot's process pays at its start for what it may do later: nothing, until somebody asks for it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

DRAW = ("typst", "docx", "xlsxwriter", "lxml.etree", "storage.rendering.typesetting")
LATER = (
    "alembic", "openpyxl", "holidays", "rapidfuzz", "segno", "starlette", "uvicorn", "simulator", "bot.demo",
    "bot.doctor", "apscheduler", "httpx._client", "httpx._main", "rich", "sqlalchemy.orm",
    "sqlalchemy.ext.asyncio", "sqlalchemy.dialects.postgresql", "prometheus_client", "pyrage", "sentry_sdk",
    "storage.foreign.judging", "storage.foreign.pdf", "sdnotify", "pydantic", "dotenv",
)  # fmt: skip
"""What changes a schema, makes workbooks, knows holidays, forgives slips, is called, shows, seals, checks."""
_LIST = "print(*(name for name in sys.modules if sys.modules[name]))"
PROGRAM = f"import sys, bot.__main__, bot.process.run, bot.app, handlers; {_LIST}"
# A database that is as it should be, from the second start on.
STARTED_TWICE = f"""
import asyncio, sys
import bot.__main__
from bot.process.run import migrate
asyncio.run(migrate(sys.argv[1]))
{_LIST}
"""


def imported(program: str, *arguments: str) -> set[str]:
    return set(said_by(program, *arguments))


def said_by(program: str, *arguments: str) -> list[str]:
    started = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return started.stdout.split()


def test_starting_imports_nothing_that_draws() -> None:
    found = imported(PROGRAM)
    assert "storage.rendering.renderer" in found
    assert found.isdisjoint(DRAW)


def test_starting_imports_nothing_that_only_few_need(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'bot.db'}"
    assert "alembic" in imported(STARTED_TWICE, database)
    assert imported(STARTED_TWICE, database).isdisjoint(LATER)


def test_the_days_of_one_country_are_read_without_the_others() -> None:
    program = (
        "import sys\n"
        "from handlers.city.calendar import national_days\n"
        "days = national_days(2026)\n"
        "print(len(days), *(name for name in sys.modules if name.startswith('holidays.countries.')))"
    )
    many, *countries = said_by(program)
    assert int(many) > 15
    assert countries == ["holidays.countries.indonesia"]


def test_what_is_there_at_the_start_is_not_looked_through_again() -> None:
    program = (
        "import atexit, gc, bot.__main__\n"
        "atexit.register(lambda: print(gc.get_freeze_count()))\n"
        "bot.__main__.start()"
    )
    said = said_by(program, "audit", "--help")
    assert int(said[-1]) > 100_000


def test_the_methods_of_dataclasses_are_compiled_when_they_are_called() -> None:
    program = "import bot.__main__\nfrom domain.units.opd import Opd\nprint(Opd.__eq__.__code__.co_filename)"
    said = said_by(program)
    assert said[-1].endswith("late.py")


def test_cycles_are_looked_for_again_once_it_runs() -> None:
    program = (
        "import gc, bot.__main__\nprint(gc.isenabled())\nbot.process.heap.settle()\nprint(gc.isenabled())"
    )
    said = said_by(program)
    assert said == ["False", "True"]


def test_what_was_left_is_there_when_it_is_used() -> None:
    program = (
        "import asyncio, bot.__main__, sys\n"
        "print('httpx._client' in sys.modules)\n"
        "from bot.line.wire import Wire\n"
        "from telegram.request import HTTPXRequest\n"
        "print(type(Wire()._way('https://api.telegram.org')['ssl']).__name__)\n"
        "print(type(HTTPXRequest()._client).__name__)\n"
        "import httpx\n"
        "print(issubclass(httpx.ConnectError, httpx.HTTPError), type(httpx).__name__)\n"
    )
    assert said_by(program) == ["False", "SSLContext", "AsyncClient", "True", "module"]


def test_a_quoted_annotation_means_what_it_says() -> None:
    program = (
        "import bot.__main__, typing, telegram\n"
        "class Held(typing.NamedTuple):\n"
        "    message: 'telegram.Message | None'\n"
        "print(typing.get_type_hints(Held)['message'] == telegram.Message | None)"
    )
    assert said_by(program) == ["True"]


def test_no_call_maps_memory_for_its_frame_again_and_again() -> None:
    program = (
        "import resource, bot.__main__\n"
        "def down(left): return left and down(left - 1)\n"
        "def faults(): return resource.getrusage(resource.RUSAGE_SELF).ru_minflt\n"
        "def most():\n"
        "    met = []\n"
        "    for depth in range(1, 400):\n"
        "        before = faults()\n"
        "        for _ in range(200): down(depth)\n"
        "        met.append(faults() - before)\n"
        "    return max(met)\n"
        "print(most(), bot.process.heap.roomy(most))"
    )
    at_the_edge, with_room = map(int, said_by(program))
    assert with_room < 200
    # Where Python mends it by itself the room is no longer needed, and this line says so.
    assert at_the_edge >= 200 or sys.version_info >= (3, 13)
