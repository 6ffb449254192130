"""What holds for every test: what was not run is counted and named, and in CI that is a failure."""

import os
from collections import Counter

import pytest

REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL"))


def _skipped(terminal: pytest.TerminalReporter) -> Counter[str]:
    reasons = Counter[str]()
    for report in terminal.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] += 1
    return reasons


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason, count in _skipped(terminalreporter).items():
        terminalreporter.write_line(f"Not run on this machine: {count} tests. {reason}", yellow=True)
    if REQUIRE_ALL and _skipped(terminalreporter):
        terminalreporter.write_line("REQUIRE_ALL is set: a skipped test is a failure.", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and isinstance(terminal, pytest.TerminalReporter) and _skipped(terminal):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
