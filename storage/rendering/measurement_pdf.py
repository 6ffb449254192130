"""Draws the measurement of performance to be signed: the table of the LKjIP, and the one by quarter."""

from domain.documents.measurement import (
    PRINTED_OF_QUARTER,
    QUARTERLY_HEADS,
    ROMAN,
    TITLE,
    MeasurementPdfContent,
    lkjip_columns,
    printed,
    printed_quarters,
)
from domain.years.rules import QUARTER_NUMBERS
from storage.rendering.typesetting import pdf

_PRINTED = 10
"""Columns of the LKjIP's table; the counts behind them stand beside the percentages here."""


def draw(content: MeasurementPdfContent) -> bytes:
    """Return the PDF."""
    return pdf(
        "measurement.typ",
        content,
        title=content.heading[0],
        heading=content.heading,
        columns=lkjip_columns(content.year)[:_PRINTED],
        rows=printed(content),
        by_quarter=f"{TITLE} PER TRIWULAN TAHUN {content.year}",
        quarterly=QUARTERLY_HEADS,
        quarters=[f"TRIWULAN {ROMAN[one]}" for one in QUARTER_NUMBERS],
        of_quarter=PRINTED_OF_QUARTER,
        quarter_rows=printed_quarters(content),
        told=(content.basis, *content.notes),
    )
