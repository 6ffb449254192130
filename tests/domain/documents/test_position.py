"""A position knows its five figures, and no other."""

from datetime import datetime

import pytest

from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from tests.domain.documents.positions import opd, position


def test_a_position_finds_each_figure_by_its_indicator_and_none_of_another() -> None:
    told = position([], [opd("DINKES")], datetime(2026, 11, 23, 9, 15, tzinfo=WIB))
    assert [told.figure(one.key) for one in INDICATORS] == list(told.figures)
    with pytest.raises(KeyError):
        told.figure(IndicatorKey("spbe"))
