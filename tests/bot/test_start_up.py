"""What the bot's process pays for documents: nothing, until its worker is asked for one."""

import os
import subprocess
import sys

from tests.places import ROOT

DRAW = ("typst", "docx", "xlsxwriter", "lxml.etree", "storage.rendering.typesetting")
PROGRAM = "import sys, bot.__main__, bot.process.run, bot.app, handlers; print(*sys.modules)"


def test_starting_imports_nothing_that_draws() -> None:
    started = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    imported = set(started.stdout.split())
    assert "storage.rendering.renderer" in imported
    assert imported.isdisjoint(DRAW)
