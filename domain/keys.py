"""The names that everything else refers to: the five indicators and the shape of an answer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

Answers: TypeAlias = Mapping[str, str]
"""Canonical answers by question key, as they are stored."""


class IndicatorKey(StrEnum):
    """The indicators in the order of the IKU form."""

    SAKIP = "sakip"
    KELEMBAGAAN = "kelembagaan"
    IKM = "ikm"
    KETATALAKSANAAN = "tatalaksana"
    ANJAB = "anjab"
