"""The examples in docs/examples are what the same year gives today: `UPDATE_EXAMPLES=1` makes them anew."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.documents.action_plan import ActionPlanContent
from domain.documents.measurement import MeasurementPdfContent
from domain.documents.wanted import DocumentKind, Wanted, file_name
from storage.rendering.drawing import DRAWINGS, Workshop, draw
from tests.handlers.downloads.gathering import gathered
from tests.storage.rendering.books import needs_poppler, reloaded, texts
from tests.town.dialogue import Town
from tests.town.full_year import CLOSED, YEAR, live_through

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


@pytest.mark.parametrize("kind", [DocumentKind.MEASUREMENT, DocumentKind.ACTION_PLAN])
async def test_the_example_says_what_is_drawn_today(kind: DocumentKind, tmp_path: Path) -> None:
    example, drawn = await both(kind, tmp_path)
    assert cells(example) == cells(drawn)


@pytest.mark.exhaustive
@needs_poppler
async def test_the_printed_example_says_it_too(tmp_path: Path) -> None:
    example, drawn = await both(DocumentKind.MEASUREMENT_PDF, tmp_path)
    assert texts(example, tmp_path) == texts(drawn, tmp_path)


async def both(kind: DocumentKind, folder: Path) -> tuple[bytes, bytes]:
    """Return the example that is kept, and what is drawn of the same year today."""
    async with Town() as town:
        town.storage.tables = type(town.storage.tables)()
        async with town.storage.uow() as uow:
            await live_through(uow, CLOSED, nasty=False)
            await uow.commit()
        town.go_to(CLOSED + timedelta(days=1))
        wanted = Wanted(kind=kind, year=YEAR)
        content = with_a_code_of_nobody(await gathered(town, wanted))
    example = EXAMPLES / file_name(wanted, DRAWINGS[type(content)].suffix)
    (drawn,) = draw(content, Workshop(folder=folder, evidence=folder))
    if os.environ.get("UPDATE_EXAMPLES"):
        EXAMPLES.mkdir(exist_ok=True)
        example.write_bytes(drawn.read_bytes())
    return example.read_bytes(), drawn.read_bytes()


def with_a_code_of_nobody(content: object) -> object:
    """Return the content with a code that no installation has given out: each has a secret of its own."""
    assert isinstance(content, MeasurementPdfContent | ActionPlanContent)
    link = "https://t.me/contoh_bot?start=cek_7K3M9QXT2HVAW"
    return replace(content, stamp=replace(content.stamp, code="7K3M-9QXT-2HVA-W", link=link))


def cells(book: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return every value and every formula of a workbook."""
    return {
        f"{sheet.title} {values}": list(sheet.values)
        for values in (True, False)
        for sheet in reloaded(book, values=values)
    }
