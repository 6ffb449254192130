"""Who draws what: one line for each content that can be drawn.

The modules are named and not imported: only the worker pays for the libraries that draw, and only for those
of the documents that are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from domain.documents.action_plan import ActionPlanContent
from domain.documents.evidence import EvidenceContent
from domain.documents.form import FormContent
from domain.documents.indicator_chart import IndicatorChartContent
from domain.documents.invitations import InvitationsContent
from domain.documents.logo import LogoContent
from domain.documents.measurement import MeasurementContent, MeasurementPdfContent
from domain.documents.memo import MemoContent, OverdueContent
from domain.documents.overview_chart import OverviewChartContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How one kind of content becomes a file."""

    drawn_by: str
    """Module and function: "storage.rendering.form:draw".

    The function takes the content and returns the bytes of its one file. Where `in_parts`, it takes the
    content and a `Workshop`, and returns the paths of the files that it wrote there, in order.
    """
    suffix: str
    """What its files end in, without a dot."""
    in_parts: bool = False
    """Whether it writes its files by itself, since there may be several, or one too big to be held."""
    seconds: int = 30
    """How long the processor may take for it; what is drawn of 500 OPD takes a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Where files are written, and where what goes into them is found."""

    folder: Path
    evidence: Path
    """The folder of an `EvidenceFolder`."""


DRAWINGS: dict[type, Drawing] = {
    OverviewChartContent: Drawing(drawn_by="storage.rendering.charts:draw_overview", suffix="png"),
    IndicatorChartContent: Drawing(drawn_by="storage.rendering.charts:draw_indicator", suffix="png"),
    MeasurementContent: Drawing(drawn_by="storage.rendering.measurement:draw", suffix="xlsx"),
    MeasurementPdfContent: Drawing(drawn_by="storage.rendering.measurement_pdf:draw", suffix="pdf"),
    ActionPlanContent: Drawing(drawn_by="storage.rendering.action_plan:draw", suffix="xlsx"),
    EvidenceContent: Drawing(
        drawn_by="storage.rendering.bundle:draw", suffix="zip", in_parts=True, seconds=600
    ),
    MemoContent: Drawing(drawn_by="storage.rendering.memo:draw", suffix="docx"),
    OverdueContent: Drawing(drawn_by="storage.rendering.overdue:draw", suffix="xlsx"),
    FormContent: Drawing(drawn_by="storage.rendering.form:draw", suffix="pdf"),
    LogoContent: Drawing(drawn_by="storage.rendering.logo:draw", suffix="png"),
    InvitationsContent: Drawing(drawn_by="storage.rendering.invitations:draw", suffix="pdf"),
}
"""By the type of the content, in the order of `DocumentKind`."""


def draw(content: object, workshop: Workshop) -> list[Path]:
    """Return the files that a content became. Raises whatever drawing raises; KeyError if nobody draws it."""
    drawing = DRAWINGS[type(content)]
    module, _, name = drawing.drawn_by.partition(":")
    drawn_by: Callable[..., Any] = getattr(import_module(module), name)
    if drawing.in_parts:
        return list(drawn_by(content, workshop))
    file = workshop.folder / f"1.{drawing.suffix}"
    file.write_bytes(drawn_by(content))
    return [file]
