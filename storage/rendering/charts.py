"""Draws the two pictures as PNG, 1080 × 1350: what a phone shows upright without scaling it up."""

from domain.documents.indicator_chart import IndicatorChartContent
from domain.documents.overview_chart import OverviewChartContent
from storage.rendering import typesetting
from storage.rendering.png import with_few_colours


def draw_overview(content: OverviewChartContent) -> bytes:
    """Return the PNG of all five indicators."""
    return with_few_colours(typesetting.png("overview_chart.typ", content))


def draw_indicator(content: IndicatorChartContent) -> bytes:
    """Return the PNG of one indicator's course."""
    return with_few_colours(typesetting.png("indicator_chart.typ", content))
