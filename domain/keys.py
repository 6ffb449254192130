"""The names that everything else refers to: an indicator's key and the shape of an answer."""

from collections.abc import Mapping
from typing import ClassVar, TypeAlias

Answers: TypeAlias = Mapping[str, str]
"""Canonical answers by question key, as they are stored."""


class IndicatorKey(str):
    """What an indicator is stored under. Which there are, the catalogue knows (`domain.indicators`)."""

    __slots__ = ()
    SAKIP: ClassVar["IndicatorKey"]
    KELEMBAGAAN: ClassVar["IndicatorKey"]
    IKM: ClassVar["IndicatorKey"]
    KETATALAKSANAAN: ClassVar["IndicatorKey"]
    ANJAB: ClassVar["IndicatorKey"]


IndicatorKey.SAKIP = IndicatorKey("sakip")
IndicatorKey.KELEMBAGAAN = IndicatorKey("kelembagaan")
IndicatorKey.IKM = IndicatorKey("ikm")
IndicatorKey.KETATALAKSANAAN = IndicatorKey("tatalaksana")
IndicatorKey.ANJAB = IndicatorKey("anjab")
