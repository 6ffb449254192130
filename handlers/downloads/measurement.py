"""*Pengukuran kinerja*: the workbook for who sees every OPD, and the PDF of the totals for everybody."""

import asyncio

from domain.documents.measurement import (
    MeasurementContent,
    MeasurementPdfContent,
    measurement,
    measurement_pdf,
    said_by,
)
from domain.documents.wanted import DocumentKind
from handlers.downloads.measuring import in_brief, is_somebody, knows_everybody, marks, measured, people
from handlers.papers.captions import caption
from handlers.papers.paper import Paper, Reading
from storage.ports import Document, UnitOfWork

TITLE = "Pengukuran kinerja"


async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> MeasurementContent:
    """Return the tables with every OPD behind them."""
    read = await measured(uow, reading, document)
    known = await people(uow, reading, read.of.now)
    return await asyncio.to_thread(
        measurement,
        read.of,
        read.stamp,
        read.office,
        names=known.names,
        verdicts=known.verdicts,
        marks=await marks(uow, reading, read.of.now),
    )


async def gather_pdf(uow: UnitOfWork, reading: Reading, document: Document) -> MeasurementPdfContent:
    """Return the tables of totals."""
    read = await measured(uow, reading, document)
    return await asyncio.to_thread(measurement_pdf, read.of, read.stamp, read.office)


def captioned(content: MeasurementPdfContent, _: Document) -> str:
    """Return what stands below either file (HTML)."""
    return caption(TITLE, content.stamp, in_brief(content.said))


MEASUREMENT = Paper(
    kind=DocumentKind.MEASUREMENT,
    title="Pengukuran (XLSX)",
    gather=gather,
    may=knows_everybody,
    said=said_by,
    caption=captioned,
    offer="Tabel LKjIP, per triwulan, dan rincian tiap OPD; bisa dihitung ulang.",
)
MEASUREMENT_PDF = Paper(
    kind=DocumentKind.MEASUREMENT_PDF,
    title="Pengukuran (PDF)",
    gather=gather_pdf,
    may=is_somebody,
    said=said_by,
    caption=captioned,
    offer="Tabel LKjIP dan per triwulan, siap dicetak dan ditandatangani.",
)
