"""Where `bot/` and `handlers/` catch an error: read from the code itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

_NAMED = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, order=True, slots=True)
class Catching:
    """One place: its file, the function in it, and what is caught there."""

    file: str
    where: str
    what: str


def catching() -> list[Catching]:
    """Return every place, in order; a function that catches the same twice is one place."""
    return sorted({place for top in ("bot", "handlers") for place in _in_folder(ROOT / top)})


def _in_folder(folder: Path) -> Iterator[Catching]:
    for file in folder.rglob("*.py"):
        for where, what in _within(ast.parse(file.read_text()), ()):
            yield Catching(file.relative_to(ROOT).as_posix(), where, what)


def _within(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        where = (*names, child.name) if isinstance(child, _NAMED) else names
        what = _caught(child)
        if what is not None:
            yield ".".join(where), what
        yield from _within(child, where)


def _caught(node: ast.AST) -> str | None:
    if isinstance(node, ast.ExceptHandler):
        return ast.unparse(node.type) if node.type is not None else "everything"
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
        return f"suppress {', '.join(map(ast.unparse, node.args))}"
    return None
