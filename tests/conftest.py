"""What holds for every test: what was not run is counted and named, and in CI that is a failure.

Figures that a test has counted stand at the end of the run, whichever process ran it.
"""

import logging
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from simulator.client import People
from simulator.server import Simulator
from tests.drawing import ALL
from tests.seconds import GUARD

# Few examples, untimed (the machine is shared), and nothing written.
settings.register_profile(
    "few", max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("few")

_FIGURES = "figures"
FULL_RUN_SECONDS = 1800

REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what draws the full number of cases take longer than any other test may."""
    for item in items:
        if ALL and item.get_closest_marker("exhaustive"):
            item.add_marker(pytest.mark.timeout(FULL_RUN_SECONDS))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Do what a test marked `no_cover` begins with as it does the rest: without counting lines.

    So are those marked that go the ways of other tests again and again; counting makes them thrice as long.
    """
    plugin = item.config.pluginmanager.getplugin("_cov")
    counting = getattr(plugin, "cov_controller", None) if item.get_closest_marker("no_cover") else None
    if counting is None:
        return (yield)
    counting.pause()
    try:
        return (yield)
    finally:
        counting.resume()


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """Put the log back as pytest had it: whoever starts the bot in this process sets it up for all of it."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], sys.excepthook = handlers, hook
    root.setLevel(level)


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return a function that puts a line of figures below the test run's results."""
    return lambda line: record_property(_FIGURES, line)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator() as running:
        yield running


@pytest.fixture
async def people(simulator: Simulator) -> AsyncIterator[People]:
    async with People(simulator.url) as client:
        yield client


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a bot in this process end its work in hand, however long a busy machine takes for it.

    What is cut off leaves its connection open: nothing to a process that ends, and a warning in a later test.
    """
    monkeypatch.setattr("bot.process.life.WORK_SECONDS", GUARD)
    monkeypatch.setattr("bot.process.life._TICK_SECONDS", GUARD)


def _skipped(terminal: pytest.TerminalReporter) -> Counter[str]:
    reasons = Counter[str]()
    for report in terminal.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] += 1
    return reasons


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, line in report.user_properties:
            if name == _FIGURES:
                terminalreporter.write_line(f"{report.nodeid}\n  {line}")
    for reason, count in _skipped(terminalreporter).items():
        terminalreporter.write_line(f"Not run on this machine: {count} tests. {reason}", yellow=True)
    if REQUIRE_ALL and _skipped(terminalreporter):
        terminalreporter.write_line("REQUIRE_ALL is set: a skipped test is a failure.", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and isinstance(terminal, pytest.TerminalReporter) and _skipped(terminal):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
