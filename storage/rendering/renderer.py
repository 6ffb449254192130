"""Implements `storage.ports.Renderer` in processes of its own."""

import asyncio
import pickle
from pathlib import Path

from storage.ports import CannotDraw
from storage.process.pool import Died, Limits, Pool
from storage.rendering.drawing import DRAWINGS

AT_ONCE = 2
"""Documents drawn at one time: a bundle of evidence holds up no picture. The second is seldom started."""
MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of a worker; what it really takes is in `benchmarks/documents.py`."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; Telegram takes 50 MB from a bot."""
IDLE = 300.0
"""Seconds after which a worker that nobody asks gives its memory back."""
PATIENCE = 4
"""How many times its seconds of the processor a document may take by the clock, on a busy machine."""


class ProcessRenderer:
    """Kept workers, each started when it is first needed, ended when nobody needs it any more."""

    def __init__(
        self,
        evidence: Path,
        *,
        at_once: int = AT_ONCE,
        idle: float = IDLE,
        memory: int = MOST_MEMORY,
        program: str = "storage.rendering.worker",
    ) -> None:
        """`evidence` is the folder of the evidence's bytes; `program` the module that the workers run."""
        self._evidence = evidence
        self._pool = Pool(program, str(memory), str(LARGEST_FILE), at_once=at_once, idle=idle)

    @property
    def workers(self) -> frozenset[int]:
        """The ids of the processes that are kept now."""
        return self._pool.pids

    async def render(self, content: object, folder: Path) -> tuple[Path, ...]:
        kind, drawing = type(content).__name__, DRAWINGS.get(type(content))
        if drawing is None:
            raise CannotDraw(f"nobody draws {kind}")
        packed = await asyncio.to_thread(pickle.dumps, content)
        asked = {"folder": str(folder), "evidence": str(self._evidence)}
        limits = Limits(seconds=drawing.seconds, within=drawing.seconds * PATIENCE)
        try:
            answer = await self._pool.ask(asked, packed, limits)
        except Died as death:
            raise CannotDraw(f"{kind}: {death}") from death
        if "problem" in answer:
            raise CannotDraw(f"{kind}: {answer['problem']}")
        return tuple(folder / name for name in answer["files"])

    async def close(self) -> None:
        """End the workers; what is being drawn is drawn again after the next start."""
        await self._pool.close()
