"""Who takes part: the echoes, this bot asked for figures, this bot in a conversation."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.emulator import Emulator
from benchmarks.peers.city import SAMPLE, askers, reporters
from benchmarks.peers.measure import Contest, settle
from benchmarks.peers.talk import Asking, Reporting, Talk
from benchmarks.processes import OURS, ROOT, Program

AIOGRAM, PTB, WIRED = "aiogram's echo", "PTB's echo", "PTB's echo, our wire"
IKU, ANSWERS = "/iku", "a conversation"


def _asking(emulator: Emulator, chats: Sequence[int], text: str, begins: str) -> Mapping[int, Talk]:
    return {chat: Asking(emulator, chat, text, begins) for chat in chats}


def _reporting(emulator: Emulator, chats: Sequence[int]) -> Mapping[int, Talk]:
    return {chat: Reporting(emulator, chat, over=True) for chat in chats}


def echoes(chats: int) -> list[Contest]:
    """Return the bots that are the measure."""
    echo = partial(_asking, chats=askers(chats), text="halo", begins="")
    aiogram = Program(AIOGRAM, ("benchmarks.peers.aiogram_echo",), ("aiogram",))
    ptb = Program(PTB, ("benchmarks.peers.ptb_echo",))
    wired = Program(WIRED, ("benchmarks.peers.ptb_ours_echo",))
    return [Contest(AIOGRAM, aiogram, echo), Contest(PTB, ptb, echo), Contest(WIRED, wired, echo)]


def ours(city: Path, chats: int, program: Program = OURS, suffix: str = "") -> list[Contest]:
    """Return this bot, in both ways in which it is asked; `city` is copied for each run."""
    iku = partial(_asking, chats=askers(chats), text="/iku", begins="<b>IKU")
    return [
        Contest(f"{IKU}{suffix}", program, iku, city),
        Contest(f"{ANSWERS}{suffix}", program, partial(_reporting, chats=reporters(chats)), city),
    ]


def of(root: Path) -> Program:
    """Return this bot as another checkout of the repository has it."""
    return replace(OURS, root=root)


async def settled_city(folder: Path, chats: int, emulator: Emulator, root: Path = ROOT) -> Path:
    """Return a database of the city, filled and settled by the bot of that checkout; kept for a day."""
    emulator.meet((*SAMPLE, *askers(chats), *reporters(chats)))
    newest = max(one.stem for one in (root / "storage" / "migrations" / "versions").glob("0*.py"))
    kept = Path(tempfile.gettempdir()) / "iku-peers" / f"{newest}-{chats}-{date.today()}.db"  # noqa: DTZ011 - any day
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        settled = await _settled(folder, chats, emulator, root)
        shutil.move(settled, kept)
    return kept


async def _settled(folder: Path, chats: int, emulator: Emulator, root: Path) -> Path:
    folder.mkdir(parents=True)  # noqa: ASYNC240 - nobody waits
    file = folder / "bot.db"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.peers.city", str(file), str(chats)),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root), os.environ.get("PYTHONPATH", "")))},
    )
    if await process.wait():
        raise RuntimeError("the city could not be filled")
    return await settle(of(root), emulator, folder, SAMPLE[0])
