"""What the bot says in every test, written down so that two versions of it can be compared.

    python -m pytest -p tests.transcripts --transcripts=before --hypothesis-seed=7 tests/handlers tests/bot
    python -m tests.transcripts before after

The second names the tests in which another thing was said, and with -v the first call that differs. A test is
known by its own name, so it may have moved to another file.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import pytest
from openpyxl import load_workbook

from simulator.bot_api import BotApi
from simulator.spec import Upload

SAYS_NOTHING = frozenset({"getupdates", "getme", "getfile"})
_AT_RANDOM = re.compile(r'"[A-Za-z0-9_-]{22,}"|start=[A-Za-z0-9_-]{16,}')
"""The ids of presses and files, and invitations."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--transcripts", default="", help="the folder for what the bot says in every test")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    calls: list[object] = []
    remember = BotApi._remember  # noqa: SLF001 - every call passes here, with the files that it brings

    def noted(api: BotApi, asked: str, params: dict[str, object], *rest: object) -> None:
        if asked.lower() not in SAYS_NOTHING:
            calls.append([asked, {name: _said(value) for name, value in params.items()}])
        remember(api, asked, params, *rest)  # type: ignore[arg-type] # handed on as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotApi, "_remember", noted)
        result = yield
    folder = Path(item.config.getoption("--transcripts"))
    if calls and folder.name:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"test": item.name, "calls": calls}) + "\n")
    return result


def _said(value: object) -> object:
    """A workbook is what its cells say: when it was made stands in it too."""
    if not isinstance(value, Upload):
        return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
    if not value.name.endswith(".xlsx"):
        return [value.name, sha256(value.content).hexdigest()]
    rows = {
        sheet.title: [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(BytesIO(value.content))
    }
    return [value.name, rows]


def read(folder: str) -> dict[str, Counter[str]]:
    """Return what was said in the tests of each name; several tests may have the same."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(Path(folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            told[one["test"]][_AT_RANDOM.sub(_numbered(), json.dumps(one["calls"], sort_keys=True))] += 1
    return told


def _numbered() -> Callable[[re.Match[str]], str]:
    known: dict[str, str] = {}
    return lambda found: known.setdefault(found.group(), f'"#{len(known)}"')


def differences(before: str, after: str, *, wordy: bool) -> Iterator[str]:
    """Yield a line for every test in which another thing was said, or that only one side has."""
    then, now = read(before), read(after)
    yield f"{len(then)} names of tests before, {len(now)} after"
    for name in sorted({*then, *now}):
        gone = list((then.get(name, Counter()) - now.get(name, Counter())).elements())
        new = list((now.get(name, Counter()) - then.get(name, Counter())).elements())
        if gone or new:
            yield f"{name}: {len(gone)} → {len(new)}"
        for one, other in zip_longest(gone, new, fillvalue="[]") if wordy else ():
            yield next(
                f"  - {json.dumps(was, ensure_ascii=False)}\n  + {json.dumps(is_now, ensure_ascii=False)}"
                for was, is_now in zip_longest(json.loads(one), json.loads(other))
                if was != is_now
            )


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in differences(*sys.argv[1:3], wordy="-v" in sys.argv))
