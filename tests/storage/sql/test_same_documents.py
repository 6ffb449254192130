"""The same city on SQLite and on PostgreSQL gives the same documents, byte for byte."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

import storage.sql.audit
from bot.sample.seed import seed
from domain.documents.wanted import DocumentKind, Wanted
from domain.language.dates import day_of
from handlers import FEATURES
from handlers.papers.making import produce
from handlers.papers.paper import Paper, paper_of
from handlers.telegram.context import Services
from storage.evidence import EvidenceFolder
from storage.papers import PaperFolder
from storage.rendering.renderer import ProcessRenderer
from storage.sql.installation import SqlInstallation
from storage.sql.unit_of_work import open_storage
from tests.fakes.foreign import InThisProcess
from tests.storage.databases import Shelf

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
PAPERS: Sequence[Paper] = [
    # An invitation's link is random wherever it is made.
    paper
    for feature in FEATURES
    for paper in feature.papers
    if paper.kind is not DocumentKind.INVITATIONS
]


def clock() -> datetime:
    return NOW


@pytest.mark.exhaustive
@pytest.mark.postgres
@pytest.mark.parametrize("kind", [paper.kind for paper in PAPERS], ids=str)
async def test_both_databases_give_the_same_bytes(
    kind: DocumentKind, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def secret(_: SqlInstallation) -> bytes:
        return b"s" * 32

    monkeypatch.setattr(SqlInstallation, "secret", secret)
    # The head of the trail stands in each document, and names are sealed with secrets in it.
    monkeypatch.setattr(storage.sql.audit, "token_hex", lambda size: "5" * 2 * size)
    made = []
    for dialect in ("sqlite", "postgresql"):
        folder = tmp_path / dialect
        folder.mkdir()
        made.append(await _made(kind, await shelf.take(dialect, folder), folder))
    assert made[0]
    assert made[0] == made[1]


async def _made(kind: DocumentKind, url: str, folder: Path) -> list[tuple[str, str]]:
    """Return the names and SHA-256 of what is made of the demonstration in that database."""
    city = open_storage(url, clock)
    renderer = ProcessRenderer(folder)
    services = Services(
        storage=city,
        files=EvidenceFolder(folder),
        foreign=InThisProcess(),
        renderer=renderer,
        papers=PaperFolder(folder / "documents"),
        clock=clock,
    )
    try:
        await seed(city, NOW)
        async with city.uow() as uow:
            wanted = paper_of(kind).narrowed(Wanted(kind=kind, year=2026, quarter=2))
            document = await uow.documents.ask(wanted, seen=0, day=day_of(NOW), at=NOW)
            begun = await uow.documents.begin(document.id, NOW, NOW + timedelta(hours=1))
            await uow.commit()
        assert begun is not None
        await produce(services, begun)
        async with city.uow() as uow:
            files = await uow.documents.files(begun.id)
        found = [(file.name, await services.papers.get(file.sha256)) for file in files]
        return [(name, sha256(content).hexdigest()) for name, content in found]
    finally:
        await renderer.close()
        await city.close()
