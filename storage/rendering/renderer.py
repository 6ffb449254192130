"""Implements `storage.ports.Renderer`."""

from pathlib import Path

from storage.ports import CannotDraw


class ProcessRenderer:
    """Draws in a process of its own."""

    async def render(self, content: object, folder: Path) -> tuple[Path, ...]:
        raise CannotDraw(f"nobody draws {type(content).__name__} for {folder}")

    async def close(self) -> None:
        """Nothing has to be ended."""
