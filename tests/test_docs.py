"""What the documents name is there: files, folders, and what the ways through the house pass."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.indicators import reported
from tests.places import ROOT

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
"""Not the CHANGELOG, which tells of what was."""
_PATH = re.compile(
    r"`((?:bot|handlers|domain|storage|simulator|tests|docs|benchmarks)/[\w./-]*?)(?::([\w.]+))?`"
)


def _defined(path: Path) -> set[str]:
    """Return the names that a module defines, methods with their class."""

    def names(body: list[ast.stmt], within: str = "") -> Iterator[str]:
        for part in body:
            if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield within + part.name
                yield from names(part.body, f"{within}{part.name}.") if isinstance(part, ast.ClassDef) else ()
            elif isinstance(part, ast.Assign | ast.AnnAssign):
                targets = part.targets if isinstance(part, ast.Assign) else [part.target]
                yield from (within + one.id for one in targets if isinstance(one, ast.Name))

    return set(names(ast.parse(path.read_text(encoding="utf-8")).body))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_names_is_there(document: Path) -> None:
    named = _PATH.findall(document.read_text(encoding="utf-8"))
    assert [path for path, _ in named if not (ROOT / path).exists()] == []
    missing = [(path, name) for path, name in named if name and name not in _defined(ROOT / path)]
    assert missing == []


def test_the_guide_tells_what_every_report_asks() -> None:
    guide = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8")
    asked = guide[guide.index("### Yang ditanyakan") : guide.index("### Setelah dikirim")]
    assert [one.title for one in reported() if f"| {one.title} |" not in asked] == []


def test_every_picture_is_shown_somewhere_and_every_one_shown_is_there() -> None:
    shown = {
        (document.parent / path).resolve()
        for document in DOCUMENTS
        for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    }
    assert shown == set((ROOT / "docs" / "images").iterdir())
